"""The picture of a dirty list: its cells to press, those that were found, and those that are mended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wso_lessons.simulators.judging.dirty_list import STRIP, DirtyRules, ListRow, counts_in_words, tidy_rows
from wso_lessons.simulators.lettering import set_lines
from wso_lessons.simulators.scene import Box, Part, Picture, Scene, Shape, Words, draw_both


@dataclass(frozen=True, slots=True)
class ListFrame:
    """Where the cells of a row stand: for each column its line, its place across and its width."""

    width: float
    row: float
    cells: tuple[tuple[int, float, float], ...]
    top: float


SHEET_WIDE = ListFrame(760, 32, ((0, 44, 88), (0, 132, 246), (0, 378, 130), (0, 508, 166), (0, 674, 80)), 30)
SHEET_NARROW = ListFrame(350, 100, ((1, 8, 110), (0, 54, 290), (1, 118, 226), (2, 8, 216), (2, 224, 120)), 4)
CELL_HEIGHT = 30.0


def list_picture(rules: DirtyRules, chosen: str, found: Collection[str], mended: Collection[str]) -> Picture:
    """The list wide and narrow, with the cell that is chosen, the flaws that were found and those mended."""
    return draw_both(lambda frame: _scene(rules, chosen, found, mended, frame), SHEET_WIDE, SHEET_NARROW)


def _scene(rules: DirtyRules, chosen: str, found: Collection[str], mended: Collection[str], frame: ListFrame) -> Scene:
    parts: list[Shape | Part] = []
    if frame is SHEET_WIDE:
        for column, (_, x, _) in zip(rules.columns, frame.cells, strict=True):
            parts.append(Words(x=x + 5, y=18, text=column.name, look="soft"))
    looks = {place: _look(rules, place, chosen, found, mended) for place in rules.places}
    for at, (row, cells) in enumerate(zip(rules.rows, tidy_rows(rules, mended), strict=True)):
        parts += _row(rules, row, cells, looks, frame.top + at * frame.row, frame)
    y = frame.top + len(rules.rows) * frame.row + 10
    lines = set_lines(rules.strip, 18, y + 22, frame.width - 40, look="words")
    high = 16 + 19 * len(lines)
    shapes: tuple[Shape, ...] = (*_faces(looks[STRIP], 8, y, frame.width - 16, high), *lines)
    parts.append(Part(id=STRIP, shapes=shapes, name=rules.strip, press=STRIP, pressed=chosen == STRIP))
    name = f"A list of {len(rules.rows)} rows. {counts_in_words(rules, mended)}"
    return Scene(width=frame.width, height=y + high + 8, parts=tuple(parts), name=name)


def _look(rules: DirtyRules, place: str, chosen: str, found: Collection[str], mended: Collection[str]) -> str:
    flaw = rules.flaw_at(place)
    if flaw and flaw.id in mended:
        return "source"
    return "chosen" if place == chosen or (flaw and flaw.id in found) else "paper"


def _faces(look: str, x: float, y: float, width: float, high: float) -> tuple[Box, ...]:
    """A box, and over it a tint where there is one."""
    looks = ("paper",) if look == "paper" else ("paper", look)
    return tuple(Box(x=x, y=y, width=width, height=high, look=one) for one in looks)


def _row(
    rules: DirtyRules, row: ListRow, cells: dict[str, str], looks: dict[str, str], y: float, frame: ListFrame
) -> list[Shape | Part]:
    made: list[Shape | Part] = [Words(x=8, y=y + 20, text=str(row.number), look="soft")]
    for column, (line, x, width) in zip(rules.columns, frame.cells, strict=True):
        place, top = f"{row.number}-{column.id}", y + line * CELL_HEIGHT
        look, text = looks[place], cells[column.id]
        size = "small" if look == "paper" else "small strong"
        shapes: tuple[Shape, ...] = (
            *_faces(look, x, top, width, CELL_HEIGHT),
            Words(x=x + 5, y=top + 20, text=text.strip(), look=size),
        )
        state = {"source": ", mended", "chosen": ", marked"}.get(look, "")
        name = f"Row {row.number}, {column.name.lower()}: {text.strip()}{state}"
        made.append(Part(id=place, shapes=shapes, name=name, press=place, pressed=look == "chosen"))
    return made
