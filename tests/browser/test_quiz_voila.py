"""The same questions in Voila, which shows a lesson as a page without code: drawn, answered, announced, kept."""

import pytest
from playwright.sync_api import TimeoutError as NotInTime

from tests.support import lab
from tests.support.quiz_course import write_course
from tests.support.quiz_moves import Hand, answer_by_keyboard, wrong
from tests.support.quiz_samples import documented
from tests.support.servers import served


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Voila on the lesson that asks every kind."""
    folder = tmp_path_factory.mktemp("voila")
    write_course(folder)
    with served(folder / "notebooks", "voila", "01-all.ipynb") as root:
        yield root


@pytest.fixture(scope="module")
def page(lasting_page, address):
    """The lesson, run once by Voila for all tests."""
    lasting_page.set_default_timeout(120_000)
    open_lesson(lasting_page, address)
    return lasting_page


def open_lesson(page, address, tries=2):
    """Opens the lesson, which Voila runs first; once more where a busy machine was too slow for it."""
    for _ in range(tries):
        try:
            page.goto(address, timeout=180_000)
            return page.locator("form.wso-item").last.wait_for(state="attached", timeout=180_000)
        except NotInTime:
            continue
    return pytest.fail("Voila did not show the lesson")


def test_the_same_module_works_in_voila(page, address):
    items = [documented()[slug] for slug in ("one-answer", "order", "match", "short-text")]
    for item in items:
        answer_by_keyboard(page, item)
        assert lab.violations(page, f'form[data-item="{item.id}"]') == []
    assert page.evaluate("window.hurt") is None, "Hostile words in the same lesson are shown as words"
    open_lesson(page, address)
    for item in items:
        page.locator(f'form[data-item="{item.id}"][data-state=right]').wait_for(state="attached")


def test_a_missed_question_leads_to_the_section_that_teaches_it(page):
    item = documented()["many-answers"]
    hand = Hand(page, page.locator(f'form[data-item="{item.id}"]'), item, keyboard=True)
    hand.answer(wrong(item))
    hand.press("Check")
    hand.form.locator(".wso-again").wait_for()
    hand.press(item.section)
    assert page.evaluate("document.activeElement.textContent").startswith(item.section)
