"""A page of the agreement: the learner finds what is on it and what is not, then marks what changed by 2025."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wso_lessons.content import Course
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.html import Markup, join, listing, tag
from wso_lessons.simulators.papers.agreement_page import (
    NOT_HERE,
    AgreementPage,
    PageQuestion,
    PageRules,
    judge_block,
    marks_words,
)
from wso_lessons.simulators.papers.agreement_page_scene import forms_picture, page_picture
from wso_lessons.simulators.rulebook import Note, find_row, read_rules
from wso_lessons.simulators.scene import Picture
from wso_lessons.widgets.panel.footnotes import HasClaims, cite_claims, source_lines, sources
from wso_lessons.widgets.panel.screen import NOTHING, Control, Group, Screen, button, join_blocks, part
from wso_lessons.widgets.panel.simulation import Facts, Simulation

HOW_TO_POINT = (
    "Press the block that answers, or say that it is not on this page. A block that is pressed shows what it says."
)
HOW_TO_MARK = "Now the form of 2025 is laid beside it. Which blocks changed? Press to mark them, then press Compare."
NO_MARK = "Mark a block first, or press Show me"
PAGE_START = {"found": (), "opened": (), "last": "", "missed": 0, "marks": (), "phase": "find"}


class AgreementPageView(Simulation):
    """Shows a page of data/simulators/agreement-page.yaml by id; `phase` is "find", "mark" or "shown".

    `found` are the questions answered, `opened` the blocks pressed, `last` the last try ("question/block"), `marks` the
    blocks that the learner takes for changed.
    """

    name = "agreement-page"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course = course
        self._pages = {page.id: page for page in read_rules(course, PageRules, "agreement-page").pages}
        options = {"page": self._pages, "phase": ("find", "mark", "shown")}
        super().__init__({"page": next(iter(self._pages)), **PAGE_START}, chosen, options)

    def build(self, facts: Facts) -> Screen:
        page, shown = self._pages[facts["page"]], facts["phase"] == "shown"
        return Screen(
            page.title,
            tuple(self._groups(page, facts)),
            self._changes(page) if shown else self._answers_so_far(page, facts),
            self._text(page, shown),
            self._words(page, facts),
            how=self._task(page, facts),
            picture=self._picture(page, facts),
            ending=None if shown else forms_picture(page, ()),
            afterword=NOTHING if shown else self._afterword(page),
            asks=not shown,
        )

    def _afterword(self, page: AgreementPage) -> Markup:
        return join((self._answers("What was to be found", page.questions), self._changes(page)))

    def _picture(self, page: AgreementPage, facts: Facts) -> Picture:
        if facts["phase"] == "shown":
            return forms_picture(page, facts["marks"])
        finds = facts["phase"] == "find"
        hits = [block for one in page.questions if one.id in facts["found"] for block in one.blocks] if finds else []
        return page_picture(page, facts["opened"] if finds else (), hits, facts["marks"])

    def _task(self, page: AgreementPage, facts: Facts) -> str:
        """What is to be done now; nothing at the end."""
        question = page.question_now(facts["found"])
        asked = {"find": f"{question.ask} {HOW_TO_POINT}" if question else "", "mark": HOW_TO_MARK, "shown": ""}
        return asked[facts["phase"]]

    def _words(self, page: AgreementPage, facts: Facts) -> str:
        if facts["phase"] == "shown":
            marked = marks_words(page, facts["marks"]) if facts["marks"] else "You looked without marking."
            return f"{marked} Changed: {'; '.join(block.heading for block in page.changes)}."
        said = f"{self._verdict(page, facts['last'])} " if facts["last"] else ""
        question = page.question_now(facts["found"]) if facts["phase"] == "find" else None
        if question:
            number = page.questions.index(question) + 1
            return f"{said}{number} of {len(page.questions)}: {question.ask}"
        tries = count_with_noun(facts["missed"], "try", "tries") if facts["missed"] else "no tries"
        found = f"Found: {len(facts['found'])}, with {tries} that missed."
        marked = f"Marked as changed: {len(facts['marks'])} of {len(page.blocks)} blocks."
        return f"{said}{found} {marked}"

    def _verdict(self, page: AgreementPage, last: str) -> str:
        right, note = self._judge(page, last)
        return f"Found. {note.text}" if right else f"Not there. {note.text}"

    def _judge(self, page: AgreementPage, last: str) -> tuple[bool, Note]:
        question_id, block_id = last.split("/")
        return judge_block(page, find_row(page.questions, question_id), block_id)

    def _answers_so_far(self, page: AgreementPage, facts: Facts) -> Markup:
        answered = [one for one in page.questions if one.id in facts["found"]]
        cited: list[HasClaims] = [*answered, *(find_row(page.blocks, name) for name in facts["opened"])]
        return join((self._answers("Found so far", answered), sources(self._course, cited))) if answered else NOTHING

    def _answers(self, heading: str, questions: Iterable[PageQuestion]) -> Markup:
        lines = [join((tag("strong", one.ask), " ", cite_claims(one.reason, one.claims))) for one in questions]
        return join((part(heading), listing(lines)))

    def _changes(self, page: AgreementPage) -> Markup:
        rows = [join((tag("strong", one.heading), ": ", cite_claims(one.changed, one.claims))) for one in page.changes]
        stayed = tag("p", cite_claims(page.stayed, page.stayed_claims))
        return join((part("What changed"), listing(rows), stayed, sources(self._course, _cited_claims(page))))

    def _text(self, page: AgreementPage, shown: bool) -> str:
        if not shown:
            return join_blocks([one.ask for one in page.questions])
        changes = [f"{one.heading}: {one.was} | {one.now}. {one.changed}" for one in page.changes]
        return join_blocks([*changes, page.stayed], source_lines(self._course, _cited_claims(page)))

    def _groups(self, page: AgreementPage, facts: Facts) -> Iterator[Group]:
        phase = facts["phase"]
        again = button("again", "Start again", facts["last"] or facts["marks"] or phase != "find")
        show = button("show", "Show me", phase != "shown")
        first = {
            "find": [button("skip", "Skip to 2025")],
            "mark": [button("compare", "Compare", facts["marks"])],
        }
        yield Group("The page", (*first.get(phase, []), show, again))
        if phase == "mark":
            blocks = tuple((block.id, block.heading) for block in page.blocks)
            yield Group("Or tick them", (Control("marks", "checks", "Changed", facts["marks"], blocks),), folded=True)
        pages = tuple((one.id, f"{one.title}: {one.name}") for one in self._pages.values())
        yield Group("Another page", (Control("page", "select", "Page", facts["page"], pages),), folded=True)

    def press(self, name: str) -> dict[str, object]:
        """What a button or a block changes. Raises ValueError where there is nothing to compare or to say."""
        if name == "again":
            return dict(PAGE_START)
        if name == "show":
            return {"phase": "shown", "last": ""}
        if name == "skip":
            return {"phase": "mark", "last": ""}
        if name == "compare":
            if not self.facts["marks"]:
                raise ValueError(NO_MARK)
            return {"phase": "shown", "last": ""}
        return self._mark(name) if self.facts["phase"] == "mark" else self._point(name)

    def _mark(self, block: str) -> dict[str, object]:
        if block == NOT_HERE:
            raise ValueError("Mark the blocks that changed; if you think that none did, press Show me")
        marks = self.facts["marks"]
        kept = tuple(one for one in marks if one != block)
        return {"marks": kept if block in marks else (*marks, block)}

    def _point(self, block: str) -> dict[str, object]:
        page = self._pages[self.facts["page"]]
        question = page.question_now(self.facts["found"])
        if question is None:
            return {}
        last = f"{question.id}/{block}"
        opened = tuple(dict.fromkeys((*self.facts["opened"], block))) if block != NOT_HERE else self.facts["opened"]
        if not self._judge(page, last)[0]:
            return {"last": last, "opened": opened, "missed": self.facts["missed"] + 1}
        found = (*self.facts["found"], question.id)
        return {"last": last, "opened": opened, "found": found, "phase": "find" if page.question_now(found) else "mark"}

    def follow_up(self, moved: dict[str, Any]) -> dict[str, object]:
        """Another page is read from its beginning, and what was said last is no answer to new marks."""
        if moved.get("page", self.facts["page"]) != self.facts["page"]:
            return {**moved, **PAGE_START}
        return {**moved, "last": ""} if "marks" in moved else moved


def _cited_claims(page: AgreementPage) -> list[str | HasClaims]:
    return [*page.questions, *page.changes, *page.stayed_claims]
