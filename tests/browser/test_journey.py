"""What a learner does in a lesson that has run: answers by keyboard, and opens and moves what lies deeper."""

import re

import pytest

from tests.support import lab
from tests.support.quiz_moves import Hand, right
from wso_lessons.content import builtin_course
from wso_lessons.quiz import Bank

MARKED = next(one for one in reversed(Bank(builtin_course()).set("decide-wrap-up")) if one.kind == "one" and one.counts)


@pytest.fixture(scope="module")
def lesson(room_lesson):
    """The lesson that the tests of the room share, in front and run."""
    room_lesson.set_viewport_size({"width": 1280, "height": 900})
    title = next(one.title for one in builtin_course().lessons if one.file == lab.LESSON)
    room_lesson.locator(".wso-lab-course button", has_text=title).click()
    lab.until_all_ran(room_lesson)
    return room_lesson


def test_a_question_answered_by_keyboard_is_announced(lesson):
    form = lab.panel(lesson).locator(f'form[data-item="{MARKED.id}"]')
    form.scroll_into_view_if_needed()
    hand = Hand(lesson, form, MARKED, keyboard=True)
    hand.answer(right(MARKED))
    hand.press("Check")
    form.locator("[role=status]", has_text="Right").first.wait_for()
    assert lab.violations(lesson, ".jp-NotebookPanel:not(.lm-mod-hidden) .wso-quiz") == []


def test_what_lies_deeper_opens_and_an_explorer_redraws_and_says_what_it_shows(lesson):
    for heading in ("Going deeper", "Find a date that weakens your side"):
        lab.unfold(lesson, heading)
    sought = lab.panel(lesson).get_by_role("textbox", name="Words to find")
    sought.focus()
    lesson.keyboard.type("Mecklenburg")
    lesson.keyboard.press("Tab")
    ledger = lab.panel(lesson).locator(".wso-sim", has=lesson.get_by_label("Words to find"))
    ledger.get_by_role("status").filter(has_text=re.compile(r"which side is yours. \d{1,2} of \d+ claims")).wait_for()
