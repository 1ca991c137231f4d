"""Powers in three nested rings: where the agreements put each one, and why some fit in none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from wso_lessons.content import Course
from wso_lessons.content.reference import Power
from wso_lessons.content.words import and_list
from wso_lessons.simulators.rulebook import Note, read_rules

# From the narrowest to the widest; the values stand in the columns of the same name of data/reference/powers.yaml.
RINGS = {"wso": "WSO", "jem": "Jail model", "tfm": "Task force model"}
OUTSIDE = "outside"
PLACES = {**RINGS, OUTSIDE: "Outside the rings"}
_AGREEMENTS = {"wso": "the WSO agreement", "jem": "the jail model's", "tfm": "the task force model's"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerToken:
    """A power to place, in few words."""

    noun: ClassVar[str] = "token"
    power: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RingRules:
    """What is placed, and what is said afterward."""

    noun: ClassVar[str] = "set of rings"
    title: str
    question: str
    tokens: tuple[PowerToken, ...]
    ask: str
    notes: tuple[Note, ...]


class PowerRings:
    """The tokens of data/simulators/whose-power.yaml with the powers they stand for. Raises UnknownId for no power."""

    def __init__(self, course: Course) -> None:
        self.rules = read_rules(course, RingRules, "whose-power")
        powers = course.reference("powers")
        self.powers: dict[str, Power] = {token.power: powers[token.power] for token in self.rules.tokens}
        self.words = {token.power: token.words for token in self.rules.tokens}

    def answers(self) -> dict[str, str]:
        """Where each token belongs."""
        return {name: ring_of(power) for name, power in self.powers.items()}

    def matches(self, placed: Mapping[str, str]) -> tuple[str, ...]:
        """The tokens that were placed where they belong."""
        return tuple(name for name, ring in self.answers().items() if placed.get(name) == ring)


def ring_of(power: Power) -> str:
    """The narrowest ring whose agreement and every wider one list a power; "outside" where the widest does not."""
    place = OUTSIDE
    for ring in reversed(RINGS):
        if getattr(power, ring) != "yes":
            break
        place = ring
    return place


def reason_of(power: Power) -> str:
    """Why a power belongs in its ring: who lists it, who does not, and what there is to add."""
    lists = [_AGREEMENTS[ring] for ring in RINGS if getattr(power, ring) == "yes"]
    lacks = [_AGREEMENTS[ring] for ring in RINGS if getattr(power, ring) != "yes"]
    if not lists:
        said = "None of the three agreements lists it."
    elif not lacks:
        said = "All three agreements list it."
    else:
        said = f"Listed in {and_list(lists)}; not in {and_list(lacks)}."
    if lists and ring_of(power) == OUTSIDE:
        said += " A ring inside the widest would say that the widest lists it too, so it lies outside."
    return f"{said} {power.note}".rstrip()
