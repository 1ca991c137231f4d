import json
import os

import pytest
from click.testing import CliRunner

from wso_lessons.cli.main import main
from wso_lessons.content import UnknownId, builtin_course, open_course
from wso_lessons.progress import open_progress
from wso_lessons.progress.notes import Notes
from wso_lessons.reports.own_notes import notes_text
from wso_lessons.workspace.processes.course_state import notes_in

BOXES = ('lesson.note("toy/first", "My sentence")', 'lesson.note("toy/second", "My second sentence")')


@pytest.fixture
def folder(toy, monkeypatch):
    """A course whose first lesson asks for two notes, with a record in which the second is written."""
    monkeypatch.delenv("WSO_LESSONS_PROGRESS")
    path = toy / "notebooks" / "01-toy.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    notebook["cells"] += [{**cell, "id": f"box-{n}", "source": [box], "outputs": []} for n, box in enumerate(BOXES)]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    state = toy / ".wso-lessons"
    open_progress(state / "progress.sqlite3").lesson_opened("01-toy")
    Notes(state / "notes").save("toy/second", "Plums are red.\n")
    return toy


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_notes_stand_under_the_words_that_asked_for_them(folder):
    done = run("notes", folder)
    assert done.output == "Counting pears\n==============\n\nMy second sentence\n\nPlums are red.\n"
    assert f"{notes_in(folder)['text']}\n" == done.output, "the room tells the same"


def test_notes_are_written_to_a_new_file_and_over_none(folder, tmp_path):
    out = tmp_path / "mine.txt"
    assert run("notes", folder, "--out", out).output == f"Wrote {out}.\n"
    assert "Plums are red." in out.read_text(encoding="utf-8")
    out.write_text("older", encoding="utf-8")
    again = run("notes", folder, "--out", out)
    assert (again.exit_code, out.read_text(encoding="utf-8")) == (2, "older")
    assert "is there already" in again.output
    lost = run("notes", folder, "--out", tmp_path / "nowhere" / "mine.txt")
    assert (lost.exit_code, "cannot be written" in lost.output) == (2, True)


def test_a_full_disk_leaves_no_half_of_the_notes(folder, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "out").mkdir()
    assert "no space left" in run("notes", folder, "--out", tmp_path / "out" / "mine.txt").output
    assert list((tmp_path / "out").iterdir()) == []


def test_one_lesson_alone_and_a_lesson_without_notes(folder):
    assert "Plums" in run("notes", folder, "--lesson", "01-toy").output
    empty = run("notes", folder, "--lesson", "02-toy")
    assert (empty.exit_code, empty.output.count("\n")) == (2, 1)
    assert "Nothing is written yet" in empty.output
    with pytest.raises(UnknownId, match="01-toy"):
        notes_text(open_course(folder), Notes(None), "01-tyo")


def test_the_memo_is_told_part_by_part():
    notes = Notes(None)
    for number, part in enumerate(("recommendation", "objection", "change", "reasons", "watch"), start=1):
        notes.save(f"decide/memo-{part}", f"Part {number}.")
    text = notes_text(builtin_course(), notes, "06-weigh-and-decide")
    assert text.startswith("The county board votes on Tuesday\n")
    assert [f"Part {number}." for number in range(1, 6)] == [line for line in text.splitlines() if line[:4] == "Part"]
