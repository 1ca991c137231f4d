import contextlib
import csv
import datetime
import io
import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.answers import answer
from tests.support.world import ROOT, TOY, for_excel
from wso_lessons.cli.main import main
from wso_lessons.content import open_course
from wso_lessons.content.answer import REVIEW
from wso_lessons.progress import open_progress
from wso_lessons.progress.logs import MemoryLog
from wso_lessons.progress.receipt import read_receipt
from wso_lessons.progress.store import Progress
from wso_lessons.quiz import Bank
from wso_lessons.reports.own_record import (
    lessons_table,
    own_record,
    progress_csv,
    progress_json,
    progress_text,
    receipt_of,
)

OPINION = """
- id: toy/vote
  kind: one
  survey: true
  stem: Which fruit do you like?
  options: [{text: Pears}, {text: Plums}]
"""


@pytest.fixture
def folder(toy, monkeypatch):
    """A course with a record: two items answered, one of them twice, and an opinion."""
    monkeypatch.delenv("WSO_LESSONS_PROGRESS")
    questions = toy / "questions" / "toy.yaml"
    questions.write_text(questions.read_text() + OPINION)
    progress = open_progress(toy / ".wso-lessons" / "progress.sqlite3")
    progress.lesson_opened("01-toy")
    progress.record_answer(answer("toy/pears", "wrong", "3", confidence="sure"))
    progress.record_answer(answer("toy/pears", "right", "2", confidence="sure"))
    progress.record_answer(answer("toy/which", "wrong", "x", confidence="guess"))
    progress.record_answer(answer("toy/vote", "noted", "secret liking"))
    progress.record_answer(answer("toy/which", "right", "y", lesson_id=REVIEW))
    progress.record_answer(answer("gone/item", "right", "z"))
    progress.close()
    return toy


@pytest.fixture
def record(folder):
    progress = open_progress(folder / ".wso-lessons" / "progress.sqlite3")
    yield own_record(Bank(open_course(folder)), progress)
    progress.close()


def handed_in(folder, *given):
    """The receipt of a folder's record, after some more answers."""
    with contextlib.closing(open_progress(folder / ".wso-lessons" / "progress.sqlite3")) as progress:
        for one in given:
            progress.record_answer(one)
        return receipt_of(Bank(open_course(folder)), progress, "0.1")


def day_of(record):
    """The day of the answers, whatever the clock says now: what was missed is due on the next."""
    return record.cards[0].due - datetime.timedelta(days=1)


def test_lessons_are_listed_in_order_with_state_and_score(record):
    lines = [line.split() for line in lessons_table(record).splitlines()[2:]]
    assert lines[0] == ["01-toy", "Counting", "pears", "5", "finished", "2", "of", "2", "1"]
    assert lines[1] == ["02-toy", "Counting", "plums", "5", "new", "-", "-"]


def test_the_lessons_fit_a_terminal_of_80_characters():
    record = own_record(Bank(open_course(None)), Progress(MemoryLog()))
    assert max(map(len, lessons_table(record).splitlines())) > 80
    assert max(map(len, lessons_table(record, 80).splitlines())) <= 80
    assert max(map(len, progress_text(record, datetime.date(2026, 6, 5), 80).splitlines())) <= 80


def test_progress_tells_tries_confidence_and_what_is_due(record):
    text = progress_text(record, day_of(record))
    assert "2 questions answered in 4 tries; 1 right." in text
    assert "How sure you were: sure: 1 of 1 right; guess: 0 of 1 right." in text
    assert "The next review is on" in text
    assert "2 questions are due for review." in progress_text(record, record.cards[0].due)


def test_progress_as_json_and_csv_hold_the_newest_answer_to_each_item(record):
    tree = json.loads(progress_json(record, day_of(record)))
    assert [(one["item"], one["attempts"], one["state"]) for one in tree["answers"]] == [
        ("toy/pears", 2, "right"),
        ("toy/which", 2, "wrong"),
    ]
    rows = list(csv.DictReader(io.StringIO(for_excel(progress_csv(record)))))
    assert [(row["item"], row["score"], row["confidence"]) for row in rows] == [("toy/pears", "1.0", "sure"), ("toy/which", "0.0", "guess")]  # fmt: skip # noqa: E501


def test_a_receipt_holds_no_opinion_and_no_review(folder):
    receipt = handed_in(folder)
    assert "secret liking" not in json.dumps(receipt)
    assert [(one["item"], one["attempts"]) for one in receipt["answers"]] == [("gone/item", 1), ("toy/pears", 2), ("toy/which", 1)]  # fmt: skip # noqa: E501


def test_an_item_that_cannot_be_built_is_not_handed_in(folder):
    questions = folder / "questions" / "toy.yaml"
    questions.write_text(questions.read_text().replace("survey: true", "survey: perhaps"))
    assert "secret liking" not in json.dumps(handed_in(folder, answer("toy/vote", "right", "secret liking")))


def test_the_pre_test_gives_no_lesson_a_score(folder):
    (folder / "questions" / "pre-test.yaml").write_text(
        (TOY / "questions" / "toy.yaml").read_text().replace("toy/", "pre-test/")
    )
    manifest = folder / "course.yaml"
    manifest.write_text(manifest.read_text().replace("questions: [toy]", "questions: [toy, pre-test]"))
    receipt = handed_in(folder, answer("pre-test/pears", "right", "2"))
    line = receipt["lessons"][0]
    assert (line["items"], line["answered"]) == (2, 2)
    assert "pre-test" not in json.dumps(receipt)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_verbs_work_from_the_folder_above_the_course(folder, monkeypatch):
    folder.rename(folder.with_name("wso-course"))
    monkeypatch.chdir(folder.parent)
    assert "Counting pears" in run("lessons").output
    assert "2 questions answered" in run("progress").output
    assert for_excel(run("progress", "--format", "csv").output).startswith("item,attempts")
    done = run("hand-in", "--name", "learner-01", "--out", "mine.json")
    assert done.exit_code == 0
    assert "not secure" in done.output
    assert json.loads(Path("mine.json").read_text())["learner"] == "learner-01"
    assert run("hand-in", "--out", "mine.json").exit_code == 0, "An older receipt may be replaced"


def test_a_name_in_another_code_than_utf_8_is_refused_in_one_sentence(folder):
    done = run("hand-in", folder, "--name", os.fsdecode(b"caf\xe9"), "--out", folder / "receipt.json")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert "Write it without accents" in done.output


def test_a_receipt_of_one_answer_says_one_question(toy, monkeypatch):
    monkeypatch.delenv("WSO_LESSONS_PROGRESS")
    handed_in(toy, answer("toy/word", "right", "pear"))
    assert "answers to 1 question.\n" in run("hand-in", toy, "--out", toy / "receipt.json").output


def test_half_a_character_in_an_answer_does_not_keep_a_receipt_from_being_written(folder):
    handed_in(folder, answer("toy/word", "right", "pear \ud83d"))
    assert run("hand-in", folder, "--out", folder / "receipt.json").exit_code == 0
    read = read_receipt(folder / "receipt.json")
    assert "pear ?" in [one.last.response for one in read.answers]


def test_another_file_is_never_overwritten(folder):
    other = folder / "course.yaml"
    before = other.read_bytes()
    done = run("hand-in", folder, "--out", other)
    assert done.exit_code == 2
    assert "is another file" in done.output
    assert other.read_bytes() == before


def test_a_folder_without_a_record_is_refused_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.delenv("WSO_LESSONS_PROGRESS")
    for verb in ("lessons", "progress", "hand-in"):
        done = run(verb, tmp_path)
        assert done.exit_code == 2
        assert done.output.count("\n") == 1
        assert "holds no answers yet. Answer a question first" in done.output


@pytest.mark.slow
def test_a_record_without_answers_has_nothing_to_hand_in(tmp_path, monkeypatch):
    monkeypatch.delenv("WSO_LESSONS_PROGRESS")
    open_progress(tmp_path / ".wso-lessons" / "progress.sqlite3").close()
    done = run("hand-in", tmp_path)
    assert (done.exit_code, "no answer to hand in" in done.output) == (2, True)


@pytest.mark.parametrize("there", [True, False])
def test_a_receipt_goes_into_a_folder_whether_it_exists_or_not(folder, tmp_path, there):
    place = tmp_path / "shared" / "class 3.2"
    if there:
        place.mkdir(parents=True)
    done = run("hand-in", folder, "--name", "../Learner 01: ü", "--out", place)
    assert done.exit_code == 0, done.output
    [path] = place.iterdir()
    assert re.fullmatch(r"receipt-Learner-01-ü-\d{4}-\d\d-\d\d\.json", path.name)


def test_a_receipt_that_cannot_be_written_is_told_in_one_sentence(folder):
    done = run("hand-in", folder, "--out", folder / "course.yaml" / "receipt.json")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert "cannot be written" in done.output


def test_a_receipt_says_of_a_lesson_what_its_page_lists_and_no_more(toy_course, tmp_path):
    page = (ROOT / "docs" / "receipt.md").read_text(encoding="utf-8")
    listed = re.search(r"for each lesson: (.*?) \|", page)[1]
    receipt = receipt_of(Bank(toy_course), open_progress(tmp_path / "p.sqlite3"), "1.0")
    assert {frozenset(lesson) for lesson in receipt["lessons"]} == {frozenset(re.findall(r"`(\w+)`", listed))}
