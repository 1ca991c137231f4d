"""What is damaged, held or cut off in the middle of writing loses no answer that another copy has."""

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

from tests.support.answers import keep
from tests.support.writers import acknowledged_by
from wso_lessons.content import clock
from wso_lessons.progress import logs, open_progress
from wso_lessons.progress.lines import Lines
from wso_lessons.progress.logs import FileLog


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


@pytest.mark.slow
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
