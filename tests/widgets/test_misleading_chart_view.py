"""The misleading chart as a view: tasks are checked, what is hidden comes when asked for, an absurd axis is refused."""

import functools

from tests.support.model_moves import all_of, open_model, send

opened = functools.partial(open_model, "misleading-chart")


def test_what_is_hidden_is_said_only_when_it_is_asked_for_and_goes_with_the_next_picture():
    view = opened()
    assert "1,843" not in all_of(view.screen())
    asked = send(view, "hides")
    assert "1,843" in asked.body
    assert "1,843" not in send(view, "axis", "cut").body


def test_the_three_tasks_are_checked_by_the_picture():
    view = opened()
    assert "1 of 3 tasks solved" in send(view, "months", "flat").words
    assert "2 of 3 tasks solved" in send(view, "axis", "cut").words
    send(view, "months", "all")
    screen = send(view, "axis", "log")
    assert screen.body.count("Found: ") == 3
    assert "Before I believe a chart" in send(view, "hides").words


def test_an_axis_without_a_place_for_a_value_is_refused_and_changes_nothing():
    view = opened()
    send(view, "axis", "log")
    before = view.screen().as_tree()["stage"]
    screen = send(view, "measure", "change")
    assert screen.words.startswith("An axis by times ten has no place for 0 or less")
    assert screen.words.endswith("Nothing has changed.")
    assert (screen.as_tree()["stage"], view.facts["measure"]) == (before, "count")
