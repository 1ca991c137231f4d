"""The records in data/simulators/booking-desk.yaml: facts, state rules, impossible cases, steps and outcomes.

A condition (`when`) maps facts to allowed values, alternatives written `a | b`; an empty one always holds.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from wso_lessons.simulators.rulebook import Note

StatementKind = Literal["state law", "may", "may not", "next", "unknown"]
EffectKind = Literal[
    "bars-agreements",
    "governor-only",
    "bars-holds",
    "no-state-power",
    "doubts-power",
    "orders-holds",
    "asks-agreement",
]
DeskCall = Literal["hold", "release", "charge", "open"]
# The fact that says whether a law of the state is signed but not, or not certainly, in force.
LAW_COMING = "law-coming"
END = "end: "


def holds(when: Mapping[str, str], facts: Mapping[str, str]) -> bool:
    """Whether a condition fits the facts."""
    # A plain loop: the desk asks this some twenty times a step, and over a million times in its tests.
    for name, wanted in when.items():  # noqa: SIM110 - see above
        if facts.get(name) not in _alternatives(wanted):
            return False
    return True


@functools.cache
def _alternatives(wanted: str) -> frozenset[str]:
    return frozenset(wanted.split(" | "))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskNote(Note):
    """A text that rests on at least one claim."""

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError(f'This {self.noun} names no claims: "{self.text}"')


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """One value that a fact may take; `day` is the date that a value of the fact "date" stands for."""

    noun: ClassVar[str] = "value"
    id: str
    label: str
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something the learner can change: a question and its possible answers."""

    noun: ClassVar[str] = "fact"
    id: str
    question: str
    first: str
    values: tuple[FactValue, ...]

    def __post_init__(self) -> None:
        self.value(self.first)

    def value(self, value_id: str) -> FactValue:
        """A value by its id. Raises ValueError, which lists the ids there are."""
        for value in self.values:
            if value.id == value_id:
                return value
        raise ValueError(f'"{value_id}" is no value of "{self.id}"; it may be: {", ".join(v.id for v in self.values)}')


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEffect(DeskNote):
    """What a state's law does to the desk from the day on which it is in force; `how` tells apart effects of one kind.

    `before` is told instead of `text` once the law is signed, where it is not yet in force or that is not known.
    """

    noun: ClassVar[str] = "state effect"
    kind: EffectKind
    how: str = "yes"
    signed: str
    in_force: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLaw:
    """The effects of one state's law; the id is a value of the fact "state"."""

    noun: ClassVar[str] = "state"
    id: str
    effects: tuple[StateEffect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """Facts that cannot stand together, and why."""

    noun: ClassVar[str] = "impossible case"
    when: dict[str, str]
    because: str
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError(f'This {self.noun} names no claims: "{self.because}"')


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStatement(DeskNote):
    """One thing to know at a step: what the officer may do, may not do, what comes next, or what is unknown."""

    noun: ClassVar[str] = "statement"
    kind: StatementKind
    when: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a step leads: another step's id, or "end: " and an outcome's id."""

    noun: ClassVar[str] = "turn"
    when: dict[str, str] = field(default_factory=dict)
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One moment at the desk: the statements that fit the facts are shown, and the first turn that fits is taken.

    A step that `shows_state_law` begins with what the state's law does on the day.
    """

    noun: ClassVar[str] = "step"
    id: str
    title: str
    shows_state_law: bool = False
    statements: tuple[DeskStatement, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(DeskNote):
    """How a path ends, and the call that fits it."""

    noun: ClassVar[str] = "outcome"
    id: str
    title: str
    call: DeskCall = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSide(DeskNote):
    """What an opened paper shows: lines of type, and the fact whose value stands where it is `signed`."""

    noun: ClassVar[str] = "side of a paper"
    when: dict[str, str] = field(default_factory=dict)
    lines: tuple[str, ...]
    signed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPaper:
    """A paper that may lie on the desk: what is seen while it is closed, and its sides (the first that fits)."""

    noun: ClassVar[str] = "paper"
    id: str
    closed: tuple[str, ...]
    sides: tuple[PaperSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAnswer(DeskNote):
    """What somebody who is rung says where the facts fit."""

    noun: ClassVar[str] = "answer"
    when: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPerson:
    """Somebody to ring, who knows one thing; one who `reads_state_law` says it where some is recorded."""

    noun: ClassVar[str] = "person"
    id: str
    name: str
    knows: str
    reads_state_law: bool = False
    says: tuple[DeskAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskScene:
    """Facts to begin with (the others as they begin), and single changes to try after the call."""

    noun: ClassVar[str] = "scene"
    id: str
    title: str
    facts: dict[str, str]
    changes: tuple[dict[str, str], ...]

    def __post_init__(self) -> None:
        if any(len(change) != 1 for change in self.changes):
            raise ValueError(f'A change of the scene "{self.id}" must name one fact')


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence(DeskNote):
    """What follows for somebody, and by which clause; its condition may also name "end" and "call"."""

    noun: ClassVar[str] = "consequence"
    who: str
    when: dict[str, str]
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskTask(Note):
    """Something to find by changing one fact (`changed`, where it matters), by conditions on both ends."""

    noun: ClassVar[str] = "task"
    id: str
    before: dict[str, str]
    changed: str = ""
    after: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRules:
    """The whole desk. Steps lead only to later steps, so that every path ends."""

    noun: ClassVar[str] = "desk"
    facts: tuple[Fact, ...]
    states: tuple[StateLaw, ...]
    impossible: tuple[Impossible, ...]
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    papers: tuple[DeskPaper, ...] = ()
    people: tuple[DeskPerson, ...] = ()
    scenes: tuple[DeskScene, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    tasks: tuple[DeskTask, ...] = ()

    def __post_init__(self) -> None:
        order = {step.id: place for place, step in enumerate(self.steps)}
        ends = {END + outcome.id for outcome in self.outcomes}
        for step in self.steps:
            for turn in step.turns:
                if turn.to not in ends and order.get(turn.to, -1) <= order[step.id]:
                    raise ValueError(
                        f'The step "{step.id}" turns to "{turn.to}", which is no outcome and no later step'
                    )
            if not step.turns or step.turns[-1].when:
                raise ValueError(f'The step "{step.id}" needs a last turn without a condition')
