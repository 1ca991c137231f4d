"""The pictures of the timeline: cards to hang on three tracks, and all events along an axis, each with its words."""

from __future__ import annotations

from collections.abc import Mapping

from wso_lessons.content.reference import Event
from wso_lessons.pages.dates_and_names import date_in_words, shorten
from wso_lessons.simulators.cards import GAP, PAD, ROW, add_lines, all_placed, dealt_card
from wso_lessons.simulators.explorers.timeline import HungCard, Timeline
from wso_lessons.simulators.lettering import fold_words, type_lines
from wso_lessons.simulators.scene import FRAMES, Box, Dot, Frame, Line, Part, Picture, Scene, Shape, Words, draw_both

HANG_ON_PAPER = "Write the number of each event on its track, in its year."
EVENT_LENGTH = 44
CELL, CELL_NARROW, PIECE = 64, 92, 13
AXIS = 46


def hanging_picture(timeline: Timeline, hung: Mapping[int, HungCard]) -> Picture:
    """The card that is dealt, and three tracks by year with the cards that hang there."""
    return draw_both(lambda frame: _hanging_scene(timeline, hung, frame), *FRAMES)


def tracks_on_paper(timeline: Timeline) -> Picture:
    """The tracks, empty, and below them all cards, numbered, for a page on which nothing can be moved."""
    empty = draw_both(lambda frame: _hanging_scene(timeline, {}, frame, deals=False), *FRAMES)
    cards = [f"{n}. {timeline.by_id[card.event].text}" for n, card in enumerate(timeline.cards, 1)]
    return add_lines(empty, [HANG_ON_PAPER, *cards])


def events_picture(timeline: Timeline, since: int, until: int, read: str, *, live: bool) -> Picture:
    """All events of some years on their tracks; `read` is the one that is open."""
    return draw_both(lambda frame: _events_scene(timeline, since, until, read, live, frame), *FRAMES)


# ---- Cards ----


def _hanging_scene(timeline: Timeline, hung: Mapping[int, HungCard], frame: Frame, *, deals: bool = True) -> Scene:
    number = timeline.next_number(hung)
    dealt, top = all_placed(frame.width)
    if number:
        event = timeline.by_id[timeline.cards[number - 1].event]
        dealt, top = dealt_card(f"Card {number} of {len(timeline.cards)}", event.text, "", frame.width)
    width = (frame.width - 2 * GAP) / len(timeline.hung_years)
    cell = CELL_NARROW if frame.narrow else CELL
    parts: list[Shape | Part] = [dealt] if deals else []
    top = top if deals else 0
    pieces: list[Part] = []
    for track in timeline.rules.tracks:
        parts.append(Words(x=GAP, y=top + 18, text=track.name, look="name"))
        for place, one_year in enumerate(timeline.hung_years):
            x, here = GAP + place * width, [c for c in hung.values() if c.track == track and c.year == one_year]
            box = Box(x=x, y=top + 26, width=width, height=cell, look="place")
            words = f"{one_year}" if width > 60 else f"’{one_year % 100}"
            label = Words(x=x + 5, y=top + 42, text=words, look="soft")
            name = f"{track.name}, {one_year}" + (f", {len(here)} here" if here else "")
            parts.append(Part(id=f"{track.id}/{one_year}", name=name, takes=True, shapes=(box, label)))
            pieces += _pieces(here, x, top + 26, width)
        top += cell + 38
    name = f"{len(hung)} of {len(timeline.cards)} cards hang on three tracks by year."
    return Scene(width=frame.width, height=top, parts=(*parts, *pieces), name=name)


def _pieces(here: list[HungCard], x: float, y: float, width: float) -> list[Part]:
    """The cards in one year of a track, as numbers in rows; in a narrow year one above the other."""
    made = []
    for place, card in enumerate(here):
        across = 3 if width > 60 else 1
        left = x + width / 2 + (place % across - (min(len(here), across) - 1) / 2) * 2 * PIECE
        down = y + 38 + (place // across) * (2 * PIECE)
        shapes = (
            Dot(x=left, y=down, radius=PIECE, look="paper"),
            Words(x=left, y=down + 5, text=str(card.number), look="name", anchor="middle"),
        )
        name = f"Card {card.number}, {card.event.text} It hangs on {card.track.name}, {card.year}"
        made.append(Part(id=f"card-{card.number}", name=name, carries=True, shapes=shapes))
    return made


# ---- Events ----


def _title(event: Event) -> str:
    """An event in a few words: a ruling by its name, anything else by its first words."""
    name = event.text.split(":")[0]
    return name if event.track == "court" and name != event.text else shorten(event.text.rstrip("."), EVENT_LENGTH)


def _events_scene(timeline: Timeline, since: int, until: int, read: str, live: bool, frame: Frame) -> Scene:
    """A band for each year, as tall as its fullest track needs, so that every tick has room for its words."""
    tracks = timeline.rules.tracks
    columns = [tuple(tracks)] if frame.narrow else [(track,) for track in tracks]
    width = (frame.width - AXIS - GAP) / len(columns)
    parts: list[Shape | Part] = []
    y = float(GAP)
    if not frame.narrow:
        for place, track in enumerate(tracks):
            parts += type_lines(fold_words(track.name, width - 28), AXIS + place * width + 20, 16, "name")
        y = 46
    for one_year in range(since, until + 1):
        parts.append(Line(points=((4, y), (frame.width - GAP, y)), look="grid"))
        parts.append(Words(x=4, y=y + 20, text=str(one_year), look="name"))
        ends = [y + 28]
        for place, column in enumerate(columns):
            x, top = AXIS + place * width, y + 5
            for event in timeline.select(one_year, one_year):
                if timeline.track_of(event) in column:
                    shapes, height = _tick(timeline, event, (x, top, width), event.id == read, live, frame)
                    parts += shapes
                    top += height + 5
            ends.append(top)
        for place in range(len(columns)):
            x = AXIS + place * width
            parts.append(Line(points=((x, y), (x, max(ends))), look="edge"))
        y = max(ends)
    shown = len(timeline.select(since, until))
    names = "; ".join(track.name for track in tracks)
    name = f"{shown} events from {since} to {until}, each with its date and words, on three tracks: {names}."
    return Scene(width=frame.width, height=y + GAP, parts=tuple(parts), name=name)


def _tick(
    timeline: Timeline,
    event: Event,
    at: tuple[float, float, float],
    is_read: bool,
    live: bool,
    frame: Frame,
) -> tuple[list[Shape | Part], float]:
    """An event's mark on the axis, a line to its words, and the words in a box that can be pressed; and its height."""
    x, y, width = at
    inner, track = width - 24 - 2 * PAD, timeline.track_of(event).name
    # Where all tracks share a column each event says its own.
    date = fold_words(date_in_words(event.date) + (f", {track}" if frame.narrow else ""), inner)
    title = fold_words(_title(event), inner)
    height = ROW * (len(date) + len(title)) + 8
    shapes: tuple[Shape, ...] = (
        Box(x=x + 14, y=y, width=width - 20, height=height, look="place found" if is_read else "place", corner=3),
        *type_lines(date, x + 22, y + 17, "soft"),
        *type_lines(title, x + 22, y + 17 + ROW * len(date)),
    )
    press = event.id if live else ""
    pressed = is_read if live else None
    name = f"{date_in_words(event.date)}, {track}: {event.text}"
    words = Part(id=event.id, name=name, press=press, pressed=pressed, shapes=shapes)
    line = Line(points=((x, y + height / 2), (x + 14, y + height / 2)), look="edge")
    return [line, Dot(x=x, y=y + height / 2, radius=4, look="solid"), words], height
