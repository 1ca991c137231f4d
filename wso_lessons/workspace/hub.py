"""The course for one user of a JupyterHub: what `start` does, with the hub's own server in place of one of ours."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from wso_lessons.workspace.problem import StartError, write_problem
from wso_lessons.workspace.server import Server
from wso_lessons.workspace.start import bring_lessons, current_lesson, find_course
from wso_lessons.workspace.state import UserState, private_files, user_state
from wso_lessons.workspace.trust import Trust

HUB_SERVING = "wso_lessons.workspace.processes.hub_serving"


def serve_user(
    folder: Path, course: str | None, version: str, options: Sequence[str], receipts: Path | None = None
) -> None:
    """Brings the lessons into this user's folder and becomes the hub's server for them; does not return.

    `course` is the administrator's choice, so nobody is asked about it; `options` are those that the hub gives its
    server; `receipts` is a folder into which a copy of each saved receipt goes. Raises StartError where JupyterHub is
    missing or a folder cannot be used, and ContentError.
    """
    if importlib.util.find_spec("jupyterhub") is None:
        raise StartError("JupyterHub is not installed in this Python. Install it here: pip install jupyterhub")
    if receipts and not os.access(receipts, os.W_OK | os.X_OK):
        raise StartError(f"The folder for receipts, {receipts}, is not there, or users may not write into it.")
    folder = folder.expanduser().absolute()
    with private_files(), user_state() as user:
        try:
            server, lesson = _prepare(folder, course, version, user, receipts)
        except OSError as error:
            raise write_problem(error, folder) from None
        where = f"--ServerApp.default_url=/lab/tree/{quote(lesson)}"
        command = [sys.executable, "-P", "-m", HUB_SERVING, *options, *server.options(), where]
        os.chdir(server.state.root)  # programs look for settings where they are started: not in a course
        os.execve(sys.executable, command, server.environment())  # the hub watches this very process


def _prepare(
    folder: Path, course: str | None, version: str, user: UserState, receipts: Path | None
) -> tuple[Server, str]:
    """Puts lessons and settings into place; gives the server to be and the lesson to open."""
    opened = find_course(folder, course)
    trust = Trust(user)
    trust.allow(trust.unknown_files(opened.course))
    trust.sign_allowed(opened.course)
    _, lessons = bring_lessons(opened, folder, version, trust)
    opened.state.mkdir(parents=True, exist_ok=True)
    state = user.of_folder(opened.notebooks)
    state.root.mkdir(parents=True, exist_ok=True)
    # Port and token are the hub's: it tells its server by variables of its own.
    server = Server(opened.notebooks, state, port=0, token="", lessons=lessons, receipts=receipts)
    server.prepare()
    return server, current_lesson(opened.course, opened.state)
