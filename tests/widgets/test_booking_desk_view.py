"""The booking desk as a view: the learner calls before it says anything; then what follows, one change at a time."""

import functools

import pytest

from tests.support.model_moves import all_of, controls, open_model, press, send

desk = functools.partial(open_model, "booking-desk")
ANSWERS = ("Held and transferred", "What follows", "step by step", "single change", "The rules say")


def test_nothing_answers_before_the_call():
    view = desk()
    papers, people = ("sheet", "warrant", "detainer", "file"), ("sergeant", "lawyer", "ice")
    for part in (*(f"paper-{paper}" for paper in papers), *(f"ring-{person}" for person in people)):
        screen = press(view, part)
        assert not any(answer in all_of(screen) for answer in ANSWERS), part
    assert screen.words == "Open: 4 of 4 papers. Make your call when you are ready."
    assert "ICE&#x27;s field office: the warrant is signed" in screen.body.replace("&#39;", "&#x27;")


def test_the_card_says_what_follows_for_whom_and_by_which_clause():
    view = desk()
    screen = press(view, "paper-sheet", "call-release")
    assert screen.words.startswith(
        "You called: Released. The rules say: Held and transferred to ICE within 48 hours. "
        "Not looked at before the call: 3 closed papers, the sergeant, "
    )
    said = ("<strong>The deputy</strong>", "at most 48 hours", "Appendix A, first power", "tells the ICE officer")
    assert [words for words in said if words not in screen.body] == []
    assert "All single changes" not in screen.body, "The table comes after a change was tried"


def test_a_changed_fact_waits_for_another_call():
    view = desk()
    press(view, "paper-sheet", "call-hold")
    screen = send(view, "change-0")
    assert screen.words.endswith("Changed: Who signed the warrant? A deputy of this jail. Call again.")
    assert "What follows" not in screen.body
    screen = press(view, "call-release")
    assert "The rules say: Released." in screen.words
    assert screen.words.endswith("Before the change: Held and transferred to ICE within 48 hours.")
    assert "All single changes that lead elsewhere" in screen.body
    send(view, "change-1")
    assert "Before the change: Held" in press(view, "call-hold").words, "Each change begins from the scene"


def test_three_first_calls_stand_together_at_the_end():
    view = desk()
    for scene, call in (("both-papers", "hold"), ("one-fax", "hold"), ("another-state", "release")):
        send(view, "scene", scene)
        screen = press(view, "paper-sheet", f"call-{call}")
    assert "One fax. You called: Held for ICE. The rules say: Released." in screen.body
    assert "Say it to a neighbor in one line" in screen.body
    send(view, "again")
    press(view, "paper-sheet", "call-hold")
    assert view.facts["calls"]["another-state"] == "release"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("call-hold", "Open a paper first, or press Show me. Nothing has changed."),
        ("paper-detainer", None),
        ("call-nowhere", None),
    ],
)
def test_a_move_that_cannot_be_made_now_changes_nothing(part, words):
    view = desk()
    before = view.screen().words
    assert press(view, part).words == (words or before)
    assert view.facts["call"] == ""
    assert view.facts["opened"] == ()


def test_what_was_done_is_not_done_twice():
    view = desk()
    press(view, "paper-sheet")
    assert press(view, "paper-sheet").words.startswith("This paper is open already.")
    press(view, "ring-ice")
    assert press(view, "ring-ice").words.startswith("You have asked already")
    press(view, "call-open")
    assert send(view, "show").words.startswith("The call is made.")
    assert view.facts["call"] == "open"


def test_on_a_desk_of_ones_own_a_fact_that_changes_takes_the_call_back_and_tasks_are_found():
    view = desk(state="nm", date="2025")
    press(view, "call-hold")
    screen = send(view, "date", "2026")
    assert screen.words.startswith("These facts cannot stand together: An agreement reaches only as far")
    assert "Try it: 1 of 3 found" in screen.body
    assert press(view, "call-hold").words == screen.words, "Nothing can be called here"
    screen = send(view, "date", "2025")
    assert screen.words.endswith("Make your call when you are ready.")
    assert "Before" not in press(view, "call-hold").words


def test_asking_to_be_shown_finds_no_task():
    view = desk(state="none-known")
    press(view, "call-hold")
    send(view, "state", "ny")
    assert "0 of 3 found" in send(view, "show").body


def test_the_record_comes_with_the_call():
    view = desk(model="jem")
    assert "save" not in controls(view.screen())
    kept = controls(press(view, "call-hold"))
    assert kept["save"].value == kept["print"].value
    assert "Outcome: Held and transferred to ICE" in kept["save"].value


def test_what_is_stored_is_the_desk_as_it_began_whatever_was_played():
    view = desk(scene="free")
    before = view.stored_screen()
    send(view, "signer", "judge")
    assert view.stored_screen() == before


def test_facts_that_cannot_stand_together_are_stored_with_their_reason():
    page = desk(signer="judge").stored_screen().page()
    assert "A judge&#x27;s warrant is another paper" in page.html.replace("&#39;", "&#x27;")
    assert "How it ends" not in page.html
