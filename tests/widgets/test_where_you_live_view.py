"""Where you live as a view: marks first, then the map, and what is refused."""

import functools
import json

from tests.support.model_moves import open_model, press, send

NINTH = ("ak", "az", "ca", "gu", "hi", "id", "mt", "nv", "or", "wa")
opened = functools.partial(open_model, "where-you-live")


def test_no_tile_tells_what_binds_before_a_mark_or_a_wish():
    view = opened()
    before = json.dumps([view.screen().as_tree(), press(view, "or", "tx").as_tree()])
    assert "circuit or courts binds" not in before
    assert "lies in" not in before
    told = send(view, "check")
    assert "1 of your 2 marks are right; 9 places are missed." in told.words
    assert "Texas lies in the Fifth Circuit: courts there may follow it or not." in told.body
    assert told.body.count("lies in the Ninth Circuit: its federal trial courts must follow it.") == 9


def test_marks_that_are_all_right_are_told_so_and_a_second_press_takes_one_back():
    view = opened()
    press(view, *NINTH, "tx", "tx")
    assert "Each mark is right, and none is missing." in send(view, "check").body


def test_a_state_is_read_by_pressing_it_and_a_question_recolors_the_map():
    view = opened(stage="map")
    assert "Oregon: recorded rulings that bind there" in press(view, "or").words
    before = view.screen().picture.wide.name
    assert send(view, "question", "liability").picture.wide.name != before
    assert "No state is chosen." in press(view, "or").words
    assert "One case in full" in send(view, "case", "abel-v-us").body


def test_nothing_marked_cannot_be_checked():
    view = opened()
    assert "Mark at least one state" in send(view, "check").words
    assert view.facts["stage"] == "mark"
