"""The picture of the detainer clock: one lane a rule, filled as the hand passes, with a door where its time is up."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from wso_lessons.simulators.detainer.clock import Span, moment_after, time_between
from wso_lessons.simulators.detainer.detainer import HOUR, WEEKDAYS, Lane, Reading, horizon_hours
from wso_lessons.simulators.scene import Box, Dot, Line, Part, Picture, Scale, Scene, Shape, Slider, Words, draw_both

LANES_APART = "Does not apply to this hold."
DAY = 24


@dataclass(frozen=True, slots=True)
class ClockFrame:
    """The frame of the clock: its width, its sides, and the heights of its rows."""

    width: float
    side: float
    row: float = 62
    top: float = 74
    lane: float = 24
    apart: float = 34


CLOCK_WIDE = ClockFrame(760, 24)
CLOCK_NARROW = ClockFrame(350, 16)


def clock_picture(reading: Reading, hand: float, arrives: float) -> Picture:
    """The clock with its hand so many hours after the release, and ICE's arrival so many."""
    return draw_both(lambda frame: _scene(reading, hand, arrives, frame), CLOCK_WIDE, CLOCK_NARROW)


def _scene(reading: Reading, hand: float, arrives: float, frame: ClockFrame) -> Scene:
    hours = horizon_hours(reading)
    across = Scale(0, hours, frame.side, frame.width - frame.side)
    lanes = [*reading.about_the_hold, *(lane for lane in reading.lanes if lane.rule.lookalike)]
    parts: list[Shape | Part] = _days(reading, across, frame)
    names: list[Shape] = []  # over the lines of the hand and of ICE's arrival, which may pass behind them
    for place, lane in enumerate(lanes):
        y = frame.top + place * frame.row + (frame.apart if lane.rule.lookalike else 0)
        parts += _lane(lane, y, hand, across, frame)
        names.append(Words(x=frame.side + 4, y=y + 14, text=lane.rule.short, look="strong halo"))
        if lane.rule.lookalike:
            # At the right, where neither line stands before the hand comes to its end.
            right = frame.width - frame.side - 6
            names.append(Words(x=right, y=y - 3, text=LANES_APART, look="soft small halo", anchor="end"))
    bottom = frame.top + len(lanes) * frame.row + frame.apart + 8
    parts.append(_arrival(reading, arrives, across, bottom, frame))
    parts.append(_hand(reading, hand, across, bottom))
    parts += names
    parts += _knob_words(reading, hand, arrives, bottom, frame)
    name = f"A strip of {hours} hours from the release, with four lanes. {reading.hand_words(hand)}"
    return Scene(width=frame.width, height=bottom + 50, parts=tuple(parts), name=name)


def _days(reading: Reading, across: Scale, frame: ClockFrame) -> list[Shape | Part]:
    """A thin line at each local midnight, and the day's name after it where there is room."""
    made: list[Shape | Part] = []
    end = moment_after(reading.release, across.high * HOUR)
    begins = reading.release
    floor = frame.top + len(reading.lanes) * frame.row + frame.apart - 26
    while begins.timestamp() < end.timestamp():
        midnight = datetime.combine(begins.date() + timedelta(days=1), time(), begins.tzinfo)
        ends = min(midnight, end, key=lambda moment: moment.timestamp())
        x, room = across.place(_hours(reading, begins)), _hours(reading, ends) - _hours(reading, begins)
        made.append(Line(points=((x, frame.top - 22), (x, floor)), look="grid"))
        width = room * (across.end - across.start) / across.high
        words = f"{WEEKDAYS[begins.weekday()][:3]} {begins.day}"
        if width >= 44:
            made.append(Words(x=x + 4, y=frame.top - 12, text=words, look="soft"))
        elif width >= 28:
            made.append(Words(x=x + 3, y=frame.top - 12, text=words[:3], look="soft"))
        begins = ends
    return made


def _hours(reading: Reading, moment: datetime) -> float:
    return time_between(reading.release, moment) / HOUR


def _lane(lane: Lane, y: float, hand: float, across: Scale, frame: ClockFrame) -> list[Shape | Part]:
    other = lane.rule.lookalike
    made: list[Shape | Part] = []
    track = y + 20
    whole = across.end - across.start
    made.append(Box(x=across.start, y=track, width=whole, height=frame.lane, look="track"))
    if other:
        made.append(Line(points=((frame.side, y - 18), (frame.width - frame.side, y - 18)), look="edge dashed"))
    since = 0.0
    for number, span in enumerate(lane.run.spans):
        made.append(_span(lane, span, number, since, hand, across, track, frame))
        since += span.hours
    made.append(_door(lane, since, hand, across, track, frame))
    return made


def _span(
    lane: Lane, span: Span, number: int, since: float, hand: float, across: Scale, track: float, frame: ClockFrame
) -> Part:
    until = since + span.hours
    x, full = across.place(since), across.place(until) - across.place(since)
    part_id, middle = f"{lane.rule.id}-{number}", track + frame.lane - 7
    if span.counts:
        share = min(1.0, max(0.0, (hand - since) / span.hours))
        look = "hours other" if lane.rule.lookalike else "hours"
        shapes: list[Shape] = [Box(x=x, y=track, width=full * share, height=frame.lane, look=look, fills=True)]
        if full >= 30:
            # Near its beginning, where the line of ICE's arrival stands least often.
            shapes.append(Words(x=x + 6, y=middle, text=f"{span.hours:g} h", look="open"))
        return Part(
            id=part_id, by="hand", since=since, until=until, full=full, passed=hand >= until, shapes=tuple(shapes)
        )
    # A day that is left out shows itself as soon as the hand is in it: nothing fills there.
    shapes = [Box(x=x, y=track, width=full, height=frame.lane, look="left-out open")]
    room = 62 if len(span.why) > 6 else 50
    words = span.why if full >= max(room, 7.6 * len(span.why)) else span.why[:3]
    shapes.append(Words(x=x + full / 2, y=middle, text=words, look="open soft", anchor="middle"))
    return Part(id=part_id, by="hand", since=since, until=since, passed=hand >= since, shapes=tuple(shapes))


def _door(lane: Lane, at: float, hand: float, across: Scale, track: float, frame: ClockFrame) -> Part:
    """A door that stands open from the moment the rule's time is up, and when that is."""
    x, low, high = across.place(at), track + frame.lane, track - 4
    leaf = ((x, high), (x + 12, high + 5), (x + 12, low + 5), (x, low))
    look = "door other open" if lane.rule.lookalike else "door open"
    end = lane.run.deadline
    words = f"{at:g} h: {WEEKDAYS[end.weekday()][:3]} {end:%H:%M}"
    shapes: tuple[Shape, ...] = (
        Line(points=leaf, look=look, closed=True),
        Words(x=frame.width - frame.side, y=track - 6, text=words, look="open strong", anchor="end"),
    )
    return Part(id=f"door-{lane.rule.id}", by="hand", since=at, until=at, passed=hand >= at, shapes=shapes)


@functools.lru_cache(maxsize=8)  # both knobs of both scenes have the same, at each move of the hand
def _labels(reading: Reading, hours: int) -> tuple[str, ...]:
    return tuple(reading.after_words(hour) for hour in range(hours + 1))


def _slider(reading: Reading, value: float, across: Scale, at: float, day: float = 0) -> Slider:
    """A slider of hours; one that says how many are a day can run by itself."""
    hours = int(across.high)
    return Slider(
        value=value, low=0, high=hours, step=1, leap=DAY, start=across.start, end=across.end, at=at,
        labels=_labels(reading, hours), day=day,
    )  # fmt: skip


def _hand(reading: Reading, hand: float, across: Scale, bottom: float) -> Part:
    x = across.place(hand)
    shapes = (
        Line(points=((x, 34), (x, bottom - 26)), look="hand"),
        Dot(x=x, y=34, radius=16, look="touch"),
        Dot(x=x, y=34, radius=9, look="knob blue"),
    )
    return Part(id="hand", name="Hand of the clock", shapes=shapes, slider=_slider(reading, hand, across, 28, DAY))


def _arrival(reading: Reading, arrives: float, across: Scale, bottom: float, frame: ClockFrame) -> Part:
    x, top = across.place(arrives), bottom - 10
    shapes = (
        Line(points=((x, frame.top - 8), (x, top)), look="arrival dashed"),
        Box(x=x - 15, y=top - 4, width=30, height=30, look="touch"),
        Line(points=((x, top), (x + 11, top + 18), (x - 11, top + 18)), look="knob", closed=True),
    )
    return Part(id="arrives", name="When ICE arrives", shapes=shapes, slider=_slider(reading, arrives, across, bottom))


def _knob_words(reading: Reading, hand: float, arrives: float, bottom: float, frame: ClockFrame) -> list[Shape | Part]:
    """What both knobs stand at, in words; they change while a knob is moved."""
    lead = "ICE arrives: "
    room = 92
    return [
        Words(x=frame.side, y=16, text=reading.after_words(int(hand)), look="name hand", says="hand"),
        Words(x=frame.side, y=bottom + 36, text=lead, look="soft"),
        Words(x=frame.side + room, y=bottom + 36, text=reading.after_words(int(arrives)), look="name", says="arrives"),
    ]
