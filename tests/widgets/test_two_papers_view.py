"""Two papers as a view: tries and finds, what is refused, and that no name is said too early."""

import functools
import json

from tests.support.model_moves import open_model, press, send

RIGHT = ("i200/none", "judicial/signature", "judicial/cause", "i200/grounds", "i200/purpose", "judicial/subject")
opened = functools.partial(open_model, "two-papers")


def test_names_are_said_only_when_all_six_are_found():
    view = opened()
    before = json.dumps([view.screen().as_tree(), press(view, *RIGHT[:-1]).as_tree(), view.screen().text])
    assert "I-200" not in before
    assert "What differs" not in before
    after = press(view, RIGHT[-1])
    assert "You found 6 of 6, with no tries that missed." in after.words
    assert "Form I-200, ICE" in after.body
    assert 'aria-label="What differs: Form I-200, ICE' in after.body, "a lesson shows other pairs too"


def test_a_try_that_misses_says_what_the_place_is_and_is_counted():
    view = opened()
    screen = press(view, "i200/signature")
    assert screen.words.startswith("Not there. An authorized immigration officer signs here")
    assert press(view, "judicial/none").words.startswith("Not there. There is such a place on this paper.")
    assert "with 2 tries that missed" in press(view, *RIGHT).words


def test_a_paper_that_is_answered_is_not_asked_again():
    view = opened()
    press(view, "i200/none")
    before = dict(view.facts)
    assert "look on Paper B. Nothing has changed." in press(view, "i200/none").words
    assert view.facts == before
    assert "Point to it on Paper B." in view.screen().lead


def test_other_papers_are_another_search_and_the_same_ones_are_not():
    view = opened()
    press(view, *RIGHT)
    send(view, "pair", "warrants")
    assert len(view.facts["found"]) == 6
    screen = send(view, "pair", "others")
    assert view.facts["found"] == ()
    assert "I-205" not in json.dumps(screen.as_tree())


def test_who_only_looks_is_told_so_and_may_start_again():
    view = opened(pair="others")
    screen = send(view, "show")
    assert screen.words.startswith("You looked without trying.")
    assert not screen.picture.wide.live
    assert "I-247A" not in send(view, "again").words
