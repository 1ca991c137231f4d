"""A class that gets its course by nbgitpuller, and Binder's configuration: nobody's work is lost."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from tests.support.notebooks import retitle
from tests.support.world import ROOT
from wso_lessons.authoring import scaffold
from wso_lessons.content import open_course
from wso_lessons.content.at_hand import _courses_above
from wso_lessons.lessons.lesson import open_lesson
from wso_lessons.progress import find_file
from wso_lessons.workspace.folder import complete

PULL = """
import sys
from nbgitpuller.pull import GitPuller
for line in GitPuller(sys.argv[1], sys.argv[2], branch="main").pull():
    pass
"""


def git(folder, *words):
    names = ["-c", "user.name=instructor", "-c", "user.email=instructor@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """An instructor's course in a repository, built-in lessons beside its own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scaffold, "store_notebook", lambda _: True)
        folder = scaffold.new_course(tmp_path_factory.mktemp("instructor") / "riverside").folder
    complete(open_course(folder), "1.0")
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "The course")
    return folder


@pytest.fixture(scope="module")
def pull(course, tmp_path_factory):
    """What a click on the link does: pulls the course into a learner's home."""
    if importlib.util.find_spec("nbgitpuller") is None or shutil.which("git") is None:
        pytest.skip("nbgitpuller or git is not installed.")
    home = tmp_path_factory.mktemp("home")

    def click():
        command = [sys.executable, "-W", "ignore", "-c", PULL, course.as_uri(), str(home / "riverside")]
        done = subprocess.run(
            command, cwd=home, env={**os.environ, "HOME": str(home)}, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return home / "riverside"

    return click


@pytest.fixture(scope="module")
def mine(pull):
    """The course as a learner has pulled it first."""
    return pull()


def title(notebook):
    return "".join(json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"])


@pytest.mark.slow
def test_a_pulled_course_runs_with_its_own_claims_and_keeps_answers_in_its_folder(mine, monkeypatch):
    monkeypatch.delenv("WSO_LESSONS_PROGRESS")
    monkeypatch.chdir(mine / "notebooks")
    _courses_above.cache_clear()
    lesson = open_lesson(open_course(mine).lessons[-1].id)
    assert lesson.course.root == mine.resolve()
    assert "The first letter argues" in lesson.claim("a-first-lesson-judge-first").text
    assert find_file() == mine / ".wso-lessons" / "progress.sqlite3"
    assert (mine / "notebooks" / "01-launch.ipynb").exists()


@pytest.mark.slow
def test_an_update_renews_what_nobody_changed_and_keeps_what_a_learner_did(mine, pull, course):
    own, launch = (f"notebooks/{name}.ipynb" for name in (open_course(course).lessons[-1].id, "01-launch"))
    retitle(mine / own, "# My own words")
    (mine / "notebooks" / "my notes.txt").write_text("dear", encoding="utf-8")
    (mine / ".wso-lessons" / "progress.sqlite3").write_bytes(b"answers")
    retitle(course / own, "# The instructor's newer title")
    retitle(course / launch, "# A newer launch")
    (course / "glossary.yaml").write_text("- word: new\n  meaning: New.\n", encoding="utf-8")
    git(course, "commit", "-a", "-m", "Newer")
    assert pull() == mine
    assert title(mine / own) == "# My own words"
    assert title(mine / launch) == "# A newer launch"
    assert "new" in open_course(mine).terms
    assert (mine / "notebooks" / "my notes.txt").read_text(encoding="utf-8") == "dear"
    assert (mine / ".wso-lessons" / "progress.sqlite3").read_bytes() == b"answers"


@pytest.mark.slow
def test_the_repository_holds_the_folder_for_answers_and_no_answers(course):
    (course / ".wso-lessons" / "progress.sqlite3").write_bytes(b"answers")
    git(course, "add", ".")
    listed = subprocess.run(["git", "ls-files"], cwd=course, capture_output=True, text=True, check=True, timeout=300)
    kept = [name for name in listed.stdout.splitlines() if name.startswith(".wso-lessons")]
    assert kept == [".wso-lessons/README.txt"]


def test_binder_installs_this_package_with_its_pinned_versions():
    lines = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8").split("\n")
    pinned = next(line.split()[1] for line in lines if line.startswith("-c"))
    assert (ROOT / "binder" / pinned).resolve() == ROOT / "constraints.txt"
    assert "." in lines
    python = (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    needs = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert re.fullmatch(r"python-3\.\d+", python)
    assert tuple(map(int, python.removeprefix("python-").split("."))) >= tuple(map(int, needs[1].split(".")))


def test_what_binder_does_once_works(tmp_path):
    script = ROOT / "binder" / "postBuild"
    assert os.access(script, os.X_OK)
    for folder in ("notebooks", "bin"):
        (tmp_path / folder).mkdir()
    for name in ("one", "two"):
        (tmp_path / "notebooks" / f"{name}.ipynb").touch()
    # What `jupyter trust` does is Jupyter's own; a script in its place says what it is asked.
    (tmp_path / "bin" / "jupyter").write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    (tmp_path / "bin" / "jupyter").chmod(0o755)
    assert "jupyter-trust" in {one.name for one in entry_points(group="console_scripts")}
    places = {"HOME": str(tmp_path), "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", str(script)], cwd=tmp_path, env={**os.environ, **places}, capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stdout) == (0, "trust notebooks/one.ipynb notebooks/two.ipynb\n"), done.stderr
    assert (tmp_path / ".wso-lessons").is_dir()
