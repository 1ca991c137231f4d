"""The detainer clock, played to its end by keyboard alone, by mouse and by finger, and by a clock that runs."""

import pytest

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


@pytest.fixture
def clock(chromium):
    pages = []

    def begin(facts=None, **options):
        view = open_view("simulator", "detainer-clock", builtin_course(), **(facts or {}))
        pages.append(model_page(chromium, view, **options))
        return pages[-1], view

    yield begin
    for page in pages:
        page.context.close()


def passed(page):
    return page.evaluate("[...document.querySelectorAll('.wso-wide .wso-passed')].map((e) => e.dataset.key)")


def test_by_keyboard_alone_from_a_guess_to_the_end_and_a_task(clock):
    page, view = clock()
    page.get_by_role("radio", name="WSO agreement").press("Space")
    page.wait_for_function("true")
    hand = page.get_by_role("slider", name="Hand of the clock")
    hand.focus()
    for _ in range(2):
        page.keyboard.press("PageUp")
    assert hand.get_attribute("aria-valuetext") == "Sun 17 May, 17:00, 48 hours"
    assert {"door-agreement", "door-form", "door-riverside"} <= set(passed(page)), "The doors open at once"
    assert "door-regulation" not in passed(page)
    page.wait_for_function(f"{WORDS}.includes('Open: WSO agreement, Form I-247A, County of Riverside')")
    page.keyboard.press("End")
    page.wait_for_function(f"{WORDS}.includes('Longest: 8 C.F.R. 287.7(d), 96 hours')")
    assert "You said: WSO agreement" in page.locator(".wso-sim-words").inner_text()
    arrival = page.get_by_role("slider", name="When ICE arrives")
    arrival.focus()
    page.keyboard.press("PageUp")
    page.wait_for_function(
        "document.querySelector('.wso-tasks')?.textContent.includes('Found: For a release on a Friday')"
    )
    assert view.facts["arrives"] == 48


def test_the_clock_runs_a_day_in_four_seconds_and_pauses(clock):
    page, view = clock()
    page.get_by_role("button", name="Play").press("Enter")
    page.wait_for_timeout(2000)
    page.get_by_role("button", name="Pause").press("Enter")
    page.wait_for_function(f"{WORDS}.includes('after the release')")
    assert 8 <= view.facts["hand"] <= 16
    assert page.evaluate("document.activeElement.textContent") == "Play"
    width = page.evaluate(
        "+document.querySelector('.wso-wide [data-key=agreement-0] [data-fill]').getAttribute('width')"
    )
    assert width > 0


def test_a_reader_who_wants_a_still_screen_sees_the_end_at_once(clock):
    page, view = clock(reduced_motion="reduce")
    page.get_by_role("button", name="Play").press("Enter")
    page.wait_for_function(f"{WORDS}.includes('Longest:')")
    assert view.facts["hand"] == 108


def test_the_hand_is_drawn_with_the_mouse_and_the_arrival_with_a_finger(clock):
    page, view = clock(width=390, has_touch=True)
    strip = page.locator("svg:visible").bounding_box()
    hand = page.get_by_role("slider", name="Hand of the clock").bounding_box()
    x, y = hand["x"] + hand["width"] / 2, hand["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] / 2, y, steps=8)
    page.mouse.up()
    page.wait_for_function(f"{WORDS}.includes('after the release')")
    assert 48 <= view.facts["hand"] <= 60
    arrival = page.get_by_role("slider", name="When ICE arrives").bounding_box()
    session = page.context.new_cdp_session(page)
    spot = {"x": arrival["x"] + arrival["width"] / 2, "y": arrival["y"] + arrival["height"] - 8}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [spot]})
    for step in range(1, 9):
        moved = {"x": spot["x"] + 12 * step, "y": spot["y"]}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [moved]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(400)
    assert view.facts["arrives"] > 30


def test_every_lane_with_its_state_is_in_the_name_of_the_picture(clock):
    page, _ = clock({"hand": 50})
    name = page.locator("svg:visible").get_attribute("aria-label")
    assert all(rule in name for rule in ("WSO agreement", "Form I-247A", "8 C.F.R. 287.7(d)", "County of Riverside"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_barrier_before_and_after(clock, dark):
    page, _ = clock(dark=dark)
    assert lab.violations(page, "body") == []
    page.get_by_role("button", name="Show me the end").click()
    page.wait_for_function(f"{WORDS}.includes('Longest:')")
    assert lab.violations(page, "body") == []


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_its_page_and_its_type_needs_no_zoom(clock, width):
    page, _ = clock({"shown": "yes", "hand": 108}, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    texts = "[...document.querySelectorAll('svg text')].filter((t) => t.getClientRects().length)"
    assert page.evaluate(f"Math.min(...{texts}.map((t) => t.getBoundingClientRect().height))") >= 10
    right = page.locator("svg:visible").bounding_box()
    edge = right["x"] + right["width"] + 1
    assert page.evaluate(f"Math.max(...{texts}.map((t) => t.getBoundingClientRect().right))") <= edge, (
        "No word is cut off"
    )
