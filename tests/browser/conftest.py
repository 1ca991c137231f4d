"""A started course and a page in Chromium; both are ended by the fixture that made them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SECONDS = 120


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Started:
    """`wso-lessons start` as a learner would run it; `address` is what it printed."""

    def __init__(self, folder: Path, course: Path | None = None, *options: str) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "wso_lessons", "start", str(course or folder), "--no-browser", *options]
        environment = {k: v for k, v in os.environ.items() if k != "WSO_LESSONS_PROGRESS"}
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True,
        )  # fmt: skip
        self.said: list[str] = []
        self._ready = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        assert self._ready.wait(SECONDS), f"The course did not start: {self.said}"
        found = re.search(r"http://\S+", "".join(self.said))
        assert found, self.said
        self.address = found[0]

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.said.append(line)
            if "Ctrl-C" in line:
                self._ready.set()
        self._ready.set()

    def at(self, file: str) -> str:
        """The address of another lesson of this course."""
        return re.sub(r"/lab/tree/[^?]*", f"/lab/tree/{file}", self.address)

    def stop(self) -> int:
        """Ends it as Ctrl-C does and gives the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self._listener.join(10)
            self.process.stdout.close()
        return code


@pytest.fixture
def start_course(tmp_path):
    """Starts the built-in course in a new folder (or a course folder as it is); all are stopped at the end."""
    running = []

    def begin(course: Path | None = None, *options: str) -> Started:
        running.append(Started(tmp_path / "my course", course, *options))
        return running[-1]

    yield begin
    for started in running:
        started.stop()


@pytest.fixture(scope="session")
def chromium():
    """A Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("The browser tests need Chromium: install Debian's package chromium, or another build of it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page 1280 pixels wide in a context of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()
