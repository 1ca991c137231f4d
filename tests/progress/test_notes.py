"""What a learner writes is kept in plain files, one a note."""

import pytest

from wso_lessons.progress.notes import Notes


def test_a_note_is_read_back_by_another_reader(tmp_path):
    assert Notes(tmp_path).save("growth/sentence-1", "Übung\nzwei")
    assert Notes(tmp_path).read("growth/sentence-1") == "Übung\nzwei"
    assert [path.name for path in tmp_path.iterdir()] == ["growth.sentence-1.txt"]


def test_without_a_folder_a_note_lasts_as_long_as_its_keeper():
    notes = Notes(None)
    assert not notes.save("growth/sentence-1", "kept in memory")
    assert notes.read("growth/sentence-1") == "kept in memory"


@pytest.mark.parametrize("name", ["notes", "notes/growth.sentence-1.txt"])
def test_a_link_out_in_a_notes_place_is_neither_read_nor_written_through(tmp_path, name):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "growth.sentence-1.txt").write_text("not yours", encoding="utf-8")
    place = tmp_path / ".wso-lessons" / name
    place.parent.mkdir(parents=True)
    place.symlink_to(outside if name == "notes" else outside / "growth.sentence-1.txt")
    notes = Notes(tmp_path / ".wso-lessons" / "notes")
    assert notes.read("growth/sentence-1") == ""
    assert not notes.save("growth/sentence-1", "mine")
    assert (outside / "growth.sentence-1.txt").read_text(encoding="utf-8") == "not yours"


def test_a_failed_write_is_told_and_leaves_the_earlier_note(tmp_path):
    Notes(tmp_path).save("growth/sentence-1", "first")
    (tmp_path / "growth.sentence-1.txt").rename(tmp_path / "kept.txt")
    (tmp_path / "growth.sentence-1.txt").mkdir()
    notes = Notes(tmp_path)
    assert not notes.save("growth/sentence-1", "second")
    assert (tmp_path / "kept.txt").read_text() == "first"
    assert notes.read("growth/sentence-1") == "second"


@pytest.mark.parametrize("name", ["../escape", "a/b/c", "", "A/b", "x"])
def test_an_id_cannot_leave_the_folder(tmp_path, name):
    with pytest.raises(ValueError, match="must be written lesson/slug"):
        Notes(tmp_path).save(name, "text")


def history(folder):
    return [path.read_bytes() for path in sorted((folder / "history").glob("*.txt"))]


def test_a_long_text_that_is_wiped_out_stays_in_the_history(tmp_path):
    notes = Notes(tmp_path)
    notes.save("l/n", "A long thought on the matter at hand.")
    notes.save("l/n", "")
    assert notes.read("l/n") == ""
    assert history(tmp_path) == [b"A long thought on the matter at hand."]


def test_typing_on_makes_no_versions(tmp_path):
    notes = Notes(tmp_path)
    for text in ("A", "A th", "A thoght", "A thought"):
        notes.save("l/n", text)
    assert not (tmp_path / "history").exists()


def test_two_windows_keep_both_texts(tmp_path):
    one, other = Notes(tmp_path), Notes(tmp_path)
    assert (one.read("l/n"), other.read("l/n")) == ("", "")
    one.save("l/n", "Mine")
    other.save("l/n", "Yours")
    assert other.read("l/n") == "Yours"
    assert history(tmp_path) == [b"Mine"]


def test_bytes_that_are_no_text_are_set_aside_and_not_lost(tmp_path):
    (tmp_path / "l.n.txt").write_bytes(b"caf\xe9 and more")
    notes = Notes(tmp_path)
    assert notes.read("l/n") == "caf\ufffd and more"
    notes.save("l/n", "cafe and more")
    assert history(tmp_path) == [b"caf\xe9 and more"]


def test_the_last_ten_versions_are_kept(tmp_path):
    notes = Notes(tmp_path)
    for number in range(14):
        notes.save("l/n", f"{number} " * 30)
        notes.save("l/n", "")
    assert len(history(tmp_path)) == 10
    assert history(tmp_path)[-1].startswith(b"13 ")


def test_half_a_character_from_a_browser_does_not_stop_a_save(tmp_path):
    assert Notes(tmp_path).save("l/n", "x\ud83d")
    assert (tmp_path / "l.n.txt").read_bytes() == b"x?"


def test_a_note_is_for_its_owner_alone(tmp_path):
    Notes(tmp_path).save("l/n", "x")
    assert (tmp_path / "l.n.txt").stat().st_mode & 0o077 == 0
