import os
import sqlite3
import sys

import pytest

from tests.support.answers import answer, keep
from wso_lessons.progress import find_file, open_progress
from wso_lessons.progress import schema as schema_module
from wso_lessons.progress.logs import FileLog
from wso_lessons.progress.schema import MIGRATIONS, connect


def test_an_attempt_is_read_back_as_it_was_written(store, file):
    response = {"k": ["ä", 1.5, None]}
    written = keep(store, response=response, hints_used=2, confidence="sure", tries=3)
    again = open_progress(file)
    assert again.answers() == [written]
    assert again.last_answers()["s/a"].response == response
    again.close()


def test_every_attempt_stays_and_the_newest_counts(store):
    keep(store, state="wrong")
    keep(store, state="right")
    assert [one.state for one in store.answers()] == ["wrong", "right"]
    assert store.last_answers()["s/a"].state == "right"
    assert store.last_answers(["s/b"]) == {}


def test_attempts_cannot_be_changed_or_taken_away(store, file):
    keep(store)
    with sqlite3.connect(file) as db:
        for statement in ("UPDATE attempts SET score = 1", "DELETE FROM attempts"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                db.execute(statement)
    db.close()


def test_a_lesson_goes_from_new_to_opened_to_finished(store):
    assert store.lesson_state("01").state == "new"
    store.lesson_opened("01")
    assert store.last_lesson() == "01"
    keep(store, state="wrong")
    keep(store, "s/b")
    keep(store, "s/c", "noted")
    state = store.lesson_state("01")
    assert (state.state, state.answered, state.right, state.points) == ("opened", 2, 1, 1.0)
    store.lesson_finished("01")
    assert store.lesson_state("01", ["s/b"]).answered == 1
    assert store.lesson_state("01").state == "finished"


def test_a_lesson_with_questions_is_finished_when_all_are_answered(store):
    store.lesson_opened("02")
    keep(store, "s/c", lesson_id="02")
    assert store.lesson_state("02", ["s/c", "s/d"]).state == "opened"
    keep(store, "s/d", lesson_id="02")
    assert store.lesson_state("02", ["s/c", "s/d"]).state == "finished"


def test_the_seed_is_made_once(store, file):
    again = open_progress(file)
    assert again.learner_seed() == store.learner_seed()
    again.close()


def test_several_kernels_see_each_others_answers(store, file):
    other = open_progress(file)
    keep(other, "s/other")
    keep(store, "s/mine")
    assert {one.item_id for one in store.answers()} == {one.item_id for one in other.answers()} == {"s/mine", "s/other"}
    other.close()


def test_a_corrupt_file_is_kept_aside_and_a_new_one_begun(file):
    file.parent.mkdir()
    broken = b"This is no database, but somebody's answers may be in it." * 40
    file.write_bytes(broken)
    progress = open_progress(file)
    assert "damaged and was kept as" in progress.notice
    keep(progress)
    assert progress.last_answers()["s/a"].state == "right"
    progress.close()
    kept = list(file.parent.glob("progress.broken-*.sqlite3"))
    assert [one.read_bytes() for one in kept] == [broken]
    fresh = open_progress(file)
    assert (fresh.notice, fresh.path) == ("", file)
    fresh.close()


def test_a_page_that_rots_inside_the_file_is_found_when_it_is_opened(file):
    store = open_progress(file)
    for number in range(12):
        keep(store, f"s/i{number}", response="word " * 500)
    store.close()
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * (4096 * 6)
    file.write_bytes(content)
    progress = open_progress(file)
    assert "damaged and was kept" in progress.notice


def test_a_place_that_cannot_be_written_gives_one_notice_and_practice_goes_on(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    progress = open_progress(blocked / "progress.sqlite3")
    assert progress.notice.startswith("Answers are kept only while this notebook is open")
    keep(progress)
    assert len(progress.answers()) == 1


def test_a_read_only_file_is_told_when_it_is_opened(file, monkeypatch):
    open_progress(file).close()
    really = sqlite3.connect
    # Rights do not hold back an administrator, so the file is opened as SQLite opens one that it may only read.
    monkeypatch.setattr(sqlite3, "connect", lambda path, **more: really(f"file:{path}?mode=ro", uri=True, **more))
    progress = open_progress(file)
    assert "cannot be written" in progress.notice
    keep(progress)
    assert progress.last_answers()["s/a"].state == "right"


def test_a_file_that_goes_away_under_an_open_notebook_loses_nothing(store, file):
    keep(store, "s/before")
    for part in file.parent.iterdir():
        part.unlink()
    keep(store, "s/after")
    assert "from now on" in store.notice
    assert store.last_answers()["s/after"].state == "right"


def test_a_disk_that_fills_up_keeps_what_was_there_and_goes_on_in_memory(store, monkeypatch):
    keep(store, "s/before")
    store.lesson_opened("01")

    def full(*_anything):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(FileLog, "add", full)
    keep(store, "s/after")
    assert "disk is full" in store.notice
    assert [one.item_id for one in store.answers()] == ["s/before", "s/after"]
    assert store.last_lesson() == "01"


@pytest.mark.parametrize("name", ["progress.sqlite3", "progress.sqlite3-wal", "progress.jsonl"])
@pytest.mark.parametrize("kind", ["link", *(["pipe"] if hasattr(os, "mkfifo") else [])])
def test_a_pipe_or_a_link_out_in_the_records_place_is_told_and_not_written_through(store, file, tmp_path, name, kind):
    keep(store)
    store.close()
    place = file.with_name(name)
    place.unlink(missing_ok=True)
    os.mkfifo(place) if kind == "pipe" else place.symlink_to(tmp_path / "outside")
    again = open_progress(file)
    keep(again, "s/b")
    assert ("no ordinary file" if kind == "pipe" else "leads out") in again.notice
    assert "s/b" in [one.item_id for one in again.answers()]
    assert not (tmp_path / "outside").exists()


def test_a_newer_file_is_left_alone(file):
    open_progress(file).close()
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = file.read_bytes()
    assert "newer version" in open_progress(file).notice
    assert file.read_bytes() == before


def test_without_sqlite_practice_stays_in_memory(monkeypatch, file):
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    progress = open_progress(file)
    assert "no SQLite" in progress.notice
    keep(progress)
    assert progress.lesson_state("01").right == 1


def test_a_folder_without_a_course_keeps_nothing_on_disk(tmp_path, monkeypatch):
    monkeypatch.delenv("WSO_LESSONS_PROGRESS")
    monkeypatch.chdir(tmp_path)
    assert find_file() is None
    assert "holds no course record" in open_progress().notice
    assert list(tmp_path.iterdir()) == []


def test_the_record_is_found_from_a_folder_below_and_by_the_variable(tmp_path, monkeypatch):
    monkeypatch.delenv("WSO_LESSONS_PROGRESS")
    (tmp_path / ".wso-lessons").mkdir()
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_file(below) == tmp_path / ".wso-lessons" / "progress.sqlite3"
    monkeypatch.setenv("WSO_LESSONS_PROGRESS", str(tmp_path / "named.sqlite3"))
    assert find_file(below) == tmp_path / "named.sqlite3"


def test_migrations_run_in_order_keep_what_is_there_and_are_whole_or_nothing(file, monkeypatch):
    store = open_progress(file)
    keep(store)
    store.close()
    further = ("CREATE TABLE later (x TEXT)", "INSERT INTO later SELECT item_id FROM attempts")
    monkeypatch.setattr(schema_module, "MIGRATIONS", (*MIGRATIONS, further, ("CREATE TABLE oops (; broken",)))
    with pytest.raises(sqlite3.OperationalError):
        connect(file, 1)
    db = sqlite3.connect(file)
    assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'later'").fetchall()
    db.close()
    monkeypatch.setattr(schema_module, "MIGRATIONS", (*MIGRATIONS, further))
    db = connect(file, 1)
    assert db.execute("SELECT x FROM later").fetchall() == [(b"s/a",)]
    db.close()


def test_the_record_gives_a_quiz_its_answers_its_seed_and_a_callback(store):
    keep(store, state="wrong")
    given = store.for_quiz(["s/a"], "01")
    assert given.answers["s/a"].state == "wrong"
    assert given.seed == store.learner_seed()
    assert given.keep(answer("s/a", response="y", hints_used=1, confidence="guess", tries=2)) == ""
    last = store.last_answers()["s/a"]
    assert (last.response, last.state, last.hints_used, last.confidence, last.tries) == ("y", "right", 1, "guess", 2)
