"""Links in a learner's folder never lead what is written out of it."""

import shutil

import pytest
from click.testing import CliRunner

from tests.support.world import TOY
from wso_lessons.cli.main import main
from wso_lessons.content import Course
from wso_lessons.workspace import start as starting
from wso_lessons.workspace.files import paths_below, require_real_files
from wso_lessons.workspace.folder import prepare
from wso_lessons.workspace.problem import StartError


def link(path, target):
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("Links cannot be made here.")


def tree(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def nothing_is_served(monkeypatch):
    monkeypatch.setattr(starting, "_serve", lambda *_: None)


def refused(folder):
    """What `start` says; nothing was written in the folder or beside it."""
    before = tree(folder.parent)
    result = CliRunner().invoke(main, ["start", str(folder), "--course", str(TOY), "--allow", "--no-browser"])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert tree(folder.parent) == before
    return result.output


@pytest.fixture
def mine(tmp_path):
    """A learner's folder, with somebody else's folder beside it."""
    prepare(Course(TOY), tmp_path / "mine", "1.0")
    (tmp_path / "outside").mkdir()
    return tmp_path / "mine"


def test_a_link_in_place_of_the_folder_for_answers_is_refused(mine):
    shutil.move(mine / ".wso-lessons", mine.parent / "outside")
    link(mine / ".wso-lessons", mine.parent / "outside" / ".wso-lessons")
    assert f"{mine / '.wso-lessons'} is a link that leads out of" in refused(mine)


@pytest.mark.parametrize("name", ["notes", "progress.sqlite3"])
def test_a_link_out_among_answers_and_notes_is_refused(mine, name):
    link(mine / ".wso-lessons" / name, mine.parent / "outside" / name)
    assert f"{name} is a link that leads out of" in refused(mine)


@pytest.mark.parametrize("there", [True, False])
def test_a_lesson_that_is_a_link_out_is_refused(mine, there):
    lesson, target = mine / "01-toy.ipynb", mine.parent / "outside" / "01-toy.ipynb"
    lesson.replace(target) if there else lesson.unlink()
    link(lesson, target)
    assert "01-toy.ipynb is a link that leads out of" in refused(mine)


def test_a_link_that_leads_to_itself_is_refused(mine):
    link(mine / ".wso-lessons" / "server.log", mine / ".wso-lessons" / "server.log")
    with pytest.raises(StartError, match="is a link"):
        require_real_files(mine, paths_below(mine / ".wso-lessons"))


def test_a_folder_reached_by_a_link_and_links_inside_it_are_fine(mine):
    link(mine / "again.ipynb", mine / "01-toy.ipynb")
    link(mine.parent / "by-link", mine)
    require_real_files(mine.parent / "by-link", paths_below(mine.parent / "by-link"))
    assert prepare(Course(TOY), mine.parent / "by-link", "1.0").sentence() == "Everything is as you left it."


def test_links_are_not_followed_when_looking(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_text("", encoding="utf-8")
    link(tmp_path / "state", tmp_path / "outside")
    assert list(paths_below(tmp_path / "state")) == [tmp_path / "state"]
    assert {path.name for path in paths_below(tmp_path)} >= {"state", "outside", "file"}
