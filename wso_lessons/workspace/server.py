"""The JupyterLab that serves a learner's folder: quiet, on this computer only, with settings of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import IO

from wso_lessons.content.files import write_whole
from wso_lessons.workspace.ports import HOST, find_port
from wso_lessons.workspace.problem import PortTakenError, StartError
from wso_lessons.workspace.state import FolderState, UserState

SECONDS_TO_START = 90
SECONDS_TO_STOP = 10
SECONDS_TO_WATCH = 40  # JupyterLab gives a kernel up after five restarts, about 18 seconds
SETTINGS = Path(__file__).parent / "jupyter"
FOR_LEARNERS = Path(__file__).parent / "learner"
EXTENSIONS = Path(__file__).parent / "labextensions"
PROJECTOR = Path(__file__).parent / "projector" / "custom.css"
PAGE = b"jupyter-config-data"  # in JupyterLab's own page, not in one that tells of an error
CAUSE = re.compile(r"[\w.]*(Error|Exception|Missing)\b.*:")  # the last line of a traceback
# Jupyter's words where a port is taken as it looks, and where one is taken between its look and its listening.
PORT_TAKEN = re.compile(r"port \d+ is not available|no available port could be found")
ERROR_LINE = re.compile(r"\[[EC] [^]]*] ")  # how Jupyter begins a line that tells of an error
RECEIPTS = "WSO_LESSONS_RECEIPTS"  # tells the server's extension where receipts are collected
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # this computer is not reached by proxy


@dataclass(frozen=True, slots=True)
class Server:
    """A JupyterLab to be: the folder it shows, where it keeps its own files, its port and its token.

    With `projector` everything is larger and no code is shown. `lessons` holds the digest of the code of each lesson
    that runs by itself, by file; where there are none, JupyterLab is as it comes. `receipts` is the folder in which a
    class's receipts are collected, where there is one.
    """

    folder: Path
    state: FolderState
    port: int
    token: str
    projector: bool = False
    lessons: Mapping[str, str] = field(default_factory=dict)
    receipts: Path | None = None

    @classmethod
    def plan(cls, folder: Path, state: FolderState, port: int | None, *, projector: bool = False) -> Server:
        """A server for a folder, with a fresh token. Raises StartError where the port is taken."""
        return cls(folder, state, find_port(port, state.last_port()), secrets.token_hex(16), projector)

    def address(self, notebook: str) -> str:
        """The address that opens a notebook."""
        path = urllib.parse.quote(notebook)
        return f"http://{HOST}:{self.port}/lab/tree/{path}?token={self.token}"

    def environment(self) -> dict[str, str]:
        """The environment of this process; Jupyter's settings come from the package and the person's own folder."""
        settings = [FOR_LEARNERS, SETTINGS] if self.lessons else [SETTINGS]  # the first one wins
        package = {"JUPYTER_CONFIG_PATH": os.pathsep.join(map(str, settings)), "JUPYTER_PATH": str(SETTINGS)}
        token = {"JUPYTER_TOKEN": self.token} if self.token else {}
        receipts = {RECEIPTS: str(self.receipts)} if self.receipts else {}
        return {**os.environ, **package, **self.state.variables(), **token, **receipts}

    def options(self) -> list[str]:
        """The options that make a Jupyter server show this folder with the course's extension."""
        options = [f"--ServerApp.root_dir={self.folder}", f"--LabApp.extra_labextensions_path={EXTENSIONS}"]
        if self.projector:
            options.append("--custom-css")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--ServerApp.allow_root=True")
        return options

    def command(self) -> list[str]:
        """The command that starts JupyterLab with this Python."""
        options = [f"--ServerApp.port={self.port}", *self.options()]
        # -P: a file of the learner's named like one of Python's own modules must not stop the server
        return [sys.executable, "-P", "-m", "wso_lessons.workspace.processes.serving", "--no-browser", *options]

    @contextlib.contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """Starts the server, waits until it answers, and ends it with its kernels on leaving.

        Raises StartError where it does not come up.
        """
        self.prepare()
        with (
            self.state.log.open("wb") as log,
            subprocess.Popen(
                self.command(),
                env=self.environment(),
                cwd=self.state.root,  # programs look for settings where they are started: not in a course
                stdin=subprocess.PIPE,  # nothing is written to it: the server ends where this process is gone
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C reaches this process alone, which then ends the server in order
            ) as process,
        ):
            try:
                self._wait(process)
                self._require_page()
                yield process
            finally:
                _stop(process)

    def prepare(self) -> None:
        """Puts what JupyterLab looks for into its configuration folder: a style, and what its page should know."""
        style, page = self.state.projector_style, self.state.page_config
        for place in (style, page):
            place.parent.mkdir(parents=True, exist_ok=True)
        if self.projector:
            shutil.copyfile(PROJECTOR, style)
        else:
            style.unlink(missing_ok=True)
        known: dict[str, object] = {"wsoLessons": [*map(list, self.lessons.items())]} if self.lessons else {}
        known |= {"wsoReceipts": True} if self.receipts else {}
        write_whole(page, json.dumps(known))

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        give_up = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < give_up:
            if process.poll() is not None:
                if PORT_TAKEN.search(self.state.log.read_text(encoding="utf-8", errors="replace")):
                    raise PortTakenError(f"Port {self.port} was taken by another program. Start again.")
                raise StartError(f"JupyterLab stopped at once: {self.last_cause()} See {self.state.log}")
            if self.answers():
                return
            time.sleep(0.1)
        raise StartError(f"JupyterLab did not answer within {SECONDS_TO_START} seconds. See {self.state.log}")

    def answers(self) -> bool:
        """Whether this very server, known by its token, is there and answers."""
        return self._gives("api/status")

    def shows_projector(self) -> bool:
        """Whether the running server gives out the projector's style."""
        return self._gives("custom/custom.css")

    def _gives(self, path: str) -> bool:
        try:
            self._ask(path, 5).close()
        except OSError:
            return False
        return True

    def _require_page(self) -> None:
        """Raises StartError where the server answers but JupyterLab's page is not there or not whole."""
        try:
            with self._ask("lab", 30) as page:
                if PAGE in page.read():
                    return
            problem = "parts of it are not installed"
        except OSError as error:
            problem = str(error)
        raise StartError(f"JupyterLab cannot show its page ({problem}): {self.last_cause()} See {self.state.log}")

    def prepare_kernel(self, notebook: str) -> str:
        """Starts a notebook's kernel before the page asks for it, so that the first run finds it ready; gives its id.

        Raises StartError where the server refuses; where it is only slow, JupyterLab starts the kernel itself, and
        the id is "".
        """
        wanted = {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}}
        try:
            with self._ask("api/sessions", 30, json.dumps(wanted).encode()) as answer:
                return str(json.load(answer)["kernel"]["id"])
        except urllib.error.HTTPError as error:
            cause = self.last_cause()
            raise StartError(f"Python does not start in JupyterLab ({error}): {cause} See {self.state.log}") from None
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def kernel_dies(self, kernel: str) -> bool:
        """Watches a kernel while it starts; whether it died. A server that does not answer is no sign of it.

        A kernel to which no page has spoken yet stays in the state "starting", so the watch ends after a while.
        """
        give_up = time.monotonic() + SECONDS_TO_WATCH
        while kernel and time.monotonic() < give_up:
            try:
                with self._ask(f"api/kernels/{kernel}", 5) as answer:
                    state = json.load(answer)["execution_state"]
            except urllib.error.HTTPError as error:
                return error.code == HTTPStatus.NOT_FOUND  # one that was restarted in vain is dropped from the list
            except (OSError, ValueError, KeyError, TypeError):
                return False
            if state in ("dead", "autorestarting", "restarting"):
                return True
            if state != "starting":
                return False
            time.sleep(1)
        return False

    def _ask(self, path: str, seconds: float, data: bytes | None = None) -> IO[bytes]:
        """Asks the server for a path, or posts JSON to it. Raises OSError where it does not answer or refuses."""
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"http://{HOST}:{self.port}/{path}", data=data, headers=headers)
        answer: IO[bytes] = _OPENER.open(request, timeout=seconds)
        return answer

    def last_cause(self) -> str:
        """The cause at the end of the log, as one sentence; warnings are none."""
        text = self.state.log.read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in text.splitlines()[-40:] if line.strip() and "WARNING" not in line]
        errors = [line for line in lines if CAUSE.match(line)][-1:]
        messages = [line for line in lines if ERROR_LINE.match(line)][:1]
        cause = next(iter(errors or messages or lines[-1:]), "it gave no reason")
        return f"{ERROR_LINE.sub('', cause).removesuffix('.')}."


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def stop_in_order() -> None:
    """Makes a request to end (SIGTERM) and a closed terminal (SIGHUP) act like Ctrl-C."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) != signal.SIG_IGN:  # nohup
            signal.signal(number, interrupt)


def running_server(folder: Path, user: UserState) -> Server | None:
    """The server that this person started for the folder, or None: by the note that Jupyter keeps, if it answers."""
    if not any(user.runtime.glob("jpserver-*.json")):
        return None
    from jupyter_server.serverapp import list_running_servers  # takes a second to import, and there is seldom one

    place = os.path.realpath(folder)  # Path.resolve raises where links lead in a circle
    for note in list_running_servers(str(user.runtime)):
        try:
            if os.path.realpath(note["root_dir"]) != place:
                continue
            server = Server(folder, user.of_folder(folder), int(note["port"]), str(note["token"]))
        except (ValueError, TypeError, KeyError):  # a note that is damaged
            continue
        if server.answers():
            return server
    return None
