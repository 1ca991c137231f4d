"""The main job: the course in a folder, JupyterLab on it, and the lesson where the learner stopped."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path

from wso_lessons.content import Course, builtin_course, layout, open_course
from wso_lessons.workspace.folder import STATE, prepare
from wso_lessons.workspace.problem import explained
from wso_lessons.workspace.server import Server, stop_on_terminate

DEFAULT_FOLDER = Path("wso-course")


def start(folder: Path, *, port: int | None, browser: bool, version: str, say: Callable[[str], None]) -> None:
    """Serves the course in `folder` until Ctrl-C; a folder that is a course itself is served as it is.

    `say` receives each line for the learner. Raises StartError and ContentError.
    """
    folder = folder.expanduser().absolute()
    own = layout.course_root(folder) if folder.is_dir() else None
    course = open_course(own) if own else builtin_course()
    server = Server.plan(course.places.notebooks if own else folder, (own or folder) / STATE, port)
    if own:
        say(f"Your own course {own.name} is served as it is.")
    else:
        say(f"{folder}: {prepare(course, folder, version).sentence()}")
    try:
        server.state.mkdir(parents=True, exist_ok=True)
        trust([server.folder / entry.file for entry in course.lessons], server)
    except OSError as error:
        raise explained(error, folder) from None
    _serve(server, current_lesson(course, server.state), browser, say)


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
