"""A file is written whole or not at all, and the day is the reader's own."""

import datetime
import os
import stat

import pytest

from wso_lessons.content import clock
from wso_lessons.content.files import failure_reason, write_whole


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "a.txt"
    write_whole(path, "one\r\n")
    write_whole(path, "two\n")
    assert path.read_bytes() == b"two\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_takes_no_other_ones_place(tmp_path):
    write_whole(tmp_path / "a.txt", "one", new=True)
    with pytest.raises(FileExistsError, match=r"a\.txt"):
        write_whole(tmp_path / "a.txt", "two", new=True)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["one"]


def test_a_failed_write_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_whole(path, "old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_has_a_reason_even_where_the_system_gives_none():
    assert failure_reason(OSError(28, "No space left on device", "a.txt")) == "no space left on device"
    assert failure_reason(OSError("It is in use")) == "it is in use"
    assert failure_reason(OSError()) == "it cannot be opened"


def test_a_private_file_is_for_its_owner_alone_and_an_old_one_keeps_its_permissions(tmp_path):
    write_whole(tmp_path / "own.txt", "x", private=True)
    assert stat.S_IMODE((tmp_path / "own.txt").stat().st_mode) == 0o600
    (tmp_path / "shared.txt").touch()
    (tmp_path / "shared.txt").chmod(0o640)
    write_whole(tmp_path / "shared.txt", "x", private=True)
    assert stat.S_IMODE((tmp_path / "shared.txt").stat().st_mode) == 0o640


def test_a_long_name_can_be_written(tmp_path):
    write_whole(tmp_path / ("n" * 250), "x")
    assert (tmp_path / ("n" * 250)).read_text() == "x"


@pytest.mark.parametrize(("zone", "day"), [("America/Los_Angeles", 4), ("UTC", 5), ("Pacific/Auckland", 5)])
def test_today_is_the_day_on_the_readers_own_calendar(in_zone, monkeypatch, zone, day):
    in_zone(zone)
    monkeypatch.setattr(clock, "now", lambda: datetime.datetime(2026, 6, 5, 2, tzinfo=datetime.UTC))
    assert clock.today() == datetime.date(2026, 6, day)
    assert clock.stamp("seconds") == "2026-06-05T02:00:00Z"


@pytest.mark.parametrize("stored", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_moment_at_the_end_of_the_calendar_has_a_day(in_zone, stored):
    for zone in ("America/Los_Angeles", "Pacific/Auckland"):
        in_zone(zone)
        assert clock.day_of_stamp(stored).isoformat() == stored[:10]
