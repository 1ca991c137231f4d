"""The same ten questions shown by this course and by jupyterquiz, and a click's way to its feedback in JupyterLab.

    python benchmarks/quiz.py [--lab] [ROUNDS]

The first part runs both in fresh kernels in turn, each showing in a cell of its own, up to and including what the
kernel sends to the page: the first showing after the lesson's first cell (with jupyterquiz: its import), the same where
the kernel has shown another widget before, and later showings. It needs the package jupyterquiz. With --lab a click on
Check is timed in Chromium until the feedback stands in the live region, as a multiple of a bare anywidget that echoes
a message; that needs the `test` extra.

A later showing takes 1.1 to 1.4 times as long as jupyterquiz's, because the questions are also written as the text and
HTML that stay in the notebook. The first one cannot come near: jupyterquiz joins three files of its own to
a list of questions, and all else happens in the page. Here the first question imports ipywidgets, anywidget and the
grader, and reads the questions and the claims that they rest on, once a kernel (docs/decisions.md).
"""

from __future__ import annotations

import importlib.util
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.manager import start_new_kernel

from wso_lessons.content import open_course
from wso_lessons.quiz import Bank

SETS, KINDS, COUNT = ("growth", "growth-wrap-up"), ("one", "many", "number"), 10
LATER = 40
TIMED = """
import json, time
from IPython.display import display
def timed(work):
    begin = time.perf_counter()
    work()
    print(time.perf_counter() - begin)
"""
OURS = """
def start():
    from wso_lessons import open_lesson
    global lesson
    lesson = open_lesson("04-agency-growth")
    display(lesson.start())
def show():
    display(lesson.ask(*{names}))
"""
THEIRS = """
questions = json.loads({questions!r})
def start():
    global display_quiz
    from jupyterquiz import display_quiz
def show():
    display_quiz(questions)
"""
A_WIDGET = "import ipywidgets; display(ipywidgets.Label('here before'))"


def items() -> list[Any]:
    """Ten items of the kinds that both can show."""
    bank = Bank(open_course())
    return [item for name in SETS for item in bank.set(name) if item.kind in KINDS][:COUNT]


def in_their_form(item: Any) -> dict[str, Any]:
    """An item as jupyterquiz takes it, with the same texts and reasons."""
    if item.kind == "number":
        spread = [item.answer - item.tolerance, item.answer + item.tolerance]
        answers = [{"type": "range", "range": spread, "correct": True, "feedback": item.reason}]
        answers += [{"type": "value", "value": t.value, "correct": False, "feedback": t.reason} for t in item.traps]
        answers.append({"type": "default", "feedback": item.otherwise})
        return {"question": item.stem, "type": "numeric", "answers": answers}
    answers = [{"answer": o.text, "correct": o.correct, "feedback": o.reason} for o in item.options]
    return {"question": item.stem, "type": f"{'multiple' if item.kind == 'one' else 'many'}_choice", "answers": answers}


@contextmanager
def kernel() -> Iterator[Callable[[str], tuple[float, int]]]:
    """Runs cells in a kernel of its own; each gives the seconds that it printed and the bytes that it would store."""
    with tempfile.TemporaryDirectory() as folder:
        manager, client = start_new_kernel(cwd=folder, stderr=subprocess.DEVNULL)

        def run(code: str) -> tuple[float, int]:
            heard: list[Any] = []
            reply = client.execute_interactive(code, timeout=60, output_hook=heard.append)
            if reply["content"]["status"] != "ok":
                raise SystemExit("\n".join(reply["content"]["traceback"]))
            told = "".join(one["content"]["text"] for one in heard if one["msg_type"] == "stream")
            shown = [one["content"]["data"] for one in heard if one["msg_type"] == "display_data"]
            return float(told or 0), sum(len(json.dumps(data)) for data in shown)

        try:
            yield run
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def in_a_kernel(code: str) -> dict[str, float]:
    """Seconds and bytes of one fresh kernel."""
    with kernel() as run:
        run(TIMED + code)
        began, _ = run("timed(start)")
        first, stored = run("timed(show)")
        later = statistics.median(run("timed(show)")[0] for _ in range(LATER))
        return {"all": began + first, "first": first, "later": later, "stored": stored}


def after_a_widget(code: str) -> float:
    """Seconds of the first showing in a fresh kernel that has shown another widget."""
    with kernel() as run:
        run(TIMED + code + A_WIDGET)
        run("timed(start)")
        return run("timed(show)")[0]


def beside_jupyterquiz(rounds: int) -> None:
    chosen = items()
    ours = OURS.format(names=[item.id for item in chosen])
    theirs = THEIRS.format(questions=json.dumps([in_their_form(item) for item in chosen]))
    pairs = [[in_a_kernel(code) | {"after": after_a_widget(code)} for code in (ours, theirs)] for _ in range(rounds)]
    lines = {
        "all": "first cell and first showing",
        "first": "first showing, after the first cell",
        "after": "first showing, where another widget was shown before",
        "later": "later showings",
        "stored": "stored in the notebook",
    }
    for place, name in lines.items():
        mine, other = (statistics.median(pair[side][place] for pair in pairs) for side in (0, 1))
        sizes = place == "stored"
        exact = [f"{value / 1024:.0f} KiB" if sizes else f"{value * 1000:.1f} ms" for value in (mine, other)]
        print(f"{name}: {mine / other:.2f} times jupyterquiz ({' against '.join(exact)})")


ECHO = """import anywidget, traitlets
class Echo(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
      const button = document.createElement("button"); button.className = "echo"; button.textContent = "Echo";
      const live = document.createElement("p"); live.className = "echoed";
      button.onclick = () => model.send({ said: Math.random() });
      model.on("change:heard", () => { live.textContent = String(model.get("heard")); });
      el.append(button, live); } }'''
    heard = traitlets.Float().tag(sync=True)
echo = Echo()
echo.on_msg(lambda widget, content, buffers: setattr(echo, "heard", content["said"]))
echo"""
ASK = 'from wso_lessons import open_lesson\nlesson = open_lesson("04-agency-growth")\nlesson.ask("growth/what-is-504")'
CLICK = """([button, live]) => new Promise((done) => {
  const begin = performance.now();
  const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now() - begin); });
  watch.observe(live, { childList: true, subtree: true, characterData: true });
  button.click();
})"""


def notebook(folder: Path) -> None:
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": code, "execution_count": None, "outputs": []}
        for n, code in enumerate((ECHO, ASK))
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    book = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (folder / "bench.ipynb").write_text(json.dumps(book), encoding="utf-8")


def median_click(page: Any, button: str, live: str, rounds: int) -> float:
    page.wait_for_selector(button)
    nodes = [page.query_selector(button), page.query_selector(live)]
    took = []
    for _ in range(rounds):
        took.append(page.evaluate(CLICK, nodes))
        page.wait_for_timeout(150)
    return statistics.median(took)


def address(log: Path) -> str:
    """The address that the server writes into its log."""
    for _ in range(300):
        if found := re.search(r"http://\S+token=\w+", log.read_text()):
            return found[0].replace("/lab?", "/lab/tree/bench.ipynb?")
        time.sleep(0.2)
    raise SystemExit("JupyterLab did not start.")


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """A plain JupyterLab in a folder, ended on leaving."""
    log = folder / "server.log"
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--allow-root"]
    with log.open("w") as kept:
        server = subprocess.Popen(command, cwd=folder, stdout=kept, stderr=kept, start_new_session=True)
        try:
            yield address(log)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(30)


def beside_an_echo(rounds: int) -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        notebook(folder)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1200, "height": 1400})
        page.set_default_timeout(90_000)
        with jupyterlab(folder) as opened:
            page.goto(opened)
            page.locator(".jp-StatusBar-TextItem", has_text="| Idle").first.wait_for()
            page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
            page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
            page.wait_for_selector(".wso-quiz input")
            page.locator(".wso-quiz input").nth(1).check()
            echo = median_click(page, ".echo", ".echoed", rounds)
            quiz = median_click(page, ".wso-check", ".wso-feedback", rounds)
        browser.close()
    print(f"from click to feedback in JupyterLab: {quiz / echo:.2f} times a bare echo ({quiz:.0f} ms; {rounds} clicks)")


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    if importlib.util.find_spec("jupyterquiz"):
        beside_jupyterquiz(numbers[0] if numbers else 7)
    else:
        print("jupyterquiz is not installed here: the first part is left out.")
    if "--lab" in sys.argv:
        beside_an_echo(numbers[0] if numbers else 20)


if __name__ == "__main__":
    main()
