"""Kind "many": any number of options is correct.

Score: (right ones chosen - wrong ones chosen) / number of right ones, never below 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from wso_lessons.content.words import count_with_noun, list_sentence
from wso_lessons.quiz.item import Option, OptionItem, option_messages, response_texts
from wso_lessons.quiz.marks import Mark, Message, mark_of_share


@dataclass(frozen=True, kw_only=True)
class ManyAnswers(OptionItem):
    """Choose every option that fits. The answer is the tuple of their keys, in the author's order."""

    asks = "Choose at least one option, then check."
    options: tuple[Option, ...]

    def check_kind(self) -> None:
        """At least one option on each side of the key, or no key in a survey."""
        super().check_kind()
        if not self.survey and not 0 < sum(option.correct for option in self.options) < len(self.options):
            raise ValueError(f'The item "{self.id}" needs at least one correct and one wrong option')

    def compare(self, answer: tuple[str, ...]) -> str:
        wanted = [option.key for option in self.options if option.correct]
        hits = len({*wanted} & {*answer})
        others = f" and {count_with_noun(extra, 'other')}" if (extra := len(answer) - hits) else ""
        told = list_sentence(self.key_text())
        return f"{self.said_by} names {len(wanted)}: {told} You chose {hits or 'none'} of them{others}."

    def read(self, response: object) -> tuple[str, ...] | None:
        """The keys of the options that exist; one key alone is read as a list of one."""
        chosen = {response} if isinstance(response, str) else set(response_texts(response))
        return tuple(option.key for option in self.options if option.key in chosen) or None

    def mark(self, answer: tuple[str, ...]) -> Mark:
        chosen = frozenset(answer)
        wanted = sum(option.correct for option in self.options)
        hits = sum(option.correct for option in self.options if option.key in chosen)
        extra = len(chosen) - hits
        points = (hits - extra) / wanted
        return mark_of_share(points, (_summary(hits, extra, wanted), *option_messages(self.options, chosen)))

    def say(self, answer: tuple[str, ...]) -> str:
        return "; ".join(option.text for option in self.options if option.key in answer)


def _summary(hits: int, extra: int, wanted: int) -> Message:
    if hits == wanted and not extra:
        return Message("", "Right: all of them and no other.", "right")
    missing = wanted - hits
    parts = [f"{hits} of your choices {'fits' if hits == 1 else 'fit'}"] if hits else ["None of your choices fits"]
    parts += [f"{extra} {'does' if extra == 1 else 'do'} not"] if extra and hits else []
    parts += ["at least one more is missing" if missing > 1 else "one is missing"] if missing and hits else []
    return Message("", f"{', '.join(parts)}.", "wrong" if hits <= extra else "missed")
