"""A small list with planted faults, for practice: made-up agencies, and the slips that ICE's lists have had."""

from __future__ import annotations

import atexit
import datetime as dt
import functools
import tempfile
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.ice.writer import Error, SheetPlan, Value, write_workbook

FILE_NAME = "practice-list-06012026.xlsx"
_DAY = dt.datetime(2026, 6, 1, 15, 0, tzinfo=dt.UTC)
_HEADER = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA", "ADDENDUM")
_WSO, _JEM, _TFM = "Warrant Service Officer", "Jail Enforcement Model", "Task Force Model"
_LINKED, _PENDING = "link", "link pending"
_ADDRESS = "https://www.ice.gov/identify-and-arrest/287g"


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted fault: the sheet's row (0 for the whole file), the column, and what is wrong there."""

    row: int
    column: str
    what: str


PLANTED = (
    Planted(3, "model", "A space after the model: counted as text, it is a fourth model."),
    Planted(4, "agency", "A curly apostrophe where row 2 has a straight one."),
    Planted(5, "state", "The state is misspelt: UTAHJ."),
    Planted(5, "agency_type", "The type is misspelt: Muncipality."),
    Planted(6, "model", "Warrant Services Officer, with an s too many: a fifth model."),
    Planted(7, "signed", "The date is text without its second slash: 7/72025."),
    Planted(8, "signed", "The year is 5025."),
    Planted(9, "county", "The county is the spreadsheet error #N/A."),
    Planted(9, "agency_type", "The type is State, elsewhere State Agency."),
    Planted(10, "signed", "There is no date of signing."),
    Planted(12, "agency", "Two spaces inside the agency's name."),
    Planted(13, "agency", "Larche County is not Larch County. No fault: two counties."),
    Planted(14, "agency", "The agency and model of row 13 again."),
    Planted(15, "state", "The state is written Georgia, elsewhere in capitals."),
    Planted(16, "county", "A no-break space in the county's name."),
    Planted(17, "moa", "The link to the agreement is still pending. No fault, but it cannot be read."),
    Planted(0, "hidden", "A filter hides eight of the sixteen rows, all that are not WSO."),
    Planted(0, "sheet", "A second sheet with a tally was left in the file."),
)

_ROWS: tuple[tuple[Value, ...], ...] = (
    ("GEORGIA", "Alder County Sheriff's Office", "County", "Alder County", _WSO, dt.date(2025, 3, 4), _LINKED),
    ("GEORGIA", "Alder County Sheriff's Office", "County", "Alder County", f"{_JEM} ", dt.date(2025, 3, 4), _LINKED),
    ("GEORGIA", "Alder County Sheriff’s Office", "County", "Alder County", _TFM, dt.date(2025, 6, 11), _LINKED),
    ("UTAHJ", "Birchwell Police Department", "Muncipality", "Hazel County", _TFM, dt.date(2025, 7, 30), _LINKED),
    ("UTAH", "Hazel County Sheriff's Office", "County", "Hazel County", "Warrant Services Officer", dt.date(2025, 7, 8),
     _LINKED),
    ("UTAH", "Hazel County Sheriff's Office", "County", "Hazel County", _JEM, "7/72025", _LINKED),
    ("TEXAS", "Juniper County Sheriff's Office", "County", "Juniper County", _WSO, dt.date(5025, 7, 7), _LINKED),
    ("TEXAS", "Practice Department of Public Safety", "State", Error("#N/A"), _TFM, dt.date(2025, 2, 26), _LINKED),
    ("TEXAS", "Juniper County Sheriff's Office", "County", "Juniper County", _TFM, None, _LINKED),
    ("TEXAS", "Larch County Sheriff's Office", "County", "Larch County", _WSO, dt.date(2025, 9, 4), _LINKED),
    ("TEXAS", "Quince  Police Department", "Municipality", "Larch County", _TFM, dt.date(2026, 1, 15), _LINKED),
    ("TEXAS", "Larche County Sheriff's Office", "County", "Larche County", _WSO, dt.date(2025, 9, 8), _LINKED),
    ("TEXAS", "Larche County Sheriff's Office", "County", "Larche County", _WSO, dt.date(2025, 9, 8), _LINKED),
    ("Georgia", "Medlar County Sheriff's Office", "County", "Medlar County", _WSO, dt.date(2026, 2, 2), _LINKED),
    ("GEORGIA", "Rowanfield Police Department", "Municipality", "Medlar\u00a0County", _TFM, dt.date(2026, 4, 20),
     _LINKED),
    ("UTAH", "Sorrel County Sheriff's Office", "County", "Sorrel County", _WSO, dt.date(2026, 5, 28), _PENDING),
)  # fmt: skip


@functools.cache
def _own_folder() -> Path:
    """A temporary folder that is removed when Python ends."""
    folder = tempfile.TemporaryDirectory(prefix="wso-practice-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def practice_workbook(folder: Path | str | None = None) -> Path:
    """Writes the practice list into a folder (a temporary one where none is given) and returns its path.

    The agencies and counties are made up. `PLANTED` lists every fault.
    """
    place = Path(folder) if folder is not None else _own_folder()
    rows = range(2, len(_ROWS) + 2)
    hidden = frozenset(n for n, row in zip(rows, _ROWS, strict=True) if not str(row[4]).startswith("Warrant"))
    links = {(n, 7): _ADDRESS for n, row in zip(rows, _ROWS, strict=True) if row[6] == _LINKED}
    tally = [("Total", None, "WSO"), ("GEORGIA", None, "GEORGIA"), ("TEXAS", None, "TEXAS"), ("UTAH", None, "UTAH")]
    sheets = [SheetPlan("Sheet1", (_HEADER, *_ROWS), hidden, links), SheetPlan("Sheet2", tally)]
    return write_workbook(place / FILE_NAME, sheets, _DAY)
