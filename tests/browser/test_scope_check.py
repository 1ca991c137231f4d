"""Scope check, played to its end by keyboard alone and by finger, with axe in light and dark."""

import pytest

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


@pytest.mark.parametrize(("width", "dark", "touch"), [(1280, False, False), (320, True, True)], ids=["keys", "finger"])
def test_it_is_played_to_its_end(chromium, width, dark, touch):
    view = open_view("simulator", "scope-check", builtin_course())
    page = model_page(chromium, view, width=width, dark=dark, has_touch=touch)

    def act(node):
        node.tap() if touch else node.press("Enter")

    try:
        for number in range(1, 7):
            page.wait_for_function(f"{WORDS}.startsWith('Quotation {number} of 6')")
            act(page.get_by_role("button", name="Year: the sentence goes past"))
            page.wait_for_function(f"{WORDS}.endsWith('on year.')")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            act(page.get_by_role("button", name="Say: it goes past on year"))
            page.wait_for_function(f"{WORDS}.startsWith('You said')")
            if number == 1:
                assert lab.violations(page, "body") == []
            if not touch:
                assert page.evaluate("document.activeElement.tagName") == "BUTTON"
            act(page.locator("[data-control=next]"))
        page.wait_for_function(f"{WORDS}.startsWith('On 0 of 6 quotations')")
        assert lab.violations(page, "body") == []
    finally:
        page.context.close()
