"""Lessons on ICE's Warrant Service Officer program, with every statement bound to a source.

The public names load their parts when they are first used, so that a lesson's first cell stays light.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wso_lessons import charts, simulators
    from wso_lessons.content import ContentError, Course, UnknownId, open_course
    from wso_lessons.ice.workbook import read_workbook
    from wso_lessons.lessons.lesson import Lesson, claim, open_lesson, source, table, term
    from wso_lessons.tables import about, load
    from wso_lessons.tables.practice import practice_workbook

__version__ = "0.1.0"

_HOMES = {
    "ContentError": "wso_lessons.content",
    "Course": "wso_lessons.content",
    "UnknownId": "wso_lessons.content",
    "open_course": "wso_lessons.content",
    "about": "wso_lessons.tables",
    "load": "wso_lessons.tables",
    "practice_workbook": "wso_lessons.tables.practice",
    "read_workbook": "wso_lessons.ice.workbook",
    "Lesson": "wso_lessons.lessons.lesson",
    "claim": "wso_lessons.lessons.lesson",
    "open_lesson": "wso_lessons.lessons.lesson",
    "source": "wso_lessons.lessons.lesson",
    "table": "wso_lessons.lessons.lesson",
    "term": "wso_lessons.lessons.lesson",
}
_PARTS = ("charts", "simulators")

__all__ = [
    "ContentError", "Course", "Lesson", "UnknownId", "about", "charts", "claim", "load", "open_course", "open_lesson",
    "practice_workbook", "read_workbook", "simulators", "source", "table", "term",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name in _PARTS:
        return importlib.import_module(f"wso_lessons.{name}")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'wso_lessons' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
