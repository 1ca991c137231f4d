"""Sections of a lesson: what stands under a heading, up to the next heading that is as high or higher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from wso_lessons.notebook.citations import fenced, source_of

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")


def heading_of(line: str) -> tuple[int, str] | None:
    """A Markdown line's level and words where it is a heading, else None."""
    found = _HEADING.fullmatch(line)
    return (len(found[1]), found[2]) if found else None


def headings(cells: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The words of every heading in a notebook's cells, in order."""
    texts = (source_of(cell) for cell in cells if cell.get("cell_type") == "markdown")
    found = (heading_of(line) for text in texts for line, code in fenced(text) if not code)
    return tuple(heading[1] for heading in found if heading)


class Cut:
    """Leaves sections out of a notebook's cells; `gone` lists the headings that went, those below the named included.

    A heading is named by its words, in any case. A cell of which nothing is left goes too.
    """

    def __init__(self, cells: Iterable[dict[str, Any]], leave_out: Iterable[str]) -> None:
        self._named = {_even(name) for name in leave_out}
        self._level = 0
        self.gone: list[str] = []
        self.cells = [kept for cell in cells for kept in self._kept(cell)]

    def _kept(self, cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if cell.get("cell_type") != "markdown":
            if not self._level:
                yield cell
            return
        before = source_of(cell)
        after = "\n".join(line for line, code in fenced(before) if self._stays(line, code))
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
            if not self._level and _even(words) in self._named:
                self._level = level
            if self._level:
                self.gone.append(words)
        return not self._level


def _even(words: str) -> str:
    return " ".join(words.split()).casefold()
