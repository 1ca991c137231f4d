"""Which law, which day, played to its end by keyboard in light and by finger in dark."""

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


def said(page, words):
    page.wait_for_function(f"{WORDS}.includes({words!r})")


def test_by_keyboard_to_the_end(chromium):
    view = open_view("simulator", "which-law-which-day", builtin_course())
    page = model_page(chromium, view, width=1280)
    assert lab.violations(page, "body") == []
    slider = page.get_by_role("slider", name="The day")
    slider.focus()
    page.keyboard.press("End")
    said(page, "1 August 2026.")
    while view.facts["day"] > "2026-02-05":
        before = view.facts["day"]
        page.keyboard.press("ArrowLeft")
        page.wait_for_function(f"!{WORDS}.startsWith({before!r})")
        page.wait_for_timeout(300)
    assert view.facts["found"] == ("signed-only",)
    page.get_by_role("button", name="New Mexico:").focus()
    page.keyboard.press("Enter")
    said(page, "New Mexico: coming")
    page.get_by_label("Day", exact=True).fill("2025-09-01")
    page.get_by_role("button", name="Next change").focus()
    said(page, "1 September 2025.")
    page.get_by_label("Day", exact=True).fill("2019-07-01")
    page.get_by_role("button", name="Next change").focus()
    page.get_by_text("Try it: 3 of 3 found").wait_for()
    assert lab.violations(page, "body") == []
    page.context.close()


def test_by_finger_on_a_small_dark_screen(chromium):
    view = open_view("simulator", "which-law-which-day", builtin_course(), day="2026-06-05")
    page = model_page(chromium, view, width=320, dark=True, has_touch=True)
    assert lab.violations(page, "body") == []
    page.get_by_role("button", name="Change before").tap()
    said(page, "20 May 2026.")
    page.get_by_role("button", name="Change before").tap()
    said(page, "1 May 2026.")
    page.locator("[data-key='nm']:visible").tap()
    said(page, "New Mexico: coming")
    page.get_by_text("Try it: 1 of 3 found").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert lab.violations(page, "body") == []
    page.context.close()
