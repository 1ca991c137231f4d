"""Where `start` opens the course, and what it says when it cannot."""

import shutil
import socket
import sys

import pytest
from click.testing import CliRunner

from tests.support.world import TOY
from wso_lessons.cli.main import main
from wso_lessons.content import Course
from wso_lessons.progress import open_progress
from wso_lessons.workspace import ports
from wso_lessons.workspace import start as starting
from wso_lessons.workspace.ports import find_port
from wso_lessons.workspace.problem import PortTakenError, StartError
from wso_lessons.workspace.server import Server
from wso_lessons.workspace.start import Manner, current_lesson
from wso_lessons.workspace.state import UserState


def server_of(folder, port=8899):
    state = UserState(folder / "state").of_folder(folder)
    state.root.mkdir(parents=True)
    return Server(folder, state, port, "token")


def manner(**options):
    return Manner("1", lambda _: None, lambda _: True, browser=False, **options)


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
            find_port(other.getsockname()[1])


def test_without_a_port_the_next_free_one_is_found(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))  # the system's choice: no other test can take it in between
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(ports, "FIRST_PORT", taken)
        assert taken < find_port() < taken + 200


def test_the_port_is_free_at_once_after_a_server_has_ended():
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            served, _ = listener.accept()
            served.close()  # the side that closes first keeps the port in TIME_WAIT
    assert find_port(port) == port


def test_the_last_port_of_a_folder_is_tried_first(tmp_path):
    state = UserState(tmp_path).of_folder(tmp_path)
    state.root.mkdir(parents=True)
    assert state.last_port() is None
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))  # free again after this line, and not one that other tests ask for
        wanted = other.getsockname()[1]
    state.note_port(wanted)
    assert Server.plan(tmp_path, state, None).port == wanted
    with socket.socket() as other:
        other.bind(("127.0.0.1", wanted))
        other.listen()
        assert Server.plan(tmp_path, state, None).port != wanted


def test_ctrl_c_does_not_say_that_answers_are_kept_when_they_were_removed(tmp_path):
    state = tmp_path / ".wso-lessons"
    state.mkdir()
    assert starting._what_is_kept(state, had_record=False) == "Your answers and notes are kept."
    assert f"{state} was removed" in starting._what_is_kept(state, had_record=True)
    state.rmdir()
    assert f"{state} was removed" in starting._what_is_kept(state, had_record=False)


def test_notebooks_without_the_rest_of_their_course_say_what_is_missing(tmp_path):
    shutil.copytree(TOY / "notebooks", tmp_path / "notebooks")
    shutil.copy(TOY / "course.yaml", tmp_path / "notebooks")
    result = CliRunner().invoke(main, ["start", str(tmp_path / "notebooks"), "--no-browser"])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "there is no sources.yaml, claims, questions or reference in" in result.output


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


def test_no_setting_comes_from_the_learners_folder(tmp_path):
    folder = tmp_path / "mine"
    server = Server(folder, UserState(tmp_path / "state").of_folder(folder), 8899, "token")
    places = {k: v for k, v in server.environment().items() if k.startswith(("JUPYTER", "IPYTHON")) and "/" in v}
    assert len(places) == 8
    assert [name for name, place in places.items() if place.startswith(str(folder))] == []
    assert "token" not in " ".join(server.command())


def test_an_address_holds_the_lessons_name_as_addresses_write_it(tmp_path):
    address = server_of(tmp_path).address("01 first.ipynb")
    assert address == "http://127.0.0.1:8899/lab/tree/01%20first.ipynb?token=token"


@pytest.mark.slow
def test_a_port_that_another_program_takes_meanwhile_is_told_apart(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        server = server_of(tmp_path, other.getsockname()[1])
        with pytest.raises(PortTakenError, match="was taken by another program"), server.running():
            pass


@pytest.mark.slow
@pytest.mark.parametrize("cause", ["port 8899 is not available", "no available port could be found"])
def test_a_port_is_taken_before_jupyter_looks_or_between_its_look_and_its_listening(tmp_path, monkeypatch, cause):
    line = f"[C ServerApp] ERROR: the Jupyter server could not be started because {cause}."
    monkeypatch.setattr(Server, "command", lambda _: [sys.executable, "-c", f"import sys; sys.exit({line!r})"])
    with pytest.raises(PortTakenError), server_of(tmp_path).running():
        pass


def test_another_port_is_sought_when_one_is_taken_meanwhile(tmp_path, monkeypatch):
    tried = []

    def serve(server, *_):
        tried.append(server.port)
        if len(tried) < 3:
            raise PortTakenError("taken")

    ports = iter([9001, 9002, 9003])
    monkeypatch.setattr(starting, "_serve", serve)
    monkeypatch.setattr(starting, "find_port", lambda: next(ports))
    starting.start(tmp_path / "mine", manner(), str(TOY))
    assert tried[1:] == [9001, 9002]


def test_a_port_asked_for_is_not_replaced(tmp_path, monkeypatch):
    def serve(*_):
        raise PortTakenError("taken")

    monkeypatch.setattr(starting, "_serve", serve)
    with pytest.raises(PortTakenError):
        starting.start(tmp_path / "mine", manner(port=find_port()), str(TOY))
