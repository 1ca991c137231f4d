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
