"""A page of the agreement as a view: found in turn, marked, compared; nothing of 2025 before it is asked for."""

import functools

import pytest

from tests.support.model_moves import all_of, open_model, press, send

ANSWERS = ("generally", "What changed", "struck", "did not change")
opened = functools.partial(open_model, "agreement-page")


def find_all(view):
    return press(view, "custody", "first-power", "not-here", "notice")


def test_a_miss_says_what_the_block_says_and_a_hit_goes_on():
    view = opened()
    screen = press(view, "notice")
    assert screen.words == (
        "Not there. That block says: The agency tells the ICE officer at once when a warrant has been served. "
        "1 of 4: Find what limits the time that a person is held."
    )
    assert press(view, "custody").words.startswith("Found. The paragraph on custody has the limit")
    assert "2 of 4" in view.screen().words
    assert "Not there. It is on this page" in press(view, "not-here").words


def test_nothing_of_2025_is_said_before_the_marks():
    view = opened()
    screen = find_all(view)
    assert screen.words.startswith("Found. It tells the ICE officer, immediately. Found: 4, with no tries that missed.")
    screen = press(view, "custody")
    assert not any(answer in all_of(screen) for answer in ANSWERS)


def test_nothing_of_2025_is_stored_before_the_fold_of_the_other_page():
    page = opened(page="watching").stored_screen().page()
    assert not any(answer in page.html.split("How it ends")[0] + page.text for answer in ANSWERS)


def test_marks_are_set_taken_back_and_compared():
    view = opened()
    find_all(view)
    press(view, "custody", "notice", "notice")
    assert send(view, "marks", ["citizenship", "custody"]).words.endswith("2 of 9 blocks.")
    screen = send(view, "compare")
    assert (
        screen.words == "Of 1 that changed you marked 1; 1 that you marked stayed. Changed: Claims of U.S. citizenship."
    )
    assert "took the place of" in screen.body
    assert send(view, "again").words.startswith("1 of 4")


@pytest.mark.parametrize("message", [{"name": "compare", "value": ""}, {"move": "press", "part": "not-here"}])
def test_comparing_nothing_and_marking_nothing_say_why(message):
    view = opened(phase="mark")
    assert view.receive(message).words.endswith("press Show me. Nothing has changed.")
    assert view.facts["phase"] == "mark"


@pytest.mark.parametrize("part", ["nowhere", None, "2019/custody"])
def test_a_press_on_nothing_changes_nothing(part):
    view = opened()
    assert press(view, part).words == opened().screen().words


def test_one_may_look_at_once_and_another_page_begins_anew():
    view = opened()
    assert send(view, "show").words.startswith("You looked without marking.")
    assert press(view, "custody").words.startswith("You looked")
    screen = send(view, "page", "watching")
    assert screen.words == "1 of 4: Find who reviews what the officers do from day to day."
