"""The records of a course's manifest: its lessons in order. Every lesson's first cell builds them, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wso_lessons.content.findings import NOWHERE, Where
from wso_lessons.content.rows.schema import check_date, check_id


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonEntry:
    """A lesson as the manifest lists it; `questions` names question sets.

    `minutes` are those of the core, or of the whole lesson where no section goes deeper; `deeper_minutes` come on top.

    `leave_out` names headings of a lesson that the extended course brings: their sections are left out here.
    """

    noun: ClassVar[str] = "lesson"
    id: str
    file: str
    title: str
    question: str
    minutes: int
    deeper_minutes: int = 0
    objectives: tuple[str, ...]
    needs: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    facts_as_of: str
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        check_id(self.id)
        check_date(self.facts_as_of, "facts_as_of")
        if not self.file.endswith(".ipynb") or "/" in self.file or "\\" in self.file:
            raise ValueError(f'The file "{self.file}" must be a notebook\'s name, such as 01-launch.ipynb')
        if not self.objectives:
            raise ValueError(f'The lesson "{self.id}" has no objectives')


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A course's manifest: its id, title, lessons in order, who made it, and, where it builds on another, which.

    `lead` is what a reader meets first: why to begin, in two or three sentences.
    """

    noun: ClassVar[str] = "course"
    id: str
    title: str
    lessons: tuple[LessonEntry, ...]
    lead: str = ""
    author: str = ""
    extends: str = ""
    overrides: tuple[str, ...] = ()
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        if not self.lessons:
            raise ValueError(f'The course "{self.id}" lists no lessons')
        for key in ("id", "file"):
            names = [getattr(lesson, key).lower() for lesson in self.lessons]
            twice = next((name for name in names if names.count(name) > 1), "")
            if twice:
                raise ValueError(f'Two lessons of the course "{self.id}" have the {key} "{twice}"')
