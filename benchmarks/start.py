"""From the command to a first cell that has run: `wso-lessons start` beside plain `jupyter lab` on the same notebook.

    python -m benchmarks.start [ROUNDS]

Both run in Chromium on this machine and take turns; each begins with empty settings. Needs the `test` extra.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.table import show
from wso_lessons.content import builtin_course

LESSON = builtin_course().lesson("04-agency-growth")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
RUN = "document.querySelector('.jp-Notebook .jp-CodeCell .jp-OutputPrompt')?.textContent.includes('1')"


@contextmanager
def process(command: list[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A server that is ended on leaving."""
    kept = {k: v for k, v in os.environ.items() if k != "WSO_LESSONS_PROGRESS"}
    places = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    running = subprocess.Popen(
        command, cwd=folder, env=kept | places, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        yield running
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.communicate(timeout=30)


def address(running: subprocess.Popen[str]) -> str:
    """The first address that a server prints."""
    assert running.stdout is not None
    for line in running.stdout:
        found = re.search(r"http://127\.0\.0\.1\S+token=\w+", line)
        if found:
            return found[0]
    raise SystemExit("The server printed no address.")


def first_cell(page: Page, url: str) -> None:
    """Opens the lesson and runs its first code cell."""
    page.goto(re.sub(r"/lab[^?]*", f"/lab/tree/{LESSON.file}", url))
    page.locator(".jp-StatusBar-TextItem", has_text="| Idle").first.wait_for()
    page.locator(".jp-Notebook .jp-CodeCell").first.click()
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('.jp-CodeCell .jp-OutputPrompt')?.replaceChildren()")
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(RUN)


def timed(command: list[str], folder: Path, page: Page) -> float:
    """Seconds from the command to the first cell's result."""
    start = time.perf_counter()
    with process(command, folder) as running:
        first_cell(page, address(running))
        return time.perf_counter() - start


def main() -> None:
    """Prints a row."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    ours, plain = [], []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as temporary:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for number in range(2 * rounds):
            folder = Path(temporary) / str(number)
            folder.mkdir()
            page = browser.new_page()
            page.set_default_timeout(90_000)
            if number % 2:
                shutil.copy(builtin_course().notebook(LESSON.id), folder / LESSON.file)
                lab = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--allow-root"]
                plain.append(timed(lab, folder, page))
            else:
                begin = [sys.executable, "-u", "-m", "wso_lessons", "start", "course", "--no-browser"]
                ours.append(timed(begin, folder, page))
            page.close()
        browser.close()
    show("from the command to a first cell that has run", ours, plain, unit="s", beside="plain `jupyter lab`")


if __name__ == "__main__":
    main()
