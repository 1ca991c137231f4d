"""A table as a CSV file that people open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

BOM = "\ufeff"  # at the head of the file: without it Excel takes UTF-8 for the computer's own code page


def csv_text(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """The text of a CSV file in which no cell is taken for a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(map(guard_cell, row) for row in rows)
    return BOM + held.getvalue()


def guard_cell(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front.

    Spreadsheets look past spaces at the front, and take full-width signs for the common ones.
    """
    if not isinstance(cell, str):
        return cell
    first = unicodedata.normalize("NFKC", cell).lstrip()[:1]
    return f"'{cell}" if (first and first in "=+-@") or cell[:1] in ("\t", "\r") else cell
