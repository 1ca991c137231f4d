"""The course's figures in Chromium: wide or tall by the room there is, legible, in both themes, sound by axe."""

import pytest

from tests.support import lab
from wso_lessons.content import builtin_course
from wso_lessons.pages.figure import show_figure

COURSE = builtin_course()
SMALLEST = 11  # pixels of a letter's height on the screen
SIZES = """() => [...document.querySelectorAll('svg text')].filter(one => one.getBoundingClientRect().width).map(one =>
  parseFloat(getComputedStyle(one).fontSize) * one.ownerSVGElement.getBoundingClientRect().width
  / one.ownerSVGElement.viewBox.baseVal.width)"""
OUTSIDE = """() => [...document.querySelectorAll('svg text')].filter(text => {
  const one = text.getBoundingClientRect(), all = text.ownerSVGElement.getBoundingClientRect();
  return one.width && (one.left < all.left - 1 || one.right > all.right + 1 || one.bottom > all.bottom + 1);
}).map(text => text.textContent)"""


def show(page, width, *ids, theme="light", style=True):
    html = "".join(show_figure(COURSE, name).html for name in ids)
    if not style:
        html = "".join(part.split("</style>")[-1] for part in html.split("<style>"))
    page.set_viewport_size({"width": width, "height": 720})
    light, back, ink = ("true", "#fff", "#222") if theme == "light" else ("false", "#111", "#eee")
    page.set_content(
        f'<!doctype html><html lang="en"><title>Figures</title><body data-jp-theme-light="{light}" '
        f'style="background: {back}; color: {ink}"><main><h1>Figures</h1>{html}</main></body></html>'
    )


@pytest.mark.parametrize(("width", "shape"), [(320, "tall"), (390, "tall"), (1280, "wide")])
def test_the_drawing_fits_the_room_that_there_is(page, width, shape):
    show(page, width, *COURSE.figures)
    shapes = ("wide", "tall")
    seen = {one for one in shapes if page.locator(f".wso-figure-{one}").first.is_visible()}
    assert seen == {shape}
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert min(page.evaluate(SIZES)) >= SMALLEST
    assert page.evaluate(OUTSIDE) == []


def test_without_style_the_words_stand_alone(page):
    show(page, 1280, "door-strip", style=False)
    assert not page.locator("svg").first.is_visible()
    page.get_by_text("In words").click()
    assert page.get_by_text("Six scenes stand on one floor").is_visible()


def test_paper_has_the_wide_drawing_in_ink_on_white_whatever_the_theme(page):
    show(page, 390, "who-answers", theme="dark")
    page.emulate_media(media="print")
    assert page.locator(".wso-figure-wide").is_visible()
    assert not page.locator(".wso-figure-tall").is_visible()
    letters = page.locator(".wso-figure-wide text").first
    assert letters.evaluate("text => getComputedStyle(text).fill") == "rgb(34, 34, 34)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barriers_are_found_by_axe(page, theme):
    show(page, 1280, *COURSE.figures, theme=theme)
    assert lab.violations(page, "html") == []
