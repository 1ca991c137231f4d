"""Pages for instructors: one for each lesson, and one for the whole course."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content.course import Course
from wso_lessons.content.findings import ContentError

FOLDERS = ("instructors", "docs/instructors")
WHOLE = ("instructors/README.md", "docs/instructor-guide.md")
RUN_LENGTHS = (50, 75, 90)  # minutes of the classes that a page plans for
# A row of the table under "**50 minutes**": the minute, what happens, where in the lesson, why.
_ROW = re.compile(r"\|\s*(\d+)\s*\|([^|]*)\|([^|]*)\|([^|]*)\|")


@dataclass(frozen=True, slots=True)
class RunRow:
    """A step of a class: the minute in which it begins, what happens, the sections where, and why."""

    minute: int
    what: str
    sections: tuple[str, ...]
    why: str


def run_rows(page: str) -> tuple[RunRow, ...]:
    """The run of show in the text of an instructor's page, row by row, as plain text; nothing where it has none."""
    cells = ([part.strip() for part in found] for found in _ROW.findall(_part(page, r"\*\*50 minutes\*\*")))
    return tuple(
        RunRow(int(minute), plain_words(what), tuple(name.strip() for name in where.split(";")), plain_words(why))
        for minute, what, where, why in cells
    )


def plain_words(text: str) -> str:
    """A text of an instructor's page without its marks of emphasis and of code."""
    return re.sub(r"[*`]", "", text)


def with_places(page: str, places: Sequence[str]) -> str:
    """The page with one more column in its run of show, which says for each row where its slides and questions are."""
    table = _part(page, r"\*\*50 minutes\*\*")
    cells = iter(("Slide, sheet", "---", *places))
    # Each line of the table gets its cell behind the last bar.
    wider = re.sub(r"^\|.*\|$", lambda row: f"{row[0]} {next(cells)} |", table, flags=re.MULTILINE)
    return page.replace(table, wider, 1)


def run_changes(page: str, minutes: int) -> list[str]:
    """What a longer class adds: the paragraphs for each length up to this one."""
    lengths = [length for length in RUN_LENGTHS[1:] if length <= minutes]
    # A paragraph ends at an empty line, or with the page.
    forms = (rf"^\*\*{length} minutes\*\*.*?(?=\n\n|\Z)" for length in lengths)
    found = (re.search(form, page, re.DOTALL | re.MULTILINE) for form in forms)
    return [" ".join(one[0].split()) for one in found if one]


def guide_section(page: str, heading: str) -> str:
    """The text under a heading of an instructor's page, or ""."""
    return _part(page, rf"## {re.escape(heading)}").strip()


def _part(page: str, opening: str) -> str:
    """What follows a line, up to the next heading or run."""
    found = re.search(rf"^{opening}[ \t]*\n(.*?)(?=^## |^\*\*\d+ minutes|\Z)", page, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def guide_page(course: Course, lesson_id: str = "") -> Path:
    """The page of a lesson, or of the whole course; a page of the course at hand wins over one of those it extends.

    Raises UnknownId for a lesson that the course does not list, and ContentError where there is no page.
    """
    if lesson_id:
        course.lesson(lesson_id)
    places = _places(course, lesson_id)
    if found := next(filter(Path.is_file, places), None):
        return found
    what = f'the lesson "{lesson_id}"' if lesson_id else "this course"
    problem = f"There is no instructor's page for {what}."
    raise ContentError.at(places[0], "page-missing", problem, "Write one there, in Markdown.")


def _places(course: Course, lesson_id: str) -> list[Path]:
    names = [f"{folder}/{lesson_id}.md" for folder in FOLDERS] if lesson_id else WHOLE
    return [each.root / name for each in reversed(course.line) for name in names]


def pages(course: Course) -> tuple[str, ...]:
    """The ids of the lessons that have a page."""
    return tuple(entry.id for entry in course.lessons if any(map(Path.is_file, _places(course, entry.id))))
