"""Two papers, played to its end by keyboard in light and by finger in dark."""

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"
MARKS = "document.querySelectorAll('.wso-narrow .wso-look-mark').length"
FINDS = (
    ("Paper A", "No such place"),
    ("Paper B", "Signature of a neutral magistrate"),
    ("Paper A", "Grounds on which"),
    ("Paper B", "Probable cause"),
    ("Paper A", "To arrest a person"),
    ("Paper B", "The place to search"),
)


def test_by_keyboard_to_the_end(chromium):
    page = model_page(chromium, open_view("simulator", "two-papers", builtin_course()), width=1280)
    assert lab.violations(page, "body") == []
    wrong = page.get_by_role("button", name="Paper A: To: any authorized")
    wrong.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"{WORDS}.startsWith('Not there.')")
    assert "To: any authorized" in page.evaluate("document.activeElement.getAttribute('aria-label')")
    for number, (side, words) in enumerate(FINDS):
        page.get_by_role("button", name=f"{side}: {words}").focus()
        page.keyboard.press(" ")
        page.wait_for_function(f"{MARKS} > {number}")
    page.wait_for_function(f"{WORDS}.includes('You found 6 of 6, with 1 try that missed.')")
    assert lab.violations(page, "body") == []
    page.context.close()


def test_by_finger_on_a_small_dark_screen(chromium):
    view = open_view("simulator", "two-papers", builtin_course(), pair="others")
    page = model_page(chromium, view, width=320, dark=True, has_touch=True)
    assert lab.violations(page, "body") == []
    for place in ("i205/none", "i247a/none", "i205/body", "i247a/grounds", "i205/purpose", "i247a/requests"):
        before = len(view.facts["found"])
        box = page.locator(f"[data-key='{place}']:visible").bounding_box()
        assert box["height"] >= 24
        page.locator(f"[data-key='{place}']:visible").tap()
        page.wait_for_function(f"{MARKS} > {before}")
    assert "You found 6 of 6" in page.locator(".wso-sim-words").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert lab.violations(page, "body") == []
    page.context.close()
