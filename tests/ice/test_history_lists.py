"""The history: first and last seen, away and back, re-dated, renamed and moved; by day, whatever the order of files."""

import datetime as dt
import itertools
import shutil

import pytest

from tests.support.make_workbook import JEM, TFM, Row, make_list
from wso_lessons.content import builtin_course
from wso_lessons.content.rows.csvfile import read_rows
from wso_lessons.ice.folder import open_folder
from wso_lessons.ice.history import History, by_key, listed_in
from wso_lessons.ice.identity import aliases_of
from wso_lessons.ice.rules import rules_of
from wso_lessons.ice.workbook import read_workbook

DAYS = [dt.date(2026, 3, day) for day in (2, 9, 16, 23)]
ALDER = Row(agency="Alder County Sheriff's Office")
BIRCH = Row(agency="Birch Police Department", agency_type="Municipality", model=TFM)


def read_history(folder):
    """The history of all lists in a folder, and what was found about files that were not used."""
    opened, aliases, rules = open_folder(folder), aliases_of(), rules_of()
    history = History()
    for workbook in opened.workbooks():
        history.add(workbook.snapshot_date, listed_in(workbook, aliases, rules))
    return history, opened.findings


def build(folder, *lists, names=None):
    folder.mkdir(exist_ok=True)
    for number, (day, rows) in enumerate(zip(DAYS, lists, strict=False)):
        make_list(folder, rows, day, name=names[number] if names else None)
    history, findings = read_history(folder)
    return by_key(history.records(aliases_of())), findings, history


def test_first_and_last_seen_and_the_list_without_it(tmp_path):
    records, _, _ = build(tmp_path, [ALDER, BIRCH], [ALDER, BIRCH], [ALDER], [ALDER])
    birch = records["tx-birch-police-department", "TFM"]
    assert (birch["first_seen"], birch["last_seen"], birch["removed_by"]) == ("2026-03-02", "2026-03-09", "2026-03-16")
    assert (birch["still_listed"], birch["n_snapshots"]) == ("0", "2")
    assert records["tx-alder-county-sheriff", "WSO"]["removed_by"] == ""


def test_an_agreement_that_comes_back_was_missing_between(tmp_path):
    records, _, _ = build(tmp_path, [ALDER, BIRCH], [ALDER], [ALDER], [ALDER, BIRCH])
    birch = records["tx-birch-police-department", "TFM"]
    seen = [birch[column] for column in ("n_snapshots", "missing_between", "still_listed", "removed_by")]
    assert seen == ["2", "2", "1", ""]


def test_what_stood_on_the_first_list_has_an_unknown_start(tmp_path):
    records, _, _ = build(tmp_path, [ALDER], [ALDER, BIRCH])
    assert [records[key]["left_censored"] for key in sorted(records)] == ["1", "0"]


def test_every_published_date_is_kept_in_the_order_of_publication(tmp_path):
    dates = [dt.date(2026, 2, 20), dt.date(2026, 2, 19), dt.date(2026, 2, 20)]
    records, _, _ = build(tmp_path, *([Row(agency="Alder Police", signed=day)] for day in dates))
    (record,) = records.values()
    assert record["all_signed_dates"] == "2026-02-20|2026-02-19"
    assert (record["signed"], record["signed_first_published"], record["signed_last_published"]) == ("2026-02-20",) * 3
    assert record["n_signed_dates"] == "2"


def test_a_date_that_is_missing_for_a_day_is_not_a_change(tmp_path):
    records, _, _ = build(tmp_path, [ALDER], [Row(agency=ALDER.agency, signed=None)])
    (record,) = records.values()
    assert (record["signed"], record["n_signed_dates"]) == ("2025-03-04", "1")


def test_spellings_are_listed_and_the_last_one_is_the_name(tmp_path):
    records, _, _ = build(tmp_path, [ALDER], [Row(agency="Alder County Sheriff's Department")])
    (record,) = records.values()
    assert record["agency"] == "Alder County Sheriff's Department"
    assert record["name_variants"] == "Alder County Sheriff's Office|Alder County Sheriff's Department"


def test_a_row_that_ice_moved_names_where_it_went(tmp_path):
    old = Row(state="OKLAHOMA", agency="Haskell Police Department", model=TFM)
    new = Row(state="OKLAHOMA", agency="Haskell County Sheriff's Office", model=TFM)
    records, _, _ = build(tmp_path, [old], [new])
    assert records["ok-haskell-police-department", "TFM"]["relabelled_to"] == "ok-haskell-county-sheriff"


def test_a_corrected_date_keeps_what_was_published(tmp_path):
    row = Row(state="NEW YORK", agency="Mohawk Village Police Department", model=TFM, signed=dt.date(2016, 3, 19))
    path = make_list(tmp_path, [row], dt.date(2026, 4, 1))
    history, _ = read_history(path.parent)
    (record,) = history.records(aliases_of())
    assert (record["signed"], record["signed_first_published"]) == ("2026-03-19", "2016-03-19")
    assert record["signed_note"].startswith("corrected from 2016-03-19")


LISTS = ([ALDER], [ALDER, BIRCH], [BIRCH], [ALDER])


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_and_the_names_of_the_files_do_not_matter(order, tmp_path):
    expected, _, _ = build(tmp_path / "a", *LISTS)
    names = [f"{'wxyz'[place]}-{day:%Y%m%d}000000.xlsx" for place, day in zip(order, DAYS, strict=True)]
    records, _, _ = build(tmp_path / "b", *LISTS, names=names)
    assert records == expected


def test_one_list_of_a_day_counts_and_the_others_are_named(tmp_path):
    for part, rows in (("am", [ALDER]), ("mid", [ALDER, BIRCH]), ("pm", [BIRCH])):
        make_list(tmp_path, rows, DAYS[0], name=f"participatingAgencies03022026{part}.xlsx")
    history, findings = read_history(tmp_path)
    assert [record["agency_id"] for record in history.records(aliases_of())] == ["tx-birch-police-department"]
    assert [finding.code for finding in findings] == ["list-superseded"] * 2


def test_a_pending_list_gives_way_to_another_of_its_day(tmp_path):
    make_list(tmp_path, [BIRCH], DAYS[0], name="participatingAgencies03022026pm.xlsx", layout="pending")
    make_list(tmp_path, [ALDER], DAYS[0])
    history, findings = read_history(tmp_path)
    assert len(history) == 1
    assert [finding.code for finding in findings] == ["list-pending"]


def test_an_old_list_put_up_again_is_left_out_and_a_list_without_news_is_not(tmp_path):
    build(tmp_path, [ALDER], [ALDER], [ALDER, BIRCH])
    shutil.copy(tmp_path / "participatingAgencies03022026am.xlsx", tmp_path / "old-20260323000000.xlsx")
    shutil.copy(tmp_path / "participatingAgencies03162026am.xlsx", tmp_path / "same-20260324000000.xlsx")
    history, findings = read_history(tmp_path)
    assert history.days == ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-24"]
    assert [finding.code for finding in findings] == ["date-disagrees", "list-stale"]


def test_a_bad_file_in_the_folder_is_named_and_the_others_are_read(tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"")
    _, findings, history = build(tmp_path, [ALDER])
    assert len(history) == 1
    assert [finding.code for finding in findings] == ["workbook-empty"]


def test_adding_one_list_to_a_table_gives_what_building_all_gives(tmp_path):
    lists = [[ALDER, BIRCH], [ALDER], [ALDER, Row(model=JEM)], [BIRCH]]
    expected, _, _ = build(tmp_path / "all", *lists)
    _, _, history = build(tmp_path / "three", *lists[:3])
    again = History(history.records(aliases_of()), history.days)
    last = next((tmp_path / "all").glob("*03232026*"))
    shutil.copy(last, tmp_path / "one.xlsx")
    again.add(DAYS[3], listed_in(read_workbook(last), aliases_of(), rules_of()))
    assert by_key(again.records(aliases_of())) == expected


def test_a_list_that_is_not_later_is_refused(tmp_path):
    _, _, history = build(tmp_path, [ALDER], [ALDER])
    for day in DAYS[:2]:
        with pytest.raises(ValueError, match="2026-03-09 already"):
            history.add(day, [])


def test_a_table_that_names_an_unrecorded_day_is_refused(tmp_path):
    _, _, history = build(tmp_path, [ALDER])
    with pytest.raises(ValueError, match="no list of that day"):
        History(history.records(aliases_of()), ["2026-01-01"])


def test_the_table_of_the_course_is_read_and_written_unchanged():
    table = builtin_course().table_path
    records, lists = read_rows(table("agreement_history")), read_rows(table("lists"))
    assert History(records, [row["snapshot_date"] for row in lists]).records(aliases_of()) == records


def test_all_orders_of_presence_add_up(tmp_path):
    aliases = aliases_of()
    alder, birch = listed_in(read_workbook(make_list(tmp_path, [ALDER, BIRCH])), aliases, rules_of())
    for presence in itertools.product((False, True), repeat=4):
        history = History()
        for day, here in zip(DAYS, presence, strict=True):
            history.add(day, [alder, birch] if here else [alder])
        birch_line = by_key(history.records(aliases)).get(("tx-birch-police-department", "TFM"))
        seen = [n for n, here in enumerate(presence) if here]
        assert (birch_line is None) == (not seen)
        if birch_line:
            assert int(birch_line["n_snapshots"]) == len(seen)
            assert int(birch_line["missing_between"]) == seen[-1] - seen[0] + 1 - len(seen)
            assert birch_line["still_listed"] == str(int(presence[-1]))
            dated = [span.split("/") for span in birch_line["absences"].split("|") if span]
            away = sum(left <= str(day) < back for left, back in dated for day in DAYS)
            assert away == int(birch_line["missing_between"])
