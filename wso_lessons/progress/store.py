"""A learner's own record: attempts, lessons opened and finished, and a steady seed.

Face: `open_progress(path=None) -> Progress`; `.record_attempt(item_id, set_id, lesson_id, response, mark, ...)`,
`.last_attempt(item_id)`, `.attempts()`, `.lesson_opened(id)`, `.lesson_finished(id)`, `.last_lesson()`,
`.lesson_state(id, item_ids)`, `.learner_seed()`, `.for_quiz(items, lesson_id)` (what a question set needs), `.notice`
(one sentence for the learner where nothing is being kept on disk, else ""), `.path` (the file, or None).
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from wso_lessons.progress.logs import FileLog, Log, MemoryLog
from wso_lessons.progress.quiz_record import Checked, Identified, Record
from wso_lessons.progress.records import Attempt, LessonEvent, LessonEventKind, LessonState, Marked

T = TypeVar("T")
VARIABLE = "WSO_LESSONS_PROGRESS"
FOLDER = ".wso-lessons"
FILE = "progress.sqlite3"
IN_MEMORY = "Answers are kept only while this notebook is open"


class Progress:
    """The record over a log. A write that fails moves on to memory, with one notice; it never stops the learner."""

    def __init__(self, log: Log, notice: str = "") -> None:
        self._log, self.notice = log, notice

    @property
    def path(self) -> Path | None:
        """The file in use, or None where answers are kept in memory."""
        return self._log.path if isinstance(self._log, FileLog) else None

    def record_attempt(
        self,
        item_id: str,
        set_id: str,
        lesson_id: str,
        response: Any,
        mark: Marked,
        hints_used: int = 0,
        confidence: str = "",
        tries: int = 1,
    ) -> Attempt:
        """Appends one checked answer; when this returns without a new notice, it is on the disk."""
        attempt = Attempt(
            at=_now(), item_id=item_id, set_id=set_id, lesson_id=lesson_id, response=response, state=mark.state,
            score=float(mark.score), hints_used=hints_used, tries=tries, confidence=confidence,
        )  # fmt: skip
        self._append(attempt)
        return attempt

    def lesson_opened(self, lesson_id: str) -> None:
        """Notes that a lesson was opened now."""
        self._event(lesson_id, "opened")

    def lesson_finished(self, lesson_id: str) -> None:
        """Notes that a lesson was finished now."""
        self._event(lesson_id, "finished")

    def last_attempt(self, item_id: str) -> Attempt | None:
        """The newest attempt at an item, or None."""
        return self.last_attempts([item_id]).get(item_id)

    def last_attempts(self, item_ids: Iterable[str] | None = None) -> dict[str, Attempt]:
        """The newest attempt at each of these items (of all, where none are named) that was not made in a review."""
        wanted = None if item_ids is None else tuple(item_ids)
        return self._ask(lambda log: log.last_attempts(wanted))

    def attempts(self, item_id: str | None = None) -> list[Attempt]:
        """All attempts, oldest first; those at one item where it is named."""
        return self._ask(lambda log: log.attempts(item_id))

    def last_lesson(self) -> str | None:
        """The id of the lesson opened last, or None."""
        opened = [event.lesson_id for event in self.events() if event.kind == "opened"]
        return opened[-1] if opened else None

    def events(self) -> list[LessonEvent]:
        """When lessons were opened and finished, oldest first."""
        return self._ask(lambda log: log.events())

    def lesson_state(self, lesson_id: str, item_ids: Iterable[str] | None = None) -> LessonState:
        """How far the learner is in a lesson; its score counts `item_ids`, or every item answered in it.

        With `item_ids` a lesson is finished when each of them is answered; running all cells does not finish it.
        """
        item_ids = None if item_ids is None else tuple(item_ids)
        events = [event for event in self.events() if event.lesson_id == lesson_id]
        kinds = {event.kind for event in events}
        newest = self.last_attempts(item_ids).values()
        counted = [a for a in newest if a.state != "noted" and (item_ids is not None or a.lesson_id == lesson_id)]
        return LessonState(
            state="finished"
            if "finished" in kinds or (item_ids and len(counted) == len(item_ids))
            else "opened"
            if kinds or counted
            else "new",
            last_opened=max((event.at for event in events if event.kind == "opened"), default=""),
            answered=len(counted),
            right=sum(attempt.state == "right" for attempt in counted),
            points=round(sum(attempt.score for attempt in counted), 2),
        )

    def learner_seed(self) -> str:
        """A random word made once for this record, so that shuffled options keep their order."""
        return self._ask(lambda log: log.seed())

    def for_quiz(self, items: Iterable[Identified], lesson_id: str) -> Record:
        """What a question set needs of this record: earlier answers, the seed, what keeps an answer, the notice."""

        def keep(attempted: Checked) -> str:
            item = attempted.item
            self.record_attempt(
                item.id, item.set_id, lesson_id, attempted.response, attempted.mark,
                attempted.hints_used, attempted.confidence, attempted.tries,
            )  # fmt: skip
            return self.notice

        answers = self.last_attempts(item.id for item in items)
        return Record(answers, self.learner_seed(), keep, self.notice)

    def close(self) -> None:
        """Lets go of the file."""
        self._log.close()

    def _event(self, lesson_id: str, kind: LessonEventKind) -> None:
        self._append(LessonEvent(at=_now(), lesson_id=lesson_id, kind=kind))

    def _append(self, entry: Attempt | LessonEvent) -> None:
        self._ask(lambda log: log.add_attempt(entry) if isinstance(entry, Attempt) else log.add_event(entry))

    def _ask(self, act: Callable[[Log], T]) -> T:
        """Does something with the log; where the file fails, goes on in memory with what could still be read."""
        try:
            return act(self._log)
        except _file_errors() as error:
            self._log = _rescued(self._log)
            self.notice = f"{IN_MEMORY} from now on: the file of your answers cannot be used ({error})."
            return act(self._log)


def _rescued(log: Log) -> MemoryLog:
    """A memory log that holds what can still be read of the old one."""
    memory = MemoryLog()
    try:
        memory = MemoryLog(log.seed())
        for attempt in log.attempts():
            memory.add_attempt(attempt)
        for event in log.events():
            memory.add_event(event)
    except _file_errors():
        pass
    log.close()
    return memory


def _file_errors() -> tuple[type[Exception], ...]:
    try:
        import sqlite3
    except ImportError:
        return (OSError,)
    return (sqlite3.Error, OSError)


def _now() -> str:
    return datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def find_file(start: Path | None = None) -> Path | None:
    """Where the record is: the variable, else the nearest file upward, else a `.wso-lessons` folder, else None."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    here = (start or Path.cwd()).resolve()
    places = [folder / FOLDER for folder in (here, *here.parents)]
    existing = next((place / FILE for place in places if (place / FILE).is_file()), None)
    return existing or next((place / FILE for place in places if place.is_dir()), None)


def open_progress(path: Path | str | None = None) -> Progress:
    """Opens the learner's record; where no file can be used, one in memory with a notice. Never raises."""
    file = Path(path) if path is not None else find_file()
    if file is None:
        return Progress(MemoryLog(), f"{IN_MEMORY}: this folder holds no course record.")
    try:
        import sqlite3
    except ImportError:
        return Progress(MemoryLog(), f"{IN_MEMORY}: this Python has no SQLite.")
    from wso_lessons.progress.schema import NewerFileError

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return Progress(FileLog(file))
    except NewerFileError:
        reason = f"{file} was written by a newer version of this course"
    except (sqlite3.Error, OSError) as error:
        reason = _what_happened(file, error)
    return Progress(MemoryLog(), f"{IN_MEMORY}: {reason}.")


def _what_happened(file: Path, error: Exception) -> str:
    import sqlite3

    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _set_aside(file)
    if code == sqlite3.SQLITE_BUSY:
        return f"{file} is held by another program"
    return f"{file} cannot be written ({error})"


def _set_aside(file: Path) -> str:
    """Renames a broken file and its companions, so that the next start begins a fresh one; nothing is deleted."""
    stamp = datetime.datetime.now(tz=datetime.UTC).strftime("%Y%m%d-%H%M%S")
    kept = file.with_name(f"{file.stem}.broken-{stamp}{file.suffix}")
    try:
        for ending in ("", "-wal", "-shm"):
            part = Path(f"{file}{ending}")
            if part.exists():
                part.rename(f"{kept}{ending}")
    except OSError:
        return f"{file} is damaged"
    return f"{file} is damaged and was kept as {kept.name}; the next start begins a new one"
