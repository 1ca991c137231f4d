"""A YAML file's tree as JSON, which an installed course carries, so that no lesson needs a YAML reader.

A file that is a list of rows, as of claims, keeps each row as a text of its own: a lesson that looks up ten claims of a
thousand opens ten.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from wso_lessons.content.findings import Where
from wso_lessons.content.rows.yamlfile import Row, Rows

ROW_NAMES = ("id", "word")  # the keys by which registries know their rows


class SealedRow:
    """A row that has not been opened; `name` is what a registry knows it by."""

    __slots__ = ("_row", "_text", "file", "line", "name")

    def __init__(self, file: Path, line: int, name: str, text: str) -> None:
        self.file, self.line, self.name, self._text = file, line, name, text
        self._row: Row | None = None

    @property
    def where(self) -> Where:
        """The file and line of the row."""
        return Where(self.file, self.line)

    def open(self) -> Row:
        """The row itself, the same each time: several registries may hold it."""
        if self._row is None:
            self._row = _unpack(json.loads(self._text), self.file)
        return self._row


def open_row(row: Any) -> Any:
    """An entry of a list of rows, opened where it is sealed."""
    return row.open() if isinstance(row, SealedRow) else row


def pack_file(tree: object) -> str:
    """A file's tree as JSON that keeps each line number: `unpack_file` reads it."""
    if isinstance(tree, Rows):
        rows = [open_row(row) for row in tree]
        if all(isinstance(row, Row) and _name(row) for row in rows):
            return _json(["rows", tree.line, [[row.line, _name(row), _json(_pack(row))] for row in rows]])
    return _json(_pack(tree))


def unpack_file(text: str, path: Path) -> Any:
    """The tree that `pack_file` wrote; `path` is the YAML file it stands for. Rows of a list are sealed."""
    packed = json.loads(text)
    if not isinstance(packed, list) or packed[0] != "rows":
        return _unpack(packed, path)
    rows = Rows(path, packed[1])
    rows.extend(SealedRow(path, *row) for row in packed[2])
    return rows


def _name(row: Row) -> str:
    name = next((row[key] for key in ROW_NAMES if key in row), "")
    return name if isinstance(name, str) else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pack(tree: object) -> object:
    if isinstance(tree, Row):
        return ["m", tree.line, [[key, tree.lines[key], _pack(value)] for key, value in tree.items()]]
    if isinstance(tree, Rows):
        return ["s", tree.line, [_pack(value) for value in tree]]
    return tree


def _unpack(packed: Any, path: Path) -> Any:
    if not isinstance(packed, list):
        return packed
    kind, line, entries = packed
    if kind == "s":
        rows = Rows(path, line)
        rows.extend(_unpack(entry, path) for entry in entries)
        return rows
    row = Row(path, line)
    for key, key_line, value in entries:
        row[key] = _unpack(value, path)
        row.lines[key] = key_line
    return row
