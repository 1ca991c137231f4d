"""Finds the list in a workbook's sheets: its header, its columns, its rows, and what else stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content.findings import ContentError, Finding
from wso_lessons.ice.cells import Sheet, SheetRow
from wso_lessons.ice.cleaning import LONGEST_SHOWN, even_text
from wso_lessons.ice.dates import read_day
from wso_lessons.ice.records import note
from wso_lessons.ice.rules import Rules
from wso_lessons.ice.xlsx_file import refusal
from wso_lessons.pages.dates_and_names import shorten

NEEDED = ("state", "agency", "model")
HEADER_WITHIN = 25  # rows: a title, a date and notes may stand above the header, not a list
MOST_IN_A_NOTE = 2  # cells of the list's columns that a note below it may fill
_TOTAL = re.compile(r"(?:grand |sub-?)?total\b|sum\b|count\b", re.IGNORECASE)  # how a row that adds up begins


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Where the list stands: the sheet, the header's row, and the number of each known column.

    `headers` holds the headers as they are written, known or not, by column number.
    """

    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    headers: dict[int, str]

    @property
    def unknown(self) -> dict[int, str]:
        """The named columns that are none of the list's, by number."""
        known = set(self.columns.values())
        return {number: words for number, words in sorted(self.headers.items()) if number not in known}


def find_layouts(path: Path, sheets: Sequence[Sheet], rules: Rules) -> list[SheetLayout]:
    """The lists that the sheets hold, the one to read first: on a visible sheet before a hidden one, then with dates.

    Raises ContentError where no sheet has the columns of a list, or the dates stand under another name.
    """
    found = [layout for sheet in sheets if (layout := _first_layout(sheet, rules))]
    if not found:
        raise _no_list(path, sheets, rules)
    found.sort(key=lambda layout: (layout.sheet.hidden, "signed" not in layout.columns))
    _refuse_renamed_dates(path, found[0], rules)
    return found


def _first_layout(sheet: Sheet, rules: Rules) -> SheetLayout | None:
    for row in sheet.rows[:HEADER_WITHIN]:
        layout = _layout_under(sheet, row, rules)
        if all(name in layout.columns for name in NEEDED):
            return layout
    return None


def _layout_under(sheet: Sheet, row: SheetRow, rules: Rules) -> SheetLayout:
    """The layout that a row gives if it is the header."""
    columns: dict[str, int] = {}
    headers = {}
    for number, cell in row.cells.items():
        words = even_text(cell.text)
        headers[number] = words
        column = rules.header_of.get(words.casefold())
        if column:
            columns.setdefault(column, number)
    return SheetLayout(sheet, row.number, columns, headers)


def _no_list(path: Path, sheets: Sequence[Sheet], rules: Rules) -> ContentError:
    """The refusal that names the columns looked for, and, beside a header that is nearly one, what was not read."""
    rows = ((sheet, row) for sheet in sheets for row in sheet.rows[:HEADER_WITHIN])
    nearest = max((_layout_under(*at, rules) for at in rows), key=lambda layout: len(layout.columns), default=None)
    if nearest and len(nearest.columns) > 1:
        missing = [name for name in NEEDED if name not in nearest.columns]
        problem = _rename_hint(missing, nearest.unknown.values(), rules)
        return refusal(path, "workbook-other", problem, _rename_remedy(missing[0]))
    wanted = [rules.header_for(name) for name in NEEDED]
    problem = f"No sheet has the columns {', '.join(wanted)}, so this is not one of ICE's lists."
    return refusal(path, "workbook-other", problem, "Name a workbook of participating or pending agencies.")


def _rename_hint(missing: Sequence[str], unread: Iterable[str], rules: Rules) -> str:
    wanted = ", ".join(f'"{rules.header_for(name)}"' for name in missing)
    others = ", ".join(f'"{words}"' for words in unread)
    return f"The column {wanted} is missing{f', and {others} was not read' if others else ''}."


def _rename_remedy(column: str) -> str:
    return (
        "If the column has a new name, write ICE's name over it in a copy of the workbook, or make a course of your "
        f"own (`wso-lessons new course NAME`), write `headers: {{NEW NAME: {column}}}` into its file "
        "data/tables/workbook_rules.yaml, and refresh with --course NAME."
    )


def _refuse_renamed_dates(path: Path, layout: SheetLayout, rules: Rules) -> None:
    """Raises ContentError where no column is called SIGNED, but another one holds days: that is no pending list."""
    if "signed" in layout.columns:
        return
    others = {number for row in layout.sheet.rows for number in row.cells} - set(layout.columns.values())
    for number in sorted(others):
        words = layout.headers.get(number, "")
        cells = [
            row.cells[number] for row in layout.sheet.rows if row.number > layout.header_row and number in row.cells
        ]
        days = sum(cell.kind == "date" or read_day(even_text(cell.text))[0] is not None for cell in cells)
        named_pending = "pending" in path.name.casefold()
        if "sign" in words.casefold() or (2 * days > len(cells) and not named_pending):
            unread = words or f"column {letters_of(number)} without a name"
            raise refusal(path, "column-renamed", _rename_hint(["signed"], [unread], rules), _rename_remedy("signed"))


def list_rows(layout: SheetLayout) -> Iterator[SheetRow]:
    """The rows below the header that hold a value in one of the list's columns, without repeated headers."""
    known = set(layout.columns.values())
    for row in layout.sheet.rows:
        below = row.number > layout.header_row and not known.isdisjoint(row.cells)
        if below and not _repeats_header(layout, row):
            yield row


def is_agreement(layout: SheetLayout, row: SheetRow, rules: Rules) -> bool:
    """Whether a row is an agreement, though perhaps a damaged one, and not a total, a note or a heading.

    A row counts as damaged, and so stops a refresh, unless almost nothing stands in it: to leave out an agreement would
    be worse than to ask about a note.
    """
    filled = {name: even_text(row.cells[n].text) for name, n in layout.columns.items() if n in row.cells}
    filled = {name: words for name, words in filled.items() if words and words.casefold() not in rules.nothings}
    state = rules.read_state(filled.get("state", ""))[0]
    model = rules.read_model(filled.get("model", ""))[0]
    if state and model and "agency" in filled:
        return True
    if any(_TOTAL.match(filled.get(name, "")) for name in ("state", "agency")):
        return False
    heading = state and len(filled) == 1
    note = not state and not model and len(filled) <= MOST_IN_A_NOTE
    return not (heading or note)


def _repeats_header(layout: SheetLayout, row: SheetRow) -> bool:
    return all(
        number in row.cells and even_text(row.cells[number].text) == layout.headers[number]
        for number in layout.columns.values()
    )


def layout_findings(
    path: Path, sheets: Sequence[Sheet], layouts: Sequence[SheetLayout], left_out: Sequence[SheetRow], rules: Rules
) -> Iterator[Finding]:
    """What a reader of the list alone would not see: other sheets, rows, columns and cells, hidden or merged ones.

    `layouts` are the lists that were found, the one that is read first; `left_out` its rows that are no agreements.
    """
    layout = layouts[0]
    yield from _sheet_findings(path, sheets, layouts)
    yield from _column_findings(path, layout, rules)
    for row in left_out:
        words = shorten(", ".join(even_text(cell.text) for _, cell in sorted(row.cells.items())), LONGEST_SHOWN)
        yield note(path, "row-left-out", f'This row is no agreement ("{words}") and was left out.', row.number)
    for row in layout.sheet.rows:
        if row.number < layout.header_row:
            yield note(path, "row-above", "This row above the header was not read.", row.number)
        elif row.number > layout.header_row:
            if _repeats_header(layout, row):
                yield note(path, "row-header", "This row repeats the header and was not read.", row.number)
            stray = [number for number in row.cells if number not in layout.headers]
            if stray:
                letters = ", ".join(letters_of(number) for number in sorted(stray)[:5])
                yield note(path, "cell-stray", f"A value stands outside the named columns ({letters}).", row.number)


def _sheet_findings(path: Path, sheets: Sequence[Sheet], layouts: Sequence[SheetLayout]) -> Iterator[Finding]:
    layout, *others = layouts
    for sheet in sheets:
        if sheet is not layout.sheet and sheet.rows:
            hidden = " hidden" if sheet.hidden else ""
            problem = f'The{hidden} sheet "{sheet.name}" with {len(sheet.rows):,} rows was not read.'
            yield note(path, "sheet-other", problem)
    for other in others:
        if not other.sheet.hidden and ("signed" in other.columns) == ("signed" in layout.columns):
            both = f'"{layout.sheet.name}" and "{other.sheet.name}"'
            yield note(path, "sheet-rival", f"The sheets {both} both look like a list; the first was read.")
    if layout.sheet.hidden:
        yield note(path, "sheet-hidden", f'The sheet "{layout.sheet.name}" with the list is hidden.')
    if layout.sheet.merged:
        places = ", ".join(layout.sheet.merged[:3])
        yield note(path, "cells-merged", f"Cells are merged ({places}); only the first of each holds a value.")


def _column_findings(path: Path, layout: SheetLayout, rules: Rules) -> Iterator[Finding]:
    for number, words in layout.unknown.items():
        problem = f'The column {letters_of(number)}, "{words}", was not read.'
        yield note(path, "column-unknown", problem, layout.header_row)
    missing = [name for name in dict.fromkeys(rules.headers.values()) if name not in layout.columns]
    if missing and layout.unknown and "signed" in layout.columns:
        problem = _rename_hint(missing, layout.unknown.values(), rules)
        yield note(path, "column-renamed", problem, layout.header_row, _rename_remedy(missing[0]))
    for column, number in layout.columns.items():
        if any(number in columns for columns in layout.sheet.hidden_columns):
            yield note(path, "column-hidden", f"The column {letters_of(number)} ({column}) is hidden; it was read.")


def letters_of(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
