"""Every kind of question in JupyterLab: right, wrong, empty, by mouse and keyboard, with axe; links, review, HTML."""

import os
import re
import sqlite3
import subprocess
import sys

import pytest

from benchmarks.hostile import STRINGS
from tests.support import lab
from tests.support.quiz_course import HOSTILE, SHOWN
from tests.support.quiz_moves import Hand, right, wrong
from tests.support.quiz_samples import documented

KEYED = {slug: item for slug, item in documented().items() if not item.survey}
# By mouse what JupyterLab could take for its own; a page without it is asked every kind by mouse (test_quiz_page).
HANDS = [
    *(pytest.param(slug, False, id=f"{slug}-mouse") for slug in ("clause", "match", "order")),
    *(pytest.param(slug, True, id=f"{slug}-keyboard") for slug in sorted(KEYED)),
]
ACTIVE = "[...document.querySelectorAll('.jp-Notebook .jp-Cell')].findIndex(c => c.matches('.jp-mod-active'))"


@pytest.fixture(scope="module")
def page(workshop, workshop_tab):
    """JupyterLab on the lesson, run once; each test starts its question over."""
    workshop_tab.add_init_script("window.owned = () => { window.hurt = 'owned'; }")
    workshop_tab.asked = []
    workshop_tab.on("request", lambda request: workshop_tab.asked.append(request.url))
    lab.open_lesson(workshop_tab, workshop.at("01-all.ipynb"))
    lab.run_all(workshop_tab)
    yield workshop_tab
    lab.shut_down_kernels(workshop_tab)


def form_of(page, item_id):
    """The question's form, scrolled into view."""
    if "01-all" not in page.url:
        page.locator(".lm-TabBar-tabLabel", has_text="01-all.ipynb").click()
    return lab.bring(page, page.locator(f'form.wso-item[data-item="{item_id}"]'))


def begin(page, item, keyboard):
    form = form_of(page, item.id)
    start_over = form.get_by_role("button", name="Start over", exact=True)
    if start_over.count():
        start_over.click()
        start_over.wait_for(state="hidden")
    return form, Hand(page, form, item, keyboard)


def until(page, form, state):
    page.wait_for_function("([form, state]) => form.dataset.state === state", arg=[form.element_handle(), state])


def kept(workshop, item_id):
    with sqlite3.connect(workshop.folder / ".wso-lessons" / "progress.sqlite3") as db:
        rows = db.execute("SELECT state FROM attempts WHERE item_id = ? ORDER BY id", [item_id]).fetchall()
    db.close()
    return [state for (state,) in rows]


def require_sound(page, item, keyboard):
    """axe finds nothing in a question; asked once for each state, which is the same by mouse."""
    assert not keyboard or lab.violations(page, f'form[data-item="{item.id}"]') == []


@pytest.mark.parametrize(("slug", "keyboard"), HANDS)
def test_each_kind_is_answered_empty_wrong_and_right(page, workshop, slug, keyboard):
    item = KEYED[slug]
    form, hand = begin(page, item, keyboard)
    count = len(kept(workshop, item.id))
    hand.press("Check")
    live = form.locator("[role=status].wso-feedback")
    live.get_by_text(item.asks).wait_for()
    assert len(kept(workshop, item.id)) == count, "An empty answer is no attempt"
    require_sound(page, item, keyboard)

    hand.answer(wrong(item))
    hand.press("Check")
    until(page, form, "wrong")
    assert live.inner_text().strip()
    assert form.locator(".wso-reason").count(), "A wrong answer has its reason"
    require_sound(page, item, keyboard)

    form, hand = begin(page, item, keyboard)
    hand.answer(right(item))
    hand.press("Check")
    until(page, form, "right")
    live.get_by_text("Right").first.wait_for()
    assert form.get_by_role("button", name="Check").get_attribute("aria-disabled") == "true"
    assert kept(workshop, item.id)[count:] == ["wrong", "right"]
    require_sound(page, item, keyboard)


def test_what_to_revisit_leads_to_the_section_far_above(page):
    item = KEYED["one-answer"]
    form, hand = begin(page, item, keyboard=True)
    hand.answer(wrong(item))
    hand.press("Check")
    until(page, form, "wrong")
    hand.press("One row, one agreement")
    heading = page.locator(".jp-Notebook").get_by_role("heading", name="One row, one agreement")
    heading.wait_for()
    page.wait_for_timeout(700)
    box = heading.bounding_box()
    assert box, "The heading is drawn"
    assert 0 <= box["y"] < 900


def test_content_and_answers_with_html_are_shown_as_text(page):
    for number, text in enumerate(HOSTILE):
        form = form_of(page, f"hostile/i{number}")
        assert text in form.locator("legend").first.text_content()
        form.locator("input[type=radio]").first.click()
        form.get_by_role("button", name="Check", exact=True).click()
        form.locator(".wso-reason", has_text=text if "\n" not in text else "").first.wait_for()
    form = form_of(page, "hostile/text")
    form.locator("input[type=text]").fill(HOSTILE[1])
    form.get_by_role("button", name="Check", exact=True).click()
    until(page, form, "wrong")
    form = form_of(page, "hostile/list")
    form.get_by_label(STRINGS[0], exact=True).check()
    form.get_by_role("button", name="Check", exact=True).click()
    until(page, form, "wrong")
    assert [text for text in STRINGS if text not in form.inner_text()] == []
    assert page.evaluate("window.hurt") is None
    assert page.locator(".wso-quiz").locator("script, img, svg, iframe, details[ontoggle]").count() == 0


@pytest.mark.parametrize("part", SHOWN)
def test_no_hostile_string_acts_in_what_a_lesson_shows(page, part):
    place = list(SHOWN).index(part) - len(SHOWN)
    page.locator(".jp-WindowedPanel-outer").evaluate("e => e.scrollTo(0, e.scrollHeight)")
    cell = page.locator(".jp-Notebook .jp-CodeCell").nth(place)
    cell.locator(".jp-OutputArea-output").first.wait_for(state="attached")
    cell.scroll_into_view_if_needed()
    shown = cell.locator(".jp-OutputArea-output").first
    assert "stderr" not in (shown.get_attribute("data-mime-type") or "")
    text = " ".join(shown.evaluate("e => e.textContent").split())
    assert [one for one in STRINGS if one not in text] == []
    assert (
        shown.locator("script, iframe, base, meta, form, math, [onload], [onerror], [onfocus], [ontoggle]").count() == 0
    )
    assert shown.locator("a[href^='javascript:'], a[href*='x.invalid']").count() == 0
    page.wait_for_timeout(300)
    assert page.evaluate("window.hurt") is None
    assert [url for url in page.asked if "x.invalid" in url] == []


def test_a_scored_set_says_how_sure_the_learner_was_what_to_revisit_and_keeps_it_all(page):
    form_of(page, "scored/first")
    quiz = page.locator(".wso-quiz:has([data-item='scored/first'])")
    for slug, sure, state in (("first", "sure", "wrong"), ("second", "guess", "right")):
        form = form_of(page, f"scored/{slug}")
        form.locator("input[type=text]").focus()
        page.keyboard.type("this" if state == "right" else "that")
        page.keyboard.press("Tab")
        for _ in range(3 if sure == "guess" else 1):
            page.keyboard.press("Space" if sure == "sure" else "ArrowDown")
        if sure == "guess":
            form.get_by_role("radio", name="guess").check()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        until(page, form, state)
        assert not form.get_by_role("button", name="Start over", exact=True).count()
    quiz.get_by_text("2 of 2 answered, 1 right. Points: 1 of 2.").wait_for()
    assert quiz.locator(".wso-calibration tbody tr").all_inner_texts() == ["sure\t1\t0", "guess\t1\t1"]
    assert quiz.locator(".wso-revisit button").all_inner_texts() == ["One row, one agreement"]
    assert lab.violations(page, ".wso-quiz:has([data-item='scored/first'])") == []
    lab.restart_kernel(page)
    lab.run_all(page)
    form = form_of(page, "scored/first")
    assert form.get_attribute("data-state") == "wrong"
    assert form.locator("input[type=text]").input_value() == "that"
    assert form.get_by_role("radio", name="sure", exact=True).is_checked()


def test_a_review_asks_what_is_due_and_leads_to_the_other_lesson(page, workshop):
    form = form_of(page, "elsewhere/due")
    quiz = form.locator("xpath=ancestor::div[contains(@class, 'wso-quiz')]")
    quiz.get_by_text("1 question due today").wait_for()
    form.locator("input[type=text]").fill("that")
    form.get_by_role("button", name="Check", exact=True).click()
    until(page, form, "wrong")
    assert kept(workshop, "elsewhere/due") == ["wrong", "wrong"]
    form.get_by_role("button", name="Far below (The other)", exact=True).click()
    page.locator(".jp-Notebook").get_by_role("heading", name="Far below").wait_for()
    page.locator(".lm-TabBar-tabLabel", has_text="02-other.ipynb").wait_for()


def test_the_dark_theme_keeps_every_contrast(page):
    lab.menu(page, "Settings", "Theme")
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^JupyterLab Dark$")).click()
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    page.wait_for_timeout(500)
    for slug in ("match", "clause", "order", "number"):
        form, hand = begin(page, KEYED[slug], keyboard=False)
        hand.answer(wrong(KEYED[slug]))
        hand.press("Check")
        until(page, form, "wrong")
        assert lab.violations(page, f'form[data-item="{KEYED[slug].id}"]', "color-contrast") == []


@pytest.mark.parametrize("slug", ["one-answer", "many-answers", "match", "order", "short-text"])
def test_keys_pressed_on_a_control_are_not_the_notebooks_shortcuts(page, slug):
    form, _ = begin(page, KEYED[slug], keyboard=True)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    for control in ("fieldset :is(input, select, button)", ".wso-check"):
        form.locator(control).first.focus()
        active = page.evaluate(ACTIVE)
        for key in ("a", "b", "x", "d", "d", "j", "k", "m", "y", "ArrowDown", "ArrowUp"):
            page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert page.locator(".jp-Notebook .jp-Cell").count() == cells
        assert page.evaluate(ACTIVE) == active
        assert form.evaluate("e => e.contains(document.activeElement)"), "The focus stays in the question"


def test_what_was_answered_in_the_browser_reaches_the_class_report(page, workshop, tmp_path):
    item = KEYED["one-answer"]
    form, hand = begin(page, item, keyboard=False)
    hand.answer(wrong(item))
    hand.press("Check")
    until(page, form, "wrong")

    def run(*words):
        environment = {key: value for key, value in os.environ.items() if key != "WSO_LESSONS_PROGRESS"}
        command = [sys.executable, "-m", "wso_lessons", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=300)

    assert "All kinds" in run("progress", workshop.folder).stdout
    assert run("hand-in", workshop.folder, "--name", "learner-01", "--out", "r.json").returncode == 0
    report = run("report", "r.json", "--course", workshop.folder, "--out", "out")
    assert report.returncode == 0, report.stderr
    assert item.stem[:30] in report.stdout
    assert item.id in (tmp_path / "out" / "items.csv").read_text(encoding="utf-8-sig")
    assert "learner-01" in (tmp_path / "out" / "class-report.html").read_text(encoding="utf-8")
