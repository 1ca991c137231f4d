"""Content: YAML into frozen records with file and line; sources, claims, reference tables, glossary, manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wso_lessons.content.course import Course, builtin_course, open_course, value_in_words
from wso_lessons.content.findings import ContentError, Finding, UnknownId, Where, did_you_mean
from wso_lessons.content.rows.manifest import LessonEntry, Manifest
from wso_lessons.content.rows.schema import build
from wso_lessons.content.rows.yamlfile import Row, Rows, parse_yaml, read_yaml

if TYPE_CHECKING:
    from wso_lessons.content.records import Cite, Claim, Disagreement, Figure, Measure, Side, Source, Term

__all__ = [
    "Cite",
    "Claim",
    "ContentError",
    "Course",
    "Disagreement",
    "Figure",
    "Finding",
    "LessonEntry",
    "Manifest",
    "Measure",
    "Row",
    "Rows",
    "Side",
    "Source",
    "Term",
    "UnknownId",
    "Where",
    "build",
    "builtin_course",
    "did_you_mean",
    "open_course",
    "parse_yaml",
    "read_yaml",
    "value_in_words",
]


def __getattr__(name: str) -> object:
    """The ledger's records, which are made when one is asked for."""
    if name in __all__:
        from wso_lessons.content import records

        return getattr(records, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
