"""What a question speaks of and only its lesson shows: the picture or the table that stands above it there."""

from __future__ import annotations

import base64
import binascii
import itertools
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from wso_lessons.content import ContentError, Course
from wso_lessons.notebook.cells import Cell, calls, data_of, read_page
from wso_lessons.pages.html import Markup, tag

# The form in which a notebook keeps a chart. SVG and PNG are what every system shows.
_KEPT_PICTURE = re.compile(r"data:image/(svg|png)(?:\+xml)?;base64,([A-Za-z0-9+/=\s]+)")
LONGEST_TABLE = 30  # a longer table is no part of a question


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture (its file's name, its bytes, what it shows in words) or a table (rows of cells, the first its head)."""

    name: str = ""
    data: bytes = b""
    alt: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def lines(self) -> list[str]:
        """A table as lines of text; none for a picture."""
        return [" | ".join(row) for row in self.rows]

    def html(self, address: str) -> Markup:
        """A picture that lies at an address, or a table."""
        if self.data:
            return tag("p", tag("img", src=address, alt=self.alt))
        head, *rows = self.rows
        cells = [tag("tr", *(tag("th", cell, scope="col") for cell in head))]
        return tag("table", *cells, *(tag("tr", *(tag("td", cell) for cell in row)) for row in rows))


def shown_above(course: Course, lesson_id: str, item_id: str) -> Shown | None:
    """The nearest picture or table above a question, within its section; None where there is none to take along.

    A model is none: what a question on it asks for is found by playing.
    """
    try:
        cells = read_page(course.notebook(lesson_id)).cells
    except ContentError:
        return None  # `check` reports a notebook that cannot be read
    for place, cell in enumerate(cells):
        if any(call.argument == item_id for call in calls(cell)):
            above = itertools.takewhile(lambda one: not one.heading, reversed(cells[:place]))
            return next(filter(None, (_find_shown(one, item_id) for one in above)), None)
    return None


def _find_shown(cell: Cell, item_id: str) -> Shown | None:
    if any(call.function in ("simulate", "explore", "ask", "quiz") for call in calls(cell)):
        return None
    reader = _Reader()
    for output in cell.outputs:
        reader.feed(data_of(output, "text/html"))
    kept = _KEPT_PICTURE.match(reader.source)
    if kept:
        try:
            data = base64.b64decode(kept[2])
        except binascii.Error:
            return None
        return Shown(f"{item_id.replace('/', '-')}.{kept[1]}", data, reader.alt)
    rows = tuple(tuple(cell.strip() for cell in row) for row in reader.rows if row)
    return Shown(rows=rows) if 1 < len(rows) <= LONGEST_TABLE else None


class _Reader(HTMLParser):
    """Reads the first picture of a stored result, and the rows of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.source = self.alt = ""
        self.rows: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img" and not self.source:
            self.source, self.alt = given.get("src") or "", given.get("alt") or ""
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data
