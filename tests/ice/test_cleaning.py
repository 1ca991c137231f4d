"""Every quirk of ICE's lists is repaired and recorded, or kept and reported; nothing is dropped."""

import csv
import datetime as dt

import pytest

from tests.support.make_workbook import DAY, GOOD, HEADERS, JEM, TFM, WSO, Row, make_list
from tests.support.write_workbook import Error
from wso_lessons.content import open_course
from wso_lessons.ice.identity import aliases_of
from wso_lessons.ice.workbook import read_workbook
from wso_lessons.tables.practice import practice_folder, practice_workbook

# Three of each kind: the column, the planted cell, the tidy value, the rule that repairs it.
REPAIRED = [
    ("agency", "Alder County Sheriff's Office ", "Alder County Sheriff's Office", "spaces"),
    ("agency", "Alder  County Sheriff's Office", "Alder County Sheriff's Office", "spaces"),
    ("county", "\nAlder County", "Alder County", "spaces"),
    ("county", "Alder\u00a0County", "Alder County", "characters"),
    ("agency", "Alder County\u200b Police", "Alder County Police", "characters"),
    ("agency", "Alder County \ufb01re Marshal", "Alder County fire Marshal", "characters"),
    ("agency", "Alder County Sheriff’s Office", "Alder County Sheriff's Office", "quotes"),
    ("agency", "Alder County Sheriff‘s Office", "Alder County Sheriff's Office", "quotes"),
    ("agency", "Alder County Sheriff´s Office", "Alder County Sheriff's Office", "quotes"),
    ("state", "PENNSLYVANIA", "Pennsylvania", "state-spelling"),
    ("state", "UTAHJ", "Utah", "state-spelling"),
    ("state", "Utahj", "Utah", "state-spelling"),
    ("state", "TEXAZ", "Texas", "state-near"),
    ("state", "WEST VIRIGINIA", "West Virginia", "state-near"),
    ("state", "Nwe Mexcio", "New Mexico", "state-near"),
    ("state", "GA", "Georgia", "state-spelling"),
    ("state", "Georgia", "Georgia", "state-case"),
    ("state", "UTAh", "Utah", "state-case"),
    ("state", "west virginia", "West Virginia", "state-case"),
    ("model", "Warrant Services Officer", "WSO", "model-spelling"),
    ("model", "Warrant Service Office", "WSO", "model-spelling"),
    ("model", "Task Force Officer", "TFM", "model-spelling"),
    ("model", "Jail Enforcment Model", "JEM", "model-near"),
    ("model", "Takc Force Model", "TFM", "model-near"),
    ("model", "Warant Service Officer", "WSO", "model-near"),
    ("agency_type", "State", "State Agency", "type-spelling"),
    ("agency_type", "Muncipality", "Municipality", "type-spelling"),
    ("agency_type", "municipality", "Municipality", "type-spelling"),
    ("county", Error("#N/A"), "", "nothing-given"),
    ("county", "#NA", "", "nothing-given"),
    ("county", "N/A", "", "nothing-given"),
    ("county", "Guadalupe Conty", "Guadalupe County", "county-correction"),
    ("county", "Fall County", "Falls County", "county-correction"),
    ("county", "San Patricio", "San Patricio County", "county-correction"),
    ("signed", "05/082025", dt.date(2025, 5, 8), "date-slash"),
    ("signed", "7/72025", dt.date(2025, 7, 7), "date-slash"),
    ("signed", "8/282025", dt.date(2025, 8, 28), "date-slash"),
    ("signed", dt.date(5025, 7, 7), dt.date(2025, 7, 7), "date-year"),
    ("signed", dt.date(4026, 1, 2), dt.date(2026, 1, 2), "date-year"),
    ("signed", "3025-07-07", dt.date(2025, 7, 7), "date-year"),
    ("signed", "3/4/2025", dt.date(2025, 3, 4), "date-text"),
    ("signed", "2025-03-04 13:45:00", dt.date(2025, 3, 4), "date-text"),
    ("signed", "4 March 2025", dt.date(2025, 3, 4), "date-text"),
    ("signed", "Tuesday, March 4, 2025", dt.date(2025, 3, 4), "date-text"),
    ("signed", "3/4/2025 12:00:00 AM", dt.date(2025, 3, 4), "date-text"),
    ("signed", "20250304", dt.date(2025, 3, 4), "date-text"),
    ("signed", "15.3.2025", dt.date(2025, 3, 15), "date-text"),
    ("signed", 45720.75, dt.date(2025, 3, 4), "date-number"),
    ("signed", "3/4/25", dt.date(2025, 3, 4), "date-text"),
    ("signed", "March 4, 2025", dt.date(2025, 3, 4), "date-text"),
    ("signed", 45720, dt.date(2025, 3, 4), "date-number"),
    ("signed", "03-04-2025", dt.date(2025, 3, 4), "date-text"),
]

# Three of each kind that nothing can repair: the cell, the finding, and what is kept of it.
KEPT = [
    ("state", "RKANSAS", "state-unknown", "RKANSAS"),
    ("state", "Ontario", "state-unknown", "Ontario"),
    ("state", "DAKOTA", "state-unknown", "DAKOTA"),
    ("state", None, "state-missing", ""),
    ("agency", None, "agency-missing", ""),
    ("agency", "  ", "agency-missing", ""),
    ("agency", Error("#N/A"), "agency-missing", ""),
    ("agency", Error("#REF!"), "cell-error", "#REF!"),
    ("agency", 1234, "cell-type", "1234"),
    ("model", "Hybrid Model", "model-unknown", "Hybrid Model"),
    ("model", "Warrant", "model-unknown", "Warrant"),
    ("model", None, "model-missing", ""),
    ("agency_type", "Countty", "type-unknown", "Countty"),
    ("agency_type", "#NA", "type-missing", ""),
    ("agency_type", None, "type-missing", ""),
    ("county", "Lawrence", "county-unusual", "Lawrence"),
    ("county", "Alder Conty", "county-unusual", "Alder Conty"),
    ("county", "alder county", "county-unusual", "alder county"),
    ("signed", None, "signed-missing", None),
    ("signed", "N/A", "signed-missing", None),
    ("signed", " ", "signed-missing", None),
    ("signed", "31/31/2025", "signed-unreadable", None),
    ("signed", "13/012025", "signed-unreadable", None),
    ("signed", "72/2025", "signed-unreadable", None),
    ("signed", dt.date(2205, 3, 4), "signed-unlikely", dt.date(2205, 3, 4)),
    ("signed", dt.date(1999, 3, 4), "signed-unlikely", dt.date(1999, 3, 4)),
    ("signed", dt.date(2026, 7, 1), "signed-unlikely", dt.date(2026, 7, 1)),
    ("signed", "45720", "signed-unreadable", None),
    ("signed", "4.3.2025", "signed-unreadable", None),
    ("signed", "15/3/2025", "signed-unreadable", None),
    ("signed", "2025-03-04T23:00:00Z", "signed-unreadable", None),
]


def read_one(tmp_path, **cells):
    return read_workbook(make_list(tmp_path, [Row(**cells)]))


def read_each(folder, cases):
    """A list with a row for each case's cell."""
    return read_workbook(make_list(folder, [Row(**{column: cell}) for column, cell, *_ in cases]))


def test_each_quirk_is_repaired_and_recorded(tmp_path):
    workbook = read_each(tmp_path, REPAIRED)
    changed = {(one.row, one.column, one.rule) for one in workbook.repairs if one.before != one.after}
    assert len(workbook.agreements) == len(REPAIRED)
    for row, (agreement, (column, cell, tidy, rule)) in enumerate(zip(workbook.agreements, REPAIRED, strict=True), 2):
        assert getattr(agreement, column) == tidy, (column, cell)
        assert (row, column, rule) in changed, (column, cell)


def test_what_cannot_be_repaired_is_kept_and_reported(tmp_path):
    workbook = read_each(tmp_path, KEPT)
    found = {(one.where.line, one.code) for one in workbook.findings}
    assert len(workbook.agreements) == len(KEPT)
    for row, (agreement, (column, cell, code, kept)) in enumerate(zip(workbook.agreements, KEPT, strict=True), 2):
        assert getattr(agreement, column) == kept, (column, cell)
        assert (row, code) in found, (column, cell)


def test_several_steps_on_one_cell_are_recorded_one_by_one(tmp_path):
    workbook = read_one(tmp_path, state="UTAHJ ")
    assert [(r.before, r.after, r.rule) for r in workbook.repairs] == [
        ("UTAHJ ", "UTAHJ", "spaces"),
        ("UTAHJ", "Utah", "state-spelling"),
    ]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"link": "", "moa": "link"}, "link-lost"),
        ({"link": "", "moa": "link\u00a0|\u00a0addendum"}, "link-lost"),
        ({"link": "", "moa": "soon"}, "moa-unusual"),
        ({"link": "https://gcc02.safelinks.protection.outlook.com/?url=x"}, "link-elsewhere"),
        ({"link": "https:/www.ice.gov/x.pdf"}, "link-elsewhere"),
        ({"link": "chrome-extension://x/https://www.ice.gov/x.pdf"}, "link-elsewhere"),
        ({"addendum": "link"}, "link-lost"),
        ({"link": "https://www.ice.gov/doclib/A_MOA_03042024.pdf"}, "signed-year"),
        ({"link": "https://www.ice.gov/doclib/A_MOA_03.04.2026.pdf"}, "signed-year"),
        ({"link": "https://www.ice.gov/doclib/A_MOA_2024-03-04.pdf"}, "signed-year"),
    ],
)
def test_odd_links_are_reported(cells, code, tmp_path):
    assert code in {finding.code for finding in read_one(tmp_path, **cells).findings}


def test_links_and_addenda_are_flags(tmp_path):
    rows = [
        Row(addendum="link", addendum_link="https://www.ice.gov/a.pdf"),
        Row(model=JEM, moa="link pending", link=""),
        Row(model=TFM, moa="link\u00a0|\u00a0addendum"),
    ]
    flags = [(r.has_moa_link, r.has_addendum) for r in read_workbook(make_list(tmp_path, rows)).agreements]
    assert flags == [(True, True), (False, False), (True, True)]


def test_no_address_of_a_link_is_shown(tmp_path):
    path = make_list(tmp_path, [Row(link="https://safelinks.example/?data=person%40example.org")])
    workbook = read_workbook(path)
    shown = "".join(workbook._repr_mimebundle_().values()) + "".join(map(str, workbook.findings))
    assert "example.org" not in shown


def test_a_repeated_agreement_is_kept_and_reported(tmp_path):
    rows = [Row(), Row(agency="Alder County Sheriffs Department"), Row(signed=dt.date(2025, 5, 5))]
    workbook = read_workbook(make_list(tmp_path, rows))
    assert len(workbook.agreements) == 3
    repeats = [finding for finding in workbook.findings if finding.code == "row-repeated"]
    assert [finding.where.line for finding in repeats] == [3, 4]
    assert "another date" in repeats[1].problem


def test_n_a_stays_text_in_the_frame_and_never_becomes_nan(tmp_path):
    rows = read_workbook(
        make_list(tmp_path, [Row(agency="NA"), Row(agency="null"), Row(agency="None", county="N/A")])
    ).rows
    assert list(rows.agency) == ["NA", "null", "None"]
    assert list(rows.county) == ["Alder County", "Alder County", ""]
    assert not rows.drop(columns="signed").isna().any().any()


def test_the_frame_has_the_agreed_columns_and_types(tmp_path):
    rows = read_workbook(make_list(tmp_path)).rows
    assert list(rows.columns) == [
        "state", "state_code", "agency", "agency_type", "county", "model", "signed", "has_moa_link", "has_addendum",
        "hidden", "source_row",
    ]  # fmt: skip
    assert rows.signed.dtype == "datetime64[ns]"
    assert [str(rows[c].dtype) for c in ("has_moa_link", "has_addendum", "hidden", "source_row")] == ["bool"] * 3 + [
        "int64"
    ]
    assert list(rows.source_row) == [2, 3, 4, 5]


def test_the_frame_is_fresh_each_time(tmp_path):
    workbook = read_workbook(make_list(tmp_path))
    frame = workbook.rows
    frame.loc[0, "agency"] = "changed"
    assert workbook.rows.agency[0] == "Alder County Sheriff's Office"


def test_the_frame_of_an_empty_and_of_a_pending_list_has_the_same_types(tmp_path):
    full = read_workbook(make_list(tmp_path)).rows.dtypes
    assert (
        read_workbook(make_list(tmp_path, [])).rows.dtypes[["signed", "hidden"]] == full[["signed", "hidden"]]
    ).all()
    assert (read_workbook(make_list(tmp_path, layout="pending")).rows.dtypes == full).all()


def test_the_page_of_a_workbook_is_the_same_in_any_folder(tmp_path):
    pages = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        pages.append(read_workbook(make_list(tmp_path / folder, GOOD))._repr_mimebundle_())
    assert pages[0] == pages[1]
    assert "WSO 1, JEM 1, TFM 2" in pages[0]["text/plain"]
    assert "<table" in pages[0]["text/html"]


def test_the_practice_list_has_each_planted_fault_and_only_those(tmp_path):
    workbook = read_workbook(practice_workbook(tmp_path))
    seen = {(repair.row, repair.column) for repair in workbook.repairs}
    with (practice_folder() / "planted-faults.csv").open(encoding="utf-8", newline="") as lines:
        faults = [fault for fault in csv.DictReader(lines) if "No fault" not in fault["what"]]
    planted = {(int(fault["row"]), fault["column"]) for fault in faults if fault["row"] != "0"}
    assert planted - seen == {(10, "signed"), (14, "agency")}  # these two are findings, not repairs
    assert seen <= planted
    assert {f.code for f in workbook.findings} == {"rows-hidden", "sheet-other", "signed-missing", "row-repeated"}
    assert workbook.totals == {"WSO": 8, "JEM": 2, "TFM": 6}


@pytest.mark.slow
def test_the_practice_list_is_the_same_file_each_time_and_opens_elsewhere(tmp_path):
    import openpyxl

    first = practice_workbook(tmp_path).read_bytes()
    path = practice_workbook()
    assert path.read_bytes() == first
    models = [row[4] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert len(set(models)) == 5
    assert WSO in models
    assert read_workbook(path).snapshot_date == DAY


def test_a_courses_own_rules_and_aliases_need_hold_only_what_they_add(tmp_path):
    course = tmp_path / "own"
    (course / "data" / "tables").mkdir(parents=True)
    (course / "course.yaml").write_text("id: own\ntitle: Own\nextends: wso_lessons\n", encoding="utf-8")
    own = "state_spellings: {TEJANO: Texas}\nheaders: {DATE SIGNED: signed}\n"
    own += "counties: [{state: TX, was: Fall County, now: Own County}]\n"  # of two corrections the own one holds
    (course / "data" / "tables" / "workbook_rules.yaml").write_text(own, encoding="utf-8")
    alias = (
        "kind,state_code,old_key,old_model,new_state_code,new_key,new_model\ntypo,TX,aldar county,*,TX,alder county,*\n"
    )
    (course / "data" / "tables" / "agency_aliases.csv").write_text(alias, encoding="utf-8")
    opened = open_course(course)
    header = tuple("DATE SIGNED" if name == "SIGNED" else name for name in HEADERS[2025])
    rows = [Row(state="TEJANO", county="Fall County"), Row(state="UTAHJ", model=TFM)]
    workbook = read_workbook(make_list(tmp_path, rows, header=header), course=opened)
    assert [row.state for row in workbook.agreements] == ["Texas", "Utah"]
    assert workbook.agreements[0].county == "Own County"
    assert workbook.kind == "participating"
    aliases = aliases_of(opened)
    assert aliases.agency_id("TX", "Aldar County") == "tx-alder-county"
    assert len(aliases.agencies) == len(aliases_of().agencies) + 1
