"""The JupyterLab that serves a learner's folder: quiet, on this computer only, with settings of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from wso_lessons.workspace.problem import PortTakenError, StartError

HOST = "127.0.0.1"
FIRST_PORT = 8888
SECONDS_TO_START = 90
SECONDS_TO_STOP = 10
SETTINGS = Path(__file__).parent / "jupyter"
EXTENSIONS = Path(__file__).parent / "labextensions"
PROJECTOR = Path(__file__).parent / "projector" / "custom.css"
PAGE = b"jupyter-config-data"  # in JupyterLab's own page, not in one that tells of an error
CAUSE = re.compile(r"[\w.]*(Error|Exception|Missing)\b.*:")  # the last line of a traceback
TOLD = re.compile(r"\[[EC] [^]]*] ")  # how Jupyter begins a line that tells of an error
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # this computer is not reached by proxy


def free_port(wanted: int | None = None) -> int:
    """The port asked for, or the first free one from 8888 on. Raises StartError where it is taken."""
    if wanted is not None:
        if _is_free(wanted):
            return wanted
        raise StartError(f"Port {wanted} is taken or not allowed. Leave --port out, or name another one.")
    for port in range(FIRST_PORT, FIRST_PORT + 200):
        if _is_free(port):
            return port
    raise StartError("No free port was found. Close other programs, or name one with --port.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


@dataclass(frozen=True, slots=True)
class Server:
    """A JupyterLab to be: the folder it shows, where it keeps its own files, its port and its token.

    With `projector` everything is larger and no code is shown.
    """

    folder: Path
    state: Path
    port: int
    token: str
    projector: bool = False

    @classmethod
    def plan(cls, folder: Path, state: Path, port: int | None, *, projector: bool = False) -> Server:
        """A server for a folder, with a fresh token. Raises StartError where the port is taken."""
        return cls(folder, state, free_port(port), secrets.token_hex(16), projector)

    def address(self, notebook: str) -> str:
        """The address that opens a notebook."""
        path = urllib.parse.quote(notebook)
        return f"http://{HOST}:{self.port}/lab/tree/{path}?token={self.token}"

    @staticmethod
    def runtime(state: Path) -> Path:
        """Where Jupyter notes which servers run."""
        return _own(state) / "runtime"

    @property
    def log(self) -> Path:
        return self.state / "server.log"

    def environment(self) -> dict[str, str]:
        """The environment of this process, with every place where Jupyter keeps files inside the learner's folder."""
        own = _own(self.state)
        places = {
            "JUPYTER_CONFIG_PATH": SETTINGS,
            "JUPYTER_CONFIG_DIR": own / "config",
            "JUPYTER_DATA_DIR": own / "data",
            "JUPYTER_RUNTIME_DIR": self.runtime(self.state),
            "JUPYTERLAB_SETTINGS_DIR": own / "settings",
            "JUPYTERLAB_WORKSPACES_DIR": own / "workspaces",
            "IPYTHONDIR": own / "ipython",
        }
        if "MPLCONFIGDIR" not in os.environ and not _home_is_writable():
            places["MPLCONFIGDIR"] = own / "matplotlib"  # else each chart lesson would begin with its warning
        return {**os.environ, **{name: str(place) for name, place in places.items()}, "JUPYTER_TOKEN": self.token}

    def command(self) -> list[str]:
        """The command that starts JupyterLab with this Python."""
        options = [
            f"--ServerApp.port={self.port}",
            f"--ServerApp.root_dir={self.folder}",
            f"--LabApp.extra_labextensions_path={EXTENSIONS}",
        ]
        if self.projector:
            options.append("--custom-css")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--ServerApp.allow_root=True")
        # -P: a file of the learner's named like one of Python's own modules must not stop the server
        return [sys.executable, "-P", "-m", "wso_lessons.workspace.serving", "--no-browser", *options]

    @contextlib.contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """Starts the server, waits until it answers, and ends it with its kernels on leaving.

        Raises StartError where it does not come up.
        """
        if self.projector:
            self._dress()
        with (
            self.log.open("wb") as log,
            subprocess.Popen(
                self.command(),
                env=self.environment(),
                cwd=self.folder,
                stdin=subprocess.PIPE,  # nothing is written to it: the server ends where this process is gone
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C reaches this process alone, which then ends the server in order
            ) as process,
        ):
            try:
                self._wait(process)
                self._look_at_page()
                yield process
            finally:
                _end(process)

    def _dress(self) -> None:
        """Puts the projector's style where JupyterLab looks for one: in its configuration folder."""
        place = Path(self.environment()["JUPYTER_CONFIG_DIR"]) / "custom" / "custom.css"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECTOR, place)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        give_up = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < give_up:
            if process.poll() is not None:
                if f"port {self.port} is not available" in self.log.read_text(encoding="utf-8", errors="replace"):
                    raise PortTakenError(f"Port {self.port} was taken by another program. Start again.")
                raise StartError(f"JupyterLab stopped at once: {self.last_words()} See {self.log}")
            if self.answers():
                return
            time.sleep(0.1)
        raise StartError(f"JupyterLab did not answer within {SECONDS_TO_START} seconds. See {self.log}")

    def answers(self) -> bool:
        """Whether this very server, known by its token, is there and answers."""
        try:
            self._ask("api/status", 5).close()
        except OSError:
            return False
        return True

    def shows_projector(self) -> bool:
        """Whether the running server gives out the projector's style."""
        try:
            self._ask("custom/custom.css", 5).close()
        except OSError:
            return False
        return True

    def _look_at_page(self) -> None:
        """Raises StartError where the server answers but JupyterLab's page is not there or not whole."""
        try:
            with self._ask("lab", 30) as page:
                if PAGE in page.read():
                    return
            problem = "parts of it are not installed"
        except OSError as error:
            problem = str(error)
        raise StartError(f"JupyterLab cannot show its page ({problem}): {self.last_words()} See {self.log}")

    def prepare_kernel(self, notebook: str) -> None:
        """Starts a notebook's kernel before the page asks for it, so that the first run finds it ready.

        Raises StartError where the server refuses; where it is only slow, JupyterLab starts the kernel itself.
        """
        wanted = {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}}
        try:
            self._ask("api/sessions", 30, json.dumps(wanted).encode()).close()
        except urllib.error.HTTPError as error:
            cause = self.last_words()
            raise StartError(f"Python does not start in JupyterLab ({error}): {cause} See {self.log}") from None
        except OSError:
            pass

    def _ask(self, path: str, seconds: float, data: bytes | None = None) -> IO[bytes]:
        """Asks the server for a path, or posts JSON to it. Raises OSError where it does not answer or refuses."""
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"http://{HOST}:{self.port}/{path}", data=data, headers=headers)
        answer: IO[bytes] = _OPENER.open(request, timeout=seconds)
        return answer

    def last_words(self) -> str:
        """The cause at the end of the log, as one sentence; warnings are none."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in text.splitlines()[-40:] if line.strip() and "WARNING" not in line]
        raised = [line for line in lines if CAUSE.match(line)][-1:]
        told = [line for line in lines if TOLD.match(line)][:1]
        cause = next(iter(raised or told or lines[-1:]), "it gave no reason")
        return f"{TOLD.sub('', cause).removesuffix('.')}."


def _home_is_writable() -> bool:
    try:
        return os.access(Path.home(), os.W_OK)
    except RuntimeError:  # no home is known
        return False


def _own(state: Path) -> Path:
    return state / "jupyter"


def _end(process: subprocess.Popen[Any]) -> None:
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
