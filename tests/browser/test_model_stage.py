"""What a picture does under mouse, finger and keys before Python hears of it: strokes, pieces, a clock that runs."""

import pytest

from tests.support.play_model import Finger, Keyboard
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

NAMES = ("draw-the-line/agreements", "draw-the-line/florida", "detainer-clock", "whose-power")


@pytest.fixture(scope="module")
def hands(chromium):
    """A keyboard and a finger on each of four models on one page."""
    views = [open_view("simulator", name, builtin_course()) for name in NAMES]
    page = model_page(chromium, *views, width=390, has_touch=True)
    yield {
        name: (Keyboard(page, number, view), Finger(page, number, view))
        for number, (name, view) in enumerate(zip(NAMES, views, strict=True))
    }
    page.context.close()


def plot(hand):
    """A place in a picture by its shares of width and height, in pixels of the page."""
    picture = hand.box.locator("svg:visible")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    return lambda across, down: (box["x"] + across * box["width"], box["y"] + down * box["height"])


def stroke(page, start, end, steps=40):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=steps)


def test_one_stroke_of_the_mouse_sets_every_point_and_sends_one_move(hands):
    hand, _ = hands["draw-the-line/agreements"]
    at, page = plot(hand), hand.page
    stroke(page, at(0.14, 0.9), at(0.95, 0.2))
    follows = hand.box.locator("svg:visible polyline[data-through]").get_attribute("points")
    assert len(set(follows.split())) > 10, "The line follows the mouse before Python has heard of it"
    assert page.evaluate("window.answers[0]") == 0
    page.mouse.up()
    hand.says("14 of 14 points set")
    assert page.evaluate("window.answers[0]") == 1
    values = list(hand.simulation._line.values.values())
    assert values == sorted(values)


def test_a_finger_draws_and_the_page_stays_where_it_is(hands):
    _, finger = hands["draw-the-line/florida"]
    at = plot(finger)
    before = finger.page.evaluate("window.scrollY")
    finger.draw(at(0.2, 0.7), at(0.8, 0.3))
    finger.says("points set")
    assert len(finger.simulation._line.marks) >= 4
    assert finger.page.evaluate("window.scrollY") == before


def test_typed_numbers_set_points_and_a_number_off_the_axis_is_refused_in_words(hands):
    hand, _ = hands["draw-the-line/florida"]
    hand.play([("button", "clear"), ("unfold", "Or type the numbers"), ("write", "at-2023-12", "30")])
    hand.says("at the end of 2023: 30")
    hand.play([("write", "at-2023-12", "3000"), ("says", "Write a whole number from 0 to 100")])
    assert hand.simulation._line.marks == {"2023-12": 30}
    assert hand.control("at-2023-12").is_visible(), "What was unfolded stays so"


def test_the_clock_runs_a_day_in_four_seconds_and_pauses_and_a_still_screen_shows_the_end(hands):
    hand, _ = hands["detainer-clock"]
    hand.button("hand")
    hand.page.wait_for_function("document.querySelector('#widget-2 [data-control=hand]').textContent === 'Pause'")
    hand.page.wait_for_timeout(1000)
    hand.play([("button", "hand"), ("says", "after the release")])
    assert 3 <= hand.simulation.facts["hand"] <= 24
    assert hand.page.evaluate("document.activeElement.textContent") == "Play"
    filled = hand.box.locator("svg:visible [data-key=agreement-0] [data-fill]")
    assert float(filled.get_attribute("width")) > 0
    hand.page.emulate_media(reduced_motion="reduce")
    hand.play([("button", "hand"), ("says", "Longest:")])
    hand.page.emulate_media(reduced_motion="no-preference")
    spoken = hand.box.locator("svg:visible").get_attribute("aria-label")
    rules = ("WSO agreement", "Form I-247A", "8 C.F.R. 287.7(d)", "County of Riverside")
    assert [rule for rule in rules if rule not in spoken] == [], "The picture's name has every lane"


def test_escape_puts_a_piece_back_and_the_mouse_drags_one(hands):
    hand, _ = hands["whose-power"]
    page = hand.page
    hand.do(hand.part("carry", "issue-detainer"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert hand.box.locator(".wso-carried, .wso-aimed").count() == 0
    assert hand.simulation.facts["placed"] == {}
    piece = hand.part("carry", "issue-detainer").bounding_box()
    ring = hand.box.locator("svg:visible [data-take][data-key=jem]").bounding_box()
    stroke(page, (piece["x"] + 20, piece["y"] + 10), (ring["x"] + ring["width"] / 2, ring["y"] + 14), 6)
    page.mouse.up()
    hand.says("1 of 8 placed. Issue a detainer: Jail model.")


# Counts the changes of the picture; those of one answer are seen together.
COUNT = """() => {
  window.drawn = 0;
  const scene = document.querySelector(".wso-sim-scene");
  scene.firstElementChild.kept = true;
  new MutationObserver(() => {
    window.drawn += 1;
  }).observe(scene, { childList: true, subtree: true, attributes: true, characterData: true });
}"""
# Milliseconds to take up the answer that is there and to lay the page out.
AGAIN = """() => {
  const begin = performance.now();
  window.heard.forEach((draw) => draw());
  document.body.getBoundingClientRect();
  return performance.now() - begin;
}"""


def test_a_choice_in_the_growth_explorer_is_drawn_once_in_place_and_soon(chromium):
    page = model_page(chromium, open_view("explorer", "growth", builtin_course()))
    page.evaluate(COUNT)
    page.get_by_label("Scale").select_option("log")
    page.wait_for_function("window.drawn > 0")
    page.wait_for_timeout(300)
    assert page.evaluate("window.drawn") == 1, "One answer, one change of the picture"
    assert page.evaluate("document.querySelector('.wso-sim-scene').firstElementChild.kept"), "It is changed in place"
    took = [page.evaluate(AGAIN) for _ in range(10)]
    assert page.evaluate("window.drawn") == 1, "The same answer again changes nothing"
    assert min(took) < 30, "milliseconds for the page to take up an answer"
    page.context.close()
