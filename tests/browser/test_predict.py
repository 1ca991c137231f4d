"""Answer, then look, in JupyterLab: what tells an answer stays closed until the question is answered or skipped."""

from __future__ import annotations

import nbformat
import pytest

from tests.support import lab

GUESS = '''\
import anywidget
class Guess(anywidget.AnyWidget):
    _esm = """export default { render({ el }) {
      el.innerHTML = '<div class="wso-quiz" data-predict="1" data-state="open"><input aria-label="Your guess">'
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
MARKED = GUESS.replace(' data-predict="1"', "").replace("skip", "wrong").replace("Skip", "Wrong")
NOTE = "import ipywidgets\nipywidgets.Textarea(description='Your words')"


LESSON = "predictions.ipynb"
# A part of the lesson for each test, in its order.
PARTS = ("unrun", "answer", "skip", "marked", "note", "model", "everything")


def part(name):
    """A section with a prediction and a note, and one after it."""
    new = nbformat.v4
    tagged = {"tags": ["predict"]}
    marked = name == "marked"
    return [
        new.new_markdown_cell(f"## {name}\n\nRead this."),
        new.new_markdown_cell("How many were there?", metadata=tagged),
        new.new_code_cell(MARKED if marked else GUESS, metadata={"tags": ["answer-first"]} if marked else tagged),
        new.new_markdown_cell(f"There were seventy-five in {name}."),
        new.new_code_cell(f"print('The first result of {name}')"),
        new.new_code_cell(NOTE, metadata=tagged),
        new.new_markdown_cell(f"One person wrote {name}."),
        new.new_markdown_cell(f"### Afterwards\n\nNever closed: {name}."),
    ]


@pytest.fixture(scope="module")
def lesson(room, room_page):
    """The lesson, open in a window that is high enough to draw all of it."""
    cells = [cell for name in PARTS for cell in part(name)]
    for number, one in enumerate(cells):
        one.id = f"cell-{number}"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), room.folder / LESSON)
    room_page.set_viewport_size({"width": 1280, "height": 4000})
    room_page.address = f"{room.at(LESSON)}&reset"  # else the tabs of the tests before come back
    lab.open_lesson(room_page, room_page.address)
    return room_page


@pytest.fixture(scope="module")
def ran(lesson):
    """The lesson after its first run."""
    lab.run_all(lesson)
    return lesson


class Part:
    """A part of the lesson as it is on the page."""

    def __init__(self, page, name):
        self.name, self._page, self._first = name, page, 8 * PARTS.index(name)

    def cell(self, number):
        return self._page.locator(".jp-Notebook .jp-Cell").nth(self._first + number)

    def words(self, text):
        return self._page.locator(
            ".jp-Notebook :is(.jp-RenderedMarkdown, .jp-RenderedText)", has_text=f"{text} {self.name}"
        )


def test_before_the_first_run_skip_leads_on_and_takes_the_keyboard_along(lesson):
    part = Part(lesson, "unrun")
    skip = part.cell(2).get_by_role("button", name="Skip")
    assert skip.is_visible()
    assert lab.violations(lesson, ".wso-lab-go-on") == []
    skip.focus()
    lesson.keyboard.press("Enter")
    part.words("There were seventy-five in").wait_for()
    assert part.cell(3).evaluate("e => e === document.activeElement")


def test_an_answer_opens_what_follows_and_leaves_the_keyboard_where_it_is(ran):
    part = Part(ran, "answer")
    for closed in ("There were seventy-five in", "The first result of", "One person wrote"):
        assert not part.words(closed).is_visible()
    assert part.words("Never closed:").is_visible()
    assert part.cell(2).get_by_text("Answer or skip to go on.").is_visible()
    assert part.cell(1).get_by_text("Answer or skip").count() == 0, "The text that asks is one with its question"
    assert part.cell(2).get_by_role("button", name="Skip").count() == 1, "The question has a Skip of its own"
    check = part.cell(2).get_by_role("button", name="Check")
    check.focus()
    ran.keyboard.press("Enter")
    part.words("There were seventy-five in").wait_for()
    assert part.words("The first result of").is_visible()
    assert not part.words("One person wrote").is_visible()
    assert check.evaluate("e => e === document.activeElement"), "The keyboard's place is kept"
    assert part.cell(2).get_by_text("Answer or skip").count() == 0


def test_skip_opens_too_and_a_screen_reader_is_told_what_to_do(ran):
    part = Part(ran, "skip")
    spoken = ran.locator(".wso-lab-spoken[role=status]")
    part.cell(2).get_by_label("Your guess").focus()
    ran.wait_for_function("document.querySelector('.wso-lab-spoken')?.textContent === 'Answer or skip to go on.'")
    part.cell(2).get_by_role("button", name="Skip").click()
    part.words("There were seventy-five in").wait_for()
    ran.wait_for_function("document.querySelector('.wso-lab-spoken')?.textContent === 'Open: go on below.'")
    assert spoken.count() == 1
    assert lab.violations(ran, ".wso-lab-spoken") == []


def test_a_question_with_a_mark_opens_what_follows_once_no_try_is_left_and_the_line_below_it_skips(ran):
    part = Part(ran, "marked")
    assert part.cell(2).get_by_role("button", name="Skip").is_visible(), "It has no Skip of its own"
    part.cell(2).get_by_role("button", name="Wrong").click()
    assert not part.words("There were seventy-five in").is_visible()
    part.cell(2).get_by_role("button", name="Check").click()
    part.words("There were seventy-five in").wait_for()
    assert not part.words("One person wrote").is_visible()


def test_a_note_opens_what_follows_by_being_written(ran):
    part = Part(ran, "note")
    part.cell(2).get_by_role("button", name="Skip").click()
    box = part.cell(5).locator("textarea")
    box.click()
    assert not part.words("One person wrote").is_visible(), "A click into the box is no answer"
    ran.keyboard.type("I think")
    part.words("One person wrote").wait_for()
    assert box.input_value() == "I think"


def test_a_model_opens_what_follows_once_it_says_that_it_is_answered(ran):
    part = Part(ran, "model")
    part.cell(2).get_by_role("button", name="Skip").click()
    box = part.cell(5).locator(".widget-textarea")
    box.evaluate("e => { e.classList.add('wso-sim'); e.dataset.state = 'open'; }")
    box.locator("textarea").fill("A move that answers nothing")
    box.evaluate("e => e.dispatchEvent(new CustomEvent('wso-predict', { bubbles: true }))")
    assert not part.words("One person wrote").is_visible()
    assert part.cell(5).get_by_role("button", name="Skip").is_visible()
    box.evaluate("e => { e.dataset.state = 'answered'; }")
    part.words("One person wrote").wait_for()


def test_what_was_opened_stays_open_through_reload_and_restart_by_an_answer_or_by_show_everything(ran):
    part, answered = Part(ran, "everything"), Part(ran, "answer")
    assert not part.words("There were seventy-five in").is_visible()
    button = ran.locator(".jp-NotebookPanel-toolbar:visible jp-button", has_text="Show everything")
    button.click()
    for text in ("There were seventy-five in", "One person wrote"):
        part.words(text).wait_for()
    assert ran.get_by_text("Answer or skip to go on.").count() == 0
    ran.goto("about:blank")
    lab.open_lesson(ran, ran.address)
    part.words("One person wrote").wait_for()
    assert button.evaluate("e => (e.shadowRoot?.querySelector('button') ?? e).getAttribute('aria-pressed')") == "true"
    button.click()
    ran.wait_for_timeout(300)
    assert not part.words("One person wrote").is_visible()
    answered.words("There were seventy-five in").wait_for()
    lab.restart_kernel(ran)
    lab.run_all(ran)
    assert answered.words("The first result of").is_visible()
    assert not part.words("One person wrote").is_visible()
    assert lab.troubles(ran) == []
