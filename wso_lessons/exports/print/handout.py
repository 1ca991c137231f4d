"""A handout for each lesson: its text and figures, its questions with room to answer, and the key on a page apart.

The sheet with a line for a name asks only what has a key. What a question holds back stands behind it, and opinions,
votes and notes on a last sheet without a name, which the reader keeps.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from wso_lessons.exports.material import Chapter, Export, Material
from wso_lessons.exports.print.htmlfile import html_file
from wso_lessons.exports.print.key import cited_places, question_with_brief_key
from wso_lessons.exports.print.lessonpage import LessonText, Piece
from wso_lessons.exports.print.paper import name_line, on_paper, writing_lines
from wso_lessons.exports.print.safehtml import clean_html
from wso_lessons.pages.dates_and_names import day_of_facts, read_first
from wso_lessons.pages.html import Markup, join, listing, tag
from wso_lessons.quiz import Item

# A part that opens, as the Markdown reader and the cleaner write it: its summary, and what it hides.
_OPENS = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
# What a picture is made of takes no room on the page: it is drawn in the width there is.
_DATA = re.compile(r"data:image/[^\"']*")
MODEL_LENGTH, MODEL_ROWS = 6000, 20  # characters of HTML and rows of tables: about half a page
# Printed on both sides, the page to keep would else stand on the back of one that bears a name.
APART = "This page is left empty, so that the next is on a sheet of its own, also where both sides are printed."
ON_SCREEN = "This is an interactive part of the lesson. Open it on a computer, or look on with somebody."
CAUTION = "This is education, not legal advice."
KEEP, ANSWERED = "Keep this page", "After you have answered"
YOURS = "What you think and what you write here is yours. This page has no line for a name. Keep it; do not hand it in."


def export(material: Material) -> Export:
    """Two HTML files for each lesson: LESSON.html and LESSON-key.html."""
    files: dict[str, bytes] = {}
    for chapter in material.chapters:
        lesson = LessonText(material.course, material.bank, chapter.entry)
        sheet = HandoutSheet(lesson)
        title = chapter.entry.title
        files[f"{chapter.entry.id}.html"] = html_file(title, sheet.body())
        if chapter.sets or sheet.models:
            files[f"{chapter.entry.id}-key.html"] = html_file(f"Key: {title}", key_body(material, chapter, sheet))
    return Export(files)


class HandoutSheet:
    """A lesson's handout while it is being laid out.

    `asked` are its questions in the lesson's order, which gives them their numbers on every sheet and in the key;
    `models` are the answers that open on a screen and go to the key; `private` are its opinions and notes, each with
    room to write, `prompts` what each asks, and `opinions` the items among them.
    """

    def __init__(self, lesson: LessonText) -> None:
        self.lesson = lesson
        self.models: list[Markup] = []
        items = {item.id: item for piece in lesson.pieces for item in piece.items if not item.survey}
        self.asked: tuple[Item, ...] = tuple(items.values())
        self.opinions: list[Item] = []
        self.private: list[Markup] = []
        self.prompts: list[str] = []
        for piece in lesson.pieces:
            self._make_room(piece)

    def body(self) -> Markup:
        """The whole handout: what bears a name, what follows an answer, what the reader keeps."""
        entry = self.lesson.entry
        facts = f"{day_of_facts(entry)} {CAUTION}"
        runs = [
            (guesses, list(pieces))
            for guesses, pieces in itertools.groupby(self.lesson.pieces, lambda piece: piece.guesses)
        ]
        # The order of these lines is that of the pages, and so of the numbers of models.
        named = [self._answer_first(guesses, pieces) if guesses else self._pieces(pieces) for guesses, pieces in runs]
        answers = [self._answers(guesses, pieces) for guesses, pieces in runs if guesses]
        parts = [tag("section", name_line(), *named, tag("p", facts, class_="small"))]
        if answers:
            parts.append(tag("section", tag("h2", ANSWERED), *answers, class_="overleaf"))
        if self.private:
            told = tag("p", YOURS, class_="small")
            parts.append(tag("p", APART, class_="apart"))
            parts.append(tag("section", tag("h2", f"{KEEP}: {entry.title}"), told, *self.private, class_="keep"))
        return tag("main", *parts)

    def _answer_first(self, guesses: tuple[Item, ...], closed: Iterable[Piece]) -> Markup:
        there = tuple(item for piece in closed for item in piece.items if item in self.asked)
        verb = "are" if len(there) > 1 else "is"
        more = f", where {self._question_numbers(there).lower()} {verb} too" if there else ""
        first = "guess" if all(item.predict for item in guesses) else "answer"
        told = f"{self._question_numbers(guesses)}: {first} first, then see “{ANSWERED}” at the end{more}."
        return tag("p", told, class_="small")

    def _answers(self, guesses: tuple[Item, ...], pieces: Iterable[Piece]) -> Markup:
        return join((tag("h3", f"{self._question_numbers(guesses)}: {guesses[0].stem}"), self._pieces(pieces)))

    def _question_numbers(self, items: tuple[Item, ...]) -> str:
        numbers = " and ".join(str(self.asked.index(item) + 1) for item in items)
        return f"Question{'s' if len(items) > 1 else ''} {numbers}"

    def _pieces(self, pieces: Iterable[Piece]) -> Markup:
        return join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> Markup:
        if piece.kind == "text":
            return self._text(piece.html)
        if piece.kind == "questions":
            return join(map(self._question, piece.items))
        if piece.kind == "note":
            return self._keep(piece.name)
        if piece.kind == "model":
            short = len(_DATA.sub("", piece.html)) < MODEL_LENGTH and piece.html.count("<tr") <= MODEL_ROWS
            told = "On the computer you can change this. Here it is as it opens." if short else ON_SCREEN
            shown = piece.html if short else tag("p", tag("strong", piece.name))
            return tag("div", tag("p", told, class_="small"), shown, class_="box")
        if piece.kind == "frame":
            return self._frame(piece)
        # A part that opens cannot be opened on paper; a chart's numbers are in its text on the computer.
        return clean_html(piece.html, drop=("details",))

    def _question(self, item: Item) -> Markup:
        return self._keep(item.stem) if item.survey else on_paper(item, f"{self.asked.index(item) + 1}.")

    def _make_room(self, piece: Piece) -> None:
        """Puts room for what is private on the sheet to keep, in the lesson's order."""
        for item in piece.items:
            if item.survey:
                self.opinions.append(item)
                self.prompts.append(item.stem)
                self.private.append(on_paper(item, f"Box {len(self.prompts)}."))
        if piece.kind == "note":
            self.prompts.append(piece.name)
            told = tag("p", tag("strong", f"Box {len(self.prompts)}."), " ", piece.name)
            self.private.append(tag("div", told, writing_lines(5), class_="box"))

    def _keep(self, prompt: str) -> Markup:
        """The line that stands in the place of something private."""
        mark = f"Box {self.prompts.index(prompt) + 1}, on “{KEEP}”: "
        return tag("p", tag("strong", mark), prompt, class_="small")

    def _text(self, html: Markup) -> Markup:
        def to_the_key(found: re.Match[str]) -> str:
            self.models.append(Markup(f"<h3>{found[1]}</h3>{found[2]}"))
            return f"<p class='small'>Model {len(self.models)} is in the key.</p>"

        return Markup(_OPENS.sub(to_the_key, html))

    def _frame(self, piece: Piece) -> Markup:
        if piece.name == "start":
            before = read_first(self.lesson.course, self.lesson.entry)
            goals = [tag("p", "By the end you can:"), listing(self.lesson.entry.objectives)]
            return join([*goals, tag("p", before)] if before else goals)
        if piece.name == "sources":
            return self._references()
        return piece.html if piece.name == "words" else Markup("")

    def _references(self) -> Markup:
        """Where each number leads: source and place, without the statement, which stands in the text.

        The numbers are those of the lesson; one that stands in a deeper section alone is not here.
        """
        shown = {claim for piece in self.lesson.pieces for claim in piece.claims}
        told = [
            tag("li", f"{number}. {cited_places(self.lesson.course, [claim_id])}", id=f"claim-{claim_id}")
            for number, claim_id in enumerate(self.lesson.claims, start=1)
            if claim_id in shown
        ]
        return tag("ol", *told, class_="references")


def key_body(material: Material, chapter: Chapter, sheet: HandoutSheet) -> Markup:
    """The key, numbered as the handout is; questions of the lesson's sets that it does not ask follow."""
    parts: list[Markup] = [tag("h1", f"Key: {chapter.entry.title}")]
    parts += [tag("h2", "Questions on the handout")] if sheet.asked else []
    parts += [question_with_brief_key(material, item, number) for number, item in enumerate(sheet.asked, start=1)]
    shown = {item.id for item in (*sheet.asked, *sheet.opinions)}
    spare = [item for item_set in chapter.sets for item in item_set.items if item.id not in shown]
    if spare:
        parts.append(tag("h2", "Questions that are not on the handout"))
        parts += [
            question_with_brief_key(material, item, number)
            for number, item in enumerate(spare, start=len(sheet.asked) + 1)
        ]
    if sheet.models:
        parts.append(tag("h2", "Models"))
        named = enumerate(sheet.models, start=1)
        parts += [tag("article", tag("p", tag("strong", f"Model {number}")), model) for number, model in named]
    return tag("main", *parts)
