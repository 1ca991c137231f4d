"""A learner's own record: answers, lessons opened and finished, and a steady seed.

Face: `open_progress(path=None) -> Progress`; `.record_answer(answer)`, `.last_answers(item_ids)`, `.answers()`,
`.lesson_opened(id)`, `.lesson_finished(id)`, `.last_lesson()`, `.lesson_state(id, item_ids)`, `.learner_seed()`,
`.for_quiz(items, lesson_id)` (what a question set needs), `.notice` (one sentence for the learner where nothing is
being kept on disk, else ""), `.path` (the file, or None).
"""

from __future__ import annotations

import atexit
import contextlib
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from wso_lessons.content import clock
from wso_lessons.content.answer import REVIEW, Answer
from wso_lessons.content.layout import PROGRESS, STATE
from wso_lessons.content.words import count_with_noun
from wso_lessons.progress.lines import key_of
from wso_lessons.progress.logs import FileLog, LinesLog, Log, MemoryLog, locks_work, path_aside
from wso_lessons.progress.records import Entry, LessonEvent, LessonEventKind, LessonState, Record

T = TypeVar("T")
FILE = "progress.sqlite3"
IN_MEMORY = "Answers are kept only while this notebook is open"
IN_LINES = "Answers are kept in a plain file beside the record"
RETRY_SECONDS = 30  # between tries: a full disk is not asked at each answer


class Progress:
    """The record over a log. A write that fails moves on to memory, with one notice; it never stops the learner."""

    def __init__(self, log: Log, notice: str = "", waiting: Path | None = None) -> None:
        self._log, self.notice = log, notice
        # Where answers belong while they are held in memory, and when that place was last tried.
        self._waiting: Path | None = None
        self._wait_for(waiting)

    @property
    def path(self) -> Path | None:
        """The file in use, or None where answers are kept in memory."""
        return self._log.path

    def record_answer(self, answer: Answer) -> Answer:
        """Appends an answer, dated now where it has no date; without a new notice afterwards, it is on the disk."""
        dated = answer if answer.at else replace(answer, at=clock.stamp())
        self._append(dated)
        return dated

    def lesson_opened(self, lesson_id: str) -> None:
        """Notes that a lesson was opened now."""
        self._event(lesson_id, "opened")

    def lesson_finished(self, lesson_id: str) -> None:
        """Notes that a lesson was finished now."""
        self._event(lesson_id, "finished")

    def last_answers(self, item_ids: Iterable[str] | None = None) -> dict[str, Answer]:
        """The newest answer at each of these items (of all, where none are named) that was not made in a review."""
        newest = {answer.item_id: answer for answer in self.answers() if answer.lesson_id != REVIEW}
        return newest if item_ids is None else {name: newest[name] for name in item_ids if name in newest}

    def answers(self) -> list[Answer]:
        """All answers, oldest first."""
        return self._ask(lambda log: log.entries(Answer))

    def last_lesson(self) -> str | None:
        """The id of the lesson opened last, or None."""
        opened = [event.lesson_id for event in self.events() if event.kind == "opened"]
        return opened[-1] if opened else None

    def events(self) -> list[LessonEvent]:
        """When lessons were opened and finished, oldest first."""
        return self._ask(lambda log: log.entries(LessonEvent))

    def lesson_state(self, lesson_id: str, item_ids: Iterable[str] | None = None) -> LessonState:
        """How far the learner is in a lesson; its score counts `item_ids`, or every item answered in it.

        With `item_ids` a lesson is finished when each of them is answered; running all cells does not finish it.
        """
        item_ids = None if item_ids is None else tuple(item_ids)
        events = [event for event in self.events() if event.lesson_id == lesson_id]
        kinds = {event.kind for event in events}
        newest = self.last_answers(item_ids).values()
        counted = [a for a in newest if a.keyed and (item_ids is not None or a.lesson_id == lesson_id)]
        is_finished = "finished" in kinds or bool(item_ids and len(counted) == len(item_ids))
        is_opened = bool(kinds or counted)
        return LessonState(
            state="finished" if is_finished else "opened" if is_opened else "new",
            answered=len(counted),
            right=sum(answer.state == "right" for answer in counted),
            points=round(sum(answer.score for answer in counted), 2),
        )

    def learner_seed(self) -> str:
        """A random word made once for this record, so that shuffled options keep their order."""
        return self._ask(lambda log: log.seed())

    def for_quiz(self, item_ids: Iterable[str], lesson_id: str) -> Record:
        """What a question set needs of this record: earlier answers, the seed, what keeps an answer, the notice."""

        def keep(answer: Answer) -> str:
            self.record_answer(replace(answer, lesson_id=lesson_id))
            return self.notice

        return Record(self.last_answers(item_ids), self.learner_seed(), keep, self.notice)

    def close(self) -> None:
        """Lets go of the file; what is held in memory is taken to it where there is room by now."""
        self._return_to_file(wait=0)
        self._log.close()

    def _wait_for(self, file: Path | None) -> None:
        """Notes where answers belong that are held in memory; a kernel that ends tries that place once more."""
        self._waiting, self._tried = file, clock.now()
        if file:
            atexit.register(self.close)

    def _return_to_file(self, wait: float = RETRY_SECONDS) -> None:
        """Takes what is held in memory to the file where there is room again, `wait` seconds after the last try."""
        late = (clock.now() - self._tried).total_seconds() >= wait
        if self._waiting is None or not isinstance(self._log, MemoryLog) or not late:
            return
        self._tried = clock.now()
        found = open_progress(self._waiting)
        if isinstance(found._log, MemoryLog):
            return
        held = set(map(key_of, found._log.all_entries()))
        for one in self._log.all_entries():
            if key_of(one) not in held:
                found._append(one)
        self._log, self.notice = found._log, found.notice

    def _event(self, lesson_id: str, kind: LessonEventKind) -> None:
        self._append(LessonEvent(at=clock.stamp(), lesson_id=lesson_id, kind=kind))

    def _append(self, entry: Entry) -> None:
        self._return_to_file()
        self._ask(lambda log: log.add(entry))

    def _ask(self, act: Callable[[Log], T]) -> T:
        """Does something with the log; where the file fails, goes on in memory with what could still be read."""
        try:
            return act(self._log)
        except _file_errors() as error:
            file = self.path
            self._log, where = _rescue(self._log)
            self._wait_for(None if isinstance(self._log, LinesLog) else file)
            self.notice = f"{where} from now on: the file of your answers cannot be used ({error})."
            return act(self._log)


def _rescue(log: Log) -> tuple[Log, str]:
    """What goes on in place of a log that failed, with all that can still be read; and where answers are now."""
    if isinstance(log, FileLog):
        log.close()
        with contextlib.suppress(OSError):
            if log.path.exists():
                return LinesLog(log.path), f"{IN_LINES} ({log.path.with_suffix('.jsonl').name})"
    memory = MemoryLog()
    with contextlib.suppress(*_file_errors()):
        memory = MemoryLog(log.seed())
        for entry in log.all_entries():
            memory.add(entry)
    return memory, IN_MEMORY


def _file_errors() -> tuple[type[Exception], ...]:
    try:
        import sqlite3
    except ImportError:
        return (OSError,)
    return (sqlite3.Error, OSError)


def find_file(start: Path | None = None) -> Path | None:
    """Where the record is: the variable, else the nearest file upward, else in the nearest .wso-lessons, else None."""
    named = os.environ.get(PROGRESS, "").strip()
    if named:
        return Path(named).expanduser()
    here = (start or Path.cwd()).resolve()
    places = [folder / STATE for folder in (here, *here.parents)]
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
        # A learner's record is nobody else's to read.
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not locks_work(file.parent):  # SQLite would wait, and report a lock that is refused as one that is held
            return _beside(file, f"{file} is on a drive where files cannot be locked, as some network drives are")
        return _open_or_copy(file)
    except NewerFileError:
        return _beside(file, f"{file} was written by a newer version of this course")
    except (sqlite3.Error, OSError) as error:
        busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
        return _beside(file, f"{file} is held by another program" if busy else f"{file} cannot be written ({error})")


def _open_or_copy(file: Path) -> Progress:
    """The record in a file; one that is damaged is set aside, and begun again from its second copy."""
    import sqlite3

    try:
        log = FileLog(file)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter: SQLite names a rotten word of the file
        # Anything but these is the file's own damage: a page that rotted, or a table whose name did.
        place = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN,
                 sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)  # fmt: skip
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in place:
            raise
        kept = _set_aside(file)
        log = FileLog(file)
        count = len(log.entries(Answer))
        read = f"{count_with_noun(count, 'answer')} that could be read"
        return Progress(log, f"{file} was damaged and was kept as {kept.name}; {read} stand in a new one.")
    return Progress(log, _what_opening_found(log))


def _what_opening_found(log: FileLog) -> str:
    """What the learner is told, once, of rows that cannot be read and of entries that were put back; or nothing."""
    told = []
    if log.damaged:
        kept = f"a copy of it was kept as {log.copy.name}" if log.copy else "no copy of it could be made"
        told.append(f"{log.damaged} of the rows of {log.path} could not be read; {kept}.")
    if log.restored:
        told.append(f"{log.path} lacked {log.restored} of its entries, which were put back from its second copy.")
    return " ".join(told)


def _beside(file: Path, reason: str) -> Progress:
    """A record in the lines beside a file that cannot be used, or, where these cannot be written either, in memory."""
    with contextlib.suppress(OSError):
        return Progress(LinesLog(file), f"{IN_LINES} ({file.with_suffix('.jsonl').name}): {reason}.")
    return Progress(MemoryLog(), f"{IN_MEMORY}: {reason}.", waiting=file)


def _set_aside(file: Path) -> Path:
    """Renames a broken file and its companions; nothing is deleted. Raises OSError."""
    kept = path_aside(file, "broken")
    for ending in ("", "-wal", "-shm"):
        part = Path(f"{file}{ending}")
        if part.exists():
            part.rename(f"{kept}{ending}")
    return kept
