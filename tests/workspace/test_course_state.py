"""What the course panel is told: the lessons that lie in the folder, in order, and how far their learner is."""

import contextlib
import json

from wso_lessons.content import layout, open_course
from wso_lessons.content.answer import Answer
from wso_lessons.progress import open_progress
from wso_lessons.progress.store import FILE
from wso_lessons.workspace.processes.course_state import course_state, receipt_file

RIGHT = Answer(item_id="toy/pears", lesson_id="01-toy", response="2", state="right", score=1.0)


def record_in(folder):
    """The learner's record in a folder, closed afterwards."""
    (folder / layout.STATE).mkdir()
    return contextlib.closing(open_progress(folder / layout.STATE / FILE))


def test_a_new_folder_has_lessons_not_begun_and_no_record_is_made_by_looking(toy):
    folder = open_course(toy).places.notebooks
    state = course_state(folder)
    assert [one["file"] for one in state["lessons"]] == [entry.file for entry in open_course(toy).lessons]
    assert {one["state"] for one in state["lessons"]} == {"new"}
    assert state["due"] == 0
    assert not (folder / layout.STATE).exists()


def test_what_was_answered_counts_and_a_lesson_that_is_not_there_is_left_out(toy):
    course = open_course(toy)
    folder = course.places.notebooks
    first, second = course.lessons[:2]
    with record_in(folder) as progress:
        progress.lesson_opened(first.id)
    (folder / second.file).unlink()
    state = course_state(folder)
    assert [one["file"] for one in state["lessons"]] == [entry.file for entry in course.lessons if entry != second]
    assert state["lessons"][0]["state"] == "opened"


def test_a_hub_collects_a_copy_of_a_receipt_under_the_users_name_or_the_learner_is_told_why_not(
    toy, tmp_path, monkeypatch
):
    folder = open_course(toy).places.notebooks
    with record_in(folder) as progress:
        progress.record_answer(RIGHT)
    collected = tmp_path / "collected"
    monkeypatch.setenv("WSO_LESSONS_RECEIPTS", str(collected))
    monkeypatch.setenv("JUPYTERHUB_USER", "../learner 01")
    told = receipt_file(folder, "", "01-toy.ipynb")
    assert told["text"]
    assert told["says"].endswith("(no such file or directory): send this file to your teacher.")
    collected.mkdir()
    made = receipt_file(folder, "", "01-toy.ipynb")
    copy = collected / f"-learner-01-{made['file']}"
    assert copy.read_text(encoding="utf-8") == made["text"]
    assert copy.stat().st_mode & 0o777 == 0o640
    assert made["says"].endswith("A copy is with your class's receipts.")
    assert receipt_file(folder, "", "01-toy.ipynb")
    assert list(collected.iterdir()) == [copy]


def test_a_receipt_is_named_by_the_learner_and_the_lesson_and_says_what_is_in_it(toy):
    folder = open_course(toy).places.notebooks
    assert receipt_file(folder, "", "")["text"] == ""
    assert not (folder / layout.STATE).exists()
    with record_in(folder) as progress:
        progress.record_answer(RIGHT)
    made = receipt_file(folder, "learner 01", "01-toy.ipynb")
    assert made["file"] == "receipt-learner-01-01-toy.json"
    assert made["says"].startswith("Saved as receipt-learner-01-01-toy.json: learner 01, answers to 1 question.")
    assert json.loads(made["text"])["learner"] == "learner 01"
    assert json.loads(receipt_file(folder, "", "../x.ipynb")["text"])["learner"].startswith("learner-")
