"""From the command to a first cell that has run: `wso-lessons start` beside plain `jupyter lab` on the same notebook.

    python -m benchmarks.start [ROUNDS]

Both run in Chromium on this machine and take turns; each begins with empty settings. Needs the `test` extra.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.lab import JUPYTERLAB, serve
from benchmarks.table import show
from wso_lessons.content import builtin_course

LESSON = builtin_course().lesson("04-agency-growth")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


def first_cell(page: Page, url: str, *, by_itself: bool) -> None:
    """Opens the lesson and waits until its first code cell has run, which a person has to ask for in plain JupyterLab.

    The cell's stored result is marked, and gone once the cell has run.
    """
    page.goto(re.sub(r"/lab[^?]*", f"/lab/tree/{LESSON.file}", url))
    cell = page.locator(".jp-Notebook .jp-CodeCell").first
    # JupyterLab writes the new result into the element of the old one.
    cell.locator(".jp-OutputArea-output").first.evaluate("result => result.append(document.createElement('s'))")
    placed = cell.element_handle()
    if not by_itself:
        page.locator(".jp-StatusBar-TextItem", has_text="| Idle").first.wait_for()
        cell.click()
        page.keyboard.press("Escape")
        page.keyboard.press("Shift+Enter")
    page.wait_for_function("cell => !cell.querySelector('.jp-OutputArea-output s')", arg=placed)


def timed(command: list[str], folder: Path, page: Page, *, by_itself: bool) -> float:
    """Seconds from the command to the first cell's result."""
    start = time.perf_counter()
    with serve(command, folder) as (address, _):
        first_cell(page, address, by_itself=by_itself)
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
                plain.append(timed([*JUPYTERLAB], folder, page, by_itself=False))
            else:
                ours.append(timed(["wso_lessons", "start", "course"], folder, page, by_itself=True))
            page.close()
        browser.close()
    show("from the command to a first cell that has run", ours, plain, unit="s", beside="plain `jupyter lab`")


if __name__ == "__main__":
    main()
