"""Computes a statistic's value from a CSV table with the standard library alone.

Claims carry a `Measure` instead of a typed number, so that a refreshed table changes the claim by itself.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

from wso_lessons.content.files import check_ordinary
from wso_lessons.content.records import Measure

Record = dict[str, str]


def compute(measure: Measure, tables: Path) -> str:
    """The measure's value as plain digits (or the cell's text), from `tables`/<table>.csv.

    Raises ValueError where the table, a column or the single value asked for is not there.
    """
    records = _records(tables / f"{measure.table}.csv")
    if measure.take == "share":
        whole = _fitting(records, measure, measure.of)
        if not whole:
            raise ValueError(f'No row of table "{measure.table}" fits `of`')
        return _digits(100 * len(_fitting(whole, measure, measure.where)) / len(whole), measure.decimals)
    first = _take(measure, records, measure.where)
    if measure.minus is not None:
        return _digits(_number(first) - _number(_take(measure, records, measure.minus)), measure.decimals)
    if measure.over is not None:
        divisor = _number(_take(measure, records, measure.over))
        if not divisor:
            raise ValueError(f'The measure of table "{measure.table}" divides by zero')
        return _digits(_number(first) / divisor, measure.decimals)
    return first


def _take(measure: Measure, records: tuple[Record, ...], where: Record | None) -> str:
    kept = _fitting(records, measure, where)
    if measure.take == "rows":
        return str(len(kept))
    if measure.take == "distinct":
        return str(len({tuple(_cells(row, measure)) for row in kept}))
    column = [next(_cells(row, measure)) for row in kept]
    if measure.take == "value":
        if len(column) != 1:
            raise ValueError(f'{len(column)} rows of table "{measure.table}" fit {where}; one is needed')
        return column[0]
    if not column:
        raise ValueError(f'No row of table "{measure.table}" fits {where}')
    if measure.take == "sum":
        return _digits(sum(map(_number, column)), measure.decimals)
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


def _cells(row: Record, measure: Measure) -> Iterator[str]:
    for column in measure.columns:
        if column not in row:
            raise ValueError(f'Table "{measure.table}" has no column "{column}"')
        yield row[column] or ""


def _fitting(records: Sequence[Record], measure: Measure, where: Record | None) -> list[Record]:
    if not where:
        return list(records)
    for column in where:
        if records and column not in records[0]:
            raise ValueError(f'Table "{measure.table}" has no column "{column}"')
    wanted = {column: {word.strip() for word in words.split("|")} for column, words in where.items()}
    return [row for row in records if all(row[column] in words for column, words in wanted.items())]


def _digits(number: float, decimals: int) -> str:
    return f"{number:.{decimals}f}"


def _records(path: Path) -> tuple[Record, ...]:
    try:
        check_ordinary(path)
        stamp = path.stat().st_mtime_ns
    except OSError:
        raise ValueError(f'There is no table "{path.stem}"') from None
    return _read(path, stamp)


@functools.lru_cache(maxsize=32)
def _read(path: Path, _stamp: int) -> tuple[Record, ...]:
    """Cached by the file's time stamp, so that a refreshed table is read again."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return tuple(csv.DictReader(lines))
    except (UnicodeDecodeError, csv.Error):
        raise ValueError(f'The table "{path.stem}" is not a CSV file in UTF-8') from None
