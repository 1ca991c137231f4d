"""The list is found in every layout ICE has used, and nothing beside it goes unseen."""

import datetime as dt

import pytest

from tests.support.make_workbook import DAY, FIELDS, GOOD, HEADERS, JEM, Row, make_list, sheet, with_part
from tests.support.write_workbook import SheetPlan
from wso_lessons.content import ContentError
from wso_lessons.ice.workbook import read_workbook


def codes(workbook):
    return {finding.code for finding in workbook.findings}


@pytest.mark.parametrize("layout", HEADERS)
def test_each_layout_gives_the_same_agencies_and_models(layout, tmp_path):
    workbook = read_workbook(make_list(tmp_path, layout=layout))
    assert [(row.state_code, row.model) for row in workbook.agreements] == [
        ("TX", "WSO"), ("TX", "JEM"), ("FL", "TFM"), ("GU", "TFM"),
    ]  # fmt: skip
    assert workbook.columns == HEADERS[layout]


def test_a_list_without_dates_of_signing_is_pending_whatever_its_name(tmp_path):
    workbook = read_workbook(make_list(tmp_path, layout="pending"))
    assert workbook.kind == "pending"
    assert "kind-disagrees" in codes(workbook)


def test_a_participating_list_under_a_pending_name_is_reported(tmp_path):
    workbook = read_workbook(make_list(tmp_path, name="pendingAgencies06012026pm.xlsx"))
    assert workbook.kind == "participating"
    assert "kind-disagrees" in codes(workbook)


def test_a_good_list_has_no_findings_but_the_county_that_ice_left_out(tmp_path):
    workbook = read_workbook(make_list(tmp_path))
    assert workbook.findings == ()
    assert workbook.repairs_by_rule() == {"nothing-given": 1}


@pytest.mark.parametrize(
    "header",
    [
        ("state ", "Law  Enforcement\u00a0Agency", "Type", "County", "Support type", "Signed", "Moa", "Addendum"),
        (
            " STATE",
            "LAW ENFORCEMENT AGENCY ",
            "TYPE\n",
            "COUNTY",
            "SUPPORT TYPE",
            "SIGNED",
            "MOA",
            "ADDENDUM",
            None,
            None,
        ),
    ],
)
def test_headers_may_drift_in_case_and_spaces(header, tmp_path):
    assert len(read_workbook(make_list(tmp_path, header=header)).agreements) == 4


def test_columns_may_stand_in_another_order(tmp_path):
    order = [7, 4, 2, 0, 1, 5, 3, 6]
    names = [HEADERS[2025][place] for place in order]
    rows = [[getattr(row, FIELDS[name]) for name in names] for row in GOOD]
    path = make_list(tmp_path, [], header=names, after=rows)
    expected = [row.agency for row in read_workbook(make_list(tmp_path, name="b.xlsx")).agreements]
    assert [row.agency for row in read_workbook(path).agreements] == expected


def test_rows_above_the_header_and_repeated_headers_are_reported_and_not_read(tmp_path):
    path = make_list(tmp_path, before=[("List of participating agencies",)], after=[HEADERS[2025]])
    workbook = read_workbook(path)
    assert len(workbook.agreements) == 4
    assert {"row-above", "row-header"} <= codes(workbook)


def test_a_forgotten_second_sheet_is_named_with_its_rows(tmp_path):
    other = SheetPlan("Sheet2", [("Total",), ("TEXAS",)])
    findings = read_workbook(make_list(tmp_path, others=[other])).findings
    assert [str(f.problem) for f in findings] == ['The sheet "Sheet2" with 2 rows was not read.']


def test_the_list_may_stand_on_the_second_sheet(tmp_path):
    path = make_list(tmp_path, [], others=[sheet(GOOD, name="List")], header=("Notes",), before=[("Read me",)])
    workbook = read_workbook(path)
    assert len(workbook.agreements) == 4
    assert "sheet-other" in codes(workbook)


def test_hidden_rows_are_read_counted_and_reported(tmp_path):
    rows = [Row(), Row(model=JEM, hidden=True)]
    workbook = read_workbook(make_list(tmp_path, rows))
    assert [row.hidden for row in workbook.agreements] == [False, True]
    assert workbook.hidden_rows == 1
    assert "A filter hides 1 of 2 rows; they were read and count." in {f.problem for f in workbook.findings}


def test_values_in_unnamed_columns_are_reported(tmp_path):
    path = make_list(
        tmp_path, [], before=[HEADERS[2025], [*("TEXAS", "A", "County", "B County", JEM, DAY), *[None] * 4, "note"]]
    )
    finding = next(f for f in read_workbook(path).findings if f.code == "cell-stray")
    assert finding.where.line == 2
    assert "(K)" in finding.problem


def test_an_unknown_column_is_reported(tmp_path):
    path = make_list(tmp_path, header=(*HEADERS[2025], "NOTES"))
    assert 'The column I, "NOTES", was not read.' in {f.problem for f in read_workbook(path).findings}


def test_a_hidden_column_and_merged_cells_are_reported(tmp_path):
    def change(xml):
        merged = b'</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
        shut = b'<cols><col min="4" max="4" hidden="1"/></cols><sheetData>'
        return xml.replace(b"</sheetData>", merged).replace(b"<sheetData>", shut)

    path = with_part(make_list(tmp_path), "xl/worksheets/sheet1.xml", change)
    assert {"column-hidden", "cells-merged"} <= codes(read_workbook(path))


def test_empty_rows_after_the_data_are_no_agreements(tmp_path):
    path = make_list(tmp_path, after=[(None, None), (None,)])
    assert len(read_workbook(path).agreements) == 4


def test_a_list_without_rows_is_an_error(tmp_path):
    finding = next(f for f in read_workbook(make_list(tmp_path, [])).findings if f.code == "list-empty")
    assert finding.level == "error"


def test_inline_texts_and_namespace_prefixes_are_read(tmp_path):
    def change(xml):
        xml = xml.replace(b'<c r="B2" t="s"><v>9</v></c>', b'<c r="B2" t="inlineStr"><is><t>Quince Police</t></is></c>')
        return (
            xml.replace(b"<c ", b"<x:c ")
            .replace(b"</c>", b"</x:c>")
            .replace(b"<worksheet ", b'<worksheet xmlns:x="urn:x" ')
        )

    path = with_part(make_list(tmp_path), "xl/worksheets/sheet1.xml", change)
    assert read_workbook(path).agreements[0].agency == "Quince Police"


def test_days_counted_from_1904_are_read(tmp_path):
    change = lambda xml: xml.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')  # noqa: E731
    path = with_part(make_list(tmp_path, [Row(signed=dt.date(2021, 3, 3))]), "xl/workbook.xml", change)
    assert read_workbook(path).agreements[0].signed == dt.date(2025, 3, 4)


def test_a_workbook_without_any_list_names_the_columns_it_looked_for(tmp_path):
    path = make_list(tmp_path, header=("A", "B", "C"))
    with pytest.raises(ContentError, match="STATE, LAW ENFORCEMENT AGENCY, SUPPORT TYPE"):
        read_workbook(path)
