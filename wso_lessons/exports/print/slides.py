"""Slides: one HTML file for each lesson, which works offline and from a memory stick.

A cell tagged `slide` begins a slide. Figures, tables, questions and prompts to predict or to do something that follow
get slides of their own; other text becomes the presenter's notes (the Notes button). `skip-slide` leaves a cell out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from wso_lessons.content.words import as_sentence, count_with_noun
from wso_lessons.exports.print.htmlfile import STATIC, html_file
from wso_lessons.exports.print.lessonpage import PROMPTS, LessonText, Piece, heading_in
from wso_lessons.exports.print.safehtml import clean_html
from wso_lessons.notebook.guide import RunRow
from wso_lessons.pages.html import Markup, join, listing, tag
from wso_lessons.quiz import Item
from wso_lessons.widgets.quiz import STILL_SEED


@dataclass(slots=True)
class Slide:
    """One slide: what is shown, the speaker's notes, and what it rests on. `over` is its section's heading."""

    over: str
    face: list[Markup]
    notes: list[Markup] = field(default_factory=list)
    claims: tuple[str, ...] = ()
    sources: str = ""  # in words, where the claims do not tell them
    plan: list[RunRow] = field(default_factory=list)  # the steps of a class that it belongs to
    waits: bool = False  # a prompt that a question or a note may still join


def deck_file(lesson: LessonText, slides: list[Slide]) -> bytes:
    """Slides as one HTML file."""
    return html_file(lesson.entry.title, _deck(lesson, slides), [STATIC / "slides.css"], [STATIC / "slides.js"])


def slides_of(lesson: LessonText, pieces: Iterable[Piece] = ()) -> list[Slide]:
    """The slides of some pieces, by default of a lesson's core, in order; none where no cell begins one."""
    deck: list[Slide] = []
    for piece in pieces or lesson.pieces:
        if "skip-slide" in piece.tags or (not deck and "slide" not in piece.tags):
            continue
        _place(deck, piece)
    return deck


def _place(deck: list[Slide], piece: Piece) -> None:
    over = deck[-1].over if deck else ""
    if piece.kind == "text" and "slide" in piece.tags:
        deck.append(Slide(heading_in(piece.html) or over, [piece.html], claims=piece.claims))
    elif piece.kind == "text" and any(one in piece.tags for one in PROMPTS):
        deck.append(Slide(over, [piece.html], claims=piece.claims, waits=True))
    elif piece.kind == "text":
        deck[-1].notes.append(piece.html)
    elif piece.kind == "questions" and piece.name == "ask":
        _ask(deck, piece, over)
    elif piece.kind == "questions":
        told = f"{count_with_noun(len(piece.items), 'question')}, in the lesson or on paper."
        deck.append(Slide(over, [tag("h2", "Check yourself"), tag("p", told)]))
    elif piece.kind == "note":
        deck[-1].face.append(tag("p", tag("strong", "Write: "), piece.name, class_="write"))
        deck[-1].waits = False
    elif piece.kind in ("picture", "table", "lines"):
        deck.append(Slide(over, [clean_html(piece.html, drop=("details",))]))
    elif piece.kind == "model":
        told = tag("p", "Open the lesson to try this together.")
        deck.append(Slide(over, [tag("h2", piece.name), told]))


def _ask(deck: list[Slide], piece: Piece, over: str) -> None:
    first, *more = map(_question, piece.items)
    if deck[-1].waits:
        deck[-1].face.append(first)
        deck[-1].waits = False
    else:
        deck.append(Slide(over, [first]))
    deck += [Slide(over, [question]) for question in more]


def _question(item: Item) -> Markup:
    setting = item.setting()
    before = [tag("p", line, class_="small") for line in setting.before]
    after = [tag("p", setting.how, class_="small")] if setting.how else []
    stem = tag("p", item.stem, class_="stem")
    return tag("div", stem, *before, listing(item.lines(STILL_SEED)), *after, class_="ask")


def _deck(lesson: LessonText, slides: list[Slide]) -> Markup:
    shown = [_section(lesson, slide, number, len(slides)) for number, slide in enumerate(slides, start=1)]
    turn = [
        tag("button", "Back", type="button", id="back"),
        tag("span", "", id="place", role="status"),
        tag("button", "Next", type="button", id="next"),
        tag("button", "Notes", type="button", id="notes", aria_pressed="false"),
    ]
    return join([tag("main", *shown), tag("nav", *turn, aria_label="Slides")])


def _section(lesson: LessonText, slide: Slide, number: int, total: int) -> Markup:
    named = any(heading_in(part) for part in slide.face)
    over = "" if named else slide.over
    # A picture needs the height that its section's heading would take.
    foot = over if any("<figure" in part for part in slide.face) else ""
    labels = lesson.short_sources(slide.claims)
    sources = slide.sources or (f"Sources: {'; '.join(labels)}." if labels else "")
    rests = [tag("p", tag("strong", f"{foot} ") if foot else "", sources, class_="sources")] if foot or sources else []
    plan = [
        tag("p", tag("strong", f"Minute {row.minute}: "), f"{as_sentence(row.what)} ", tag("em", row.why))
        for row in slide.plan
    ]
    notes = [tag("aside", *plan, *slide.notes, aria_label="Notes")] if plan or slide.notes else []
    face = tag("div", tag("p", over, class_="over") if over and not foot else "", *slide.face, class_="face")
    return tag("section", face, *rests, *notes, aria_label=f"Slide {number} of {total}", tabindex="-1")
