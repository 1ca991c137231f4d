"""The booking desk as play: papers to open, people to ring, a call, and what follows for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wso_lessons.simulators.desk.booking import Desk, Route
from wso_lessons.simulators.desk.booking_rules import (
    Consequence,
    DeskAnswer,
    DeskPaper,
    DeskPerson,
    DeskTask,
    PaperSide,
    holds,
)

DESK_CALLS: dict[str, str] = {
    "hold": "Held for ICE",
    "release": "Released",
    "charge": "Stays on the local charge",
    "open": "Not settled",
}
IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class LaidPaper:
    """A paper on the desk as these facts have it; `signature` is who stands on its line, or ""."""

    paper: DeskPaper
    side: PaperSide
    signature: str


class DeskPlay:
    """Plays the desk's rules; every method is a function of the facts it is given."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.rules = desk, desk.rules

    def papers(self, facts: Mapping[str, str]) -> tuple[LaidPaper, ...]:
        """The papers that lie on the desk, in the order in which they arrive."""
        known = self.desk.known_facts(facts)
        laid = []
        for paper in self.rules.papers:
            side = next((side for side in paper.sides if holds(side.when, known)), None)
            if side:
                signer = self.desk.facts[side.signed].value(facts[side.signed]).label if side.signed else ""
                laid.append(LaidPaper(paper, side, signer))
        return tuple(laid)

    def papers_so_far(self, facts: Mapping[str, str], opened: tuple[str, ...]) -> tuple[LaidPaper, ...]:
        """The papers that have come so far: those that are open, and the next one."""
        laid = self.papers(facts)
        closed = [place for place, one in enumerate(laid) if one.paper.id not in opened]
        return laid[: closed[0] + 1] if closed else laid

    def answer(self, person: DeskPerson, facts: Mapping[str, str]) -> tuple[DeskAnswer, ...]:
        """What somebody who is rung says; nothing where the facts leave nothing to say."""
        law = self.desk.state_law(facts) if person.reads_state_law else ()
        if law:
            return tuple(DeskAnswer(text=f"{person.name}: {row.text}", claims=row.claims) for row in law)
        known = self.desk.known_facts(facts)
        return next(((row,) for row in person.says if holds(row.when, known)), ())

    def card(self, route: Route) -> tuple[Consequence, ...]:
        """What follows at the end of a route, for whom and by which clause; what is not decided comes last."""
        if route.outcome is None:
            return ()
        known = self._with_end(route.facts, route)
        rows = [row for row in self.rules.consequences if holds(row.when, known)]
        law = [(row.text, row.claims) for row in self.desk.state_law(route.facts)]
        rows += [_row("The state's law", text, claims) for text, claims in law]
        if route.outcome.call == "open":
            rows += [_row("Not decided", row.text, row.claims) for row in route.stops[-1].of("unknown")]
        return tuple(rows)

    def tasks_found(self, before: Mapping[str, str], now: Mapping[str, str]) -> tuple[DeskTask, ...]:
        """The tasks that are found by going from one set of facts to another."""
        changed = [name for name in before if before[name] != now[name]]
        if len(changed) != 1:
            return ()
        ends = [self._with_end(facts, self.desk.walk(facts)) for facts in (before, now)]
        return tuple(
            task
            for task in self.rules.tasks
            if task.changed in ("", changed[0]) and holds(task.before, ends[0]) and holds(task.after, ends[1])
        )

    def _with_end(self, facts: Mapping[str, str], route: Route) -> dict[str, str]:
        end = {"end": route.outcome.id, "call": route.outcome.call} if route.outcome else {"end": IMPOSSIBLE}
        return {**self.desk.known_facts(facts), **end}

    def change_words(self, change: Mapping[str, str]) -> str:
        """A change of facts in words: the question and its new answer."""
        return " ".join(
            f"{self.desk.facts[name].question} {self.label(name, value)}." for name, value in change.items()
        )

    def changes(self, before: Mapping[str, str], now: Mapping[str, str]) -> str:
        """What differs between two sets of facts, in words."""
        return self.change_words({name: now[name] for name in before if before[name] != now[name]})

    def label(self, name: str, value: str) -> str:
        """A fact's value in words."""
        return self.desk.facts[name].value(value).label


def _row(who: str, text: str, claims: tuple[str, ...]) -> Consequence:
    return Consequence(who=who, when={}, text=text, clause="", claims=claims)
