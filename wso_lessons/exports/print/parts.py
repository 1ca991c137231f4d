"""A lesson's handout in parts, each for its own moment of a class.

A worksheet and a reading are at most four printed pages, a packet and an organizer one; a test prints them all. Only
the worksheet has a line for a name; opinions and notes are a part of their own, `keep`, without one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from typing import Literal

from wso_lessons.content import UnknownId
from wso_lessons.exports.material import Chapter, Export, Material
from wso_lessons.exports.print import handout
from wso_lessons.exports.print.handout import CAUTION, KEEP, YOURS, HandoutSheet, key_body
from wso_lessons.exports.print.htmlfile import PAGE_STYLE, STATIC, html_file
from wso_lessons.exports.print.lessonpage import LINKED_NUMBERS, PROMPTS, LessonText, Piece, heading_in, model_figure
from wso_lessons.exports.print.paper import name_line, on_paper, writing_lines
from wso_lessons.exports.print.safehtml import clean_html
from wso_lessons.pages.dates_and_names import day_of_facts, label
from wso_lessons.pages.html import Markup, join, table, tag, words_of
from wso_lessons.quiz.kinds.match import Match
from wso_lessons.quiz.kinds.order import Order
from wso_lessons.quiz.kinds.sort import Sort
from wso_lessons.widgets.quiz import STILL_SEED

PARTS = {
    "worksheet": "worksheet",
    "keep": "page to keep",
    "reading": "reading",
    "packet-a": "packet A",
    "packet-b": "packet B",
    "organizer": "notes on a discussion",
    "cards": "cards",
    "key": "key",
}
SHORT_TABLE, LEAST_WORDS = 12, 200  # rows that a reader takes in; fewer words than this are no reading
STYLES = (PAGE_STYLE, STATIC / "parts.css")
PACKETS = ("packet-a", "packet-b")
Width = Literal["columns", "across"]
NO_NAME = "For your own use. There is no line for a name: keep it, or hand it on without one."
CUT = "Cut along the lines. Shuffle before you hand them out."
# A part that opens, in HTML that the cleaner wrote: what it hides answers the text around it.
_OPENS = re.compile(r"<details>.*?</details>", re.DOTALL)
_QUOTED = re.compile(r"<blockquote>.*?</blockquote>", re.DOTALL)
# Rows and cells of a table of cards; its head has cells of another kind.
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)


def export(material: Material) -> Export:
    """The parts that are asked for, a file for each lesson and part; the whole handout where none is.

    Raises UnknownId for a part that there is not.
    """
    if not material.parts:
        return handout.export(material)
    for part in material.parts:
        if part not in PARTS:
            raise UnknownId("part of a handout", part, PARTS)
    files: dict[str, bytes] = {}
    for chapter in material.chapters:
        files |= part_files(material, chapter, material.parts)
    wanting = [part for part in material.parts if not any(name.endswith(f"-{part}.html") for name in files)]
    return Export(files, tuple(f"Left out: {part}, of which these lessons have nothing." for part in wanting))


def part_files(material: Material, chapter: Chapter, parts: Iterable[str]) -> dict[str, bytes]:
    """The files of the parts that are asked for, by name; a part of which a lesson has nothing makes none."""
    lesson = LessonText(material.course, material.bank, chapter.entry)
    sheet = HandoutSheet(lesson)
    sheet.body()  # lays out what goes to the key and to the page to keep
    makers: dict[str, Callable[[], Markup]] = {
        "worksheet": lambda: _worksheet(lesson, sheet),
        "keep": lambda: _keep(lesson, sheet),
        "reading": lambda: _reading(lesson),
        "packet-a": lambda: _packet(lesson, "packet-a"),
        "packet-b": lambda: _packet(lesson, "packet-b"),
        "organizer": lambda: _organizer(lesson),
        "cards": lambda: _cards(lesson),
        "key": lambda: key_body(material, chapter, sheet) if sheet.asked else Markup(""),
    }
    bodies = {part: makers[part]() for part in PARTS if part in parts}
    title = chapter.entry.title
    return {
        f"{chapter.entry.id}-{part}.html": html_file(f"{title}: {PARTS[part]}", body, STYLES)
        for part, body in bodies.items()
        if body
    }


def _head(lesson: LessonText, what: str, *more: object) -> Markup:
    facts = f"{what}. {day_of_facts(lesson.entry)} {CAUTION}"
    return join((tag("h1", lesson.entry.title), tag("p", facts, class_="small"), *more))


def _worksheet(lesson: LessonText, sheet: HandoutSheet) -> Markup:
    """The questions of the core with room to answer, each under its section, and models as pictures as they open."""
    if not sheet.asked:
        return Markup("")
    told: list[tuple[Width, Markup]] = []
    heading = ""
    for above, piece in itertools.pairwise((Piece("frame", ()), *lesson.pieces)):
        heading = heading_in(piece.html) if piece.kind == "text" and heading_in(piece.html) else heading
        shown = [on_paper(item, f"{sheet.asked.index(item) + 1}.") for item in piece.items if item in sheet.asked]
        shown = [*_asked_about(above, piece), *shown] if shown else []
        # What a guess holds back would tell the answer on the very sheet that asks.
        model = Markup("") if piece.guesses else model_figure(piece)
        if heading and (shown or model):
            told.append(("across" if model else "columns", tag("h2", heading)))
            heading = ""
        told += [("columns", one) for one in shown]
        if model:
            told.append(("across", model))
    return tag("main", name_line(), _head(lesson, "Worksheet"), *_in_columns(told), class_="worksheet")


def _asked_about(above: Piece, asking: Piece) -> list[Markup]:
    """A table or a quoted passage right above a question that cannot be answered without it."""
    if above.guesses:
        return []
    if above.kind == "table" and any(item.chart for item in asking.items):
        return [clean_html(above.html, drop=("details",))]
    quoted = _QUOTED.search(above.html) if above.kind == "text" else None
    return [Markup(LINKED_NUMBERS.sub("", quoted[0]))] if quoted else []


def _in_columns(parts: Iterable[tuple[Width, Markup]]) -> list[Markup]:
    """Text in two columns, and between them what is too wide for one.

    Each run of columns is a block of its own: browsers move a whole page of columns on where a wide thing among them
    does not fit.
    """
    blocks: list[Markup] = []
    for width, run in itertools.groupby(parts, key=lambda one: one[0]):
        shown = [part for _, part in run]
        blocks += [tag("div", *each, class_=width) for each in ([shown] if width == "columns" else zip(shown))]
    return blocks


def _keep(lesson: LessonText, sheet: HandoutSheet) -> Markup:
    if not sheet.private:
        return Markup("")
    return tag("main", tag("h1", f"{KEEP}: {lesson.entry.title}"), tag("p", YOURS, class_="small"), *sheet.private)


def _reading(lesson: LessonText) -> Markup:
    """What the core says, for after the guesses: text, figures, tables and the sources. No questions, no packets."""
    told: list[tuple[Width, Markup]] = []
    cited: dict[str, None] = {}
    for piece, after in itertools.pairwise((*lesson.pieces, Piece("frame", ()))):
        leads_to_none = after.kind == "frame" or after.name == "quiz"  # "Check yourself", "Words", "Sources"
        if piece.kind == "text" and not leads_to_none and not {*PROMPTS, *PACKETS, "cards"} & set(piece.tags):
            text = Markup(_OPENS.sub("", piece.html))
            told.append(("columns", text))
            cited.update(dict.fromkeys(piece.claims if text == piece.html else ()))
        elif piece.kind == "picture":
            told.append(("across", clean_html(piece.html, drop=("details",))))
        elif piece.kind == "table" and piece.html.count("<tr") <= SHORT_TABLE:
            told.append(("columns", clean_html(piece.html, drop=("details",))))
        elif piece.guesses and (model := model_figure(piece, ended=True)):
            told.append(("across", model))
    text = _without_first_heading(join(_in_columns(told)))
    if len(words_of(text.replace("<", " <")).split()) < LEAST_WORDS:
        return Markup("")
    sources = tag("section", tag("h2", "Sources"), *_sources(lesson, cited), class_="references")
    return tag("main", _head(lesson, "Reading"), text, sources)


def _without_first_heading(page: Markup) -> Markup:
    # The sheet has a head of its own with the title.
    return Markup(re.sub(r"<h1>.*?</h1>", "", page, count=1, flags=re.DOTALL))


def _sources(lesson: LessonText, cited: Iterable[str]) -> list[Markup]:
    """Each source once, with the numbers that lead to it; the places in it are in the lesson and in the key."""
    found: dict[str, list[int]] = {}
    for claim in sorted(cited, key=lambda claim: lesson.numbers[claim]):
        for one in lesson.course.cited_sources([claim]):
            name = f"{label(one.source)}: {one.source.title}" if one.source else one.id
            found.setdefault(name, []).append(lesson.numbers[claim])
    return [tag("p", f"{name} ", tag("em", ", ".join(map(str, numbers)))) for name, numbers in found.items()]


def _packet(lesson: LessonText, which: str) -> Markup:
    """The cells tagged as this packet, on one page."""
    pieces = [piece for piece in _all_pieces(lesson) if piece.kind == "text" and which in piece.tags]
    if not pieces:
        return Markup("")
    cited = tuple(dict.fromkeys(claim for piece in pieces for claim in piece.claims))
    text = Markup(LINKED_NUMBERS.sub("", join(piece.html for piece in pieces)))
    sources = tag("p", f"Sources: {'; '.join(lesson.short_sources(cited))}.", class_="small")
    room = join((tag("p", tag("strong", "The three reasons that we lean on")), writing_lines(3)))
    return tag("main", text, sources, tag("p", NO_NAME, class_="small"), room, class_="packet")


def _organizer(lesson: LessonText) -> Markup:
    """A page for notes on a discussion in which each side is said back before it is answered."""
    if not lesson.entry.questions:
        return Markup("")
    sides = ("What they said", "Source and date", "What it does not show")
    tables = [
        table(side, sides, [(" ", " ", " ")] * 3, class_="notes") for side in ("The first side", "The other side")
    ]
    rest = [
        ("Said back: would its speaker say “yes, that is my case”? What was missing?", 2),
        ("What both sides could sign, with a source", 2),
        ("Where they part: over a fact, a law or a value?", 2),
        ("What we would need to know, and who could find out", 2),
    ]
    boxes = [tag("div", tag("p", tag("strong", prompt)), writing_lines(count)) for prompt, count in rest]
    head = [tag("h1", f"Two sides: {lesson.entry.title}"), tag("p", tag("em", lesson.entry.question))]
    return tag("main", *head, tag("p", NO_NAME, class_="small"), *tables, *boxes, class_="organizer")


def _cards(lesson: LessonText) -> Markup:
    """Cards to cut: the rows of tables in cells tagged `cards`, and what the core asks to match, order or sort."""
    pieces = list(_all_pieces(lesson))
    decks = [_table_deck(piece) for piece in pieces if piece.kind == "text" and "cards" in piece.tags]
    decks += [
        (item.stem, [tag("p", text) for text in item.lines(STILL_SEED)])
        for piece in lesson.pieces
        for item in piece.items
        if piece.name == "ask" and isinstance(item, Match | Order | Sort)
    ]
    shown = [
        join((tag("h2", name), tag("ul", *(tag("li", card) for card in cards), class_="cards")))
        for name, cards in decks
        if cards
    ]
    return (
        tag("main", tag("h1", f"Cards: {lesson.entry.title}"), tag("p", CUT, class_="small"), *shown)
        if shown
        else Markup("")
    )


def _table_deck(piece: Piece) -> tuple[str, list[Markup]]:
    rows = [_CELL.findall(row) for row in _ROW.findall(piece.html)]
    cards = [join((tag("h3", Markup(row[0])), *(tag("p", Markup(cell)) for cell in row[1:]))) for row in rows if row]
    return heading_in(piece.html), cards


def _all_pieces(lesson: LessonText) -> Iterable[Piece]:
    return (piece for cell in lesson.cells for piece in lesson.pieces_of(cell))
