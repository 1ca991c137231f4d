"""The SQLite schema of a learner's record, its versions, and how a file is opened.

Version n is reached by running the first n migrations; `PRAGMA user_version` says which one a file has.
"""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

# Each a list of statements, which are run one by one: `executescript` would commit between them.
MIGRATIONS = (
    (
        "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE attempts (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, item_id TEXT NOT NULL, set_id TEXT NOT NULL,
            lesson_id TEXT NOT NULL, response TEXT NOT NULL, state TEXT NOT NULL, score REAL NOT NULL,
            hints_used INTEGER NOT NULL, tries INTEGER NOT NULL, confidence TEXT NOT NULL
        )""",
        "CREATE INDEX attempts_by_item ON attempts (item_id, id)",
        """CREATE TABLE lesson_events (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, lesson_id TEXT NOT NULL, kind TEXT NOT NULL
        )""",
        """CREATE TRIGGER attempts_stay BEFORE UPDATE ON attempts
            BEGIN SELECT raise(ABORT, 'attempts are only ever added'); END""",
        """CREATE TRIGGER attempts_last BEFORE DELETE ON attempts
            BEGIN SELECT raise(ABORT, 'attempts are only ever added'); END""",
    ),
)


class NewerFileError(Exception):
    """The file was written by a later version of this package; it is left alone."""


def connect(path: Path, busy_seconds: float, seed: str = "") -> sqlite3.Connection:
    """Opens a record, making or migrating it where needed; a new one gets this seed, or one of its own.

    Commits reach the disk before they return (synchronous=FULL). Text comes out as bytes, since a damaged file may hold
    some that is no UTF-8. Raises sqlite3.Error, or NewerFileError.
    """
    db = _open_journal(path, busy_seconds)
    try:
        db.execute("PRAGMA synchronous = FULL")
        _migrate(db, seed or secrets.token_hex(8))
        _check(db)
        db.text_factory = bytes
    except BaseException:
        db.close()
        raise
    return db


# A write-ahead log where programs can share memory: asked for at the first reading.
_WITH_SHARED_MEMORY = ("journal_mode = WAL", "schema_version")
# Else the older journal, which needs locks only. Leaving a write-ahead log means reading it, which can be done without
# shared memory by a program that has the file to itself from the beginning.
_WITHOUT = ("locking_mode = EXCLUSIVE", "journal_mode = DELETE", "locking_mode = NORMAL", "schema_version")


def _open_journal(path: Path, busy_seconds: float) -> sqlite3.Connection:
    try:
        return _open(path, busy_seconds, _WITH_SHARED_MEMORY)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise
        return _open(path, busy_seconds, _WITHOUT)


def _open(path: Path, busy_seconds: float, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    # One connection serves the kernel's threads, behind the log's own lock.
    db = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        for pragma in pragmas:
            db.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def _check(db: sqlite3.Connection) -> None:
    [(verdict,)] = db.execute("PRAGMA quick_check(1)").fetchall()
    if verdict != "ok":
        error = sqlite3.DatabaseError(str(verdict))
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _migrate(db: sqlite3.Connection, seed: str) -> None:
    """Brings the file to the newest schema in one transaction, so that a killed kernel leaves the old one whole."""
    with db:  # what was begun is committed, or rolled back where something fails
        # This asks for the write lock, so that a read-only file shows itself now and not at the first answer.
        db.execute("BEGIN IMMEDIATE")
        [(now,)] = db.execute("PRAGMA user_version")
        if now > len(MIGRATIONS):
            raise NewerFileError
        for number, statements in enumerate(MIGRATIONS[now:], start=now + 1):
            for statement in statements:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
        db.execute("INSERT OR IGNORE INTO facts VALUES ('seed', ?)", [seed])
