"""Scope check as a view: nothing of the reading before the call, a tally at the end, and moves that make no sense."""

import functools
import json

from tests.support.model_moves import all_of, open_model, press, send

opened = functools.partial(open_model, "scope-check")


def play(view, *names):
    for name in names:
        screen = press(view, name) if name in ("year", "model", "place", "measure") else send(view, name)
    return screen


def test_no_reason_is_on_the_screen_or_open_on_paper_before_the_call():
    view = opened()
    assert "promises a review" not in all_of(view.screen())
    assert "stays" not in json.dumps(view.screen().as_tree()["stage"])
    after = play(view, "measure", "judge")
    assert after.words.startswith("You said: it goes past on measure. This course reads it so, too.")
    assert "promises a review" in after.body


def test_a_side_is_pressed_in_and_out_and_the_button_says_what_would_be_called():
    view = opened()
    assert "goes past on year and measure" in play(view, "measure", "year").groups[0].controls[0].label
    assert "stays with its source" in play(view, "measure", "year").groups[0].controls[0].label


def test_the_source_can_be_looked_up_first_and_that_shows_no_verdict():
    screen = play(opened(card=2), "look")
    assert "data of 2003 to 2013" in screen.body
    assert "goes past" not in screen.body


def test_six_calls_end_in_a_tally_and_it_can_be_played_again():
    view = opened()
    for _ in range(6):
        screen = play(view, "year", "judge", "next")
    assert screen.words.startswith("On 0 of 6 quotations")
    assert "A finding holds where it was found" in screen.body
    assert play(view, "again").words == "Quotation 1 of 6. Marked: nothing yet."


def test_show_me_counts_as_no_call():
    view = opened()
    for _ in range(6):
        screen = play(view, "year", "show", "next")
    assert screen.words.startswith("You looked at all of them without a call")


def test_paper_has_all_six_with_room_to_mark():
    screen = opened().screen()
    boxes = [part for part in screen.paper.narrow.parts if type(part).__name__ == "Box"]
    assert len(boxes) == 6 * 4
    said = " ".join(screen.page().text.split())
    assert said.count("A speaker for it:") == said.count("A speaker against it:") == 3
    assert "promises a review" not in said
