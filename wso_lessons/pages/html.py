"""What a notebook shows: one text and one HTML form of the same content, without ids, clocks or addresses.

Everything that comes from content passes through `escape`; text that is already HTML is of the type `Markup`.
"""

from __future__ import annotations

import html
import itertools
import operator
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence

TEXT_WIDTH = 96
COLUMN_GAP = "  "
_TAG = re.compile(r"<[^>]+>")  # an attribute holds no bare ">" in what `escape` and the cleaner write
VOID = frozenset({"br", "hr", "img", "input", "link", "source"})


class Markup(str):
    """A string that is HTML already, so that `escape` leaves it as it is."""

    __slots__ = ()


def escape(value: object) -> Markup:
    """The value as HTML text, safe in an element and in a quoted attribute; Markup is returned unchanged."""
    return value if isinstance(value, Markup) else Markup(html.escape(str(value), quote=True))


def join(parts: Iterable[object], between: object = "") -> Markup:
    """The parts, each escaped, with `between` between them."""
    return Markup(str(escape(between)).join(escape(part) for part in parts))


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """An element; `class_` becomes class, `aria_label` aria-label; an attribute that is None or False is left out."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    written = "".join(
        f" {key}" if value is True else f' {key}="{escape(value)}"'
        for key, value in named.items()
        if value is not None and value is not False
    )
    return Markup(f"<{name}{written}>" if name in VOID else f"<{name}{written}>{join(children)}</{name}>")


def words_of(markup: str) -> str:
    """The words of a piece of HTML: without tags, and with characters for their names."""
    return html.unescape(_TAG.sub("", markup)).strip()


def link(address: str, words: object) -> Markup:
    """A link to an https address or a place on the page; any other address gives the words alone."""
    if not address.startswith(("https://", "#")):
        return escape(words)
    return tag("a", words, href=address)


def listing(entries: Iterable[object], *, ordered: bool = False, class_: str | None = None) -> Markup:
    """A list, one item for each entry; nothing where there are none."""
    items = [tag("li", entry) for entry in entries]
    return tag("ol" if ordered else "ul", *items, class_=class_) if items else Markup("")


def pairs(entries: Mapping[str, object], class_: str | None = None) -> Markup:
    """A description list of names and values; empty values are left out."""
    parts = [join((tag("dt", name), tag("dd", value))) for name, value in entries.items() if str(value)]
    return tag("dl", *parts, class_=class_) if parts else Markup("")


def details(summary: object, *children: object, class_: str | None = None, open_: bool = False) -> Markup:
    """A part that opens and closes by mouse and keyboard without any script."""
    return tag("details", tag("summary", summary), *children, class_=class_, open=open_)


def table(
    caption: object, headers: Sequence[object], rows: Iterable[Sequence[object]], class_: str = "wso-table"
) -> Markup:
    """A table with a caption, column headers, and the first cell of each row as its header."""
    head = tag("tr", *(tag("th", cell, scope="col") for cell in headers))
    body = [tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])) for row in rows]
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", head),
        tag("tbody", Markup("\n" + "\n".join(body) + "\n")),
        class_=class_,
    )


def text_table(headers: Sequence[object], rows: Iterable[Sequence[object]], most: int = 0) -> str:
    """The same table for readers of plain text: columns padded with spaces, a rule under the headers.

    Where it would be wider than `most` characters, headers and the widest columns are folded; where more than one
    column is, an empty line parts the rows.
    """
    lines = [[str(cell) for cell in row] for row in (headers, *rows)]
    columns = list(zip(*lines, strict=True))
    widths = [max(map(len, column)) for column in columns]
    room = most - len(COLUMN_GAP) * (len(widths) - 1)
    folded = most and sum(widths) > room
    between = "\n"
    if folded:
        bodies = [max(_longest_word(head), *map(len, body), 0) for head, *body in columns]
        widths = _narrow(bodies, columns, room)
        between = "\n\n" if sum(map(operator.lt, widths, bodies)) > 1 else between
    head, *body = (_text_row(line, widths) if folded else _pad(line, widths) for line in lines)
    return "\n".join([head, _pad(["-" * width for width in widths], widths), between.join(body)])


def _longest_word(*cells: str) -> int:
    return max((len(word) for cell in cells for word in cell.split()), default=0)


def _narrow(widths: Sequence[int], columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """The widths with the widest made smaller until all have room, none below its longest word."""
    made = list(widths)
    floors = [_longest_word(*column) for column in columns]
    while sum(made) > room and made != floors:
        widest = max(range(len(made)), key=lambda place: made[place] - floors[place] and made[place])
        made[widest] -= 1
    return made


def _text_row(cells: Sequence[str], widths: Sequence[int]) -> str:
    folded = [textwrap.wrap(cell, width, break_on_hyphens=False) for cell, width in zip(cells, widths, strict=True)]
    return "\n".join(_pad(line, widths) for line in itertools.zip_longest(*folded, fillvalue=""))


def _pad(cells: Sequence[str], widths: Sequence[int]) -> str:
    return COLUMN_GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def wrap(text: str, indent: str = "") -> str:
    """Plain text in lines of at most 96 characters; further lines begin with `indent`."""
    return "\n".join(_fold(line, indent) for line in text.splitlines())


def _fold(line: str, indent: str) -> str:
    # Most lines fit, and wrapping was half the time that a page took.
    if len(line) <= TEXT_WIDTH and line.isprintable() and not line.endswith(" "):
        return line
    return textwrap.fill(line, TEXT_WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


class Page:
    """Something a notebook shows: `text` for plain readers and `html` for the rest, both deterministic."""

    def __init__(self, text: str, html: str) -> None:
        self.text, self.html = text, Markup(html)

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None, **kw: object) -> dict[str, object]:  # noqa: ARG002 - IPython's signature
        return {"text/plain": self.text, "text/html": str(_without_formulas(self.html))}


def beside(page: Page, view: Mapping[str, object] | tuple[Mapping[str, object], ...] | None) -> dict[str, object]:
    """A widget's bundle with the page's text and HTML in place of the widget's own.

    `view` is what the widget's `_repr_mimebundle_` gave: a bundle, a pair of bundle and metadata, or nothing.
    """
    bundle = view[0] if isinstance(view, tuple) else view
    return {**(bundle or {}), **page._repr_mimebundle_()}


def _without_formulas(html: Markup) -> Markup:
    """The same for JupyterLab, which takes what stands between two dollar signs of a result for a formula."""
    # MathJax leaves a part of this class alone. Results without such a pair, nearly all, are stored without it.
    return tag("div", html, class_="mathjax_ignore") if html.count("$") > 1 else html
