"""Content: YAML into frozen records with file and line; sources, claims, reference tables, glossary, manifest."""

from wso_lessons.content.course import Course, builtin_course, open_course, value_in_words
from wso_lessons.content.findings import ContentError, Finding, UnknownId, Where, nearest
from wso_lessons.content.records import (
    Cite,
    Claim,
    Disagreement,
    Figure,
    LessonEntry,
    Manifest,
    Measure,
    Side,
    Source,
    Term,
)
from wso_lessons.content.rows.schema import build
from wso_lessons.content.rows.yamlfile import Row, Rows, parse_yaml, read_yaml

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
    "nearest",
    "open_course",
    "parse_yaml",
    "read_yaml",
    "value_in_words",
]
