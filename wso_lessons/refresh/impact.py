"""What a refresh would change in the lessons: claims, the sentences that cite them, quiz keys, charts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wso_lessons.content import ContentError, Course, Row, reference, value_in_words
from wso_lessons.content.rows.registry import Registry
from wso_lessons.notebook.citations import read_notebook, source_of
from wso_lessons.notebook.prose import read_prose
from wso_lessons.pages.dates_and_names import date_in_words

# By pattern, since a cell may hold magics that are no Python: tables loaded, names given, names used.
_LOAD = re.compile(r"""\b(?:load|about)\(\s*["'](?P<table>\w+)["']""")
_NAMED = re.compile(r"(?P<name>\w+)\s*=(?!=)")
_WORD = re.compile(r"\w+")
EXPLORER = ".explore("


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim whose value would change; `stale_day` is the old list's day where the claim's words still name it."""

    id: str
    before: str
    after: str
    text: str
    stale_day: str = ""

    @property
    def move(self) -> str:
        """The value before and after: "147 -> 1549"."""
        return f"{value_in_words(self.before)} -> {value_in_words(self.after)}"


@dataclass(frozen=True, slots=True)
class LessonSpot:
    """Something in a lesson that would change: the notebook, the cell (from 1), its words, and why."""

    file: str
    cell: int
    words: str
    why: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}, cell {self.cell}: {self.words}"


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A question, a row of a reference table, a disagreement or a term that rests on changed claims.

    `key` is the change of a question's key ("147 -> 1549"), or "".
    """

    table: str
    id: str
    claims: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Impact:
    """All that would change. `broken` are claims that could no longer be computed, with the reason.

    `dated` are claims whose value stays, but whose words name the old list's day; `typed` are claims as of that day
    whose value a person typed.
    """

    claims: tuple[ClaimChange, ...] = ()
    dated: tuple[ClaimChange, ...] = ()
    sentences: tuple[LessonSpot, ...] = ()
    questions: tuple[EntryChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    charts: tuple[LessonSpot, ...] = ()
    typed: tuple[str, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()


def impact(course: Course, staged: Course, changed_tables: Collection[str], old_day: str) -> Impact:
    """What differs between a course and its staged copy, and where the lessons show it."""
    claims, dated, broken, typed = [], [], [], []
    for name in course.claims:
        try:
            before = course.claims[name]
        except ContentError:
            continue  # was broken before; `check` reports it
        if before.measure is None:
            if before.as_of == old_day and (before.value or any(map(str.isdigit, before.text))):
                typed.append(name)
            continue
        try:
            after = staged.claims[name]
        except ContentError as error:
            broken.append((name, error.finding.problem))
            continue
        stale = old_day if date_in_words(old_day) in after.text else ""
        change = ClaimChange(name, before.value, after.value, after.text, stale)
        if before.value != after.value:
            claims.append(change)
        elif stale and before.as_of == old_day and before.measure.table in changed_tables:
            dated.append(change)
    changed = {change.id: change.move for change in claims} | {name: "cannot be computed" for name, _ in broken}
    tables: dict[str, Registry[Any]] = {name: course.reference(name) for name in reference.REFERENCE_TABLES}
    tables |= {"disagreements": course.disagreements, "glossary": course.terms}
    return Impact(
        claims=tuple(claims),
        dated=tuple(dated),
        sentences=tuple(_sentences(course, changed)),
        questions=tuple(_entries("questions", course.question_rows, changed)),
        entries=tuple(entry for table, rows in tables.items() for entry in _entries(table, rows, changed)),
        charts=tuple(_charts(course, changed_tables)),
        typed=tuple(typed),
        broken=tuple(broken),
    )


def _cells(course: Course) -> Iterator[tuple[str, int, str, str]]:
    """Every cell of every lesson as (file, number, type, source); a lesson that cannot be read is left to `check`."""
    for entry in course.lessons:
        path = course.notebook(entry.id)
        try:
            cells = read_notebook(path)["cells"]
        except ContentError:
            continue
        for number, cell in enumerate(cells, start=1):
            yield path.name, number, cell.get("cell_type", ""), source_of(cell)


def _sentences(course: Course, changed: Collection[str]) -> Iterator[LessonSpot]:
    for file, number, kind, source in _cells(course):
        if kind == "markdown":
            for block in read_prose(source).blocks:
                for sentence in block.sentences:
                    cited = tuple(claim for claim in dict.fromkeys(sentence.claims) if claim in changed)
                    if cited:
                        yield LessonSpot(file, number, sentence.text, cited)


def _entries(table: str, registry: Registry[Any], changed: Mapping[str, str]) -> Iterator[EntryChange]:
    for name in registry:
        row = registry.row(name)
        key = row.get("answer_claim")
        claims = tuple(claim for claim in _words(row) if claim in changed)
        if claims:
            yield EntryChange(table, name, claims, changed.get(key, "") if isinstance(key, str) else "")


def _words(row: Row) -> tuple[str, ...]:
    """The claims that a row names anywhere: its key, its own list, those of its parts."""
    found: list[str] = []
    for key, value in row.items():
        if key in ("answer_claim", "claim") and isinstance(value, str):
            found.append(value)
        elif key in ("claims", "outside_claims") and isinstance(value, list):
            found += [claim for claim in value if isinstance(claim, str)]
        elif isinstance(value, Row):
            found += _words(value)
        elif isinstance(value, list):
            found += [claim for part in value if isinstance(part, Row) for claim in _words(part)]
    return tuple(dict.fromkeys(found))


def _charts(course: Course, changed_tables: Collection[str]) -> Iterator[LessonSpot]:
    """Code cells that show a changed table, also by a name that was given to it in an earlier cell."""
    names: dict[str, set[str]] = {}
    at_hand = ""
    for file, number, kind, source in _cells(course):
        if file != at_hand:
            names, at_hand = {}, file
        if kind != "code":
            continue
        first, tables = "", set[str]()
        for line in source.splitlines():
            used = _tables_in(line, names) & {*changed_tables, EXPLORER}
            if match := _NAMED.match(line):
                names[match["name"]] = used
            if used:
                first, tables = first or line.strip(), tables | used
        if tables:
            yield LessonSpot(file, number, first, tuple(sorted(tables)))


def _tables_in(line: str, names: Mapping[str, set[str]]) -> set[str]:
    found = {match["table"] for match in _LOAD.finditer(line)}
    found |= {EXPLORER} if EXPLORER in line else set()
    for word in _WORD.findall(line.partition("=")[2] if _NAMED.match(line) else line):
        found |= names.get(word, set())
    return found
