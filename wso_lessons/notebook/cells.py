"""A lesson's notebook as the rules see it: cells in order, each read once."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content import Where
from wso_lessons.notebook.citations import NotebookJson, read_notebook, source_of
from wso_lessons.notebook.prose import LOWEST_HEADING, Block, Prose, read_prose

CELL_TAGS = {
    "framing": "Text that guides or frames: exempt from citation, counted against the lesson's three tenths.",
    "fiction": "Invented facts, told as such (beside framing): numbers, dates and names in it need no claim.",
    "deeper": "The heading cell of a section that goes deeper: folded, and left out of core slides, handouts, minutes.",
    "screen-only": "Of use on a screen alone, such as what to press: left out of handouts and slides.",
    "predict": "The learner writes or draws a guess before the answer is shown.",
    "answer-first": "A question with a mark that closes what follows until it is answered or skipped.",
    "exercise": "The learner does something in this cell; several answers are good.",
    "instructor": "Notes for the instructor; left out of what a learner downloads.",
    "slide": "The cell begins a slide.",
    "packet-a": "One side's case, which is a page of its own on paper.",
    "packet-b": "The other side's case.",
    "cards": "A table whose rows are cards to cut on paper.",
    "skip-slide": "The cell is left out of the slides.",
    "lesson-code": "Here the code is the lesson: up to 15 lines, functions allowed.",
    "raises-exception": "The cell shows an error on purpose.",
}
VIEW = "application/vnd.jupyter.widget-view+json"
FOLDED = "jp-MarkdownHeadingCollapsed"  # JupyterLab's own name for a heading whose section is folded


@dataclass(frozen=True)
class Cell:
    """One cell. `where` holds its place from 1 over all cells; `outputs` is empty for text."""

    where: Where
    kind: str
    source: str
    tags: tuple[str, ...]
    outputs: tuple[NotebookJson, ...]
    count: int | None
    is_folded: bool = False

    @functools.cached_property  # much of what reads a notebook asks for its code alone
    def prose(self) -> Prose:
        """What a text says, block by block; empty for code."""
        return read_prose(self.source) if self.kind == "markdown" else Prose()

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that a text cites, in order, once for each link that names them."""
        return tuple(claim for citation in self.prose.citations for claim in citation.claims)

    @property
    def is_framing(self) -> bool:
        """Whether the cell frames the lesson and states nothing of its own."""
        return "framing" in self.tags

    @property
    def heading(self) -> Block | None:
        """The highest heading of the cell, by which JupyterLab folds too; None where it has none."""
        found = [block for block in self.prose.blocks if block.kind == "heading" and block.level <= LOWEST_HEADING]
        return min(found, key=lambda block: block.level, default=None)

    def tree(self) -> ast.Module | None:
        """The code as a syntax tree; None where it is none (cell magics, a syntax error)."""
        return parse_code(self.source)


def parse_code(source: str) -> ast.Module | None:
    """Python code as a syntax tree; None where it is none."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@dataclass(frozen=True)
class NotebookPage:
    """A lesson's notebook: its cells, and whether it holds widget state."""

    path: Path
    cells: tuple[Cell, ...]
    has_widget_state: bool

    @property
    def text_cells(self) -> Iterator[Cell]:
        """The Markdown cells in order."""
        return (cell for cell in self.cells if cell.kind == "markdown")

    @property
    def code_cells(self) -> Iterator[Cell]:
        """The code cells in order."""
        return (cell for cell in self.cells if cell.kind == "code")


def read_page(path: Path) -> NotebookPage:
    """Reads a notebook. Raises ContentError where the file is missing or is not a notebook."""
    return page_of(read_notebook(path), path)


def page_of(notebook: NotebookJson, path: Path) -> NotebookPage:
    """A notebook's JSON as a page; `path` is named in findings."""
    metadata = notebook.get("metadata")
    cells = tuple(_cell(path, number, raw) for number, raw in enumerate(notebook["cells"], start=1))
    return NotebookPage(path, cells, isinstance(metadata, dict) and "widgets" in metadata)


def _cell(path: Path, number: int, raw: dict[str, object]) -> Cell:
    """A cell of any shape: what is not as a notebook has it counts as absent."""
    kind = str(raw.get("cell_type", ""))
    source = source_of(raw)
    given = raw.get("metadata")
    metadata = given if isinstance(given, dict) else {}
    tags = metadata.get("tags")
    outputs = raw.get("outputs")
    count = raw.get("execution_count")
    return Cell(
        where=Where(path, cell=number),
        kind=kind,
        source=source,
        tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
        outputs=tuple(o for o in outputs if isinstance(o, dict)) if isinstance(outputs, list) else (),
        count=count if isinstance(count, int) else None,
        is_folded=metadata.get(FOLDED) is True,
    )


def data_of(output: NotebookJson, kind: str) -> str:
    """What an output holds of one kind (such as "text/html"), as one string; "" where it has none."""
    data = output.get("data")
    return _as_text(data.get(kind, "")) if isinstance(data, dict) else ""


def printed_text(output: NotebookJson) -> str:
    """What an output holds of printed text, as one string; "" where it has none."""
    return _as_text(output.get("text") or "")


def _as_text(value: object) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def output_kinds(output: dict[str, object]) -> tuple[str, ...]:
    """The kinds of content an output holds."""
    data = output.get("data")
    return tuple(data) if isinstance(data, dict) else ()


# The parameters by which a lesson's calls name something, in their own order: `note(note_id=..., label=...)`.
NAMING = {
    **dict.fromkeys(("simulate", "explore", "load", "about", "table"), ("name",)),
    "open_lesson": ("lesson_id",), "quiz": ("set_id",), "figure": ("figure_id",), "note": ("note_id", "label"),
    "claim": ("claim_id",), "source": ("source_id",), "term": ("word",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """A call in a code cell with a name in quotation marks: `lesson.ask("growth/x")` is ("ask", "growth/x").

    `place` is the name's place among those that the call is given, from 0.
    """

    function: str
    argument: str
    place: int = 0


def calls(cell: Cell) -> tuple[Call, ...]:
    """The calls of a code cell that name something, one for each name given."""
    return _calls_in(cell.source)


@functools.lru_cache(maxsize=1 << 11)  # several rules of `check` ask the same cells
def _calls_in(source: str) -> tuple[Call, ...]:
    found = []
    for node in ast.walk(parse_code(source) or ast.Module([], [])):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            function = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            named = {one.arg: one.value for one in node.keywords}
            given = [*node.args, *(named[one] for one in NAMING.get(function, ()) if one in named)]
            names = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            found += [Call(function, name, place) for place, name in enumerate(names if given else [""])]
    return tuple(found)


def ending_call(source: str, functions: Collection[str]) -> tuple[str, list[object], dict[str, object]] | None:
    """The method call that ends a code cell: its name, what it is given, and what by a parameter's name.

    None where the cell ends otherwise, in a call of none of these functions, or in one that is given what is computed.
    """
    tree = parse_code(source)
    last = tree.body[-1] if tree and tree.body else None
    call = last.value if isinstance(last, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr not in functions:
        return None
    try:
        given = [ast.literal_eval(one) for one in call.args]
        return call.func.attr, given, {one.arg: ast.literal_eval(one.value) for one in call.keywords if one.arg}
    except (ValueError, TypeError, RecursionError, MemoryError):
        return None


# Pictures in the output of any library, and what names or hides them from a screen reader.
_PICTURE = re.compile(r"<(?:img|svg)\b[^>]*>", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:alt|aria-label|aria-labelledby)\s*=\s*[\"'][^\"']*\w[^\"']*[\"']", re.IGNORECASE)
_HIDDEN = re.compile(r"\b(?:aria-hidden\s*=\s*[\"']true|role\s*=\s*[\"'](?:presentation|none)|alt\s*=\s*[\"'][\"'])")


def nameless_images(html: str) -> int:
    """How many images of an output's HTML have neither alternative text nor a mark that they are decoration."""
    return sum(1 for tag in _PICTURE.findall(html) if not _NAMED.search(tag) and not _HIDDEN.search(tag))


# Figures do not nest in what this package draws.
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL | re.IGNORECASE)


def figures_of(html: str) -> list[str]:
    """The figures of an output's HTML that hold a picture."""
    return [figure for figure in _FIGURE.findall(html) if _PICTURE.search(figure)]


# What runs, loads or sends by itself: a tag, a handler of events, an address that is a program, in HTML or Markdown.
_ACTIVE = re.compile(
    r"<\s*(script|iframe|frame|object|embed|form|base|meta|link|applet)\b"
    r"|<[^<>]*?\s(on[a-z]{3,20})\s*="
    r"|\b(?:href|src|action|xlink:href|formaction)\s*=\s*[\"']?\s*(javascript|vbscript|data:text/html)\s*[:;,]?"
    r"|\]\(\s*<?\s*(javascript|vbscript|data:text/html)\s*[:;,]",
    re.IGNORECASE,
)


# Three quick looks, each with a fixed beginning, in place of a slow one at every letter of stored pictures.
_ACTING_TAG = re.compile(r"<\s*(?:script|iframe|frame|object|embed|form|base|meta|link|applet)\b", re.IGNORECASE)
_HANDLER = re.compile(r"\son[a-z]{3,20}\s*=", re.IGNORECASE)


def _may_act(text: str) -> bool:
    low = text.lower()
    schemes = any(scheme in low for scheme in ("javascript", "vbscript", "data:text/html"))
    return schemes or bool(_ACTING_TAG.search(text) or _HANDLER.search(text))


def active_html(text: str) -> str:
    """The first thing in an HTML or Markdown text that would act on the page, in a word; "" where there is none."""
    found = _ACTIVE.search(text) if _may_act(text) else None
    return next((part for part in found.groups() if part), "").lower() if found else ""
