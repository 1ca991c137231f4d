"""A served folder from start to end: opened once, ended with all that it started, a crash told in one sentence."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys

import psutil
import pytest
from click.testing import CliRunner

from tests.support.started import Started
from tests.support.world import TOY
from wso_lessons.cli.main import main
from wso_lessons.workspace import parts
from wso_lessons.workspace.problem import StartError
from wso_lessons.workspace.running import running_server
from wso_lessons.workspace.server import Server, free_port

pytestmark = pytest.mark.apart
unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals.")


@pytest.fixture
def begin(tmp_path):
    """Starts the toy course in one learner's folder; everything is ended afterwards."""
    running = []

    def start(*options, **variables):
        running.append(Started(tmp_path / "mine", None, "--course", str(TOY), *options, variables=variables))
        return running[-1]

    yield start
    for started in running:
        started.stop()


def its_own(started):
    """The server and the kernels of a start."""
    found = psutil.Process(started.process.pid).children(recursive=True)
    assert len(found) == 2, [process.cmdline() for process in found]
    return found


def until_gone(processes):
    _, alive = psutil.wait_procs(processes, timeout=20)
    assert alive == []


def said(started):
    started.process.wait(30)
    started.stop()
    return "".join(started.said)


@unix
@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_request_to_end_or_a_closed_terminal_ends_server_and_kernels(begin, name):
    started = begin()
    processes = its_own(started)
    started.process.send_signal(getattr(signal, name))
    until_gone(processes)
    assert said(started).endswith("Stopped. Your answers and notes are kept.\n")
    assert started.process.returncode == 0


@unix
@pytest.mark.slow
def test_a_second_start_opens_the_first_server_and_a_killed_one_is_no_obstacle(begin):
    first = begin()
    second = begin()
    assert "The course is open already" in said(second)
    assert (second.process.returncode, second.address) == (0, first.address)
    refused = begin("--projector")
    assert "is open already, without the projector's view" in said(refused)
    assert refused.process.returncode == 2
    processes = its_own(first)
    first.process.kill()
    until_gone(processes)
    third = begin()
    assert "The course is open at" in "".join(third.said)
    assert third.address != first.address


@unix
@pytest.mark.slow
def test_a_server_that_is_killed_is_told_in_one_sentence_with_exit_2(begin):
    started = begin()
    processes = its_own(started)
    server = next(process for process in processes if "wso_lessons.workspace.serving" in process.cmdline())
    server.kill()
    until_gone(processes)
    last = said(started).splitlines()[-1]
    assert last.startswith("JupyterLab stopped by itself (code -9): ")
    assert last.endswith(str(started.folder / ".wso-lessons" / "server.log"))
    assert started.process.returncode == 2


@pytest.mark.slow
def test_a_server_that_lacks_a_part_is_told_with_the_cause_and_exit_2(begin, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "jupyterlab.py").write_text("import no_such_part", encoding="utf-8")
    started = begin(PYTHONPATH=str(tmp_path / "broken"))
    last = said(started).splitlines()[-1]
    log = started.folder / ".wso-lessons" / "server.log"
    assert last == f"JupyterLab stopped at once: ModuleNotFoundError: No module named 'no_such_part'. See {log}"
    assert started.process.returncode == 2


@pytest.mark.slow
def test_a_file_named_like_a_module_of_pythons_does_not_reach_the_server(begin, tmp_path):
    (tmp_path / "mine" / ".wso-lessons").mkdir(parents=True)
    (tmp_path / "mine" / ".wso-lessons" / "course.json").write_text("{}", encoding="utf-8")
    (tmp_path / "mine" / "json.py").write_text("raise SystemExit('the wrong json')", encoding="utf-8")
    assert begin().address


@pytest.mark.parametrize(
    ("log", "cause"),
    [
        ("", "it gave no reason."),
        (
            "Traceback\n  File\nModuleNotFoundError: No module named 'x'\n\n",
            "ModuleNotFoundError: No module named 'x'.",
        ),
        ("[E 2026-01-01 10:00:00 LabApp] Files are not found.\n[E 2026 LabApp] Do this", "Files are not found."),
        ("[IPKernelApp] WARNING | No encryption\n", "it gave no reason."),
        ("something else", "something else."),
    ],
)
def test_the_cause_is_read_from_the_end_of_the_log(tmp_path, log, cause):
    server = Server(tmp_path, tmp_path, 1, "token")
    server.log.write_text(log, encoding="utf-8")
    assert server.last_words() == cause


def note(state, **noted):
    state.joinpath("jupyter", "runtime").mkdir(parents=True, exist_ok=True)
    path = state / "jupyter" / "runtime" / "jpserver-1.json"
    path.write_text(json.dumps(noted), encoding="utf-8")
    return path


def test_a_note_whose_server_does_not_answer_is_not_believed_and_goes(tmp_path):
    path = note(tmp_path, root_dir=str(tmp_path), port=free_port(), token="x", pid=os.getpid())
    assert running_server(tmp_path, tmp_path) is None
    assert not path.exists()


@pytest.mark.parametrize("noted", [{}, {"root_dir": "."}, {"root_dir": 3, "port": "x"}])
def test_a_damaged_note_is_no_server(tmp_path, noted):
    note(tmp_path, **noted)
    assert running_server(tmp_path, tmp_path) is None


def test_the_note_in_a_copy_of_a_folder_is_not_the_copys_server(tmp_path, monkeypatch):
    monkeypatch.setattr(Server, "answers", lambda _: True)
    note(tmp_path / "first", root_dir=str(tmp_path / "first"), port=1, token="x")
    assert running_server(tmp_path / "first", tmp_path / "first").port == 1
    shutil.copytree(tmp_path / "first", tmp_path / "copy")
    assert running_server(tmp_path / "copy", tmp_path / "copy") is None


def test_a_package_that_was_removed_is_named(monkeypatch):
    parts.require_parts()
    monkeypatch.setattr(parts, "_needed", lambda: ["pandas", "no-such-package"])
    with pytest.raises(StartError, match=r"not installed: no-such-package\. .*pip install no-such-package"):
        parts.require_parts()


def test_charts_do_not_warn_where_the_home_folder_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    server = Server(tmp_path, tmp_path / "state", 1, "token")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "MPLCONFIGDIR" not in server.environment()
    monkeypatch.setenv("HOME", str(tmp_path / "none"))
    assert server.environment()["MPLCONFIGDIR"].startswith(str(tmp_path / "state"))


@pytest.mark.parametrize("folder", ["~no-such-person/course", "x" * 300])
def test_a_folder_that_cannot_be_is_one_sentence_with_exit_2(tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["start", folder, "--no-browser"])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "Name" in result.output
    assert list(tmp_path.iterdir()) == []
