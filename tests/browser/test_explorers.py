"""The ledger's explorers on a page, by keyboard: the browser draws what Python builds, and Python hears each move."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import wso_lessons.widgets
from tests.support.world import TOY
from wso_lessons.content import builtin_course, open_course
from wso_lessons.widgets.views.explorers.claims import ClaimsExplorer
from wso_lessons.widgets.views.explorers.disagreements import DisagreementExplorer

STATIC = Path(wso_lessons.widgets.__file__).parent / "static"
PAGE = """<!doctype html><html lang="en"><head><title>Explorer</title>
<link rel="stylesheet" href="simulator.css"></head><body><main><h1>A lesson</h1><div id="view"></div></main>
<script type="module">
import widget from "./simulator.js";
const heard = [];
const model = {
  get: () => window.screenNow,
  on: (name, hear) => heard.push(hear),
  off: () => {},
  send: async (message) => { window.screenNow = await window.toPython(message); heard.forEach((hear) => hear()); },
};
window.screenNow = await window.toPython(null);
widget.render({ model, el: document.getElementById("view") });
document.body.dataset.ready = "yes";
</script></body></html>"""


def opened(chromium, explorer):
    """A page that shows the explorer; every request is answered from the package."""
    page = chromium.new_page()
    turn = [0]

    def answer(message):
        turn[0] += 1
        screen = explorer.receive(message) if message else explorer.screen()
        return screen.public() | {"turn": turn[0]}

    def serve(route):
        name = route.request.url.rsplit("/", 1)[-1]
        if name == "page.html":
            route.fulfill(body=PAGE, content_type="text/html")
        elif (STATIC / name).is_file():
            route.fulfill(path=STATIC / name)
        else:
            route.abort()

    page.route("**/*", serve)
    page.expose_function("toPython", answer)
    page.goto("http://127.0.0.1/page.html")
    page.wait_for_selector("body[data-ready=yes]")
    return page


def test_a_claim_is_found_and_opened_by_keyboard_alone(chromium):
    page = opened(chromium, ClaimsExplorer(open_course(TOY)))
    page.get_by_label("Words to find").focus()
    page.keyboard.type("pleases")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('[role=status]').textContent.startsWith('1 of 4')")
    page.locator("details > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("In praise of full bowls", exact=True).is_visible()
    assert page.get_by_text("The cook: The cook calls the bowl too full.").is_visible()
    page.close()


def test_a_filter_is_chosen_by_keyboard_and_the_count_is_announced(chromium):
    page = opened(chromium, ClaimsExplorer(open_course(TOY)))
    page.get_by_label("Kind of statement").focus()
    page.keyboard.type("argu")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('[role=status]').textContent === '1 of 4 claims fit.'")
    page.close()


def test_pages_turn_without_losing_the_focus(chromium):
    page = opened(chromium, ClaimsExplorer(builtin_course()))
    page.get_by_role("button", name="Further claims").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[role=status]').textContent.includes('Numbers 16 to 30')")
    assert page.evaluate("document.activeElement.textContent") == "Further claims"
    page.close()


def test_two_sources_stand_side_by_side_and_the_last_line_opens_by_keyboard(chromium):
    page = opened(chromium, DisagreementExplorer(builtin_course()))
    page.get_by_label("Question").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.querySelector('caption').textContent.startsWith('First at what')")
    page.get_by_text("What would settle it?").focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] > p").is_visible()
    page.close()


@pytest.mark.parametrize("make", [ClaimsExplorer, DisagreementExplorer])
def test_no_barriers_are_found_by_axe(chromium, make):
    page = opened(chromium, make(builtin_course()))
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("make", [ClaimsExplorer, DisagreementExplorer])
def test_nothing_is_wider_than_a_telephone(chromium, make):
    page = opened(chromium, make(builtin_course()))
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= 360")
    page.close()
