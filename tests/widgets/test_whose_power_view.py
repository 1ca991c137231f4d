"""Whose power as a view: nothing is said before the check, and every place has its reason after it."""

import functools

import pytest

from tests.support.model_moves import all_of, open_model, put, send

ANSWERS = ("Why there", "Not listed", "103 task force agreements", "stand where the agreements")
rings = functools.partial(open_model, "whose-power")


def place_all(view, on="outside"):
    for name in view._rings.words:
        screen = put(view, name, on)
    return screen


def test_nothing_answers_before_the_check():
    view = rings()
    screen = place_all(view)
    assert screen.words == "8 of 8 placed. Issue or sign a warrant: Outside the rings."
    assert not any(answer in all_of(screen) for answer in ANSWERS)


def test_the_check_counts_names_what_stood_elsewhere_and_gives_a_reason_for_each():
    view = rings()
    place_all(view)
    screen = send(view, "check")
    assert screen.words.startswith("2 of 8 stand where the agreements put them. Elsewhere: Serve an arrest warrant, ")
    assert screen.body.count("<strong>") >= 8
    assert "None of 103 task force agreements read lists it. (8 C.F.R. 241.2(b)(2), 287.5(e)(3))" in screen.body
    assert "you: outside" in screen.as_tree()["stage"]


def test_a_check_before_all_are_placed_says_what_is_missing_and_changes_nothing():
    view = rings()
    put(view, "issue-warrant", "wso")
    words = send(view, "check").words
    assert words.startswith("Place these first, or press Show me: Serve an arrest warrant, Ask about status")
    assert words.endswith("Nothing has changed.")
    assert view.facts == {"placed": {"issue-warrant": "wso"}, "shown": "no"}


def test_the_lists_do_the_same_and_take_back():
    view = rings()
    assert send(view, "issue-detainer", "jem").words == "1 of 8 placed. Issue a detainer: Jail model."
    send(view, "issue-detainer", "moon")
    assert view.facts["placed"] == {"issue-detainer": "jem"}
    assert send(view, "issue-detainer").words == "0 of 8 placed."


@pytest.mark.parametrize(("part", "on"), [("wso", "jem"), ("issue-detainer", "issue-warrant"), ("x", "wso"), (None, 3)])
def test_a_move_that_makes_no_sense_places_nothing(part, on):
    view = rings()
    put(view, part, on)
    assert view.facts["placed"] == {}


def test_one_may_look_without_placing_and_begin_again():
    view = rings()
    assert send(view, "show").words == "You looked without placing any."
    put(view, "issue-detainer", "wso")
    assert view.facts["placed"] == {}, "What is shown cannot be moved"
    assert send(view, "again").words == "0 of 8 placed."
