"""Computes a statistic's value from a CSV table with the standard library alone.

Claims carry a `Measure` instead of a typed number, so that a refreshed table changes the claim by itself.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wso_lessons.content.files import check_ordinary
from wso_lessons.content.findings import ContentError
from wso_lessons.content.rows.csvfile import TableRow, read_table

if TYPE_CHECKING:
    from wso_lessons.content.records import Measure


def compute(measure: Measure, tables: Path) -> str:
    """The measure's value as plain digits (or the cell's text), from `tables`/<table>.csv.

    Raises ValueError where the table, a column or the single value asked for is not there.
    """
    records = _records(tables / f"{measure.table}.csv")
    if measure.take == "share":
        whole = fit_rows(records, measure.table, measure.of)
        if not whole:
            raise ValueError(f'No row of table "{measure.table}" fits `of`')
        return _digits(100 * len(fit_rows(whole, measure.table, measure.where)) / len(whole), measure.decimals)
    first = _take(measure, records, measure.where)
    if measure.minus is not None:
        return _digits(_number(first) - _number(_take(measure, records, measure.minus)), measure.decimals)
    if measure.over is not None:
        divisor = _number(_take(measure, records, measure.over))
        if not divisor:
            raise ValueError(f'The measure of table "{measure.table}" divides by zero')
        return _digits(_number(first) / divisor, measure.decimals)
    return first


def tally_groups(
    records: Sequence[TableRow], table: str, take: str, columns: Sequence[str] = (), *, by: Sequence[str] = ()
) -> Counter[tuple[str, ...]]:
    """A number for each group of rows with the same values of `by`; one group, (), where `by` is empty.

    `take` is "rows", "distinct" (different values of `columns`) or "sum" (of the first of them).
    Raises ValueError where a column is not there or a cell to add is no number.
    """
    groups = [tuple(_cells(row, table, by)) for row in records]
    if take == "rows":
        return Counter(groups)
    cells = [tuple(_cells(row, table, columns)) for row in records]
    if take == "distinct":
        return Counter(group for group, _ in set(zip(groups, cells, strict=True)))
    totals: Counter[tuple[str, ...]] = Counter()
    for group, (cell, *_) in zip(groups, cells, strict=True):
        totals[group] += _number(cell)  # type: ignore[assignment] # sums may be decimals
    return totals


def _take(measure: Measure, records: tuple[TableRow, ...], where: TableRow | None) -> str:
    kept = fit_rows(records, measure.table, where)
    if measure.take in ("rows", "distinct"):
        return str(tally_groups(kept, measure.table, measure.take, measure.columns)[()])
    column = [_cells(row, measure.table, measure.columns)[0] for row in kept]
    if measure.take == "value":
        if len(column) != 1:
            raise ValueError(f'{len(column)} rows of table "{measure.table}" fit {where}; one is needed')
        return column[0]
    if not column:
        raise ValueError(f'No row of table "{measure.table}" fits {where}')
    if measure.take == "sum":
        return _digits(tally_groups(kept, measure.table, "sum", measure.columns)[()], measure.decimals)
    return (min if measure.take == "min" else max)(column, key=_sort_key)


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f'"{cell}" is no number') from None


def _sort_key(cell: str) -> tuple[float, str]:
    try:
        return (float(cell), "")
    except ValueError:
        return (0.0, cell)


def _cells(row: TableRow, table: str, columns: Sequence[str]) -> list[str]:
    try:
        return [row[column] or "" for column in columns]
    except KeyError as error:
        raise ValueError(f'Table "{table}" has no column "{error.args[0]}"') from None


def fit_rows(records: Sequence[TableRow], table: str, where: TableRow | None) -> list[TableRow]:
    """The rows whose cells are what `where` says, each one word or several with | between.

    Raises ValueError where a column is not there.
    """
    if not where:
        return list(records)
    for column in where:
        if records and column not in records[0]:
            raise ValueError(f'Table "{table}" has no column "{column}"')
    kept = list(records)
    for column, words in where.items():
        wanted = {word.strip() for word in words.split("|")}
        kept = [row for row in kept if row[column] in wanted]
    return kept


def _digits(number: float, decimals: int) -> str:
    return f"{number:.{decimals}f}"


def _records(path: Path) -> tuple[TableRow, ...]:
    try:
        check_ordinary(path)
        stamp = path.stat().st_mtime_ns
    except OSError:
        raise ValueError(f'There is no table "{path.stem}"') from None
    return _read(path, stamp)


@functools.lru_cache(maxsize=32)
def _read(path: Path, _stamp: int) -> tuple[TableRow, ...]:
    """Cached by the file's time stamp, so that a refreshed table is read again."""
    try:
        return read_table(path).rows
    except ContentError:
        raise ValueError(f'The table "{path.stem}" is not a CSV file in UTF-8') from None
