"""Python for browsers: which version a site brings, where it is found, and whether its files are whole."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import platformdirs

from wso_lessons.content import ContentError
from wso_lessons.content.files import failure_reason, write_whole
from wso_lessons.exports.site.frame import SITE_STATIC

FROM_NPM = "npm"  # in place of a folder: the runtime that npm got once
PYODIDE_VERSION = "314.0.7"
WASM, LOCK = "pyodide.asm.wasm", "pyodide-lock.json"
# SHA-256 of the files of the npm package `pyodide` that a page loads.
CHECKSUMS = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    WASM: "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    LOCK: "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
}
REMEDY = f"Run `npm install pyodide@{PYODIDE_VERSION}` and name its folder, node_modules/pyodide."
NPM_SECONDS = 300
NODE_SECONDS = 300


def read_runtime(folder: Path) -> dict[str, bytes]:
    """The runtime's files by name. Raises ContentError where one is missing, of another version, or damaged."""
    files = {}
    for name, checksum in CHECKSUMS.items():
        try:
            files[name] = (folder / name).read_bytes()
        except OSError:
            raise _refusal(folder, f"This folder holds no runtime: it has no {name}.") from None
        if hashlib.sha256(files[name]).hexdigest() != checksum:
            raise _refusal(folder, f"{name} is not that of pyodide {PYODIDE_VERSION}, or it is damaged.")
    return files


def prepare_memory(runtime: Path, course: bytes) -> bytes | None:
    """Python's memory once it has imported the packed course's code: a page that goes on from there begins sooner.

    None where there is no node to run Python in, or it fails there.
    """
    node = shutil.which("node")
    if node is None:
        return None
    with tempfile.TemporaryDirectory() as place:
        code, memory = Path(place, "course"), Path(place, "memory")
        code.write_bytes(course)
        command = [node, str(SITE_STATIC / "prepare.mjs"), str(runtime.resolve()), str(code), str(memory)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=NODE_SECONDS, stdin=subprocess.DEVNULL)
            return memory.read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None


def find_runtime(given: str) -> Path:
    """The folder of the runtime: the one that is named, or, for "npm", the cache, into which npm gets it once.

    Raises ContentError, which says how to get it, where npm is not there or cannot get it.
    """
    if given != FROM_NPM:
        return Path(given)
    cache = platformdirs.user_cache_path("wso_lessons", appauthor=False) / f"pyodide-{PYODIDE_VERSION}"
    if not all((cache / name).is_file() for name in CHECKSUMS):
        _get(cache)
    return cache


def _get(cache: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise _refusal(cache, "The runtime is not here, and there is no npm to get it.", "Install node, which has npm.")
    with tempfile.TemporaryDirectory() as place:
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", place]
        command.append(f"pyodide@{PYODIDE_VERSION}")
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS, stdin=subprocess.DEVNULL)
        except (OSError, subprocess.SubprocessError):
            raise _refusal(cache, "npm could not get the runtime.") from None
        got = Path(place, "node_modules", "pyodide")
        try:
            cache.mkdir(parents=True, exist_ok=True)
            for name, content in read_runtime(got).items():
                write_whole(cache / name, content)
        except OSError as error:
            problem = f"The runtime cannot be kept here: {failure_reason(error)}."
            raise _refusal(cache, problem) from None


def _refusal(place: Path, problem: str, remedy: str = REMEDY) -> ContentError:
    return ContentError.at(place, "export-place", problem, remedy)
