"""The one object a notebook holds: what remembers goes through it, what is pure is a function.

`open_lesson(id)` gives a Lesson; `claim`, `source`, `term` and `table` look one thing up in the course at hand.
"""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from wso_lessons.content import ContentError, Course, LessonEntry, open_course
from wso_lessons.content.at_hand import course_at_hand
from wso_lessons.notebook import citations
from wso_lessons.pages.dates_and_names import day_of_facts, minutes_in_words, read_first
from wso_lessons.pages.html import Markup, Page, details, join, listing, tag
from wso_lessons.widgets.modules import MODULE_FOLDER

if TYPE_CHECKING:
    from wso_lessons.progress import Progress
    from wso_lessons.progress.notes import Notes
    from wso_lessons.quiz import Bank, Item
    from wso_lessons.quiz.sitting import Mode
    from wso_lessons.widgets.note import NoteView
    from wso_lessons.widgets.panel.simulation import Family, Simulation
    from wso_lessons.widgets.quiz import QuizView
    from wso_lessons.widgets.review import ReviewView

COURSE_NOT_ADVICE = "This course is education, not legal advice."
STYLESHEET = MODULE_FOLDER / "wso.css"


def open_lesson(lesson_id: str, course: Course | Path | str | None = None) -> Lesson:
    """Opens a lesson of the course at hand.

    `course` may be a course or its folder; left out, it is the course in or above the working folder that lists
    this lesson, else the built-in one. Raises UnknownId, which names the nearest lesson, and ContentError where the
    course's manifest cannot be used.
    """
    at_hand = (
        course if isinstance(course, Course) else course_at_hand(lesson_id) if course is None else open_course(course)
    )
    return Lesson(at_hand, at_hand.lesson(lesson_id))


class Lesson:
    """A lesson as its notebook uses it: `start`, `ask`, `quiz`, `review`, `simulate`, `note`, look-ups, `finish`."""

    def __init__(
        self, course: Course, entry: LessonEntry, progress: Progress | None = None, bank: Bank | None = None
    ) -> None:
        self.course, self.entry, self._progress, self._own_bank = course, entry, progress, bank

    @property
    def texts(self) -> tuple[str, ...]:
        """The Markdown texts of the lesson's notebook: the one in the working folder, else the course's."""
        for path in (Path(self.entry.file), self.course.notebook(self.entry.id)):
            with contextlib.suppress(ContentError):
                return citations.texts_of(citations.read_notebook(path))
        return ()

    def __repr__(self) -> str:
        return f"Lesson {self.entry.id}: {self.entry.title}"

    @property
    def progress(self) -> Progress:
        """The learner's own record (see `progress.open_progress`), opened when it is first needed."""
        if self._progress is None:
            from wso_lessons.progress import open_progress

            self._progress = open_progress()
        return self._progress

    def start(self) -> Page:
        """What opens the lesson: question, objectives, minutes and the date its facts were checked."""
        self.progress.lesson_opened(self.entry.id)
        entry = self.entry
        facts = f"{minutes_in_words(entry)} {day_of_facts(entry)} {COURSE_NOT_ADVICE}"
        lines = [entry.title, entry.question, "", "By the end you can:", *(f"- {goal}" for goal in entry.objectives)]
        needs = [read_first(self.course, entry)] if entry.needs else []
        # Where the page's title asks the question it is not asked twice: the scene belongs on this screen.
        asks = any(entry.question in text for text in self.texts[:1])
        html = tag(
            "section",
            "" if asks else tag("p", tag("strong", entry.question), class_="wso-question"),
            tag("p", facts, class_="wso-facts"),
            details("By the end you can", listing(entry.objectives)),
            *(tag("p", line) for line in needs),
            class_="wso wso-start",
            aria_label="About this lesson",
        )
        return Page("\n".join([*lines, *needs, "", facts]), join((_style(), html)))

    def ask(self, *item_ids: str) -> QuizView:
        """Asks one or more items of the question bank; answers are kept.

        Raises UnknownId, which names the nearest, and ContentError where an item is faulty.
        """
        return self._quiz_view([self._bank.item(item_id) for item_id in item_ids], title="", mode="practice")

    def quiz(self, set_id: str, title: str = "", mode: Mode = "check") -> QuizView:
        """Asks a whole question set, below a title where its section has none; in mode "check" the score is kept.

        Raises UnknownId and ContentError as `ask` does, and ValueError for an unknown mode.
        """
        from wso_lessons.quiz import POST_TEST

        before = self._pre_test() if set_id == POST_TEST else None
        items = list(self._bank.set(set_id))
        asked = [item for item in items if item.section not in self._left_out]
        return self._quiz_view(asked or items, title=title, mode=mode, before=before)

    @functools.cached_property
    def _left_out(self) -> frozenset[str]:
        """The headings that the manifest leaves out of this lesson: nobody is asked about them."""
        if self.entry.leave_out and self.course.base is not None:
            from wso_lessons.notebook.sections import Cut

            with contextlib.suppress(ContentError, KeyError):
                cells = citations.read_notebook(self.course.base.notebook(self.entry.id))["cells"]
                return frozenset(Cut(cells, self.entry.leave_out).gone)
        return frozenset()

    def _pre_test(self) -> tuple[int, int] | None:
        """How many items of the pre-test were right, of how many; None where it was not taken."""
        from wso_lessons.quiz import PRE_TEST

        if PRE_TEST not in self._bank.sets():
            return None
        items = self._bank.set(PRE_TEST)
        answers = self.progress.last_answers(item.id for item in items).values()
        return (sum(answer.state == "right" for answer in answers), len(items)) if answers else None

    def review(self, limit: int = 10) -> ReviewView:
        """Asks what is due today across the course: what was missed, and what is known at widening intervals."""
        from wso_lessons.content.answer import REVIEW
        from wso_lessons.widgets.review import ReviewView

        keep = functools.partial(self.progress.for_quiz, lesson_id=REVIEW)
        return ReviewView(self._bank, self.progress.answers(), keep, limit=limit)

    @functools.cached_property
    def _bank(self) -> Bank:
        from wso_lessons.quiz import Bank

        return self._own_bank or Bank(self.course)

    def _quiz_view(
        self, items: list[Item], *, title: str, mode: Mode, before: tuple[int, int] | None = None
    ) -> QuizView:
        from wso_lessons.widgets.quiz import QuizView

        record = self.progress.for_quiz([item.id for item in items], self.entry.id)
        lessons = {entry.id: (entry.title, entry.file) for entry in self.course.lessons}
        return QuizView(
            items, title=title, mode=mode, record=record, note=self._bank.note, before=before, lessons=lessons
        )

    def simulate(self, name: str, **facts: object) -> Simulation:
        """Opens an interactive model by name, with any facts it should begin with.

        Raises UnknownId for a name, fact or value that there is not, and ValueError for facts that cannot be used.
        """
        return self._open("simulator", name, facts)

    def explore(self, name: str, **facts: object) -> Simulation:
        """Opens an explorer by name ("growth", "claims", "disagreements"), with any facts it should begin with.

        Raises as `simulate` does: UnknownId or ValueError.
        """
        return self._open("explorer", name, facts)

    def _open(self, family: Family, name: str, facts: dict[str, object]) -> Simulation:
        from wso_lessons.widgets.open_view import find_view, open_view

        # Only a view that keeps something of the learner's opens their notes.
        entry = find_view(self.course, name)
        notes = self._notes if entry and entry.keeps else None
        return open_view(family, name, self.course, notes, **facts)

    def figure(self, figure_id: str, here: str = "") -> Page:
        """A picture of the course with its words and claims; `here` marks one of its places.

        Raises UnknownId, which names the nearest, and ContentError where the picture's file cannot be used.
        """
        from wso_lessons.pages.figure import show_figure

        return show_figure(self.course, figure_id, here)

    def note(self, note_id: str, label: str) -> NoteView:
        """A box to write in. What is written is kept beside the learner's progress and never handed in.

        Raises ValueError for an id that is not written lesson/slug.
        """
        from wso_lessons.widgets.note import NoteView

        return NoteView(label, self._notes.read(note_id), lambda text: self._notes.save(note_id, text))

    @functools.cached_property
    def _notes(self) -> Notes:
        from wso_lessons.progress.notes import Notes

        kept = self.progress.path
        return Notes(kept.parent / "notes" if kept else None)

    def words(self) -> Page:
        """The glossary terms that the lesson's text links to, in order of first use."""
        from wso_lessons.pages.ledger import terms

        return terms(self.course, citations.linked_terms(self.texts))

    def claim(self, claim_id: str) -> Page:
        """A claim with its speaker, sources, date and who disagrees. Raises UnknownId, which names the nearest."""
        return claim(claim_id, self.course)

    def sources(self) -> Page:
        """The lesson's numbered references: every claim it cites, with source, locator and date."""
        from wso_lessons.pages.ledger import references

        return references(self.course, citations.cited_claims(self.texts))

    def finish(self) -> Page:
        """Names the next lesson. A lesson with questions is finished when all are answered; one without, here."""
        if not self.entry.questions:
            self.progress.lesson_finished(self.entry.id)
        entries = self.course.lessons
        place = entries.index(self.entry)
        if place + 1 == len(entries):
            words = "This is the last lesson of the course."
            return Page(words, tag("p", words, class_="wso wso-next"))
        after = entries[place + 1]
        link = tag("a", after.title, href=quote(after.file))
        return Page(f"Next: {after.title} (open {after.file}).", tag("p", "Next: ", link, class_="wso wso-next"))


@functools.cache
def _style() -> Markup:
    return Markup(f"<style>\n{STYLESHEET.read_text(encoding='utf-8')}</style>\n")


def claim(claim_id: str, course: Course | None = None) -> Page:
    """A claim of the course at hand. Raises UnknownId, which names the nearest."""
    from wso_lessons.pages import ledger

    return ledger.show_claim(course or course_at_hand(), claim_id)


def source(source_id: str, course: Course | None = None) -> Page:
    """A source of the course at hand: author, date, what it is good for and its limits. Raises UnknownId."""
    from wso_lessons.pages import ledger

    return ledger.show_source(course or course_at_hand(), source_id)


def term(word: str, course: Course | None = None) -> Page:
    """A word's plain meaning. Raises UnknownId, which names the nearest."""
    from wso_lessons.pages import ledger

    return ledger.show_term(course or course_at_hand(), word)


def table(name: str, course: Course | None = None) -> Page:
    """A reference table by name: models, powers, cases, rules, states, timeline ... Raises UnknownId."""
    from wso_lessons.pages.ledger_tables import show_table

    return show_table(course or course_at_hand(), name)
