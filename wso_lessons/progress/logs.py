"""Two logs with one face: a list in memory, and an SQLite file with its second copy. Both only ever append."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast, get_args

from wso_lessons.content.answer import REVIEW, Answer
from wso_lessons.content.files import check_own
from wso_lessons.progress.lines import Entry, Lines, key_of
from wso_lessons.progress.records import LessonEvent, LessonEventKind

if TYPE_CHECKING:
    import sqlite3

_COLUMNS = ("at", "item_id", "set_id", "lesson_id", "response", "state", "score", "hints_used", "tries", "confidence")
_INSERT = f"INSERT INTO attempts ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_INSERT_EVENT = "INSERT INTO lesson_events (at, lesson_id, kind) VALUES (?, ?, ?)"
_SELECT = f"SELECT id, {', '.join(_COLUMNS)} FROM attempts ORDER BY id"
OPENING_SECONDS = 1.5  # a learner is told within two seconds where the file cannot be had
BUSY_SECONDS = 15.0  # once open, locks are known to work, and another kernel's write takes moments


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
    the other. `restored` is how many entries the database had lost.
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
        rows = self._rows()
        stored: list[Entry] = [*rows.values(), *self.events()]
        held = {key_of(one): one for one in stored}
        lines = {key_of(one): one for one in entries}
        lost = [one for key, one in lines.items() if key not in held]
        for one in lost:
            self._insert(one)
        # A row of the same item and moment as a line, and unlike it, is that line after a bit has turned.
        places = {(one.at, one.item_id) for one in entries if isinstance(one, Answer)}
        self._altered = frozenset(
            number for number, one in rows.items() if (one.at, one.item_id) in places and key_of(one) not in lines
        )
        altered = {key_of(rows[number]) for number in self._altered}
        self._lines.append(one for key, one in held.items() if key not in lines and key not in altered)
        return len(lost)

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
        rows = self._rows()
        return [one for key, one in rows.items() if key not in self._altered and item_id in (None, one.item_id)]

    def _rows(self) -> dict[int, Answer]:
        """The rows that can be read, by number; the others are left out, and their lines take their place."""
        found = {}
        for number, *row in self._run(_SELECT):
            answer = _answer(row)
            if answer:
                found[number] = answer
        return found

    def events(self) -> list[LessonEvent]:
        rows = self._run("SELECT at, lesson_id, kind FROM lesson_events ORDER BY id")
        texts = [(_text(at), _text(lesson_id), _text(kind)) for at, lesson_id, kind in rows]
        known = get_args(LessonEventKind)
        return [
            LessonEvent(at=at, lesson_id=name, kind=cast("LessonEventKind", kind))
            for at, name, kind in texts
            if kind in known
        ]

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
