"""A chart as something to read: a picture, the finding in words, its source, and the numbers it plots."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wso_lessons.charts.style import house_style
from wso_lessons.pages import html as p
from wso_lessons.pages.dates_and_names import date_in_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The scale of a letter's shape is left exact: cut to hundredths, letters would shrink and stand apart.
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
_LONG_NUMBER = re.compile(r"(?<!scale\()(\d\.\d\d)\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a chart plots, as a small table: column heads, and rows of text whose first cell names the row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError("Each row of numbers needs one cell for each head")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Chart:
    """A figure with all that a reader needs who cannot see it, or who wants to check it.

    `title` states the finding; `note` is a caution that belongs to it; `as_of` is the date of the newest figure;
    `alt` says what the picture shows. It shows itself in a notebook with an SVG picture that is the same, byte for
    byte, each time it is drawn on one machine.
    """

    figure: Figure
    title: str
    source: str
    as_of: str
    alt: str
    numbers: Numbers
    note: str = ""

    def __repr__(self) -> str:
        return f"Chart({self.title!r})"

    def svg(self) -> str:
        """The picture as an SVG document, its letters drawn as shapes so that no font is needed."""
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        out = io.StringIO()
        with house_style():
            # Figure.savefig would draw all of it twice, once to measure what a layout of ours has settled already.
            FigureCanvasSVG(self.figure).print_svg(out, metadata={"Date": None, "Creator": None})
        # Hundredths of a point cannot be seen; more digits double the notebook's size.
        return _LONG_NUMBER.sub(r"\1", out.getvalue())

    def _source_line(self) -> str:
        as_of = date_in_words(self.as_of) if _DAY.fullmatch(self.as_of) else self.as_of
        return f"Source: {self.source}. As of {as_of}."

    def page(self) -> p.Page:
        """The chart's text and HTML forms."""
        address = f"data:image/svg+xml;base64,{base64.b64encode(self.svg().encode()).decode()}"
        heads, rows = self.numbers.heads, self.numbers.rows
        html = p.tag(
            "figure",
            p.tag("figcaption", p.tag("strong", self.title), class_="wso-finding"),
            p.Markup(f'<img alt="{p.escape(self.alt)}" src="{address}">'),
            p.tag("p", self.note, class_="wso-small") if self.note else "",
            p.tag("p", self._source_line(), class_="wso-small"),
            p.details("The numbers", p.table("What the chart plots", heads, rows)),
            class_="wso-chart",
        )
        words = [self.title, f"Picture: {self.alt}", self.note]
        parts = [p.wrap(part) for part in words if part]
        return p.Page("\n\n".join([*parts, p.text_table(heads, rows), p.wrap(self._source_line())]), html)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None, **kw: object) -> dict[str, object]:
        return self.page()._repr_mimebundle_(include, exclude, **kw)
