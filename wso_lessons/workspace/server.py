"""The JupyterLab that serves a learner's folder: quiet, on this computer only, with settings of its own."""

from __future__ import annotations

import contextlib
import json
import os
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
from typing import Any

from wso_lessons.workspace.problem import PortTakenError, StartError

HOST = "127.0.0.1"
FIRST_PORT = 8888
SECONDS_TO_START = 90
SECONDS_TO_STOP = 10
SETTINGS = Path(__file__).parent / "jupyter"
EXTENSIONS = Path(__file__).parent / "labextensions"
PROJECTOR = Path(__file__).parent / "projector" / "custom.css"
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

    @property
    def log(self) -> Path:
        return self.state / "server.log"

    def environment(self) -> dict[str, str]:
        """The environment of this process, with every place where Jupyter keeps files inside the learner's folder."""
        own = self.state / "jupyter"
        places = {
            "JUPYTER_CONFIG_PATH": SETTINGS,
            "JUPYTER_CONFIG_DIR": own / "config",
            "JUPYTER_DATA_DIR": own / "data",
            "JUPYTER_RUNTIME_DIR": own / "runtime",
            "JUPYTERLAB_SETTINGS_DIR": own / "settings",
            "JUPYTERLAB_WORKSPACES_DIR": own / "workspaces",
            "IPYTHONDIR": own / "ipython",
        }
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
        return [sys.executable, "-m", "jupyterlab", "--no-browser", *options]

    @contextlib.contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """Starts the server, waits until it answers, and ends it with its kernels on leaving.

        Raises StartError where it does not come up.
        """
        if self.projector:
            self._dress()
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                self.command(),
                env=self.environment(),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C reaches this process alone, which then ends the server in order
            )
            try:
                self._wait(process)
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
                raise StartError(f"JupyterLab stopped at once: {self._last_words()} See {self.log}")
            with contextlib.suppress(urllib.error.URLError, OSError):
                _OPENER.open(f"http://{HOST}:{self.port}/api/status?token={self.token}", timeout=5).close()
                return
            time.sleep(0.1)
        raise StartError(f"JupyterLab did not answer within {SECONDS_TO_START} seconds. See {self.log}")

    def prepare_kernel(self, notebook: str) -> None:
        """Starts a notebook's kernel before the page asks for it, so that the first run finds it ready.

        Best effort: where it fails, JupyterLab starts the kernel itself.
        """
        wanted = {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}}
        request = urllib.request.Request(
            f"http://{HOST}:{self.port}/api/sessions",
            data=json.dumps(wanted).encode(),
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        with contextlib.suppress(urllib.error.URLError, OSError):
            _OPENER.open(request, timeout=30).close()

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1].strip() if lines else "it gave no reason."


def _end(process: subprocess.Popen[Any]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def stop_on_terminate() -> None:
    """Makes a polite request to end (SIGTERM) act like Ctrl-C."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
