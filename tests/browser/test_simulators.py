"""Every simulator in JupyterLab by keyboard: what changes is drawn and said in words."""

import functools
import re
import time

import pytest
from playwright.sync_api import TimeoutError as NotInTime

from tests.support import lab
from tests.support.quiz_course import MODELS
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view


@functools.cache
def part(name):
    """What selects a simulator's part of the page."""
    return f'.wso-sim[aria-label="{open_view("simulator", name, builtin_course()).screen().title}"]'


# A browser without windows has printed, and the frame is gone, before a test can look into it.
TELL_WHAT_IS_PRINTED = """() => {
  const frame = HTMLIFrameElement.prototype;
  const { get } = Object.getOwnPropertyDescriptor(frame, "contentWindow");
  const print = (shown) => () => {
    window.printed = shown.document.body.innerText;
    shown.dispatchEvent(new Event("afterprint"));
  };
  Object.defineProperty(frame, "contentWindow", {
    get() { return Object.assign(get.call(this), { print: print(get.call(this)) }); },
  });
}"""


@pytest.fixture(scope="module")
def page(workshop, workshop_tab):
    """JupyterLab on the lesson, run once; each test works on its own simulator."""
    lab.open_lesson(workshop_tab, f"{workshop.at('03-models.ipynb')}&reset")
    lab.run_all(workshop_tab)
    return workshop_tab


def view(page, name):
    """The simulator's part of the page, scrolled into view."""
    return lab.bring(page, page.locator(part(name)))


def until_said(page, shown, words):
    said = shown.locator(".wso-sim-words")
    try:
        page.wait_for_function(
            "([node, words]) => node.textContent.includes(words)", arg=[said.element_handle(), words]
        )
    except NotInTime:
        focus = page.evaluate("document.activeElement.outerHTML.slice(0, 300)")
        pytest.fail(f"{words!r} was not said, but {said.text_content()!r}; the focus is on {focus}")


def type_in_parts(page, box, keys, value):
    """Types a date or a time; anew where keys came so slowly that Chromium took one for another part's."""
    for _ in range(5):
        box.blur()
        box.focus()
        page.keyboard.type(keys)
        if box.input_value() == value:
            return
    pytest.fail(f"{keys} was typed, {box.input_value()} stands there")


def choose(page, shown, label, option):
    """Chooses an option of a list box with the keyboard alone."""
    box = shown.get_by_label(label, exact=True)
    wanted = box.locator("option", has_text=re.compile(f"^{re.escape(option)}$")).get_attribute("value")
    box.focus()
    page.keyboard.press("Home")
    for _ in range(80):
        if box.input_value() == wanted:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{label} never came to {option}")


@pytest.mark.parametrize("name", MODELS)
def test_a_keyboard_reaches_every_control(page, name):
    shown = view(page, name)
    shown.locator("select, input, textarea, button").first.focus()
    controls = shown.locator(".wso-sim-controls [data-control]:visible")  # what is folded is opened by who wants it
    wanted = {controls.nth(n).get_attribute("data-control") for n in range(controls.count())}
    reached = set()
    for _ in range(60):
        reached.add(page.evaluate("document.activeElement.closest('[data-control]')?.dataset.control"))
        if wanted <= reached:
            break
        page.keyboard.press("Tab")
    assert wanted <= reached
    assert wanted


def test_the_clock_moves_by_keyboard_and_says_so(page):
    shown = view(page, "detainer-clock")
    until_said(page, shown, "Release Friday 15 May 2026 at 17:00 EDT")
    type_in_parts(page, shown.get_by_label("Hour of release"), "0900AM", "09:00")
    until_said(page, shown, "Release Friday 15 May 2026 at 09:00 EDT")
    date = shown.get_by_label("Date of release")
    type_in_parts(page, date, "12312025", "2025-12-31")
    until_said(page, shown, "Release Wednesday 31 December 2025 at 09:00 EST")
    type_in_parts(page, date, "05152026", "2026-05-15")
    choose(page, shown, "Where the jail is", "Arizona time (no daylight saving)")
    until_said(page, shown, "at 09:00 MST")


def test_the_desks_record_is_saved_and_printed_by_keyboard(page):
    shown = view(page, "booking-desk")
    shown.get_by_role("button", name="Show me").press("Enter")
    shown.get_by_text("Your record").click()
    shown.get_by_role("button", name="Save the record as text").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "booking-desk-record.txt"
    assert "Booking desk: record of a path" in download.value.path().read_text(encoding="utf-8")
    page.evaluate(TELL_WHAT_IS_PRINTED)
    shown.get_by_role("button", name="Print the record").press("Enter")
    page.wait_for_function("window.printed?.startsWith('Booking desk: record of a path')")
    assert page.locator(".wso-print-frame").count() == 0


def test_letters_typed_on_a_control_are_not_the_notebooks_shortcuts(page):
    shown = view(page, "where-you-live")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    shown.get_by_text("Or choose from a list").click()
    shown.get_by_role("checkbox").first.focus()
    for key in ("a", "b"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_a_change_is_drawn_in_under_two_hundred_milliseconds(page):
    shown = view(page, "detainer-clock")
    hour = shown.get_by_label("Hour of release")
    took = []
    for value in ("10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"):
        began = time.perf_counter()
        hour.fill(value)
        until_said(page, shown, f"at {value}")
        took.append(time.perf_counter() - began)
    assert min(took) < 0.2, took
