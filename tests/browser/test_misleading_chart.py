"""The misleading chart, its tasks solved by keyboard alone and by finger, with axe in light and dark."""

import pytest

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"
STEPS = (
    ("January 2021 to January 2025", "1 of 3"),
    ("from the lowest value", "2 of 3"),
    ("January 2021 to May 2026", "shoot up"),
    ("by times ten", "3 of 3"),
)


@pytest.mark.parametrize(("width", "dark", "touch"), [(1280, False, False), (320, True, True)], ids=["keys", "finger"])
def test_its_tasks_are_solved(chromium, width, dark, touch):
    view = open_view("simulator", "misleading-chart", builtin_course())
    page = model_page(chromium, view, width=width, dark=dark, has_touch=touch)

    def act(node, words, key):
        node.tap() if touch else node.press(key)
        page.wait_for_function(f"{WORDS}.includes({words!r})")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    try:
        for choice, words in STEPS:
            act(page.get_by_role("radio", name=choice), words, "Space")
        assert lab.violations(page, "body") == []
        act(page.get_by_role("button", name="What does this picture hide?"), "Before I believe a chart", "Enter")
        assert lab.violations(page, "body") == []
    finally:
        page.context.close()
