"""The detainer clock's view: one release, four rules that mention 48 hours, a hand that moves, and when ICE arrives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from wso_lessons.content import Course
from wso_lessons.pages.html import Markup, details, join, listing, table, text_table
from wso_lessons.simulators.detainer.clock import ZONES, happens_twice, local_time
from wso_lessons.simulators.detainer.detainer import (
    CHECKS,
    DetainerClock,
    Lane,
    Reading,
    horizon_hours,
    hours_in_words,
    moment_in_words,
)
from wso_lessons.simulators.detainer.detainer_scene import clock_picture
from wso_lessons.widgets.panel.footnotes import HasClaims, source_lines, sources
from wso_lessons.widgets.panel.screen import (
    NOTHING,
    Control,
    Group,
    Screen,
    button,
    join_blocks,
    part,
    scroll,
    task_list,
)
from wso_lessons.widgets.panel.simulation import Facts, Simulation

CLOCK_TITLE = "Detainer clock: four rules that mention 48 hours"
HOW_TO_RELEASE = (
    "Custody in the criminal case ends, and a hold begins. Say which rule runs longest, then press Play: hours that "
    "count fill a lane, days left out stay empty, and a door opens when a rule's time is up. The triangle is when ICE "
    "arrives."
)
RELEASE = ("date", "time", "zone", "pass")
CLOCK_FACTS: dict[str, object] = {
    "date": "2026-05-15",
    "time": "17:00",
    "zone": "America/New_York",
    "pass": "first",
    "guess": "",
    "hand": 0,
    "arrives": 24,
    "shown": "no",
    "found": (),
}
LANE_HEADERS = ("Rule", "Counts from", "Leaves out", "Time is up", "Hours that pass")
LOOKALIKE = "A look-alike, not a rule about this hold"


class ClockView(Simulation):
    """Runs the clock for a release: date (2026-05-15), time (17:00), zone, and pass where an hour comes twice.

    `hand` and `arrives` are hours after the release; `shown` says that the whole strip was seen; `found` are the tasks
    that were solved.
    """

    name = "detainer-clock"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._clock = course, DetainerClock(course)
        guesses = [rule.id for rule in self._clock.rules.rules]
        tasks = [task.id for task in self._clock.rules.tasks]
        options = {
            "zone": ZONES,
            "pass": ("first", "second"),
            "guess": ("", *guesses, "together"),
            "shown": ("yes", "no"),
            "found": tasks,
        }
        super().__init__(CLOCK_FACTS, chosen, options)

    def build(self, facts: Facts) -> Screen:
        release = _release(facts)
        reading = self._clock.read(release)
        hours = horizon_hours(reading)
        hand, arrives = (min(max(0, facts[name]), hours) for name in ("hand", "arrives"))
        shown = facts["shown"] == "yes"
        picture = clock_picture(reading, hand, arrives)
        tasks = task_list(self._clock.rules.tasks, facts["found"])
        numbers = self._numbers(reading) if shown else NOTHING
        return Screen(
            CLOCK_TITLE,
            self._groups(facts, release),
            join((numbers, tasks)),
            self._text(reading, shown),
            self._words(reading, facts, hand, arrives),
            more=self._aside(reading) if shown else NOTHING,
            stored=numbers,  # on paper nothing can be moved to find what the tasks ask for
            how=HOW_TO_RELEASE,
            picture=picture,
            ending=None if shown else clock_picture(reading, hours, arrives),
            asks=not shown,
        )

    def _words(self, reading: Reading, facts: Facts, hand: int, arrives: int) -> str:
        parts = [reading.hand_words(hand)] if hand else [reading.release_words()]
        if facts["shown"] == "yes":
            guess = dict(self._guesses()).get(facts["guess"]) if facts["guess"] else ""
            parts += [f"You said: {guess}."] if guess else []
            parts += [reading.longest_words(), reading.arrival_words(arrives)]
        return " ".join(parts)

    def _numbers(self, reading: Reading) -> Markup:
        rows = [_row(lane) for lane in reading.lanes]
        numbers = scroll("The rules in numbers", table("The same in numbers", LANE_HEADERS, rows))
        return join((numbers, part("What an hour more would mean"), listing(reading.hours_more())))

    def _aside(self, reading: Reading) -> Markup:
        notes = listing(note.text for note in reading.notes)
        return join((details("What to keep apart", notes), sources(self._course, _cited_claims(reading))))

    def _text(self, reading: Reading, shown: bool) -> str:
        if not shown:
            return ""
        rows = [_row(lane) for lane in reading.lanes]
        short = [(lane.rule.short, *row[3:]) for lane, row in zip(reading.lanes, rows, strict=True)]
        return join_blocks(
            text_table(LANE_HEADERS[:1] + LANE_HEADERS[3:], short),
            ("What an hour more would mean", *reading.hours_more()),
            ("What to keep apart", *(note.text for note in reading.notes)),
            source_lines(self._course, _cited_claims(reading)),
        )

    def _guesses(self) -> tuple[tuple[str, str], ...]:
        rules = tuple((rule.id, rule.short) for rule in self._clock.rules.rules)
        return (*rules, ("together", "all four end together"))

    def _groups(self, facts: Facts, release: datetime) -> tuple[Group, ...]:
        guess = Control("guess", "radio", "Which runs longest?", facts["guess"], self._guesses())
        clock = (
            Control("hand", "play", "Play"),
            button("start", "Back to the release"),
            button("end", "Show me the end"),
        )
        return (Group("Before you press Play", (guess,)), Group("The clock", clock), _release_group(facts, release))

    def press(self, name: str) -> dict[str, object]:
        if name == "start":
            return {"hand": 0}
        return {"hand": horizon_hours(self._clock.read(_release(self.facts))), "shown": "yes"}

    def slide(self, values: Mapping[str, float]) -> dict[str, object]:
        moved = super().slide(values)
        seen = values.get("hand", 0) >= horizon_hours(self._clock.read(_release(self.facts)))
        return moved | ({"shown": "yes"} if seen else {})

    def follow_up(self, moved: dict[str, Any]) -> dict[str, object]:
        """Another release is another question: the hand goes back, and nothing of it has been seen."""
        if any(name in moved and moved[name] != self.facts[name] for name in RELEASE):
            moved |= {"hand": 0, "shown": "no"}
        return moved | self._solved_tasks({**self.facts, **moved})

    def _solved_tasks(self, facts: Facts) -> dict[str, object]:
        """The tasks that these facts solve, with those solved before; nothing where the release cannot be used."""
        try:
            reading = self._clock.read(_release(facts))
        except ValueError:
            return {}
        tasks = self._clock.rules.tasks
        return {
            "found": tuple(
                task.id for task in tasks if task.id in facts["found"] or CHECKS[task.check](reading, facts["arrives"])
            )
        }


def _cited_claims(reading: Reading) -> list[HasClaims]:
    return [*(lane.rule for lane in reading.lanes), *reading.notes]


def _release(facts: Facts) -> datetime:
    try:
        day, hour = date.fromisoformat(facts["date"]), time.fromisoformat(facts["time"])
    except ValueError:
        raise ValueError("Give a date such as 2026-05-15 and a time such as 17:00") from None
    return local_time(day, hour.hour, hour.minute, facts["zone"], second_pass=facts["pass"] == "second")


def _release_group(facts: Facts, release: datetime) -> Group:
    controls = [
        Control("date", "date", "Date of release", facts["date"]),
        Control("time", "time", "Hour of release", facts["time"]),
        Control("zone", "select", "Where the jail is", facts["zone"], tuple(ZONES.items())),
    ]
    if happens_twice(release):
        passes = (("first", "the first time"), ("second", "the second time"))
        controls.append(Control("pass", "radio", "This hour comes twice; take", facts["pass"], passes))
    return Group("When criminal custody ends", tuple(controls))


def _row(lane: Lane) -> tuple[str, ...]:
    name = f"{lane.rule.name} ({LOOKALIKE.lower()})" if lane.rule.lookalike else lane.rule.name
    run = lane.run
    return (
        name,
        lane.rule.begins,
        lane.rule.leaves_out,
        moment_in_words(run.deadline),
        hours_in_words(run.elapsed_hours),
    )
