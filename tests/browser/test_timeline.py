"""The timeline, played to its end by keyboard in light and by finger in dark."""

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


def said(page, words):
    page.wait_for_function(f"{WORDS}.includes({words!r})")


def test_by_keyboard_to_the_end(chromium):
    view = open_view("simulator", "timeline", builtin_course())
    page = model_page(chromium, view, width=1280)
    assert lab.violations(page, "body") == []
    page.locator("[data-key='dealt']:visible").focus()
    for number in range(1, 6):
        page.keyboard.press("Enter")
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        said(page, f"Card {number} hangs on Laws and rulings, 2014.")
    page.keyboard.press("Enter")
    said(page, "39 events from 2012 to 2019")
    page.locator("[data-key='2019-05-06-launch']:visible").focus()
    page.keyboard.press("Enter")
    page.get_by_text("One event, five tellings").wait_for()
    page.get_by_label("From", exact=True).select_option("2019")
    said(page, "events from 2019 to 2019")
    assert lab.violations(page, "body") == []
    page.context.close()


def test_by_finger_on_a_small_dark_screen(chromium):
    view = open_view("simulator", "timeline", builtin_course())
    page = model_page(chromium, view, width=320, dark=True, has_touch=True, reduced_motion="reduce")
    assert lab.violations(page, "body") == []
    for place in ("law/2018", "law/2014", "ice/2012", "sheriffs/2019", "sheriffs/2017"):
        page.locator("[data-key='dealt']:visible").tap()
        page.locator(f"[data-key='{place}']:visible").tap(position={"x": 6, "y": 44})
        said(page, f"{place[-4:]}. ")
    page.locator("[data-key='dealt']:visible").tap()
    said(page, "5 of 5 cards hang on their track, 5 in their year")
    page.locator("[data-key='2017-08-plan']:visible").tap()
    said(page, "August 2017: The National Sheriffs")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert lab.violations(page, "body") == []
    page.context.close()
