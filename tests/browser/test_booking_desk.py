"""The booking desk, played to its end by keyboard alone and by finger."""

import pytest

from tests.support import lab
from tests.support.widget_page import model_page
from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import open_view

WORDS = "document.querySelector('.wso-sim-words').textContent"


@pytest.fixture
def desk(chromium):
    pages = []

    def begin(**options):
        view = open_view("simulator", "booking-desk", builtin_course())
        pages.append(model_page(chromium, view, **options))
        return pages[-1], view

    yield begin
    for page in pages:
        page.context.close()


def says(page, words):
    page.wait_for_function(f"(words) => {WORDS}.includes(words)", arg=words)


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")


def tab_to(page, name):
    for _ in range(20):
        if focused(page).startswith(name):
            return
        page.keyboard.press("Tab")
    pytest.fail(f'The Tab key never reached "{name}", but "{focused(page)}"')


def test_by_keyboard_alone_from_the_first_paper_through_a_change_to_the_last_scene(desk):
    page, view = desk()
    page.evaluate("document.addEventListener('wso-predict', () => { window.moved = (window.moved ?? 0) + 1; })")
    page.keyboard.press("Tab")
    for paper, opened in (("Booking sheet", 1), ("Fax from ICE", 2), ("Fax from ICE", 3), ('File "ICE"', 4)):
        tab_to(page, f"Open: {paper}")
        page.keyboard.press("Enter")
        says(page, f"Open: {opened} of 4 papers")
        assert page.evaluate("window.moved") == opened, "Each move says so to the lesson around it"
    assert focused(page).startswith('File "ICE", WSO agreement'), "The focus stays on the paper that was opened"
    tab_to(page, "Call: Held for ICE")
    page.keyboard.press("Space")
    says(page, "You called: Held for ICE. The rules say: Held and transferred to ICE within 48 hours.")
    assert focused(page) == "Held for ICE: the rules and you", "The focus stays where the call was made"
    page.keyboard.press("Enter")
    says(page, "The call is made.")
    page.locator("button", has_text="Who signed the warrant?").press("Enter")
    says(page, "Call again.")
    assert focused(page).startswith("Who signed the warrant?"), "The focus stays on the change"
    page.get_by_role("button", name="Call: Released").press("Enter")
    says(page, "The rules say: Released.")
    assert page.get_by_text("All single changes that lead elsewhere").is_visible()
    for scene in ("2. One fax", "3. Another state"):
        page.get_by_role("radio", name=scene).press("Space")
        says(page, "Open: 0 of")
        page.get_by_role("button", name="Open: Booking sheet").press("Enter")
        says(page, "Open: 1 of")
        page.get_by_role("button", name="Call: Released").press("Enter")
        says(page, "The rules say: Released.")
    assert list(view.facts["calls"].values()) == ["release", "release", "hold"]
    assert page.get_by_text("Say it to a neighbor in one line").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_by_finger_on_a_telephone_and_axe_finds_no_barrier_before_or_after(desk, dark):
    page, _ = desk(width=320, has_touch=True, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Call: Released").tap()
    says(page, "Open a paper first")
    for name in ("Open: Booking sheet", "Open: Fax from ICE", "Ring: The county's lawyer"):
        page.get_by_role("button", name=name).tap()
    page.get_by_text("no rule of this state is recorded").wait_for()
    assert lab.violations(page, "body") == []
    page.get_by_role("button", name="Call: Not settled").tap()
    says(page, "You called: Not settled.")
    page.get_by_text("The rules behind it, step by step").tap()
    assert lab.violations(page, "body") == []
    texts = "[...document.querySelectorAll('svg text')].filter((t) => t.getClientRects().length)"
    assert page.evaluate(f"Math.min(...{texts}.map((t) => t.getBoundingClientRect().height))") >= 10
    small = page.get_by_role("button", name="Ring: The sergeant").bounding_box()
    assert small["height"] >= 24
