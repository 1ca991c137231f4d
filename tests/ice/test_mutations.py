"""Whatever happens to one cell of a good list, the reader gives the same row, tells of it, or gives the true change."""

import dataclasses
import datetime as dt
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.make_workbook import DAY, FIELDS, HEADERS, JEM, TFM, WSO, Row, make_list
from tests.support.write_workbook import Error, Formula
from wso_lessons.content import ContentError
from wso_lessons.ice.workbook import read_workbook

ROWS = (
    Row(addendum="link", addendum_link="https://www.ice.gov/doclib/addendum.pdf"),
    Row(model=JEM, moa="link pending", link=""),
    Row(
        state="FLORIDA",
        agency="Birchwell Police Department",
        agency_type="Municipality",
        county="Hazel County",
        model=TFM,
    ),
)
TABLE_COLUMNS = tuple(FIELDS[name] for name in HEADERS[2025])
MODELS = {WSO: "WSO", JEM: "JEM", TFM: "TFM"}
TYPES = ("County", "Municipality", "State Agency")
SIGNS = " \u00a0\u200b\t'’\"-/#=@.0123456789AaZzéß"
WHOLE_CELLS = [
    None, "", " ", 0, 7, 45000, 9.5, "N/A", "#NA", Error("#N/A"), Error("#REF!"), Formula("1+1", "2"), "=1+1",
    WSO, JEM, TFM, *TYPES, "TEXAS", "Georgia", "OHIO", "link", "link pending", "Lake County",
    dt.date(2024, 12, 31), dt.date(5025, 3, 4), dt.date(2031, 1, 1), "7/72025", "2025-07-07", "13/13/2025",
]  # fmt: skip


@st.composite
def typing_errors(draw, text):
    """One letter of a text left out, put in, doubled or replaced."""
    place = draw(st.integers(0, len(text)))
    sign = draw(st.sampled_from(SIGNS))
    gone = draw(st.integers(0, 1))
    return text[:place] + draw(st.sampled_from([sign, "", sign * 2])) + text[place + gone :]


@st.composite
def mutations(draw):
    """A row, a column, and what stands there instead."""
    row = draw(st.integers(0, len(ROWS) - 1))
    column = draw(st.sampled_from(TABLE_COLUMNS))
    cell = getattr(ROWS[row], column)
    mutated = draw(
        st.one_of(typing_errors(cell), st.sampled_from(WHOLE_CELLS))
        if isinstance(cell, str)
        else st.sampled_from(WHOLE_CELLS)
    )
    return row, column, mutated


def read(rows, **shape):
    with tempfile.TemporaryDirectory() as folder:
        return read_workbook(make_list(Path(folder), rows, **shape))


GOOD = read(ROWS)


def seen(cell):
    """What a person sees in a text cell: no invisible signs, single spaces, straight apostrophes."""
    text = str(cell).replace("’", "'").replace("\u200b", "")
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_true_change(column, cell, tidy):
    """Whether a tidy value is what the cell now says, by rules of its own."""
    if column in ("agency", "county"):
        return tidy == ("" if cell is None else seen(cell))
    if column == "state":
        return tidy in ("Texas", "Georgia", "Ohio") and tidy.casefold() == seen(cell).casefold()
    if column == "model":
        return tidy == MODELS.get(seen(cell))
    if column == "agency_type":
        return tidy in TYPES and tidy == seen(cell)
    if column == "signed":
        return tidy == (cell if isinstance(cell, dt.date) else dt.date.fromisoformat(seen(cell)))
    return False


@pytest.mark.slow
@settings(max_examples=13, derandomize=True)
@given(st.lists(mutations(), min_size=8, max_size=8))
def test_one_changed_cell_of_a_row_never_passes_unseen(changes):
    workbook = read([dataclasses.replace(ROWS[number], **{column: cell}) for number, column, cell in changes])
    # That a row repeats another is no word about its cell.
    told = {one.row for one in workbook.repairs}
    told |= {finding.where.line for finding in workbook.findings if finding.code != "row-repeated"}
    for (number, column, cell), now in zip(changes, workbook.agreements, strict=True):
        before = dataclasses.replace(GOOD.agreements[number], source_row=now.source_row)
        if now != before and now.source_row not in told:
            assert column in ("state", "agency", "agency_type", "county", "model", "signed")
            assert is_true_change(column, cell, getattr(now, column))
            changed = {f.name for f in dataclasses.fields(now) if getattr(now, f.name) != getattr(before, f.name)}
            assert changed <= {column, "state_code"} if column == "state" else changed == {column}


@pytest.mark.slow
@settings(max_examples=20, derandomize=True)
@given(st.integers(0, 7), st.data())
def test_one_changed_header_is_refused_or_told_or_harmless(place, data):
    header = list(HEADERS[2025])
    words = data.draw(st.one_of(typing_errors(header[place]), st.sampled_from([None, *HEADERS[2025]])))
    header[place] = words
    needed = {"STATE", "LAW ENFORCEMENT AGENCY", "SUPPORT TYPE"}
    if not needed <= {seen(name or "").upper() for name in header}:
        with pytest.raises(ContentError, match="workbook-other"):
            read(ROWS, header=header)
        return
    workbook = read(ROWS, header=header)
    assert workbook.findings or workbook.agreements == GOOD.agreements


def test_the_property_can_fail():
    assert not is_true_change("model", "Task Force Modell", "TFM")
    assert not is_true_change("signed", dt.date(2025, 1, 2), dt.date(2025, 2, 1))
    assert GOOD.snapshot_date == DAY
    assert GOOD.findings == ()
