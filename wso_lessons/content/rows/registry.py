"""Records by id, built when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from wso_lessons.content.findings import ContentError, Finding, UnknownId, Where
from wso_lessons.content.rows.packed import SealedRow, open_row
from wso_lessons.content.rows.schema import build, noun_of
from wso_lessons.content.rows.yamlfile import Row, Rows

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """A read-only mapping from id to record.

    `problems` holds what was wrong with the files themselves (a row without an id, an id used twice);
    a record's own faults show when it is built: `registry[id]` raises ContentError, `audit()` collects them all.
    An unknown id raises UnknownId, which names the nearest one.
    """

    def __init__(self, cls: type[T], key: str = "id", finish: Callable[[T], T] | None = None) -> None:
        self._cls, self._key, self._finish = cls, key, finish
        self._noun = noun_of(cls)
        self._rows: dict[str, Row | SealedRow] = {}
        self._built: dict[str, T] = {}
        self.problems: list[Finding] = []

    def add_rows(self, tree: object, path: Path, replaceable: frozenset[str] = frozenset()) -> None:
        """Takes in a file's list of rows; ids in `replaceable` may stand already and are replaced."""
        if tree is None:
            return
        if not isinstance(tree, Rows):
            problem = f"This file must be a list of {self._noun}s."
            self.problems.append(Finding("value-type", Where(path, 1), problem, "Begin each with `- `."))
            return
        for row in tree:
            self._add(row, path, replaceable)

    def _add(self, row: Any, path: Path, replaceable: frozenset[str]) -> None:
        name = row.name if isinstance(row, SealedRow) else row.get(self._key) if isinstance(row, Row) else None
        if not isinstance(name, str) or not name:
            where = row.where if isinstance(row, Row) else Where(path, 1)
            problem = f'This {self._noun} lacks "{self._key}".'
            self.problems.append(Finding("key-missing", where, problem, f"Add `{self._key}:`."))
            return
        name = name.strip().lower() if self._key == "word" else name.strip()
        first = self._rows.get(name)
        if first is not None and name not in replaceable:
            problem = f'The {self._noun} "{name}" stands twice.'
            remedy = f"First at {first.where}; give one another {self._key}."
            self.problems.append(Finding("id-duplicate", row.where, problem, remedy))
            return
        self._rows[name] = row
        self._built.pop(name, None)

    def audit(self) -> list[Finding]:
        """Builds every record; gives all findings, the files' own first."""
        found = list(self.problems)
        for name in self._rows:
            try:
                self[name]
            except ContentError as error:
                found.append(error.finding)
        return found

    def sound_records(self) -> Iterator[T]:
        """The records that can be built, in the files' order; the others are left to `audit`."""
        for name in self._rows:
            try:
                yield self[name]
            except ContentError:
                continue

    def find(self, name: str) -> T | None:
        """The record, or None where there is none or it cannot be built."""
        try:
            return self[name]
        except (UnknownId, ContentError):
            return None

    def row(self, name: str) -> Row:
        """The raw row under an id. Raises UnknownId where there is none."""
        try:
            row: Row = open_row(self._rows[name])
        except KeyError:
            raise UnknownId(self._noun, name, self._rows) from None
        return row

    def __getitem__(self, name: str) -> T:
        if name not in self._built:
            record = build(self._cls, self.row(name))
            self._built[name] = self._finish(record) if self._finish else record
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, name: object) -> bool:
        return name in self._rows
