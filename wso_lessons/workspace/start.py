"""The main job: the course in a folder, JupyterLab on it, and the lesson where the learner stopped."""

from __future__ import annotations

import contextlib
import dataclasses
import webbrowser
from collections.abc import Callable
from pathlib import Path

from wso_lessons.content import Course, builtin_course, layout, open_course
from wso_lessons.content.layout import STATE
from wso_lessons.workspace.folder import complete, prepare
from wso_lessons.workspace.links import all_below, refuse_links_out
from wso_lessons.workspace.parts import require_parts
from wso_lessons.workspace.problem import PortTakenError, StartError, explained
from wso_lessons.workspace.running import running_server
from wso_lessons.workspace.server import Server, free_port, stop_in_order

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
    require_parts()
    folder = _known(folder)
    try:
        place = _place(folder, course)
        refuse_links_out(place.home, all_below(place.state))
        if found := running_server(place.notebooks, place.state):
            return _open_again(found, place.course, projector, browser, say)
        server = Server.plan(place.notebooks, place.state, port, projector=projector)
        say(_told(place, folder, version))
        for line in _unread(place):
            say(line)
        server.state.mkdir(parents=True, exist_ok=True)
        trust([server.folder / entry.file for entry in place.course.lessons], server)
        notebook = current_lesson(place.course, server.state, say)
        for _ in range(TRIES if port is None else 0):
            try:
                return _serve(server, notebook, browser, say)
            except PortTakenError:
                server = dataclasses.replace(server, port=free_port())
        return _serve(server, notebook, browser, say)
    except BrokenPipeError:  # nobody reads what is said any more
        raise
    except OSError as error:
        raise explained(error, folder) from None


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A course as a folder holds it: where its notebooks are, whose answers are kept in `home`, and whose it is.

    `own` is a course's own folder; `named` is how another course was named whose lessons are copied here.
    """

    course: Course
    notebooks: Path
    home: Path
    own: bool
    named: str = ""

    @property
    def state(self) -> Path:
        """Where answers and the server's own files are kept."""
        return self.home / STATE


def _place(folder: Path, course: str | None) -> Place:
    own = layout.course_root(folder) if folder.is_dir() and not course else None
    if own:
        opened = open_course(own)
        return Place(opened, opened.places.notebooks, opened.root, own=True)
    named = _named(course) if course else layout.recorded_course(folder)
    return Place(open_course(named) if named else builtin_course(), folder, folder, own=False, named=named)


def _known(folder: Path) -> Path:
    """The folder's full path. Raises StartError where its ~ or the working folder leads nowhere."""
    try:
        return folder.expanduser().absolute()
    except RuntimeError:
        raise StartError(f"No home folder is known for {folder}. Name the folder in full.") from None
    except OSError:
        raise StartError("The folder that you are in is gone. Change to another one and start again.") from None


def _named(course: str) -> str:
    """How a folder remembers its course: the folder's full path, or the name of an installed one."""
    path = Path(course).expanduser()
    return str(path.resolve()) if path.is_dir() else course


def _told(place: Place, folder: Path, version: str) -> str:
    """Brings the lessons into place; says what was done."""
    if not place.own:
        return f"{folder}: {prepare(place.course, folder, version, place.named).sentence()}"
    done = complete(place.course, version)
    brought = f" Of the course it extends: {done.sentence()}" if done.new or done.updated or done.beside else ""
    return f"Your own course {place.course.root.name} is served as it is.{brought}"


def _unread(place: Place) -> list[str]:
    """What an author should know of a course of their own before it opens: the first file that cannot be read."""
    if not place.own:
        return []
    course = place.course
    found = [*course.sources.problems, *course.claims.problems, *course.question_rows.problems]
    if not found:
        return []
    return [str(found[0]), f"Its lessons may lack what stands there. `wso-lessons check {course.root.name}` tells all."]


def _open_again(server: Server, course: Course, projector: bool, browser: bool, say: Callable[[str], None]) -> None:
    """Opens a folder that is served already. Raises StartError where the view asked for needs another server."""
    if projector and not server.shows_projector():
        again = "Press Ctrl-C in the window where it was started, then start again with --projector."
        raise StartError(f"{server.folder} is open already, without the projector's view. {again}")
    address = server.address(current_lesson(course, server.state, say))
    say(f"The course is open already at\n\n    {address}\n\nTo stop it, press Ctrl-C where it was started.")
    if browser:
        webbrowser.open(address)


def _serve(server: Server, notebook: str, browser: bool, say: Callable[[str], None]) -> None:
    stop_in_order()
    try:
        with server.running() as process:
            server.prepare_kernel(notebook)
            address = server.address(notebook)
            say(f"The course is open at\n\n    {address}\n\nPress Ctrl-C to stop.")
            if browser:
                webbrowser.open(address)
            code = process.wait()
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):  # the terminal may be gone
            say("\nStopped. Your answers and notes are kept.")
        return
    if code:
        raise StartError(f"JupyterLab stopped by itself (code {code}): {server.last_words()} See {server.log}")
    say("JupyterLab was shut down. Your answers and notes are kept.")


def current_lesson(course: Course, state: Path, say: Callable[[str], None] = lambda _: None) -> str:
    """The file of the lesson opened last, or of the first lesson; `say` is told where the record cannot be used."""
    from wso_lessons.progress import open_progress
    from wso_lessons.progress.store import FILE

    first = course.lessons[0].file
    if not (state / FILE).is_file():
        return first
    progress = open_progress(state / FILE)
    if progress.notice:
        say(progress.notice)
    last = progress.last_lesson()
    progress.close()
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
