"""A slip of somebody who writes sentences is told in one sentence, with its line and its remedy."""

import json

import pytest
from click.testing import CliRunner

from wso_lessons.authoring import scaffold
from wso_lessons.authoring.check import check_course
from wso_lessons.cli.main import main
from wso_lessons.content import open_course

CLAIM = "  text: The bowl holds {value} pears."
SLIPS = {
    "a colon": ("  text: The sheriff said: two pears", 2, "A colon with a space after it stands in this text."),
    "curly quotes": ("  text: “Two pears”: he said", 2, "Curly ones do not count."),
    "a tab": ("\ttext: Two pears", 2, "This line begins with a tab."),
    "an indent": ("    text: Two pears", 2, "This line does not fit the one above it."),
    "a merge": ("<<<<<<< HEAD\n  text: A\n=======\n  text: B\n>>>>>>> other", 2, "merged and not settled"),
}


@pytest.mark.slow
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_yaml_is_told_in_words_with_its_line(toy, slip):
    line, number, words = SLIPS[slip]
    path = toy / "claims" / "toy.yaml"
    text = path.read_text(encoding="utf-8")
    assert CLAIM in text
    path.write_text(text.replace(CLAIM, line, 1), encoding="utf-8")
    [found] = [one for one in check_course(open_course(toy)) if one.code == "yaml-syntax"]
    assert found.where.line == number
    assert words in f"{found.problem} {found.remedy}"
    assert "mapping values" not in str(found)


NOTEBOOKS = {
    "of an old format": json.dumps({"nbformat": 3, "worksheets": [{"cells": []}]}),
    "merged and not settled": '{\n<<<<<<< HEAD\n"cells": []\n=======\n>>>>>>> other\n}',
}


@pytest.mark.parametrize("words", NOTEBOOKS)
def test_a_notebook_that_cannot_be_read_says_why_and_what_to_do(toy, words):
    (toy / "notebooks" / "01-toy.ipynb").write_text(NOTEBOOKS[words], encoding="utf-8")
    [found] = [one for one in check_course(open_course(toy)) if one.code == "notebook-unreadable"]
    assert words in found.problem
    assert found.remedy != "Restore the file."


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_number_of_a_lesson_is_enough_to_name_the_lesson_that_was_meant():
    done = run("guide", "03")
    assert (done.exit_code, 'Did you mean "03-fourth-amendment"?' in done.output) == (2, True)


def test_lessons_lists_those_of_an_authors_course_too(toy, monkeypatch):
    monkeypatch.delenv("WSO_LESSONS_PROGRESS", raising=False)
    done = run("lessons", toy)
    assert done.exit_code == 0, done.output
    assert "Counting pears" in done.output
    assert not (toy / ".wso-lessons").exists()


def test_a_lesson_that_was_dropped_and_that_others_speak_of_is_found(toy, tmp_path):
    first = toy / "notebooks" / "01-toy.ipynb"
    text = first.read_text(encoding="utf-8")
    first.write_text(
        text.replace("The bowl holds 2 pears", "As lesson 02 says, the bowl holds 2 pears"), encoding="utf-8"
    )
    own = tmp_path / "own"
    (own / "notebooks").mkdir(parents=True)
    manifest = "id: mine\ntitle: Mine\nextends: ../toy\nlessons:\n  - 01-toy\n"
    (own / "course.yaml").write_text(manifest, encoding="utf-8")
    [found] = [one for one in check_course(open_course(own)) if one.code == "lesson-left-out"]
    assert "speaks of lesson 02" in found.problem
    assert found.level == "warning"


@pytest.mark.slow
def test_an_empty_course_stands_alone_and_passes_check(tmp_path, monkeypatch):
    monkeypatch.setattr(scaffold, "store_notebook", lambda _: True)
    done = run("new", "course", tmp_path / "alone", "--empty")
    assert done.exit_code == 0, done.output
    course = open_course(tmp_path / "alone")
    assert course.base is None
    assert [entry.id for entry in course.lessons] == ["01-a-first-lesson"]
    assert {one.code for one in check_course(course) if one.level == "error"} == {"output-missing"}, "It was not run"


def test_a_key_that_an_item_does_not_have_is_told_with_the_right_article(toy):
    path = toy / "questions" / "toy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  stem:", "  sten: x\n  stem:", 1), encoding="utf-8")
    found = [str(one) for one in check_course(open_course(toy)) if one.code == "key-unknown"]
    assert len(found) == 1
    assert "A item" not in found[0]
    assert "sten" in found[0]
