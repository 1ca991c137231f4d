"""A notebook that waits for the button: run by mouse and by keyboard, its kernel restarted, saved and opened again."""

import json

import nbformat
import pytest

from tests.support import lab
from tests.support.quiz_moves import Hand, right
from wso_lessons.content import builtin_course
from wso_lessons.quiz import Bank

SHORT = "short.ipynb"
KEPT = Bank(builtin_course()).item("start-wrap-up/which-document")
COUNTED = "runs = globals().get('runs', 0) + 1\nprint(f'This is run {runs}.')"
LONG = "\n\n".join(["A paragraph to read before the question."] * 30)


@pytest.fixture(scope="module")
def short(room, room_page):
    """A notebook of one question below a page of text; it is nobody's lesson, and waits for the button."""
    new = nbformat.v4
    cells = ('from wso_lessons import open_lesson\n\nlesson = open_lesson("00-start-here")\nlesson.start()',
             f'lesson.ask("{KEPT.id}")', COUNTED, "lesson.finish()")  # fmt: skip
    start, *others = map(new.new_code_cell, cells)
    nbformat.write(new.new_notebook(cells=[start, new.new_markdown_cell(LONG), *others]), room.folder / SHORT)
    room_page.goto(f"{room.at(SHORT)}&reset")
    return room_page


def test_the_button_runs_a_notebook_whose_kernel_is_not_there_yet(short):
    button = lab.run_button(short)
    button.click()
    lab.until_all_ran(short)
    for width in (800, 1280):
        short.set_viewport_size({"width": width, "height": 900})
        box = button.locator("span", has_text="Run all cells").bounding_box()
        assert box["width"] > 50, "The words are seen"
        assert box["x"] + box["width"] <= width
    top = short.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollTop")
    assert top == 0, "The reader stays at the beginning"
    lab.show(short, "Next: ").wait_for()
    assert lab.troubles(short) == []


def test_the_button_is_one_step_from_the_lesson_by_keyboard(short):
    short.locator(".jp-Notebook:visible").first.evaluate("e => e.focus()")
    short.keyboard.press("Escape")
    short.keyboard.press("Shift+Tab")
    assert lab.run_button(short).evaluate("e => e === document.activeElement")
    question = short.locator("form.wso-item").element_handle()
    short.keyboard.press("Enter")
    short.get_by_text("This is run 2.").wait_for(state="attached")
    short.wait_for_function("question => !question.isConnected", arg=question)  # it is drawn anew
    lab.until_all_ran(short)
    assert lab.troubles(short) == []


def shown(page):
    """The question that is kept, in its lesson."""
    lab.show(page, KEPT.stem[-20:])
    return page.locator(f'form[data-item="{KEPT.id}"]')


def test_an_answer_is_kept_through_a_restart(short):
    form = shown(short)
    hand = Hand(short, form, KEPT, keyboard=True)
    hand.answer(right(KEPT))
    hand.press("Check")
    form.locator("[role=status]", has_text="Right").first.wait_for()
    lab.restart_kernel(short)
    lab.run_all(short)
    lab.show(short, "Next: ").wait_for()
    assert lab.troubles(short) == []
    form = shown(short)
    form.get_by_text("Right").first.wait_for()
    assert form.get_by_role("radio", name=right(KEPT)).is_checked()


def test_a_saved_closed_and_reopened_lesson_still_shows_its_questions(room, short):
    shown(short)
    with short.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url):
        lab.menu(short, "File", "Save Notebook")
    saved = json.loads((room.folder / SHORT).read_text(encoding="utf-8"))
    assert not saved["metadata"].get("widgets")
    lab.shut_down_kernels(short)
    short.goto("about:blank")
    short.goto(f"{room.at(SHORT)}&reset")
    short.wait_for_selector(".jp-Notebook .jp-Cell")
    lab.show(short, KEPT.stem[-20:]).wait_for()
    lab.show(short, right(KEPT)).wait_for()
