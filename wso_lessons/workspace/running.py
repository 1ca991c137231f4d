"""A server that serves a folder already: found by the note that Jupyter keeps, believed only when it answers."""

from __future__ import annotations

from pathlib import Path

from wso_lessons.workspace.server import Server
from wso_lessons.workspace.state import UserState


def running_server(folder: Path, user: UserState) -> Server | None:
    """The server that this person started for the folder, or None."""
    if not any(user.runtime.glob("jpserver-*.json")):
        return None
    from jupyter_server.serverapp import list_running_servers  # takes a second to import, and there is seldom one

    for note in list_running_servers(str(user.runtime)):
        try:
            if Path(note["root_dir"]).resolve() != folder.resolve():
                continue
            server = Server(folder, user.of_folder(folder), int(note["port"]), str(note["token"]))
        except (ValueError, TypeError, KeyError):  # a note that is damaged
            continue
        if server.answers():
            return server
    return None
