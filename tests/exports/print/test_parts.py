"""Each part of a handout has its own pages: who may be named on which, and what must not be told too early."""

import base64
import dataclasses
import functools
import html
import re
import xml.dom.minidom

import pytest
from click.testing import CliRunner

from tests.support.export_samples import TAUGHT, built_in, lesson_text
from wso_lessons.cli.main import main
from wso_lessons.content import builtin_course
from wso_lessons.exports.print import parts
from wso_lessons.exports.print.run_of_show import class_slides, numbered_page, run_of
from wso_lessons.notebook.guide import guide_page, run_rows
from wso_lessons.pages.html import escape


@functools.cache
def files():
    material = dataclasses.replace(built_in(), parts=tuple(parts.PARTS))
    return {name.removesuffix(".html"): page.decode() for name, page in parts.export(material).files.items()}


def pieces(lesson):
    return lesson_text(lesson).pieces


@pytest.mark.slow
@pytest.mark.parametrize("lesson", TAUGHT)
def test_a_lesson_has_a_worksheet_a_reading_an_organizer_a_page_to_keep_and_a_key(lesson):
    made = {name.removeprefix(f"{lesson}-") for name in files() if name.startswith(lesson)}
    assert {"worksheet", "keep", "reading", "organizer", "key"} <= made


@pytest.mark.slow
def test_packets_and_roles_are_parts_of_the_lesson_that_has_them():
    packets = [files()[f"06-weigh-and-decide-packet-{side}"] for side in "ab"]
    assert "the case against signing" in packets[0]
    assert "the case for signing" in packets[1]
    assert not [sentence for packet in packets for sentence in re.findall(r"[^.]* \.(?=[ <])", packet)]
    cards = files()["06-weigh-and-decide-cards"]
    assert re.search(r"<h3>Clerk</h3><p>Where does it say so\?</p>", cards)
    assert not [name for name in files() if "packet" in name and not name.startswith("06")]


@pytest.mark.slow
def test_the_worksheet_alone_has_a_line_for_a_name_and_it_asks_for_no_opinion():
    named = {name for name, page in files().items() if "Name: <span" in page}
    assert named == {name for name in files() if name.endswith("-worksheet")}
    for lesson in TAUGHT:
        private = [item.stem for piece in pieces(lesson) for item in piece.items if item.survey]
        private += [piece.name for piece in pieces(lesson) if piece.kind == "note"]
        assert not [text for text in private if escape(text) in files()[f"{lesson}-worksheet"]]
        assert all(escape(text) in files()[f"{lesson}-keep"] for text in private)


@pytest.mark.slow
def test_a_worksheet_shows_nothing_that_a_guess_holds_back():
    clock = "Detainer clock: four rules"
    assert clock not in files()["03-fourth-amendment-worksheet"]
    after = re.search(
        rf'<figcaption>{clock}[^<]*</figcaption><img alt="([^"]*)', files()["03-fourth-amendment-reading"]
    )
    assert after is not None
    assert "108 hours after the release" in after[1], "As it is at the end"
    assert "Two papers that are both called warrant" in files()["03-fourth-amendment-worksheet"]
    for lesson in TAUGHT:
        shown = re.findall(r"<figcaption>(.*?)</figcaption>", files()[f"{lesson}-worksheet"])
        closed = {escape(piece.name) for piece in pieces(lesson) if piece.kind == "model" and piece.guesses}
        assert not closed & set(shown)


@pytest.mark.slow
def test_a_question_on_a_table_stands_under_it_on_the_worksheet():
    table, question = (files()["04-agency-growth-worksheet"].find(words) for words in ("Medlar County", "of the table"))
    assert 0 < table < question


@pytest.mark.slow
def test_a_passage_that_a_question_asks_to_read_again_stands_above_it_on_the_worksheet():
    page = files()["03-fourth-amendment-worksheet"]
    passage, question = (page.find(words) for words in ("The right of the people", "Fourth Amendment once more"))
    assert 0 < passage < question
    assert page.count("<blockquote>") == 1


def test_questions_have_the_same_numbers_on_the_worksheet_and_in_the_key():
    for lesson in TAUGHT:
        asked = re.findall(r"<strong>(\d+)\.</strong> (.*?)</p>", files()[f"{lesson}-worksheet"])
        key = dict(re.findall(r"<h3>(\d+)\. (.*?)</h3>", files()[f"{lesson}-key"]))
        assert asked
        assert {number: key[number] for number, _ in asked} == dict(asked)


def test_a_picture_of_a_model_is_whole_and_without_what_is_pressed():
    drawn = 0
    for name, page in files().items():
        for picture in re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page):
            xml.dom.minidom.parseString(base64.b64decode(picture))
            drawn += 1
        assert 'class="wso-chosen"' not in page, name
        assert "<button" not in page, name
    assert drawn >= 6


def test_a_reading_asks_nothing_and_names_each_source_once():
    for lesson in TAUGHT:
        page = files()[f"{lesson}-reading"]
        assert 'class="box"' not in page
        sources = re.findall(r"<p>([^<]*) <em>", page.split("<h2>Sources</h2>")[1])
        assert sources
        assert len(sources) == len(set(sources))


def sections_of_marks(page):
    """The heading above each numbered question or box of a printed sheet; the numbers are 1, 2, 3 down the page."""
    found = re.findall(r"<h2>(.*?)</h2>|<strong>(?:Box )?(\d+)\.</strong>", html.unescape(page))
    assert [int(number) for _, number in found if number] == list(range(1, sum(bool(one) for _, one in found) + 1))
    above, places = "", []
    for heading, number in found:
        above = heading or above
        places += [above] * bool(number)
    return places


def numbers_after(name, cell):
    """The numbers that a cell gives after a word, such as 3 and 4 in "slides 3, 4; worksheet 1"."""
    found = re.search(rf"{name}(?:e?s)? ([\d, ]+)", cell)
    return [int(number) for number in found[1].split(",")] if found else []


@pytest.mark.slow
def test_a_picture_too_tall_for_a_slide_is_on_the_sheet_and_under_the_heading_that_the_slide_names():
    left = []
    for lesson in TAUGHT:
        text = lesson_text(lesson)
        for slide in class_slides(text, run_of(text.course, lesson)):
            for name, sheet in re.findall(
                r'class="stem">(.*?)</p><p>[^<]* the (\w+), under this heading', slide.face[0]
            ):
                below = files()[f"{lesson}-{sheet}"].split(f"<h2>{escape(slide.over)}</h2>")[1]
                assert name in below[: below.index("</figure>")]
                left.append((lesson, sheet))
    assert len(left) == 5
    assert ("05-oversight-and-evidence", "reading") in left


@pytest.mark.slow
@pytest.mark.parametrize("lesson", TAUGHT)
def test_the_instructors_page_names_slides_questions_and_boxes_as_the_sheets_that_are_made_have_them(lesson):
    worksheet, keep = (sections_of_marks(files()[f"{lesson}-{part}"]) for part in ("worksheet", "keep"))
    course = builtin_course()
    slides = class_slides(lesson_text(lesson), run_of(course, lesson))
    shown = numbered_page(course, lesson)
    cells = dict(re.findall(r"^\| (\d+) \|.*\| ([^|]*) \|$", shown, re.MULTILINE))
    named = []
    for row in run_rows(guide_page(course, lesson).read_text(encoding="utf-8")):
        cell = cells[str(row.minute)]
        named += numbers_after("slide", cell)
        assert any(row in slides[number - 1].plan for number in numbers_after("slide", cell)), row
        assert {worksheet[number - 1] for number in numbers_after("worksheet", cell)} <= set(row.sections)
        assert all(number <= len(keep) for number in numbers_after("box", cell))
    assert sorted(set(named)) == list(range(1, len(slides) + 1))


@pytest.mark.slow
def test_a_part_that_there_is_not_is_refused_and_one_that_a_lesson_lacks_is_said(tmp_path):
    run = CliRunner().invoke
    wrong = run(main, ["export", "print", str(tmp_path / "a"), "--part", "work-sheet"])
    assert (wrong.exit_code, 'Did you mean "worksheet"?' in wrong.output) == (2, True)
    none = run(main, ["export", "print", str(tmp_path / "b"), "--part", "packet-a", "--part", "cards", "--no-pdf",
                      "--lesson", "01-launch"])  # fmt: skip
    assert none.exit_code == 0, none.output
    assert "Left out: packet-a" in none.output
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["01-launch-cards.html"]
