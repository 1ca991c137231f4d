"""Reading a list and building the history, as ratios and slopes that hold on any machine.

Run: python -m benchmarks.workbook [WORKBOOK.xlsx]. Without a workbook it makes one of 1,843 rows.
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.table import show, times_of
from tests.support.write_workbook import SheetPlan, Value, write_workbook
from wso_lessons.ice.folder import open_folder
from wso_lessons.ice.history import History, listed_in
from wso_lessons.ice.identity import aliases_of
from wso_lessons.ice.rules import rules_of
from wso_lessons.ice.workbook import read_workbook

HEADER = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA", "ADDENDUM")
MODELS = ("Warrant Service Officer", "Jail Enforcement Model", "Task Force Model ")
STATES = ("TEXAS", "FLORIDA", "TENNESSEE", "GEORGIA", "KANSAS")
LINK = "https://www.ice.gov/doclib/287gMOA/Example_{row}_MOA.pdf"
FIRST = dt.date(2025, 1, 1)
ROUNDS = 9
DAYS = 500
PART = 100


def synthetic(path: Path, rows: int, day: dt.date) -> Path:
    """A list of a day; one row in fifty leaves from day to day and another comes."""
    shift = (day - FIRST).days // 10
    lines: list[tuple[Value, ...]] = [HEADER]
    for number in range(shift, shift + rows):
        name = f"{STATES[number % 5].title()} Practice {number} County"
        kind = f"{name} Sheriff's Office " if number % 3 else f"{name} Sheriff’s Office"
        signed = FIRST - dt.timedelta(days=number % 90)
        lines.append((STATES[number % 5], kind, "County", name, MODELS[number % 3], signed, "link", None))
    links = {(row, 7): LINK.format(row=row) for row in range(2, len(lines) + 1)}
    return write_workbook(
        path, [SheetPlan("Sheet1", lines, links=links)], dt.datetime(*day.timetuple()[:6], tzinfo=dt.UTC)
    )


def warm_times(work: Callable[[], object]) -> list[float]:
    """Seconds of several runs after a first."""
    work()
    return times_of(work, ROUNDS)


def same_cells(path: Path) -> int:
    """Bare openpyxl reading what the reader needs: values, hidden rows and links."""
    import openpyxl

    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [(cell.value, cell.hyperlink) for row in sheet.iter_rows() for cell in row]
    return len(cells) + sum(row.hidden for row in sheet.row_dimensions.values())


def values_only(path: Path) -> int:
    """Bare openpyxl at its quickest: values without links or hidden rows."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    count = sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return count


def show_reading(path: Path) -> None:
    """Rows: the reader beside other ways to read the same file."""
    import pandas as pd

    ours, what = (
        warm_times(lambda: read_workbook(path).rows),
        f"one of ICE's lists read into a tidy table ({path.name})",
    )
    others = {
        "bare openpyxl, the same cells": lambda: same_cells(path),
        "bare openpyxl, values only": lambda: values_only(path),
        "pandas.read_excel": lambda: pd.read_excel(path),
    }
    for beside, act in others.items():
        show(what, ours, warm_times(act), unit="s", beside=beside)


@dataclass
class Part:
    """A hundred lists: milliseconds to read and add each, and the peak in MiB after them."""

    totals: list[float] = field(default_factory=list)
    peak: float = 0.0


def building(folder: Path) -> list[Part]:
    """Builds the history of a folder, list by list, and takes the time of each hundred."""
    aliases, rules, history = aliases_of(), rules_of(), History()
    parts: list[Part] = []
    started = time.perf_counter()
    for number, workbook in enumerate(open_folder(folder).workbooks()):
        if number % PART == 0:
            parts.append(Part())
        listed = listed_in(workbook, aliases, rules)
        history.add(workbook.snapshot_date or FIRST, listed)
        now = time.perf_counter()
        parts[-1].totals.append(1000 * (now - started))
        parts[-1].peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        started = now
    return parts


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lists = folder / "lists"
        lists.mkdir()
        for number in range(DAYS):
            day = FIRST + dt.timedelta(days=number)
            synthetic(lists / f"list-{day:%Y%m%d}000000.xlsx", 200, day)
        parts = building(lists)
        early, late = parts[0], parts[-1]
        what, first = f"a list more in a history of {DAYS}", "the first hundred"
        show(what, late.totals, early.totals, unit="ms", beside=first)
        show(f"{what}: memory at most", [late.peak], [early.peak], unit="MiB", beside=first)
        given = Path(sys.argv[1]) if len(sys.argv) > 1 else synthetic(folder / "one.xlsx", 1843, FIRST)
        show_reading(given)


if __name__ == "__main__":
    main()
