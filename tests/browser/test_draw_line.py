"""Draw the line, played to its end by keyboard alone, by mouse and by finger."""

import pytest

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


@pytest.fixture
def drawing(chromium):
    pages = []

    def begin(which="agreements", **options):
        view = open_view("simulator", f"draw-the-line/{which}", builtin_course())
        pages.append(model_page(chromium, view, **options))
        return pages[-1], view

    yield begin
    for page in pages:
        page.context.close()


def plot(page):
    """A place in the plot by its shares of width and height, in pixels of the page."""
    box = page.locator("svg:visible").bounding_box()
    return lambda across, down: (box["x"] + across * box["width"], box["y"] + down * box["height"])


def finish(page):
    page.get_by_role("button", name="Done").press("Enter")
    page.wait_for_function(f"{WORDS}.startsWith('You were closest')")


def test_by_keyboard_alone(drawing):
    page, view = drawing()
    knob = page.get_by_role("slider", name="The end of 2024")
    knob.focus()
    for key in ("PageUp", "PageUp", "ArrowUp", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert knob.get_attribute("aria-valuetext") == "120 agreements"
    page.wait_for_function(f"{WORDS}.startsWith('1 of 14 points set')")
    assert view._line.marks == {"2024-12": 120}
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "The end of 2024"
    assert knob.get_attribute("data-lm-suppress-shortcuts") == "true"
    finish(page)
    assert "the list says" in page.locator(".wso-sim-words").inner_text()
    assert page.evaluate("document.activeElement.textContent") == "Draw again"
    page.keyboard.press("Enter")
    page.wait_for_function(f"{WORDS} === 'Nothing is drawn yet.'")
    assert page.get_by_role("slider").count() == 14


def test_one_stroke_of_the_mouse_sets_every_point_and_sends_one_move(drawing):
    page, view = drawing()
    at = plot(page)
    page.mouse.move(*at(0.1, 0.9))
    page.mouse.down()
    for step in range(40):
        page.mouse.move(*at(0.1 + 0.78 * step / 39, 0.9 - 0.7 * step / 39))
    follows = page.locator("svg:visible polyline[data-through]").get_attribute("points")
    page.mouse.up()
    page.wait_for_function(f"{WORDS}.startsWith('14 of 14 points set')")
    values = list(view._line.values.values())
    assert values == sorted(values)
    assert len(set(follows.split())) > 10, "The line follows the mouse before Python has heard of it"
    finish(page)


def test_a_finger_draws(drawing):
    page, view = drawing(width=390, has_touch=True)
    at = plot(page)
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", at(0.2, 0.7))
    for step in range(20):
        touch("touchMove", at(0.2 + 0.03 * step, 0.7 - 0.02 * step))
    touch("touchEnd")
    page.wait_for_function(f"{WORDS}.includes('points set')")
    assert len(view._line.marks) > 8
    assert page.evaluate("window.scrollY") == 0, "The page stays where it is under the finger"


def test_typed_numbers_do_the_same(drawing):
    page, view = drawing("florida")
    page.get_by_text("Or type the numbers (percent)").click()
    field = page.get_by_role("textbox", name="The end of 2023")
    field.press_sequentially("30")
    field.press("Enter")
    page.wait_for_function(f"{WORDS}.includes('at the end of 2023: 30')")
    field.fill("3000")
    field.press("Enter")
    page.wait_for_function(f"{WORDS}.includes('Write a whole number from 0 to 100')")
    assert view._line.marks == {"2023-12": 30}
    assert page.get_by_text("Or type the numbers (percent)").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_barrier_before_and_after(drawing, dark):
    page, _ = drawing(dark=dark)
    assert lab.violations(page, "body") == []
    page.get_by_role("button", name="Show me").click()
    page.wait_for_function(f"{WORDS}.startsWith('You looked')")
    assert lab.violations(page, "body") == []


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_its_page_and_knobs_can_be_hit(drawing, width):
    page, _ = drawing(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = "(e) => Math.min(...[...e.querySelectorAll('text')].map((t) => t.getBoundingClientRect().height))"
    assert page.locator("svg:visible").evaluate(small) >= 10
    knob = page.get_by_role("slider").first.bounding_box()
    assert knob["width"] >= 18
    assert knob["height"] >= 18


def test_the_line_is_there_at_once_where_the_reader_wants_a_still_screen(drawing):
    page, _ = drawing(reduced_motion="reduce")
    page.get_by_role("button", name="Show me").click()
    page.wait_for_function(f"{WORDS}.startsWith('You looked')")
    assert page.evaluate("document.getAnimations().length") == 0
