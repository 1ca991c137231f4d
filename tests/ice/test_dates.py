"""The day of a list is taken from the witness to be believed, and a disagreement is told."""

import datetime as dt

import pytest

from tests.support.make_workbook import DAY, Row, make_list, moment
from wso_lessons.ice.dates import list_day, read_day, with_plausible_year
from wso_lessons.ice.workbook import read_workbook


def day(text):
    return dt.date.fromisoformat(text)


# The names, properties and days of ICE's misdated files, and of sound ones.
FILES = [
    ("participatingAgencies05182026am.xlsx", "2026-05-18", "2026-05-18", "file name", False),
    ("participatingAgencies08262025am.xlsx", "2025-08-18", "2025-08-26", "file name", False),
    ("participatingAgencies01052025pm.xlsx", "2026-01-05", "2026-01-05", "properties", True),
    ("participatingAgencies01092025pm.xlsx", "2026-01-08", "2026-01-08", "properties", True),
    ("participatingAgencies08022025pm.xlsx", "2025-09-02", "2025-09-02", "properties", True),
    ("participatingAgencies090022025am.xlsx", "2025-09-02", "2025-09-02", "properties", True),
    ("participatingAgencies11114025am.xlsx", "2025-11-14", "2025-11-14", "properties", True),
    ("participatingAgencies-20250221214937.xlsx", "2025-02-21", "2025-02-21", "archive stamp", False),
    ("participatingAgencies-20250301180751.xlsx", "2025-04-16", "2025-03-01", "archive stamp", False),
    ("ParticipatingEntities-20210113002027.xlsx", "2025-04-17", "2021-01-13", "archive stamp", False),
    ("participatingAgencies-20250301180751.xlsx", "2024-01-01", "2025-03-01", "archive stamp", True),
    ("list.xlsx", "2026-05-18", "2026-05-18", "properties", True),
    ("participatingAgencies05182026am (1).xlsx", "2026-05-18", "2026-05-18", "file name", False),
    ("participatingAgencies13452026.xlsx", "2026-05-18", "2026-05-18", "properties", True),
    ("list.xlsx", None, None, "", True),
    ("participatingAgencies05182026am.xlsx", None, "2026-05-18", "file name", False),
]


@pytest.mark.parametrize(("name", "changed", "expected", "origin", "doubtful"), FILES)
def test_the_day_of_a_list(name, changed, expected, origin, doubtful):
    listed = list_day(name, moment(day(changed)) if changed else None)
    assert listed.day == (day(expected) if expected else None)
    assert listed.origin == origin
    assert bool(listed.doubt) == doubtful


def test_a_day_given_by_a_person_wins_and_a_disagreement_is_told():
    listed = list_day("participatingAgencies05182026am.xlsx", moment(DAY), day("2026-04-01"))
    assert (listed.day, listed.origin) == (day("2026-04-01"), "given")
    assert "2026-05-18 and 2026-06-01" in listed.doubt


def test_a_misdated_workbook_carries_a_finding(tmp_path):
    workbook = read_workbook(make_list(tmp_path, name="participatingAgencies01052025pm.xlsx"))
    assert workbook.snapshot_date == DAY
    assert "date-disagrees" in {finding.code for finding in workbook.findings}


def test_a_workbook_without_any_date_carries_a_finding(tmp_path):
    path = make_list(tmp_path, name="list.xlsx", modified=dt.datetime(1, 1, 1, tzinfo=dt.UTC))
    given = read_workbook(path, date=DAY)
    assert given.snapshot_date == DAY


def test_a_date_of_signing_is_judged_by_the_day_of_the_list(tmp_path):
    row = Row(signed=day("2026-01-05"))
    early = read_workbook(make_list(tmp_path, [row], day=day("2025-01-06")))
    late = read_workbook(make_list(tmp_path, [row]))
    assert "signed-unlikely" in {finding.code for finding in early.findings}
    assert late.findings == ()


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        ("2025-07-08", "2025-07-08", ""),
        ("2025-07-08 00:00:00", "2025-07-08", ""),
        ("7/8/2025", "2025-07-08", "date-text"),
        ("7-8-2025", "2025-07-08", "date-text"),
        ("Jul 8, 2025", "2025-07-08", "date-text"),
        ("Sept. 8 2025", "2025-09-08", "date-text"),
        ("7/82025", "2025-07-08", "date-slash"),
        ("12/312025", "2025-12-31", "date-slash"),
        ("2025-02-30", None, ""),
        ("8.7", None, ""),
        ("soon", None, ""),
        ("Juli 8, 2025", "2025-07-08", "date-text"),
        ("Foo 8, 2025", None, "date-text"),
    ],
)
def test_how_a_date_may_be_written(text, expected, rule):
    found, by = read_day(text)
    assert found == (day(expected) if expected else None)
    assert by == rule or found is None


@pytest.mark.parametrize(
    ("written", "mended"),
    [("5025-07-07", "2025-07-07"), ("2025-07-07", None), ("2205-07-07", None), ("5031-07-07", None),
     ("4024-02-29", "2024-02-29")],
)  # fmt: skip
def test_only_the_first_digit_of_a_year_is_mended(written, mended):
    assert with_plausible_year(day(written), DAY) == (day(mended) if mended else None)
