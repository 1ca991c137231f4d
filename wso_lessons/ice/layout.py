"""Finds the list in a workbook's sheets: its header, its columns, its rows, and what else stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content.findings import Finding, Where
from wso_lessons.ice.cells import Cell, Sheet, SheetRow
from wso_lessons.ice.cleaning import even
from wso_lessons.ice.package import refusal
from wso_lessons.ice.rules import Rules

NEEDED = ("state", "agency", "model")
HEADER_WITHIN = 25


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the list stands: the sheet, the header's row, and the number of each known column.

    `named` holds the headers as they are written, known or not, by column number.
    """

    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    named: dict[int, str]


def find_layout(path: Path, sheets: Sequence[Sheet], rules: Rules) -> Layout:
    """The first sheet with the headers of a list. Raises ContentError where none has them."""
    for sheet in sheets:
        for row in sheet.rows[:HEADER_WITHIN]:
            layout = _layout(sheet, row, rules)
            if layout:
                return layout
    wanted = [name for name, column in rules.headers.items() if column in NEEDED]
    problem = f"No sheet has the columns {', '.join(wanted)}, so this is not one of ICE's lists."
    raise refusal(path, "workbook-other", problem, "Name a workbook of participating or pending agencies.")


def _layout(sheet: Sheet, row: SheetRow, rules: Rules) -> Layout | None:
    columns: dict[str, int] = {}
    named = {}
    for number, cell in row.cells.items():
        words = plain(cell)
        named[number] = words
        column = rules.header_of.get(words.casefold())
        if column:
            columns.setdefault(column, number)
    return Layout(sheet, row.number, columns, named) if all(name in columns for name in NEEDED) else None


def plain(cell: Cell) -> str:
    """A cell's text with even spaces and quotation marks."""
    steps = even(cell.text)
    return steps[-1][1] if steps else cell.text


def list_rows(layout: Layout) -> Iterator[SheetRow]:
    """The rows below the header that hold a value in one of the list's columns, without repeated headers."""
    known = set(layout.columns.values())
    for row in layout.sheet.rows:
        below = row.number > layout.header_row and not known.isdisjoint(row.cells)
        if below and not _repeats_header(layout, row):
            yield row


def _repeats_header(layout: Layout, row: SheetRow) -> bool:
    return all(
        number in row.cells and plain(row.cells[number]) == layout.named[number] for number in layout.columns.values()
    )


def layout_findings(path: Path, sheets: Sequence[Sheet], layout: Layout) -> Iterator[Finding]:
    """What a reader of the list alone would not see: other sheets, columns and cells, hidden or merged ones."""

    def note(code: str, problem: str, row: int = 0, remedy: str = "Look at the workbook.") -> Finding:
        return Finding(code, Where(path, row), problem, remedy, "warning")

    for sheet in sheets:
        if sheet is not layout.sheet and sheet.rows:
            hidden = " hidden" if sheet.hidden else ""
            yield note("sheet-other", f'The{hidden} sheet "{sheet.name}" with {len(sheet.rows):,} rows was not read.')
    if layout.sheet.hidden:
        yield note("sheet-hidden", f'The sheet "{layout.sheet.name}" with the list is hidden.')
    if layout.sheet.merged:
        places = ", ".join(layout.sheet.merged[:3])
        yield note("cells-merged", f"Cells are merged ({places}); only the first of each holds a value.")
    yield from _column_findings(layout, note)
    for row in layout.sheet.rows:
        if row.number < layout.header_row:
            yield note("row-above", "This row above the header was not read.", row.number)
        elif row.number > layout.header_row:
            if _repeats_header(layout, row):
                yield note("row-header", "This row repeats the header and was not read.", row.number)
            stray = [number for number in row.cells if number not in layout.named]
            if stray:
                letters = ", ".join(letters_of(number) for number in sorted(stray)[:5])
                yield note("cell-stray", f"A value stands outside the named columns ({letters}).", row.number)


def _column_findings(layout: Layout, note: Callable[..., Finding]) -> Iterator[Finding]:
    known = set(layout.columns.values())
    for number, words in sorted(layout.named.items()):
        if number not in known:
            yield note(
                "column-unknown", f'The column {letters_of(number)}, "{words}", was not read.', layout.header_row
            )
    for column, number in layout.columns.items():
        if any(number in columns for columns in layout.sheet.hidden_columns):
            yield note("column-hidden", f"The column {letters_of(number)} ({column}) is hidden; it was read.")


def letters_of(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
