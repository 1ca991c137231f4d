"""What every question item has, whatever its kind.

An item is a frozen record built from YAML (see docs/quiz-items.md). A kind adds its fields and three methods:
`read` (any response to a clean answer, or None), `mark` (a clean answer to a Mark) and `choices` (what is shown).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, NamedTuple, Self, TypeVar, get_args

from wso_lessons.content import Where
from wso_lessons.content.answer import set_of
from wso_lessons.content.findings import NOWHERE
from wso_lessons.content.rows.schema import ID_WITHIN
from wso_lessons.content.words import list_sentence, without_stop
from wso_lessons.quiz.marks import Mark, Message, Tone

MAX_TEXT = 2000  # characters of an answer that are looked at: no key is nearly as long
MOST_PARTS = 100  # of an answer in parts that are looked at: no item has nearly as many
ANYTHING_ELSE = "anything else"  # the last of the answers that `Item.wrong_answers` names
Level = Literal["recall", "understand", "apply", "analyze", "evaluate"]
LEVELS: tuple[Level, ...] = get_args(Level)
T = TypeVar("T")
_TWIN = re.compile(r"[a-z0-9][a-z0-9-]*")  # the name of a pair of twins


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerable:
    """Something that a learner chooses, places or answers: its text, and what a wrong answer and the reason rest on.

    `misconception` is the id of the mistake that a wrong answer catches; `key` names it in stored answers and is made
    from its text where the author gives none.
    """

    text: str
    misconception: str = ""
    claims: tuple[str, ...] = ()
    key: str = ""

    def __post_init__(self) -> None:
        if not self.key:
            object.__setattr__(self, "key", text_key(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Answerable):
    """One thing to choose: whether it is correct, and the reason, which every option of a keyed item has."""

    noun: ClassVar[str] = "option"
    correct: bool = False
    reason: str = ""


class Mistake(NamedTuple):
    """Something wrong in an answer, in words, and the id of the misconception behind it, or ""."""

    text: str
    misconception: str = ""


class Setting(NamedTuple):
    """An item on a page without a kernel, beside its stem and choices.

    `before` are lines to be read first: a figure, a quotation with its place, a document. `how` says in a sentence how
    to answer where the choices alone do not. `blank` is the unit behind a blank to write in, "" for none; it is None
    where there is something to choose.
    """

    before: tuple[str, ...] = ()
    how: str = ""
    blank: str | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """The common part of an item. A `survey` item asks for an opinion: it has no key and never leaves the learner.

    A `predict` item asks before the answer is shown: it may be skipped, and what has a key is compared and not marked;
    `said_by` names what the guess is compared with, as in "ICE's list says 75." `level` is the kind of thinking asked
    for, and `twin` an id that one item of the test before shares with one of the test after.
    `on_screen` is what a screen says after the stem and paper leaves out, such as where an answer is kept.
    `tries` is how many checked answers are allowed (0: no limit); `withdrawn` says why an item is not asked now.
    """

    noun: ClassVar[str] = "item"
    asks: ClassVar[str] = "Answer first, then check."
    id: str
    kind: str
    stem: str
    on_screen: str = ""
    claims: tuple[str, ...] = ()
    objective: str = ""
    section: str = ""
    hints: tuple[str, ...] = ()
    tries: int = 0
    chart: str = ""
    excerpt: str = ""
    excerpt_from: str = ""
    survey: bool = False
    predict: bool = False
    said_by: str = "The source"
    level: Level | Literal[""] = ""
    twin: str = ""
    shuffle: bool = True
    withdrawn: str = ""
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        if not ID_WITHIN.fullmatch(self.id):
            raise ValueError(f'The item id "{self.id}" must be written set/item in small letters, digits and hyphens')
        if self.tries < 0:
            raise ValueError("tries must be 0 (no limit) or more")
        if self.twin and not _TWIN.fullmatch(self.twin):
            raise ValueError(f'The twin "{self.twin}" may hold small letters, digits and hyphens only')
        if self.excerpt and not self.excerpt_from:
            raise ValueError("An excerpt needs excerpt_from: the document and the place in it")
        if not self.survey:
            for key in ("claims", "objective", "section"):
                if not getattr(self, key):
                    raise ValueError(f'The item "{self.id}" lacks {key}, which every item with a key has')
        self.check_kind()

    @property
    def counts(self) -> bool:
        """Whether it is marked right or wrong, and so counts in scores, reviews and what is handed in."""
        return not self.survey and not self.predict

    @property
    def screen_stem(self) -> str:
        """The stem as a screen shows it."""
        return f"{self.stem} {self.on_screen}".rstrip()

    @property
    def set_id(self) -> str:
        """The set of questions that the item belongs to."""
        return set_of(self.id)

    def check_kind(self) -> None:
        """Raises ValueError where what the kind needs is missing or contradicts itself."""

    def read(self, response: object) -> object:
        """The clean answer in a response of any type, or None where it is empty or cannot be read."""
        raise NotImplementedError

    def mark(self, answer: Any) -> Mark:
        """The mark for a clean answer."""
        raise NotImplementedError

    def compare(self, answer: Any) -> str:
        """How a clean answer compares with what is so, in a sentence or two that call it neither right nor wrong."""
        told = without_stop("; ".join(self.key_text()))
        said = without_stop(self.say(answer))
        same = not self.mistakes(answer)
        return f"You said “{said}”. {self.said_by} says {'the same' if same else f'“{told}”'}."

    def why(self) -> str:
        """Why what is so is so; "" where the comparison says enough."""
        return ""

    def choices(self) -> tuple[tuple[str, str], ...]:
        """The key and text of each thing to choose from, in the author's order."""
        return tuple((part.key, part.text) for part in self.parts() if isinstance(part, Answerable))

    def public_part(self, seed: object) -> dict[str, object]:
        """What a page may know before an answer: no keys and no reasons. Plain JSON values only."""
        shown = {
            "id": self.id,
            "kind": self.kind,
            "stem": self.screen_stem,
            "chart": self.chart,
            "excerpt": self.excerpt,
            "excerpt_from": self.excerpt_from,
            "section": self.section,
            "survey": self.survey,
            "predict": self.predict,
            "withdrawn": self.withdrawn,
            "choices": [{"key": key, "text": text} for key, text in self.shown_choices(seed)],
        }
        return {**shown, **self.extras()}

    def extras(self) -> dict[str, object]:
        """Further public parts that only this kind has."""
        return {}

    def shown_choices(self, seed: object) -> list[tuple[str, str]]:
        """The choices in the order in which the learner with this seed sees them."""
        choices = list(self.choices())
        return shuffle_steadily(choices, seed, self.id, key=lambda choice: choice[0]) if self.shuffle else choices

    def lines(self, seed: object) -> list[str]:
        """The choices as a page without a kernel lists them, in this learner's order."""
        return [text for _, text in self.shown_choices(seed)]

    def setting(self) -> Setting:
        """What stands before and after the choices where the item is read and not clicked."""
        quotation = f"“{self.excerpt}” ({self.excerpt_from})" if self.excerpt else ""
        return Setting(tuple(line for line in (f"Figure: {self.chart}" if self.chart else "", quotation) if line))

    def part_to_keep(self, response: object) -> object:
        """The part of a response that may be kept; a kind whose answer holds an opinion leaves that out."""
        return response

    def say(self, answer: Any) -> str:
        """A clean answer in words, for reports and for readers of plain text."""
        return str(answer)

    def mistakes(self, answer: Any) -> tuple[Mistake, ...]:  # noqa: ARG002 - each kind reads the answer its own way
        """What is wrong in a clean answer; nothing where it is right or has no key."""
        return ()

    def key_text(self) -> tuple[str, ...]:
        """The right answer in words, one line for each part; empty for a survey."""
        return ()

    def wrong_answers(self) -> tuple[tuple[str, str], ...]:
        """What an answer in writing may get wrong, in words, each with what is said of it; the last is any other."""
        return ()

    def all_claims(self) -> tuple[str, ...]:
        """Every claim that the item or one of its parts names, each once."""
        return each_once(self.claims, *(option.claims for option in self.parts()))

    def parts(self) -> Sequence[Any]:
        """The options, traps or rows of the item: each with a text, a reason, a misconception or "", and claims."""
        return ()

    def with_values(self, value_of: Callable[[str], str]) -> Self:  # noqa: ARG002 - kinds with values from claims use it
        """The item with values taken from claims filled in."""
        return self


class OptionItem(Item):
    """What the kinds share that are answered by choosing among options; `options` is a field of each."""

    options: tuple[Option, ...]

    def check_kind(self) -> None:
        """Two options at least, all different; in a keyed item each has its reason, in a survey none is right."""
        if len(self.options) < 2:
            raise ValueError("An item needs at least two options")
        if len({option.key for option in self.options}) < len(self.options):
            raise ValueError("Two options have the same text or key")
        for option in self.options:
            if self.survey and (option.correct or option.misconception):
                raise ValueError("A survey has no key: leave out correct and misconception")
            if not self.survey and not option.reason:
                raise ValueError(f'The option "{option.text}" lacks its reason')
            if option.correct and option.misconception:
                raise ValueError(f'The option "{option.text}" is correct and cannot stand for a misconception')

    def parts(self) -> Sequence[Option]:
        return self.options

    def mistakes(self, answer: str | tuple[str, ...]) -> tuple[Mistake, ...]:
        """The chosen options that are wrong."""
        chosen = (answer,) if isinstance(answer, str) else answer
        wrong = (one for one in self.options if one.key in chosen and not one.correct and not self.survey)
        return tuple(Mistake(one.text, one.misconception) for one in wrong)

    def key_text(self) -> tuple[str, ...]:
        return tuple(option.text for option in self.options if option.correct)


def compare_rows(item: Item, answer: Mapping[str, str]) -> str:
    """How many rows of a clean answer are as the key has them, and the key."""
    alike = len(answer) - len(item.mistakes(answer))
    return f"{item.said_by} agrees with you on {alike} of {len(answer)}. In full: {list_sentence(item.key_text())}"


def each_once(*groups: Iterable[str]) -> tuple[str, ...]:
    """The words of all groups, in order, each once."""
    return tuple(dict.fromkeys(word for group in groups for word in group))


def text_key(text: str) -> str:
    """A short steady name for a text, the same in every session and after the options are put in another order."""
    return "o" + hashlib.sha256(text.encode()).hexdigest()[:7]


def shuffle_steadily(things: Iterable[T], seed: object, salt: str, key: Callable[[T], str] = str) -> list[T]:
    """The things in an order that depends only on the seed, the salt and their keys.

    Adding or removing one leaves the order of the others as it was, and no Python release changes it.
    """
    return sorted(things, key=lambda thing: hashlib.sha256(f"{seed}\n{salt}\n{key(thing)}".encode()).digest())


def option_messages(options: Sequence[Option], chosen: frozenset[str]) -> tuple[Message, ...]:
    """The reason of every option, the chosen ones first."""
    return tuple(
        Message(option.key, option.reason, _tone(option, option.key in chosen), option.claims, option.key in chosen)
        for option in sorted(options, key=lambda option: option.key not in chosen)
    )


def _tone(option: Option, chosen: bool) -> Tone:
    if chosen:
        return "right" if option.correct else "wrong"
    return "missed" if option.correct else "note"


def response_texts(response: object) -> list[str]:
    """The texts in a response that should be a list of them; anything else in it is left out."""
    if not isinstance(response, list | tuple):
        return []
    return [entry for entry in response[:MOST_PARTS] if isinstance(entry, str)]
