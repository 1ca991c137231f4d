"""Small versions of what `python -m benchmarks.reliability` counts, so that a fault shows before the long run."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no such signals.", allow_module_level=True)

from benchmarks import hostile, reliability

pytestmark = pytest.mark.slow


def test_mutated_files_end_in_a_reading_or_a_sentence(tmp_path):
    assert set(hostile.inputs(tmp_path / "inputs", 40)) <= {"read", "told"}


def test_a_hostile_string_acts_in_no_export_result_or_report(tmp_path, monkeypatch):
    monkeypatch.setattr(hostile, "STRINGS", hostile.STRINGS[:1])
    monkeypatch.setattr(hostile, "PLACES", hostile.PLACES[2:8:2])
    assert hostile.strings(tmp_path) == {"harmless": 3}


def test_two_writers_lose_nothing_where_locks_do_nothing(tmp_path):
    assert reliability.two_writers(tmp_path, 20, "without-locks") == (40, 0)
