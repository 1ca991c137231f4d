"""What becomes of a record where the file system gives less than SQLite asks for."""

import sqlite3
import sys

import pytest

from wso_lessons.progress import open_progress
from wso_lessons.progress.logs import FileLog, LinesLog, MemoryLog

if sys.platform == "win32":
    pytest.skip("Windows has no such file systems.", allow_module_level=True)

from tests.support.answers import keep
from tests.support.network_drive import without_locks, without_shared_memory


@pytest.fixture(params=["a new record", "a record of a drive that had both"])
def file(request, tmp_path):
    path = tmp_path / ".wso-lessons" / "progress.sqlite3"
    if request.param != "a new record":
        progress = open_progress(path)
        keep(progress, "s/before")
        progress.close()
    return path


def answered(progress):
    return [one.item_id for one in progress.answers() if one.item_id != "s/before"]


def journal(file):
    db = sqlite3.connect(file)
    [(mode,)] = db.execute("PRAGMA journal_mode").fetchall()
    db.close()
    return mode


def test_without_shared_memory_the_record_keeps_the_older_journal_and_two_programs_may_write(file):
    with without_shared_memory():
        one, two = open_progress(file), open_progress(file)
        keep(one, "s/one")
        keep(two, "s/two")
        assert [type(progress._log) for progress in (one, two)] == [FileLog, FileLog]
        assert one.notice == two.notice == ""
        assert answered(one) == answered(two) == ["s/one", "s/two"]
        one.close()
        two.close()
        assert journal(file) == "delete"
    later = open_progress(file)
    assert answered(later) == ["s/one", "s/two"]
    later.close()
    assert journal(file) == "wal"


def test_without_locks_answers_go_to_the_lines_and_the_cause_is_told_without_waiting_for_one(file, monkeypatch):
    with without_locks():
        with monkeypatch.context() as patched:
            patched.setattr(sqlite3, "connect", None)  # which would wait for a lock
            progress = open_progress(file)
        keep(progress, "s/meanwhile")
        assert isinstance(progress._log, LinesLog)
        assert "cannot be locked" in progress.notice
        assert "held by another" not in progress.notice
        progress.close()
    later = open_progress(file)
    assert answered(later) == ["s/meanwhile"]
    assert "put back" in later.notice
    later.close()


def test_where_the_lines_cannot_be_written_either_answers_stay_in_memory(file):
    file.parent.mkdir(exist_ok=True)
    file.with_suffix(".jsonl").unlink(missing_ok=True)
    file.with_suffix(".jsonl").mkdir()
    with without_locks():
        progress = open_progress(file)
        keep(progress, "s/held")
        assert isinstance(progress._log, MemoryLog)
        assert "only while this notebook is open" in progress.notice
        assert answered(progress) == ["s/held"]
    file.with_suffix(".jsonl").rmdir()
    progress.close()
    later = open_progress(file)
    assert answered(later) == ["s/held"]
    later.close()
