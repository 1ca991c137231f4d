"""What a workbook becomes: agreements, every repair that was made on the way, and notes of what to look at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wso_lessons.content.findings import Finding, Where

WorkbookKind = Literal["participating", "pending"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One row of a list: an agency, a model and a date, with what could not be read left as it was written.

    `state_code` is "" where the state is unknown; `signed` is None where there is no date that can be read;
    `hidden` says that a filter hides the row; `source_row` is its number in the sheet.
    """

    state: str
    state_code: str
    agency: str
    agency_type: str
    county: str
    model: str
    signed: dt.date | None
    has_moa_link: bool
    has_addendum: bool
    hidden: bool
    source_row: int

    def __post_init__(self) -> None:
        if self.source_row < 1:
            raise ValueError("A row number counts from 1")


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to one cell: the sheet's row, the column, the text before and after, and the rule that made it."""

    row: int
    column: str
    before: str
    after: str
    rule: str


def note(
    path: Path, code: str, problem: str, row: int = 0, remedy: str = "Look at the workbook.", level: str = "warning"
) -> Finding:
    """A finding about a workbook, or about one of its rows."""
    return Finding(code, Where(path, row), problem, remedy, level)
