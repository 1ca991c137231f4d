"""The site in Chromium, from a folder: sound by axe, notes that open in place, words found, nothing asked for."""

from __future__ import annotations

import pytest

from tests.support import lab
from wso_lessons.content import builtin_course
from wso_lessons.exports import formats
from wso_lessons.exports.material import gather
from wso_lessons.exports.page import page as one_page
from wso_lessons.exports.site import site

LESSON = "00-start-here"
OTHERS = ("about", "glossary", "references", "search")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The built-in course's first lesson as a site in a folder."""
    out = tmp_path_factory.mktemp("site") / "site"
    formats.write(site.export(gather(builtin_course(), (LESSON,))), "site", out)
    return out


def test_the_pages_are_read_searched_and_sound_at_any_size_in_both_themes(page, folder):
    troubles = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda request: request.url.startswith("file:") or troubles.append(request.url))
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            for name in ("index", LESSON, *(OTHERS if (width, theme) == (320, "dark") else ())):
                page.goto((folder / f"{name}.html").as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                if (width, theme, name) == (1280, "dark", LESSON):
                    continue  # its colors were looked at on the narrow page
                # Of axe's rules only this one depends on the theme.
                rules = ("color-contrast",) if theme == "dark" and name not in OTHERS else ()
                assert lab.violations(page, "html", *rules) == [], f"{name} {width} {theme}"
    page.locator("details.look > summary").first.press("Enter")
    note = page.locator("details.look sup.cite a").first
    note.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    note.press("Enter")
    assert page.locator("li:target").bounding_box()["y"] < 900
    page.locator("li:target > .close").press("Enter")
    assert not page.locator("li:target").count()
    assert abs(page.evaluate("scrollY") - place) < 2
    page.goto((folder / "search.html").as_uri())
    page.fill("#wanted", "characterization")
    assert page.locator("#found li").count() > 2
    assert not troubles


def test_words_in_four_columns_keep_a_readable_width_on_a_telephone_and_their_table_scrolls(page, tmp_path):
    out = tmp_path / "site"
    formats.write(site.export(gather(builtin_course(), ("06-weigh-and-decide",))), "site", out)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto((out / "06-weigh-and-decide.html").as_uri())
    table = page.get_by_role("table", name="Good, Nearly, Not yet")
    widths = table.locator("tr").first.locator("th").evaluate_all("all => all.map((e) => e.clientWidth)")
    assert min(widths) >= 96
    assert table.evaluate("e => e.parentElement.scrollWidth > e.parentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_one_file_marks_answers_keeps_them_and_is_sound(page, tmp_path):
    troubles = []
    page.on("console", lambda message: troubles.append(message.text))
    out = tmp_path / "lesson.html"
    formats.write(one_page.export(gather(builtin_course(), (LESSON,))), "page", out)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(out.as_uri())
    guess = page.locator(".wso-quiz").first
    guess.locator("input").first.press("Space")
    guess.locator("button").first.press("Enter")
    page.locator("details.look[open]").first.wait_for()
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    question = page.locator('[data-item="start/read-the-card"]')
    question.locator("input").first.press("Space")
    question.get_by_role("button", name="Check").press("Enter")
    assert question.get_attribute("data-state") == "wrong"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert lab.violations(page, "html") == []
    page.reload()
    assert question.get_attribute("data-state") == "wrong"
    assert not troubles
