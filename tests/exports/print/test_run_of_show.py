"""Slides and a page to hold follow the run of show of the instructor's page."""

import dataclasses
import functools
import html
import re

import pytest
from click.testing import CliRunner

from tests.support.export_samples import TAUGHT, built_in, lesson_text, printed
from wso_lessons.cli.main import main
from wso_lessons.content import builtin_course
from wso_lessons.exports.print import run_of_show
from wso_lessons.notebook.cells import read_page
from wso_lessons.notebook.guide import guide_page, run_rows
from wso_lessons.notebook.sections import sections
from wso_lessons.pages.html import Markup


@functools.cache
def deck(lesson):
    text = lesson_text(lesson)
    return run_of_show.class_slides(text, run_of_show.run_of(text.course, lesson))


def words(markup):
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", markup, flags=re.DOTALL))).split()


@pytest.mark.parametrize("lesson", TAUGHT)
def test_every_section_that_a_run_of_show_names_is_in_the_lesson(lesson):
    course = builtin_course()
    rows = run_rows(guide_page(course, lesson).read_text(encoding="utf-8"))
    headings = {one.heading for one in sections(read_page(course.notebook(lesson)).cells)}
    assert len(rows) >= 8
    assert not [row for row in rows if "*" in f"{row.what}{row.why}"]
    assert [row.minute for row in rows] == sorted({row.minute for row in rows})
    assert not [row.sections for row in rows if row.sections[0] not in headings]


@pytest.mark.slow
@pytest.mark.parametrize("lesson", TAUGHT)
def test_a_class_has_about_twelve_slides_of_at_most_forty_words_and_each_step_is_on_one(lesson):
    made = deck(lesson)
    assert 9 <= len(made) <= 18
    long = {slide.over: len(words(" ".join(slide.face))) for slide in made if len(words(" ".join(slide.face))) > 40}
    assert long == {}
    rows = run_of_show.run_of(builtin_course(), lesson)
    assert [row for slide in made for row in slide.plan] == list(rows)
    assert all(slide.face for slide in made)


def test_a_long_question_is_not_cut_after_an_abbreviation():
    asked = f"What did El Cenizo v. Texas decide{', and what not' * 12}?"
    assert run_of_show._shortest_ending(f"A short sentence. {asked}") == asked


def test_the_speakers_notes_give_minute_and_move_and_what_the_slide_leaves_out():
    page = printed(run_of_show, "03-fourth-amendment")[""]
    assert "<strong>Minute 3: </strong>Predict four ends, then play the clock. <em>Time before law</em>" in page
    assert "<strong>Minute 17: </strong>What does the sentence ask for? <em>" in page
    assert "The agreement and the form set the same limit" in page
    faces = "".join(
        re.findall(r'<div class="face">(.*?)</div>(?:<p class="sources"|<aside|</section>)', page, re.DOTALL)
    )
    assert "The agreement and the form set the same limit" not in faces


def test_a_slide_says_what_to_write_where_it_has_room():
    page = printed(run_of_show, "03-fourth-amendment")[""]
    assert 'class="write">Write, and keep it: Two sentences to the jail' in page
    for full in ("word " * 38, "<figure></figure>"):
        assert run_of_show._to_write("What else?", [Markup(full)]) == '<p class="write">Write, and keep it.</p>'


def test_a_full_deck_has_the_deeper_sections_too():
    material = built_in("01-launch")
    full = run_of_show.export(dataclasses.replace(material, full=True)).files["01-launch.html"].decode()
    short = printed(run_of_show, "01-launch")[""]
    assert full.count("<section") > short.count("<section")
    assert "Who says who asked?" in full
    assert "Who says who asked?" not in short


@pytest.mark.slow
def test_a_run_is_a_page_to_hold_with_slides_and_questions(tmp_path):
    run = CliRunner().invoke
    done = run(main, ["guide", "03-fourth-amendment", "--run", "50"])
    assert done.exit_code == 0, done.output
    flat = " ".join(done.output.split())
    assert "3 Predict four ends, then play the clock (Forty-eight hours of what?; slides 3, 4; worksheet 1)" in flat
    assert "Norms to post" in done.output
    assert "*" not in done.output
    assert "75 minutes:" not in done.output
    assert len(done.output.splitlines()) < 60
    assert max(map(len, done.output.splitlines())) <= 80
    assert "90 minutes:" in run(main, ["guide", "03-fourth-amendment", "--run", "90"]).output
    assert run(main, ["guide", "--run", "50"]).exit_code == 2
    assert run(main, ["guide", "review", "--run", "50"]).exit_code == 2


@pytest.mark.slow
def test_a_page_for_a_terminal_says_every_word_of_the_markdown_in_the_width_asked_for():
    page = run_of_show.numbered_page(built_in("01-launch").course, "01-launch")
    shown = run_of_show.readable_page(page, 60)
    assert max(map(len, shown.splitlines())) <= 60
    words = re.sub(r"^#+ |\||---", " ", re.sub(r"[*`]", "", page), flags=re.MULTILINE).split()
    assert sorted(set(words) - set(shown.split())) == []


def test_links_and_lists_of_a_page_can_be_read_as_text():
    page = "# A *title*\n\nSee [the rules](rules.md).\n- one\n  more\n- two\n\n| A | B |\n|---|---|\n| `x` | y |\n"
    assert run_of_show.readable_page(page, 40).splitlines() == [
        "A title", "=======", "", "See the rules (rules.md).", "- one more", "- two", "", "A  B", "-  -", "x  y",
    ]  # fmt: skip
