"""The course at hand: the one whose folder somebody works in."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from wso_lessons.content import layout
from wso_lessons.content.course import Course, builtin_course, open_course
from wso_lessons.content.findings import ContentError

LEVELS_UP = 3  # folders above the working one that are looked at: notebooks may lie a few deep, and a home is no course


def folders_above(folder: Path) -> tuple[Path, ...]:
    """A folder and those above it in which a course may lie, nearest first."""
    return (folder, *folder.parents[:LEVELS_UP])


def own_course_above(folder: Path) -> Path:
    """The course's folder in or above a folder. Raises ContentError where there is none."""
    for place in folders_above(folder):
        root = layout.course_root(place)
        if root is not None:
            return root
    raise ContentError.at(folder, "course-missing", "There is no course here.", "Name one: --course FOLDER")


def course_at_hand(lesson_id: str | None = None, folder: Path | None = None) -> Course:
    """The course in or above a folder (the working one by default) that lists a lesson, else the built-in one."""
    for course in _courses_above(folder or Path.cwd()):
        try:
            if lesson_id is None or any(entry.id == lesson_id for entry in course.lessons):
                return course
        except ContentError:
            continue
    return builtin_course()


@functools.cache
def _courses_above(folder: Path) -> tuple[Course, ...]:
    """The courses in or above a folder, or those that it holds the lessons of; nearest first."""
    return tuple(open_course(root) for root in dict.fromkeys(_roots_above(folder)) if root)


def _roots_above(folder: Path) -> Iterator[Path | str]:
    for place in folders_above(folder):
        yield layout.course_root(place) or layout.recorded_course(place)
