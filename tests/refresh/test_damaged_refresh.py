"""A refresh does not swallow a damaged list: what does not fit the list before stops it until a person accepts it."""

import dataclasses
import datetime as dt

import pytest

from tests.refresh.test_plan import codes
from tests.support.make_workbook import Row, make_list, sheet
from tests.support.refresh_course import NEW, NEXT, contents, make_course, rows
from tests.support.write_workbook import Stored
from wso_lessons.content import open_course
from wso_lessons.refresh.apply import apply_refresh
from wso_lessons.refresh.plan import plan_refresh
from wso_lessons.tables import load


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("damaged")
    make_course(place)
    return place


def dated(days, listed=None):
    """The list with every date moved by some days."""
    return [dataclasses.replace(row, signed=row.signed + dt.timedelta(days)) for row in listed or rows(NEW)]


def without_dates(count):
    return [dataclasses.replace(row, signed="soon") if number < count else row for number, row in enumerate(rows(NEW))]


def planned(folder, listed, accept=(), **shape):
    (folder / "new").mkdir(exist_ok=True)
    path = make_list(folder / "new", listed, NEXT, **shape)
    return plan_refresh(path, open_course(folder / "course"), accept=accept)


FAILING = {
    "dates-changed": [dated(-1), without_dates(3), [*rows(), *(Row(agency=f"{n} Police", signed=None) for n in "ABC")]],
    "dates-too-early": [dated(-1462), rows(dataclasses.replace(NEW, signed=dt.date(2016, 3, 19)))],
    "little-match": [rows(*(Row(agency=f"{n} Police") for n in "ABC"), without=("Hazel", "Juniper", "Fir"))],
    "rows-ended": [rows(dataclasses.replace(NEW, county="Terminated")),
                   rows(dataclasses.replace(NEW, addendum="expired")),
                   rows(dataclasses.replace(NEW, county=Stored("Fir County", "inlineStr", 2)))],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "listed"),
    [(code, listed) for code, lists in FAILING.items() for listed in lists],
    ids=lambda v: str(v)[:20],
)
def test_a_list_that_does_not_fit_the_one_before_stops_until_it_is_accepted(code, listed, folder):
    refresh = planned(folder, listed)
    assert code in codes(refresh)
    assert not any(check.final for check in refresh.failed)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("two-lists", {"others": [sheet(rows(), name="Copy")]}),
        ("column-renamed", {"header": ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "PARISH", "SUPPORT TYPE", "SIGNED",
                                       "MOA", "ADDENDUM")}),
    ],
)  # fmt: skip
def test_a_sheet_or_column_in_doubt_stops_until_it_is_accepted(code, shape, folder):
    assert codes(planned(folder, rows(NEW), **shape)) == [code]
    assert planned(folder, rows(NEW), accept=[code], **shape).is_sound


@pytest.mark.slow
def test_what_lists_have_always_had_stops_nothing(folder):
    listed = [*rows(NEW, without=("Fir",), Hazel={"signed": dt.date(2025, 3, 8)})]
    after = [("Total", "14"), ("* Updated daily.",)]
    assert planned(folder, listed, after=after).is_sound
    assert planned(folder, [*listed, dataclasses.replace(NEW, agency="Larch Police", state="FLORDIA")]).is_sound


def test_the_same_list_in_the_other_system_of_dates_gives_the_same_tables(tmp_path):
    make_course(tmp_path)
    listed = rows(NEW)
    epoch = dt.date(1904, 1, 1)
    serials = [dataclasses.replace(row, signed=Stored(str((row.signed - epoch).days))) for row in listed]
    refresh = planned(tmp_path, serials, from_1904=True)
    assert refresh.is_sound
    assert refresh.changes.redated == ()
    apply_refresh(refresh)
    roster = load("roster", open_course(tmp_path / "course"))
    assert sorted(roster.signed.dt.date) == sorted(row.signed for row in listed)


def test_one_damaged_list_among_many_is_named_with_its_file(tmp_path):
    make_course(tmp_path)
    lists = tmp_path / "many"
    lists.mkdir()
    for week, listed in enumerate((rows(NEW), dated(-1462), rows(NEW))):
        make_list(lists, listed, NEXT + dt.timedelta(days=7 * week))
    before = contents(tmp_path / "course")
    refresh = plan_refresh(lists, open_course(tmp_path / "course"))
    problem = next(check.problem for check in refresh.failed if check.code == "dates-changed")
    assert problem.startswith("participatingAgencies06082026am.xlsx: ")
    assert contents(tmp_path / "course") == before
