"""A lesson's page: its text, folded deeper parts, questions before what they close, and notes that open in place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from wso_lessons.content import LessonEntry
from wso_lessons.exports.print.lessonpage import LessonText, Piece
from wso_lessons.exports.print.paper import LINES, on_paper, writing_lines
from wso_lessons.exports.print.safehtml import outside_address
from wso_lessons.exports.site.frame import Site
from wso_lessons.exports.site.record import hand_in
from wso_lessons.notebook.cells import Cell, calls
from wso_lessons.notebook.sections import Section, gates, sections
from wso_lessons.pages.dates_and_names import day_of_facts, minutes_in_words, read_first
from wso_lessons.pages.html import Markup, details, join, listing, tag, words_of
from wso_lessons.pages.ledger import find_term, references
from wso_lessons.quiz import Bank, Item

CLOSE = tag("a", "Close", href="#here", class_="close")
AS_IT_OPENS = "In the running course you can change this. Here it is as it opens."
SHOW, READ_ON = "Show what happened", "Read on"
LONG_MODEL = 6000  # characters of HTML, those of its picture among them: what is longer is folded
LIST_OF_SOURCES = 'class="wso-references"'  # as `pages.ledger` writes it
# A heading as the Markdown reader writes it: it has no attributes until it gets its place here.
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
# A deeper section begins with its heading, which has a place by then.
_PLACED = re.compile(r'\s*<h([1-6]) id="[^"]*">.*?</h\1>', re.DOTALL)
# An entry of a list of sources as `pages.ledger` writes it.
_REFERENCE = re.compile(r'<li id="claim-[^"]*">')


class SiteText(LessonText):
    """A lesson whose words link to their meanings and whose links to other lessons lead to their pages."""

    can_open = True

    def __init__(self, site: Site, bank: Bank, entry: LessonEntry) -> None:
        super().__init__(site.material.course, bank, entry)
        self.site = site

    @functools.cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that the site shows."""
        core = self.site.material.core_only
        return tuple(section for section in sections(self.cells) if not (core and section.is_deeper))

    def address(self, given: str) -> str:
        """What a link in the text leads to: outside, a place on the page, or another lesson's page."""
        notebook, mark, place = given.partition("#")
        page = self.site.notebooks.get(notebook)
        return f"{page}{mark}{place}" if page else outside_address(given)

    def term(self, words: str, term: str) -> str:
        """A link to a word's meaning, which opens on the page."""
        found = find_term(self.course, term)
        return f"[{words}](#{term_place(found.id)})" if found else words


class CellBoxes(Protocol):
    """What makes cells live: it marks what each shows as a box, where it can."""

    def box(self, cell: Cell, shown: Markup) -> Markup: ...


class LessonSheet:
    """A lesson's page while it is laid out; `contents` are its headings of the second level, by their places."""

    def __init__(self, site: Site, text: SiteText, boxes: CellBoxes | None = None) -> None:
        self._site, self._text, self._boxes = site, text, boxes
        self._closed = {gate.asks.where.cell: gate.closes for gate in gates(text.cells)}
        self._places: set[str] = set()
        self._asked = 0
        self.contents: list[tuple[str, Markup]] = []

    def main(self) -> Markup:
        """What stands between the site's head and foot."""
        parts = list(self._sections())
        # The receipt comes before the list of sources, which is as long as many a lesson.
        place = next((number for number, part in enumerate(parts) if LIST_OF_SOURCES in part), len(parts))
        if self._text.claims and place == len(parts):
            parts.append(join([tag("h2", "Sources"), self._sources()]))
        parts.insert(place, self._hand_in())
        links = listing(tag("a", words, href=f"#{place}") for place, words in self.contents)
        contents = tag("nav", details("On this page", links), class_="contents", aria_label="On this page")
        return join([contents, *parts, self._site.turn(self._text.entry)])

    def _hand_in(self) -> Markup:
        """The lesson's receipt, where answers are kept; a script shows it."""
        entry = self._text.entry
        if not self._site.is_live or not entry.questions:
            return Markup("")
        return tag("section", *hand_in(entry.id), id="hand-in", hidden=True)

    def _sections(self) -> Iterator[Markup]:
        """The sections in order, those of one deeper part in a part that opens."""
        held: list[Markup] = []
        level, summary = 0, Markup("")
        for section in self._text.sections:
            shown = join(self._cells(section.cells))
            if level and (not section.is_deeper or section.level <= level):
                yield details(summary, *held, class_="deeper")
                level, held = 0, []
            if not section.is_deeper:
                yield shown
            elif level:
                held.append(shown)
            else:
                level = section.level
                summary, rest = _heading_apart(shown)
                held.append(rest)
        if level:
            yield details(summary, *held, class_="deeper")

    def _cells(self, cells: Iterable[Cell]) -> Iterator[Markup]:
        passed: set[int] = set()
        for cell in cells:
            if cell.where.cell in passed:
                continue
            yield from self._cell(cell)
            closes = self._closed.get(cell.where.cell, ())
            passed |= {one.where.cell for one in closes}
            behind = [shown for one in closes for shown in self._cell(one)]
            if behind:
                yield details(SHOW if self._is_guess(cell) else READ_ON, *behind, class_="look")

    def _is_guess(self, cell: Cell) -> bool:
        """Whether a cell asks what happened; a vote before the arguments are heard does not."""
        items = [item for piece in self._text.pieces_of(cell) for item in piece.items]
        is_vote = bool(items) and all(item.survey for item in items)
        return "predict" in cell.tags and not is_vote

    def _cell(self, cell: Cell) -> Iterator[Markup]:
        pieces = list(map(self._piece, self._text.pieces_of(cell)))
        if self._boxes and pieces:
            yield self._boxes.box(cell, join(pieces))
        else:
            yield from pieces

    def _piece(self, piece: Piece) -> Markup:
        if piece.kind == "text":
            return self._with_places(piece.html)
        if piece.kind == "questions":
            return join(map(self._question, piece.items))
        if piece.kind == "note":
            return tag("div", tag("p", tag("strong", piece.name)), writing_lines(LINES), class_="box")
        if piece.kind == "model":
            shown = piece.html
            if len(shown) > LONG_MODEL:
                shown = join([tag("p", tag("strong", piece.name)), details("Show it", shown)])
            return tag("div", tag("p", AS_IT_OPENS, class_="small"), shown, class_="box")
        return self._frame(piece) if piece.kind == "frame" else piece.html

    def _question(self, item: Item) -> Markup:
        self._asked += 1
        return on_paper(item, f"{self._asked}.")

    def _frame(self, piece: Piece) -> Markup:
        entry = self._text.entry
        if piece.name == "start":
            told = tag("p", f"{minutes_in_words(entry)} {day_of_facts(entry)}", class_="small")
            # Folded, as in JupyterLab: the first screen belongs to the lesson's scene.
            goals = details("By the end you can", listing(entry.objectives))
            before = tag("p", read_first(self._text.course, entry), class_="small") if entry.needs else ""
            return tag("div", told, before, goals, class_="start")
        if piece.name == "sources":
            return self._sources()
        return self._words() if piece.name == "words" else Markup("")

    def _sources(self) -> Markup:
        """The lesson's claims by number; one whose number is followed opens over the page until it is closed."""
        shown = references(self._text.course, self._text.claims).html
        return Markup(_REFERENCE.sub(lambda found: f"{found[0]}{CLOSE}", shown))

    def _words(self) -> Markup:
        found = dict.fromkeys(term for word in self._text.terms if (term := find_term(self._text.course, word)))
        meanings = [
            tag("li", CLOSE, tag("dfn", term.word), f": {term.meaning}", id=term_place(term.id)) for term in found
        ]
        return tag("ul", *meanings, class_="words")

    def _with_places(self, page: Markup) -> Markup:
        """A text whose headings have places, named as JupyterLab names them, so that a lesson's links lead there."""

        def with_place(found: re.Match[str]) -> str:
            level, words = int(found[1]), Markup(found[2])
            plain = words_of(words)
            place = self._free_place(plain.replace(" ", "-") or "part")
            if level == 2:
                # A link in a link is none, and a source's number is the heading's own.
                self.contents.append((place, Markup(re.sub(r"</?(?:a|sup)\b[^>]*>", "", words))))
            return tag(f"h{level}", words, id=place)

        return Markup(_HEADING.sub(with_place, page))

    def _free_place(self, wanted: str) -> str:
        place, number = wanted, 2
        while place in self._places:
            place, number = f"{wanted}-{number}", number + 1
        self._places.add(place)
        return place


def term_place(term_id: str) -> str:
    """Where a word's meaning stands on a page."""
    # Whatever a term is called, its place can stand in an address.
    return f"term-{re.sub(r'[^a-z0-9]+', '-', term_id).strip('-')}"


def has_review(cells: Iterable[Cell]) -> bool:
    """Whether a lesson is the review, which shows what the reader's own record asks for."""
    return any(call.function == "review" for cell in cells if cell.kind == "code" for call in calls(cell))


def lacks_results(cells: Iterable[Cell]) -> bool:
    """Whether a lesson has code of which nothing is stored."""
    code = [cell for cell in cells if cell.kind == "code"]
    return bool(code) and not any(cell.outputs for cell in code)


def _heading_apart(page: Markup) -> tuple[Markup, Markup]:
    found = _PLACED.match(page)
    return (Markup(found[0]), Markup(page[found.end() :])) if found else (Markup("More"), page)
