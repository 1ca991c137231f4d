"""A roster: the names of a class, one a line or in a table, and which of them have handed nothing in."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content.files import check_ordinary, failure_reason
from wso_lessons.content.findings import LessonError
from wso_lessons.progress.receipt import MAX_RECEIPT_TEXT

MOST_ROSTER_BYTES = 10_000_000  # a district's 100,000 names
# The columns of a name in the tables that learning systems give, in the order in which a name is said.
_WHOLE = ("name", "student", "student name", "learner", "full name")
_FIRST = ("first name", "firstname", "given name")
_LAST = ("last name", "lastname", "surname", "family name")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who on a roster has handed nothing in, and whose receipts bear a name that is not on it."""

    missing: tuple[str, ...]
    unlisted: tuple[str, ...]


def read_roster(path: Path) -> tuple[str, ...]:
    """The names in a text or CSV file, each once, in order. Raises LessonError where it cannot be read or has none."""
    try:
        check_ordinary(path)
        data = path.read_bytes()[:MOST_ROSTER_BYTES]
    except OSError as error:
        raise LessonError(f"The roster {path} cannot be read: {failure_reason(error)}.") from None
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what spreadsheets on Windows write where they are not told otherwise
    try:
        names = tuple(dict.fromkeys(name for name in _names(text) if _words(name)))
    except csv.Error as error:
        raise LessonError(f"The roster {path} holds what is no name: {error}. Write one name a line.") from None
    # A page of prose on one line, say: to compare it part by part would take hours.
    if any(len(name) > MAX_RECEIPT_TEXT for name in names):
        problem = f"a line of more than {MAX_RECEIPT_TEXT} characters"
        raise LessonError(f"The roster {path} holds what is no name: {problem}. Write one name a line.")
    if not names:
        raise LessonError(f"The roster {path} names nobody. Write one name a line, or a table with a column Name.")
    return names


def _names(text: str) -> Iterable[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    head = lines[0] if lines else ""
    between = max((";", "\t", ","), key=head.count)
    columns = [cell.strip().casefold() for cell in next(csv.reader([head], delimiter=between), [])]
    whole = next((columns.index(name) for name in _WHOLE if name in columns), None)
    parts = [next((columns.index(name) for name in names if name in columns), None) for names in (_FIRST, _LAST)]
    chosen = [whole] if whole is not None else [place for place in parts if place is not None]
    if not chosen:  # a plain list, in which "Last, First" is one name
        return [line.strip().strip('"') for line in lines]
    rows = list(csv.reader(io.StringIO("\n".join(lines[1:])), delimiter=between))
    return [" ".join(row[place].strip() for place in chosen if place < len(row)) for row in rows]


def attendance(roster: Iterable[str], learners: Iterable[str]) -> Attendance:
    """Compares a roster with the names in receipts, whatever the order of a name's parts, capitals and accents.

    A part of a name is enough where no other name on the roster has it.
    """
    places: dict[str, set[str]] = {}
    for name in roster:
        for form in (*_run_together(name), *_words(name)):
            places.setdefault(form, set()).add(name)
    came: set[str] = set()
    unlisted = []
    for learner in learners:
        forms, words = [places.get(form, set()) for form in _run_together(learner)], _words(learner)
        found = set().union(*forms) or set.intersection(*(places.get(word, set()) for word in words or [""]))
        if len(found) == 1:
            came |= found
        else:
            unlisted.append(learner)
    return Attendance(tuple(name for name in roster if name not in came), tuple(unlisted))


def _words(name: str) -> list[str]:
    """The words of a name without accents and capitals."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    # Letters of any alphabet; commas, hyphens and apostrophes part.
    return re.findall(r"\w+", bare)


def _run_together(name: str) -> list[str]:
    """A name as one word, begun at each of its parts: so "Last, First" meets "First Last", and Canvas's "lastfirst"."""
    words = _words(name)
    return ["".join(words[place:] + words[:place]) for place in range(len(words))]
