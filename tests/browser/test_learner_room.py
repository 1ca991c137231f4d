"""A lesson opened through `start` runs itself when it is as the course delivered it, and never otherwise."""

from __future__ import annotations

import json

import pytest

from tests.support import lab
from wso_lessons.content import builtin_course, layout
from wso_lessons.content.answer import Answer
from wso_lessons.progress import open_progress
from wso_lessons.progress.notes import Notes
from wso_lessons.progress.store import FILE
from wso_lessons.quiz import Bank

# Other tests need the other lessons as they are.
CHANGED, STRANGE = "05-oversight-and-evidence.ipynb", "before.ipynb"
LIVE = ".jp-NotebookPanel:not(.lm-mod-hidden) .wso-quiz .wso-item"


def change(path, act):
    """Changes the cells of a notebook file."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    act(notebook["cells"])
    path.write_text(json.dumps(notebook), encoding="utf-8")


def code_of(cells):
    return [cell for cell in cells if cell["cell_type"] == "code"]


def make_own(cells):
    """Leaves a lesson's beginning up to its first question, and puts code of a learner's own below it."""
    first = next(n for n, cell in enumerate(cells) if "lesson.ask" in "".join(cell["source"]))
    cells[first + 1 :] = [cells[first] | {"id": "my-own", "metadata": {}, "source": ["print('my own')"], "outputs": []}]


@pytest.fixture(scope="module")
def lesson(room, room_lesson):
    """A lesson as the course delivered it: it runs itself, and then the tests use it in their order.

    The lesson before it holds code of the learner's own.
    """
    change(room.folder / CHANGED, make_own)
    room_lesson.wait_for_selector(LIVE, state="attached")
    return room_lesson


def test_a_delivered_lesson_runs_itself_and_the_reader_stays(lesson):
    page = lesson
    lab.until_ran_by_itself(page)
    assert page.locator(".wso-quiz-page").count() == 0, "Every question is alive"
    page.wait_for_function("document.querySelector('.wso-lab-course [aria-current]').innerText.endsWith(' · begun')")
    assert page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollTop") == 0
    assert page.locator(".jp-Notebook .jp-Cell").first.evaluate("e => e.classList.contains('jp-mod-active')")
    assert lab.troubles(page) == []
    assert lab.run_button(page).is_visible()
    assert page.locator(".jp-NotebookPanel-toolbar:visible [data-jp-item-name='cut']").count() == 0
    unseen = page.locator(":is(.jp-InputPrompt, .jp-OutputPrompt, .jp-Placeholder-text):visible")
    assert unseen.count() == 0, "No folded code and no [46]: is seen or spoken before a question"
    lab.show(page, "Next: ").wait_for()
    assert lab.troubles(page) == []


def test_a_receipt_is_saved_from_the_end_of_a_lesson_under_a_name_or_none(room, lesson):
    page = lesson
    page.locator(LIVE).first.get_by_role("radio").first.check()
    page.wait_for_timeout(500)
    page.locator(".wso-lab-course .wso-lab-receipt").click()
    dialog = page.get_by_role("dialog", name="Save my receipt")
    assert "Not in it: opinions, votes, notes" in dialog.inner_text()
    dialog.get_by_role("button", name="Save").click()
    page.wait_for_function("document.querySelector('dialog[open] [role=status]').textContent !== ''")
    assert "There is no answer to hand in yet" in dialog.inner_text(), "a vote is no answer to hand in"
    page.keyboard.press("Escape")
    item = next(one for one in Bank(builtin_course()).set("decide-wrap-up") if one.counts)
    progress = open_progress(room.folder / layout.STATE / FILE)
    progress.record_answer(Answer(item_id=item.id, lesson_id="06-weigh-and-decide", response="x", state="wrong"))
    progress.close()
    page.locator(".jp-Cell > .wso-lab-receipt").evaluate("button => button.click()")
    dialog.get_by_label("What shall it call you?").fill("learner-01")
    with page.expect_download() as saved:
        dialog.get_by_role("button", name="Save").click()
    assert saved.value.suggested_filename == "receipt-learner-01-06-weigh-and-decide.json"
    receipt = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert [one["item"] for one in receipt["answers"]] == [item.id]
    assert dialog.get_by_role("status").inner_text().startswith("Saved as receipt-learner-01-06-weigh-and-decide.json")
    page.keyboard.press("Escape")


def test_what_a_learner_wrote_is_one_press_away(room, lesson):
    lesson.set_viewport_size({"width": 1280, "height": 900})
    Notes(room.folder / layout.STATE / "notes").save("decide/agree", "My own words.")
    lesson.get_by_role("button", name="My notes").click()
    dialog = lesson.get_by_role("dialog", name="My notes")
    dialog.get_by_text("My own words.").wait_for()
    assert lab.violations(lesson, "dialog[open]") == []
    with lesson.expect_download() as saved:
        dialog.get_by_role("button", name="Save").click()
    assert "My own words." in saved.value.path().read_text(encoding="utf-8")
    lesson.keyboard.press("Escape")
    lesson.route("**/wso-lessons/notes*", lambda route: route.abort())
    lesson.get_by_role("button", name="My notes").click()
    dialog.get_by_text("The notes cannot be read").wait_for()
    assert not dialog.get_by_role("button", name="Save").count(), "that is no note to save"
    lesson.unroute_all()
    lesson.keyboard.press("Escape")


def test_the_room_is_the_course_its_text_is_safe_and_notes_are_welcome(room, lesson):
    page = lesson
    course = page.get_by_role("navigation", name="The course")
    current = course.locator("[aria-current=page]")
    page.wait_for_function("document.querySelectorAll('.wso-lab-course ol button').length === 7")
    entry = next(one for one in builtin_course().lessons if one.file == lab.LESSON)
    assert current.inner_text().startswith(f"{entry.title}\n{entry.minutes} minutes · ")
    assert page.locator(".lm-DockPanel-tabBar .lm-TabBar-tabLabel").all_inner_texts() == [entry.title]
    assert page.title() == entry.title, "the browser's own tab too"
    assert (room.folder / lab.LESSON).is_file(), "the tab has a title, the file its name"
    assert page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab:visible").count() == 2, "course and contents, no files"
    lab.until_ran_by_itself(page)
    page.locator(".jp-MarkdownOutput:visible").nth(1).dblclick()
    assert page.locator(".jp-MarkdownCell .cm-content:visible").count() == 0
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("d")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    page.get_by_role("button", name="Add a note").click()
    page.keyboard.type("mine alone")
    assert page.locator(".jp-MarkdownCell .cm-content:visible").inner_text() == "mine alone"
    page.get_by_role("button", name="Larger").click()
    assert page.locator("body.wso-lab-larger").count() == 1
    page.get_by_role("button", name="Help").click()
    assert page.get_by_role("dialog", name="How this works").is_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Previous").click()
    page.wait_for_selector(".wso-lab-course [aria-current]:has-text('What is known')")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"document.body.dataset.jpThemeName.toLowerCase().endsWith('{scheme}')")
        require_no_violation(page)
    page.set_viewport_size({"width": 320, "height": 800})
    course.wait_for(state="hidden")
    page.locator(".jp-NotebookPanel-toolbar:visible").get_by_text("Course", exact=True).click()
    course.wait_for()
    require_no_violation(page)
    page.emulate_media(color_scheme="light")
    page.wait_for_function("document.body.dataset.jpThemeName === 'JupyterLab Light'")
    require_no_violation(page)
    course.get_by_role("button", name=entry.title).click()
    course.wait_for(state="hidden")
    until_there(page, entry.title)


# JupyterLab names the state of a button that stays pressed on its own element as well as on the button inside.
JUPYTERLABS = "aria-allowed-attr"
BAR = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-NotebookPanel-toolbar"


def require_no_violation(page):
    """axe finds nothing in the course panel and the bar, but for what is JupyterLab's own."""
    found = lab.violations(page, ".wso-lab-course") + lab.violations(page, BAR)
    assert [one for one in found if not (one.startswith(JUPYTERLABS) and "<jp-button" in one)] == []


def choose(page, title):
    """Chooses a lesson in the course's panel, and waits until its text and its kernel are there."""
    page.set_viewport_size({"width": 1280, "height": 900})
    if not page.locator(".wso-lab-course").is_visible():
        page.locator(".jp-NotebookPanel-toolbar:visible").get_by_text("Course", exact=True).click()
    page.locator(".wso-lab-course button", has_text=title).click()
    until_there(page, title)


def until_there(page, title):
    lab.panel(page).get_by_role("heading", name=title).first.wait_for()
    page.locator(".jp-StatusBar-TextItem", has_text="| Idle").first.wait_for(state="attached")


def test_a_lesson_with_code_of_the_learners_waits_and_says_what_to_do(lesson):
    choose(lesson, "What is known")
    lesson.wait_for_timeout(4000)
    assert lesson.locator(LIVE).count() == 0
    assert lab.troubles(lesson) == []
    first = lab.panel(lesson).locator(".jp-Notebook").inner_text()
    assert "Run all cells above this page" in first
    assert "open_lesson" not in first, "Code that is not the lesson is not seen"
    assert "By the end you can" in first, "The stored result shows before the first run"
    start = lab.panel(lesson).locator(".wso-start").first
    edge = start.evaluate("e => getComputedStyle(e).borderLeftWidth")
    assert edge == "4px", "The stylesheet works before the first run"


def test_the_button_runs_a_lesson_that_waits(lesson):
    lab.run_button(lesson).click()
    lesson.wait_for_selector(LIVE, state="attached")


def test_a_lesson_whose_results_are_somebody_elses_waits_too(room, lesson):
    result = {"output_type": "display_data", "metadata": {}, "data": {"text/html": ["<p>Not the course's</p>"]}}
    change(room.folder / STRANGE, lambda cells: code_of(cells)[1].update(outputs=[result]))
    choose(lesson, "Before you begin")
    lesson.wait_for_timeout(4000)
    assert lesson.locator(LIVE).count() == 0
