"""Ports of this computer: which one a folder is served on."""

from __future__ import annotations

import os
import socket

from wso_lessons.workspace.problem import StartError

HOST = "127.0.0.1"
FIRST_PORT = 8888


def find_port(wanted: int | None = None, last: int | None = None) -> int:
    """The port asked for; else the last one, else the first free one from 8888 on.

    Raises StartError where the port asked for is taken, or none is free.
    """
    if wanted is not None:
        if is_free(wanted):
            return wanted
        raise StartError(f"Port {wanted} is taken or not allowed. Leave --port out, or name another one.")
    ports: list[int] = [*([last] if last else []), *range(FIRST_PORT, FIRST_PORT + 200)]
    for port in ports:
        if is_free(port):
            return port
    raise StartError("No free port was found. Close other programs, or name one with --port.")


def is_free(port: int) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket() as probe:
        if os.name != "nt":
            # As the server binds: else connections that linger for a minute after a Ctrl-C would count as a server.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen()
        except (OSError, OverflowError):
            return False
    return True
