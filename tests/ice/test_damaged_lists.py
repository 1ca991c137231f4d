"""A list that was damaged on its way gives the same table, or a finding that names the place; nothing passes unseen."""

import dataclasses
import datetime as dt

import pytest

from tests.support.make_workbook import (
    DAY,
    GOOD,
    HEADERS,
    JEM,
    TFM,
    Row,
    file_name,
    make_list,
    moment,
    sheet,
    with_part,
)  # fmt: skip
from tests.support.world import TESTS
from tests.support.write_workbook import Stored, write_workbook
from wso_lessons.content import ContentError
from wso_lessons.ice import cells, xlsx_file
from wso_lessons.ice.workbook import read_workbook

SHEET = "xl/worksheets/sheet1.xml"
CASES = TESTS / "ice" / "cases"
RIGHT = [("GA", "WSO", "2025-03-04"), ("TX", "JEM", "2025-07-08"), ("UT", "TFM", "2026-01-15")]
ROWS = (
    Row(state="GEORGIA", signed=dt.date(2025, 3, 4)),
    Row(state="TEXAS", model=JEM, signed=dt.date(2025, 7, 8)),
    Row(state="UTAH", agency="Cedar Police Department", agency_type="Municipality", county="Cedar County", model=TFM,
        signed=dt.date(2026, 1, 15)),
)  # fmt: skip
EPOCHS = {False: dt.date(1899, 12, 30), True: dt.date(1904, 1, 1)}


def codes(workbook):
    return {finding.code for finding in workbook.findings}


def table(workbook):
    return [(row.state_code, row.model, str(row.signed)) for row in workbook.agreements]


def found(workbook, code):
    return [(finding.where.line, finding.problem) for finding in workbook.findings if finding.code == code]


def stored_ways(day, from_1904):
    """Each way in which a workbook can store a day, as a cell."""
    serial, midnight = (day - EPOCHS[from_1904]).days, f"{day}T00:00:00"
    return {
        "a formatted number": Stored(str(serial), style=1),
        "a number with a time's format": Stored(f"{serial}.5729", style=3),
        "a bare number": Stored(str(serial)),
        "a bare number with a fraction": Stored(f"{serial}.25"),
        "a number in scientific form": Stored(f"{serial / 10000:.4f}E4", style=1),
        "ISO": Stored(str(day), "d"),
        "ISO with a time": Stored(midnight, "d", 1),
        "ISO with fractions": Stored(f"{midnight}.000", "d", 1),
        "ISO with a zone": Stored(f"{midnight}.000Z", "d", 1),
        "ISO with an offset": Stored(f"{midnight}+02:00", "d"),
        "ISO with a time of day": Stored(f"{day}T13:45:10.250", "d", 3),
        "ISO text": str(day),
        "ISO text with a time": f"{day} 13:45:00",
        "inline text": Stored(str(day), "inlineStr"),
        "text of a formula": Stored(str(day), "str"),
        "month first": f"{day.month}/{day.day}/{day.year}",
        "month first with a time": f"{day:%m/%d/%Y} 12:00:00 AM",
        "month first, two figures": f"{day:%m/%d/%y}",
        "year first": f"{day:%Y/%m/%d}",
        "all figures": f"{day:%Y%m%d}",
        "month in letters": f"{day:%B} {day.day}, {day.year}",
        "day first in letters": f"{day.day} {day:%B %Y}",
        "as in a table": f"{day:%d-%b-%y}",
        "with the weekday": f"{day:%A, %B} {day.day}, {day.year}",
    }


WAYS = tuple(stored_ways(dt.date(2025, 3, 4), False))


@pytest.mark.parametrize("from_1904", [False, True], ids=["1900", "1904"])
def test_a_day_is_read_in_each_way_that_a_workbook_stores_it(from_1904, tmp_path):
    ways = [(way, dataclasses.replace(row, signed=stored_ways(row.signed, from_1904)[way]))
            for way in WAYS for row in ROWS]  # fmt: skip
    workbook = read_workbook(make_list(tmp_path, [row for _, row in ways], from_1904=from_1904))
    read = zip((way for way, _ in ways), table(workbook), RIGHT * len(WAYS), strict=True)
    assert [(way, row) for way, row, right in read if row != right] == []
    assert not {"signed-missing", "signed-unreadable"} & codes(workbook)


UNREAD = [
    "04.03.2025", "15/01/2026", "2025-02-30", "2025-03-04T23:00:00Z", "2025-03", "March 2025", "45720",
    "soon", 7, 45,
    Stored("T12:00:00", "d"), Stored("2025-13-04", "d"), Stored("-3", style=1), Stored("1e300", style=1),
    Stored("NaN", style=1), Stored("0.5", style=3), Stored("45846", style=0, kind="b"),
]  # fmt: skip


def test_a_day_that_could_be_two_or_none_is_told_and_not_guessed(tmp_path):
    workbook = read_workbook(make_list(tmp_path, [Row(signed=cell) for cell in UNREAD]))
    days = zip(UNREAD, (row.signed for row in workbook.agreements), strict=True)
    assert [(cell, day) for cell, day in days if day is not None and day.year >= 2002] == []
    told = sorted(line for code in ("signed-unreadable", "signed-unlikely") for line, _ in found(workbook, code))
    assert told == list(range(2, len(UNREAD) + 2))


FLAWS = ("total", "note", "pending sheet", "hidden old sheet", "other letter", "near state", "near model", "part names",
         "styled rows", "struck", "flat", "status", "none")  # fmt: skip
TOLD = {
    "total": "row-left-out", "note": "row-left-out", "pending sheet": "sheet-other", "hidden old sheet": "sheet-other",
    "other letter": "letter-not-latin", "struck": "row-struck", "flat": "row-flat", "status": "row-ended",
}  # fmt: skip


def flawed(folder, flaw, rows, from_1904):
    """The list with a flaw that people have reported of lists like ICE's."""
    shape, rows = {}, list(rows)
    if flaw == "total":
        shape["after"] = [("Total", "3"), (None, "Grand total: 3 agreements")]
    elif flaw == "note":
        shape["after"] = [(None,), ("* Updated daily. Agencies may appear more than once.",)]
    elif flaw == "other letter":
        rows[0] = dataclasses.replace(rows[0], agency="\u0410lder County Sheriff's Office")
    elif flaw == "near state":
        rows[0] = dataclasses.replace(rows[0], state="GEROGIA")
    elif flaw == "near model":
        rows[1] = dataclasses.replace(rows[1], model="Jail Enforcment Model")
    elif flaw == "part names":
        shape["rename"] = lambda name: name if name.startswith(("[", "_")) else name.upper()
    elif flaw == "struck":
        rows[1] = dataclasses.replace(rows[1], county=Stored("Alder County", "inlineStr", 2))
    elif flaw == "status":
        shape["header"] = (*HEADERS[2025], "STATUS")
        fir = ("UTAH", "Fir Police Department", "Municipality", "Fir County", TFM, str(dt.date(2026, 1, 2)))
        shape["after"] = [(*fir, None, None, "Terminated")]
    elif flaw in ("pending sheet", "hidden old sheet", "flat"):
        list_sheet = sheet(rows)
        first = sheet(ROWS[:1], "pending" if flaw == "pending sheet" else 2025, name="First")
        sheets = [dataclasses.replace(first, hidden=flaw == "hidden old sheet"), list_sheet]
        if flaw == "flat":
            sheets = [dataclasses.replace(list_sheet, flat_rows=frozenset({3}))]
        return write_workbook(folder / file_name(DAY), sheets, moment(DAY), from_1904=from_1904)
    path = make_list(folder, rows, from_1904=from_1904, **shape)
    if flaw == "styled rows":
        more = b"".join(b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(10, 300))
        with_part(path, SHEET, lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>"))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("from_1904", [False, True], ids=["1900", "1904"])
@pytest.mark.parametrize("flaw", FLAWS)
def test_any_flaw_with_days_stored_in_any_way_gives_the_same_table_or_a_finding(flaw, from_1904, tmp_path):
    first = 3 * (2 * FLAWS.index(flaw) + from_1904)  # three other ways for each, so that every way has its turn
    ways = [WAYS[place % len(WAYS)] for place in range(first, first + 3)]
    rows = [
        dataclasses.replace(row, signed=stored_ways(row.signed, from_1904)[way])
        for row, way in zip(ROWS, ways, strict=True)
    ]
    workbook = read_workbook(flawed(tmp_path, flaw, rows, from_1904))
    assert table(workbook)[:3] == RIGHT
    assert len(workbook.agreements) == (4 if flaw == "status" else 3)
    assert workbook.agreements[0].agency == "Alder County Sheriff's Office"
    if flaw in TOLD:
        assert TOLD[flaw] in codes(workbook)
    if flaw.startswith("near"):
        assert any(repair.rule == flaw.replace("near ", "") + "-near" for repair in workbook.repairs)


def test_the_property_can_fail(tmp_path):
    rows = [dataclasses.replace(row, signed=stored_ways(row.signed, True)["a bare number"]) for row in ROWS]
    assert table(read_workbook(make_list(tmp_path, rows))) != RIGHT


def test_a_renamed_column_is_told_by_both_names(tmp_path):
    header = tuple("DATE SIGNED" if name == "SIGNED" else name for name in HEADERS[2025])
    with pytest.raises(ContentError, match='"SIGNED" is missing, and "DATE SIGNED" was not read'):
        read_workbook(make_list(tmp_path, ROWS, header=header))
    header = tuple("AGREEMENT KIND" if name == "SUPPORT TYPE" else name for name in HEADERS[2025])
    with pytest.raises(ContentError, match='"SUPPORT TYPE" is missing, and "AGREEMENT KIND" was not read'):
        read_workbook(make_list(tmp_path, ROWS, header=header))
    header = tuple("PARISH" if name == "COUNTY" else name for name in HEADERS[2025])
    told = found(read_workbook(make_list(tmp_path, ROWS, header=header)), "column-renamed")
    assert told == [(1, 'The column "COUNTY" is missing, and "PARISH" was not read.')]


def test_days_in_a_column_without_a_name_are_no_pending_list(tmp_path):
    header = tuple(None if name == "SIGNED" else name for name in HEADERS[2025])
    with pytest.raises(ContentError, match='"SIGNED" is missing, and "column F without a name" was not read'):
        read_workbook(make_list(tmp_path, ROWS, header=header))


def test_a_row_with_half_an_agreement_is_damaged_and_not_a_note(tmp_path):
    rows = [*ROWS, Row(state=None, model=None), Row(agency=None, county=None, agency_type=None, signed=None)]
    workbook = read_workbook(make_list(tmp_path, rows))
    assert len(workbook.agreements) == 5
    assert {"state-missing", "model-missing", "agency-missing"} <= codes(workbook)
    assert found(workbook, "row-left-out") == []


def test_the_visible_list_is_read_and_a_rival_is_told(tmp_path):
    rival = sheet(ROWS[:2], name="Copy")
    workbook = read_workbook(make_list(tmp_path, ROWS, others=[rival]))
    assert table(workbook) == RIGHT
    assert found(workbook, "sheet-rival") == [
        (0, 'The sheets "Sheet1" and "Copy" both look like a list; the first was read.')
    ]
    hidden = dataclasses.replace(rival, hidden=True)
    assert found(read_workbook(make_list(tmp_path, ROWS, others=[hidden])), "sheet-rival") == []


def test_a_word_of_another_script_keeps_its_letters(tmp_path):
    workbook = read_workbook(make_list(tmp_path, [Row(agency="Практика Alder")]))
    assert workbook.agreements[0].agency == "Практика Alder"
    assert "letter-not-latin" in codes(workbook)


def test_two_parts_of_one_name_or_two_values_for_one_place_are_damage(tmp_path):
    twice = make_list(tmp_path, extra={"XL/Worksheets/Sheet1.xml": b"<x/>"})
    with pytest.raises(ContentError, match="workbook-damaged"):
        read_workbook(twice)
    path = make_list(tmp_path, name="b.xlsx")
    with_part(path, SHEET, lambda xml: xml.replace(b'r="3"', b'r="2"'))
    with pytest.raises(ContentError, match="workbook-damaged"):
        read_workbook(path)


@pytest.mark.slow
def test_a_sheet_styled_to_its_last_row_is_no_limit(tmp_path, monkeypatch):
    """More empty rows than a list may have with values; all up to the last would take seconds and prove no more."""
    monkeypatch.setattr(cells, "MAX_PIECES", cells.MAX_ROWS)
    styled = [
        b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(cells.LAST_ROW, 0, -1)[: cells.MAX_ROWS + 9]
    ]
    assert len(styled[0]) * cells.LAST_ROW < xlsx_file.MAX_UNPACKED_BYTES
    rows = b"".join(reversed(styled)) + b"</sheetData>"
    path = with_part(make_list(tmp_path, ROWS), SHEET, lambda xml: xml.replace(b"</sheetData>", rows))
    assert table(read_workbook(path)) == RIGHT


def test_each_remedy_names_what_a_person_who_installed_the_package_can_do(tmp_path):
    rows = [Row(state="Ontario"), Row(model="Hybrid"), Row(agency_type="Tribe"), Row(county="Alder")]
    remedies = [f.remedy for f in read_workbook(make_list(tmp_path, rows)).findings if f.code != "row-repeated"]
    assert len(remedies) == 4
    for remedy in remedies:
        assert "wso-lessons new course NAME" in remedy
        assert "workbook_rules.yaml" in remedy


@pytest.mark.parametrize("path", sorted(CASES.glob("*.xlsx")), ids=lambda p: p.stem.partition("am-")[2])
def test_each_reported_case_gives_its_right_value(path):
    if "20-header" in path.name:
        with pytest.raises(ContentError, match='"SIGNED" is missing, and "DATE SIGNED" was not read'):
            read_workbook(path)
        return
    workbook = read_workbook(path)
    assert (workbook.kind, str(workbook.snapshot_date)) == ("participating", "2026-06-01")
    if "33-lookalike" in path.name:
        assert len({row.agency for row in workbook.agreements}) == 1
        assert [line for line, _ in found(workbook, "letter-not-latin")] == [3]
        return
    assert table(workbook) == RIGHT
    told = {"16": "row-left-out", "17": "row-left-out", "26": "row-ended", "27": "row-struck"}
    code = told.get(path.stem.partition("am-")[2][:2])
    if code:
        assert {"row-left-out": len(RIGHT) + 2}.get(code, 3) <= max(line for line, _ in found(workbook, code))
    assert "kind-disagrees" not in codes(workbook)


def test_the_good_list_of_other_tests_has_no_such_findings(tmp_path):
    assert codes(read_workbook(make_list(tmp_path, GOOD))) == set()
