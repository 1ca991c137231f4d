"""The quiz's own ES module in a plain page, its answers marked by our grader."""

import pytest

from tests.support.widget_page import widget_page


def traits(view):
    return {"title": view.title, "mode": view.sitting.mode, "notice": view.notice, "items": view.public_items(),
            "states": view.states(), "score": view.score(), "rates": view.rates()}  # fmt: skip


@pytest.fixture
def draw(chromium):
    """Draws a view on a plain page of some width; what it sends is graded here, in Python."""
    pages = []

    def begin(view, width=1000, **options):
        page = widget_page(
            chromium,
            "quiz.js",
            ["quiz.css"],
            lambda: traits(view),
            lambda message: view.receive(message),
            width=width,
            **options,
        )
        pages.append(page)
        page.wait_for_selector(".wso-quiz")
        return page

    yield begin
    for page in pages:
        page.context.close()


def until(page, item, state):
    page.wait_for_function(f"document.querySelector('[data-item=\"{item.id}\"]').dataset.state === '{state}'")
