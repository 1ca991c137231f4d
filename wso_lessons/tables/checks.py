"""Whether a course's tables fit their cards and each other. Uses the standard library alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from wso_lessons.content import ContentError, Course, Finding, UnknownId, Where, open_course
from wso_lessons.content.measures import fit_rows, tally_groups
from wso_lessons.content.rows.csvfile import TableRow, read_table
from wso_lessons.tables.cards import CARDS_FILE, Balance, Card, Column, Tally, cards

KeyCells = tuple[str, ...]
FINDINGS_SHOWN = 3  # findings of one kind; the rest are counted
# Numbers as the tables write them, without marks between thousands: other readers of CSV take those for text.
_WHOLE = re.compile(r"-?\d+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def check_tables(course: Course | None = None) -> list[Finding]:
    """Every finding about a course's tables: cards, files, columns, cells, keys, and sums that must agree.

    An empty list means that they are sound. Faults in one table do not hide those in another.
    """
    course = course or open_course()
    registry = cards(course)
    found = [*registry.audit(), *_without_card(course, set(registry))]
    sound: dict[str, tuple[Card, list[TableRow]]] = {}
    for card in registry.sound_records():
        found += [
            _finding("source-unknown", card.where, f'There is no source "{source}".', "Add it to sources.yaml.")
            for source in card.sources
            if source not in course.sources
        ]
        try:
            faults, records = _check_file(card, course.table_path(card.id))
        except ContentError as error:
            found.append(error.finding)
            continue
        found += faults
        if records is not None:
            sound[card.id] = card, records
    for card, _ in sound.values():
        for balance in card.balances:
            found += _weigh(balance, card, sound)
    return found


def _finding(code: str, where: Where, problem: str, remedy: str = "Mend the table or its card.") -> Finding:
    return Finding(code, where, problem, remedy)


def _without_card(course: Course, known: set[str]) -> Iterator[Finding]:
    for file in sorted((course.places.data / "tables").glob("*.csv")):
        if file.stem not in known:
            yield _finding("table-no-card", Where(file), "This table has no card.", f"Add one to {CARDS_FILE}.")


def _check_file(card: Card, path: Path) -> tuple[list[Finding], list[TableRow] | None]:
    """The findings about one file, and its records where its columns are those of the card."""
    if not path.exists():
        return [_finding("table-missing", card.where, f"There is no file {path.name}.", "Add it.")], None
    table = read_table(path)
    wanted = tuple(column.name for column in card.columns)
    if table.header != wanted:
        problem = f"The columns are {', '.join(table.header)}; the card says {', '.join(wanted)}."
        return [_finding("table-columns", Where(path, 1), problem)], None
    numbered = list(zip(table.lines, table.rows, strict=True))
    ragged = [line for line, record in numbered if None in record or None in record.values()]
    if ragged:
        return [_finding("table-ragged", Where(path, ragged[0]), "This row has too many or too few cells.")], None
    found = [*_check_key(card, path, numbered)]
    for column in card.columns:
        found += _check_cells(column, path, numbered)
    return found, list(table.rows)


def _check_key(card: Card, path: Path, numbered: list[tuple[int, TableRow]]) -> Iterator[Finding]:
    seen: dict[KeyCells, int] = {}
    twice = []
    for line, record in numbered:
        group = tuple(record[name] for name in card.key)
        if group in seen:
            twice.append((line, f"{', '.join(group)} stands at line {seen[group]} already"))
        seen.setdefault(group, line)
    yield from _some("table-key", path, twice, "Each key may stand once.")


def _check_cells(column: Column, path: Path, numbered: list[tuple[int, TableRow]]) -> Iterator[Finding]:
    # Each value once: a column of thousands of rows has few.
    faults = {
        cell: fault for cell in {record[column.name] for _, record in numbered} if (fault := _fault(column, cell))
    }
    wrong = [(line, faults[record[column.name]]) for line, record in numbered if record[column.name] in faults]
    yield from _some("table-value", path, wrong, "Mend the cell, or the card.")


def _fault(column: Column, cell: str) -> str:
    """What is wrong with a cell of a column; "" where nothing is."""
    if cell == "":
        return "" if column.empty or column.type == "text" else f'"{column.name}" is empty'
    if cell != cell.strip():
        return f'"{column.name}" is "{cell}", with a space at an end'
    fits = cell in column.allowed if column.allowed else column.type not in _FITS or _FITS[column.type](cell)
    return "" if fits else f'"{column.name}" is "{cell}", no {column.kind()}'


def _some(code: str, path: Path, wrong: list[tuple[int, str]], remedy: str) -> Iterator[Finding]:
    """Findings for the first few places; the last one counts the rest."""
    for number, (line, problem) in enumerate(wrong[:FINDINGS_SHOWN], start=1):
        rest = f" ({len(wrong) - FINDINGS_SHOWN} more such rows)" if number == FINDINGS_SHOWN < len(wrong) else ""
        yield Finding(code, Where(path, line), f"{problem}{rest}.", remedy)


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


# A column of another type takes any text.
_FITS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "month": lambda cell: _is_date(f"{cell}-01"),
    "count": lambda cell: bool(_WHOLE.fullmatch(cell)),
    "number": lambda cell: bool(_NUMBER.fullmatch(cell)),
    "flag": lambda cell: cell in ("0", "1"),
}


def _weigh(balance: Balance, card: Card, tables: dict[str, tuple[Card, list[TableRow]]]) -> Iterator[Finding]:
    """A finding for each group in which the two tallies differ. A group that one side lacks counts as 0 there."""
    try:
        this = _tally(balance.this, card.id, tables)
        that = _tally(balance.that, card.id, tables)
    except (UnknownId, ContentError, ValueError) as error:
        problem = f'"{balance.says}" cannot be computed: {str(error).rstrip(".")}.'
        yield _finding("table-balance", card.where, problem, "Mend the balance.")
        return
    other = balance.that.table or card.id
    for group in [key for key in sorted({*this, *that}) if this[key] != that[key]][:FINDINGS_SHOWN]:
        name = f" for {', '.join(group)}" if group else ""
        problem = f"{balance.says} But{name} {card.id} gives {this[group]:g} and {other} gives {that[group]:g}."
        yield _finding("table-balance", card.where, problem, "Mend one of the tables.")


def _tally(tally: Tally, own: str, tables: dict[str, tuple[Card, list[TableRow]]]) -> Counter[KeyCells]:
    name = tally.table or own
    if name not in tables:
        raise UnknownId("sound table", name, tables)
    card, records = tables[name]
    known = {column.name for column in card.columns}
    for column in (*tally.by, *(tally.where or ()), *filter(None, (tally.column, tally.last))):
        if column not in known:
            raise UnknownId(f"column of {name}", column, known)
    kept = fit_rows(records, name, tally.where)
    if tally.last:
        newest = max((record[tally.last] for record in kept), default="")
        kept = [record for record in kept if record[tally.last] == newest]
    return tally_groups(kept, name, tally.take, [tally.column] if tally.column else [], by=tally.by)
