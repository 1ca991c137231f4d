"""The tables are the tidy files they were taken from, of which the tests keep checksums."""

from tests.truth.shipped import digest, grouping, read, rows_digest
from wso_lessons.content import builtin_course
from wso_lessons.content.rows.csvfile import read_rows


def ours(name):
    return read_rows(builtin_course().table_path(name))


def without(rows, *columns):
    return [{key: value for key, value in row.items() if key not in columns} for row in rows]


def is_unchanged(file, rows):
    kept = read("tables")["files"][file]
    return (len(rows), rows_digest(rows)) == (kept["rows"], kept["rows_sha256"])


def test_the_monthly_counts_and_the_reconstruction_are_unchanged():
    assert is_unchanged("monthly_counts.csv", ours("monthly_agreements"))
    assert is_unchanged("reconstruction_2019_2020.csv", ours("reconstruction_2019_2020"))


def test_one_changed_cell_is_seen():
    rows = ours("monthly_agreements")
    rows[7]["model"] += "1"
    assert not is_unchanged("monthly_counts.csv", rows)


def test_the_roster_is_unchanged_but_for_its_agency_ids():
    assert is_unchanged("agreements_latest.csv", without(ours("roster"), "agency_id"))


def test_the_history_is_unchanged_but_for_its_ids():
    assert is_unchanged(
        "agreements_history.csv", without(ours("agreement_history"), "agency_id", "relabelled_to", "absences")
    )


def test_an_agency_id_stands_for_exactly_one_state_and_agency_key():
    by_id = grouping(row["agency_id"] for row in ours("agreement_history"))
    assert digest(by_id) == read("tables")["agencies_sha256"]


def test_moved_rows_point_to_rows_that_exist():
    history = ours("agreement_history")
    listed = {(row["agency_id"], row["model"]) for row in history}
    moved = [(row["relabelled_to"], row["model"]) for row in history if row["relabelled_to"]]
    assert len(moved) == 12
    assert set(moved) <= listed


def test_the_months_of_signing_are_unchanged():
    kept = read("tables")["files"]["signed_by_month_survivors.csv"]
    assert digest([list(row.values()) for row in ours("signed_by_month")]) == kept["cells_sha256"]


def test_the_total_agencies_agree_with_the_report_at_its_key_dates():
    report = read("tables")["key_dates"]
    months = {row["snapshot_date"]: row for row in ours("monthly_agencies")}
    both = sorted(set(report) & set(months))
    assert len(both) == 21
    for day in both:
        assert [int(months[day][name]) for name in ("agreements", "agencies", "states")] == report[day]
