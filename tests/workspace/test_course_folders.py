"""Course folders in `start`: borrowed lessons beside one's own, other courses in a learner's folder, nothing lost."""

import pytest

from tests.support.notebooks import retitle
from wso_lessons.content import layout, open_course
from wso_lessons.content.at_hand import _courses_above
from wso_lessons.lessons.lesson import open_lesson
from wso_lessons.workspace import start as starting
from wso_lessons.workspace.folder import complete, prepare
from wso_lessons.workspace.problem import StartError
from wso_lessons.workspace.server import PROJECTOR, Server
from wso_lessons.workspace.start import Manner
from wso_lessons.workspace.state import UserState


@pytest.fixture
def own(toy, tmp_path):
    """A course of one's own that borrows both toy lessons, in the other order."""
    folder = tmp_path / "own"
    (folder / "notebooks").mkdir(parents=True)
    manifest = f"id: own\ntitle: Own\nextends: ../{toy.name}\nlessons:\n  - 02-toy\n  - 01-toy\n"
    (folder / "course.yaml").write_text(manifest, encoding="utf-8")
    return folder


def test_borrowed_lessons_are_put_beside_ones_own_with_their_pictures(own):
    changes = complete(open_course(own), "1.0")
    assert changes.new == ["02-toy.ipynb", "01-toy.ipynb"]
    assert sorted(path.name for path in (own / "notebooks").iterdir()) == ["01-toy.ipynb", "02-toy.ipynb", "bowl.svg"]
    assert complete(open_course(own), "1.0").sentence() == "Everything is as you left it."


def test_a_newer_base_updates_what_nobody_changed_and_comes_beside_what_somebody_did(own):
    complete(open_course(own), "1.0")
    retitle(own / "notebooks" / "01-toy.ipynb")
    for name in ("01-toy.ipynb", "02-toy.ipynb"):
        retitle(own.parent / "toy" / "notebooks" / name, "# A newer title")
    changes = complete(open_course(own), "1.1")
    assert (changes.updated, changes.beside) == (["02-toy.ipynb"], [("01-toy.ipynb", "01-toy (version 1.1).ipynb")])
    assert "My own words" in (own / "notebooks" / "01-toy.ipynb").read_text(encoding="utf-8")


def test_a_manifest_that_shortens_a_lesson_later_updates_the_copy(own):
    complete(open_course(own), "1.0")
    text = (
        (own / "course.yaml")
        .read_text(encoding="utf-8")
        .replace("  - 01-toy\n", "  - id: 01-toy\n    leave_out: [What two people say]\n")
    )
    (own / "course.yaml").write_text(text, encoding="utf-8")
    assert complete(open_course(own), "1.0").updated == ["01-toy.ipynb"]
    assert "two people" not in (own / "notebooks" / "01-toy.ipynb").read_text(encoding="utf-8")


def test_a_file_of_ones_own_under_a_borrowed_lessons_name_is_kept(own):
    (own / "notebooks" / "01-toy.ipynb").write_text("{", encoding="utf-8")
    assert complete(open_course(own), "1.0").new == ["02-toy.ipynb"]
    assert (own / "notebooks" / "01-toy.ipynb").read_text(encoding="utf-8") == "{"


def test_lessons_in_a_learners_folder_find_the_course_they_come_from(own, tmp_path, monkeypatch):
    mine = tmp_path / "mine"
    prepare(open_course(own), mine, "1.0", source=str(own))
    assert layout.recorded_course(mine) == str(own)
    monkeypatch.chdir(mine)
    _courses_above.cache_clear()
    lesson = open_lesson("02-toy")
    assert lesson.course.root == own.resolve()
    assert "Counting pears" in lesson.finish().text


def test_a_learners_own_citations_are_what_the_sources_list(own, tmp_path, monkeypatch):
    mine = tmp_path / "mine"
    prepare(open_course(own), mine, "1.0", source=str(own))
    retitle(mine / "01-toy.ipynb", '# Mine [1](#Sources "claim:bowl-pleases")')
    monkeypatch.chdir(mine)
    _courses_above.cache_clear()
    assert open_lesson("01-toy").sources().text.startswith("1. The baker argues")


@pytest.mark.parametrize("record", ["{", "[]", '{"from": 3}', '{"course": "x"}', None])
def test_a_damaged_record_names_no_course(tmp_path, record):
    (tmp_path / ".wso-lessons").mkdir()
    if record is not None:
        (tmp_path / ".wso-lessons" / "course.json").write_text(record, encoding="utf-8")
    assert layout.recorded_course(tmp_path) == ""


def served(monkeypatch, folder, **options):
    """What `start` says and the server it would run."""
    said, servers = [], []
    monkeypatch.setattr(starting, "_serve", lambda server, _, notebook, *__: servers.append((server, notebook)))
    starting.start(folder, Manner("1.0", said.append, lambda _: True, browser=False), **options)
    return said, *servers[0]


def test_start_serves_a_course_of_ones_own_with_what_it_borrows(own, monkeypatch):
    said, server, notebook = served(monkeypatch, own)
    assert said == [
        "Your own course own is served as it is. Of the course it extends: 1 lesson and 1 page beside them added."
    ]
    assert (server.folder, notebook) == (own / "notebooks", "02-toy.ipynb")
    said, *_ = served(monkeypatch, own)
    assert said == ["Your own course own is served as it is."]


def test_start_tells_an_author_of_a_file_that_cannot_be_read(own, monkeypatch):
    (own / "sources.yaml").write_text("- id: [\n", encoding="utf-8")
    said, *_ = served(monkeypatch, own)
    assert "sources.yaml:" in said[1]
    assert said[2].endswith("`wso-lessons check own` tells all.")


def test_start_tells_an_author_that_the_manifest_is_missing(own):
    (own / "course.yaml").unlink()
    with pytest.raises(StartError, match=r"put its course\.yaml back"):
        starting.start(own, Manner("1.0", str, lambda _: True, browser=False))
    assert sorted(path.name for path in own.iterdir()) == ["notebooks"]


def test_start_puts_another_course_into_a_learners_folder_and_remembers_it(own, tmp_path, monkeypatch):
    said, server, notebook = served(monkeypatch, tmp_path / "mine", course=str(own))
    assert said == [f"{tmp_path / 'mine'}: 1 lesson and 1 page beside them added."]
    assert (server.folder, notebook) == (tmp_path / "mine", "02-toy.ipynb")
    assert (tmp_path / "mine" / "bowl.svg").exists()
    said, *_ = served(monkeypatch, tmp_path / "mine")
    assert said == [f"{tmp_path / 'mine'}: Everything is as you left it."]


def test_the_projector_view_is_a_style_that_the_server_adds(tmp_path):
    state = UserState(tmp_path).of_folder(tmp_path)
    assert "--custom-css" in Server.plan(tmp_path, state, None, projector=True).command()
    assert "--custom-css" not in Server.plan(tmp_path, state, None).command()
    assert "display: none" in PROJECTOR.read_text(encoding="utf-8")
