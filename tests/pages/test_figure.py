"""A figure on a page: its drawings, the same in words, and the claims that it rests on."""

import re

import pytest

from tests.support.world import ROOT, TOY
from wso_lessons.content import ContentError, UnknownId, builtin_course, open_course
from wso_lessons.pages.figure import show_figure, style
from wso_lessons.pages.svg import read_drawing

BUILTIN = builtin_course()
FILES = sorted(
    {(figure.id, file) for figure in BUILTIN.figures.values() for file in (figure.file, figure.tall) if file}
)


def test_a_figure_shows_its_drawing_its_words_and_its_numbered_claims(toy_course):
    page = show_figure(toy_course, "bowl")
    assert '<svg class="wf" viewBox="0 0 200 90" role="img" aria-label="The bowl holds 2 pears">' in page.html
    assert "<summary>In words</summary><p>A bowl with two round pears in it, side by side.</p>" in page.html
    assert "<ol><li>The bowl holds 2 pears.<ul><li>" in page.html
    assert page.text.startswith("The bowl holds 2 pears\n\nPicture: A bowl with two round pears")
    assert "\n1. The bowl holds 2 pears. (" in page.text
    assert "Source: " in page.text


def test_drawings_are_hidden_where_no_style_comes_through():
    html = show_figure(BUILTIN, "door-strip").html
    assert html.count("<svg") == 2
    assert '<div class="wso-figure-wide" hidden><svg' in html
    assert '<div class="wso-figure-tall" hidden><svg' in html


def test_a_marked_place_is_marked_in_the_drawing_and_said_in_words(toy_course):
    page = show_figure(toy_course, "bowl", "The left pear")
    assert 'data-here="1"' in page.html
    assert 'aria-label="The bowl holds 2 pears. You are here: The left pear"' in page.html
    assert "You are here: The left pear." in page.text
    assert "data-here" not in show_figure(toy_course, "bowl").html.split("</style>")[1]


def test_the_strip_that_returns_says_in_each_lesson_where_the_reader_stands():
    strips = [
        (entry.id[:2], call)
        for entry in BUILTIN.lessons
        for call in re.findall(r'figure\(\\"(door-strip[^)]*)\)', (ROOT / "notebooks" / entry.file).read_text("utf-8"))
    ]
    assert {"00", "01", "02", "03", "06"} == {lesson for lesson, _ in strips}
    assert [one for one in strips if "here=" not in one[1]] == []


@pytest.mark.parametrize(("figure", "here", "words"), [("bowls", "", '"bowl"'), ("bowl", "The left per", "left pear")])
def test_an_unknown_figure_or_place_names_the_nearest(figure, here, words, toy_course):
    with pytest.raises(UnknownId, match=words):
        show_figure(toy_course, figure, here)


@pytest.fixture
def own(tmp_path):
    """A course that extends the toy course and brings a drawing of its own under the same name."""
    course = tmp_path / "own"
    (course / "figures").mkdir(parents=True)
    (course / "course.yaml").write_text(
        (TOY / "course.yaml").read_text().replace("title:", f"extends: {TOY}\ntitle:", 1)
    )
    return course


def test_a_course_shows_the_figures_of_the_one_it_extends(own, toy_course):
    assert show_figure(open_course(own), "bowl").text == show_figure(toy_course, "bowl").text


def test_a_courses_own_file_stands_before_that_of_the_course_it_extends(own):
    (own / "figures" / "bowl.svg").write_text((TOY / "figures" / "bowl.svg").read_text().replace("2 pears", "Fruit"))
    assert ">Fruit</text>" in show_figure(open_course(own), "bowl").html


def test_a_figure_without_its_file_says_which_and_where_it_belongs(toy):
    (toy / "figures" / "bowl.svg").unlink()
    with pytest.raises(ContentError, match=r"figures\.yaml:1: figure-missing.*Put bowl\.svg into data/figures"):
        show_figure(open_course(toy), "bowl")


def without_layout(css):
    """The rules without spaces, lines and last semicolons, which a formatter sets in its own way."""
    return re.sub(r"\s+", "", css).replace(";}", "}")


@pytest.mark.parametrize(("name", "file"), FILES)
def test_each_drawing_of_the_course_holds_the_house_style_its_title_and_nothing_unknown(name, file):
    text = BUILTIN.figure_path(file).read_text(encoding="utf-8")
    drawing = read_drawing(text)
    assert drawing.refused == ()
    assert len(text) < 25_000
    assert " id=" not in text
    title = re.search(r"<title>(.*?)</title>", text)
    assert title
    assert title[1] == BUILTIN.figures[name].title
    if "currentColor" not in text:
        house = (ROOT / "wso_lessons" / "pages" / "static" / "figure_drawing.css").read_text(encoding="utf-8")
        inside = text.partition("<style>")[2].partition("</style>")[0]
        assert without_layout(inside) == without_layout(house)


@pytest.mark.parametrize("name", [figure.id for figure in BUILTIN.figures.values() if figure.places])
def test_each_place_of_a_figure_has_a_mark_in_each_of_its_drawings(name):
    figure = BUILTIN.figures[name]
    for file in filter(None, (figure.file, figure.tall)):
        marks = set(re.findall(r'class="here here-(\d)', BUILTIN.figure_path(file).read_text(encoding="utf-8")))
        assert marks == {str(number) for number in range(1, len(figure.places) + 1)}
        assert all(f'[data-here="{mark}"] .here-{mark}' in style() for mark in marks)


def test_the_map_of_circuits_gives_each_state_the_circuit_of_the_table():
    svg = BUILTIN.figure_path("circuits.svg").read_text(encoding="utf-8")
    drawn = dict(re.findall(r">([A-Z]{2})</text>\s*<text[^>]*>(\w+)</text>", svg))
    table = {
        state.upper(): re.sub(r"(st|nd|rd|th)$", "", circuit.id)
        for circuit in BUILTIN.reference("circuits").values()
        for state in circuit.states
    }
    assert drawn == table


def test_the_page_on_figures_shows_every_drawing_of_the_course():
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    shown = re.findall(r"\]\(\.\./data/figures/([^)]+)\)", page)
    assert shown == [figure.file for figure in BUILTIN.figures.values()]
