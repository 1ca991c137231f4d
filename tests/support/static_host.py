"""A static host, as a school or a learning system has one: it hands out files and says nothing."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Quiet(SimpleHTTPRequestHandler):
    """A static host that says nothing; it tells browsers what the two kinds of file are."""

    extensions_map = {  # noqa: RUF012 - the library's own form
        **SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *_):
        pass


class StaticHost:
    """A host of a folder's files on this computer; `address` is that of a folder below it."""

    def __init__(self, root: Path, below: str = "") -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/{below}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
