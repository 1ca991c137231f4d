"""The bank as a table: a row for each question, and no cell that a spreadsheet would run."""

import csv
import io

import pytest

from tests.support.export_samples import DAY, built_in
from wso_lessons.content import open_course
from wso_lessons.exports.lms import bank_csv
from wso_lessons.exports.material import gather


def rows(material):
    content = bank_csv.export(material).files["questions.csv"]
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.slow
def test_every_question_of_the_bank_has_a_row():
    material = built_in()
    assert {row["id"] for row in rows(material)} == set(material.bank.ids())


@pytest.mark.slow
def test_a_guess_is_named_so_that_nobody_marks_it():
    found = {row["id"]: row["guess"] for row in rows(built_in("00-start-here"))}
    assert (found["start/who-issues"], found["start/bears-it-out"], found["start/friday-vote"]) == ("yes", "", "")


def test_a_row_tells_the_key_the_reasons_and_the_sources(material):
    found = {row["id"].split("/")[1]: row for row in rows(material)}
    assert found["holds"]["key"] == "27 holds"
    assert found["row"]["key"] == "One month of one jail."
    assert "A month's requests are one number too" in found["row"]["reasons"]
    assert "Sample counts of one jail" in found["row"]["sources"]
    assert {row["kind"] for row in found.values()} == {
        "one", "many", "number", "text", "order", "match", "clause", "sort",
    }  # fmt: skip


def test_an_opinion_has_a_row_and_no_key(hostile):
    row = next(row for row in rows(gather(hostile, (), DAY)) if row["id"] == "toy/opinion")
    assert (row["survey"], row["key"], row["reasons"]) == ("yes", "", "")


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(hostile):
    path = hostile.root / "questions" / "toy.yaml"
    text = path.read_text(encoding="utf-8").replace("stem: Do you like pears?", "stem: '=HYPERLINK(1)'")
    path.write_text(text, encoding="utf-8")
    found = {row["id"]: row["stem"] for row in rows(gather(open_course(hostile.root), (), DAY))}
    assert found["toy/opinion"] == "'=HYPERLINK(1)"
