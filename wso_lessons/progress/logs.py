"""Two logs with one face: a list in memory, and an SQLite file with its second copy. Both only ever append."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast, get_args

from wso_lessons.content import clock
from wso_lessons.content.answer import REVIEW, Answer
from wso_lessons.content.files import check_own
from wso_lessons.progress.lines import Entry, Lines, key_of
from wso_lessons.progress.records import LessonEvent, LessonEventKind

if TYPE_CHECKING:
    import sqlite3

_COLUMNS = ("at", "item_id", "set_id", "lesson_id", "response", "state", "score", "hints_used", "tries", "confidence")
_INSERT = f"INSERT INTO attempts ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_INSERT_EVENT = "INSERT INTO lesson_events (at, lesson_id, kind) VALUES (?, ?, ?)"
_SELECT_EVENTS = "SELECT id, at, lesson_id, kind FROM lesson_events ORDER BY id"
_SELECT = f"SELECT id, {', '.join(_COLUMNS)} FROM attempts ORDER BY id"
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
    """Where answers and lesson events are appended; `seed` is made once and then stays."""

    def add_answer(self, answer: Answer) -> None:
        """Appends an answer."""

    def add_event(self, event: LessonEvent) -> None:
        """Appends what happened to a lesson."""

    def answers(self, item_id: str | None = None) -> list[Answer]:
        """All answers in order, or those to one item."""

    def events(self) -> list[LessonEvent]:
        """What happened to lessons, in order."""

    def seed(self) -> str:
        """The number that orders this learner's options, as text."""

    def checkpoint(self) -> None:
        """Puts what was appended on the disk."""

    def close(self) -> None:
        """Lets go of the file, where there is one."""


def last_answers(answers: Iterable[Answer], item_ids: Iterable[str] | None = None) -> dict[str, Answer]:
    """The newest answer to each of these items (to all, where none are named) that was not given in a review."""
    newest = {answer.item_id: answer for answer in answers if answer.lesson_id != REVIEW}
    return newest if item_ids is None else {name: newest[name] for name in item_ids if name in newest}


class MemoryLog:
    """Keeps what happens while the kernel lives."""

    def __init__(self, seed: str = "") -> None:
        self._answers: list[Answer] = []
        self._events: list[LessonEvent] = []
        self._seed = seed or secrets.token_hex(8)

    def add_answer(self, answer: Answer) -> None:
        self._answers.append(answer)

    def add_event(self, event: LessonEvent) -> None:
        self._events.append(event)

    def answers(self, item_id: str | None = None) -> list[Answer]:
        return [answer for answer in self._answers if item_id in (None, answer.item_id)]

    def events(self) -> list[LessonEvent]:
        return list(self._events)

    def seed(self) -> str:
        return self._seed

    def checkpoint(self) -> None:
        """Nothing is held."""

    def close(self) -> None:
        """Nothing is held."""


class FileLog:
    """An SQLite file that several kernels may use at once; each append is on the disk when the call returns.

    Every entry also goes into the lines beside the file. Opening compares the two: what either lacks is put back from
    the other. `restored` is how many entries the database had lost; `damaged` how many of its rows turned out to be
    unreadable or altered since it was opened last, and `copy` is where the file was kept as it was found, or None.
    """

    def __init__(self, path: Path) -> None:
        from wso_lessons.progress.schema import connect

        self.path = path
        for ending in ("", "-wal", "-shm", "-journal"):
            check_own(Path(f"{path}{ending}"), path.parent)
        self._lock = threading.Lock()
        self._lines = Lines(path)
        entries, seed = self._lines.read()
        self._db: sqlite3.Connection = connect(path, OPENING_SECONDS, seed)
        self._altered: frozenset[int] = frozenset()
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

    def _run(self, statement: str, values: Iterable[Any] = ()) -> list[Any]:
        if not self.path.exists():
            # SQLite would go on writing into a file that no longer has a name.
            raise FileNotFoundError(f"{self.path} has gone")
        with self._lock:
            return self._db.execute(statement, tuple(values)).fetchall()

    def _compare(self, entries: list[Entry]) -> int:
        rows, unreadable = self._rows()
        lines = {key_of(one): one for one in entries}
        # A row of the same item and moment as a line, and unlike it, is that line after a bit has turned.
        places = {(one.at, one.item_id) for one in entries if isinstance(one, Answer)}
        self._altered = frozenset(
            number for number, one in rows.items() if (one.at, one.item_id) in places and key_of(one) not in lines
        )
        events, unknown = self._event_rows()
        damaged = {f"answer-{number}" for number in unreadable | self._altered}
        self._note_damage(damaged | {f"event-{number}" for number in unknown})
        stored: list[Entry] = [*rows.values(), *events]
        held = {key_of(one): one for one in stored}
        lost = [one for key, one in lines.items() if key not in held]
        restored = self._put_back(lost) if lost else 0
        altered = {key_of(rows[number]) for number in self._altered}
        self._lines.append(one for key, one in held.items() if key not in lines and key not in altered)
        return restored

    def _put_back(self, lost: list[Entry]) -> int:
        """Inserts what the database lacks and gives its count; kernels that open at one moment put it back once."""
        self._run("BEGIN IMMEDIATE")
        try:
            held = {*map(key_of, self.answers()), *map(key_of, self.events())}
            lacking = [one for one in lost if key_of(one) not in held]
            for one in lacking:
                self._insert(one)
            self._run("COMMIT")
        except BaseException:
            self._db.rollback()
            raise
        return len(lacking)

    def _note_damage(self, rows: set[str]) -> None:
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

    def add_answer(self, answer: Answer) -> None:
        self._insert(answer)
        self._lines.append([answer])

    def add_event(self, event: LessonEvent) -> None:
        self._insert(event)
        self._lines.append([event])

    def _insert(self, entry: Entry) -> None:
        if isinstance(entry, LessonEvent):
            self._run(_INSERT_EVENT, (entry.at, entry.lesson_id, entry.kind))
            return
        values = [getattr(entry, name) for name in _COLUMNS]
        values[_COLUMNS.index("response")] = json.dumps(entry.response)
        self._run(_INSERT, values)

    def answers(self, item_id: str | None = None) -> list[Answer]:
        rows, _ = self._rows()
        return [one for key, one in rows.items() if key not in self._altered and item_id in (None, one.item_id)]

    def _rows(self) -> tuple[dict[int, Answer], frozenset[int]]:
        """The rows that can be read, by number, and the numbers of the others, whose lines take their place."""
        read = {number: _answer(row) for number, *row in self._run(_SELECT)}
        found = {number: answer for number, answer in read.items() if answer}
        return found, frozenset(read.keys() - found.keys())

    def events(self) -> list[LessonEvent]:
        return self._event_rows()[0]

    def _event_rows(self) -> tuple[list[LessonEvent], frozenset[int]]:
        """What happened to lessons, in order, and the numbers of the rows that cannot be read."""
        read = {number: _event(row) for number, *row in self._run(_SELECT_EVENTS)}
        return [event for event in read.values() if event], frozenset(n for n, event in read.items() if not event)

    def seed(self) -> str:
        return _text(self._run("SELECT value FROM facts WHERE name = 'seed'")[0][0])

    def checkpoint(self) -> None:
        """Moves what was written into the one file, so that a copy of it is whole."""
        self._run("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        self._db.close()

    def __del__(self) -> None:
        # A kernel that ends without closing must not warn about an open file.
        if "_db" in self.__dict__:
            self._db.close()


def _text(value: Any) -> str:
    """A cell's text; the file hands out bytes, so that one that is no UTF-8 costs its row and not the whole reading."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _event(row: list[Any]) -> LessonEvent | None:
    """The event in a row, or None where a damaged file makes it unreadable."""
    try:
        at, lesson_id, kind = (value.decode("utf-8") for value in row)
    except (AttributeError, UnicodeDecodeError):
        return None
    known = kind in get_args(LessonEventKind)
    return LessonEvent(at=at, lesson_id=lesson_id, kind=cast("LessonEventKind", kind)) if known else None


def _answer(row: list[Any]) -> Answer | None:
    """The answer in a row, or None where a damaged file makes it unreadable."""
    cells = dict(zip(_COLUMNS, row, strict=True))
    try:
        texts = {name: value.decode("utf-8") for name, value in cells.items() if isinstance(value, bytes)}
        cells |= texts | {"response": json.loads(texts["response"])}
        set_id = cells.pop("set_id")
        answer = Answer(**cells)
        whole = isinstance(answer.score, float) and 0 <= answer.score <= 1 and isinstance(answer.tries, int)
        whole = whole and isinstance(answer.hints_used, int) and set_id == answer.set_id
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return None
    return answer if whole else None
