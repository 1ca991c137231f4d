"""The runtime of a site: the version that the tests get, whole, from a folder, from the cache, or got by npm once."""

from __future__ import annotations

import hashlib
import subprocess

import platformdirs
import pytest

from tests.support.provide import PYODIDE
from wso_lessons.content import ContentError
from wso_lessons.exports.site import runtime
from wso_lessons.exports.site.runtime import CHECKSUMS, FROM_NPM, PYODIDE_VERSION, find_runtime, read_runtime


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder whose files count as the runtime's."""
    made = tmp_path / "pyodide"
    made.mkdir()
    for name in CHECKSUMS:
        (made / name).write_text(name)
    sums = {name: hashlib.sha256(name.encode()).hexdigest() for name in CHECKSUMS}
    monkeypatch.setattr(runtime, "CHECKSUMS", sums)
    return made


def test_the_version_is_that_of_the_tests():
    assert f"pyodide@{PYODIDE_VERSION}" == PYODIDE


def test_a_missing_and_a_damaged_file_are_told_with_what_to_do(folder):
    assert len(read_runtime(folder)) == 5
    (folder / "pyodide.asm.wasm").write_text("pyodide.asm.wasn")
    with pytest.raises(
        ContentError, match=rf"pyodide\.asm\.wasm is not that of pyodide {PYODIDE_VERSION}, or it is damaged"
    ):
        read_runtime(folder)
    (folder / "pyodide.mjs").unlink()
    with pytest.raises(ContentError, match=r"it has no pyodide\.mjs") as told:
        read_runtime(folder)
    assert "npm install" in str(told.value)


def test_npm_is_asked_once_and_what_it_brought_is_kept(folder, tmp_path, monkeypatch):
    asked = []

    def install(command, **_):
        asked.append(command)
        place = tmp_path.__class__(command[command.index("--prefix") + 1]) / "node_modules"
        place.mkdir()
        folder.rename(place / "pyodide")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    monkeypatch.setattr(runtime.shutil, "which", lambda _: "npm")
    monkeypatch.setattr(runtime.subprocess, "run", install)
    first = find_runtime(FROM_NPM)
    assert find_runtime(FROM_NPM) == first
    assert len(read_runtime(first)) == 5
    assert [command[-1] for command in asked] == [PYODIDE]


def test_without_npm_a_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    monkeypatch.setattr(runtime.shutil, "which", lambda _: None)
    with pytest.raises(ContentError, match="there is no npm to get it"):
        find_runtime(FROM_NPM)
