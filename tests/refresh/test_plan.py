"""A refresh says what changes: totals, agreements, claims, sentences, keys and charts; and writes nothing."""

import dataclasses
import datetime as dt

import pytest

from tests.support.make_workbook import JEM, TFM, Row, bad_file, make_list
from tests.support.refresh_course import FIRST, NEW, NEXT, contents, make_course, rows
from wso_lessons.content import ContentError, open_course
from wso_lessons.refresh.apply import apply_refresh
from wso_lessons.refresh.plan import plan_refresh
from wso_lessons.refresh.report import render_report, render_to_do


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("refresh")
    make_course(place)
    return place


def plan(folder, listed, day=NEXT, name=None, **options):
    (folder / "new").mkdir(exist_ok=True)
    path = make_list(folder / "new", listed, day, name=name)
    return plan_refresh(path, open_course(folder / "course"), **options)


def codes(refresh):
    return [check.code for check in refresh.failed]


@pytest.fixture(scope="module")
def with_quince(folder):
    """The plan of a list with one more agreement, of a task force in Florida."""
    return plan(folder, rows(NEW))


@pytest.fixture(scope="module")
def with_larch(folder):
    """The plan of a list with one more WSO agreement."""
    return plan(folder, rows(Row(agency="Larch County Sheriff's Office", county="Larch County")))


def test_a_plan_writes_nothing(folder):
    before = contents(folder / "course")
    refresh = plan(folder, rows(NEW))
    assert codes(refresh) == []
    assert refresh.is_sound
    assert refresh.files
    assert contents(folder / "course") == before


def test_new_and_gone_agreements_are_told_apart(folder):
    changes = plan(folder, rows(NEW, without=("Juniper",))).changes
    assert [(named.agency, named.model) for named in changes.new] == [("Quince Police Department", "TFM")]
    assert [(named.agency, named.note) for named in changes.gone] == [
        ("Juniper County Sheriff's Office", "signed 2025-03-08")
    ]


def test_another_spelling_of_one_agency_is_a_renaming(folder):
    changes = plan(folder, rows(Hazel={"agency": "Hazel County Sheriff's Department"})).changes
    assert [str(named) for named in changes.renamed] == [
        "TX Hazel County Sheriff's Department, WSO: was Hazel County Sheriff's Office"
    ]
    assert changes.new == changes.gone == ()


def test_a_like_name_is_shown_to_a_person_and_not_joined(folder):
    changes = plan(folder, rows(Juniper={"agency": "Junipper County Sheriff's Office"})).changes
    assert len(changes.new) == len(changes.gone) == 1
    assert [named.note for named in changes.perhaps] == ["is it Junipper County Sheriff's Office?"]


def test_two_counties_without_likeness_are_not_shown_as_one(folder):
    other = Row(agency="Larch County Sheriff's Office", county="Larch County")
    assert plan(folder, rows(other, without=("Juniper",))).changes.perhaps == ()


def test_a_row_that_ice_moved_is_neither_gone_nor_new_to_the_reader(tmp_path):
    old = Row(state="NEW YORK", agency="Lake Placid Police Department", model=TFM)
    make_course(tmp_path, rows(old))
    changes = plan(tmp_path, rows(dataclasses.replace(old, state="FLORIDA"))).changes
    assert [named.note for named in changes.moved] == ["now FL Lake Placid Police Department"]
    assert changes.gone == ()


def test_a_new_date_and_a_new_county_are_told(folder):
    changes = plan(folder, rows(Elder={"signed": dt.date(2026, 5, 20)}, Fir={"county": "Spruce County"})).changes
    assert [named.note for named in changes.redated] == ["2025-03-05 is now 2026-05-20"]
    assert [named.note for named in changes.edited] == ["county Fir County is now Spruce County"]


def test_totals_stand_side_by_side(with_quince):
    text = render_report(with_quince)
    assert "WSO                     8           8           0" in text
    assert "TFM                     2           3           +1" in text
    assert "Agencies                8           9           +1" in text


def test_claims_sentences_keys_and_charts_are_named(with_larch):
    found = with_larch.impact
    assert [(c.id, c.before, c.after) for c in found.claims] == [("growth-wso", "8", "9")]
    assert [(c.id, c.stale_day) for c in found.dated] == [("growth-states", "2026-05-18")]
    assert found.typed == ("growth-typed",)
    assert [(s.file, s.cell, s.words) for s in found.sentences] == [
        ("growth.ipynb", 2, "The list holds 8 agreements."),
        ("growth.ipynb", 2, "Eight of them"),
    ]
    assert [(q.id, q.key) for q in found.questions] == [("growth/how-many", "8 -> 9"), ("growth/which", "")]
    assert [(entry.table, entry.id) for entry in found.entries] == [("glossary", "list")]
    for words in ("growth-wso", "The list holds 8 agreements.", "its key, 8 -> 9", "cell 3: charts.growth"):
        assert words in render_report(with_larch)


def test_a_cell_shows_a_table_directly_by_name_or_in_the_explorer(with_quince):
    charts = with_quince.impact.charts
    assert [(place.cell, place.words) for place in charts] == [
        (3, 'charts.growth(load("monthly_agreements"))'),
        (5, 'roster = load("roster")'),
        (7, "texas = roster[:5]"),
        (8, "texas.plot()"),
        (9, 'lesson.explore("growth")'),
    ]


def test_the_list_of_what_to_do_names_each_claim_question_and_lesson(with_larch):
    left = render_to_do(with_larch)
    assert "`growth-wso` went from 8 to 9, but says 18 May 2026; bring words, `as_of` and source to 1 June 2026" in left
    assert (
        "keep their value, but say 18 May 2026; bring words, `as_of` and source to 1 June 2026: `growth-states`" in left
    )
    assert "hold a number that a person typed; look whether it still holds: `growth-typed`" in left
    assert "law-steady" not in left
    assert "the key changes by itself (8 -> 9)" in left
    assert "growth.ipynb: run it again" in left


def test_an_unchanged_list_of_a_later_day_changes_no_sentence(folder):
    refresh = plan(folder, rows(), accept=["identical"])
    assert refresh.is_sound
    assert refresh.impact.claims == refresh.impact.sentences == ()


# Each check: the list, its day, and the code that must stop it; three of each kind where a kind has shapes.
LARGE = [Row(agency=f"Town {n} Police Department", county="Alder County", model=TFM) for n in range(40)]
FAILING = [
    (rows(without=("Alder", "Birch")), NEXT, "fewer-models"),
    ([row for row in rows() if row.model != TFM], NEXT, "fewer-models"),
    ([row for row in rows() if row.model != JEM], NEXT, "fewer-models"),
    (rows(NEW), FIRST - dt.timedelta(days=1), "older-date"),
    (rows(NEW), FIRST, "older-date"),
    (rows(NEW), dt.date(2021, 1, 1), "older-date"),
    (rows(), NEXT, "identical"),
    (rows(Row(signed=dt.date(2026, 7, 1), agency="Late County Sheriff")), NEXT, "signed-later"),
    (rows(Row(state="RKANSAS", agency="Odd County Sheriff")), NEXT, "rows-unread"),
    (rows(Row(model="Hybrid", agency="Odd County Sheriff")), NEXT, "rows-unread"),
    (rows(Row(agency=None)), NEXT, "rows-unread"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("listed", "day", "code"), FAILING)
def test_a_check_that_fails_is_named_and_stops_the_refresh(listed, day, code, folder):
    refresh = plan(folder, listed, day)
    assert code in codes(refresh)
    assert not refresh.is_sound
    assert code in render_report(refresh)
    before = contents(folder / "course")
    with pytest.raises(ContentError):
        apply_refresh(refresh)
    assert contents(folder / "course") == before


@pytest.mark.slow
@pytest.mark.parametrize(("kept", "stops"), [(37, True), (0, True), (39, False)])
def test_a_drop_of_more_than_a_twentieth_stops_the_refresh(kept, stops, tmp_path):
    make_course(tmp_path, [*rows(), *LARGE])
    assert ("drop" in codes(plan(tmp_path, [*rows(), *LARGE[:kept]]))) == stops


def test_a_pending_list_under_a_participating_name_is_refused_for_good(folder):
    path = make_list(folder, rows(), NEXT, layout="pending")
    refresh = plan_refresh(path, open_course(folder / "course"), accept=["swapped-lists"])
    assert codes(refresh) == ["swapped-lists"]
    assert "swapped the two files" in render_report(refresh)


@pytest.mark.slow
def test_a_participating_list_under_a_pending_name_waits_to_be_accepted(folder):
    name = "pendingAgencies06012026am.xlsx"
    assert codes(plan(folder, rows(NEW), name=name)) == ["swapped-lists"]
    assert plan(folder, rows(NEW), name=name, accept=["swapped-lists"]).is_sound


@pytest.mark.slow
def test_a_misdated_file_waits_for_a_day_from_a_person(folder):
    name = "participatingAgencies06012025am.xlsx"
    waiting = plan(folder, rows(NEW), name=name)
    assert codes(waiting) == ["date-disagrees"]
    assert "--accept date-disagrees" in render_report(waiting)
    assert codes(plan(folder, rows(NEW), name=name, accept=["date-disagrees"])) == []


def test_an_accepted_check_stays_in_the_report(folder):
    assert "identical (accepted)" in render_report(plan(folder, rows(), accept=["identical"]))


def test_an_unknown_code_is_refused_with_those_that_exist(folder):
    with pytest.raises(ContentError, match="swapped-lists"):
        plan(folder, rows(), accept=["all"])


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-2+3"])
def test_names_that_begin_like_a_formula_are_refused_at_once(name, folder):
    with pytest.raises(ContentError, match="cell-like-formula"):
        plan(folder, rows(Row(agency=name)))


@pytest.mark.parametrize("kind", ["encrypted", "truncated", "html"])
def test_a_bad_file_is_refused_at_once(kind, folder):
    before = contents(folder / "course")
    (folder / "bad").mkdir(exist_ok=True)
    with pytest.raises(ContentError):
        plan_refresh(bad_file(kind, folder / "bad"), open_course(folder / "course"))
    assert contents(folder / "course") == before


def test_a_claim_that_could_no_longer_be_computed_stops_the_refresh(tmp_path):
    course = make_course(tmp_path)
    claims = course / "data" / "claims" / "growth.yaml"
    claims.write_text(
        claims.read_text("utf-8")
        + "- id: growth-only\n  text: The only one was signed on {value}.\n  kind: statistic\n"
        "  cites: [{source: ice-lists, locator: all}]\n"
        "  measure: {table: roster, take: value, columns: [signed], where: {agency_id: tx-juniper-county-sheriff}}\n",
        encoding="utf-8",
    )
    refresh = plan(tmp_path, rows(without=("Juniper",)))
    assert codes(refresh) == ["drop", "claims-broken"]
    assert "growth-only" in render_report(refresh)
