"""What a person waits for in JupyterLab: ten questions by this course, by jupyterquiz and by bare ipywidgets.

    python -m benchmarks.lab [ROUNDS]

Three notebooks with the same ten questions, each in a cell of its own, opened in turn in one plain JupyterLab and run
as soon as the kernel is there: from opening the page to the first question that can be answered, and to the tenth;
from a click to its feedback; the kernel's memory then. The page is tall, so that all ten are in sight. Last, a lesson
opened through `start`, which runs itself, has no peer: it shows charts and models too. Needs the `test` extra and
Chromium.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psutil
from playwright.sync_api import Page, sync_playwright

from benchmarks.quiz import in_their_form, items, peers
from benchmarks.table import show
from tests.support.started import Started

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
JUPYTERLAB = ("jupyterlab", "--ip=127.0.0.1", "--allow-root")
CLICKS = 15
# The question that is answered over and over: one with a key, so that each press is marked.
CHOICE, KEYED = '.wso-item[data-item="growth/recall-signers"]', ".Quiz:has([data-correct=true])"
LESSON = "04-agency-growth"
OURS = "from wso_lessons import open_lesson\nlesson = open_lesson({lesson!r})"
THEIRS = "import json\nfrom jupyterquiz import display_quiz"
BARE = """import ipywidgets
def ask(stem, options, reason):
    choice, button, said = ipywidgets.RadioButtons(options=options), ipywidgets.Button(), ipywidgets.HTML()
    button.description = "Check"
    button.on_click(lambda _: setattr(said, "value", reason + " " * (said.value[-1:] != " ")))
    return ipywidgets.VBox([ipywidgets.HTML(stem), choice, button, said])"""
# Milliseconds from a press on a button to a change of what is told.
PRESS = """([button, told]) => new Promise((done, fail) => {
  const begin = performance.now();
  setTimeout(() => fail(new Error("nothing was told")), 10_000);
  const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now() - begin); });
  watch.observe(told, { childList: true, subtree: true, characterData: true });
  button.click();
})"""


class Way(NamedTuple):
    """A way to ask: the cells, what shows that a question is live, and what is pressed and told in the first.

    `pressed` is how many of its buttons are pressed in turn: an option that is chosen already tells nothing new.
    """

    cells: list[str]
    live: str
    button: str
    told: str
    pressed: int = 1


class Taken(NamedTuple):
    """Seconds to the first question and to all, milliseconds of a click, MiB of the kernel."""

    first: float
    all: float
    click: float
    memory: float


def ways() -> dict[str, Way]:
    """The three notebooks' cells."""
    chosen = items()
    theirs = [json.dumps([in_their_form(item)]) for item in chosen]
    bare = [(item.stem, [text for _, text in item.choices()] or ["1"], item.stem) for item in chosen]
    return {
        "this course": Way(
            [OURS.format(lesson=LESSON), *(f"lesson.ask({item.id!r})" for item in chosen)],
            ".wso-quiz .wso-item", f"{CHOICE} .wso-check", f"{CHOICE} .wso-feedback",
        ),
        "jupyterquiz": Way(
            [THEIRS, *(f"display_quiz(json.loads({q!r}))" for q in theirs)],
            ".Quiz", f"{KEYED} .MCButton", f"{KEYED} .Feedback", 2,
        ),
        "ipywidgets": Way(
            [BARE, *(f"ask{one!r}" for one in bare)],
            ".widget-radio", ".jupyter-button", ".widget-vbox > .widget-html:last-child .widget-html-content",
        ),
    }  # fmt: skip


def write(path: Path, cells: list[str]) -> None:
    """A notebook of code cells."""
    made = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": code, "execution_count": None, "outputs": []}
        for n, code in enumerate(cells)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    book = {"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book), encoding="utf-8")


@contextmanager
def serve(command: list[str], folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """A server in a folder, with settings and a record of its own: its address and its process, ended on leaving."""
    kept = {name: value for name, value in os.environ.items() if name != "WSO_LESSONS_PROGRESS"}
    kept |= {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    log = folder / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-u", "-m", *command, "--no-browser"], cwd=folder, env=kept, stdin=subprocess.DEVNULL,
            stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
        try:
            for _ in range(6_000):
                if found := re.search(r"http://127\S+token=\w+", log.read_text()):
                    break
                time.sleep(0.01)
            else:
                raise SystemExit("The server printed no address.")
            yield found[0], psutil.Process(server.pid)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(30)


def kernel_memory(server: psutil.Process) -> float:
    """MiB of the kernels below a server."""
    return sum(one.memory_info().rss for one in server.children(recursive=True)) / 2**20


def ask(page: Page, address: str, way: Way, server: psutil.Process) -> Taken:
    """Opens a notebook, runs it once its kernel is there, and answers its first question over and over."""
    begin = time.perf_counter()
    page.goto(address)
    page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.connectionStatus === 'connected'"
    )
    page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.locator(way.live).first.wait_for()
    first = time.perf_counter() - begin
    page.wait_for_function(
        "([live, many]) => document.querySelectorAll(live).length >= many", arg=[way.live, len(way.cells) - 1]
    )
    whole = time.perf_counter() - begin
    if way.button.startswith(CHOICE):
        page.locator(f"{CHOICE} input").first.check()
    page.wait_for_timeout(1000)
    buttons, told = page.query_selector_all(way.button)[: way.pressed], page.query_selector(way.told)
    took = []
    for number in range(CLICKS):
        took.append(page.evaluate(PRESS, [buttons[number % way.pressed], told]))
        page.wait_for_timeout(150)
    memory = kernel_memory(server)
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    return Taken(first, whole, statistics.median(took), memory)


def lesson_by_itself(page: Page, folder: Path) -> Taken:
    """A lesson opened through `start`: to its first question, and to the end of its run."""
    with Started(folder) as started:
        begin = time.perf_counter()
        page.goto(started.at(f"{LESSON}.ipynb") + "&reset")
        page.locator(".wso-quiz .wso-item").first.wait_for(state="attached")
        first = time.perf_counter() - begin
        page.wait_for_function(
            "!document.querySelector('.wso-lab-progress') && !document.querySelector('.wso-quiz-page')"
        )
        return Taken(first, time.perf_counter() - begin, 0, kernel_memory(psutil.Process(started.process.pid)))


def main() -> None:
    """Prints the rows."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    taken: dict[str, list[Taken]] = {}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        peers(folder / "peers")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)

        def fresh() -> Any:
            page = browser.new_context(viewport={"width": 1280, "height": 6000}).new_page()
            page.set_default_timeout(120_000)
            return page

        notebooks = folder / "notebooks"
        notebooks.mkdir()
        for name, way in ways().items():
            write(notebooks / f"{name}.ipynb", way.cells)
        with serve([*JUPYTERLAB, "--expose-app-in-browser"], notebooks) as (address, server):
            for _ in range(rounds):
                for name, way in ways().items():
                    page = fresh()
                    opened = address.replace("/lab?", f"/lab/tree/{name}.ipynb?") + "&reset"
                    taken.setdefault(name, []).append(ask(page, opened, way, server))
                    page.context.close()
        for number in range(rounds):
            taken.setdefault("lesson", []).append(lesson_by_itself(fresh(), folder / f"mine {number}"))
        browser.close()
    report(taken)


def report(taken: dict[str, list[Taken]]) -> None:
    """A row for each figure, beside each peer."""
    own = taken["this course"]
    units = {"first": ("opened in JupyterLab to the first live question", "s"), "all": ("to all ten live", "s"),
             "click": ("click to feedback", "ms"), "memory": ("memory of the kernel", "MiB")}  # fmt: skip
    for part, (what, unit) in units.items():
        for peer in ("jupyterquiz", "ipywidgets"):
            ours, theirs = ([getattr(one, part) for one in side] for side in (own, taken[peer]))
            show(f"ten questions: {what}", ours, theirs, unit=unit, beside=peer)
    for part, what in (("first", "to its first live question"), ("all", "until all of it has run")):
        times = [getattr(one, part) for one in taken["lesson"]]
        show(f"lesson {LESSON} opened by `start`, {what}", times, unit="s")


if __name__ == "__main__":
    main()
