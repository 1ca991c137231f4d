"""Pages for instructors: one for each lesson, and one for the whole course."""

from __future__ import annotations

from pathlib import Path

from wso_lessons.content.course import Course
from wso_lessons.content.findings import ContentError

FOLDERS = ("instructors", "docs/instructors")
WHOLE = ("instructors/README.md", "docs/instructor-guide.md")


def guide_page(course: Course, lesson_id: str = "") -> Path:
    """The page of a lesson, or of the whole course; a page of the course at hand wins over one of those it extends.

    Raises UnknownId for a lesson that the course does not list, and ContentError where there is no page.
    """
    if lesson_id:
        course.lesson(lesson_id)
    names = tuple(f"{folder}/{lesson_id}.md" for folder in FOLDERS) if lesson_id else WHOLE
    for each in reversed(course.line):
        for name in names:
            if (each.root / name).is_file():
                return each.root / name
    what = f'the lesson "{lesson_id}"' if lesson_id else "this course"
    problem = f"There is no instructor's page for {what}."
    raise ContentError.at(course.root / names[0], "page-missing", problem, "Write one there, in Markdown.")


def pages(course: Course) -> tuple[str, ...]:
    """The ids of the lessons that have a page."""
    found = []
    for entry in course.lessons:
        try:
            guide_page(course, entry.id)
        except ContentError:
            continue
        found.append(entry.id)
    return tuple(found)
