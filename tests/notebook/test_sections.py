from pathlib import Path

from wso_lessons.notebook.cells import FOLDED, page_of
from wso_lessons.notebook.sections import gates, sections


def text(source, *tags, **metadata):
    return {"cell_type": "markdown", "source": source, "metadata": {"tags": list(tags), **metadata}}


def code(source, *tags):
    return {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}, "outputs": []}


def cells(*raw):
    return page_of({"cells": list(raw)}, Path("lesson.ipynb")).cells


def outline(*raw):
    return [(one.heading, one.level, one.is_deeper, len(one.cells)) for one in sections(cells(*raw))]


def test_every_cell_is_in_the_section_of_the_heading_above_it():
    assert outline(text("Hello."), text("# One\n\nText."), code("1"), text("## Two")) == [
        ("", 0, False, 1),
        ("One", 1, False, 2),
        ("Two", 2, False, 1),
    ]


def test_what_stands_below_a_deeper_heading_is_deeper_up_to_the_next_that_is_as_high():
    found = outline(text("## A", "deeper"), text("### B"), code("1"), text("### C"), text("## D"))
    assert [deeper for _, _, deeper, _ in found] == [True, True, True, False]


def test_a_deeper_section_inside_a_deeper_one_does_not_end_it():
    found = outline(text("## A", "deeper"), text("### B", "deeper"), text("### C"), text("# D"))
    assert [deeper for _, _, deeper, _ in found] == [True, True, True, False]


def test_the_first_row_of_a_table_and_a_comment_in_code_are_no_headings():
    assert outline(text("## A"), text("| a |\n|---|\n| b |"), text("```\n# no\n```")) == [("A", 2, False, 3)]


def test_a_prediction_closes_what_follows_up_to_the_next_heading_or_prediction():
    found = gates(
        cells(
            text("## A"),
            text("Guess.", "predict"),
            code("lesson.ask('a')", "predict"),
            text("The answer."),
            code("picture"),
            text("Guess again.", "predict"),
            code("lesson.ask('b')", "predict"),
            text("## B"),
            text("Open."),
        )
    )
    assert [[cell.source for cell in gate.closes] for gate in found] == [["The answer.", "picture"], []]
    assert [gate.asks.source for gate in found] == ["lesson.ask('a')", "lesson.ask('b')"]


def test_a_question_with_a_mark_closes_what_follows_by_its_own_tag_and_a_prompt_does_not():
    found = gates(
        cells(
            text("## A"),
            code("lesson.ask('a')"),
            text("Open."),
            code("lesson.ask('b')", "exercise", "answer-first"),
            text("Its reason."),
            code("lesson.ask('c')", "predict"),
            text("What is so."),
        )
    )
    assert [[cell.source for cell in gate.closes] for gate in found] == [["Its reason."], ["What is so."]]


def test_a_cell_knows_whether_jupyterlab_folds_its_heading():
    folded, bare, odd = cells(text("# A", **{FOLDED: True}), text("# B"), text("# C", **{FOLDED: "yes"}))
    assert (folded.is_folded, bare.is_folded, odd.is_folded) == (True, False, False)
