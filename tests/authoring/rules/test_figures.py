"""The rules on pictures find a planted fault and let its neighbors be."""

import pytest

from wso_lessons.authoring.check import check_course
from wso_lessons.content import open_course

DAY = "2026-06-05"


def put(file, before, after):
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def found(course):
    return [(one.code, one.problem) for one in check_course(open_course(course), DAY)]


def test_a_lesson_that_names_no_figure_of_the_course_is_told_the_nearest(toy):
    put(toy / "notebooks" / "01-toy.ipynb", 'lesson.figure(\\"bowl\\"', 'lesson.figure(\\"bowls\\"')
    (missing, unused) = sorted(found(toy))
    assert missing[0] == "figure-missing"
    assert '"bowl"' in missing[1]
    assert unused[0] == "figure-unused"


def test_another_function_of_that_name_is_no_figure_of_the_course(toy):
    put(toy / "notebooks" / "02-toy.ipynb", '.count(\\"plum\\")', '.count(\\"plum\\") or plt.figure()')
    assert found(toy) == []


@pytest.mark.parametrize("address", ["https://example.org/bowl.svg", "data:image/png;base64,AAAA", "attachment:a.png"])
def test_an_address_that_is_no_file_of_the_course_is_not_looked_for(toy, address):
    put(toy / "notebooks" / "01-toy.ipynb", "(bowl.svg)", f"({address})")
    assert found(toy) == []


@pytest.mark.parametrize("file", ["bowl.svg", "vase.svg"])
def test_a_picture_in_a_tag_of_html_needs_its_file_too(toy, file):
    put(
        toy / "notebooks" / "01-toy.ipynb",
        "![Two pears and a plum in a bowl](bowl.svg)",
        f"<img src='{file}' alt='A bowl'>",
    )
    assert [code for code, _ in found(toy)] == ([] if file == "bowl.svg" else ["figure-missing"])


def test_a_picture_beside_the_notebook_may_have_a_space_in_its_name(toy):
    (toy / "notebooks" / "bowl.svg").rename(toy / "notebooks" / "the bowl.svg")
    put(toy / "notebooks" / "01-toy.ipynb", "(bowl.svg)", "(the%20bowl.svg)")
    assert found(toy) == []


@pytest.mark.parametrize("words", ["pears", "Form I-200"])
def test_words_and_numbers_that_are_names_need_no_claim(toy, words):
    put(toy / "figures" / "bowl.svg", ">2 pears<", f">{words}<")
    assert found(toy) == []


def test_a_number_listed_as_structural_needs_no_claim_and_another_still_does(toy):
    put(toy / "figures" / "bowl.svg", ">2 pears<", ">7 and 8<")
    put(toy / "figures" / "figures.yaml", "  claims:", '  structural: ["7"]\n  claims:')
    assert found(toy) == [("figure-number", 'The figure "bowl" says 8, which none of its claims holds.')]


def test_the_numbers_in_a_figures_words_are_looked_at_too(toy):
    put(toy / "figures" / "figures.yaml", "two round pears", "12 round pears")
    assert found(toy) == [("figure-number", 'The figure "bowl" says 12, which none of its claims holds.')]


def test_a_tall_drawing_is_looked_at_as_well(toy):
    put(toy / "figures" / "figures.yaml", "  file: bowl.svg\n", "  file: bowl.svg\n  tall: bowl-tall.svg\n")
    assert [code for code, _ in found(toy)] == ["figure-missing"]
    drawing = (toy / "figures" / "bowl.svg").read_text(encoding="utf-8")
    (toy / "figures" / "bowl-tall.svg").write_text(drawing.replace("2 pears", "9 pears"), encoding="utf-8")
    assert [code for code, _ in found(toy)] == ["figure-number"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("file: bowl.svg", "file: ../bowl.svg", "must be an SVG file in this folder"),
        ("file: bowl.svg", "file: bowl.png", "must be an SVG file in this folder"),
        ("A bowl with two round pears in it, side by side.", "The bowl holds 2 pears.", "only repeats its title"),
        ("claims: [pears-in-bowl]", "claims: []", "names no claims"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_in_a_sentence(toy, before, after, words):
    put(toy / "figures" / "figures.yaml", before, after)
    assert any(code == "value-invalid" and words in problem for code, problem in found(toy))
