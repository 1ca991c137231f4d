"""What a question speaks of and only its lesson shows: the picture or the table that stands above it there."""

from __future__ import annotations

import base64
import binascii
import html
import itertools
import re
from dataclasses import dataclass

from wso_lessons.content import ContentError, Course
from wso_lessons.exports.print.safehtml import clean_html
from wso_lessons.notebook.cells import Cell, calls, data_of, read_page
from wso_lessons.pages.html import Markup, tag, words_of

# The form in which a notebook keeps a chart, once the cleaner has written it. SVG and PNG are what every system shows.
_KEPT_PICTURE = re.compile(r'<img alt="([^"]*)" src="data:image/(svg|png)(?:\+xml)?;base64,([A-Za-z0-9+/=\s]+)"')
# Rows and cells of a table, its head among them.
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
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
    page = clean_html("".join(data_of(output, "text/html") for output in cell.outputs))
    if kept := _KEPT_PICTURE.search(page):
        alt, form, data = kept.groups()
        try:
            return Shown(f"{item_id.replace('/', '-')}.{form}", base64.b64decode(data), html.unescape(alt))
        except binascii.Error:
            return None
    rows = tuple(tuple(map(words_of, _CELL.findall(row))) for row in _ROW.findall(page))
    return Shown(rows=rows) if 1 < len(rows) <= LONGEST_TABLE else None
