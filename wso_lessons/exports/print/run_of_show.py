"""A class by its run of show: slides that follow it, one thing each, and the run itself as a page to hold."""

from __future__ import annotations

import base64
import itertools
import re
import textwrap
from collections.abc import Iterable, Sequence

from wso_lessons.content import ContentError, Course
from wso_lessons.exports.material import Export, Material, gather
from wso_lessons.exports.print.handout import CAUTION, HandoutSheet
from wso_lessons.exports.print.lessonpage import LINKED_NUMBERS, LessonText, Piece, model_figure
from wso_lessons.exports.print.slides import Slide, deck_file, slides_of
from wso_lessons.notebook.guide import (
    RunRow,
    guide_page,
    guide_section,
    plain_words,
    run_changes,
    run_rows,
    with_places,
)
from wso_lessons.notebook.prose import split_sentences
from wso_lessons.notebook.sections import sections
from wso_lessons.pages.dates_and_names import day_of_facts
from wso_lessons.pages.html import Markup, join, listing, tag, text_table, words_of
from wso_lessons.quiz import Item
from wso_lessons.widgets.quiz import STILL_SEED

MOST_WORDS = 40  # that a slide shows, its sources and what is in a picture left out
MOST_A_SECTION = 2  # slides: what else a section shows stays in the lesson
# Of a picture: units, whose type of 13 a slide makes 17 pixels high; and of its width, as wide ones have larger type.
# What is taller than both has words that the back row cannot read.
TALLEST, TALLEST_OF_WIDTH = 480, 0.65
SHEET_WIDTH = 80  # of a page to hold: a terminal has room for it, and a sheet of Letter at ten characters to the inch
# Between two paragraphs, or before an item of a list; a split keeps it, so that nothing is joined in another way.
_BREAK = re.compile(r"(\n\n+|\n(?=- |\d+\. ))")
_HEADING = re.compile(r"(#+) (.*)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
UNFOLDED = "\u00a0"
# In HTML that this package and the cleaner wrote: a drawing, its finding, its source, the first text of a section.
_DRAWN = re.compile(r'<img [^>]*>|<div class="wso-figure-wide".*</svg></div>', re.DOTALL)
_FINDING = re.compile(r'<figcaption class="wso-finding"><strong>(.*?)</strong></figcaption>', re.DOTALL)
_SOURCE = re.compile(r">(Source: [^<]*)<")
_HELD = re.compile(r'src="data:image/svg\+xml;base64,([^"]*)"')
_BOX = re.compile(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def export(material: Material) -> Export:
    """One HTML file of slides for each lesson that has any: for a class by its run of show, or of the full lesson."""
    files, notes = {}, []
    for chapter in material.chapters:
        lesson = LessonText(material.course, material.bank, chapter.entry)
        run = () if material.full else run_of(material.course, chapter.entry.id)
        everything = [piece for cell in lesson.cells for piece in lesson.pieces_of(cell)] if material.full else ()
        made = class_slides(lesson, run) if run else slides_of(lesson, everything)
        if made:
            files[f"{chapter.entry.id}.html"] = deck_file(lesson, made)
        else:
            notes.append(f"Left out: {chapter.entry.id}, which has nothing for a slide (no cell tagged slide).")
    return Export(files, tuple(notes))


def run_of(course: Course, lesson_id: str) -> tuple[RunRow, ...]:
    """The run of show of a lesson; none where no instructor's page has one."""
    try:
        return run_rows(guide_page(course, lesson_id).read_text(encoding="utf-8"))
    except ContentError:
        return ()


def class_slides(lesson: LessonText, run: Sequence[RunRow]) -> list[Slide]:
    """The slides of a class: a title, then for each section that the run names its questions and pictures."""
    asked = HandoutSheet(lesson).asked
    deck = [_title(lesson)]
    named = list(dict.fromkeys(name for row in run for name in row.sections))
    found = {one.heading: one for one in sections(lesson.cells) if one.heading}
    for name in named:
        if name in found:
            pieces = [piece for cell in found[name].cells for piece in lesson.pieces_of(cell)]
            rows = [row for row in run if row.sections[0] == name]
            deck += _section_slides(lesson, name, pieces, rows, asked)
    return deck


def _title(lesson: LessonText) -> Slide:
    facts = f"{day_of_facts(lesson.entry)} {CAUTION}"
    face = [tag("h1", lesson.entry.title), tag("p", lesson.entry.question), tag("p", facts, class_="small")]
    return Slide(lesson.entry.title, face)


def _section_slides(
    lesson: LessonText, name: str, pieces: Sequence[Piece], rows: Sequence[RunRow], asked: Sequence[Item]
) -> list[Slide]:
    """The slides of a section: what it asks before it tells, its pictures; what it says goes to the notes."""
    made: list[Slide] = []
    before: list[Markup] = []
    closed = {piece.html for piece in lesson.pieces if piece.guesses}
    for piece in pieces:
        face = _face(piece, asked, behind=piece.html in closed)
        if face and len(made) < MOST_A_SECTION:
            source = _SOURCE.search(piece.html)
            made.append(Slide(name, face, [*before, *_read_aloud(piece)], sources=source[1] if source else ""))
            before = []
        elif piece.kind == "note" and made:
            made[-1].face.append(_to_write(piece.name, made[-1].face))
        elif piece.kind == "text":
            (made[-1].notes if made else before).append(piece.html)
        elif piece.kind == "questions" and made:
            made[-1].notes.append(join(tag("p", "Then ask: ", item.stem) for item in piece.items))
    made = made or [_text_slide(lesson, name, pieces, before)]
    for place, row in enumerate(rows):
        one = made[min(place, len(made) - 1)]
        one.plan.append(row)
    return made


def _face(piece: Piece, asked: Sequence[Item], *, behind: bool) -> list[Markup]:
    """What a slide shows of a piece, be it `behind` a guess; nothing where it has no place on one."""
    if piece.kind == "questions" and piece.name == "ask" and ("predict" in piece.tags or piece.items[0].survey):
        return [_question(piece.items[0], asked)]
    if piece.kind == "picture" and (drawn := _DRAWN.search(piece.html)):
        finding = _FINDING.search(piece.html)
        if _is_tall(drawn[0]):
            return [_elsewhere(Markup(finding[1]) if finding else "A picture", "See the picture", "reading")]
        kind = "wso-figure" if "wso-figure" in drawn[0] else "wso-chart"
        return [tag("figure", tag("figcaption", Markup(finding[1]) if finding else ""), Markup(drawn[0]), class_=kind)]
    model = model_figure(piece)
    if _is_tall(model):
        return [_elsewhere(piece.name, "Try it together", "reading" if behind else "worksheet")]
    return [model] if model else []


def _elsewhere(name: str, what: str, sheet: str) -> Markup:
    """The name of a picture that a slide has no room for, and where to find it."""
    told = f"{what} in the lesson, or on paper: the {sheet}, under this heading."
    return tag("div", tag("p", name, class_="stem"), tag("p", told), class_="ask")


def _is_tall(drawn: str) -> bool:
    """Whether a drawing is too tall for a slide; one without a measure of its own is not."""
    held = _HELD.search(drawn)
    box = _BOX.search(base64.b64decode(held[1]).decode() if held else drawn)
    return box is not None and float(box[2]) > max(TALLEST, TALLEST_OF_WIDTH * float(box[1]))


def _to_write(prompt: str, face: Sequence[Markup]) -> Markup:
    """What to write down and keep, where the slide has room for it; it stands on the page to keep."""
    pictured = any("<figure" in part for part in face)
    room = 0 if pictured else MOST_WORDS - _count(words_of(part.replace("<", " <")) for part in face)
    told = f"Write, and keep it: {prompt}"
    return tag("p", told if _count([told]) <= room else "Write, and keep it.", class_="write")


def _question(item: Item, asked: Sequence[Item]) -> Markup:
    """A question, with what there is to choose where that is short; else it is on the worksheet."""
    stem, choices = _shortest_ending(item.stem), item.lines(STILL_SEED)
    place = f"Worksheet, question {asked.index(item) + 1}" if item in asked else "On the page to keep"
    short = bool(choices) and _count([stem, *choices]) <= MOST_WORDS
    shown = listing(choices) if short else tag("p", place, class_="small")
    return tag("div", tag("p", stem, class_="stem"), shown, class_="ask")


def _shortest_ending(stem: str) -> str:
    """The stem, or its last sentences where it is longer than a slide: the question stands at the end."""
    parts = list(split_sentences(stem))
    while len(parts) > 1 and _count(parts) > MOST_WORDS - 4:
        parts = parts[1:]
    return " ".join(parts)


def _read_aloud(piece: Piece) -> list[Markup]:
    """The whole of a question for the speaker, where the slide shows less."""
    whole = [one for item in piece.items for one in (item.stem, *item.lines(STILL_SEED))]
    if not whole or _count(whole) <= MOST_WORDS:
        return []
    item = piece.items[0]
    return [join((tag("p", "Read aloud: ", item.stem), listing(item.lines(STILL_SEED))))]


def _text_slide(lesson: LessonText, name: str, pieces: Sequence[Piece], notes: list[Markup]) -> Slide:
    """A section without a question or a picture: its heading and its first sentences."""
    text = next((piece for piece in pieces if piece.kind == "text" and _PARAGRAPH.search(piece.html)), None)
    found = _PARAGRAPH.search(text.html) if text else None
    words = words_of(LINKED_NUMBERS.sub("", found[1])) if found else ""  # nobody reads numbers from a wall
    said: list[str] = []
    for sentence in split_sentences(words):
        if _count([*said, sentence, name]) > MOST_WORDS:
            break
        said.append(sentence)
    sources = f"Sources: {'; '.join(lesson.short_sources(text.claims))}." if text and text.claims and said else ""
    return Slide(name, [tag("h2", name), *([tag("p", " ".join(said))] if said else [])], notes, sources=sources)


def _count(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def run_sheet(course: Course, lesson_id: str, minutes: int) -> str:
    """One run of a class as a page of plain text to hold: minute, what, slides, questions, boxes on the page to keep.

    Raises ContentError where the lesson's page has no run of show.
    """
    path = guide_page(course, lesson_id)
    page = path.read_text(encoding="utf-8")
    if not (run := run_rows(page)):
        problem = "There is no run of show here."
        raise ContentError.at(path, "run-missing", problem, "Write a table under a line **50 minutes**.")
    lines = [f"{course.lesson(lesson_id).title}: {minutes} minutes", ""]
    for row, places in zip(run, _row_places(course, lesson_id, run), strict=True):
        lines += _fold_lines(f"{row.minute:>3}  {row.what} ({'; '.join([row.sections[0], *places])})", 5)
    for change in run_changes(page, minutes):
        lines += ["", *_fold_lines(plain_words(change), 5)]
    for heading in ("What to cut first", "Norms to post"):
        if text := guide_section(page, heading):
            # Before each item of a list, and at each empty line.
            parts = re.split(r"\n(?=- )|\n\n", plain_words(text))
            lines += ["", heading, *(line for part in parts for line in _fold_lines(part, 2))]
    return "\n".join(lines)


def numbered_page(course: Course, lesson_id: str) -> str:
    """An instructor's page whose run of show names the slides of the deck and the questions of the worksheet."""
    page = guide_page(course, lesson_id).read_text(encoding="utf-8")
    run = run_rows(page)
    return (
        with_places(page, ["; ".join(places).replace(UNFOLDED, " ") for places in _row_places(course, lesson_id, run)])
        if run
        else page
    )


def readable_page(page: str, width: int) -> str:
    """An instructor's page for a screen or a sheet `width` characters wide: lines folded, tables in columns."""
    made = []
    for is_table, lines in itertools.groupby(page.splitlines(), key=lambda line: line.startswith("|")):
        if is_table:
            rows = [[plain_words(cell).strip() for cell in line.strip("|").split("|")] for line in lines]
            made.append(text_table(rows[0], rows[2:], width))  # the second draws the line under the head
        else:
            made.append("".join(_readable_part(part, width) for part in _BREAK.split("\n".join(lines).strip())))
    return "\n\n".join(filter(None, made))


def _readable_part(text: str, width: int) -> str:
    if heading := _HEADING.fullmatch(text):
        title = plain_words(heading[2])
        return f"{title}\n{('=' if heading[1] == '#' else '-') * len(title)}"
    if not text.strip():
        return text  # what parts two paragraphs, or two items of a list
    words = " ".join(plain_words(_LINK.sub(r"\1 (\2)", text)).split())
    indent = "  " if words.startswith("- ") else ""
    return textwrap.fill(words, width, subsequent_indent=indent, break_on_hyphens=False)


def _row_places(course: Course, lesson_id: str, run: Sequence[RunRow]) -> list[list[str]]:
    """For each step of a class its slides, its questions on the worksheet and its boxes on the page to keep."""
    material = gather(course, (lesson_id,))
    lesson = LessonText(course, material.bank, material.chapters[0].entry)
    sheet = HandoutSheet(lesson)
    sheet.body()  # lays out the boxes of the page to keep
    slides: dict[RunRow, list[int]] = {}
    now: Sequence[RunRow] = run[:1]  # a title stands before the first step
    for number, slide in enumerate(class_slides(lesson, run), start=1):
        now = slide.plan or now
        for row in now:
            slides.setdefault(row, []).append(number)
    pieces = {
        one.heading: [piece for cell in one.cells for piece in lesson.pieces_of(cell)] for one in sections(lesson.cells)
    }
    return [
        _places(slides[row], sheet, [piece for name in row.sections for piece in pieces.get(name, ())]) for row in run
    ]


def _places(slides: Sequence[int], sheet: HandoutSheet, pieces: Sequence[Piece]) -> list[str]:
    items = [item for piece in pieces if piece.name == "ask" for item in piece.items]
    asked = [sheet.asked.index(item) + 1 for item in items if item in sheet.asked]
    prompts = [item.stem for item in items] + [piece.name for piece in pieces if piece.kind == "note"]
    kept = sorted(sheet.prompts.index(prompt) + 1 for prompt in prompts if prompt in sheet.prompts)
    named = (("slide", slides), ("worksheet", asked), ("page to keep, box", kept))
    return [_name_with_numbers(name, numbers) for name, numbers in named if numbers]


def _name_with_numbers(name: str, numbers: Sequence[int]) -> str:
    """A name with its numbers: slide 3; slides 3, 4."""
    many = "es" if name.endswith("x") else "s"
    # Spaces that no fold may take, so that a number stays with its name.
    words = f"{name}{many if len(numbers) > 1 and name != 'worksheet' else ''} {', '.join(map(str, numbers))}"
    return words.replace(" ", UNFOLDED)


def _fold_lines(text: str, indent: int) -> list[str]:
    lines = textwrap.wrap(text, SHEET_WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False)
    return [line.replace(UNFOLDED, " ") for line in lines]
