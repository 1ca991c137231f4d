"""A server that serves a folder already: found by the note that Jupyter keeps, believed only when it answers."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from wso_lessons.workspace.server import Server


def running_server(folder: Path, state: Path) -> Server | None:
    """The server that serves this folder now, or None; a note that a killed server left behind is removed."""
    for note in sorted(Server.runtime(state).glob("jpserver-*.json")):
        server = _noted(note, folder, state)
        if server and server.answers():
            return server
        with contextlib.suppress(OSError):
            note.unlink()
    return None


def _noted(note: Path, folder: Path, state: Path) -> Server | None:
    """The server of a note, where that one serves this very folder and not the one that this was copied from."""
    try:
        noted = json.loads(note.read_text(encoding="utf-8"))
        if Path(noted["root_dir"]).resolve() != folder.resolve():
            return None
        return Server(folder, state, int(noted["port"]), str(noted["token"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
