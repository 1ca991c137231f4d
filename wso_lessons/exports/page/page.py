"""A lesson as one HTML file, which opens from a memory stick: its questions are marked without Python or a network."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from wso_lessons.content import ContentError, LessonEntry, UnknownId
from wso_lessons.exports.material import Export, Material
from wso_lessons.exports.page.marks import ItemMarks
from wso_lessons.exports.print.handout import CAUTION
from wso_lessons.exports.print.htmlfile import PAGE_STYLE, data_script, html_file
from wso_lessons.exports.site.frame import SITE_STATIC, plan, scrolling_tables
from wso_lessons.exports.site.lesson import LessonSheet, SiteText
from wso_lessons.exports.site.live import call_of
from wso_lessons.notebook.cells import Cell
from wso_lessons.pages.html import Markup, join, tag
from wso_lessons.quiz import Item
from wso_lessons.widgets.modules import MODULE_FOLDER, bundle, page_script
from wso_lessons.widgets.quiz import QuizView

PAGE_STATIC = Path(__file__).with_name("static")
PAGE_MODULES = ("marks.js", "sitting.js", "keep.js", "page.js")
HOW_MARKED = (
    "This page marks your answers by itself and sends nothing. Whoever looks into its source can find the key. Models "
    "stand as pictures."
)
FIRST_ONLY = "A page holds one lesson: this is the first. Name another with --lesson."


def export(material: Material) -> Export:
    """The page of the first lesson of some material. Raises ContentError where there is none in it."""
    site = plan(material)
    entry = next((one.entry for one in material.chapters if one.entry.id in site.files), None)
    if entry is None:
        raise ContentError.at(material.course.root, "export-place", "This is no lesson.", "Name one with --lesson.")
    content, notes = lesson_page(material, entry)
    first = [FIRST_ONLY] if len(material.chapters) > 1 else []
    return Export({f"{entry.id}.html": content}, (*first, *notes))


def lesson_page(material: Material, entry: LessonEntry) -> tuple[bytes, tuple[str, ...]]:
    """A lesson as one file, and lines on what it could not hold."""
    site = plan(material).narrow_to([entry.id])
    boxes = MarkedBoxes(material, entry)
    main = LessonSheet(site, SiteText(site, material.bank, entry), boxes).main()
    body = [
        tag("span", "", id="here"),
        tag("main", tag("p", HOW_MARKED, class_="small"), scrolling_tables(main), id="text"),
        tag("footer", tag("p", CAUTION)),
        boxes.data(),
    ]
    styles = [PAGE_STYLE, SITE_STATIC / "site.css", MODULE_FOLDER / "quiz.css"]
    page = html_file(entry.title, join(body), styles, [_script()], follows_theme=True)
    return page, tuple(boxes.notes)


@dataclass
class MarkedBoxes:
    """The questions of a page, each set a box, with the marks of their items."""

    material: Material
    entry: LessonEntry
    sets: list[dict[str, object]] = field(default_factory=list)
    sheets: dict[str, object] = field(default_factory=dict)
    claims: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def box(self, cell: Cell, shown: Markup) -> Markup:
        """What a cell shows, marked as a box where it asks questions that can be marked here; else as it is."""
        asked = call_of(cell)
        if asked is None or asked["function"] not in ("ask", "quiz"):
            return shown
        items = self._items(asked["function"], asked["names"])
        made = {item.id: ItemMarks(item).tree for item in items}
        lacking = [name for name, tree in made.items() if tree is None]
        if lacking:
            self.notes.append(f"Printed, not marked: {', '.join(lacking)}, whose answers are too many to list.")
            return shown
        self.sheets |= made
        self._note_claims(claim for item in items for claim in item.all_claims())
        mode = asked["named"].get("mode", "check" if asked["function"] == "quiz" else "practice")
        title = asked["named"].get("title", "")
        lessons = {one.id: (one.title, "") for one in self.material.course.lessons}
        view = QuizView(items, title=title, mode=mode, lessons=lessons)
        self.sets.append({"title": title, "mode": mode, "items": view.public_items()})
        return tag("div", shown, data_box=len(self.sets) - 1)

    def _note_claims(self, claim_ids: Iterable[str]) -> None:
        for name in claim_ids:
            # A broken claim is for `check` to report; the question can be asked without its source.
            with contextlib.suppress(UnknownId, ContentError):
                note = self.material.bank.note(name)
                self.claims[name] = {
                    "text": note.text, "source": note.source, "locator": note.locator, "address": note.address,
                }  # fmt: skip

    def _items(self, function: str, names: list[str]) -> list[Item]:
        bank = self.material.bank
        return [bank.item(name) for name in names] if function == "ask" else list(bank.set(names[0]))

    def data(self) -> Markup:
        """The sets and marks in the page itself."""
        place = f"wso-lessons page {self.material.course.manifest.id} {self.entry.id}"
        told = {"place": place, "sets": self.sets, "sheets": self.sheets, "claims": self.claims}
        return data_script(told, "marks")


def _script() -> str:
    own = [(PAGE_STATIC / name).read_text(encoding="utf-8") for name in PAGE_MODULES]
    return page_script(bundle("quiz.js"), "const quiz = { render };\n", *own)
