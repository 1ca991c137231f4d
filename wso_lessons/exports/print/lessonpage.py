"""A lesson's notebook as pieces for a page: its texts as safe HTML, its questions as items, its results as they are."""

from __future__ import annotations

import base64
import functools
import html
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from wso_lessons.content import Course, LessonEntry, Where
from wso_lessons.exports.print.diagram import list_arrows
from wso_lessons.exports.print.safehtml import clean_html, outside_address
from wso_lessons.lessons.edition import edition, is_borrowed
from wso_lessons.notebook.cells import Call, Cell, calls, data_of, page_of, printed_text
from wso_lessons.notebook.citations import (
    CITATION,
    TERM,
    cited_claims,
    claims_in,
    lines_with_fences,
    linked_terms,
    read_notebook,
    texts_of,
)
from wso_lessons.notebook.sections import Gate, gates, sections
from wso_lessons.pages.dates_and_names import source_labels
from wso_lessons.pages.html import Markup, join, tag, words_of
from wso_lessons.quiz import Bank, Item
from wso_lessons.widgets.panel.screen import HOW_IT_ENDS

PieceKind = Literal["text", "questions", "note", "model", "picture", "table", "lines", "frame"]
MIME = {".gif": "gif", ".jpeg": "jpeg", ".jpg": "jpeg", ".png": "png", ".svg": "svg+xml", ".webp": "webp"}
_NOTHING = Markup("")
LEFT_OUT = {"instructor", "screen-only"}
PROMPTS = ("predict", "exercise")
FRAME_CALLS = ("start", "words", "sources", "finish")
OWN_CALLS = (*FRAME_CALLS, "ask", "quiz", "note", "simulate", "explore")
# With the space before it: a number and its full stop are not to stand alone on the next line.
_SPACED_CITATION = re.compile(rf" ?{CITATION.pattern}")
# The same once it is a number of a source.
LINKED_NUMBERS = re.compile(r'\s*<sup class="cite">.*?</sup>')


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that a lesson shows.

    `html` is safe; `items` are the questions of a piece of the kind "questions"; `name` is what a "frame" is (start,
    words, sources, finish), a "model"'s title, or what a "note" asks for; `claims` are those that a text cites.
    `guesses` are the questions with a key that a reader is to answer first: those of the cell that closes it. `ending`
    is a model's picture as it is at the end, where its output has one.
    """

    kind: PieceKind
    tags: tuple[str, ...]
    html: Markup = _NOTHING
    items: tuple[Item, ...] = ()
    name: str = ""
    claims: tuple[str, ...] = ()
    guesses: tuple[Item, ...] = ()
    ending: Markup = _NOTHING


class LessonText:
    """A lesson for export: its entry, its pieces in order, and the claims that its numbers lead to.

    `can_open` says that the page has parts that open, which paper has not.
    """

    can_open = False

    def __init__(self, course: Course, bank: Bank, entry: LessonEntry) -> None:
        self.course, self.entry, self._bank = course, entry, bank
        self._folder = course.notebook(entry.id).parent
        lent = is_borrowed(course, entry.id)
        notebook = edition(course, entry.id) if lent else read_notebook(course.notebook(entry.id))
        self.claims = cited_claims(texts_of(notebook))
        self.terms = linked_terms(texts_of(notebook))
        self.numbers = {claim: number for number, claim in enumerate(self.claims, start=1)}
        self.cells = page_of(notebook, course.notebook(entry.id)).cells
        self._pieces: dict[Where, tuple[Piece, ...]] = {}

    @functools.cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What the lesson's core shows, cell by cell, without the instructor's notes and what is for screens alone."""
        core = [cell for section in sections(self.cells) if not section.is_deeper for cell in section.cells]
        closed = self._closed()
        return tuple(
            replace(piece, guesses=closed.get(cell.where, ())) for cell in core for piece in self.pieces_of(cell)
        )

    def _closed(self) -> dict[Where, tuple[Item, ...]]:
        """The questions that each closed cell stands behind.

        An opinion asked in the middle of what a question holds back stays there, with what follows it: they go on with
        a story that has not begun on the page before.
        """
        closed: dict[Where, tuple[Item, ...]] = {}
        above = {cell.where: before.where for before, cell in itertools.pairwise(self.cells)}
        for gate in gates(self.cells):
            guesses, before = self._guesses(gate), closed.get(above.get(gate.asks.where, gate.asks.where), ())
            if before and not guesses and any(piece.items for piece in self.pieces_of(gate.asks)):
                guesses = closed[gate.asks.where] = before
            closed |= dict.fromkeys((cell.where for cell in gate.closes), guesses)
        return closed

    def _guesses(self, gate: Gate) -> tuple[Item, ...]:
        # An opinion has no answer that a reader could see too early.
        asked = [piece for piece in self.pieces_of(gate.asks) if piece.kind == "questions"]
        return tuple(item for piece in asked for item in piece.items if not item.survey)

    def pieces_of(self, cell: Cell) -> tuple[Piece, ...]:
        """What one cell shows, made once; () where it is for the instructor, or of use beside the running course."""
        if cell.where not in self._pieces:
            self._pieces[cell.where] = tuple(self._make_pieces(cell))
        return self._pieces[cell.where]

    def _make_pieces(self, cell: Cell) -> Iterator[Piece]:
        if LEFT_OUT & set(cell.tags):
            return
        if cell.kind == "markdown":
            yield Piece("text", cell.tags, self.prose(cell.source), claims=cited_claims([cell.source]))
        elif cell.kind == "code":
            called = list(calls(cell))
            is_ours = bool(called) and called[-1].function in OWN_CALLS
            yield from self._pieces_of_call(cell, called) if is_ours else self._pieces_of_outputs(cell)

    def _pieces_of_call(self, cell: Cell, called: list[Call]) -> Iterator[Piece]:
        """What a cell shows that ends in one of the lesson's own calls."""
        function = called[-1].function
        names = [call.argument for call in called if call.function == function and call.argument]
        if function in ("ask", "quiz"):
            items = [item for name in names for item in self._items(function, name)]
            yield Piece("questions", cell.tags, items=tuple(items), name=function)
        elif function == "note":
            yield Piece("note", cell.tags, name=names[-1] if names else "")
        elif function in FRAME_CALLS:
            yield Piece("frame", cell.tags, self._result(cell), name=function)
        else:
            # Its sources stand in a part that opens.
            whole = self._result(cell)
            shown = whole if self.can_open else self._result(cell, drop=("details",))
            ended = _ENDING.search(whole)
            titles = (data_of(output, "text/plain").partition("\n")[0] for output in cell.outputs)
            name = next(filter(None, (*titles, *names)), "")
            yield Piece("model", cell.tags, shown, name=name, ending=Markup(ended[1]) if ended else _NOTHING)

    def _items(self, function: str, name: str) -> tuple[Item, ...]:
        return (self._bank.item(name),) if function == "ask" else self._bank.set(name)

    def _pieces_of_outputs(self, cell: Cell) -> Iterator[Piece]:
        for output in cell.outputs:
            page = data_of(output, "text/html")
            text = printed_text(output) or data_of(output, "text/plain")
            if "<figure" in page:
                yield Piece("picture", cell.tags, clean_html(page))
            elif page:
                # pandas gives its tables no caption; this is what a screen reader says in its place.
                named = page.replace('class="dataframe"', 'class="dataframe" aria-label="What the code shows"')
                yield Piece("table", cell.tags, clean_html(named))
            elif text and output.get("output_type") != "error":
                yield Piece("lines", cell.tags, tag("pre", text.rstrip("\n")))

    def _result(self, cell: Cell, drop: tuple[str, ...] = ()) -> Markup:
        return clean_html("".join(data_of(output, "text/html") for output in cell.outputs), drop=drop)

    def prose(self, text: str) -> Markup:
        """A Markdown text as safe HTML; a citation becomes its number, which leads to the claim's place in the list."""
        lines = (line if code else self._number_citations(line) for line, code in lines_with_fences(text))
        return list_arrows(clean_html(_markdown()("\n".join(lines)), picture=self._picture, address=self.address))

    def address(self, given: str) -> str:
        """What a link in the text leads to; "" where the words stand alone."""
        return outside_address(given)

    def term(self, words: str, _term: str) -> str:
        """A link to the glossary, as Markdown: on paper its words alone."""
        return words

    def _number_citations(self, line: str) -> str:
        numbered = _SPACED_CITATION.sub(self._number, line)
        return TERM.sub(lambda found: self.term(found["words"], found["term"]), numbered)

    def _number(self, found: re.Match[str]) -> str:
        claims = sorted(claims_in(found), key=lambda claim: self.numbers.get(claim, 0))
        return tag("sup", join(map(self._footnote, claims), ", "), class_="cite")

    def _footnote(self, claim: str) -> Markup:
        """A claim's number, which is spoken as "Source 3: LEITF 2019"."""
        number = self.numbers.get(claim, "?")
        spoken = ": ".join([f"Source {number}", *self.short_sources((claim,))[:1]])
        return tag("a", number, href=f"#claim-{claim}", aria_label=spoken)

    def _picture(self, address: str) -> str:
        """A picture beside the notebook as an address that holds it; "" for anything else."""
        if address.startswith("data:"):
            return address
        path = self._folder / address
        form = MIME.get(path.suffix.lower())
        inside = form and not Path(address).is_absolute() and path.resolve().is_relative_to(self._folder.resolve())
        if not inside or not path.is_file():
            return ""
        return f"data:image/{form};base64,{base64.b64encode(path.read_bytes()).decode()}"

    def short_sources(self, claims: tuple[str, ...]) -> tuple[str, ...]:
        """The sources of some claims in a word and a year, each once."""
        return source_labels(self.course.cited_sources(claims))


@functools.cache
def _markdown() -> Any:
    import mistune

    class WithNamedTables(mistune.HTMLRenderer):
        """Tables of Markdown have no caption; the names of their columns say which one a reader is at."""

        def render_token(self, token: dict[str, Any], state: Any) -> str:
            made = super().render_token(token, state)
            if token["type"] != "table":
                return made
            names = filter(None, (_words(cell).strip() for cell in token["children"][0]["children"]))
            return made.replace("<table>", f'<table aria-label="{html.escape(", ".join(names))}">', 1)

    return mistune.create_markdown(renderer=WithNamedTables(escape=False), plugins=["table", "strikethrough"])


def _words(token: dict[str, Any]) -> str:
    """The words of a piece of Markdown, without marks and tags."""
    if token["type"] == "inline_html":
        return ""
    return str(token.get("raw", "")) or "".join(_words(one) for one in token.get("children", ()))


# A model's picture, and the first heading of a text, which names its slide. Both are read from HTML that this package
# or the cleaner wrote, so that quotation marks and tags have one form.
_IMAGE = re.compile(r"<img [^>]*>")
# The image first thing in the part that opens; the cleaner leaves out the element around it.
_ENDING = re.compile(rf"<details[^>]*><summary>{HOW_IT_ENDS}</summary>(<img [^>]*>)")
_FIRST_HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>", re.DOTALL)


def heading_in(page: Markup) -> str:
    """The words of the first heading in a piece of HTML, without tags; "" where there is none."""
    found = _FIRST_HEADING.search(page)
    return words_of(found[1]) if found else ""


def model_figure(piece: Piece, *, ended: bool = False) -> Markup:
    """A model's name and a picture of how it opens, without what is pressed or chosen; "" where it draws none.

    `ended` asks for how it ends, where its output has that.
    """
    found = _IMAGE.search(piece.html) if piece.kind == "model" else None
    shown = (ended and piece.ending) or (Markup(found[0]) if found else _NOTHING)
    return tag("figure", tag("figcaption", piece.name), shown) if shown else _NOTHING
