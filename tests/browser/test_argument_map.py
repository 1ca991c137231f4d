"""An argument map, played to its end by keyboard and mouse in light and by finger in dark."""

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


def said(page, words):
    page.wait_for_function(f"{WORDS}.includes({words!r})")


def middle(page, key):
    box = page.locator(f"[data-key='{key}']:visible").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_by_keyboard_and_mouse_to_the_end(chromium):
    view = open_view("simulator", "argument-map/cure", builtin_course())
    page = model_page(chromium, view, width=1280)
    assert lab.violations(page, "body") == []
    page.mouse.move(*middle(page, "dealt"))
    page.mouse.down()
    page.mouse.move(*middle(page, "no"), steps=5)
    page.mouse.up()
    said(page, "Card 2 of 8")
    assert view.facts["placed"] == ("cause-is-stated/no",)
    page.locator("[data-key='dealt']:visible").focus()
    for number in range(2, 9):
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        said(page, f"Card {number + 1} of 8" if number < 8 else "All 8 cards are placed")
        assert page.evaluate("document.activeElement.dataset.key") == "dealt", (
            "The keyboard stays where cards are dealt"
        )
    page.keyboard.press("Enter")
    said(page, "of your 8 cards stand where the course has them")
    page.locator("[data-key='checked-from-inside']:visible").focus()
    page.keyboard.press(" ")
    said(page, "signed inside the agency")
    assert lab.violations(page, "body") == []
    page.get_by_role("button", name="Most hangs on this point").press("Enter")
    said(page, "and so does the count")
    page.get_by_label("In your words").fill("Who checks the one who signs?")
    page.get_by_role("button", name="Add to the map").press("Enter")
    page.get_by_role("button", name="Objection of yours: Who checks").first.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Add to the map"
    assert lab.violations(page, "body") == []
    page.context.close()


def test_by_finger_on_a_small_dark_screen(chromium):
    view = open_view("simulator", "argument-map/liability", builtin_course())
    page = model_page(chromium, view, width=320, dark=True, has_touch=True)
    assert lab.violations(page, "body") == []
    for number in range(1, 9):
        page.locator("[data-key='dealt']:visible").tap()
        page.locator("[data-key='depends']:visible").tap(position={"x": 20, "y": 12})
        said(page, f"Card {number + 1} of 8" if number < 8 else "All 8 cards are placed")
    page.locator("[data-key='dealt']:visible").tap()
    said(page, "2 of your 8 cards stand where the course has them")
    page.locator("[data-key='no-lawsuits']:visible").tap()
    said(page, "Sheriff Gualtieri")
    page.get_by_role("button", name="Most hangs on this point").tap()
    said(page, "with which 0 more would fall")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert lab.violations(page, "body") == []
    page.context.close()
