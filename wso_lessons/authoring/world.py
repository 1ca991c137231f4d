"""What the rules look at: a course, its lessons' notebooks read once, and what each claim can vouch for."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.authoring.rules.wording.numbers import Quantity, figures
from wso_lessons.content import Claim, ContentError, Course, Finding, LessonEntry
from wso_lessons.lessons.edition import is_borrowed
from wso_lessons.notebook.cells import Call, Cell, NotebookPage, calls, read_page
from wso_lessons.notebook.prose import Block, Sentence
from wso_lessons.quiz import Bank, Item


@dataclass(frozen=True)
class LessonPage:
    """A lesson: its entry in the manifest and its notebook."""

    entry: LessonEntry
    page: NotebookPage

    @functools.cached_property
    def claims(self) -> frozenset[str]:
        """The claims that the lesson cites."""
        return frozenset(claim for cell in self.page.text_cells for claim in cell.claims)

    @functools.cached_property
    def calls(self) -> tuple[tuple[Cell, Call], ...]:
        """The calls of its code cells that name something, each with its cell."""
        return tuple((cell, call) for cell in self.page.code_cells for call in calls(cell))

    @functools.cached_property
    def blocks(self) -> list[tuple[Cell, Block]]:
        """Every paragraph, list item and table row that must stand on claims: no headings, no framing."""
        cells = (cell for cell in self.page.text_cells if not cell.is_framing and "instructor" not in cell.tags)
        return [(cell, block) for cell in cells for block in cell.prose.blocks if block.kind != "heading"]

    @functools.cached_property
    def statements(self) -> list[tuple[Cell, Block, Sentence]]:
        """Every sentence of those blocks that is not a question."""
        return [(cell, block, one) for cell, block in self.blocks for one in block.sentences if not one.is_question]


def questions_asked_by(call: Call, items: Mapping[str, Item]) -> list[Item]:
    """The questions that a call in a code cell asks, of `items` by id: one by `ask`, a set by `quiz`."""
    if call.function == "ask":
        return [items[call.argument]] if call.argument in items else []
    return [item for item in items.values() if call.function == "quiz" and item.set_id == call.argument]


class World:
    """A course under check. `as_of` is the day of the check, as 2026-06-05; `problems` tells what could not be read."""

    def __init__(self, course: Course, as_of: str = "") -> None:
        self.course, self.as_of = course, as_of
        self.problems: list[Finding] = []
        self.entries = self._read_entries()
        self.lessons: tuple[LessonPage, ...] = tuple(self._read_lessons())

    def _read_entries(self) -> tuple[LessonEntry, ...]:
        try:
            return self.course.lessons
        except ContentError as error:
            self.problems.append(error.finding)
            return ()

    def _read_lessons(self) -> Iterator[LessonPage]:
        for entry in self.entries:
            if is_borrowed(self.course, entry.id):
                continue
            try:
                yield LessonPage(entry, read_page(self.course.inside(self.course.places.notebooks / entry.file)))
            except ContentError as error:
                self.problems.append(error.finding)

    @functools.cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims that can be built, by id."""
        return {claim.id: claim for claim in self.course.claims.sound_records()}

    @functools.cached_property
    def terms(self) -> frozenset[str]:
        """Every word of the glossary and every other form of it, in small letters."""
        return frozenset(form.lower() for term in self.course.terms.sound_records() for form in (term.word, *term.also))

    @functools.cached_property
    def bank(self) -> Bank:
        """The question bank on the day of the check."""
        return Bank(self.course, datetime.date.fromisoformat(self.as_of) if self.as_of else None)

    @functools.cached_property
    def items(self) -> dict[str, Item]:
        """The questions that can be built, by id."""
        return {item.id: item for item in self.bank.sound_items()}

    @functools.cached_property
    def sets(self) -> frozenset[str]:
        """The ids of the question sets that hold an item."""
        return frozenset(self.bank.sets())

    @functools.cached_property
    def lessons_by_claim(self) -> dict[str, list[LessonPage]]:
        """The lessons that cite each claim."""
        found: dict[str, list[LessonPage]] = {}
        for lesson in self.lessons:
            for name in sorted(lesson.claims):
                found.setdefault(name, []).append(lesson)
        return found

    def can_judge(self, claim_ids: Iterable[str]) -> bool:
        """Whether all these claims can be read; a fault in a claim is told once, not again where it is cited."""
        return all(claim_id in self.claims for claim_id in claim_ids)

    def figures_held(self, claim_ids: tuple[str, ...]) -> tuple[Quantity, ...]:
        """The numbers and dates that the claims can vouch for."""
        return tuple(figure for claim_id in claim_ids for figure in self._figures_of(claim_id))

    @functools.cache  # noqa: B019 - a world lives for one check
    def _figures_of(self, claim_id: str) -> tuple[Quantity, ...]:
        claim = self.claims.get(claim_id)
        if claim is None:
            return ()
        value = f"{claim.value} percent" if claim.unit in ("percent", "%") else claim.value
        sources = [self.course.sources.find(cite.source) for cite in claim.cites]
        texts = [claim.text, value, claim.as_of, *(cite.quote for cite in claim.cites)]
        texts += [source.date for source in sources if source]
        return tuple(figure for text in texts for figure in figures(text, small_words=True))

    def owns(self, file: Path) -> bool:
        """Whether a file belongs to this course, and not to the one it extends."""
        return self.course.base is None or file.is_relative_to(self.course.root)
