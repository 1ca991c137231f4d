"""A page of the agreement, played to its end by keyboard alone and by finger."""

import re

import pytest

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


@pytest.fixture
def page_of(chromium):
    pages = []

    def begin(which="powers", **options):
        view = open_view("simulator", "agreement-page", builtin_course(), page=which)
        pages.append(model_page(chromium, view, **options))
        return pages[-1], view

    yield begin
    for page in pages:
        page.context.close()


def block(page, name):
    return page.get_by_role("button", name=re.compile(f"^{name}"))


def says(page, words):
    page.wait_for_function(f"(words) => {WORDS}.includes(words)", arg=words)


def test_by_keyboard_alone_from_the_first_question_to_the_comparison(page_of):
    page, view = page_of()
    for key, name, words in (
        ("Enter", "Custody", "2 of 4"),
        ("Space", "Second power", "3 of 4"),
        ("Enter", "It is not on this page", "4 of 4"),
        ("Enter", "Notice", "Marked as changed: 0 of 9"),
    ):
        block(page, name).press(key)
        says(page, words)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Notice")
    block(page, "Claims of U.S. citizenship").press("Enter")
    says(page, "Marked as changed: 1 of 9")
    page.get_by_role("button", name="Compare").press("Enter")
    says(page, "Of 1 that changed you marked 1.")
    assert view.facts["phase"] == "shown"
    assert "added “immediately, but generally" in page.locator("svg:visible").get_attribute("aria-label")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_by_finger_on_a_telephone_and_axe_finds_no_barrier_on_the_way(page_of, dark):
    page, _ = page_of("watching", width=320, has_touch=True, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    block(page, "Meetings").tap()
    says(page, "Not there. That block says")
    block(page, "Supervision").tap()
    says(page, "2 of 4")
    assert lab.violations(page, "body") == []
    page.get_by_role("button", name="Skip to 2025").tap()
    block(page, "How to complain").tap()
    says(page, "Marked as changed: 1 of 7")
    assert lab.violations(page, "body") == []
    page.get_by_role("button", name="Compare").tap()
    says(page, "Of 4 that changed you marked 1 and left out 3.")
    assert lab.violations(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    texts = "[...document.querySelectorAll('svg text')].filter((t) => t.getClientRects().length)"
    assert page.evaluate(f"Math.min(...{texts}.map((t) => t.getBoundingClientRect().height))") >= 10
