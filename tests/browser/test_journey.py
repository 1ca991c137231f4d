"""The main job as a newcomer meets it: one command, a lesson, a question answered, and nothing lost."""

import json

import nbformat
import pytest

from tests.support import lab
from tests.support.quiz_moves import Hand, right
from wso_lessons.content import builtin_course
from wso_lessons.quiz import Bank

LESSON, SHORT = "04-agency-growth.ipynb", "short.ipynb"
MARKED, KEPT = map(Bank(builtin_course()).item, ("growth-wrap-up/lincoln", "start-wrap-up/which-document"))


def test_the_button_runs_a_lesson_whose_kernel_is_not_there_yet(room, room_page):
    page = room_page
    page.goto(f"{room.at('01-launch.ipynb')}&reset")
    button = lab.run_button(page)
    button.click()
    lab.until_all_ran(page)
    for width in (800, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        box = button.locator("span", has_text="Run all cells").bounding_box()
        assert box["width"] > 50, "The words are seen"
        assert box["x"] + box["width"] <= width
    top = page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollTop")
    assert top == 0, "The reader stays at the beginning"
    lab.show(page, "Next: ").wait_for()
    assert lab.troubles(page) == []


@pytest.fixture(scope="module")
def short(room, room_page):
    """A notebook of one question, for the tests that run it again; it waits for the button."""
    cells = ('from wso_lessons import open_lesson\n\nlesson = open_lesson("00-start-here")\nlesson.start()',
             f'lesson.ask("{KEPT.id}")', "lesson.finish()")  # fmt: skip
    made = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, cells)))
    nbformat.write(made, room.folder / SHORT)
    lab.open_lesson(room_page, f"{room.at(SHORT)}&reset")
    return room_page


def test_the_button_is_one_step_from_the_lesson_by_keyboard(short):
    short.keyboard.press("Escape")
    short.keyboard.press("Shift+Tab")
    assert lab.run_button(short).evaluate("e => e === document.activeElement")
    short.keyboard.press("Enter")
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


@pytest.fixture(scope="module")
def lesson(room, room_page):
    """A long lesson, opened once for the tests below, which go through it in their order."""
    lab.open_lesson(room_page, f"{room.at(LESSON)}&reset")
    return room_page


def test_a_newcomer_meets_a_quiet_lesson_that_says_what_to_do(lesson):
    lesson.wait_for_timeout(1500)
    assert lab.troubles(lesson) == []
    first = lesson.locator(".jp-Notebook").inner_text()
    assert "Run all cells above this page" in first
    assert "open_lesson" not in first, "Code that is not the lesson is not seen"
    assert "By the end you can" in first, "The stored result shows before the first run"
    lesson.locator(".jp-Notebook").get_by_text("By the end you can").wait_for()
    edge = lesson.locator(".wso-start").first.evaluate("e => getComputedStyle(e).borderLeftWidth")
    assert edge == "4px", "The stylesheet works before the first run"


def test_a_lesson_runs_from_first_to_last_without_a_warning(lesson):
    lab.until_all_ran(lesson)
    lab.show(lesson, "Next: ").wait_for()
    assert lab.troubles(lesson) == []


def test_a_question_answered_by_keyboard_is_announced(lesson):
    lab.show(lesson, MARKED.stem[-20:])
    form = lesson.locator(f'form[data-item="{MARKED.id}"]')
    hand = Hand(lesson, form, MARKED, keyboard=True)
    hand.answer(right(MARKED))
    hand.press("Check")
    form.locator("[role=status]", has_text="Right").first.wait_for()
    assert lab.violations(lesson, ".wso-quiz") == []


def test_the_explorer_redraws_and_says_what_it_shows(lesson):
    lab.unfold(lesson, "Going deeper")
    lab.show(lesson, "Choose what is counted, which models")
    state = lesson.get_by_label("State", exact=True)
    state.wait_for()
    state.focus()
    lesson.keyboard.type("Tex")
    lesson.keyboard.press("Tab")
    lesson.locator("[role=status]", has_text="Texas, January 2021 to May 2026").wait_for()
    lesson.get_by_label("Count", exact=True).select_option("agencies")
    lesson.locator("[role=status]", has_text="Agencies, WSO, JEM and TFM, Texas").wait_for()
    assert lesson.get_by_role("img", name="Agencies, WSO, JEM and TFM, Texas").count() == 1
