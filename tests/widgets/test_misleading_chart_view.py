"""The misleading chart as a view: tasks are checked, what is hidden comes when asked for, an absurd axis is refused."""

import json

from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view


def opened(**facts):
    return open_view("simulator", "misleading-chart", builtin_course(), **facts)


def choose(view, **choices):
    for name, value in choices.items():
        screen = view.receive({"name": name, "value": value})
    return screen


def test_what_is_hidden_is_said_only_when_it_is_asked_for_and_goes_with_the_next_picture():
    view = opened()
    assert "1,843" not in json.dumps(view.screen().public()) + view.screen().page().html.split("How it ends")[0]
    asked = view.receive({"name": "hides", "value": ""})
    assert "1,843" in asked.body
    assert "1,843" not in choose(view, axis="cut").body


def test_the_three_tasks_are_checked_by_the_picture():
    view = opened()
    assert "1 of 3 tasks solved" in choose(view, months="flat").words
    assert "2 of 3 tasks solved" in choose(view, axis="cut").words
    screen = choose(view, months="all", axis="log")
    assert screen.body.count("Found: ") == 3
    assert "Before I believe a chart" in view.receive({"name": "hides", "value": ""}).words


def test_an_axis_without_a_place_for_a_value_is_refused_and_changes_nothing():
    view = opened()
    choose(view, axis="log")
    before = view.screen().public()["stage"]
    screen = choose(view, measure="change")
    assert screen.words.startswith("An axis by times ten has no place for 0 or less")
    assert screen.words.endswith("Nothing has changed.")
    assert (screen.public()["stage"], view.facts["measure"]) == (before, "count")
