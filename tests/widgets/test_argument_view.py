"""An argument map as a view: cards, the tree, the hinge, own cards, and that nothing is told too early."""

import pytest

from tests.support.model_moves import all_of, controls, deal, open_model, press, put, send, stored_page
from tests.support.notes import Notes

HINGE = "most hangs on this"


def opened(notes=None, subject="cure", **facts):
    return open_model(f"argument-map/{subject}", notes, **facts)


def test_the_map_comes_after_eight_cards_and_the_hinge_after_an_answer():
    view = opened()
    before = all_of(deal(view, *["yes"] * 7))
    assert "Your cards and the course" not in before
    assert "Place every card first" in send(view, "compare").words
    deal(view, "no")
    compared = press(view, "compare")
    assert "of your 8 cards stand where the course has them" in compared.words
    assert "The whole map in words" in compared.body
    assert HINGE not in all_of(compared)
    press(view, "ninth-circuit")
    told = send(view, "point")
    assert told.words.startswith(
        "You pointed to “A neutral check is needed, and promptly”, with which 1 more would fall."
    )
    assert HINGE in told.picture.wide.name
    assert "you pointed here" in told.picture.narrow.name


def test_a_card_can_be_moved_again_by_picture_and_dealt_by_list():
    view = opened()
    send(view, "into", "no")
    assert view.facts["placed"] == ("cause-is-stated/no",)
    put(view, "cause-is-stated", "yes")
    assert view.facts["placed"] == ("cause-is-stated/yes",)
    assert "Card 2 of 8" in view.screen().words
    assert send(view, "again").words.startswith("Card 1 of 8")


def test_a_position_is_no_hinge_and_nothing_read_is_none():
    view = opened(stage="map")
    send(view, "read", "nowhere")  # no point of the list
    assert "Press a point of the map first" in send(view, "point").words
    press(view, "yes")
    assert "A position is what is argued for" in send(view, "point").words
    assert view.facts["stage"] == "map"
    assert send(view, "tell").words.startswith("Position: ICE, as LEITF reports it: Yes.")


@pytest.mark.slow
def test_an_own_card_is_kept_through_the_notes_and_comes_back_and_never_into_a_notebook():
    notes = Notes()
    first = opened(notes, stage="hinge")
    send(first, "under", "older-cases")
    send(first, "words", "Whose cases are <b>these</b>?")
    screen = send(first, "add")
    assert "(yours): </strong>Whose cases are &lt;b&gt;these" in screen.body
    assert "Objection of yours: Whose cases are" in repr(screen.picture)
    again = opened(notes, stage="hinge")
    assert "Whose cases are" in again.screen().body
    assert "Whose cases are" not in again.stored_screen().page().html + repr(again)
    assert "Whose cases are" not in send(again, "away").body


def test_what_cannot_be_kept_is_said_and_words_that_are_refused_stay_to_be_mended():
    assert "are not kept" in opened(stage="hinge").screen().words
    shown = opened(Notes(works=False), stage="hinge")
    send(shown, "words", "Lost")
    assert "are not kept" in send(shown, "add").words
    send(shown, "words", "word " * 61)
    screen = send(shown, "add")
    assert "at most 60. Nothing has changed." in screen.words
    assert controls(screen)["words"].value.startswith("word")


@pytest.mark.parametrize("subject", ["cure", "liability"])
def test_the_stored_form_has_all_cards_to_mark(subject):
    shown = stored_page(f"argument-map/{subject}").html.split("<details", 1)[0]
    assert "Write the number of each card" in shown
    assert all(f" {number}. " in shown for number in range(1, 9))


def test_what_is_saved_chooses_nothing():
    view = opened()
    for name in ("show", "tell"):
        send(view, name)
    before = dict(view.facts)
    assert controls(view.screen())["argdown"].kind == "save"
    send(view, "argdown", "yes")
    assert view.facts == before
