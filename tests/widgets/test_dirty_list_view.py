"""Dirty list as a view: found, mended, compared with what the reader really does; absurd moves change nothing."""

import functools

import pytest

from tests.support.model_moves import all_of, open_model, press, send
from wso_lessons.content import open_course
from wso_lessons.widgets.open_view import open_view

opened = functools.partial(open_model, "dirty-list")


def find(view, place, kind, *mends):
    press(view, place)
    screen = send(view, "kind", kind)
    for mend in mends:
        screen = send(view, "mend", mend)
    return screen


def test_no_flaw_and_no_repair_is_on_the_screen_or_open_on_paper_before_it_is_found():
    view = opened()
    page = view.screen().page()
    shown = all_of(view.screen()) + page.html.split("How it ends")[0]
    answers = ("end in a space", ".str", "Mend it", "2026-03-19", "county-correction")
    assert not [answer for answer in answers if answer in shown]


def test_a_flaw_is_found_then_mended_and_the_counts_follow():
    view = opened()
    assert "something is off here, but not that" in find(view, "656-model", "spelling").words
    screen = find(view, "656-model", "space")
    assert screen.groups[0].legend == "Mend it: roster = roster.map(str.____)"
    assert "the space is still there. Found 1 of 5, mended 0" in send(view, "mend", "lower").words
    screen = send(view, "mend", "strip")
    assert "Found 1 of 5, mended 1. A computer counts 3 models" in screen.words
    assert "roster.map(str.strip)" in screen.body


@pytest.mark.slow
def test_all_five_can_be_found_and_mended():
    view = opened()
    find(view, "954-agency", "space", "strip")
    find(view, "147-county", "spelling", "polk", "pope")
    find(view, "954-signed", "year", "none", "file")
    find(view, "1735-agency", "states", "county", "state")
    assert "Found 5 of 5, mended 5" in find(view, "strip", "hidden", "screen", "file").words
    assert "You mended 5 of 5." in send(view, "show").body
    assert "Found 0 of 5" in send(view, "again").words


def test_the_repairs_are_those_that_the_reader_makes():
    made = [(one.row, one.column, one.after, one.rule) for one in opened().repairs()]
    assert made == [
        (147, "county", "Pope County", "county-correction"),
        (656, "model", "Warrant Service Officer", "spaces"),
        (954, "agency", "Mohawk Village Police Department", "spaces"),
        (954, "signed", "2026-03-19", "date-correction"),
    ]


def test_corrections_of_a_course_of_ones_own_are_among_the_repairs(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "course.yaml").write_text(
        "id: own\ntitle: Own\nextends: wso_lessons\nlessons: [01-launch]\n", encoding="utf-8"
    )
    own = "counties: [{state: KS, was: Trego County, now: Rooks County}]\n"
    (tmp_path / "tables" / "workbook_rules.yaml").write_text(own, encoding="utf-8")
    view = open_view("simulator", "dirty-list", open_course(tmp_path))
    assert "Rooks County" in [one.after for one in view.repairs()]


def test_a_kind_that_there_is_not_changes_nothing():
    view = opened()
    before = find(view, "147-county", "year").as_tree()
    assert send(view, "kind", "purple").as_tree() == before
    assert send(view, "kind", ["space"]).as_tree() == before
