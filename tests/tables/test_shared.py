"""The tables are the tidy files they were taken from, where those are at hand."""

import csv
import re

import pytest

from tests.support.world import SHARED
from wso_lessons.content import builtin_course

DATA = SHARED / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the files that the tables were taken from are not here")


def shared(name):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def ours(name):
    with builtin_course().table_path(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def without(rows, *columns):
    return [{key: value for key, value in row.items() if key not in columns} for row in rows]


def test_the_monthly_counts_and_the_reconstruction_are_unchanged():
    assert ours("monthly_agreements") == shared("monthly_counts.csv")
    assert ours("reconstruction_2019_2020") == shared("reconstruction_2019_2020.csv")


def test_the_roster_is_unchanged_but_for_its_agency_ids():
    assert without(ours("roster"), "agency_id") == shared("agreements_latest.csv")


def test_the_history_is_unchanged_but_for_its_ids():
    taken = ("agency_id", "agency_key", "relabelled_to")
    assert without(ours("agreement_history"), *taken) == without(shared("agreements_history.csv"), *taken)


def test_an_agency_id_stands_for_exactly_one_state_and_agency_key():
    keys = [(row["state_code"], row["agency_key"]) for row in shared("agreements_history.csv")]
    pairs = set(zip((row["agency_id"] for row in ours("agreement_history")), keys, strict=True))
    assert len(pairs) == len({agency for agency, _ in pairs}) == len(set(keys))


def test_moved_rows_point_to_rows_that_exist():
    history = ours("agreement_history")
    listed = {(row["agency_id"], row["model"]) for row in history}
    moved = [(row["relabelled_to"], row["model"]) for row in history if row["relabelled_to"]]
    assert len(moved) == 12
    assert set(moved) <= listed


def test_the_months_of_signing_are_unchanged():
    given = [tuple(row.values()) for row in shared("signed_by_month_survivors.csv")]
    assert [tuple(row.values()) for row in ours("signed_by_month")] == given


def test_the_total_agencies_agree_with_the_report_at_its_key_dates():
    line = re.compile(r"\| (\d{4}-\d\d-\d\d)[^|]*\| \d+ \| \d+ \| [\d,]+ \| ([\d,]+) \| ([\d,]+) \| (\d+) \|")
    report = {
        found[1]: [int(found[n].replace(",", "")) for n in (2, 3, 4)]
        for found in map(line.match, (DATA / "REPORT.md").read_text(encoding="utf-8").splitlines())
        if found
    }
    months = {row["snapshot_date"]: row for row in ours("monthly_agencies")}
    both = sorted(set(report) & set(months))
    assert len(both) == 21
    for day in both:
        assert [int(months[day][name]) for name in ("agreements", "agencies", "states")] == report[day]
