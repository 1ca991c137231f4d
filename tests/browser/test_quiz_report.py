"""The class report's page in Chromium: wide and narrow, light and dark, free of axe's findings."""

import random

import pytest

from tests.support import lab
from wso_lessons.content import open_course
from wso_lessons.content.answer import Answer
from wso_lessons.progress.receipt import make_receipt, receipt_text
from wso_lessons.quiz import Bank, grade
from wso_lessons.reports.class_page import as_html
from wso_lessons.reports.class_report import class_report
from wso_lessons.reports.gathering import gather


def some_attempts(course, chance):
    """Answers of one learner to the questions with one right option in three lessons."""
    bank = Bank(course)
    for item in (*bank.set("growth"), *bank.set("fourth-amendment"), *bank.set("fourth-amendment-wrap-up")):
        if item.kind == "one" and item.counts:
            response = chance.choice(item.options).key
            mark = grade(item, response)
            yield Answer(
                at="2026-06-01T12:00:00Z", item_id=item.id, lesson_id="04-agency-growth",
                response=response, state=mark.state, score=mark.score, confidence=chance.choice(["sure", "guess"]),
            )  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    course = open_course()
    for number in range(12):
        attempts = list(some_attempts(course, random.Random(number)))
        receipt = make_receipt(
            attempts, course="wso_lessons", version="1", seed=str(number), made="2026-06-02T08:00:00Z",
            learner=f"learner-{number:02d}",
        )  # fmt: skip
        (folder / f"{number}.json").write_text(receipt_text(receipt), encoding="utf-8")
    page = folder / "report.html"
    page.write_text(as_html(class_report(gather([folder], course), course)), encoding="utf-8")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_has_no_violation_and_does_not_overflow(file, chromium, scheme, width):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.get_by_role("heading", name="What stands out").wait_for()
    assert lab.violations(page, "html") == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for drawing in page.locator("svg").all():
        box = drawing.bounding_box()
        assert box["width"] <= width
        inside = drawing.evaluate(
            "e => [...e.querySelectorAll('text')].every(t => {"
            " const b = t.getBBox(), v = e.viewBox.baseVal; return b.x >= 0 && b.x + b.width <= v.width; })"
        )
        assert inside, "No label leaves the drawing"
    context.close()


def test_on_paper_every_column_and_every_mistake_is_there_and_marks_need_no_background(file, page):
    page.set_viewport_size({"width": 672, "height": 900})  # A4 without its margins
    page.emulate_media(media="print")
    page.goto(file.as_uri())
    assert page.locator(".matrix thead th").count() > 12
    assert page.locator(".matrix").evaluate("one => one.getBoundingClientRect().right <= innerWidth")
    assert page.locator("details table").is_visible()
    drawn = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one, '::after').content]"
    assert page.locator(".matrix .still").first.evaluate(drawn) == ["rgba(0, 0, 0, 0)", '"\u25cf"']
