"""A served folder from start to end: opened once, ended with all that it started, a crash told in one sentence."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time

import psutil
import pytest
from click.testing import CliRunner
from jupyter_client.blocking import BlockingKernelClient

from tests.support.started import Started, wait_for_kernel
from tests.support.traps import spring
from tests.support.world import TOY
from wso_lessons.cli.main import main
from wso_lessons.content import Course
from wso_lessons.workspace import start as starting
from wso_lessons.workspace.folder import prepare
from wso_lessons.workspace.ports import find_port
from wso_lessons.workspace.server import Server, running_server, stop_in_order
from wso_lessons.workspace.state import UserState

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals.")


@contextlib.contextmanager
def starter(place):
    """Starts the toy course in one learner's folder below a place; everything is ended afterwards."""
    running = []

    def start(*options, **variables):
        variables.setdefault("WSO_LESSONS_STATE", str(place / "state"))
        running.append(Started(place / "mine", None, "--course", str(TOY), "--allow", *options, variables=variables))
        return running[-1]

    try:
        yield start
    finally:
        for started in running:
            started.stop()


@pytest.fixture
def begin(tmp_path):
    with starter(tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A folder with every trap in it that is served, for all tests that leave it so; what starts it again; marks."""
    place = tmp_path_factory.mktemp("served")
    (place / "marks").mkdir()
    prepare(Course(TOY), place / "mine", "1.0")
    spring(place / "mine", place / "marks")
    with starter(place) as start:
        yield start(), start, place


def its_own(started):
    """The server and the kernels of a start."""
    found = psutil.Process(started.process.pid).children(recursive=True)
    assert len(found) == 2, [process.cmdline() for process in found]
    return found


def until_gone(processes):
    _, alive = psutil.wait_procs(processes, timeout=120)
    assert alive == []


def said(started):
    started.process.wait(120)
    started.stop()
    return "".join(started.said)


@pytest.mark.slow
def test_nothing_that_lies_in_a_received_folder_runs_when_it_is_opened(served):
    started, _, place = served
    client = BlockingKernelClient(connection_file=str(next((place / "state" / "runtime").glob("kernel-*.json"))))
    client.load_connection_file()
    client.start_channels()
    try:
        wait_for_kernel(client)
    finally:
        client.stop_channels()
    assert started.address, "A json.py beside the lessons does not reach the server"
    assert [path.name for path in (place / "marks").iterdir()] == []
    assert not (place / "mine" / ".wso-lessons" / "jupyter" / "data").exists()


@unix
@pytest.mark.slow
def test_a_second_start_opens_the_first_server_where_the_view_is_the_same(served, monkeypatch):
    first, _, place = served
    monkeypatch.setenv("WSO_LESSONS_STATE", str(place / "state"))
    again = ["start", str(place / "mine"), "--course", str(TOY), "--no-browser"]
    second = CliRunner().invoke(main, again)
    assert "The course is open already" in second.output
    assert (second.exit_code, first.address in second.output) == (0, True)
    refused = CliRunner().invoke(main, [*again, "--projector"])
    assert "is open already, without the projector's view" in refused.output
    assert refused.exit_code == 2


@unix
@pytest.mark.slow
def test_a_killed_start_is_no_obstacle_and_a_closed_terminal_ends_server_and_kernels(served):
    first, start, _ = served
    processes = its_own(first)
    first.process.kill()
    until_gone(processes)
    again = start()
    assert "The course is open at" in "".join(again.said)
    assert again.address != first.address, "The token is fresh"
    assert again.address.split("?")[0] == first.address.split("?")[0], "A bookmark holds"
    processes = its_own(again)
    again.process.send_signal(signal.SIGHUP)
    until_gone(processes)
    assert said(again).endswith("Stopped. Your answers and notes are kept.\n")
    assert "Traceback" not in "".join(again.said)
    assert again.process.returncode == 0


@unix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_every_request_to_end_is_heard_as_ctrl_c_unless_it_is_ignored(name):
    number = getattr(signal, name)
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP)}
    try:
        signal.signal(number, signal.SIG_IGN)
        stop_in_order()
        signal.raise_signal(number)
        signal.signal(number, lambda *_: None)
        stop_in_order()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@pytest.mark.slow
def test_a_server_that_lacks_a_part_is_told_with_the_cause_and_exit_2(tmp_path, monkeypatch):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "jupyterlab.py").write_text("import no_such_part", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "broken"), *sys.path]))
    monkeypatch.setenv("WSO_LESSONS_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(starting, "stop_in_order", lambda: None)  # the signals of this process stay as they are
    done = CliRunner().invoke(main, ["start", str(tmp_path / "mine"), "--course", str(TOY), "--allow", "--no-browser"])
    last = done.output.splitlines()[-1]
    assert last.startswith("JupyterLab stopped at once: ModuleNotFoundError: No module named 'no_such_part'. See ")
    assert done.exit_code == 2


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
    server = Server(tmp_path, UserState(tmp_path).of_folder(tmp_path), 1, "token")
    server.state.root.mkdir(parents=True)
    server.state.log.write_text(log, encoding="utf-8")
    assert server.last_cause() == cause


@unix
@pytest.mark.slow
def test_a_python_that_does_not_start_and_a_server_that_is_killed_are_told_in_a_sentence_each(begin, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text(
        "import os, sys\n"
        "if 'wso_lessons.workspace.processes.kernel' in sys.orig_argv:\n"
        "    print('ImportError: no kernel today', file=sys.stderr, flush=True)\n"
        "    os._exit(1)\n",
        encoding="utf-8",
    )
    # JupyterLab looks every three seconds whether a kernel lives, and starts it five times before it gives it up.
    config = UserState(tmp_path / "state").of_folder(tmp_path / "mine").root / "config"
    config.mkdir(parents=True)
    soon = {"KernelRestarter": {"time_to_dead": 0.3}}
    (config / "jupyter_server_config.json").write_text(json.dumps(soon), encoding="utf-8")
    places = [str(tmp_path / "broken"), *filter(None, [os.environ.get("PYTHONPATH")])]
    started = begin(PYTHONPATH=os.pathsep.join(places))
    for _ in range(900):
        told = next((line for line in started.said if "Python does not start" in line), "")
        if told:
            break
        time.sleep(0.1)
    assert "ImportError: no kernel today. The lessons can be read, not answered." in told
    assert started.process.poll() is None
    server = psutil.Process(started.process.pid).children()[0]
    assert "wso_lessons.workspace.processes.serving" in server.cmdline()
    server.kill()
    last = said(started).splitlines()[-1]
    assert last.startswith("JupyterLab stopped by itself (code -9): ")
    assert last.endswith("server.log")
    assert started.process.returncode == 2


def note(user, **noted):
    user.runtime.mkdir(parents=True, exist_ok=True)
    path = user.runtime / "jpserver-1.json"
    path.write_text(json.dumps({"pid": os.getpid()} | noted), encoding="utf-8")


def test_a_note_whose_server_does_not_answer_is_not_believed(tmp_path):
    note(UserState(tmp_path), root_dir=str(tmp_path), port=find_port(), token="x")
    assert running_server(tmp_path, UserState(tmp_path)) is None


@pytest.mark.parametrize("noted", [{}, {"root_dir": "."}, {"root_dir": 3, "port": "x"}])
def test_a_damaged_note_is_no_server(tmp_path, noted):
    note(UserState(tmp_path), **noted)
    assert running_server(tmp_path, UserState(tmp_path)) is None


def test_the_note_on_a_folder_is_not_its_copys_server(tmp_path, monkeypatch):
    monkeypatch.setattr(Server, "answers", lambda _: True)
    user = UserState(tmp_path / "state")
    note(user, root_dir=str(tmp_path / "first"), port=1, token="x")
    (tmp_path / "circle").symlink_to("circle")
    assert running_server(tmp_path / "first", user).port == 1
    assert [running_server(tmp_path / name, user) for name in ("copy", "circle")] == [None, None]


def test_charts_do_not_warn_where_the_home_folder_cannot_be_written(tmp_path, monkeypatch):
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    server = Server(tmp_path, UserState(tmp_path / "state").of_folder(tmp_path), 1, "token")
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
