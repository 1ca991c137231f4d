"""A teacher's heap is read whole: folders, zips as learning systems make them, odd names; each other file is named."""

import datetime
import io
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.support import answers
from wso_lessons.progress.receipt import receipt_text
from wso_lessons.reports import heap
from wso_lessons.reports.class_report import class_report
from wso_lessons.reports.gathering import gather
from wso_lessons.reports.own_record import receipt_name


def receipt(number, learner="", **more):
    made = answers.receipt(answers.answer(response="2"), seed=str(number), learner=learner, **more)
    return receipt_text(made).encode()


def packed_from(members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return held.getvalue()


def learners(place, course, **more):
    return [one.learner for one in gather([place], course, **more).receipts]


def reasons(place, course, **more):
    return {path.name: reason for path, reason in gather([place], course, **more).skipped}


def test_receipts_are_found_in_folders_of_folders_and_under_any_name(tmp_path, toy_course):
    deep = tmp_path / "week 1" / "late" / "again"
    deep.mkdir(parents=True)
    names = ("a.json", "B.JSON", "c.json.txt", "d.json (1)", "mine")
    for number, name in enumerate(names):
        (deep / name).write_bytes(receipt(number, f"learner-{number:02d}"))
    (deep / "from notepad.json").write_bytes(b"\xef\xbb\xbf" + receipt(9, "learner-09").replace(b"\n", b"\r\n"))
    assert learners(tmp_path, toy_course) == [f"learner-{n:02d}" for n in (0, 1, 2, 3, 4, 9)]


SYSTEMS = {
    "canvas": ("lastfirst_12345_678901_receipt.json", "lastfirst_LATE_12345_678902_receipt-1.json"),
    "moodle": ("First Last_4711_assignsubmission_file_/receipt.json", "First Last_4712_assignsubmission_file_r.json"),
    "classroom": ("Lesson 3/First Last - receipt.json", "Lesson 3/First Last - receipt(1).json"),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_zip_of_a_learning_system_names_those_who_gave_no_name(tmp_path, toy_course, system):
    first, second = SYSTEMS[system]
    (tmp_path / "submissions.zip").write_bytes(packed_from({first: receipt(1), second: receipt(2, "learner-02")}))
    who = "lastfirst" if system == "canvas" else "First Last"
    assert sorted(learners(tmp_path, toy_course)) == sorted([who, "learner-02"])


def test_a_late_submission_has_its_owner_too_and_a_plain_file_has_none():
    assert heap.HeapFile(Path("s.zip/lastfirst_LATE_12345_678902_receipt.json")).owner == "lastfirst"
    assert heap.HeapFile(Path("spring_2026_06_class/receipt-3fa92c-2026-06-02.json")).owner == ""


def test_a_zip_in_a_zip_is_read_to_a_depth(tmp_path, toy_course):
    inner = packed_from({"r.json": receipt(1, "learner-01")})
    twice = packed_from({"theirs.zip": inner, "r2.json": receipt(2, "learner-02")})
    (tmp_path / "all.zip").write_bytes(packed_from({"twice.zip": twice}))
    assert learners(tmp_path, toy_course) == ["learner-01", "learner-02"]
    (tmp_path / "all.zip").write_bytes(packed_from({"x.zip": packed_from({"twice.zip": twice})}))
    assert learners(tmp_path, toy_course) == ["learner-02"]
    assert "too many others" in reasons(tmp_path, toy_course)["theirs.zip"]


def test_every_other_file_is_named_with_its_reason(tmp_path, toy_course):
    odd = {
        "essay.docx": packed_from({"word/document.xml": "<x/>"}),
        "photo.jpg": b"\xff\xd8\xff\xe0 picture",
        ".DS_Store": b"Bud1",
        "._r.json": b"\x00\x05\x16\x07",
        "other.rar": b"Rar!",
        "half.zip": packed_from({"r.json": receipt(1)})[:60],
        "cut.json": receipt(1)[:100],
        "big.json": b"{" + b"0" * heap.MAX_RECEIPT_BYTES,
        "empty.json": b"",
    }
    for name, content in odd.items():
        (tmp_path / name).write_bytes(content)
    told = reasons(tmp_path, toy_course)
    assert told.keys() == odd.keys()
    for name, part in {
        "essay.docx": "no receipt", "photo.jpg": "no receipt", ".DS_Store": "operating system",
        "._r.json": "operating system", "other.rar": "make a .zip", "half.zip": "no zip that can be read",
        "cut.json": "not JSON", "big.json": "larger than any receipt", "empty.json": "not JSON",
    }.items():  # fmt: skip
        assert part in told[name], name


def test_members_that_are_locked_damaged_or_links_are_named_and_the_others_are_read(tmp_path, toy_course):
    link = zipfile.ZipInfo("link.json")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("../../up.json", receipt(1, "learner-01"))
        made.writestr("torn.json", receipt(2))
        made.writestr("locked.json", receipt(3))
    data = bytearray((tmp_path / "s.zip").read_bytes())
    at = data.index(b"toy/pears", data.index(b"torn.json"))
    data[at] ^= 1  # its checksum in the zip no longer fits
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    (tmp_path / "s.zip").write_bytes(data)
    assert learners(tmp_path, toy_course) == ["learner-01"]
    told = reasons(tmp_path, toy_course)
    assert told == {
        "link.json": "It is a link.",
        "torn.json": "It is damaged inside the zip.",
        "locked.json": "It is locked with a password.",
    }
    assert list(tmp_path.iterdir()) == [tmp_path / "s.zip"]


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_damaged_in_any_way_of_packing_is_named(tmp_path, toy_course, way):
    with zipfile.ZipFile(tmp_path / "s.zip", "w", way) as made:
        made.writestr("torn.json", receipt(2))
    data = bytearray((tmp_path / "s.zip").read_bytes())
    data[55:65] = bytes(10)
    (tmp_path / "s.zip").write_bytes(data)
    assert reasons(tmp_path, toy_course) == {"torn.json": "It is damaged inside the zip."}


def test_a_zip_made_to_burst_is_left_at_its_bound(tmp_path, toy_course, monkeypatch):
    # All bounds at a fortieth: what is packed and left is the same.
    monkeypatch.setattr(heap, "MAX_RECEIPT_BYTES", 100_000)
    monkeypatch.setattr(heap, "LEAST_BUDGET", 250_000)
    members = {f"{n:02d}.json": b"{" + b"0" * 105_000 for n in range(20)} | {"z.json": receipt(1)}
    (tmp_path / "bomb.zip").write_bytes(packed_from(members))
    monkeypatch.setattr(heap, "MOST_GROWTH", 1)
    told = reasons(tmp_path, toy_course)
    assert "far more than receipts do" in told["bomb.zip"]
    assert len(told) < 5
    (tmp_path / "film.zip").write_bytes(packed_from({"film.mov": b"\0" * 750_000}))
    (tmp_path / "bomb.zip").unlink()
    assert reasons(tmp_path, toy_course) == {"film.mov": "It is no receipt; a receipt is a .json file."}


def test_a_file_named_twice_is_read_once_and_a_linked_folder_not_at_all(tmp_path, toy_course):
    place = tmp_path / "in"
    place.mkdir()
    (place / "r.json").write_bytes(receipt(1))
    (place / "round").symlink_to(tmp_path)
    (place / "same.json").symlink_to(place / "r.json")
    gathered = gather([place, place / "r.json", place], toy_course)
    assert len(gathered.receipts) == 1
    assert gathered.skipped == ((place / "round", "It is a link to a folder."),)


def test_a_receipt_of_an_evening_counts_for_the_day_on_the_readers_calendar(tmp_path, toy_course, in_zone):
    in_zone("America/Los_Angeles")
    made = answers.receipt(answers.answer(response="2"), learner="learner-01", made="2026-06-03T02:00:00Z")
    (tmp_path / "evening.json").write_text(receipt_text(made), encoding="utf-8")
    assert receipt_name(made) == "receipt-learner-01-2026-06-02.json"
    gathered = gather([tmp_path], toy_course, since=datetime.date(2026, 6, 2))
    assert class_report(gathered, toy_course).days == ("2026-06-02", "2026-06-02")
    told = reasons(tmp_path, toy_course, since=datetime.date(2026, 6, 3))
    assert told == {"evening.json": "It was made on 2026-06-02, before the day that was asked for."}


def test_a_lesson_and_a_day_can_be_asked_for(tmp_path, toy_course):
    (tmp_path / "old.json").write_bytes(receipt(1, "learner-01", made="2026-05-01T08:00:00Z"))
    (tmp_path / "new.json").write_bytes(receipt(2, "learner-02"))
    assert learners(tmp_path, toy_course, since=datetime.date(2026, 6, 2)) == ["learner-02"]
    told = reasons(tmp_path, toy_course, since=datetime.date(2026, 6, 2))
    assert told == {"old.json": "It was made on 2026-05-01, before the day that was asked for."}
    assert learners(tmp_path, toy_course, lesson="01-toy") == ["learner-01", "learner-02"]
    assert learners(tmp_path, toy_course, lesson="02-toy") == []
    assert "no answers in the lesson" in reasons(tmp_path, toy_course, lesson="02-toy")["new.json"]
    shutil.copy(tmp_path / "new.json", tmp_path / "copy.json")
    assert "copy of new.json" in reasons(tmp_path, toy_course)["copy.json"]
