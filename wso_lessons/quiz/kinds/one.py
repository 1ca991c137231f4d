"""Kind "one": exactly one option is correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wso_lessons.quiz.item import Option, OptionItem, option_messages
from wso_lessons.quiz.marks import Mark, Message, mark_of_share


@dataclass(frozen=True, kw_only=True)
class OneAnswer(OptionItem):
    """Choose one option. The answer is the option's key; the score is 1 or 0."""

    asks = "Choose one option, then check."
    options: tuple[Option, ...]

    def check_kind(self) -> None:
        """One correct option, or none in a survey."""
        super().check_kind()
        if not self.survey and sum(option.correct for option in self.options) != 1:
            raise ValueError(f'The item "{self.id}" must have exactly one correct option')

    def why(self) -> str:
        return next((option.reason for option in self.options if option.correct), "")

    def read(self, response: Any) -> str | None:
        """The key of an option. A list with one key in it is read as that key."""
        if isinstance(response, list | tuple) and len(response) == 1:
            response = response[0]
        known = isinstance(response, str) and any(option.key == response for option in self.options)
        return response if known else None

    def mark(self, answer: str) -> Mark:
        chosen = next(option for option in self.options if option.key == answer)
        words = Message("", "Right." if chosen.correct else "Not this one.", "right" if chosen.correct else "wrong")
        return mark_of_share(float(chosen.correct), (words, *option_messages(self.options, frozenset([answer]))))

    def say(self, answer: str) -> str:
        return next((option.text for option in self.options if option.key == answer), str(answer))
