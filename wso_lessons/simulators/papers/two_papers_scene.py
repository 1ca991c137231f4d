"""The picture of two papers: their places are buttons, found ones carry a mark, and names come at the end."""

from __future__ import annotations

from collections.abc import Collection

from wso_lessons.simulators.lettering import fold_words, type_lines
from wso_lessons.simulators.papers.two_papers import NO_PLACE, NO_PLACE_WORDS, Paper, PaperPair, PaperPlace, found_key
from wso_lessons.simulators.scene import FRAMES, Box, Frame, Line, Part, Picture, Scene, Shape, Words, draw_both

NOT_A_FORM = "not a form"
PAPER_SIDES = ("Paper A", "Paper B")
_HEAD, _PAD, _LINE, _GAP, MARK = 34, 10, 18, 7, 82


def papers_picture(pair: PaperPair, found: Collection[str], *, named: bool) -> Picture:
    """Both papers wide and narrow, with the places found; where `named`, with their names and nothing to press."""
    return draw_both(lambda frame: _scene(pair, found, named, frame), *FRAMES)


def _scene(pair: PaperPair, found: Collection[str], named: bool, frame: Frame) -> Scene:
    parts: list[Shape | Part] = []
    heights = [_sheet_height(paper, frame) for paper in pair.papers]
    tall = heights if frame.narrow else [max(heights)] * 2
    x, y = 4.0, 4.0
    for paper, side, height in zip(pair.papers, PAPER_SIDES, tall, strict=True):
        parts += _sheet(pair, paper, side, found, named, (x, y, _paper_width(frame), height))
        x, y = (x, y + height + 12) if frame.narrow else (x + _paper_width(frame) + 12, y)
    bottom = y if frame.narrow else y + tall[0] + 4
    heads = [paper.name if named else side for paper, side in zip(pair.papers, PAPER_SIDES, strict=True)]
    held = ". ".join(
        f"{head}: {'; '.join(place.text for place in paper.places)}"
        for head, paper in zip(heads, pair.papers, strict=True)
    )
    return Scene(width=frame.width, height=bottom, parts=tuple(parts), name=f"Two schematics, not forms. {held}.")


def _lines(place: PaperPlace, width: float) -> tuple[str, ...]:
    return fold_words(place.text, width - 2 * _PAD - MARK - 16)


def _place_height(place: PaperPlace, width: float) -> float:
    drawn = place.boxes or place.draws != "words"
    return 15 + _LINE * len(_lines(place, width)) + (22 if drawn else 0)


def _places(paper: Paper) -> tuple[PaperPlace, ...]:
    """The places that can be pointed at, the last of which says that none of them is it."""
    return (*paper.places, PaperPlace(id=NO_PLACE, text=NO_PLACE_WORDS, says=NO_PLACE_WORDS, claims=()))


def _paper_width(frame: Frame) -> float:
    return 342 if frame.narrow else 370


def _sheet_height(paper: Paper, frame: Frame) -> float:
    return _HEAD + sum(_place_height(place, _paper_width(frame)) + _GAP for place in _places(paper)) + 24


def _sheet(
    pair: PaperPair,
    paper: Paper,
    side: str,
    found: Collection[str],
    named: bool,
    at: tuple[float, float, float, float],
) -> list[Shape | Part]:
    left, top, width, height = at
    made: list[Shape | Part] = [
        Box(x=left, y=top, width=width, height=height, look="paper", corner=3),
        Words(x=left + _PAD, y=top + 23, text=paper.name if named else side, look="name"),
        Words(x=left + width - _PAD, y=top + height - 10, text=NOT_A_FORM, look="soft", anchor="end"),
    ]
    # What was found stands in a mark on the place itself.
    marks: dict[str, list[str]] = {}
    for question in pair.questions:
        if found_key(question, paper) in found or named:
            for place_id in question.on(paper.id).places:
                marks.setdefault(place_id, []).append(question.label)
    y = top + _HEAD
    for place in _places(paper):
        box = (left + _PAD, y, width - 2 * _PAD, _place_height(place, width))
        made.append(_place(paper, place, side, marks.get(place.id, []), named, box))
        y += box[3] + _GAP
    return made


def _place(
    paper: Paper,
    place: PaperPlace,
    side: str,
    marks: list[str],
    named: bool,
    box: tuple[float, float, float, float],
) -> Part:
    x, y, width, height = box
    look = "place found" if marks else "place dashed" if place.id == NO_PLACE else "place"
    shapes: list[Shape] = [Box(x=x, y=y, width=width, height=height, look=look, corner=3)]
    lines = _lines(place, width + 2 * _PAD)
    shapes += type_lines(lines, x + 8, y + 20)
    shapes += _draw_place(place, x + 8, y + height - 8, width - 16)
    name = f"{side}: {place.text}"
    shapes += type_lines([f"\u2713 {label}" for label in marks], x + width - 8, y + 20, "mark", anchor="end")
    name += f" (found: {', '.join(marks)})" if marks else ""
    key = f"{paper.id}/{place.id}"
    return Part(id=key, name=name, shapes=tuple(shapes), press="" if named else key)


def _draw_place(place: PaperPlace, x: float, floor: float, width: float) -> list[Shape]:
    """What a place looks like on paper: boxes to tick, lines to fill, or a line with a hand's stroke above it."""
    if place.boxes:
        return [Box(x=x + 26 * at, y=floor - 13, width=12, height=12, look="edge") for at in range(place.boxes)]
    if place.draws == "line":
        return [Line(points=((x, floor), (x + width * 0.6, floor)), look="edge")]
    if place.draws == "signature":
        stroke = ((0, 0), (7, -12), (11, 0), (18, -8), (23, 0), (31, -11), (36, -2), (58, -4))
        points = tuple((x + 6 + dx, floor - 3 + dy) for dx, dy in stroke)
        return [Line(points=points, look="edge"), Line(points=((x, floor), (x + width * 0.6, floor)), look="edge")]
    return []
