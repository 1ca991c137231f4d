"""What a class guessed is shown as a spread; guesses leave without marks, opinions and free words not at all."""

import contextlib
import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as some

from tests.support.answers import answer
from wso_lessons.cli.main import main
from wso_lessons.content import open_course
from wso_lessons.progress import open_progress
from wso_lessons.progress.receipt import receipt_text
from wso_lessons.quiz import Bank
from wso_lessons.reports.class_page import as_html
from wso_lessons.reports.class_report import as_text, class_report
from wso_lessons.reports.gathering import gather
from wso_lessons.reports.guesses import number_ranges
from wso_lessons.reports.own_record import held_in, own_record, receipt_of

COMMON = "objective: Count the pears., section: Counting pears, claims: [pears-in-bowl], predict: true"
ITEMS = f"""
- {{id: toy/guess, kind: number, stem: How many?, {COMMON}, answer: 2, reason: R., otherwise: O.}}
- {{id: toy/pick, kind: one, stem: Which?, {COMMON}, options: [{{text: Pears, correct: true, reason: r}}, {{text: Plums, reason: r}}]}}
- {{id: toy/word, kind: text, stem: Who?, {COMMON}, accept: [pear], reason: R., otherwise: O.}}
- {{id: toy/view, kind: one, stem: Ought it?, survey: true, predict: true, options: [{{text: Yes}}, {{text: No}}]}}
"""  # noqa: E501


@pytest.fixture
def course(toy):
    path = toy / "questions" / "toy.yaml"
    path.write_text(path.read_text(encoding="utf-8") + ITEMS, encoding="utf-8")
    return open_course(toy)


def receipt(course, tmp_path, number, guess):
    progress = open_progress(tmp_path / str(number) / "progress.sqlite3")
    pick = course_key(course, "Pears" if number % 2 else "Plums")
    for item, response, state in (
        ("toy/guess", guess, "guessed"),
        ("toy/pick", pick, "guessed"),
        ("toy/word", f"my teacher {number}", "guessed"),
        ("toy/view", "secret", "noted"),
        ("toy/pears", "2", "right"),
    ):
        progress.record_answer(answer(item, state, response))
    made = receipt_of(Bank(course), progress, "1", f"learner-{number:02d}")
    progress.close()
    return made


def course_key(course, text):
    return next(option.key for option in Bank(course).item("toy/pick").options if option.text == text)


def test_a_receipt_lists_guesses_without_marks_and_neither_opinions_nor_free_words(course, tmp_path):
    made = receipt(course, tmp_path, 1, "30")
    assert made["guesses"] == [
        {"item": "toy/guess", "response": 30.0},
        {"item": "toy/pick", "response": course_key(course, "Pears")},
    ]
    assert [one["item"] for one in made["answers"]] == ["toy/pears"]
    assert "secret" not in json.dumps(made)
    assert "my teacher" not in json.dumps(made)


def test_guesses_alone_can_be_handed_in(course, toy, tmp_path, monkeypatch):
    made = receipt(course, tmp_path, 1, "30")
    assert held_in(made) == "answers to 1 question and 2 guesses"
    assert held_in({**made, "answers": []}) == "2 guesses"
    assert held_in({**made, "answers": [], "guesses": []}) == ""
    monkeypatch.setenv("WSO_LESSONS_PROGRESS", str(tmp_path / "alone.sqlite3"))
    with contextlib.closing(open_progress(tmp_path / "alone.sqlite3")) as progress:
        progress.record_answer(answer("toy/guess", "guessed", "30"))
    done = CliRunner().invoke(main, ["hand-in", str(toy), "--out", str(tmp_path / "r.json")])
    assert (done.exit_code, ", 1 guess." in done.output) == (0, True), done.output
    assert class_report(gather([tmp_path / "r.json"], course), course).guesses[0].rows == (("30", 1),)


def test_the_class_report_shows_the_spread_and_scores_no_guess(course, tmp_path):
    place = tmp_path / "receipts"
    place.mkdir()
    for number in range(4):
        text = receipt_text(receipt(course, tmp_path, number, str(10 * number)))
        (place / f"{number}.json").write_text(text, encoding="utf-8")
    report = class_report(gather([place], course), course)
    number, pick = report.guesses
    assert (number.learners, number.rows, number.told) == (4, (("0", 1), ("10", 1), ("20", 1), ("30", 1)), "2.")
    assert pick.rows == (("Pears", 2), ("Plums", 2))
    assert [row.item_id for row in report.statistics.items] == ["toy/pears"]
    assert f"What the class guessed\n\n{number.stem} (4 guesses)\n    1 said: 0\n    1 said: 10\n" in as_text(report)
    assert "toy/" not in as_text(report).split("What the class guessed")[1]
    assert "What the class guessed" in as_html(report)


def test_two_long_choices_that_begin_alike_stay_apart_beside_their_bars(course, tmp_path):
    text = receipt_text(receipt(course, tmp_path, 1, "30"))
    (tmp_path / "1.json").write_text(text, encoding="utf-8")
    report = class_report(gather([tmp_path / "1.json"], course), course)
    alike = tuple((f"As the old custody going on, on the ground of {whose}", 1) for whose in ("ICE", "the court"))
    page = as_html(replace(report, guesses=(replace(report.guesses[1], rows=alike),)))
    assert {">of ICE</text>", ">of the court</text>"} <= set(re.findall(r">[^<>]*</text>", page))


def test_guesses_are_in_no_score_of_the_learners_own_record(course, tmp_path):
    progress = open_progress(tmp_path / "progress.sqlite3")
    progress.record_answer(answer("toy/guess", "guessed", "3"))
    record = own_record(Bank(course), progress)
    assert record.answers == ()
    assert record.cards == ()
    progress.close()


def test_many_different_numbers_stand_in_at_most_six_round_ranges():
    rows = number_ranges((number, 1) for number in (3, 40, 75, 90, 120, 300, 310, 555))
    assert rows[0] == ("0 to under 200", 5)
    assert sum(count for _, count in rows) == 8


@pytest.mark.slow
@settings(max_examples=60)
@example([-1.7e308, -1.0, 0.0, 0.5, 1.0, 2.0, 1.7e308])  # between which no number fits
@given(some.lists(some.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=40))
def test_any_numbers_are_counted_once_each_in_few_ranges(numbers):
    rows = number_ranges((number, 1) for number in numbers)
    assert sum(count for _, count in rows) == len(numbers)
    assert len(rows) <= 8
