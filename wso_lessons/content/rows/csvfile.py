"""Reads a course's tables: CSV in UTF-8, with or without the byte order mark that spreadsheets write before it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content.files import check_ordinary
from wso_lessons.content.findings import ContentError

TableRow = dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table as it is written: the header's cells, each row's cells by column, and the line on which each row ends.

    A row with too many or too few cells has None as a column or as a cell.
    """

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    lines: tuple[int, ...]


def read_table(path: Path) -> CsvTable:
    """The table in a CSV file. Raises ContentError where there is no file, or none that is CSV in UTF-8."""
    try:
        check_ordinary(path)
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            numbered = [(reader.line_num, row) for row in reader]
            return CsvTable(
                tuple(reader.fieldnames or ()), tuple(row for _, row in numbered), tuple(line for line, _ in numbered)
            )
    except FileNotFoundError:
        raise ContentError.at(path, "table-missing", f"There is no file {path.name}.", "Add it.") from None
    except (OSError, UnicodeDecodeError, csv.Error):
        problem = "This is not a CSV file in UTF-8."
        raise ContentError.at(path, "table-unreadable", problem, "Save it as such.") from None


def read_rows(path: Path) -> list[TableRow]:
    """The rows of a CSV file, each cell as text by its column. Raises ContentError as `read_table` does."""
    return list(read_table(path).rows)
