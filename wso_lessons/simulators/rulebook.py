"""Reads a simulator's rules from data/simulators/ of a course, or of the course it extends."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from wso_lessons.content import ContentError, Course, Finding, UnknownId, Where, build, layout
from wso_lessons.content.rows.csvfile import read_rows
from wso_lessons.content.rows.yamlfile import Row, Rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that a model says beside its picture, and the claims it rests on; a base of what says more."""

    noun: ClassVar[str] = "note"
    text: str
    claims: tuple[str, ...]


def read_rules(course: Course, cls: type[T], name: str) -> T:
    """The record of type `cls` in data/simulators/NAME.yaml, read once for each course.

    Raises ContentError where no course in the line has the file, or where the file does not fit the record.
    """
    kind: Any = cls  # mypy doubts that a class can be hashed
    rules: T = _read_rules(course, kind, name)
    return rules


@functools.lru_cache(maxsize=32)
def _read_rules(course: Course, cls: Any, name: str) -> Any:
    path = course.find(f"simulators/{name}.yaml")
    if path.is_file():
        return build(cls, layout.read_tree(path), Where(path, 1))
    problem = f'There are no rules for the simulator "{name}".'
    raise ContentError.at(path, "rules-missing", problem, "Add the file, or extend wso_lessons.")


class Named(Protocol):
    """A row with an id."""

    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Named)


def find_row(rows: Iterable[N], row_id: str) -> N:
    """The row of an id, which there is."""
    return next(row for row in rows if row.id == row_id)


def table_rows(course: Course, name: str) -> list[dict[str, str]]:
    """The rows of a table of a course, as they are written. Raises ContentError where it cannot be read."""
    return read_rows(course.table_path(name))


def audit(course: Course) -> list[Finding]:
    """What is wrong with this course's own rules: files that cannot be read, and claims that the ledger lacks."""
    found = []
    for path in layout.yaml_files(course.places.data / "simulators"):
        try:
            named = dict(reversed(list(_claims_named(layout.read_tree(path)))))
        except ContentError as error:
            found.append(error.finding)
            continue
        for claim_id, where in named.items():
            if claim_id not in course.claims:
                unknown = UnknownId("claim", claim_id, course.claims)
                found.append(Finding("claim-unknown", where, unknown.message, "Name a claim of the ledger."))
    return found


def _claims_named(tree: object) -> Iterator[tuple[str, Where]]:
    """Every claim id under a key `claims`, with its place, in the file's order."""
    if isinstance(tree, Row):
        for key, value in tree.items():
            if key == "claims" and isinstance(value, Rows):
                yield from ((str(claim_id), tree.at(key)) for claim_id in value)
            else:
                yield from _claims_named(value)
    elif isinstance(tree, Rows):
        for entry in tree:
            yield from _claims_named(entry)
