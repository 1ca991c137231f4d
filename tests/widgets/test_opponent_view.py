"""Opponent as a view: replies come when they are asked for, what is written is kept here and stored nowhere else."""

import functools

import pytest

from tests.support.model_moves import all_of, open_model, press, send
from tests.support.notes import Notes
from wso_lessons.widgets.views.judging.opponent import DEBATE_NOT_KEPT

CARDS = {"wrong-name", "sued", "trust", "no-judge", "power", "release", "narrow", "exposure"}
REPLY = "acts outside an agreement"
opened = functools.partial(open_model, "opponent")


def play(view, *names):
    for name in names:
        screen = press(view, name) if name in CARDS else send(view, name)
    return screen


def test_a_reply_is_nowhere_on_the_screen_before_it_is_asked_for():
    view = opened()
    before = play(view, "a", "sued", "trust", "speak")
    assert REPLY not in all_of(before)
    assert "What will Packet B reply?" in before.words
    assert REPLY in play(view, "hear").body


def test_paper_has_every_reason_of_both_packets_and_room_for_its_reply():
    scene = opened().screen().paper.narrow
    assert [shape.look for shape in scene.parts if type(shape).__name__ == "Box"].count("left-out") == 8
    assert "No judge signs the warrant." in scene.name
    assert "Congress" not in scene.name


@pytest.mark.slow
def test_sides_change_and_the_mirror_shows_what_was_taken_up():
    view = opened()
    play(view, "a", "sued", "trust", "speak", "hear")
    send(view, "draft", "A lawyer's  view <b>binds</b> nobody")
    play(view, "answer", "hear", "concede")
    assert play(view, "turn").groups[0].legend == "You speak for Packet B, the case for signing"
    screen = play(view, "power", "exposure", "speak", "hear", "leave", "hear", "leave")
    assert "Of Packet B you heard 2 points: answered 1, granted 1, left 0." in screen.words
    assert "Of Packet A you heard 2 points: answered 0, granted 0, left 2." in screen.words
    assert "A lawyer&#x27;s view &lt;b&gt;binds&lt;/b&gt; nobody" in screen.body.replace("&#39;", "&#x27;")
    assert play(view, "again").words == "Nothing is chosen yet."


def test_the_mirror_can_be_looked_into_after_one_packet():
    view = opened()
    play(view, "b", "power", "release", "speak", *("hear", "concede") * 2)
    screen = play(view, "mirror")
    assert screen.words == "Of Packet A you heard 2 points: answered 0, granted 2, left 0."
    assert screen.body.count("You granted it.") == 2


def test_an_empty_answer_a_third_reason_and_too_few_are_refused_and_change_nothing():
    view = opened()
    assert "Choose 1 more reason first. Nothing has changed." in play(view, "a", "sued", "speak").words
    assert "Two reasons are chosen" in play(view, "trust", "no-judge").words
    assert "Write a sentence first" in play(view, "speak", "hear", "answer").words
    assert view._debate.current == "sued"


def test_what_was_written_comes_back_and_is_not_stored_with_the_notebook():
    notes = Notes()
    view = opened(notes)
    play(view, "a", "sued", "trust", "speak", "hear")
    send(view, "draft", "my own words")
    play(view, "answer")
    again = opened(notes)
    assert again._debate == view._debate
    assert "my own words" in notes.kept["opponent/debate"]
    assert "my own words" not in repr(again) + again.stored_screen().page().html
    assert again.stored_screen().words == "Nothing is chosen yet."


def test_where_nothing_can_be_kept_it_says_so():
    view = opened(Notes(works=False))
    assert DEBATE_NOT_KEPT in play(view, "a").lead
