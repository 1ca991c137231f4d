"""What a code cell calls is read from its code, however it is written."""

import inspect
from pathlib import Path

import pytest

import wso_lessons
from wso_lessons.content import Where
from wso_lessons.notebook.cells import NAMING, Cell, calls

BOX = [("note", "a/b", 0), ("note", "Why?", 1)]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('lesson.note("a/b", "Why?")', BOX),
        ('lesson.note("a/b", label="Why?")', BOX),
        ('lesson.note(label="Why?", note_id="a/b")', BOX),
        ('lesson.simulate("timeline", track="court")', [("simulate", "timeline", 0)]),
        ('lesson.quiz(set_id="fruit", title="Fruit")', [("quiz", "fruit", 0)]),
        ("lesson.start()", [("start", "", 0)]),
        ('plt.figure(label="fruit")', [("figure", "", 0)]),
        ("lesson.simulate(name=chosen)", []),
        ("lesson.note(", []),
    ],
)
def test_a_call_names_the_same_by_place_and_by_parameter(code, found):
    cell = Cell(Where(Path("a.ipynb"), 1), "code", code, (), (), None)
    assert [(one.function, one.argument, one.place) for one in calls(cell)] == found


@pytest.mark.parametrize(("function", "names"), NAMING.items())
def test_a_parameter_that_names_something_is_the_calls_own(function, names):
    call = getattr(wso_lessons.Lesson, function, None) or getattr(wso_lessons, function)
    assert set(names) <= set(inspect.signature(call).parameters)
