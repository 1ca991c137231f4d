"""Where this person's own JupyterLab keeps its files: outside every course, so that no course can bring its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from wso_lessons.content.files import write_whole

VARIABLE = "WSO_LESSONS_STATE"


@dataclass(frozen=True, slots=True)
class UserState:
    """The folder of one person on one computer: signatures and their key, settings, what runs, what was allowed."""

    root: Path

    @property
    def data(self) -> Path:
        """Jupyter's data: the key and the signatures of notebooks."""
        return self.root / "data"

    @property
    def runtime(self) -> Path:
        """Where Jupyter notes which servers run."""
        return self.root / "runtime"

    @property
    def settings(self) -> Path:
        """What the person chose in JupyterLab, such as the dark theme; the same in every course."""
        return self.root / "settings"

    @property
    def allowed_list(self) -> Path:
        """The list of files from other people that may be opened (see `trust.Trust`)."""
        return self.root / "allowed.txt"

    def of_folder(self, folder: Path) -> FolderState:
        """The part that belongs to one served folder."""
        digest = hashlib.sha256(os.path.realpath(folder).encode(errors="surrogateescape")).hexdigest()
        return FolderState(self, self.root / "folders" / digest[:20])


@dataclass(frozen=True, slots=True)
class FolderState:
    """What is kept for one served folder: open tabs, the projector's style, the log, the last port."""

    user: UserState
    root: Path

    @property
    def log(self) -> Path:
        """What the server said last."""
        return self.root / "server.log"

    @property
    def projector_style(self) -> Path:
        """Where JupyterLab looks for a style of the reader's own: in its configuration folder."""
        return self.root / "config" / "custom" / "custom.css"

    @property
    def page_config(self) -> Path:
        """Where JupyterLab looks for what its page should know."""
        return self.root / "config" / "labconfig" / "page_config.json"

    def last_port(self) -> int | None:
        """The port on which the folder was served last, or None."""
        try:
            return int(self._port.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def note_port(self, port: int) -> None:
        """Remembers the port, so that bookmarks hold."""
        with contextlib.suppress(OSError):
            write_whole(self._port, str(port))

    @property
    def _port(self) -> Path:
        return self.root / "port"

    def variables(self) -> dict[str, str]:
        """The environment variables that send Jupyter, IPython and Matplotlib here and to no other folder."""
        places = {
            "JUPYTER_CONFIG_DIR": self.root / "config",
            "JUPYTER_DATA_DIR": self.user.data,
            "JUPYTER_RUNTIME_DIR": self.user.runtime,
            "JUPYTERLAB_SETTINGS_DIR": self.user.settings,
            "JUPYTERLAB_WORKSPACES_DIR": self.root / "workspaces",
            "IPYTHONDIR": self.root / "ipython",
        }
        if "MPLCONFIGDIR" not in os.environ and not _home_is_writable():
            places["MPLCONFIGDIR"] = self.user.root / "matplotlib"  # else each chart would begin with its warning
        return {name: str(place) for name, place in places.items()}


@contextlib.contextmanager
def user_state() -> Iterator[UserState]:
    """The folder of this person: the variable's, else the usual one; where it cannot be written, one for now."""
    root = Path(os.environ.get(VARIABLE) or platformdirs.user_state_path("wso_lessons", appauthor=False))
    if root.is_absolute() and _is_private_folder(root):
        yield UserState(root)
        return
    with tempfile.TemporaryDirectory(prefix="wso-lessons-", ignore_cleanup_errors=True) as now:
        yield UserState(Path(now))


def _is_private_folder(root: Path) -> bool:
    """Whether the folder is there, made where it was not, and can be written by this person."""
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=root):
            return True
    except OSError:
        return False


def _home_is_writable() -> bool:
    try:
        return os.access(Path.home(), os.W_OK)
    except RuntimeError:  # no home is known
        return False


@contextlib.contextmanager
def private_files() -> Iterator[None]:
    """Makes every file that is written meanwhile readable by this person alone (600, folders 700)."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
