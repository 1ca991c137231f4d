"""The parts of a lesson: its sections, which of them go deeper, and the questions that close what follows them.

`sections` and `gates` are for readers of a whole lesson (slides, handouts, `check`); `Cut` takes sections out of a
notebook's JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wso_lessons.notebook.cells import Cell
from wso_lessons.notebook.citations import NotebookJson, lines_with_fences, source_of

# A guess closes what follows it, and so does a question with a mark that what follows would answer.
CLOSING_TAGS = frozenset({"predict", "answer-first"})
# A Markdown heading with its marks of level and its words; marks may close it, and three spaces may stand before it.
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")


def heading_of(line: str) -> tuple[int, str] | None:
    """A Markdown line's level and words where it is a heading, else None."""
    found = _HEADING.fullmatch(line)
    return (len(found[1]), found[2]) if found else None


def headings(cells: Iterable[NotebookJson]) -> tuple[str, ...]:
    """The words of every heading in a notebook's cells, in order."""
    texts = (source_of(cell) for cell in cells if cell.get("cell_type") == "markdown")
    found = (heading_of(line) for text in texts for line, code in lines_with_fences(text) if not code)
    return tuple(heading[1] for heading in found if heading)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the cells below it, up to the next heading of any level.

    `heading` is "" and `level` 0 for what stands before the first heading. A section is deeper where its own heading
    cell is tagged so, or that of a section around it.
    """

    heading: str
    level: int
    is_deeper: bool
    cells: tuple[Cell, ...]


def sections(cells: Iterable[Cell]) -> tuple[Section, ...]:
    """A lesson's cells as sections, in order; each cell is in one of them."""
    found: list[tuple[str, int, bool, list[Cell]]] = []
    deeper_level = 0  # the level of the deeper section that is open; 0 where none is
    for cell in cells:
        heading = cell.heading
        if heading:
            if deeper_level and heading.level <= deeper_level:
                deeper_level = 0
            if not deeper_level and "deeper" in cell.tags:
                deeper_level = heading.level
            found.append((heading.text, heading.level, bool(deeper_level), []))
        elif not found:
            found.append(("", 0, False, []))
        found[-1][3].append(cell)
    return tuple(Section(heading, level, deeper, tuple(held)) for heading, level, deeper, held in found)


@dataclass(frozen=True, slots=True)
class Gate:
    """A cell that asks first, and the cells that stay closed until it is answered or skipped."""

    asks: Cell
    closes: tuple[Cell, ...]


def gates(cells: Iterable[Cell]) -> tuple[Gate, ...]:
    """The cells of a lesson that close what follows, in order.

    A code cell tagged `predict` or `answer-first` closes the cells after it up to the next heading or the next cell so
    tagged; a text so tagged is the prompt of what follows and closes nothing.
    """
    found: list[tuple[Cell, list[Cell]]] = []
    is_open = False
    for cell in cells:
        if CLOSING_TAGS & set(cell.tags):
            is_open = cell.kind == "code"
            if is_open:
                found.append((cell, []))
        elif cell.heading:
            is_open = False
        elif is_open:
            found[-1][1].append(cell)
    return tuple(Gate(asks, tuple(closes)) for asks, closes in found)


class Cut:
    """Leaves sections out of a notebook's cells; `gone` lists the headings that went, those below the named included.

    A heading is named by its words, in any case. A cell of which nothing is left goes too.
    """

    def __init__(self, cells: Iterable[dict[str, object]], leave_out: Iterable[str]) -> None:
        self._named = {_heading_key(name) for name in leave_out}
        self._level = 0
        self.gone: list[str] = []
        self.cells = [kept for cell in cells for kept in self._cells_left(cell)]

    def _cells_left(self, cell: dict[str, object]) -> Iterator[dict[str, object]]:
        if cell.get("cell_type") != "markdown":
            if not self._level:
                yield cell
            return
        before = source_of(cell)
        after = "\n".join(line for line, code in lines_with_fences(before) if self._stays(line, code))
        if after == before:
            yield cell
        elif after.strip():
            yield {**cell, "source": after.strip("\n").splitlines(keepends=True)}

    def _stays(self, line: str, code: bool) -> bool:
        heading = None if code else heading_of(line)
        if heading:
            level, words = heading
            if self._level and level <= self._level:
                self._level = 0
            if not self._level and _heading_key(words) in self._named:
                self._level = level
            if self._level:
                self.gone.append(words)
        return not self._level


def _heading_key(words: str) -> str:
    return " ".join(words.split()).casefold()
