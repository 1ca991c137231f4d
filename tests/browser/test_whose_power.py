"""Whose power, played to its end by keyboard alone, by mouse and by finger."""

import pytest

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


@pytest.fixture
def rings(chromium):
    pages = []

    def begin(**options):
        view = open_view("simulator", "whose-power", builtin_course())
        pages.append(model_page(chromium, view, **options))
        return pages[-1], view

    yield begin
    for page in pages:
        page.context.close()


def says(page, words):
    page.wait_for_function(f"(words) => {WORDS}.includes(words)", arg=words)


def test_by_keyboard_alone_to_the_check(rings):
    page, view = rings()
    for count, (name, downs) in enumerate(
        (("Serve an arrest warrant", 3), ("Ask about status", 2), ("Issue a detainer", 2), ("Arrest without", 1),
         ("Prepare charging", 2), ("Serve a removal", 3), ("Act outside", 1), ("Issue or sign", 4)), start=1
    ):  # fmt: skip
        token = page.get_by_role("button", name=name)
        token.press("Enter")
        page.wait_for_function("document.querySelector('.wso-sim > .wso-unseen').textContent.includes('picked up')")
        for _ in range(downs):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        says(page, f"{count} of 8 placed.")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(name)
    page.get_by_role("button", name="Check").press("Enter")
    says(page, "7 of 8 stand where the agreements put them. Elsewhere: Serve a removal warrant.")
    assert view.facts["placed"]["serve-removal-warrant"] == "wso"
    assert page.evaluate("document.activeElement.textContent") == "Place again"


def test_escape_puts_a_power_back_and_the_mouse_drags_one(rings):
    page, view = rings()
    page.get_by_role("button", name="Issue a detainer").press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert view.facts["placed"] == {}
    token = page.get_by_role("button", name="Issue a detainer").bounding_box()
    ring = page.get_by_role("group", name="Jail model: 0 placed").bounding_box()
    page.mouse.move(token["x"] + 20, token["y"] + 20)
    page.mouse.down()
    page.mouse.move(ring["x"] + ring["width"] / 2, ring["y"] + 14, steps=6)
    page.mouse.up()
    says(page, "1 of 8 placed. Issue a detainer: Jail model.")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_by_finger_on_a_telephone_and_axe_finds_no_barrier_before_or_after(rings, dark):
    page, view = rings(width=320, has_touch=True, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Issue a detainer").tap()
    page.get_by_role("group", name="WSO: 0 placed").tap(position={"x": 30, "y": 12})
    says(page, "1 of 8 placed. Issue a detainer: WSO.")
    assert view.facts["placed"] == {"issue-detainer": "wso"}
    assert lab.violations(page, "body") == []
    page.get_by_role("button", name="Show me").tap()
    says(page, "0 of 8 stand where the agreements put them.")
    assert lab.violations(page, "body") == []
    texts = "[...document.querySelectorAll('svg text')].filter((t) => t.getClientRects().length)"
    assert page.evaluate(f"Math.min(...{texts}.map((t) => t.getBoundingClientRect().height))") >= 10
