"""Logs with one face, which only ever append: in memory, in lines, and in an SQLite file with lines beside it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, get_args

from wso_lessons.content import clock
from wso_lessons.content.answer import Answer
from wso_lessons.content.files import check_own
from wso_lessons.progress.lines import Lines, key_of
from wso_lessons.progress.records import Entry, LessonEvent, LessonEventKind

if TYPE_CHECKING:
    import sqlite3

E = TypeVar("E", Answer, LessonEvent)
_DAMAGED = "damaged rows"  # the fact that lists their numbers, so that each is told once
OPENING_SECONDS = 1.5  # a learner is told within two seconds where the file cannot be had
BUSY_SECONDS = 15.0  # once open, locks are known to work, and another kernel's write takes moments


def path_aside(file: Path, why: str) -> Path:
    """Where a record is kept beside itself: progress.WHY-DATE.sqlite3."""
    return file.with_name(f"{file.stem}.{why}-{clock.now():%Y%m%d-%H%M%S}{file.suffix}")


def locks_work(folder: Path) -> bool:
    """Whether the file system of this folder gives locks; True where that cannot be tried, as on Windows."""
    try:
        import fcntl

        # A file of its own: closing the record's file here would end the locks that another thread holds on it.
        with tempfile.TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        return True
    except OSError as error:
        return error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
    return True


class Log(Protocol):
    """Where answers and lesson events are appended; `path` is the record's file, None where there is none."""

    path: Path | None = None

    def add(self, entry: Entry) -> None:
        """Appends an answer, or what happened to a lesson."""

    def entries(self, kind: type[E]) -> list[E]:
        """The entries of a kind, `Answer` or `LessonEvent`, oldest first."""

    def all_entries(self) -> Iterator[Entry]:
        """The answers, then what happened to lessons."""
        yield from self.entries(Answer)
        yield from self.entries(LessonEvent)

    def seed(self) -> str:
        """The number that orders this learner's options, as text: made once, it stays."""

    def close(self) -> None:
        """Lets go of the file, where there is one."""


class MemoryLog(Log):
    """Keeps what happens while the kernel lives."""

    def __init__(self, seed: str = "", entries: Iterable[Entry] = ()) -> None:
        self._seed = seed or secrets.token_hex(8)
        self._entries = list(entries)

    def add(self, entry: Entry) -> None:
        self._entries.append(entry)

    def entries(self, kind: type[E]) -> list[E]:
        return [one for one in self._entries if isinstance(one, kind)]

    def seed(self) -> str:
        return self._seed

    def close(self) -> None:
        """Nothing is held open."""


class LinesLog(MemoryLog):
    """A log in the lines alone, where SQLite cannot be used. Raises OSError where they cannot be written."""

    def __init__(self, record: Path) -> None:
        self.path = record
        self._lines = Lines(record)
        entries, seed = self._lines.read()
        super().__init__(seed, entries)
        if not seed:
            self._lines.keep_seed(self._seed)

    def add(self, entry: Entry) -> None:
        self._lines.append([entry])
        super().add(entry)


class FileLog(Log):
    """An SQLite file that several kernels may use at once; each append is on the disk when the call returns.

    Every entry also goes into the lines beside the file. Opening compares the two: what either lacks is put back from
    the other. `restored` is how many entries the database had lost; `damaged` how many of its rows turned out to be
    unreadable or altered since it was opened last, and `copy` is where the file was kept as it was found, or None.
    """

    def __init__(self, path: Path) -> None:
        from wso_lessons.progress.schema import connect

        self.path: Path = path
        for ending in ("", "-wal", "-shm", "-journal"):
            check_own(Path(f"{path}{ending}"), path.parent)
        self._lock = threading.Lock()
        self._lines = Lines(path)
        entries, seed = self._lines.read()
        self._db: sqlite3.Connection = connect(path, OPENING_SECONDS, seed)
        self._altered: frozenset[str] = frozenset()
        self.damaged = 0
        self.copy: Path | None = None
        try:
            self._db.execute(f"PRAGMA busy_timeout = {int(1000 * BUSY_SECONDS)}")
            if not seed:
                self._lines.keep_seed(self.seed())
            self.restored = self._compare(entries)
        except BaseException:
            self._db.close()
            raise

    def _run(self, statement: str, values: Iterable[object] = ()) -> list[Any]:
        if not self.path.exists():
            # SQLite would go on writing into a file that no longer has a name.
            raise FileNotFoundError(f"{self.path} has gone")
        with self._lock:
            return self._db.execute(statement, tuple(values)).fetchall()

    def _compare(self, entries: list[Entry]) -> int:
        rows = self._rows(Answer) | self._rows(LessonEvent)
        lines = {key_of(one): one for one in entries}
        # A row of the same item and moment as a line, and unlike it, is that line after a bit has turned.
        places = {(one.at, one.item_id) for one in entries if isinstance(one, Answer)}
        altered = {
            name: key_of(one)
            for name, one in rows.items()
            if isinstance(one, Answer) and (one.at, one.item_id) in places and key_of(one) not in lines
        }
        self._altered = frozenset(altered)
        self._note_damage(self._altered.union(name for name, one in rows.items() if one is None))
        held = {key_of(one): one for one in rows.values() if one}
        lost = [one for key, one in lines.items() if key not in held]
        restored = self._put_back(lost) if lost else 0
        known = lines.keys() | altered.values()
        self._lines.append(one for key, one in held.items() if key not in known)
        return restored

    def _put_back(self, lost: list[Entry]) -> int:
        """Inserts what the database lacks and gives its count; kernels that open at one moment put it back once."""
        with self._db:  # what was begun is committed, or rolled back where something fails
            self._run("BEGIN IMMEDIATE")
            held = set(map(key_of, self.all_entries()))
            lacking = [one for one in lost if key_of(one) not in held]
            for one in lacking:
                self._insert(one)
        return len(lacking)

    def _note_damage(self, rows: frozenset[str]) -> None:
        """Keeps a copy of the file as it was found when rows are damaged that were not noted before; notes them."""
        noted = self._run("SELECT value FROM facts WHERE name = ?", [_DAMAGED])
        fresh = rows.difference(*(_text(value).split() for (value,) in noted))
        if fresh:
            self.damaged, self.copy = len(fresh), self._keep_copy()
            self._run("INSERT OR REPLACE INTO facts VALUES (?, ?)", [_DAMAGED, " ".join(sorted(rows))])

    def _keep_copy(self) -> Path | None:
        import sqlite3

        path = path_aside(self.path, "damaged")
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))  # nobody else's to read
            with contextlib.closing(sqlite3.connect(path)) as copy:
                self._db.backup(copy)
        except (sqlite3.Error, OSError):  # as where the disk is full: the answers matter more
            return None
        return path

    def add(self, entry: Entry) -> None:
        self._insert(entry)
        self._lines.append([entry])
        if isinstance(entry, LessonEvent):
            # Moves what was written into the one file now and then, so that a copy of it is whole.
            self._run("PRAGMA wal_checkpoint(PASSIVE)")

    def _insert(self, entry: Entry) -> None:
        table = _TABLES[type(entry)]
        cells = {name: getattr(entry, name) for name in table.columns}
        if isinstance(entry, Answer):
            cells["response"] = json.dumps(entry.response)
        places = ", ".join("?" * len(cells))
        self._run(f"INSERT INTO {table.name} ({', '.join(cells)}) VALUES ({places})", cells.values())

    def entries(self, kind: type[E]) -> list[E]:
        return [one for name, one in self._rows(kind).items() if isinstance(one, kind) and name not in self._altered]

    def _rows(self, kind: type[Entry]) -> dict[str, Entry | None]:
        """The entries of a kind by the names of their rows; None where a row cannot be read: its line replaces it."""
        table = _TABLES[kind]
        rows = self._run(f"SELECT id, {', '.join(table.columns)} FROM {table.name} ORDER BY id")
        cells = {f"{table.row}-{number}": dict(zip(table.columns, row, strict=True)) for number, *row in rows}
        return {name: table.read(row) for name, row in cells.items()}

    def seed(self) -> str:
        return _text(self._run("SELECT value FROM facts WHERE name = 'seed'")[0][0])

    def close(self) -> None:
        self._db.close()

    def __del__(self) -> None:
        # A kernel that ends without closing must not warn about an open file.
        if "_db" in self.__dict__:
            self._db.close()


def _text(value: object) -> str:
    """A cell's text; the file hands out bytes, so that one that is no UTF-8 costs its row and not the whole reading."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _event(cells: dict[str, Any]) -> LessonEvent | None:
    """The event in a row, or None where a damaged file makes it unreadable."""
    try:
        event = LessonEvent(**{name: value.decode("utf-8") for name, value in cells.items()})
    except (AttributeError, UnicodeDecodeError):
        return None
    return event if event.kind in get_args(LessonEventKind) else None


def _answer(cells: dict[str, Any]) -> Answer | None:
    """The answer in a row, or None where a damaged file makes it unreadable."""
    try:
        cells = {name: value.decode("utf-8") if isinstance(value, bytes) else value for name, value in cells.items()}
        set_id = cells.pop("set_id")
        answer = Answer(**cells | {"response": json.loads(cells["response"])})
        whole = isinstance(answer.score, float) and 0 <= answer.score <= 1 and isinstance(answer.tries, int)
        whole = whole and isinstance(answer.hints_used, int) and set_id == answer.set_id
    except (TypeError, ValueError, AttributeError, RecursionError):
        return None
    return answer if whole else None


class _Table(NamedTuple):
    """Where entries of a kind stand: the table, its columns, what a row is called, and how one is read."""

    name: str
    columns: tuple[str, ...]
    row: str
    read: Callable[[dict[str, Any]], Entry | None]


_TABLES: dict[type[Entry], _Table] = {
    Answer: _Table("attempts", ("at", "item_id", "set_id", "lesson_id", "response", "state", "score", "hints_used",
                                "tries", "confidence"), "answer", _answer),
    LessonEvent: _Table("lesson_events", ("at", "lesson_id", "kind"), "event", _event),
}  # fmt: skip
