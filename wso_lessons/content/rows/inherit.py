"""A manifest that builds on another course's: lessons named there need only be named again.

An entry of `lessons` may be a lesson's id alone, or a row with that id and the keys that differ; the other keys come
from the course that is extended. So a course adds, reorders, drops and shortens lessons by its manifest alone.
"""

from __future__ import annotations

from typing import Any

from wso_lessons.content.findings import ContentError, UnknownId
from wso_lessons.content.rows.yamlfile import Row, Rows


def inherit(tree: Any, base: Any) -> Any:
    """The manifest's tree with each lesson that the base's tree knows filled in; anything else is left as it is.

    Raises ContentError where a lesson is named by its id alone and the base has none of that id.
    """
    known = {row["id"]: row for row in _lesson_rows(base) if isinstance(row.get("id"), str)}
    lessons = tree.get("lessons") if isinstance(tree, Row) else None
    if not isinstance(lessons, Rows):
        return tree
    named = {_id_of(entry) for entry in lessons}
    filled = Rows(lessons.file, lessons.line, (_fill(entry, lessons, known, named) for entry in lessons))
    return Row(tree.file, tree.line, {**tree, "lessons": filled}, tree.lines)


def _lesson_rows(tree: Any) -> list[Row]:
    """The rows of a manifest's lessons; an entry that is no row is left out."""
    lessons = tree.get("lessons") if isinstance(tree, Row) else None
    return [row for row in lessons if isinstance(row, Row)] if isinstance(lessons, Rows) else []


def _id_of(entry: Any) -> Any:
    return entry if isinstance(entry, str) else entry.get("id") if isinstance(entry, Row) else None


def _fill(entry: Any, lessons: Rows, known: dict[str, Row], named: set[Any]) -> Any:
    name = _id_of(entry)
    if isinstance(entry, str):
        if entry not in known:
            problem = str(UnknownId("lesson", entry, known))
            raise ContentError.at(lessons.where, "lesson-unknown", problem, "Name one of the extended course.")
        entry = Row(lessons.file, lessons.line, {"id": entry}, {"id": lessons.line})
    if not isinstance(name, str) or name not in known:
        return entry
    base = {key: _still_here(value, named) if key == "needs" else value for key, value in known[name].items()}
    return Row(entry.file, entry.line, {**base, **entry}, entry.lines)


def _still_here(needs: Any, named: set[Any]) -> Any:
    """The lessons to read first, without those that this course leaves out."""
    if not isinstance(needs, Rows):
        return needs
    return Rows(needs.file, needs.line, (name for name in needs if name in named))
