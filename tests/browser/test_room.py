"""The room that JupyterLab gives a lesson: links that stay in their lesson, and a page that can be read on a phone."""

from __future__ import annotations

import re

import pytest

from tests.support import lab

SHORT = "before.ipynb"


@pytest.fixture(scope="module")
def two_lessons(room_lesson):
    """Two lessons open in tabs, the one that has run in front."""
    page = room_lesson
    page.set_viewport_size({"width": 1280, "height": 900})
    for title in ("What is known", "The county board votes"):
        page.locator(".wso-lab-course button", has_text=title).click()
        lab.panel(page).locator("h1", has_text=title).first.wait_for()
    # It runs by itself: what is drawn anew meanwhile loses the way back.
    lab.panel(page).locator(".wso-quiz .wso-item").first.wait_for(state="attached")
    lab.until_ran_by_itself(page)
    lab.panel(page).locator("[id^='claim-']").first.wait_for(state="attached")
    return page


def test_a_footnote_leads_to_its_entry_in_its_own_lesson_and_back(two_lessons):
    page = two_lessons
    link = lab.panel(page).locator("a[data-wso-entry^='claim:']:visible").first
    link.wait_for()
    claim = link.get_attribute("data-wso-entry").removeprefix("claim:").split()[0]
    assert link.get_attribute("title") is None, "No word for machines is spoken"
    link.focus()
    page.wait_for_function("document.activeElement.getAttribute('aria-label')?.includes(':')")
    assert re.fullmatch(rf"Sources? {re.escape(link.inner_text().strip())}: \w.+", lab.spoken_name(page))
    leitf = lab.panel(page).locator("a[aria-label^='Source '][aria-label$=': LEITF']").first
    leitf.wait_for(state="attached")  # named anew when the list of sources has been drawn
    assert re.fullmatch(r"Source \d+: LEITF", leitf.get_attribute("aria-label"))
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.activeElement?.id === 'claim-{claim}'")
    assert page.evaluate("document.activeElement.closest('.jp-NotebookPanel').matches(':not(.lm-mod-hidden)')")
    entry = lab.panel(page).locator(f"[id='claim-{claim}']")
    entry.get_by_role("button", name="Back to the text").click()
    assert link.evaluate("e => e === document.activeElement")
    assert entry.get_by_role("button", name="Back").count() == 0
    assert lab.violations(page, f"[id='claim-{claim}']") == []
    tables = lab.panel(page).locator(".jp-RenderedMarkdown table")
    tables.first.wait_for(state="attached")
    names = "(all) => all.map((one) => [one.querySelector('thead th').textContent, one.getAttribute('aria-label')])"
    assert [name for head, name in tables.evaluate_all(names) if not name or not name.startswith(head)] == []


def test_a_linked_word_leads_to_its_meaning_in_its_own_lesson(two_lessons):
    page = two_lessons
    word = lab.panel(page).locator("a[data-wso-entry^='term:']").first
    word.wait_for(state="attached")
    word.evaluate("e => e.click()")  # it may stand in a part that a guess still closes
    page.wait_for_function("document.activeElement?.matches('.wso-words dt')")
    assert page.evaluate("document.activeElement.closest('.jp-NotebookPanel').matches(':not(.lm-mod-hidden)')")


def require_readable(page, width, least):
    """The lesson has room, the button that runs it is in sight, and nothing is wider than the page."""
    box = lab.panel(page).locator(".jp-Notebook").bounding_box()
    assert box["width"] >= least
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    button = lab.run_button(page).bounding_box()
    assert button["x"] + button["width"] <= width
    wide = (
        lab.panel(page)
        .locator(".jp-Notebook")
        .evaluate(
            """notebook => [...notebook.querySelectorAll('.jp-RenderedMarkdown, .jp-OutputArea-output, .wso-lab-go-on')]
            .filter(one => one.checkVisibility() && one.getBoundingClientRect().right
                > notebook.getBoundingClientRect().right + 1)
            .map(one => one.innerText.slice(0, 60))"""
        )
    )
    assert wide == [], "What is wider scrolls in its own frame"


def choose(page, scheme):
    """Chooses light or dark for the whole computer, which the room follows, also while it is open."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=f"JupyterLab {scheme.title()}")


def test_a_lesson_can_be_read_at_every_width(room, two_lessons):
    page = two_lessons
    course = page.locator(".wso-lab-course:visible")
    course.wait_for()
    for width, least in ((1280, 600), (640, 540), (400, 300), (320, 230)):
        page.set_viewport_size({"width": width, "height": 800})
        if width < 1280:
            course.wait_for(state="hidden")
        for scheme in ("light", "dark"):
            choose(page, scheme)
            require_readable(page, width, least)
    choose(page, "light")
    lab.open_lesson(page, f"{room.at(SHORT)}&reset")  # on a page that is narrow as it opens
    lab.panel(page).locator(".jp-RenderedMarkdown:visible").first.wait_for()
    assert course.count() == 0
    require_readable(page, 320, 230)
