"""A YAML file's tree as JSON, which an installed course carries, so that no lesson needs a YAML reader.

A file that is a list of rows, as of claims, keeps each row in a line of its own below a line with their names: a lesson
that looks up ten claims of a thousand opens ten.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from wso_lessons.content.rows.yamlfile import Placed, Row, Rows

ROW_NAMES = ("id", "word")  # the keys by which registries know their rows


class SealedRow(Placed):
    """A row that has not been opened; `name` is what a registry knows it by."""

    __slots__ = ("_row", "_text", "file", "line", "name")

    def __init__(self, file: Path, line: int, name: str, text: bytes) -> None:
        self.file, self.line, self.name, self._text = file, line, name, text
        self._row: Row | None = None

    def open(self) -> Row:
        """The row itself, the same each time: several registries may hold it."""
        if self._row is None:
            self._row = _unpack(json.loads(self._text), self.file)
        return self._row


def open_row(row: Any) -> Any:
    """An entry of a list of rows, opened where it is sealed."""
    return row.open() if isinstance(row, SealedRow) else row


def pack_file(tree: object) -> bytes:
    """A file's tree as JSON that keeps each line number: `unpack_file` reads it."""
    if isinstance(tree, Rows):
        rows = [open_row(row) for row in tree]
        if all(isinstance(row, Row) and _name(row) for row in rows):
            head = ["rows", tree.line, [[row.line, _name(row)] for row in rows]]
            return b"\n".join([compact_json(head), *(compact_json(_pack(row)) for row in rows)])
    return compact_json(_pack(tree))


def unpack_file(packed: bytes, path: Path) -> Any:
    """The tree that `pack_file` wrote; `path` is the YAML file it stands for. Rows of a list are sealed."""
    head, *texts = packed.split(b"\n")  # which JSON writes within a text as two letters
    tree = json.loads(head)
    if not isinstance(tree, list) or tree[0] != "rows":
        return _unpack(tree, path)
    sealed = (SealedRow(path, line, name, text) for (line, name), text in zip(tree[2], texts, strict=True))
    return Rows(path, tree[1], sealed)


def _name(row: Row) -> str:
    name = next((row[key] for key in ROW_NAMES if key in row), "")
    return name if isinstance(name, str) else ""


def compact_json(tree: object) -> bytes:
    """A tree as JSON without spaces, in UTF-8."""
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def _pack(tree: object) -> object:
    if isinstance(tree, Row):
        lines = [tree.lines[key] for key in tree]
        return ["m", tree.line, lines, {key: _pack(value) for key, value in tree.items()}]
    if isinstance(tree, Rows):
        return ["s", tree.line, [_pack(value) for value in tree]]
    return tree


def _unpack(packed: Any, path: Path) -> Any:
    if not isinstance(packed, list):
        return packed
    if packed[0] == "s":
        return Rows(path, packed[1], (_unpack(entry, path) for entry in packed[2]))
    _, line, lines, entries = packed
    row = Row(path, line, entries, dict(zip(entries, lines, strict=True)))
    for key, value in entries.items():
        if isinstance(value, list):
            row[key] = _unpack(value, path)
    return row
