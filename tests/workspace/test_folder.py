"""What `start` does to a learner's folder: never loses what was typed, never half-copies."""

import json
import os
from pathlib import Path

import pytest

from tests.support.notebooks import retitle
from wso_lessons.content import Course, open_course
from wso_lessons.workspace.folder import prepare
from wso_lessons.workspace.problem import StartError
from wso_lessons.workspace.processes.course_state import course_state


@pytest.fixture
def course(toy):
    return Course(toy)


def first(course):
    return course.lessons[0].file


def test_a_new_folder_receives_every_lesson(course, tmp_path):
    changes = prepare(course, tmp_path / "new" / "deep", "1.0")
    assert changes.new == [entry.file for entry in course.lessons]
    assert all((tmp_path / "new" / "deep" / entry.file).is_file() for entry in course.lessons)
    assert changes.sentence() == "1 lesson and 1 page beside them added."


@pytest.mark.slow
def test_lessons_are_counted_apart_from_the_pages_beside_them_as_the_panel_does(tmp_path):
    course = open_course(None)
    prepare(course, tmp_path / "mine", "1.0")
    shown = [one["lesson"] for one in course_state(tmp_path / "mine")["lessons"]]
    (tmp_path / "mine" / "glossary.ipynb").unlink()
    changes = prepare(course, tmp_path / "mine", "1.0")
    assert changes.sentence() == "1 page beside the lessons added."
    changes = prepare(course, tmp_path / "new", "1.0")
    assert changes.sentence() == f"{sum(shown)} lessons and {len(shown) - sum(shown)} pages beside them added."


def test_a_second_start_changes_nothing(course, tmp_path):
    prepare(course, tmp_path / "mine", "1.0")
    assert prepare(course, tmp_path / "mine", "1.0").sentence() == "Everything is as you left it."


def test_a_lesson_that_was_only_run_is_updated(course, tmp_path):
    prepare(course, tmp_path / "mine", "1.0")
    mine = tmp_path / "mine" / first(course)
    book = json.loads(mine.read_text(encoding="utf-8"))
    book["cells"][-1].update(outputs=[], execution_count=9)
    mine.write_text(json.dumps(book), encoding="utf-8")
    retitle(course.notebook(course.lessons[0].id), "# A newer title")
    changes = prepare(course, tmp_path / "mine", "1.1")
    assert changes.updated == [first(course)]
    assert "A newer title" in (tmp_path / "mine" / first(course)).read_text(encoding="utf-8")


def test_a_changed_lesson_is_kept_and_the_newer_one_arrives_beside_it_once(course, tmp_path):
    mine = tmp_path / "mine"
    prepare(course, mine, "1.0")
    retitle(mine / first(course), "# My own words")
    assert prepare(course, mine, "1.0").kept == [first(course)]
    retitle(course.notebook(course.lessons[0].id), "# A newer title")
    changes = prepare(course, mine, "1.1")
    beside = f"{Path(first(course)).stem} (version 1.1).ipynb"
    assert changes.beside == [(first(course), beside)]
    assert "My own words" in (mine / first(course)).read_text(encoding="utf-8")
    assert "A newer title" in (mine / beside).read_text(encoding="utf-8")
    assert prepare(course, mine, "1.1").beside == []


def test_a_lesson_that_is_no_notebook_any_more_is_kept(course, tmp_path):
    mine = tmp_path / "mine"
    prepare(course, mine, "1.0")
    (mine / first(course)).write_text("not JSON, but perhaps dear to someone", encoding="utf-8")
    retitle(course.notebook(course.lessons[0].id), "# A newer title")
    prepare(course, mine, "1.1")
    assert (mine / first(course)).read_text(encoding="utf-8").startswith("not JSON")


def test_a_deleted_lesson_comes_back(course, tmp_path):
    prepare(course, tmp_path / "mine", "1.0")
    (tmp_path / "mine" / first(course)).unlink()
    assert prepare(course, tmp_path / "mine", "1.0").new == [first(course)]


def test_somebody_elses_folder_is_refused_and_untouched(course, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(StartError, match="holds other files"):
        prepare(course, tmp_path / "theirs", "1.0")
    assert [path.name for path in (tmp_path / "theirs").iterdir()] == ["letter.txt"]


def test_a_folder_of_another_course_is_refused(course, tmp_path):
    (tmp_path / "mine" / ".wso-lessons").mkdir(parents=True)
    (tmp_path / "mine" / ".wso-lessons" / "course.json").write_text(
        '{"course": "other", "files": {}}', encoding="utf-8"
    )
    with pytest.raises(StartError, match='holds the course "other"'):
        prepare(course, tmp_path / "mine", "1.0")


def test_a_damaged_record_keeps_every_lesson_that_is_there(course, tmp_path):
    mine = tmp_path / "mine"
    prepare(course, mine, "1.0")
    retitle(mine / first(course), "# My own words")
    (mine / ".wso-lessons" / "course.json").write_text("{", encoding="utf-8")
    prepare(course, mine, "1.0")
    assert "My own words" in (mine / first(course)).read_text(encoding="utf-8")


def test_a_file_in_the_folders_place_is_one_sentence(course, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StartError, match="is a file"):
        prepare(course, tmp_path / "file", "1.0")
    with pytest.raises(StartError, match="is a file"):
        prepare(course, tmp_path / "file" / "below", "1.0")


def test_a_full_disk_changes_nothing(course, tmp_path, monkeypatch):
    mine = tmp_path / "mine"
    prepare(course, mine, "1.0")
    before = {path: path.read_bytes() for path in sorted(mine.rglob("*")) if path.is_file()}
    retitle(course.notebook(course.lessons[1].id), "# A newer title")

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StartError, match=r"is full.*nothing was changed"):
        prepare(course, mine, "1.1")
    assert {path: path.read_bytes() for path in sorted(mine.rglob("*")) if path.is_file()} == before
    with pytest.raises(StartError, match="is full"):
        prepare(course, tmp_path / "fresh", "1.0")
    assert not (tmp_path / "fresh").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(course, tmp_path, monkeypatch):
    def refused(*_, **__):
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(StartError, match="cannot be written"):
        prepare(course, tmp_path / "mine", "1.0")
