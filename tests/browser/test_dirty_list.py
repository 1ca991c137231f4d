"""Dirty list, played to its end by keyboard alone and by finger, with axe in light and dark."""

import pytest

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"
STEPS = (
    ("656-model", "a space at its end", "strip"),
    ("147-county", "a misspelling", '"Pope County"'),
    ("954-signed", "a year that does not fit", '"2026-03-19"'),
    ("159-agency", "one name in several states", '"state"'),
    ("strip", "rows that nobody sees", "all_rows_of_the_file"),
)


@pytest.mark.parametrize(("width", "dark", "touch"), [(1280, False, False), (320, True, True)], ids=["keys", "finger"])
def test_it_is_played_to_its_end(chromium, width, dark, touch):
    view = open_view("simulator", "dirty-list", builtin_course())
    page = model_page(chromium, view, width=width, dark=dark, has_touch=touch)

    def act(node, words, key="Enter"):
        node.tap() if touch else node.press(key)
        page.wait_for_function(f"{WORDS}.includes({words!r})")

    try:
        for count, (place, kind, mend) in enumerate(STEPS, 1):
            act(page.locator(f"svg:visible [data-press='{place}']"), "The line below" if place == "strip" else "Row")
            act(page.get_by_role("radio", name=kind), f"Found {count} of 5", "Space")
            if count == 1:
                assert lab.violations(page, "body") == []
            act(page.get_by_role("radio", name=mend, exact=True), f"mended {count}", "Space")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        act(page.get_by_role("button", name="Compare"), "mended 5")
        page.get_by_text("You mended 5 of 5.").wait_for()
        assert lab.violations(page, "body") == []
    finally:
        page.context.close()
