"""Two logs with one face: a list in memory, and an SQLite file. Both only ever append."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from wso_lessons.content.answer import REVIEW, Answer
from wso_lessons.progress.records import LessonEvent

if TYPE_CHECKING:
    import sqlite3

_COLUMNS = ("at", "item_id", "set_id", "lesson_id", "response", "state", "score", "hints_used", "tries", "confidence")
_INSERT = f"INSERT INTO attempts ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM attempts"
BUSY_SECONDS = 15.0


class Log(Protocol):
    """Where answers and lesson events are appended; `seed` is made once and then stays."""

    def add_answer(self, answer: Answer) -> None:
        """Appends an answer."""

    def add_event(self, event: LessonEvent) -> None:
        """Appends what happened to a lesson."""

    def answers(self, item_id: str | None = None) -> list[Answer]:
        """All answers in order, or those to one item."""

    def last_answers(self, item_ids: Iterable[str] | None = None) -> dict[str, Answer]:
        """The newest answer to each item, reviews left out."""

    def events(self) -> list[LessonEvent]:
        """What happened to lessons, in order."""

    def seed(self) -> str:
        """The number that orders this learner's options, as text."""

    def close(self) -> None:
        """Lets go of the file, where there is one."""


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

    def last_answers(self, item_ids: Iterable[str] | None = None) -> dict[str, Answer]:
        wanted = None if item_ids is None else set(item_ids)
        newest = {a.item_id: a for a in self._answers if a.lesson_id != REVIEW}
        return newest if wanted is None else {name: newest[name] for name in newest if name in wanted}

    def events(self) -> list[LessonEvent]:
        return list(self._events)

    def seed(self) -> str:
        return self._seed

    def close(self) -> None:
        """Nothing is held."""


class FileLog:
    """An SQLite file that several kernels may use at once; each append is on the disk when the call returns."""

    def __init__(self, path: Path) -> None:
        from wso_lessons.progress.schema import connect

        self.path = path
        self._lock = threading.Lock()
        self._db: sqlite3.Connection = connect(path, BUSY_SECONDS)

    def _run(self, statement: str, values: Iterable[Any] = ()) -> list[Any]:
        if not self.path.exists():
            # SQLite would go on writing into a file that no longer has a name.
            raise FileNotFoundError(f"{self.path} has gone")
        with self._lock:
            return self._db.execute(statement, tuple(values)).fetchall()

    def add_answer(self, answer: Answer) -> None:
        values = [getattr(answer, name) for name in _COLUMNS]
        values[_COLUMNS.index("response")] = json.dumps(answer.response, ensure_ascii=False)
        self._run(_INSERT, values)

    def add_event(self, event: LessonEvent) -> None:
        statement = "INSERT INTO lesson_events (at, lesson_id, kind) VALUES (?, ?, ?)"
        self._run(statement, (event.at, event.lesson_id, event.kind))

    def answers(self, item_id: str | None = None) -> list[Answer]:
        if item_id is None:
            return [_answer(row) for row in self._run(f"{_SELECT} ORDER BY id")]
        return [_answer(row) for row in self._run(f"{_SELECT} WHERE item_id = ? ORDER BY id", [item_id])]

    def last_answers(self, item_ids: Iterable[str] | None = None) -> dict[str, Answer]:
        newest = "SELECT max(id) FROM attempts WHERE lesson_id <> ? GROUP BY item_id"
        rows = self._run(f"{_SELECT} WHERE id IN ({newest}) ORDER BY id", [REVIEW])
        found = {answer.item_id: answer for answer in map(_answer, rows)}
        return found if item_ids is None else {name: found[name] for name in item_ids if name in found}

    def events(self) -> list[LessonEvent]:
        rows = self._run("SELECT at, lesson_id, kind FROM lesson_events ORDER BY id")
        return [LessonEvent(at=at, lesson_id=lesson_id, kind=kind) for at, lesson_id, kind in rows]

    def seed(self) -> str:
        return str(self._run("SELECT value FROM facts WHERE name = 'seed'")[0][0])

    def close(self) -> None:
        self._db.close()

    def __del__(self) -> None:
        # A kernel that ends without closing must not warn about an open file.
        if "_db" in self.__dict__:
            self._db.close()


def _answer(row: tuple[Any, ...]) -> Answer:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["response"] = _json(values["response"])
    del values["set_id"]  # a column of the file, which the item's id gives
    return Answer(**values)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return None
