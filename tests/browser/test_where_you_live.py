"""Where you live, played to its end by keyboard in light and by finger in dark."""

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


def said(page, words):
    page.wait_for_function(f"{WORDS}.includes({words!r})")


def test_by_keyboard_to_the_end(chromium):
    page = model_page(chromium, open_view("simulator", "where-you-live", builtin_course()), width=1280)
    assert lab.violations(page, "body") == []
    for number, state in enumerate(("Oregon", "Texas"), 1):
        page.get_by_role("button", name=f"{state}:").focus()
        page.keyboard.press("Enter")
        said(page, f"{state} is marked. {number} state")
    page.get_by_role("button", name="Check").press("Enter")
    said(page, "1 of your 2 marks are right")
    page.get_by_label("Question").select_option("power")
    page.get_by_role("button", name="Oregon:").focus()
    page.keyboard.press(" ")
    said(page, "Oregon: recorded rulings that bind there")
    assert page.evaluate("document.activeElement.dataset.key") == "or"
    assert lab.violations(page, "body") == []
    page.context.close()


def test_by_finger_on_a_small_dark_screen(chromium):
    page = model_page(
        chromium, open_view("simulator", "where-you-live", builtin_course()), width=320, dark=True, has_touch=True
    )
    assert lab.violations(page, "body") == []
    tile = page.locator("[data-key='ca']:visible")
    assert min(tile.bounding_box()[side] for side in ("width", "height")) >= 22
    tile.tap()
    said(page, "California is marked.")
    page.get_by_role("button", name="Check").tap()
    said(page, "1 of your 1 marks are right")
    tile.tap()
    said(page, "California: recorded rulings")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert lab.violations(page, "body") == []
    page.context.close()
