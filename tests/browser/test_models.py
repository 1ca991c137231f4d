"""Every model and explorer on one page: played to its end by keyboard alone on a wide light page, and by finger on a
small dark one that does not move by itself; looked at as it opens and at its end."""

import pytest

from tests.support import lab
from tests.support.model_plays import FACTS, PLAYS
from tests.support.play_model import Finger, Keyboard
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import VIEWS, open_view

HANDS = {
    "keyboard": (Keyboard, {"width": 1280}),
    "finger": (Finger, {"width": 320, "dark": True, "has_touch": True, "reduced_motion": "reduce"}),
}
# Pixels. A tile of a state is 22 wide, its neighbors' middles 25 away; a knob of a line is 18, and takes what is
# drawn anywhere near it.
SMALLEST_TYPE, SMALLEST_TARGET = 10, 18
# Type too small to be read, or cut off at its picture's edge.
ILLEGIBLE = """(least) => [...document.querySelectorAll("svg text")].filter((text) => {
  const [one, all] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
  const cut = one.left < all.left - 1 || one.right > all.right + 1 || one.bottom > all.bottom + 1;
  return one.width && (one.height < least || cut);
}).map((text) => `${text.closest("section").id}: ${text.textContent}`)"""
REMOVE_HIDDEN = """[...document.querySelectorAll(".wso-stage > svg")]
  .filter((one) => !one.getClientRects().length).forEach((one) => one.remove())"""
# A page that lays out all of them at each step takes a third longer to play one.
SHOW = """(only) => document.querySelectorAll("#here > section").forEach((one, number) => {
  one.hidden = only !== null && number !== only;
})"""
SMALL = """(least) => [...document.querySelectorAll("svg [tabindex]")].filter((node) => {
  const { width, height } = node.getBoundingClientRect();
  return width && Math.min(width, height) < least;
}).map((node) => `${node.closest("section").id}: ${node.getAttribute("aria-label")}`)"""


@pytest.fixture(scope="module", params=HANDS)
def hands(request, chromium):
    """A hand for each model, all on one page."""
    kind, options = HANDS[request.param]
    views = {name: open_view(VIEWS[name].family, name, builtin_course(), **FACTS.get(name, {})) for name in PLAYS}
    page = model_page(chromium, *views.values(), **options)
    yield {name: kind(page, number, view) for number, (name, view) in enumerate(views.items())}
    page.context.close()


def look_at(hands, *rules):
    """Nothing stands in the way of a reader on the page as it is now; axe looks by all of its rules, or by these."""
    page = next(iter(hands.values())).page
    page.evaluate(SHOW, None)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(ILLEGIBLE, SMALLEST_TYPE) == []
    assert page.evaluate(SMALL, SMALLEST_TARGET) == []
    # The form of each picture that this page hides costs axe a third of its time; the next move draws it anew.
    page.evaluate(REMOVE_HIDDEN)
    assert lab.violations(page, "body", *rules) == []


def test_every_model_and_explorer_is_played():
    assert sorted(PLAYS) == sorted(VIEWS)


@pytest.mark.parametrize("hands", ["finger"], indirect=True)
def test_nothing_stands_in_the_way_as_they_open(hands):
    look_at(hands)


@pytest.mark.parametrize("name", PLAYS)
def test_it_is_played_to_its_end(hands, name):
    hands[name].page.evaluate(SHOW, hands[name].number)
    hands[name].play(PLAYS[name])
    assert hands[name].answered == hands[name].asked


def test_nothing_stands_in_the_way_at_the_end(hands, request):
    # The dark page was looked at by every rule as it opened; what is new on it has new colors.
    dark = request.node.callspec.params["hands"] == "finger"
    look_at(hands, *(["color-contrast"] if dark else []))


def test_on_paper_a_long_table_is_there_to_its_last_row(chromium):
    view = open_view(VIEWS["where-you-live"].family, "where-you-live", builtin_course())
    page = model_page(chromium, view, width=1000)
    Keyboard(page, 0, view).play(PLAYS["where-you-live"])
    table = page.locator(".wso-tall").first
    hidden = "(table) => table.scrollHeight - table.clientHeight"
    assert table.evaluate(hidden) > 100
    page.emulate_media(media="print")
    assert table.evaluate(hidden) <= 1
    page.context.close()
