"""The main job as a newcomer meets it: one command, a lesson, a question answered, and nothing lost."""

import json
import signal

import pytest

from tests.support import lab
from wso_lessons.content import builtin_course
from wso_lessons.quiz import Bank

LESSON = "04-agency-growth.ipynb"
ITEM = Bank(builtin_course()).item("growth/what-is-504")
QUESTION = ITEM.stem[-20:]
RIGHT = ITEM.key_text()[0]


def test_a_newcomer_meets_a_quiet_lesson_that_says_what_to_do(room, page):
    lab.open_lesson(page, f"{room.at(LESSON)}&reset")
    page.wait_for_timeout(1500)
    assert lab.troubles(page) == []
    first = page.locator(".jp-Notebook").inner_text()
    assert "Run all cells above this page" in first
    assert "open_lesson" not in first, "Code that is not the lesson is not seen"
    assert "By the end you can" in first, "The stored result shows before the first run"
    page.locator(".jp-Notebook").get_by_text("By the end you can").wait_for()
    edge = page.locator(".wso-start").first.evaluate("e => getComputedStyle(e).borderLeftWidth")
    assert edge == "4px", "The stylesheet works before the first run"


def test_a_lesson_runs_from_first_to_last_without_a_warning(room, page):
    lab.open_lesson(page, f"{room.at(LESSON)}&reset")
    lab.run_all(page)
    lab.show(page, "Next: ").wait_for()
    assert lab.troubles(page) == []


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


def test_a_question_answered_by_keyboard_is_announced_and_kept_through_a_restart(room, page):
    lab.open_lesson(page, f"{room.at(LESSON)}&reset")
    lab.run_all(page)
    lab.show(page, QUESTION)
    quiz = page.locator(".wso-quiz", has_text=QUESTION)
    quiz.wait_for()
    answer = quiz.get_by_role("radio", name=RIGHT)
    quiz.get_by_role("radio").first.focus()
    for _ in range(8):
        if answer.evaluate("e => e === document.activeElement && e.checked"):
            break
        page.keyboard.press("ArrowDown")
    assert answer.is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    live = quiz.locator("[aria-live], [role=status]").filter(has_text="Right")
    live.first.wait_for()
    assert lab.violations(page, ".wso-quiz") == []

    lab.restart_kernel(page)
    lab.run_all(page)
    lab.show(page, QUESTION)
    page.locator(".wso-quiz", has_text=QUESTION).get_by_text("Right").first.wait_for()
    assert page.locator(".wso-quiz", has_text=QUESTION).get_by_role("radio", name=RIGHT).is_checked()


def test_a_saved_closed_and_reopened_lesson_still_shows_its_questions(room, page):
    lab.open_lesson(page, f"{room.at(LESSON)}&reset")
    lab.run_all(page)
    lab.menu(page, "File", "Save Notebook")
    page.wait_for_timeout(1500)
    saved = json.loads((room.folder / LESSON).read_text(encoding="utf-8"))
    assert not saved["metadata"].get("widgets")
    lab.shut_down_kernels(page)
    page.wait_for_timeout(1000)
    page.goto("about:blank")
    page.goto(f"{room.at(LESSON)}&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    lab.show(page, QUESTION).wait_for()
    lab.show(page, RIGHT).wait_for()


def test_the_explorer_redraws_and_says_what_it_shows(room, page):
    lab.open_lesson(page, f"{room.at(LESSON)}&reset")
    lab.run_all(page)
    lab.unfold(page, "Going deeper")
    lab.show(page, "Choose what is counted, which models")
    state = page.get_by_label("State", exact=True)
    state.wait_for()
    state.focus()
    page.keyboard.type("Tex")
    page.keyboard.press("Tab")
    page.locator("[role=status]", has_text="Texas, January 2021 to May 2026").wait_for()
    page.get_by_label("Count", exact=True).select_option("agencies")
    page.locator("[role=status]", has_text="Agencies, WSO, JEM and TFM, Texas").wait_for()
    assert page.get_by_role("img", name="Agencies, WSO, JEM and TFM, Texas").count() == 1


def test_ctrl_c_ends_it_cleanly_and_leaves_no_server(start_course):
    started = start_course()
    started.process.send_signal(signal.SIGINT)
    assert started.process.wait(30) == 0
    assert "Stopped. Your answers and notes are kept." in "".join(started.said)
    assert "Traceback" not in "".join(started.said)
