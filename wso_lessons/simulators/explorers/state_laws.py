"""State laws by day: what each state's tile says, the days on which a tile changes, and what is to be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from wso_lessons.content import Course
from wso_lessons.content.reference import DATED_KINDS, NOT_FOUND, StateRule, law_status
from wso_lessons.simulators.explorers.places import NAMES
from wso_lessons.simulators.explorers.tile_map import TileKind
from wso_lessons.simulators.rulebook import Note, read_rules

LAW_KINDS = {
    "ban": TileKind("B", "tile-full", "A ban in force"),
    "mandate": TileKind("M", "tile-strong", "A mandate in force"),
    "limit": TileKind("L", "tile-half", "A limit in force"),
    "detainers": TileKind("D", "tile-half", "A duty on detainers in force"),
    "mixed": TileKind("X", "tile-half", "Rules both ways in force"),
    "coming": TileKind("…", "tile-wait", "Coming: made by then or in that year, not yet in force"),
    "unknown": TileKind("?", "tile-wait", "Made, and the day in force is not known"),
    "none": TileKind("–", "tile-none", "Nothing recorded by this day"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LawTask(Note):
    """Something to find with the days: a day on which each of `tiles` ("nm/coming") is so."""

    noun: ClassVar[str] = "task on state laws"
    id: str
    tiles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRules:
    """The first day of the map, and what is to be found."""

    noun: ClassVar[str] = "set of tasks on state laws"
    since: str
    tasks: tuple[LawTask, ...]


class StateLaws:
    """The law recorded for each state, and what it is on a day."""

    def __init__(self, course: Course) -> None:
        self.asked = read_rules(course, LawRules, "which-law-which-day")
        rows: dict[str, StateRule] = {rule.id: rule for rule in course.reference("states").sound_records()}
        self.rules = {code: rows[code] for code in NAMES if code in rows}
        self._by_day: dict[str, dict[str, str]] = {}  # a move asks for the same two days again and again
        self.stops = tuple(self._stops())

    def kind(self, code: str, day: str) -> str:
        """What a state's tile says on a day (written 2026-06-05): a key of LAW_KINDS."""
        rule = self.rules.get(code)
        if rule is None or rule.kind not in DATED_KINDS or law_status(rule.signed, day) == "coming":
            return "none"
        status = law_status(rule.in_force, day)
        return rule.kind if status == "in force" else "coming" if status == "coming" else "unknown"

    def kinds(self, day: str) -> dict[str, str]:
        """What every state's tile says on a day."""
        if day not in self._by_day:
            self._by_day[day] = {code: self.kind(code, day) for code in NAMES}
        return self._by_day[day]

    def is_solved(self, task: LawTask, day: str) -> bool:
        """Whether a day is one that a task asks for."""
        wanted = (tile.split("/") for tile in task.tiles)
        return all(self.kind(code, day) == kind for code, kind in wanted)

    def changes(self, day: str) -> tuple[str, ...]:
        """The states whose tiles changed at the last stop up to a day."""
        at = self.stop_before(day)
        if not at:
            return ()
        before, now = self.kinds(self.stops[at - 1]), self.kinds(self.stops[at])
        return tuple(code for code in NAMES if before[code] != now[code])

    def stop_before(self, day: str) -> int:
        """The number of the last stop that is not after a day; 0 for any day before the first."""
        return max((number for number, stop in enumerate(self.stops) if stop <= day), default=0)

    def _stops(self) -> Iterator[str]:
        """The first day, and each day after it on which a tile changes."""
        yield (last := self.asked.since)
        dates = {written for rule in self.rules.values() for written in (rule.signed, rule.in_force) if written}
        for day in sorted({day for written in dates - {NOT_FOUND} for day in _edges(written)}):
            if day > self.asked.since and self.kinds(day) != self.kinds(last):
                yield (last := day)


def _edges(written: str) -> tuple[str, ...]:
    """The days on which a law of this date may change: that day, or the first of its year or month and of the next."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        return (written,)
    first = date(*[*parts, 1, 1][:3])
    year_ends = len(parts) == 1 or first.month == 12
    after = date(first.year + 1, 1, 1) if year_ends else date(first.year, first.month + 1, 1)
    return first.isoformat(), after.isoformat()
