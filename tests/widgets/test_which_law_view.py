"""Which law, which day as a view: days, tasks, what is read, and what is refused."""

import functools

import pytest

from tests.support.model_moves import open_model, press, send, slide

opened = functools.partial(open_model, "which-law-which-day")


def test_it_opens_on_a_day_before_the_laws_and_says_what_changes():
    view = opened()
    assert "ban in force" not in view.screen().picture.wide.name
    screen = send(view, "day", "2026-05-20")
    assert screen.words.startswith("20 May 2026. Changed on 20 May 2026: New Mexico (a ban in force).")
    assert "A ban in force: California" in screen.picture.wide.name


def test_tasks_are_found_by_slider_by_button_and_by_date_and_stay_found():
    view = opened()
    stops = view._laws.stops
    slide(view, {"day": stops.index("2026-02-05")})
    send(view, "day", "2025-09-01")
    send(view, "day", "2019-06-20")
    screen = send(view, "later")
    assert view.facts["day"] == "2019-06-21"
    assert "Try it: 3 of 3 found" in screen.body
    assert "Try it: 3 of 3 found" in send(view, "earlier").body


@pytest.mark.slow
def test_before_and_next_stop_at_changes_and_at_the_ends():
    view = opened(day="2026-05-19")
    send(view, "earlier")
    assert view.facts["day"] == "2026-05-01"
    send(view, "earlier")
    assert view.facts["day"] == "2026-02-17"
    for name in ("earlier", "later"):
        for _ in view._laws.stops:
            send(view, name)
        assert view.facts["day"] == view._laws.stops[0 if name == "earlier" else -1]


def test_a_law_is_read_with_both_its_days_and_a_later_day_is_called_a_plan():
    view = opened(day="2026-07-01")
    screen = press(view, "nm")
    assert "5 February 2026" in screen.body
    assert "20 May 2026" in screen.body
    assert "This lies after 5 June 2026" in screen.words
    assert "No rule was read" in press(view, "wy").body


@pytest.mark.slow
@pytest.mark.parametrize("day", ["soon", "", "2016-12-31", "2027-01-01", "2026-02-30", "99999-01-01"])
def test_a_day_that_cannot_be_used_is_refused(day):
    view = opened()
    assert "Nothing has changed." in send(view, "day", day).words
    assert view.facts == opened().facts
