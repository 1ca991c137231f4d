"""The detainer clock as a view: what is shown when, guesses, tasks, and what is refused."""

import functools

import pytest

from tests.support.model_moves import all_of, open_model, send, slide

clock = functools.partial(open_model, "detainer-clock")


def test_the_numbers_come_when_the_hand_has_reached_the_end():
    view = clock(guess="agreement")
    before = view.screen()
    assert "What an hour more would mean" not in all_of(before)
    assert "96 h" not in before.words
    assert slide(view, {"hand": 107}).text == ""
    after = slide(view, {"hand": 108})
    assert "You said: WSO agreement. Longest: 8 C.F.R. 287.7(d), 96 hours." in after.words
    assert "What an hour more would mean" in after.body
    assert "Tuesday 19 May 2026 at 17:00 EDT" in slide(view, {"hand": 3}).body


def test_another_release_begins_anew_and_the_same_one_does_not():
    view = clock()
    send(view, "end")
    send(view, "date", "2026-05-15")
    assert view.facts["shown"] == "yes"
    send(view, "date", "2026-05-18")
    assert (view.facts["shown"], view.facts["hand"]) == ("no", 0)


def test_four_tasks_are_checked_and_stay_found():
    view = clock()
    slide(view, {"arrives": 48})
    send(view, "date", "2026-06-01")
    send(view, "date", "2026-10-31")
    screen = send(view, "date", "2026-05-22")
    assert "Try it: 4 of 4 found" in screen.body
    assert screen.body.count("Found: ") == 4
    assert "Found: " not in screen.page().html, "Nothing can be moved on paper"


def test_a_refused_day_finds_nothing_and_changes_nothing():
    view = clock()
    before = dict(view.facts)
    assert "Give a date such as" in send(view, "date", "soon").words
    assert "Nothing has changed" in send(view, "date", "1850-01-01").words
    assert view.facts == before


@pytest.mark.parametrize("hand", [-5, 10_000])
def test_a_hand_outside_the_strip_stands_at_its_end(hand):
    assert clock(hand=hand).screen().words


def test_the_look_alike_is_marked_as_such_in_the_picture_and_the_table():
    view = clock(shown="yes")
    assert "Does not apply to this hold" in view.screen().as_tree()["stage"]
    assert "a look-alike, not a rule about this hold" in view.screen().body
