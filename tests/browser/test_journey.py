"""The main job as a newcomer meets it: one command, a lesson, a question answered, and nothing lost."""

import json

import pytest

from tests.support import lab
from wso_lessons.content import builtin_course
from wso_lessons.quiz import Bank

LESSON = "04-agency-growth.ipynb"
ITEM = Bank(builtin_course()).item("growth/what-is-504")
QUESTION = ITEM.stem[-20:]
RIGHT = ITEM.key_text()[0]


@pytest.mark.parametrize(("width", "lesson"), [(1280, "01-launch.ipynb"), (800, "05-oversight-and-evidence.ipynb")])
def test_the_button_runs_a_lesson_whose_kernel_is_not_there_yet(room, page, width, lesson):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{room.at(lesson)}&reset")
    button = lab.run_button(page)
    button.click()
    lab.until_all_ran(page)
    box = button.locator("span", has_text="Run all cells").bounding_box()
    assert box["width"] > 50, "The words are seen"
    assert box["x"] + box["width"] <= width
    top = page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollTop")
    assert top == 0, "The reader stays at the beginning"
    lab.show(page, "Next: ").wait_for()
    assert lab.troubles(page) == []


def test_the_button_is_one_step_from_the_lesson_by_keyboard(room, page):
    lab.open_lesson(page, f"{room.at('00-start-here.ipynb')}&reset")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    assert lab.run_button(page).evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    lab.until_all_ran(page)
    assert lab.troubles(page) == []


@pytest.fixture(scope="module")
def lesson(room, lasting_page):
    """The lesson in JupyterLab, opened once for the tests below, which go through it in their order."""
    lab.open_lesson(lasting_page, f"{room.at(LESSON)}&reset")
    return lasting_page


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


def test_a_question_answered_by_keyboard_is_announced_and_kept_through_a_restart(lesson):
    lab.show(lesson, QUESTION)
    quiz = lesson.locator(".wso-quiz", has_text=QUESTION)
    quiz.wait_for()
    answer = quiz.get_by_role("radio", name=RIGHT)
    quiz.get_by_role("radio").first.focus()
    for _ in range(8):
        if answer.evaluate("e => e === document.activeElement && e.checked"):
            break
        lesson.keyboard.press("ArrowDown")
    assert answer.is_checked()
    lesson.keyboard.press("Tab")
    lesson.keyboard.press("Enter")
    live = quiz.locator("[aria-live], [role=status]").filter(has_text="Right")
    live.first.wait_for()
    assert lab.violations(lesson, ".wso-quiz") == []

    lab.restart_kernel(lesson)
    lab.run_all(lesson)
    lab.show(lesson, "Next: ").wait_for()
    assert lab.troubles(lesson) == []
    lab.show(lesson, QUESTION)
    lesson.locator(".wso-quiz", has_text=QUESTION).get_by_text("Right").first.wait_for()
    assert lesson.locator(".wso-quiz", has_text=QUESTION).get_by_role("radio", name=RIGHT).is_checked()


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


def test_a_saved_closed_and_reopened_lesson_still_shows_its_questions(room, lesson):
    lab.menu(lesson, "File", "Save Notebook")
    lesson.wait_for_timeout(1500)
    saved = json.loads((room.folder / LESSON).read_text(encoding="utf-8"))
    assert not saved["metadata"].get("widgets")
    lab.shut_down_kernels(lesson)
    lesson.wait_for_timeout(1000)
    lesson.goto("about:blank")
    lesson.goto(f"{room.at(LESSON)}&reset")
    lesson.wait_for_selector(".jp-Notebook .jp-Cell")
    lab.show(lesson, QUESTION).wait_for()
    lab.show(lesson, RIGHT).wait_for()
