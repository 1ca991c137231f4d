"""Four rules that mention 48 hours, run side by side from one release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Literal

from wso_lessons.content import Course
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.dates_and_names import MONTHS, date_in_words
from wso_lessons.simulators.detainer.clock import (
    Run,
    excluding_clock,
    happens_twice,
    moment_after,
    plain_clock,
    time_between,
)
from wso_lessons.simulators.rulebook import Note, read_rules

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOUR = timedelta(hours=1)
METHODS: dict[str, Callable[[datetime], Run]] = {"plain": plain_clock, "excluding": excluding_clock}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One rule with a limit of 48 hours: what starts it, what it leaves out, what its end means.

    A `lookalike` answers another question; it is drawn from the same moment only so that lengths can be compared.
    """

    noun: ClassVar[str] = "clock rule"
    id: str
    name: str
    short: str
    method: Literal["plain", "excluding"]
    begins: str
    leaves_out: str
    at_the_end: str
    lookalike: bool = False
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError(f'The clock rule "{self.id}" names no claims')


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTask(Note):
    """Something to find with the clock, which the clock itself checks (see `CHECKS`)."""

    noun: ClassVar[str] = "clock task"
    id: str
    check: Literal["end-together", "regulation-120", "other-hour", "latest-friday"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRules:
    """The rules in the order they are drawn, notes that hold for every release, and tasks."""

    noun: ClassVar[str] = "set of clock rules"
    rules: tuple[ClockRule, ...]
    notes: tuple[Note, ...] = ()
    tasks: tuple[ClockTask, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """One rule's clock for one release."""

    rule: ClockRule
    run: Run


@dataclass(frozen=True, slots=True)
class Reading:
    """What every rule says about one release (an aware datetime)."""

    release: datetime
    lanes: tuple[Lane, ...]
    notes: tuple[Note, ...]

    def lane(self, rule_id: str) -> Lane:
        """One rule's clock. Raises KeyError for an unknown rule."""
        return {lane.rule.id: lane for lane in self.lanes}[rule_id]

    @property
    def about_the_hold(self) -> tuple[Lane, ...]:
        """The lanes without the look-alikes."""
        return tuple(lane for lane in self.lanes if not lane.rule.lookalike)

    def moment(self, hours: float) -> datetime:
        """The local time so many elapsed hours after the release."""
        return moment_after(self.release, hours * HOUR)

    def after_words(self, hours: float) -> str:
        """The local time so many hours after the release, in short: Sat 16 May, 17:00, 24 hours."""
        moment = self.moment(hours)
        day = f"{WEEKDAYS[moment.weekday()][:3]} {moment.day} {MONTHS[moment.month - 1][:3]}"
        return f"{day}, {moment:%H:%M}, {hours_in_words(hours)}"

    def release_words(self) -> str:
        """When the hold begins, and which pass is meant where the hour comes twice."""
        return f"Release {moment_in_words(self.release)}.{_twice(self.release)}"

    def hand_words(self, hours: float) -> str:
        """Which rules' time is up so many hours after the release, and how far the others are."""
        moment = self.moment(hours)
        over = [_spoken_name(lane) for lane in self.lanes if _is_over(lane, moment)]
        running = [
            f"{_spoken_name(lane)}, {hours_in_words(lane.run.hours_used(moment))} of 48"
            for lane in self.lanes
            if not _is_over(lane, moment)
        ]
        told = [f"{hours_in_words(hours)} after the release, {moment_in_words(moment)}."]
        told += [f"Open: {', '.join(over)}."] if over else []
        told += [f"Still counting: {'; '.join(running)}."] if running else []
        return " ".join(told)

    def arrival_words(self, hours: float) -> str:
        """What ICE's arrival so many hours after the release means under the rules about the hold."""
        moment = self.moment(hours)
        told = [f"ICE arrives {hours_in_words(hours)} after the release."]
        late = [lane for lane in self.about_the_hold if lane.run.deadline.timestamp() < moment.timestamp()]
        for lane in late:
            by = hours_in_words(time_between(lane.run.deadline, moment) / HOUR)
            told.append(f"{lane.rule.short}: its time was up {by} earlier.")
        if not late:
            told.append("That is within the time of every rule about the hold.")
        elif len(late) < len(self.about_the_hold):
            others = ", ".join(lane.rule.short for lane in self.about_the_hold if lane not in late)
            told.append(f"Within the time of {others}.")
        return " ".join(told)

    def longest_words(self) -> str:
        """Which rule ran longest, and how long."""
        most = max(lane.run.elapsed_hours for lane in self.lanes)
        longest = [lane.rule.short for lane in self.lanes if lane.run.elapsed_hours == most]
        if len(longest) == len(self.lanes):
            return f"All {len(longest)} end together, after {hours_in_words(most)}."
        return f"Longest: {', '.join(longest)}, {hours_in_words(most)}."

    def hours_more(self) -> tuple[str, ...]:
        """What one elapsed hour more would mean, once for each different deadline, the earliest first."""
        groups: dict[float, list[Lane]] = {}
        for lane in self.about_the_hold:
            groups.setdefault(lane.run.deadline.timestamp(), []).append(lane)
        return tuple(self._hour_more(lanes) for _, lanes in sorted(groups.items()))

    def _hour_more(self, lanes: list[Lane]) -> str:
        moment = moment_after(lanes[0].run.deadline, HOUR)
        over = " ".join(lane.rule.at_the_end for lane in lanes)
        told = "; ".join(_lane_line(other, moment) for other in self.about_the_hold)
        return f"{moment_in_words(moment)}: {over} ({told}.)"


def horizon_hours(reading: Reading) -> int:
    """How many hours the strip shows: half a day more than the longest rule, in whole quarters of a day."""
    longest = max(lane.run.elapsed_hours for lane in reading.lanes)
    return int(-(-(longest + 12) // 6) * 6)


# What a task asks to be true of a reading, and of the hour at which ICE arrives.
CHECKS: dict[str, Callable[[Reading, float], bool]] = {
    "end-together": lambda reading, _: len({lane.run.deadline.timestamp() for lane in reading.lanes}) == 1,
    "regulation-120": lambda reading, _: reading.lane("regulation").run.elapsed_hours == 120,
    "other-hour": lambda reading, _: f"{reading.lane('agreement').run.deadline:%H:%M}" != f"{reading.release:%H:%M}",
    "latest-friday": lambda reading, arrives: (
        reading.release.weekday() == 4 and arrives == reading.lane("agreement").run.elapsed_hours
    ),
}


def _spoken_name(lane: Lane) -> str:
    """A rule's short name; the look-alike's says what the picture says by standing apart."""
    return f"{lane.rule.short} (does not apply to this hold)" if lane.rule.lookalike else lane.rule.short


def _is_over(lane: Lane, moment: datetime) -> bool:
    return moment.timestamp() >= lane.run.deadline.timestamp()


class DetainerClock:
    """Runs the rules in data/simulators/detainer-clock.yaml."""

    def __init__(self, course: Course) -> None:
        self.rules = read_rules(course, ClockRules, "detainer-clock")

    def read(self, release: datetime) -> Reading:
        """The reading for an aware release time (see `clock.local_time`)."""
        lanes = tuple(Lane(rule, METHODS[rule.method](release)) for rule in self.rules.rules)
        return Reading(release, lanes, self.rules.notes)


def moment_in_words(moment: datetime) -> str:
    """An aware local time as prose writes it: Friday 29 May 2026 at 17:00 EDT."""
    day = f"{WEEKDAYS[moment.weekday()]} {date_in_words(moment.date().isoformat())}"
    return f"{day} at {moment:%H:%M} {moment.tzname()}"


def hours_in_words(hours: float) -> str:
    """A length of time in hours and minutes: 48 hours, 71 hours 30 minutes."""
    minutes = round(hours * 60)
    whole, rest = divmod(minutes, 60)
    parts = [count_with_noun(whole, "hour")] if whole or not rest else []
    return " ".join([*parts, count_with_noun(rest, "minute")] if rest else parts)


def _lane_line(lane: Lane, moment: datetime) -> str:
    if _is_over(lane, moment):
        return f"{lane.rule.short}, used up"
    return f"{lane.rule.short}, {hours_in_words(lane.run.hours_used(moment))} of 48 used"


def _twice(release: datetime) -> str:
    which = "second" if release.fold else "first"
    return f" The clocks go back: this hour comes twice, and the {which} is meant." if happens_twice(release) else ""
