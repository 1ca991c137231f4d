"""The detainer clock as a view: what is shown when, guesses, tasks, and what is refused."""

import json

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view


def clock(**facts):
    return open_view("simulator", "detainer-clock", builtin_course(), **facts)


def test_the_numbers_come_when_the_hand_has_reached_the_end():
    view = clock(guess="agreement")
    before = view.screen()
    assert "What an hour more would mean" not in json.dumps(before.public())
    assert "96 h" not in before.words
    assert view.receive({"move": "slide", "values": {"hand": 107}}).text == ""
    after = view.receive({"move": "slide", "values": {"hand": 108}})
    assert "You said: WSO agreement. Longest: 8 C.F.R. 287.7(d), 96 hours." in after.words
    assert "What an hour more would mean" in after.body
    assert "Tuesday 19 May 2026 at 17:00 EDT" in view.receive({"move": "slide", "values": {"hand": 3}}).body


def test_another_release_begins_anew_and_the_same_one_does_not():
    view = clock()
    view.receive({"name": "end", "value": ""})
    view.receive({"name": "date", "value": "2026-05-15"})
    assert view.facts["shown"] == "yes"
    view.receive({"name": "date", "value": "2026-05-18"})
    assert (view.facts["shown"], view.facts["hand"]) == ("no", 0)


def test_four_tasks_are_checked_and_stay_found():
    view = clock()
    view.receive({"move": "slide", "values": {"arrives": 48}})
    view.receive({"name": "date", "value": "2026-06-01"})
    view.receive({"name": "date", "value": "2026-10-31"})
    screen = view.receive({"name": "date", "value": "2026-05-22"})
    assert "Try it: 4 of 4 found" in screen.body
    assert screen.body.count("Found: ") == 4


def test_a_refused_day_finds_nothing_and_changes_nothing():
    view = clock()
    before = dict(view.facts)
    assert "Give a date such as" in view.receive({"name": "date", "value": "soon"}).words
    assert "Nothing has changed" in view.receive({"name": "date", "value": "1850-01-01"}).words
    assert view.facts == before


@pytest.mark.parametrize("hand", [-5, 10_000])
def test_a_hand_outside_the_strip_stands_at_its_end(hand):
    assert clock(hand=hand).screen().words


def test_the_look_alike_is_marked_as_such_in_the_picture_and_the_table():
    view = clock(shown="yes")
    assert "Does not apply to this hold" in view.screen().public()["stage"]
    assert "a look-alike, not a rule about this hold" in view.screen().body


def test_the_stored_form_folds_the_end_away():
    page = clock().still().page()
    assert "Tuesday 19 May" not in page.text
    assert "<summary>How it ends</summary>" in page.html
