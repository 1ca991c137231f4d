import contextlib
import datetime
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import textwrap

import pytest

from tests.support.answers import answer, keep
from tests.support.writers import acknowledged_by
from wso_lessons.content import clock
from wso_lessons.progress import find_file, logs, open_progress
from wso_lessons.progress import schema as schema_module
from wso_lessons.progress.lines import Lines
from wso_lessons.progress.logs import FileLog
from wso_lessons.progress.schema import MIGRATIONS, connect


@pytest.fixture
def file(tmp_path):
    return tmp_path / ".wso-lessons" / "progress.sqlite3"


@pytest.fixture
def store(file):
    opened = open_progress(file)
    yield opened
    opened.close()


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


def damage(file, word, by):
    content = file.read_bytes()
    assert content.count(word) >= 1
    file.write_bytes(content.replace(word, by))


def test_a_row_that_cannot_be_read_costs_no_answer_and_is_told_once_with_a_copy_set_aside(store, file):
    for number in range(5):
        keep(store, f"s/i{number}", response=f"word {number} ä")
    store.close()
    damage(file, b"word 3", b"\xff\xfe\xffd 3")
    again = open_progress(file)
    assert sorted(one.item_id for one in again.answers()) == [f"s/i{number}" for number in range(5)]
    assert "put back" in again.notice
    [copy] = file.parent.glob("progress.damaged-*.sqlite3")
    assert f"1 of the rows of {file} could not be read; a copy of it was kept as {copy.name}." in again.notice
    assert b"\xff\xfe\xffd 3" in copy.read_bytes()
    if os.name == "posix":
        assert copy.stat().st_mode & 0o077 == 0
    again.close()
    once = open_progress(file)
    assert once.notice == ""
    assert len(once.answers()) == 5
    once.close()
    assert list(file.parent.glob("progress.damaged-*.sqlite3")) == [copy]


@pytest.mark.parametrize(
    ("word", "by", "left"),
    [(b"word 3", b"wo\xffd 3", 1), (b"right", b"r\xffght", 0), (b"opened", b"openxd", 2)],
    ids=["an answer", "all answers", "an event"],
)
def test_a_row_whose_second_copy_is_gone_too_costs_that_row_alone_and_new_answers_are_kept(
    store, file, word, by, left
):  # fmt: skip
    keep(store, "s/a", response="word 3")
    keep(store, "s/b", response="word 4")
    store.lesson_opened("01")
    store.close()
    file.with_suffix(".jsonl").unlink()
    damage(file, word, by)
    again = open_progress(file)
    assert f"{2 - left or 1} of the rows of {file} could not be read; a copy" in again.notice
    keep(again, "s/new")
    again.close()
    later = open_progress(file)
    assert later.notice == ""
    assert len(later.answers()) == left + 1
    assert later.last_answers()["s/new"].state == "right"
    assert len(later.events()) == (word != b"opened")
    later.close()


def test_where_no_copy_can_be_made_the_rest_is_read_all_the_same(store, file, monkeypatch):
    keep(store, "s/a", response="word 3")
    store.close()
    damage(file, b"word 3", b"wo\xffd 3")

    def full(*_anything):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(logs.os, "close", full)
    again = open_progress(file)
    monkeypatch.undo()
    assert "no copy of it could be made" in again.notice
    assert [one.item_id for one in again.answers()] == ["s/a"]
    again.close()


def test_answers_in_a_lost_write_ahead_log_are_put_back(file, tmp_path):
    store = open_progress(file)
    for number in range(5):
        keep(store, f"s/i{number}")
    copy = tmp_path / "copied" / file.name
    copy.parent.mkdir()
    for name in (file, file.with_suffix(".jsonl")):  # the -wal beside it is left behind
        (copy.parent / name.name).write_bytes(name.read_bytes())
    store.close()
    again = open_progress(copy)
    assert len(again.answers()) == 5
    assert "put back" in again.notice
    again.close()


def test_kernels_that_open_at_one_moment_put_an_answer_back_once(store, file, monkeypatch):
    keep(store)
    store.close()
    file.unlink()
    really = FileLog._put_back

    def while_another_opens(log, lost):
        monkeypatch.setattr(FileLog, "_put_back", really)
        FileLog(log.path).close()
        return really(log, lost)

    monkeypatch.setattr(FileLog, "_put_back", while_another_opens)
    again = open_progress(file)
    assert [one.item_id for one in again.answers()] == ["s/a"]
    again.close()


def test_a_finished_lesson_stands_in_the_one_file(store, file, tmp_path):
    keep(store)
    store.lesson_finished("01")
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(file.read_bytes())
    db = sqlite3.connect(copy)
    assert db.execute("SELECT count(*) FROM attempts").fetchone() == (1,)
    db.close()


def test_a_line_that_rots_is_left_out_and_written_again_from_the_file(store, file):
    keep(store, "s/a")
    keep(store, "s/b")
    store.close()
    lines = file.with_suffix(".jsonl")
    lines.write_bytes(lines.read_bytes().replace(b"s/a", b"s/x"))
    open_progress(file).close()
    assert {one.item_id for one in Lines(file).read()[0]} == {"s/a", "s/b"}


def test_a_file_that_is_held_is_told_within_two_seconds_and_answers_join_it_later(file, monkeypatch):
    open_progress(file).close()
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("PRAGMA journal_mode = DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    waits, really = [], sqlite3.connect

    def connect_at_once(path, timeout, **more):
        waits.append(timeout)
        return really(path, timeout=0.01, **more)

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", connect_at_once)
        progress = open_progress(file)
    assert 0 < sum(waits) < 2
    assert "held by another program" in progress.notice
    keep(progress, "s/meanwhile")
    progress.close()
    holder.execute("COMMIT")
    holder.close()
    later = open_progress(file)
    assert [one.item_id for one in later.answers()] == ["s/meanwhile"]
    later.close()


def test_what_was_held_in_memory_goes_to_the_file_when_there_is_room(tmp_path, monkeypatch):
    blocked = tmp_path / "place"
    blocked.write_text("a file where a folder should be")
    file = blocked / "progress.sqlite3"
    start = datetime.datetime(2026, 6, 5, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(clock, "now", lambda: start)
    progress = open_progress(file)
    keep(progress, "s/early")
    blocked.unlink()
    monkeypatch.setattr(clock, "now", lambda: start + datetime.timedelta(minutes=1))
    keep(progress, "s/late")
    assert (progress.notice, progress.path) == ("", file)
    progress.close()
    again = open_progress(file)
    assert [one.item_id for one in again.answers()] == ["s/early", "s/late"]
    again.close()


def test_what_is_held_in_memory_when_a_kernel_ends_goes_to_the_file_where_there_is_room_by_then(tmp_path):
    program = f"""
        from pathlib import Path
        from wso_lessons.content.answer import Answer
        from wso_lessons.progress import open_progress

        for name in ("closed", "open"):
            place = Path({str(tmp_path)!r}, name)
            place.write_text("a file where a folder should be")
            progress = open_progress(place / "progress.sqlite3")
            progress.record_answer(Answer(item_id="s/a", response="x", state="right", score=1.0))
            place.unlink()
            if name == "closed":
                progress.close()
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True, timeout=600)
    for name in ("closed", "open"):
        again = open_progress(tmp_path / name / "progress.sqlite3")
        assert [one.item_id for one in again.answers()] == ["s/a"]
        again.close()


@pytest.mark.slow
@pytest.mark.parametrize("part", ["progress.sqlite3", "progress.jsonl"])
def test_a_turned_bit_anywhere_loses_no_answer(tmp_path, part):
    model = tmp_path / "model" / "progress.sqlite3"
    store = open_progress(model)
    for number in range(20):
        keep(store, f"s/i{number}", response=f"ä {number}")
    store.close()
    chance = random.Random(11)
    for turn in range(40):
        file = tmp_path / str(turn) / model.name
        shutil.copytree(model.parent, file.parent)
        content = bytearray((file.parent / part).read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (file.parent / part).write_bytes(content)
        again = open_progress(file)
        keep(again, "s/new")
        held = {one.item_id for one in again.answers()}
        again.close()
        assert held >= {"s/new", *(f"s/i{number}" for number in range(20))}, turn


def held(file):
    """The answers that a record has, and what opening it says."""
    with contextlib.closing(open_progress(file)) as store:
        return [one.item_id for one in store.answers()], store.notice


@pytest.mark.slow
def test_fifty_writers_at_once_lose_nothing(file):
    acknowledged, (kept, _) = acknowledged_by("at-once", file, 50, 5), held(file)
    assert len(acknowledged) == 250
    assert sorted(kept) == sorted(acknowledged)
    assert list(file.parent.glob("progress.*-*")) == []  # nothing was thought damaged


@pytest.mark.slow
def test_twenty_kills_in_the_middle_of_writing_lose_nothing_acknowledged(file):
    acknowledged, (kept, notice) = acknowledged_by("killed", file, 20), held(file)
    assert notice == ""
    assert len(acknowledged) >= 20
    assert set(acknowledged) <= set(kept)
