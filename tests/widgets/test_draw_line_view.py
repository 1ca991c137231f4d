"""Draw the line as a view: moves, typed numbers, what is refused, what is kept, and that nothing is shown too early."""

import pytest

from tests.support.model_moves import all_of, controls, open_model, send, slide
from tests.support.notes import Notes
from wso_lessons.content import UnknownId, builtin_course
from wso_lessons.widgets.views.draw_line import LINE_NOT_KEPT, DrawLineView


def opened(notes=None, drawing="agreements"):
    return open_model(f"draw-the-line/{drawing}", notes)


def test_nothing_of_the_answer_is_on_the_screen_before_the_learner_is_done():
    view = opened()
    before = all_of(view.screen())
    assert ">499<" not in before
    assert "the list<" not in before
    assert "February 2025" not in before
    slide(view, {"2025-12": 200})
    after = send(view, "done")
    assert "furthest in May 2026: you drew 200, the list says 499" in after.words
    assert "What happened in February 2025?" in after.body


def test_done_without_a_line_is_refused_and_show_me_is_not():
    view = opened()
    assert send(view, "done").words.startswith("Draw first:")
    assert "done" in controls(view.screen())
    assert send(view, "show").words.startswith("You looked without drawing.")


@pytest.mark.parametrize("typed", ["many", "-5", "601", "1e3", "٣", "4.5", "9" * 5000])
def test_what_is_no_number_on_the_axis_is_refused_and_changes_nothing(typed):
    view = opened()
    send(view, "at-2023-12", "300")
    screen = send(view, "at-2023-12", typed)
    assert "Write a whole number from 0 to 600 for The end of 2023" in screen.words
    assert view._line.marks == {"2023-12": 300}


def test_a_typed_number_sets_a_point_and_an_empty_one_takes_it_back():
    view = opened()
    send(view, "at-2023-12", " 1,50 ")
    assert view._line.marks == {"2023-12": 150}
    send(view, "at-2023-12")
    assert view._line.marks == {}


def test_a_line_is_kept_and_comes_back_as_it_was_left():
    notes = Notes()
    slide(opened(notes), {"2025-12": 200})
    again = opened(notes)
    assert again._line.marks == {"2025-12": 200}
    assert again.facts["shown"] == "no"
    send(again, "done")
    assert "you drew 200" in opened(notes).screen().words
    assert opened(notes, "florida")._line.marks == {}


def test_a_line_that_cannot_be_kept_is_told():
    view = opened(Notes(works=False))
    slide(view, {"2025-12": 200})
    assert send(view, "done").words.endswith(LINE_NOT_KEPT)


def test_the_stored_form_is_the_same_for_every_learner_and_folds_the_answer_away():
    notes = Notes()
    view = opened(notes)
    fresh = view.stored_screen().page()
    slide(view, {"2025-12": 200})
    send(view, "done")
    stored = view._repr_mimebundle_()
    assert (stored["text/plain"], stored["text/html"]) == (fresh.text, str(fresh.html))
    assert "499" not in fresh.text
    assert "499" in fresh.html.split("<details><summary>How it ends</summary>")[1]
    assert "499" not in fresh.html.split("<details>")[0].split(" alt=")[1]


def test_a_drawing_that_there_is_not_is_refused():
    with pytest.raises(UnknownId, match='"agreements"'):
        DrawLineView(builtin_course(), "agrements")
