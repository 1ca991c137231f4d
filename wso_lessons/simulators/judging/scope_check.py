"""Scope check: the sides on which a sentence goes past the source that it leans on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from wso_lessons.content.words import and_list, count_with_noun
from wso_lessons.simulators.rulebook import Note

SideName = Literal["year", "model", "place", "measure"]
Verdict = Literal["stays", "past", "open"]
VERDICT_WORDS: dict[Verdict, str] = {"stays": "stays", "past": "goes past", "open": "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeSide:
    """One of the four sides and its name."""

    noun: ClassVar[str] = "side"
    id: SideName
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideReading(Note):
    """What one side of a source was found to be, whether the sentence stays with it, and why."""

    noun: ClassVar[str] = "reading of a side"
    id: SideName
    verdict: Verdict
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeCard:
    """A quotation (that of the claim `quoted`), a sentence made of it, and the four sides as this course reads them."""

    noun: ClassVar[str] = "card"
    id: str
    lean: Literal["for", "against"]
    source: str
    quoted: str
    speaker: str
    claims: tuple[str, ...]
    sides: tuple[SideReading, ...]

    def __post_init__(self) -> None:
        if [side.id for side in self.sides] != ["year", "model", "place", "measure"]:
            raise ValueError(f'The card "{self.id}" needs its year, model, place and measure, in this order')
        if self.quoted not in self.claims:
            raise ValueError(f'The card "{self.id}" quotes "{self.quoted}", which is not among its claims')

    def sides_with(self, verdict: Verdict) -> tuple[SideName, ...]:
        """The sides of one verdict, in order."""
        return tuple(side.id for side in self.sides if side.verdict == verdict)

    @property
    def past(self) -> tuple[SideName, ...]:
        """The sides on which the sentence goes past its source."""
        return self.sides_with("past")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRules:
    """The cards in their order, with the words around them."""

    noun: ClassVar[str] = "scope check"
    title: str
    words: str
    ending: str
    sides: tuple[ScopeSide, ...]
    cards: tuple[ScopeCard, ...]

    @property
    def names(self) -> dict[SideName, str]:
        """The name of each side."""
        return {side.id: side.name for side in self.sides}


@dataclass(frozen=True, slots=True)
class ScopeCall:
    """What a learner said of a card: the sides on which the sentence goes past."""

    card: ScopeCard
    over: tuple[SideName, ...]

    @property
    def passed_over(self) -> tuple[SideName, ...]:
        """Sides that go past and were not called."""
        return tuple(side for side in self.card.past if side not in self.over)

    @property
    def called_too_far(self) -> tuple[SideName, ...]:
        """Sides that stay and were called."""
        return tuple(side for side in self.card.sides_with("stays") if side in self.over)

    @property
    def agrees(self) -> bool:
        """Whether the call and this course's reading are the same where that is not open."""
        return not self.passed_over and not self.called_too_far


def call_in_words(call: ScopeCall, names: Mapping[SideName, str]) -> str:
    """The learner's call beside this course's reading, in two sentences."""
    said = f"You said: {sides_in_words(call.over, names)}."
    if call.agrees:
        return f"{said} This course reads it so, too."
    return f"{said} This course reads: {sides_in_words(call.card.past, names)}."


def sides_in_words(sides: Collection[SideName], names: Mapping[SideName, str]) -> str:
    """Where a sentence goes past: "it goes past on year and model"."""
    if not sides:
        return "it stays with its source"
    return f"it goes past on {and_list([names[side].lower() for side in names if side in sides])}"


def tally_in_words(calls: Iterable[ScopeCall], names: Mapping[SideName, str]) -> str:
    """How the calls went, side by side with this course's reading: no score, but what was passed over and where."""
    made = list(calls)
    if not made:
        return "You looked at all of them without a call of your own."
    same = sum(call.agrees for call in made)
    said = [f"On {same} of {count_with_noun(len(made), 'quotation')} your call and this course's reading are the same."]
    missed = Counter(side for call in made for side in call.passed_over)
    extra = Counter(side for call in made for side in call.called_too_far)
    if missed:
        said.append(f"Not called: {_side_counts(missed, names)}.")
        leans = Counter(call.card.lean for call in made if call.passed_over)
        said.append(
            f"Those sentences spoke for the program {_times(leans['for'])}, against it {_times(leans['against'])}."
        )
    if extra:
        said.append(f"Called where the sentence stays: {_side_counts(extra, names)}.")
    return " ".join(said)


def _side_counts(counts: Counter[SideName], names: Mapping[SideName, str]) -> str:
    return and_list([f"{names[side].lower()} {_times(counts[side])}" for side in names if counts[side]])


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")
