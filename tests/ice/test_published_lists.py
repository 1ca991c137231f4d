"""ICE's own workbooks give exactly the counts that other readers found, and the tables of the course."""

import functools

import pytest

from tests.support.world import TESTS
from wso_lessons.content import builtin_course
from wso_lessons.content.rows.csvfile import read_rows
from wso_lessons.ice.identity import aliases_of
from wso_lessons.ice.rules import rules_of
from wso_lessons.ice.workbook import read_workbook
from wso_lessons.refresh.tables import monthly, roster_of, rows_checksum, states_by_model

pytestmark = pytest.mark.slow  # it reads ten lists

FOLDER = TESTS / "ice" / "lists"  # as ICE published them; expected.csv holds what other readers counted in them
LATEST = "participatingAgencies05182026am.xlsx"


@functools.cache
def read_shared(file):
    return read_workbook(FOLDER / file)


@functools.cache
def table(name):
    return read_rows(builtin_course().table_path(name))


EXPECTED = read_rows(FOLDER / "expected.csv")


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda row: row["file"])
def test_a_workbook_gives_the_expected_counts(expected):
    workbook = read_shared(expected["file"])
    rows = workbook.rows
    got = {
        "data_rows": len(rows),
        **workbook.totals,
        "distinct_states_upper": rows.state.str.upper().nunique(),
        "hidden_rows": workbook.hidden_rows,
        "sheets": len(workbook.sheets),
        "named_columns": len(workbook.columns),
        "signed_nonempty": rows.signed.notna().sum(),
        "moa_hyperlinks": rows.has_moa_link.sum(),
        "workbook_modified": f"{workbook.modified:%Y-%m-%dT%H:%M:%SZ}",
    }
    assert {key: str(value) for key, value in got.items()} == {k: v for k, v in expected.items() if k != "file"}
    assert [
        finding for finding in workbook.findings if finding.level == "error" and finding.code != "kind-disagrees"
    ] == []


def test_the_swapped_file_is_seen_to_be_a_pending_list():
    workbook = read_shared("participatingAgencies09222025pm.xlsx")
    assert workbook.kind == "pending"
    assert "kind-disagrees" in {finding.code for finding in workbook.findings}


def test_the_forgotten_sheet_of_march_2026_is_named():
    findings = read_shared("participatingAgencies03022026am.xlsx").findings
    assert 'The sheet "Sheet2" with 42 rows was not read.' in {finding.problem for finding in findings}


def test_the_repairs_of_the_latest_list_are_those_counted_in_the_report():
    workbook = read_shared(LATEST)
    spaces = [repair.column for repair in workbook.repairs if repair.rule == "spaces"]
    counted = {column: spaces.count(column) for column in ("agency", "county", "agency_type", "model", "state")}
    assert counted == {"agency": 327, "county": 435, "agency_type": 291, "model": 25, "state": 6}
    rules = workbook.repairs_by_rule()
    assert (rules["quotes"], rules["nothing-given"], rules["county-correction"]) == (32, 235, 28)


def test_the_latest_list_gives_the_roster_and_the_tables_that_rest_on_it():
    workbook, aliases, rules = read_shared(LATEST), aliases_of(), rules_of()
    roster = roster_of(workbook, aliases, rules)
    assert roster == table("roster")
    assert states_by_model(roster, rules) == table("states_by_model")
    before = {name: table(name) for name in ("monthly_agreements", "monthly_agencies")}
    assert monthly(before, roster, "2026-05-18", LATEST) == before


def test_each_workbook_agrees_with_the_record_of_lists():
    lists = {row["source_file"]: row for row in table("lists")}
    seen = 0
    for expected in EXPECTED:
        row = lists.get(expected["file"])
        if row:
            seen += 1
            workbook = read_shared(expected["file"])
            assert row["snapshot_date"] == str(workbook.snapshot_date)
            assert row["rows_sha256"] == rows_checksum(workbook)
            assert [row["wso"], row["jem"], row["tfm"]] == [expected["WSO"], expected["JEM"], expected["TFM"]]
    assert seen == 9


@pytest.mark.parametrize(
    "file", [row["file"] for row in EXPECTED if row["file"] != "participatingAgencies09222025pm.xlsx"]
)
def test_each_workbooks_rows_stand_in_the_history_on_its_day(file):
    workbook, aliases = read_shared(file), aliases_of()
    day = str(workbook.snapshot_date)
    keys = {(aliases.agency_id(row.state_code, row.agency), row.model) for row in workbook.agreements}
    history = [row for row in table("agreement_history") if row["first_seen"] <= day <= row["last_seen"]]
    known = {(row["agency_id"], row["model"]) for row in history}
    away = {(row["agency_id"], row["model"]) for row in history if row["missing_between"] != "0"}
    assert keys - known == set()
    assert known - keys <= away


def test_agencies_of_the_latest_list_are_counted_apart_from_agreements():
    workbook = read_shared(LATEST)
    assert len(workbook.agreements) == 1843
    aliases = aliases_of()
    assert len({aliases.agency(row.state_code, row.agency) for row in workbook.agreements}) == 1549
