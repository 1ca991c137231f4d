"""The course as a page runs it: the course's own marks, a record that is kept, saved, loaded again and handed in."""

from __future__ import annotations

import json

import pytest

from wso_lessons.content import layout, open_course
from wso_lessons.exports.site.running import RunningCourse
from wso_lessons.progress.receipt import read_receipt
from wso_lessons.quiz import grade

HOSTILE = "<b>'\"\\ \u2028"


@pytest.fixture
def run(material, own_lesson, tmp_path):
    """Makes a running course over a record's folder, and asks it to act."""

    def begin(folder="record"):
        (tmp_path / folder).mkdir(exist_ok=True)
        running = RunningCourse(material.course, tmp_path / folder / "progress.sqlite3", "1")
        # In Jupyter's own widgets a message is heard by what was registered; a page's stand-in keeps that one.
        running.hear = lambda box, message: json.loads(running.receive(json.dumps({"box": box, "message": message})))
        return running

    return begin


def ask(running, lesson, function, *names, box=1, **named):
    call = {"function": function, "names": names, "named": named}
    return json.loads(running.open(json.dumps({"box": box, "lesson": lesson, "ask": call})))["values"]


@pytest.fixture(autouse=True)
def heard(monkeypatch):
    """A widget that hears as the page's stand-in does."""
    import ipywidgets

    monkeypatch.setattr(ipywidgets.Widget, "hear", lambda self, *said: self._msg_callbacks(*said), raising=False)


@pytest.fixture
def item(material):
    """A question for a number."""
    return next(item for one in material.chapters[0].sets for item in one.items if item.kind == "number")


def test_an_answer_is_marked_as_the_course_marks_it_and_taken_up_by_the_next_visit(run, item, own_lesson):
    running = run()
    ask(running, own_lesson, "ask", item.id)
    for response, state in (("1", "wrong"), (item.key_text()[0].split()[0], "right")):
        said = running.hear(1, {"do": "check", "item": item.id, "response": response})["values"]
        assert said["states"][item.id]["state"] == state == grade(item, response).state
        assert "items" not in said
    again = ask(run(), own_lesson, "ask", item.id)
    assert again["states"][item.id]["state"] == "right"


def use(running, lesson, item):
    """One wrong answer, and a note."""
    ask(running, lesson, "ask", item.id)
    running.hear(1, {"do": "check", "item": item.id, "response": "1"})
    ask(running, lesson, "note", "own/words", "Words", box=2)
    running.hear(2, {"text": HOSTILE})


@pytest.mark.slow
def test_a_receipt_is_what_report_reads_and_holds_no_note(run, material, item, own_lesson, tmp_path):
    running = run()
    running.note_visit(own_lesson)
    use(running, own_lesson, item)
    made = json.loads(running.receipt(json.dumps({"learner": "learner-01", "lesson": own_lesson})))
    assert made["name"] == f"receipt-learner-01-{own_lesson}.json"
    (tmp_path / made["name"]).write_text(made["text"], encoding="utf-8")
    receipt = read_receipt(tmp_path / made["name"])
    assert receipt.course == material.course.manifest.id
    assert [one.item_id for one in receipt.answers] == [item.id]
    assert receipt.learner == "learner-01"
    assert json.dumps(HOSTILE)[1:-1] not in made["text"]
    lessons = json.loads(running.state())["lessons"]
    assert next(one for one in lessons if one["id"] == own_lesson)["answered"] == 1


def test_a_saved_record_is_loaded_once_and_its_notes_take_none_away(run, item, own_lesson):
    running = run()
    use(running, own_lesson, item)
    saved = json.loads(running.save())["text"]
    other = run("other")
    ask(other, own_lesson, "note", "own/words", "Words", box=2)
    other.hear(2, {"text": "What was written here before, in many words."})
    assert json.loads(other.load(saved)) == {"answers": 1}
    assert json.loads(other.load(saved)) == {"answers": 0}
    assert ask(other, own_lesson, "note", "own/words", "Words")["text"] == HOSTILE
    assert "in many words" in other.save()
    assert ask(other, own_lesson, "ask", item.id)["states"][item.id]["state"] == "wrong"


def test_once_the_start_is_prepared_a_lessons_first_question_reads_no_file(material, own_lesson, tmp_path, monkeypatch):
    item = material.chapters[0].sets[0].items[0]
    running = RunningCourse(open_course(material.course.root), tmp_path / "progress.sqlite3")
    running.open_first()
    monkeypatch.setattr(layout, "read_tree", None)
    assert ask(running, own_lesson, "ask", item.id)["items"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "wso-lessons record", "course": "other", "files": {}}',
                                  '{"format": "wso-lessons record", "course": 1, "files": 2}'])  # fmt: skip
def test_another_file_is_refused_in_a_sentence(run, text):
    assert "no record of this course" in json.loads(run().load(text))["refused"]
