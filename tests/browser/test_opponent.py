"""Opponent, played through both packets to the mirror by keyboard alone and by finger, with axe in light and dark."""

import pytest

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


@pytest.mark.parametrize(("width", "dark", "touch"), [(1280, False, False), (320, True, True)], ids=["keys", "finger"])
def test_it_is_played_to_the_mirror(chromium, width, dark, touch):
    view = open_view("simulator", "opponent", builtin_course())
    page = model_page(chromium, view, width=width, dark=dark, has_touch=touch)

    def act(node, words):
        node.tap() if touch else node.press("Enter")
        page.wait_for_function(f"{WORDS}.includes({words!r})")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def button(name):
        return page.locator(f"[data-control={name}]")

    try:
        act(page.locator("svg:visible [data-press=b]"), "0 of 3")
        for side in ("power release narrow", "sued trust no-judge"):
            for count, reason in enumerate(side.split(), 1):
                act(page.locator(f"svg:visible [data-press={reason}]"), f"{count} of 3")
            act(button("speak"), "Think of it first")
            for number in range(3):
                act(button("hear"), "replies: ")
                if not number:
                    assert lab.violations(page, "body") == []
                page.get_by_role("textbox").fill("One reply does not settle it.")
                act(button("answer"), "Think of it first" if number < 2 else "you heard 3 points: answered 3")
            if side.startswith("power"):
                act(button("turn"), "0 of 3")
        assert "That is 6 words" in page.locator(".wso-sim-body").first.inner_text()
        assert lab.violations(page, "body") == []
    finally:
        page.context.close()
