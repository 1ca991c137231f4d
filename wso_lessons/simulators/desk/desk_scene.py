"""The picture of the booking desk: papers, telephones, and four places where the person may go."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wso_lessons.simulators.desk.booking_rules import DeskPerson
from wso_lessons.simulators.desk.desk_play import DESK_CALLS, LaidPaper
from wso_lessons.simulators.lettering import fold_words, type_lines
from wso_lessons.simulators.scene import Box, Dot, Line, Part, Picture, Scene, Shape, Words, draw_both


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """How the desk is laid out: its width, how many papers and places stand in a row, and their sizes."""

    width: float
    phones: int
    papers: int
    places: int
    paper_height: float
    side: float = 10
    gap: float = 10

    def cell(self, number: int, columns: int, top: float, height: float) -> Box:
        """The box of one of several in rows of so many."""
        width = (self.width - 2 * self.side - (columns - 1) * self.gap) / columns
        across, down = number % columns, number // columns
        x, y = self.side + across * (width + self.gap), top + down * (height + self.gap)
        return Box(x=round(x, 1), y=y, width=round(width, 1), height=height, look="paper", corner=4)


DESK_WIDE = DeskFrame(760, phones=3, papers=4, places=4, paper_height=170)
DESK_NARROW = DeskFrame(350, phones=1, papers=2, places=2, paper_height=176)
LINE = 18
PHONE_HEIGHT = 44
PLACE_HEIGHT = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """What the desk shows now: `most` papers have room on it; `call` is the learner's, `end` where the record leads."""

    day: str
    papers: Sequence[LaidPaper]
    opened: Sequence[str]
    most: int
    people: Sequence[DeskPerson]
    rung: Sequence[str]
    can_call: bool
    call: str = ""
    end: str = ""
    end_title: str = ""


def desk_picture(view: DeskView) -> Picture:
    """The desk wide and narrow."""
    return draw_both(lambda frame: _scene(view, frame), DESK_WIDE, DESK_NARROW)


def _scene(view: DeskView, frame: DeskFrame) -> Scene:
    parts: list[Shape | Part] = [Words(x=frame.side, y=24, text=view.day, look="strong")]
    # The part stays when the person has gone: a later one that moved up would lose the keyboard's place.
    waits = _person(frame.width - frame.side - 14, 4, "solid") if not view.end else []
    parts.append(Part(id="person", shapes=tuple(waits)))
    top = 44.0
    for number, person in enumerate(view.people):
        parts.append(_phone(person, person.id in view.rung, frame.cell(number, frame.phones, top, PHONE_HEIGHT)))
    top += math.ceil(len(view.people) / frame.phones) * (PHONE_HEIGHT + frame.gap)
    below = top + math.ceil(view.most / frame.papers) * (frame.paper_height + frame.gap)
    parts.append(Box(x=0, y=top - 5, width=frame.width, height=below - top, look="shade"))
    for number, laid in enumerate(view.papers):
        box = frame.cell(number, frame.papers, top, frame.paper_height)
        parts.append(_paper(laid, laid.paper.id in view.opened, box))
    parts.append(Words(x=frame.side, y=below + 20, text=_place_words(view), look="strong"))
    places = below + 32
    for number, call in enumerate(DESK_CALLS):
        parts.append(_place(view, call, frame.cell(number, frame.places, places, PLACE_HEIGHT)))
    height = places + math.ceil(len(DESK_CALLS) / frame.places) * (PLACE_HEIGHT + frame.gap)
    return Scene(width=frame.width, height=height, parts=tuple(parts), name=_name(view))


def _place_words(view: DeskView) -> str:
    if view.end or view.call:
        return "Where the person goes"
    return "Where does the person go?" if view.can_call else "These facts cannot stand together"


def _name(view: DeskView) -> str:
    closed = sum(laid.paper.id not in view.opened for laid in view.papers)
    papers = "; ".join(_paper_in_words(laid) for laid in view.papers if laid.paper.id in view.opened)
    name = f"A booking desk on {view.day}. Open papers: {papers or 'none'}. Closed papers: {closed}."
    if view.call in DESK_CALLS:
        name += f" You called: {DESK_CALLS[view.call]}."
    return name + (f" What follows: {view.end_title}." if view.end else "")


def _paper_in_words(laid: LaidPaper) -> str:
    signed = f", signed by: {laid.signature}" if laid.signature else ""
    return ", ".join(laid.side.lines) + signed


def _phone(person: DeskPerson, rung: bool, box: Box) -> Part:
    x, y = box.x + 24, box.y + box.height / 2
    # A handset from the side: two ends and the grip between them.
    handset = Line(
        points=((x - 14, y + 8), (x - 14, y - 2), (x - 6, y - 8), (x + 6, y - 8), (x + 14, y - 2), (x + 14, y + 8)),
        look="line theirs" if rung else "line edge",
    )
    words = "has answered, see below" if rung else f"knows {person.knows}"
    shapes = (
        box,
        handset,
        Words(x=box.x + 48, y=y - 4, text=person.name, look="strong"),
        Words(x=box.x + 48, y=y + 13, text=words, look="soft"),
    )
    name = f"Ring: {person.name}, {person.knows}"
    return Part(id=f"ring-{person.id}", name=name, press=f"ring-{person.id}", pressed=rung, shapes=shapes)


def _paper(laid: LaidPaper, opened: bool, box: Box) -> Part:
    shapes: list[Shape] = [box]
    if opened:
        shapes += _open_paper_shapes(laid, box)
    else:
        middle = box.x + box.width / 2
        fold = ((box.x, box.y), (middle, box.y + 56), (box.x + box.width, box.y))
        shapes.append(Line(points=fold, look="edge"))
        shapes += type_lines(laid.paper.closed, middle, box.y + 92, "strong", anchor="middle")
        shapes.append(Words(x=middle, y=box.y + box.height - 20, text="press to open", look="soft", anchor="middle"))
    name = f"{_paper_in_words(laid)}" if opened else f"Open: {' '.join(laid.paper.closed)}"
    return Part(
        id=f"paper-{laid.paper.id}", name=name, press=f"paper-{laid.paper.id}", pressed=opened, shapes=tuple(shapes)
    )


def _open_paper_shapes(laid: LaidPaper, box: Box) -> Iterator[Shape]:
    y = box.y + 24
    first, *rest = laid.side.lines
    yield Words(x=box.x + 10, y=y, text=first, look="strong")
    folded = [part for line in rest for part in fold_words(line, box.width - 20)]
    yield from type_lines(folded, box.x + 10, y + LINE, "soft")
    y += LINE * len(folded)
    floor = box.y + box.height - 14
    below = floor - 44 if laid.signature else floor
    for line_y in range(int(y) + LINE, int(below), 10):
        yield Line(points=((box.x + 10, line_y), (box.x + box.width - 10, line_y)), look="grid")
    if laid.signature:
        lines = fold_words(laid.signature, box.width - 20)
        edge = floor - len(lines) * LINE
        yield Line(points=((box.x + 10, edge), (box.x + box.width - 10, edge)), look="edge dashed")
        yield from type_lines(lines, box.x + 10, edge + 16, "name mine")


def _place(view: DeskView, call: str, box: Box) -> Part:
    whose = [look for look, there in (("solid", call == view.end), ("mine", call == view.call)) if there]
    middle = box.x + box.width / 2
    heading = fold_words(DESK_CALLS[call], box.width - 20)
    shapes: list[Shape] = [box, *type_lines(heading, middle, box.y + 20, "strong", anchor="middle")]
    if not whose:
        shapes += _sign(call, middle, box.y + 46)
    for number, look in enumerate(whose):
        x = middle + (number - (len(whose) - 1) / 2) * 76
        label, type_ = ("you", "name mine") if look == "mine" else ("the rules", "strong")
        shapes += _person(x, box.y + 38, look)
        shapes.append(Words(x=x, y=box.y + PLACE_HEIGHT - 7, text=label, look=type_, anchor="middle"))
    # A place stays a button after the call, so that who works by keyboard keeps their place; pressing it says why not.
    name = f"Call: {DESK_CALLS[call]}"
    if view.end:
        stands = [said for said, look in (("the rules", "solid"), ("you", "mine")) if look in whose]
        name = f"{DESK_CALLS[call]}: {' and '.join(stands) or 'nobody'}"
    pressed = call == view.call if view.end else None
    press = f"call-{call}" if view.can_call else ""
    return Part(id=f"call-{call}", name=name if press else "", press=press, pressed=pressed, shapes=tuple(shapes))


def _sign(call: str, x: float, y: float) -> list[Shape]:
    """What a place is known by: bars, an open door, the sheet of a charge, a question mark."""
    frame = Box(x=x - 18, y=y, width=36, height=36)
    if call == "hold":
        return [frame, *(Line(points=((x + dx, y), (x + dx, y + 36))) for dx in (-9, 0, 9))]
    if call == "release":
        leaf = ((x - 18, y), (x + 2, y + 6), (x + 2, y + 42), (x - 18, y + 36))
        return [frame, Line(points=leaf, look="paper", closed=True), Dot(x=x - 3, y=y + 24, radius=1.5, look="solid")]
    if call == "charge":
        return [frame, *(Line(points=((x - 11, y + dy), (x + 11, y + dy))) for dy in (10, 18, 26))]
    return [Dot(x=x, y=y + 18, radius=18), Words(x=x, y=y + 23, text="?", look="strong", anchor="middle")]


def _person(x: float, y: float, look: str) -> list[Shape]:
    """A plain figure: a head over shoulders."""
    body = ((x - 12, y + 30), (x - 8, y + 17), (x + 8, y + 17), (x + 12, y + 30))
    line, dot = ("line mine", "knob") if look == "mine" else ("edge", "solid")
    return [Dot(x=x, y=y + 7, radius=6.5, look=dot), Line(points=body, look=line, closed=True)]
