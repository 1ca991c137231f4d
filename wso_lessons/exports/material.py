"""What every export is made of: a course's lessons with their question sets, and the shape of a finished export."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content import ContentError, Course, LessonEntry, UnknownId
from wso_lessons.notebook.cells import calls, read_page
from wso_lessons.quiz import Bank, Item

SITE_MARK = '<meta name="generator" content="wso-lessons">'  # by which a page of an earlier site is known


@dataclass(frozen=True, slots=True)
class ItemSet:
    """A question set as a lesson asks it: its id, a title for a learning system, its items in order.

    `is_check` says that the lesson asks it as a whole, at its end; else it is practice along the way.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    is_check: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A lesson and the question sets that its manifest entry lists."""

    entry: LessonEntry
    sets: tuple[ItemSet, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """A course, or some of it, ready to be exported.

    `whole` says that nothing was left out by choice; `set_ids` are the question sets that were chosen, none for all.
    For learning systems, `tests` takes the tests before and after the course too, and `graded` lets checks count.
    """

    course: Course
    bank: Bank
    chapters: tuple[Chapter, ...]
    whole: bool = True
    set_ids: tuple[str, ...] = ()
    tests: bool = False
    graded: bool = False
    parts: tuple[str, ...] = ()  # of a handout; none for the whole of it
    full: bool = False  # slides of everything in a lesson, not of its run of show
    core_only: bool = False  # a site without the parts that go deeper
    runtime: Path | None = None  # where a Python for browsers lies, with which a site's questions are live

    def rests_on(self, item: Item) -> list[str]:
        """The claims of an item, each as a sentence with its source and the place in it."""
        notes = map(self.bank.note, item.all_claims())
        return [f"{note.text} ({note.source}: {note.locator})" for note in notes]


@dataclass(frozen=True, slots=True)
class Export:
    """A finished export: files by name (one, where the format is one file), and lines for the person who asked."""

    files: dict[str, bytes]
    notes: tuple[str, ...] = ()


def gather(
    course: Course,
    lesson_ids: Sequence[str] = (),
    today: datetime.date | None = None,
    set_ids: Sequence[str] = (),
) -> Material:
    """The material of a course, or of the lessons and question sets named, in the manifest's order.

    `today` decides which questions are withdrawn because a claim is out of date; left out, the clock does. Raises
    UnknownId for a lesson or question set that there is not, and ContentError where a question is faulty.
    """
    for lesson_id in lesson_ids:
        course.lesson(lesson_id)
    bank = Bank(course, today)
    chosen = [entry for entry in course.lessons if not lesson_ids or entry.id in lesson_ids]
    chapters = tuple(Chapter(entry, tuple(_chapter_sets(bank, course, entry, set_ids))) for entry in chosen)
    offered = [one.id for chapter in chapters for one in chapter.sets]
    for set_id in set_ids:
        if set_id not in offered:
            raise UnknownId("question set", set_id, offered or bank.sets())
    return Material(course, bank, chapters, not lesson_ids and not set_ids, tuple(set_ids))


def _chapter_sets(bank: Bank, course: Course, entry: LessonEntry, set_ids: Sequence[str]) -> Iterable[ItemSet]:
    """The sets that the manifest lists for a lesson, and those that its notebook asks besides."""
    try:
        cells = read_page(course.notebook(entry.id)).code_cells
        asked = [call.argument for cell in cells for call in calls(cell) if call.function == "quiz" and call.argument]
    except ContentError:
        asked = []  # `check` reports a notebook that cannot be read; its questions can be exported all the same
    for name in dict.fromkeys((*entry.questions, *asked)):
        if not set_ids or name in set_ids:
            yield _set(bank, entry, name, is_check=name in asked)


def _set(bank: Bank, entry: LessonEntry, set_id: str, *, is_check: bool) -> ItemSet:
    words = {"wrap-up": "check yourself", "pre-test": "before the course", "post-test": "after the course"}
    word = next((said for ending, said in words.items() if set_id.endswith(ending)), "")
    plain = word or ("practice" if len(entry.questions) > 1 else "")
    title = f"{entry.title}: {plain}" if plain else entry.title
    return ItemSet(set_id, title, bank.set(set_id), is_check)


def notes_on_unlisted_sets(material: Material) -> list[str]:
    """A line for each question set that no lesson lists, where the whole course is exported."""
    listed = {item_set.id for chapter in material.chapters for item_set in chapter.sets}
    spare = [name for name in material.bank.sets() if name not in listed] if material.whole else []
    return [f"Left out: the set {name}, which no lesson lists under `questions`." for name in spare]


def text_file(lines: Iterable[str]) -> bytes:
    """Lines as a file: UTF-8, one newline each."""
    return "".join(f"{line}\n" for line in lines).encode()
