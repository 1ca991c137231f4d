"""What bears a name, what follows a guess and what its reader keeps stand on sheets of their own."""

import functools
import re
from html import unescape

import pytest

from tests.support.export_samples import TAUGHT, lesson_text, printed
from wso_lessons.content import builtin_course
from wso_lessons.exports.print import handout
from wso_lessons.exports.print.run_of_show import class_slides, run_of
from wso_lessons.notebook.cells import read_page
from wso_lessons.notebook.sections import gates
from wso_lessons.pages.html import escape

SHEETS = re.compile(
    r'<section(?: class="(overleaf|keep)")?>(.*?)</section>(?=<section|<p class="apart">|</main>)', re.DOTALL
)


@functools.cache
def sheets(lesson):
    """The handout's sheets by name: "" for the one with a name line, "overleaf", "keep"."""
    return dict(SHEETS.findall(handout.HandoutSheet(lesson_text(lesson)).body()))


def items(lesson):
    return [item for piece in lesson_text(lesson).pieces for item in piece.items]


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.slow
@pytest.mark.parametrize("lesson", TAUGHT)
def test_the_sheet_with_a_name_has_no_room_for_an_opinion_or_a_note(lesson):
    named = sheets(lesson)[""]
    assert "Name: <span" in named
    boxes = re.findall(r'<article class="box">.*?</article>', named, re.DOTALL)
    stems = [escape(item.stem) for item in items(lesson) if item.survey]
    assert not [box for box in boxes for stem in stems if stem in box]
    notes = [escape(piece.name) for piece in lesson_text(lesson).pieces if piece.kind == "note"]
    assert not [
        found for note in notes for found in re.findall(r"<div class=\"box\"><p>.{0,60}", named) if note in found
    ]
    kept = sheets(lesson).get("keep", "")
    assert all(box in kept for box in (*stems, *notes))


@pytest.mark.slow
@pytest.mark.parametrize("lesson", TAUGHT)
def test_the_page_to_keep_has_no_line_for_a_name_and_stands_last(lesson):
    assert list(sheets(lesson))[-1] == "keep"
    kept = sheets(lesson)["keep"]
    assert kept.startswith("<h2>Keep this page")
    assert "Name:" not in kept
    assert 'class="box"' in kept


@pytest.mark.slow
@pytest.mark.parametrize("lesson", TAUGHT)
def test_paper_does_not_say_that_something_stays_on_a_computer(lesson):
    shown = words("".join(sheets(lesson).values()))
    for said in ("stays on this computer", "stay on this computer", "Nobody else sees"):
        assert said not in shown, lesson


@pytest.mark.slow
@pytest.mark.parametrize("lesson", TAUGHT)
def test_what_is_of_use_on_a_screen_alone_is_left_out(lesson):
    cells = read_page(builtin_course().notebook(lesson)).text_cells
    told = [block.text for cell in cells if "screen-only" in cell.tags for block in cell.prose.blocks]
    assert any("Run all cells" in text for text in told)
    text = lesson_text(lesson)
    slides = [part for slide in class_slides(text, run_of(text.course, lesson)) for part in (*slide.face, *slide.notes)]
    for shown in ("".join(sheets(lesson).values()), "".join(slides)):
        assert "run all cells" not in shown.lower()
        assert "Each number in the text leads here" not in shown


def test_a_screen_goes_on_saying_that_a_vote_stays_here():
    vote = next(item for item in items("06-weigh-and-decide") if item.id == "decide/vote-before")
    told = "How would you vote tonight? This is an opinion; it stays on this computer."
    assert vote.public_part("seed")["stem"] == told
    assert "computer" not in vote.stem


@pytest.mark.slow
@pytest.mark.parametrize("lesson", TAUGHT)
def test_what_a_question_holds_back_stands_overleaf_under_its_question(lesson):
    course = builtin_course()
    named, overleaf = sheets(lesson)[""], sheets(lesson).get("overleaf", "")
    behind = [piece for piece in lesson_text(lesson).pieces if piece.guesses]
    assert bool(behind) == bool(overleaf)
    for piece in behind:
        last = words(piece.html.replace("<details>", "\0").split("\0")[0]).strip()[-60:]
        if piece.kind == "text" and last:  # one that is all a part that opens stands in the key
            assert last in words(overleaf)
            assert last not in words(named)
    told = re.findall(r"Question (\d+): (?:guess|answer) first", named)
    assert told == re.findall(r"<h3>Question (\d+):", overleaf)
    asking = [gate for gate in gates(read_page(course.notebook(lesson)).cells) if gate.closes]
    assert len(told) <= len(asking)


def test_a_sheet_says_what_to_read_before_its_lesson():
    assert "Read first: “Friday, five o'clock”, “The door stays shut”" in unescape(
        words(sheets("06-weigh-and-decide")[""])
    )
    assert "Read first" not in words(sheets("00-start-here")[""])


@pytest.mark.slow
def test_lesson_three_gives_no_answer_beside_its_question():
    named, overleaf = sheets("03-fourth-amendment")[""], sheets("03-fourth-amendment")["overleaf"]
    stem = next(item for item in items("03-fourth-amendment") if item.id == "fourth-amendment/when-over").stem
    assert f"</strong> {escape(stem)}" in named
    assert "The agreement and the form set the same limit" not in named
    assert "The agreement and the form set the same limit" in overleaf


def test_a_story_with_an_opinion_in_its_middle_stands_whole_behind_its_guess():
    named, overleaf = sheets("03-fourth-amendment")[""], sheets("03-fourth-amendment")["overleaf"]
    places = [overleaf.find(words) for words in ("5 April 2018", "Box 2, on", "About 26 April")]
    assert 0 < places[0] < places[1] < places[2]
    assert "About 26 April" not in named


def test_boxes_to_keep_stand_in_the_order_of_the_lesson():
    kept = words(sheets("04-agency-growth")["keep"])
    assert 0 < kept.find("Box 3. My sentence, second version") < kept.find("Box 4. My sentence, final version")


def test_the_key_answers_no_opinion():
    text = printed(handout, "06-weigh-and-decide")["-key"]
    assert "How would you vote" not in text
    assert "decide/recall-state-law" in text


def test_sheets_begin_on_pages_of_their_own_and_no_private_one_on_the_back_of_a_name():
    page = printed(handout, "06-weigh-and-decide")[""]
    rules = re.search(r"@media print \{(.*)", page, re.DOTALL)[1]
    assert re.search(r"\.overleaf,\s*\.apart,\s*\.keep \{\s*break-before: page;", rules)
    assert re.search(r'</section><p class="apart">[^<]*</p><section class="keep">', page)
