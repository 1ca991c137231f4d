"""The detainer clock's view: one release, four rules that mention 48 hours, one time axis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from wso_lessons.content import Course
from wso_lessons.pages.html import Markup, details, join, listing, table, tag, text_table
from wso_lessons.simulators.clock import ZONES, Span, elapsed, happens_twice, local_time
from wso_lessons.simulators.detainer import WEEKDAYS, DetainerClock, Lane, Reading, moment_in_words
from wso_lessons.widgets.panel.screen import Control, Group, Screen, part, plain, scroll, source_lines, sources
from wso_lessons.widgets.panel.simulation import Simulation

TITLE = "Detainer clock: four rules that mention 48 hours"
FACTS = {"date": "2026-05-15", "time": "17:00", "zone": "America/New_York", "pass": "first"}
HEADERS = ("Rule", "Counts from", "Leaves out", "Time is up", "Hours that pass")
LOOKALIKE = "A look-alike, not a rule about this hold"
AXIS_KEY = "Solid boxes are hours that count; dashed boxes are days left out; the dotted box is the look-alike."
CELL = "box-sizing:border-box;overflow:hidden;white-space:nowrap;padding:1px 4px;height:1.7em;"


class ClockView(Simulation):
    """Runs the clock for a release: date (2026-05-15), time (17:00), zone, and pass where an hour comes twice."""

    name = "detainer-clock"

    def __init__(self, course: Course, **chosen: Any) -> None:
        self._course, self._clock = course, DetainerClock(course)
        super().__init__(FACTS, chosen, {"zone": ZONES, "pass": ("first", "second")})

    def build(self, facts: Mapping[str, Any]) -> Screen:
        release = _release(facts)
        reading = self._clock.read(release)
        more = reading.hours_more()
        notes = [note.text for note in reading.notes]
        rows = [_row(lane) for lane in reading.lanes]
        claims = [name for lane in reading.lanes for name in lane.rule.claims]
        claims += [name for note in reading.notes for name in note.claims]
        body = join(
            (
                _axis(reading),
                scroll("The rules in numbers", table("The same in numbers", HEADERS, rows)),
                part("What an hour more would mean"),
                listing(more),
            )
        )
        aside = join((details("What to keep apart", listing(notes)), sources(self._course, claims)))
        short = [(lane.rule.short, *row[3:]) for lane, row in zip(reading.lanes, rows, strict=True)]
        text = plain(
            text_table(HEADERS[:1] + HEADERS[3:], short),
            ("What an hour more would mean", *more),
            ("What to keep apart", *notes),
            source_lines(self._course, claims),
        )
        return Screen(TITLE, (_controls(facts, release),), body, text, reading.in_words(), more=aside)


def _release(facts: Mapping[str, Any]) -> datetime:
    try:
        day, hour = date.fromisoformat(facts["date"]), time.fromisoformat(facts["time"])
    except ValueError:
        raise ValueError("Give a date such as 2026-05-15 and a time such as 17:00") from None
    return local_time(day, hour.hour, hour.minute, facts["zone"], second_pass=facts["pass"] == "second")


def _controls(facts: Mapping[str, Any], release: datetime) -> Group:
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
    return name, lane.rule.begins, lane.rule.leaves_out, moment_in_words(lane.run.deadline), lane.used_up


def _axis(reading: Reading) -> Markup:
    """The lanes drawn to one scale: one picture to a screen reader, since the table holds the same facts."""
    whole = elapsed(reading.release, reading.last)
    lanes = [
        join(
            (
                tag("p", _lane_line(lane), style="margin:0.4em 0 0"),
                tag("div", *(_piece(span, whole, lane) for span in lane.run.spans), style="display:flex"),
            )
        )
        for lane in reading.lanes
    ]
    days = _days(reading, whole)
    picture = tag("div", days, *lanes, class_="wso-axis", role="img", aria_label=f"Time axis. {reading.in_words()}")
    return join((picture, tag("p", AXIS_KEY, class_="wso-small")))


def _lane_line(lane: Lane) -> Markup:
    kept = f" {LOOKALIKE}." if lane.rule.lookalike else ""
    return join((tag("strong", lane.rule.short), f": {lane.used_up}, to {moment_in_words(lane.run.deadline)}.{kept}"))


def _piece(span: Span, whole: Any, lane: Lane) -> Markup:
    width = 100 * (elapsed(span.begins, span.ends) / whole)
    drawn = "dotted" if lane.rule.lookalike else "solid"
    if not span.counts:
        return tag("div", span.why, style=f"{CELL}width:{width:.2f}%;border:1px dashed")
    fill = "" if lane.rule.lookalike else "background:rgba(0,114,178,0.25);"
    words = f"{span.hours:g} h"
    return tag("div", words, style=f"{CELL}width:{width:.2f}%;border:2px {drawn};{fill}")


def _days(reading: Reading, whole: Any) -> Markup:
    """A scale of local days above the lanes."""
    longest = max(reading.lanes, key=lambda lane: lane.run.elapsed_hours).run
    marks, begins = [], reading.release
    while begins.timestamp() < longest.deadline.timestamp():
        midnight = datetime.combine(begins.date().fromordinal(begins.toordinal() + 1), time(), begins.tzinfo)
        ends = min(midnight, longest.deadline, key=lambda moment: moment.timestamp())
        width = 100 * (elapsed(begins, ends) / whole)
        words = f"{WEEKDAYS[begins.weekday()][:3]} {begins.day}"
        marks.append(tag("div", words, style=f"{CELL}width:{width:.2f}%;border-left:1px solid"))
        begins = ends
    return tag("div", *marks, style="display:flex")
