"""Where `start` opens the course, and what it says when it cannot."""

import socket

import pytest
from click.testing import CliRunner

from tests.support.world import TOY
from wso_lessons.cli.main import main
from wso_lessons.content import Course
from wso_lessons.progress import open_progress
from wso_lessons.workspace import start as starting
from wso_lessons.workspace.problem import PortTakenError, StartError
from wso_lessons.workspace.server import Server, free_port
from wso_lessons.workspace.start import current_lesson


def test_the_first_time_the_first_lesson_opens(tmp_path):
    course = Course(TOY)
    assert current_lesson(course, tmp_path) == course.lessons[0].file


def test_later_the_lesson_opened_last_opens(tmp_path):
    course = Course(TOY)
    open_progress(tmp_path / "progress.sqlite3").lesson_opened(course.lessons[1].id)
    assert current_lesson(course, tmp_path) == course.lessons[1].file


def test_a_taken_port_is_one_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        with pytest.raises(StartError, match="is taken"):
            free_port(other.getsockname()[1])


def test_without_a_port_the_next_free_one_is_found():
    with socket.socket() as other:
        taken = free_port()
        other.bind(("127.0.0.1", taken))
        other.listen()
        assert free_port() != taken


@pytest.mark.parametrize("port", ["0x", "99999"])
def test_a_port_that_cannot_be_is_refused_with_exit_2(tmp_path, port):
    result = CliRunner().invoke(main, ["start", str(tmp_path / "new"), "--no-browser", "--port", port])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert not (tmp_path / "new").exists()


def test_somebody_elses_folder_ends_with_one_sentence_and_exit_2(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    result = CliRunner().invoke(main, ["start", str(tmp_path), "--no-browser"])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "holds other files" in result.output


def test_the_servers_own_files_stay_in_the_learners_folder(tmp_path):
    server = Server(tmp_path, tmp_path / ".wso-lessons", 8899, "token")
    places = {k: v for k, v in server.environment().items() if k.startswith(("JUPYTER", "IPYTHON")) and "/" in v}
    outside = [name for name, place in places.items() if not place.startswith(str(tmp_path))]
    assert outside == ["JUPYTER_CONFIG_PATH"]


def test_an_address_holds_the_lessons_name_as_addresses_write_it(tmp_path):
    address = Server(tmp_path, tmp_path, 8899, "token").address("01 first.ipynb")
    assert address == "http://127.0.0.1:8899/lab/tree/01%20first.ipynb?token=token"


@pytest.mark.slow
def test_a_port_that_another_program_takes_meanwhile_is_told_apart(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        server = Server(tmp_path, tmp_path, other.getsockname()[1], "token")
        with pytest.raises(PortTakenError, match="was taken by another program"), server.running():
            pass


def test_another_port_is_sought_when_one_is_taken_meanwhile(tmp_path, monkeypatch):
    tried = []

    def serve(server, *_):
        tried.append(server.port)
        if len(tried) < 3:
            raise PortTakenError("taken")

    ports = iter([9001, 9002, 9003])
    monkeypatch.setattr(starting, "_serve", serve)
    monkeypatch.setattr(starting, "free_port", lambda: next(ports))
    starting.start(tmp_path / "mine", port=None, browser=False, version="1", say=lambda _: None)
    assert tried[1:] == [9001, 9002]


def test_a_port_asked_for_is_not_replaced(tmp_path, monkeypatch):
    def serve(*_):
        raise PortTakenError("taken")

    monkeypatch.setattr(starting, "_serve", serve)
    with pytest.raises(PortTakenError):
        starting.start(tmp_path / "mine", port=free_port(), browser=False, version="1", say=lambda _: None)
