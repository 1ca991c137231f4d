"""What the suite needs beside Python's packages is found, or got and told, or missed with one sentence."""

import os
import re
import subprocess
import sys

import pytest

from tests.support import provide
from tests.support.skips import MAY_SKIP, SKIPS_BUT_IN_CI
from tests.support.world import ROOT


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A machine with nothing on its path but what a test puts there; what is said stands in `said`."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    for name in ("PARTS", "BIN", "PYTHON", "NODE"):
        monkeypatch.setattr(provide, name, tmp_path / "parts" / name.lower())
    return tmp_path / "bin"


@pytest.fixture
def said():
    return []


def put(folder, name, script):
    """A program of that name."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def test_a_chromium_on_the_path_is_taken_and_nothing_is_got(bare, said):
    put(bare, "google-chrome", "exit 0")
    assert provide.provide_chromium(said.append) == str(bare / "google-chrome")
    assert said == []


def test_a_chromium_without_windows_is_taken_before_a_whole_one(bare):
    for name in ("chromium", "chromium-headless-shell"):
        put(bare, name, "exit 0")
    assert provide.find_chromium() == str(bare / "chromium-headless-shell")


@pytest.fixture
def debian(bare, monkeypatch):
    """A Debian whose apt-get installs these packages as programs of their name, for a person who may."""
    monkeypatch.setenv("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)

    def has(*packages):
        write = f"echo '#!/bin/sh' > {bare}/$one; /bin/chmod 755 {bare}/$one"
        cases = f"case $one in {'|'.join(packages)}) {write}; exit 0;; esac"
        put(
            bare, "apt-get", f"[ $1 = update ] && exit 0; for one; do {cases}; done; echo 'E: no package' >&2; exit 100"
        )

    return has


def test_debians_package_is_got_where_playwrights_own_may_not_be(bare, said, debian):
    debian("chromium", "chromium-headless-shell")
    assert provide.provide_chromium(said.append) == str(bare / "chromium-headless-shell")
    assert said == ["Getting Debian's packages chromium-headless-shell and fonts-dejavu-core."]


def test_a_debian_without_that_package_gives_the_whole_chromium(bare, said, debian):
    debian("chromium")
    assert provide.provide_chromium(said.append) == str(bare / "chromium")
    assert said[1:] == ["That failed: E: no package", "Getting Debian's packages chromium and fonts-dejavu-core."]


def test_nothing_is_got_from_debian_by_a_person_who_may_not(bare, said, monkeypatch):
    monkeypatch.setenv("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    put(bare, "apt-get", f"touch {bare}/touched")
    assert provide.provide_chromium(said.append) is None
    assert not (bare / "touched").exists()


def test_a_failure_is_told_with_its_cause(bare, said, monkeypatch):
    monkeypatch.setenv("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    put(bare, "apt-get", "printf 'Reading\\nE: no network\\n}\\n' >&2; exit 100")
    assert provide.provide_chromium(said.append) is None
    assert said[-1] == "That failed: E: no network"


def test_readers_are_asked_of_npm_once(bare, said, monkeypatch):
    monkeypatch.setenv("NODE_READERS", str(provide.NODE))
    monkeypatch.setattr(provide.importlib.util, "find_spec", lambda _: object())
    wanted = (*provide.READERS, provide.BIOME, provide.PYODIDE, provide.PROXY, *provide.BUILDER)
    names = " ".join(str(provide.NODE / one.rpartition("@")[0]) for one in wanted)
    put(bare, "npm", f"/bin/mkdir -p {names}")
    provide.provide_readers(said.append)
    provide.provide_readers(said.append)
    assert said == [f"Getting {' and '.join(wanted)} from npm."]


TESTS = """
import pytest
from tests.support.provide import NO_CHROMIUM

@pytest.fixture
def chromium():
    pytest.fail(NO_CHROMIUM)

def test_of_a_page(chromium):
    pass

@pytest.mark.browser
def test_that_skips():
    pytest.skip("no reason")
"""


def run_pytest(folder, **variables):
    """A run of its own, with this checkout's conftest, of two tests: one lacks Chromium, one skips."""
    (folder / "conftest.py").write_text((ROOT / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_two.py").write_text(TESTS, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "CI"} | variables
    options = ["-p", "no:cacheprovider", "-p", "no:nbval", "-o", "markers=browser"]
    command = [sys.executable, "-m", "pytest", "-q", *options, "test_two.py"]
    done = subprocess.run(
        command, cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=600
    )
    return done.stdout


def test_the_list_of_tests_that_may_be_skipped_is_the_one_that_contributors_read():
    rows = dict(
        re.findall(r"^\| `(tests/\S+\.py)` \| (.*) \|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    )
    assert rows == MAY_SKIP


def test_the_list_names_every_test_that_can_skip_and_no_other():
    skip = re.compile(r"pytest\.skip\(|skipif\(|importorskip\(")
    files = (path for path in (ROOT / "tests").rglob("test_*.py") if path.name != "test_provide.py")
    found = {one.relative_to(ROOT).as_posix() for one in files if skip.search(one.read_text("utf-8"))}
    assert found == {*MAY_SKIP, SKIPS_BUT_IN_CI}


@pytest.mark.slow
def test_a_run_without_chromium_ends_with_the_one_thing_to_do(tmp_path):
    said = run_pytest(tmp_path)
    assert provide.NO_CHROMIUM in said.splitlines()[-2:]
    assert "1 skipped" in said


@pytest.mark.slow
def test_a_browser_test_that_skips_is_a_failure_where_ci_is_set(tmp_path):
    said = run_pytest(tmp_path, CI="true")
    assert "1 failed" in said
    assert "Skipped where nothing may be skipped unseen: Skipped: no reason" in said
