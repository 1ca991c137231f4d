"""Predict, then look, in JupyterLab: what answers a prediction stays closed until it is answered or skipped."""

from __future__ import annotations

import nbformat
import pytest

from tests.support import lab

GUESS = '''\
import anywidget
class Guess(anywidget.AnyWidget):
    _esm = """export default { render({ el }) {
      el.innerHTML = '<div class="guess" data-predict="1" data-state="open"><input aria-label="Your guess">'
        + '<button class="check">Check</button><button class="skip">Skip</button></div>';
      const root = el.firstChild;
      const set = (state) => {
        root.dataset.state = state;
        root.dispatchEvent(new CustomEvent("wso-predict", { bubbles: true, detail: { item: "x", state } }));
      };
      root.querySelector(".check").onclick = () => set("answered");
      root.querySelector(".skip").onclick = () => set("skipped");
    } }"""
Guess()'''
NOTE = "import ipywidgets\nipywidgets.Textarea(description='Your words')"


def notebook():
    """Two predictions and a note in one section, a section after them."""
    new = nbformat.v4
    tagged = {"tags": ["predict"]}
    cells = [
        new.new_markdown_cell("# A lesson\n\nRead this."),
        new.new_markdown_cell("How many were there?", metadata=tagged),
        new.new_code_cell(GUESS, metadata=tagged),
        new.new_markdown_cell("There were seventy-five."),
        new.new_code_cell("print('The first result')"),
        new.new_code_cell(NOTE, metadata=tagged),
        new.new_markdown_cell("One person wrote this."),
        new.new_markdown_cell("## Afterwards\n\nThis was never closed."),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    return new.new_notebook(cells=cells)


@pytest.fixture
def lesson(room, page, request):
    """The notebook, newly written under a name of its own, open in a page."""
    name = f"{request.node.name[:40]}.ipynb"
    nbformat.write(notebook(), room.folder / name)
    page.set_default_timeout(20_000)
    page.address = f"{room.at(name)}&reset"  # else the tabs of the tests before come back
    lab.open_lesson(page, page.address)
    return page


def words(page, text):
    return page.locator(".jp-Notebook :is(.jp-RenderedMarkdown, .jp-RenderedText)", has_text=text)


def cell(page, number):
    return page.locator(".jp-Notebook .jp-Cell").nth(number)


def test_an_answer_opens_what_follows_and_it_stays_open_through_reload_and_restart(lesson):
    lab.run_all(lesson)
    for closed in ("There were seventy-five.", "The first result", "One person wrote this."):
        assert not words(lesson, closed).is_visible()
    assert words(lesson, "This was never closed.").is_visible()
    assert cell(lesson, 2).get_by_text("Answer or skip to go on.").is_visible()
    assert cell(lesson, 1).get_by_text("Answer or skip").count() == 0, "The text that asks is one with its question"
    assert cell(lesson, 2).get_by_role("button", name="Skip").count() == 1, "The question has a Skip of its own"
    check = cell(lesson, 2).get_by_role("button", name="Check")
    check.focus()
    lesson.keyboard.press("Enter")
    words(lesson, "There were seventy-five.").wait_for()
    assert words(lesson, "The first result").is_visible()
    assert not words(lesson, "One person wrote this.").is_visible()
    assert check.evaluate("e => e === document.activeElement"), "The keyboard's place is kept"
    assert cell(lesson, 2).get_by_text("Answer or skip").count() == 0
    lesson.goto("about:blank")
    lab.open_lesson(lesson, lesson.address)
    words(lesson, "There were seventy-five.").wait_for()
    lab.restart_kernel(lesson)
    lab.run_all(lesson)
    assert words(lesson, "The first result").is_visible()
    assert lab.troubles(lesson) == []


def test_skip_opens_too_and_a_screen_reader_is_told_what_to_do(lesson):
    lab.run_all(lesson)
    spoken = lesson.locator(".wso-lab-spoken[role=status]")
    cell(lesson, 2).get_by_label("Your guess").focus()
    lesson.wait_for_function("document.querySelector('.wso-lab-spoken')?.textContent === 'Answer or skip to go on.'")
    cell(lesson, 2).get_by_role("button", name="Skip").click()
    words(lesson, "There were seventy-five.").wait_for()
    lesson.wait_for_function("document.querySelector('.wso-lab-spoken')?.textContent === 'Open: go on below.'")
    assert spoken.count() == 1
    assert lab.violations(lesson, ".wso-lab-spoken") == []


def test_before_the_first_run_skip_leads_on_and_takes_the_keyboard_along(lesson):
    skip = cell(lesson, 2).get_by_role("button", name="Skip")
    assert skip.is_visible()
    assert lab.violations(lesson, ".wso-lab-go-on") == []
    skip.focus()
    lesson.keyboard.press("Enter")
    words(lesson, "There were seventy-five.").wait_for()
    assert cell(lesson, 3).evaluate("e => e === document.activeElement")


def test_a_note_opens_what_follows_by_being_written(lesson):
    lab.run_all(lesson)
    cell(lesson, 2).get_by_role("button", name="Skip").click()
    box = cell(lesson, 5).locator("textarea")
    box.click()
    assert not words(lesson, "One person wrote this.").is_visible(), "A click into the box is no answer"
    lesson.keyboard.type("I think")
    words(lesson, "One person wrote this.").wait_for()
    assert box.input_value() == "I think"


def test_a_model_opens_what_follows_once_it_says_that_it_is_answered(lesson):
    lab.run_all(lesson)
    cell(lesson, 2).get_by_role("button", name="Skip").click()
    box = cell(lesson, 5).locator(".widget-textarea")
    box.evaluate("e => { e.classList.add('wso-sim'); e.dataset.state = 'open'; }")
    box.locator("textarea").fill("A move that answers nothing")
    box.evaluate("e => e.dispatchEvent(new CustomEvent('wso-predict', { bubbles: true }))")
    assert not words(lesson, "One person wrote this.").is_visible()
    assert cell(lesson, 5).get_by_role("button", name="Skip").is_visible()
    box.evaluate("e => { e.dataset.state = 'answered'; }")
    words(lesson, "One person wrote this.").wait_for()


def test_show_everything_opens_all_and_is_remembered(lesson):
    button = lesson.locator(".jp-NotebookPanel-toolbar:visible jp-button", has_text="Show everything")
    button.click()
    for text in ("There were seventy-five.", "One person wrote this."):
        words(lesson, text).wait_for()
    assert lesson.get_by_text("Answer or skip to go on.").count() == 0
    lesson.goto("about:blank")
    lab.open_lesson(lesson, lesson.address)
    words(lesson, "One person wrote this.").wait_for()
    assert button.evaluate("e => (e.shadowRoot?.querySelector('button') ?? e).getAttribute('aria-pressed')") == "true"
    button.click()
    lesson.wait_for_timeout(300)
    assert not words(lesson, "One person wrote this.").is_visible()
