"""The main job: the course in a folder, JupyterLab on it, and the lesson where the learner stopped."""

from __future__ import annotations

import dataclasses
import webbrowser
from collections.abc import Callable
from pathlib import Path

from wso_lessons.content import Course, builtin_course, layout, open_course
from wso_lessons.content.layout import STATE
from wso_lessons.workspace.folder import complete, prepare
from wso_lessons.workspace.problem import PortTakenError, explained
from wso_lessons.workspace.server import Server, free_port, stop_on_terminate

TRIES = 4  # how often another port is sought when one is taken between the look and the start


def start(
    folder: Path,
    *,
    port: int | None,
    browser: bool,
    version: str,
    say: Callable[[str], None],
    course: str | None = None,
    projector: bool = False,
) -> None:
    """Serves a course in `folder` until Ctrl-C; a folder that is a course itself is served as it is.

    `course` names another course (its folder, or the name under which it is installed) whose lessons are put into
    `folder`; it is remembered there. `projector` shows everything larger and no code. `say` receives each line for
    the learner. Raises StartError and ContentError.
    """
    folder = folder.expanduser().absolute()
    own = layout.course_root(folder) if folder.is_dir() and not course else None
    named = _named(course) if course else layout.recorded_course(folder)
    opened = open_course(own or named) if own or named else builtin_course()
    place, home = (opened.places.notebooks, opened.root) if own else (folder, folder)
    server = Server.plan(place, home / STATE, port, projector=projector)
    say(_told(opened, folder, version, named, own=bool(own)))
    try:
        server.state.mkdir(parents=True, exist_ok=True)
        trust([server.folder / entry.file for entry in opened.lessons], server)
    except OSError as error:
        raise explained(error, folder) from None
    notebook = current_lesson(opened, server.state)
    for _ in range(TRIES if port is None else 0):
        try:
            return _serve(server, notebook, browser, say)
        except PortTakenError:
            server = dataclasses.replace(server, port=free_port())
    return _serve(server, notebook, browser, say)


def _named(course: str) -> str:
    """How a folder remembers its course: the folder's full path, or the name of an installed one."""
    path = Path(course).expanduser()
    return str(path.resolve()) if path.is_dir() else course


def _told(course: Course, folder: Path, version: str, named: str, *, own: bool) -> str:
    """Brings the lessons into place; says what was done."""
    if not own:
        return f"{folder}: {prepare(course, folder, version, named).sentence()}"
    done = complete(course, version)
    brought = f" Of the course it extends: {done.sentence()}" if done.new or done.updated or done.beside else ""
    return f"Your own course {course.root.name} is served as it is.{brought}"


def _serve(server: Server, notebook: str, browser: bool, say: Callable[[str], None]) -> None:
    stop_on_terminate()
    try:
        with server.running() as process:
            server.prepare_kernel(notebook)
            address = server.address(notebook)
            say(f"The course is open at\n\n    {address}\n\nPress Ctrl-C to stop.")
            if browser:
                webbrowser.open(address)
            process.wait()
    except KeyboardInterrupt:
        say("\nStopped. Your answers and notes are kept.")


def current_lesson(course: Course, state: Path) -> str:
    """The file of the lesson opened last, or of the first lesson."""
    from wso_lessons.progress import open_progress
    from wso_lessons.progress.store import FILE

    first = course.lessons[0].file
    if not (state / FILE).is_file():
        return first
    last = open_progress(state / FILE).last_lesson()
    return next((entry.file for entry in course.lessons if entry.id == last), first)


def trust(notebooks: list[Path], server: Server) -> None:
    """Marks the course's own notebooks as trusted, so that stored results show before the first run."""
    import nbformat
    from nbformat.sign import NotebookNotary

    data = Path(server.environment()["JUPYTER_DATA_DIR"])
    data.mkdir(parents=True, exist_ok=True)
    notary = NotebookNotary(data_dir=str(data))  # type: ignore[no-untyped-call] # nbformat is typed in part
    for path in notebooks:
        try:
            notary.sign(nbformat.read(path, as_version=4))  # type: ignore[no-untyped-call] # nbformat is typed in part
        except (OSError, ValueError, nbformat.reader.NotJSONError, nbformat.ValidationError):
            continue
    notary.store.close()
