"""The second copy of a record: one line an entry, only ever appended, each with its own checksum.

A line that was damaged costs that line. Appending needs no lock and no shared memory, so that this copy also holds
where SQLite cannot work, and what a database lost can be put back from it.
"""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import threading
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wso_lessons.content.answer import Answer
from wso_lessons.content.files import check_own
from wso_lessons.progress.records import Entry, LessonEvent

_KINDS: dict[str, type[Entry]] = {"answer": Answer, "event": LessonEvent}


class Lines:
    """The lines beside a record's file; `path` ends in .jsonl. Raises OSError where no file may stand there."""

    def __init__(self, record: Path) -> None:
        self.path = record.with_suffix(".jsonl")
        check_own(self.path, record.parent)
        self._lock = threading.Lock()

    def append(self, entries: Iterable[Entry]) -> None:
        """Appends entries in one write, which is on the disk when this returns. Raises OSError."""
        self._write("".join(_line(as_tree(entry)) for entry in entries))

    def keep_seed(self, seed: str) -> None:
        """Notes the record's seed. Raises OSError."""
        self._write(_line({"seed": seed}))

    def _write(self, text: str) -> None:
        if not text:
            return
        # Each write begins a line of its own, whatever a crash may have left of the one before.
        content = ("\n" + text).encode("utf-8", "surrogatepass")
        with self._lock:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                if os.write(handle, content) < len(content):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(handle)
            finally:
                os.close(handle)

    def read(self) -> tuple[list[Entry], str]:
        """The entries that are whole, each once and in order, and the seed or "". Raises OSError."""
        if not self.path.exists():
            return [], ""
        trees = [tree for line in self.path.read_bytes().split(b"\n") if (tree := _tree(line))]
        seed = next((str(tree["seed"]) for tree in trees if "seed" in tree), "")
        found = {key_of(entry): entry for tree in trees if (entry := _entry(tree))}
        return list(found.values()), seed


def as_tree(entry: Entry) -> dict[str, object]:
    """An entry as plain JSON values under its kind."""
    kind = next(name for name, cls in _KINDS.items() if isinstance(entry, cls))
    return {kind: dataclasses.asdict(entry)}


def key_of(entry: Entry) -> str:
    """What makes two entries the same: all they hold. Two answers to one item in one millisecond are one."""
    return json.dumps(as_tree(entry), sort_keys=True)


def _line(tree: dict[str, object]) -> str:
    text = json.dumps(tree, sort_keys=True)  # ASCII, so that no byte of it is half a character
    return f"{zlib.crc32(text.encode()):08x} {text}\n"


def _tree(line: bytes) -> dict[str, object]:
    """What a line holds; nothing where its checksum does not fit."""
    check, _, text = line.partition(b" ")
    try:
        if int(check, 16) != zlib.crc32(text):
            return {}
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return tree if isinstance(tree, dict) else {}


def _entry(tree: dict[str, Any]) -> Entry | None:
    for kind, cls in _KINDS.items():
        if isinstance(tree.get(kind), dict):
            try:
                return cls(**tree[kind])
            except TypeError:  # written by another version, with other fields
                return None
    return None
