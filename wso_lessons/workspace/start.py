"""The main job: the course in a folder, JupyterLab on it, and the lesson where the learner stopped."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable
from pathlib import Path

from wso_lessons.content import Course, builtin_course, layout, open_course
from wso_lessons.content.files import course_paths
from wso_lessons.content.findings import one_line
from wso_lessons.content.layout import STATE
from wso_lessons.workspace.browser import forget_address, open_in_browser
from wso_lessons.workspace.files import paths_below, require_real_files
from wso_lessons.workspace.folder import complete, prepare
from wso_lessons.workspace.ports import find_port
from wso_lessons.workspace.problem import PortTakenError, StartError, write_problem
from wso_lessons.workspace.server import Server, running_server, stop_in_order
from wso_lessons.workspace.state import UserState, private_files, user_state
from wso_lessons.workspace.trust import Trust

TRIES = 4  # how often another port is sought when one is taken between the look and the start
DATA = ("sources.yaml", "claims", "questions", "reference")  # any of them shows that a course has its data


@dataclasses.dataclass(frozen=True, slots=True)
class Manner:
    """How a course is opened: on which port, with a browser or not, larger for a class or not.

    `version` is the package's; `say` receives each line for the learner; `allow` is asked whether a course from
    somebody else may be opened. With `full` JupyterLab is as it comes, as it is for a course of one's own.
    """

    version: str
    say: Callable[[str], None]
    allow: Callable[[str], bool]
    port: int | None = None
    browser: bool = True
    projector: bool = False
    full: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class CourseFolder:
    """A course as a folder holds it: where its notebooks are, whose answers are kept in `home`, and whose it is.

    `own` is a course's own folder; `source` says where another course comes from whose lessons are copied here.
    """

    course: Course
    notebooks: Path
    home: Path
    own: bool
    source: str = ""

    @property
    def state(self) -> Path:
        """Where answers and notes are kept."""
        return self.home / STATE


def start(folder: Path, manner: Manner, course: str | None = None) -> None:
    """Serves a course in `folder` until Ctrl-C; a folder that is a course itself is served as it is.

    `course` names another course (its folder, or the name under which it is installed) whose lessons are put into
    `folder`; it is remembered there. Raises StartError and ContentError.
    """
    folder = _full_path(folder)
    with private_files(), user_state() as user:
        try:
            _start(find_course(folder, course), folder, manner, user)
        except BrokenPipeError:  # nobody reads what is said any more
            raise
        except OSError as error:
            raise write_problem(error, folder) from None


def _start(opened: CourseFolder, folder: Path, manner: Manner, user: UserState) -> None:
    trust = Trust(user)
    _require_allowance(opened.course, trust, manner)
    if server := running_server(opened.notebooks, user):
        return _open_again(server, opened, manner)
    state = user.of_folder(opened.notebooks)
    state.root.mkdir(parents=True, exist_ok=True)
    server = Server.plan(opened.notebooks, state, manner.port, projector=manner.projector)
    sentence, lessons = bring_lessons(opened, folder, manner.version, trust)
    manner.say(sentence)
    if not manner.full:
        server = dataclasses.replace(server, lessons=lessons)
    for line in _first_problem(opened):
        manner.say(line)
    opened.state.mkdir(parents=True, exist_ok=True)
    opened.state.chmod(0o700)  # it may have been made by an earlier version, or by a copy
    notebook = current_lesson(opened.course, opened.state, manner.say)
    for _ in range(TRIES if manner.port is None else 0):
        try:
            return _serve(server, opened, notebook, manner)
        except PortTakenError:
            server = dataclasses.replace(server, port=find_port())
    return _serve(server, opened, notebook, manner)


def find_course(folder: Path, course: str | None) -> CourseFolder:
    """The course of a folder. Raises StartError where it could lead out of its folder, or lacks its data."""
    require_real_files(folder, paths_below(folder / STATE))
    own = layout.course_root(folder) if folder.is_dir() and not course else None
    if own:
        require_real_files(own, paths_below(own / STATE))
        opened = _open_course(own)
        _require_data(opened)
        return CourseFolder(opened, opened.places.notebooks, opened.root, own=True)
    source = _source_of(course) if course else layout.recorded_course(folder)
    return CourseFolder(_open_course(source) if source else builtin_course(), folder, folder, own=False, source=source)


def _open_course(source: Path | str) -> Course:
    """Opens a course after a look at its files: a pipe would be waited for, a link out would be read."""
    root = Path(source)
    if root.is_dir():
        require_real_files(root, course_paths(root))
    course = open_course(source)
    for one in course.line:
        if one.root not in (root, builtin_course().root):
            require_real_files(one.root, course_paths(one.root))
    return course


def _require_data(course: Course) -> None:
    """Raises StartError where a course's notebooks came without the rest of it."""
    if course.base is None and not any((course.places.data / name).exists() for name in DATA):
        problem = f"{course.places.notebooks} holds notebooks without what they ask and cite"
        raise StartError(
            f"{problem}: there is no {', '.join(DATA[:-1])} or {DATA[-1]} in {course.places.data}. "
            "Take the whole folder of the course, or name a new folder: wso-lessons start FOLDER"
        )


def _require_allowance(course: Course, trust: Trust, manner: Manner) -> None:
    """Asks once about a course that this person neither made nor allowed. Raises StartError where it may not open."""
    unknown = trust.unknown_files(course)
    if unknown:
        if not manner.allow(f"{_made_by(course)}; it can run code on this computer. Open it?"):
            raise StartError("Nothing was opened.")
        trust.allow(unknown)
    trust.sign_allowed(course)


def _made_by(course: Course) -> str:
    """Who made a course, as it says itself. All of it is somebody else's text: one line, cut, its quotes no end."""
    title, author = (one_line(text).replace('"', "'") for text in (course.manifest.title, course.manifest.author))
    maker = f'"{author}", as it says itself' if author else "somebody else, and names no maker"
    return f'The course "{title}" in {one_line(course.root, 300)} was made by {maker}'


def _full_path(folder: Path) -> Path:
    """The folder's full path. Raises StartError where its ~ or the working folder leads nowhere."""
    try:
        return folder.expanduser().absolute()
    except RuntimeError:
        raise StartError(f"No home folder is known for {folder}. Name the folder in full.") from None
    except OSError:
        raise StartError("The folder that you are in is gone. Change to another one and start again.") from None


def _source_of(course: str) -> str:
    """How a folder remembers its course: the folder's full path, or the name of an installed one."""
    path = _full_path(Path(course))
    return str(path.resolve()) if path.is_dir() else course


def bring_lessons(opened: CourseFolder, folder: Path, version: str, trust: Trust) -> tuple[str, dict[str, str]]:
    """Brings the lessons into place and signs those that are as delivered.

    Gives a sentence on what was done, and the digest of each lesson's code where the lessons run by themselves.
    """
    course = opened.course
    changes = complete(course, version) if opened.own else prepare(course, folder, version, opened.source)
    delivered = [opened.notebooks / name for name in changes.delivered]
    trust.sign(path for path in delivered if path.suffix == ".ipynb")
    if not opened.own:
        return f"{folder}: {changes.sentence()}", changes.lessons
    trust.allow(delivered)
    news = changes.new or changes.updated or changes.beside
    borrowed = f" Of the course it extends: {changes.sentence()}" if news else ""
    return f"Your own course {course.root.name} is served as it is.{borrowed}", {}


def _first_problem(opened: CourseFolder) -> list[str]:
    """What an author should know of a course of their own before it opens: the first file that cannot be read."""
    course = opened.course
    problems = [*course.sources.problems, *course.claims.problems, *course.question_rows.problems] if opened.own else []
    if not problems:
        return []
    return [
        str(problems[0]),
        f"Its lessons may lack what stands there. `wso-lessons check {course.root.name}` tells all.",
    ]


def _open_again(server: Server, opened: CourseFolder, manner: Manner) -> None:
    """Opens a folder that is served already. Raises StartError where the view asked for needs another server."""
    if manner.projector and not server.shows_projector():
        again = "Press Ctrl-C in the window where it was started, then start again with --projector."
        raise StartError(f"{server.folder} is open already, without the projector's view. {again}")
    address = server.address(current_lesson(opened.course, opened.state, manner.say))
    manner.say(f"The course is open already at\n\n    {address}\n\nTo stop it, press Ctrl-C where it was started.")
    if manner.browser:
        open_in_browser(opened.state, address)


def _serve(server: Server, opened: CourseFolder, notebook: str, manner: Manner) -> None:
    stop_in_order()
    record = _record_file(opened.state)
    had_record = record.exists()
    try:
        with server.running() as process:
            server.state.note_port(server.port)
            kernel = server.prepare_kernel(notebook)
            address = server.address(notebook)
            manner.say(f"The course is open at\n\n    {address}\n\nPress Ctrl-C to stop.")
            if manner.browser:
                open_in_browser(opened.state, address)
            if server.kernel_dies(kernel):
                cause = f"Python does not start in JupyterLab: {server.last_cause()}"
                manner.say(f"{cause} The lessons can be read, not answered. See {server.state.log}")
            code = process.wait()
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):  # the terminal may be gone
            manner.say(f"\nStopped. {_what_is_kept(opened.state, had_record)}")
        return
    finally:
        forget_address(opened.state)
    if code:
        problem = f"JupyterLab stopped by itself (code {code}): {server.last_cause()}"
        raise StartError(f"{problem} See {server.state.log}")
    manner.say(f"JupyterLab was shut down. {_what_is_kept(opened.state, had_record)}")


def _what_is_kept(state: Path, had_record: bool) -> str:
    """Says that answers and notes are kept, unless somebody took them away meanwhile."""
    if state.is_dir() and (_record_file(state).exists() or not had_record):
        return "Your answers and notes are kept."
    return f"What you answered and wrote is gone: {state} was removed while the course was open."


def _record_file(state: Path) -> Path:
    from wso_lessons.progress.store import FILE

    return state / FILE


def current_lesson(course: Course, state: Path, say: Callable[[str], None] = lambda _: None) -> str:
    """The file of the lesson opened last, or of the first lesson; `say` is told where the record cannot be used."""
    from wso_lessons.progress import open_progress

    first = course.lessons[0].file
    if not _record_file(state).is_file():
        return first
    progress = open_progress(_record_file(state))
    if progress.notice:
        say(progress.notice)
    last = progress.last_lesson()
    progress.close()
    return next((entry.file for entry in course.lessons if entry.id == last), first)
