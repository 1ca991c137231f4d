"""Which rulings matter in a state: what binds there, what only persuades, and what is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wso_lessons.content import Course, UnknownId
from wso_lessons.content.reference import Case, Circuit, StateRule
from wso_lessons.simulators.explorers.places import NAMES
from wso_lessons.simulators.explorers.tile_map import TileKind

CASE_QUESTIONS = {
    "seizure": "Is it a new seizure?",
    "cause": "Is the cause good enough, and who checks it?",
    "power": "Does this officer have the power?",
    "liability": "Who answers for mistakes?",
}
HELPS = {
    "limits": "Limits holds",
    "supports": "Supports cooperation",
    "mixed": "Points both ways",
    "neither": "Points neither way",
}
RANK = {"binds here": 0, "binds elsewhere": 1, "persuasive": 1, "preliminary": 2, "pending": 3}
STANDINGS = {
    "binds here": "Binds here, on what it decided",
    "binds elsewhere": "Does not bind here; courts may follow it",
    "persuasive": "Binds no other court; courts may follow it",
    "preliminary": "Preliminary; binds no other court",
    "pending": "Not decided yet",
}
RULING_KINDS = {
    "binds": TileKind("B", "tile-full", "A ruling of its own circuit or courts binds, on what it decided"),
    "persuades": TileKind("P", "tile-half", "Courts there have ruled, and bind no other court"),
    "pending": TileKind("W", "tile-half", "A case there waits for its ruling"),
    "silent": TileKind("–", "tile-none", "The record is silent"),
}
MARKING_KINDS = {
    "marked": TileKind("\u2713", "tile-full", "You say that it binds"),
    "open": TileKind("", "tile-none", "Not marked"),
}
NO_RULING = "No ruling of its own courts or of its circuit is recorded: none known."
NO_RULE = "State rule: none known. Nothing was found, which does not mean that nothing exists."


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """A case as it stands in one state: `how` is a key of STANDINGS."""

    case: Case
    how: str


@dataclass(frozen=True, slots=True)
class StateView:
    """One state: its circuit, the rulings ranked by weight there, and its own rule where one is recorded."""

    code: str
    name: str
    circuit: Circuit | None
    rule: StateRule | None
    standings: tuple[CaseStanding, ...]

    def binding(self) -> tuple[CaseStanding, ...]:
        """The rulings that bind here and come from below the Supreme Court."""
        return tuple(s for s in self.standings if s.how == "binds here" and "us" not in s.case.binds)

    def local_rulings(self) -> tuple[CaseStanding, ...]:
        """The rulings of courts in this state that bind no other court, or are not decided yet."""
        # "D. Virginia" is not "S.D. West Virginia".
        named = re.compile(rf"(?<!West )\b{self.name}\b")
        return tuple(s for s in self.standings if not s.case.binds and named.search(s.case.court))

    @property
    def reach(self) -> str:
        """What is the most that a recorded ruling does here, beside the Supreme Court's: a key of RULING_KINDS."""
        if self.binding():
            return "binds"
        local = {standing.how for standing in self.local_rulings()}
        return "persuades" if local - {"pending"} else "pending" if local else "silent"

    def in_short(self) -> str:
        """The same in numbers."""
        rule = "a state rule is recorded" if self.rule else "no state rule is known"
        counts = f"recorded rulings that bind there, beside the Supreme Court's: {len(self.binding())}"
        return f"{self.name}: {counts}; cases in courts there that bind no other: {len(self.local_rulings())}; {rule}."

    def in_words(self) -> str:
        """What is known for this state, and plainly what is not."""
        circuit = f"lies in the {self.circuit.name}" if self.circuit else "is in no circuit recorded here"
        own = "; ".join(standing.case.name for standing in self.binding())
        rulings = f"Recorded rulings that bind there, beside the Supreme Court's: {own}." if own else NO_RULING
        near = "; ".join(standing.case.name for standing in self.local_rulings())
        local = f" Recorded cases in courts there that bind no other court: {near}." if near else ""
        rule = f"State rule: {self.rule.rule}" if self.rule else NO_RULE
        return f"{self.name} {circuit}. {rulings}{local} {rule}"


class CaseFinder:
    """Finds cases by question, by the way they point, and by their weight in a state."""

    def __init__(self, course: Course) -> None:
        self.cases: tuple[Case, ...] = tuple(course.reference("cases").sound_records())
        self._circuits: tuple[Circuit, ...] = tuple(course.reference("circuits").sound_records())
        self._rules: dict[str, StateRule] = {rule.id: rule for rule in course.reference("states").sound_records()}

    def select(self, question: str = "") -> tuple[Case, ...]:
        """The cases on a question ("" for all)."""
        return tuple(case for case in self.cases if not question or question in case.questions)

    def judge_mark(self, case: Case, code: str, marked: bool) -> tuple[bool, str]:
        """Whether a learner was right to mark a state as bound by a case, or not to, and why."""
        binds = self.weigh(case, code) == "binds here"
        circuit = self.circuit(code)
        where = f"lies in the {circuit.name}" if circuit else "lies in no circuit recorded here"
        says = "its federal trial courts must follow it" if binds else "courts there may follow it or not"
        return marked == binds, f"{NAMES[code]} {where}: {says}."

    def weigh(self, case: Case, code: str) -> str:
        """How much a case weighs in a state, as a key of STANDINGS."""
        circuit = self.circuit(code)
        here = {"us", code, circuit.id if circuit else ""}
        if case.binding != "binding":
            return case.binding
        return "binds here" if here & set(case.binds) else "binds elsewhere"

    def circuit(self, code: str) -> Circuit | None:
        """The appeals circuit of a state, where one is recorded."""
        return next((circuit for circuit in self._circuits if code in circuit.states), None)

    def in_state(self, code: str, cases: tuple[Case, ...] | None = None) -> StateView:
        """What matters in a state. Raises UnknownId for a code that is none."""
        if code not in NAMES:
            raise UnknownId("state", code, NAMES)
        standings = [CaseStanding(case, self.weigh(case, code)) for case in (self.cases if cases is None else cases)]
        ranked = tuple(sorted(standings, key=lambda s: (RANK[s.how], "us" in s.case.binds)))
        return StateView(code, NAMES[code], self.circuit(code), self._rules.get(code), ranked)


def binds_in_words(case: Case, circuits: dict[str, str]) -> str:
    """Where a case binds, in words; `circuits` maps circuit ids to names."""
    if not case.binds:
        return STANDINGS[case.binding]
    places = ["the whole country" if place == "us" else circuits.get(place) or NAMES[place] for place in case.binds]
    return f"Binds in: {', '.join(places)}"
