"""The same ten questions shown by this course and by jupyterquiz, and a click's way to its feedback in JupyterLab.

    python benchmarks/quiz.py [--lab] [ROUNDS]

The first part runs fresh interpreters in turn: import and first showing, a second showing, and the bytes that stay in
the notebook. It needs the package jupyterquiz. With --lab a click on Check is timed in Chromium until the feedback
stands in the live region, as a multiple of a bare anywidget that echoes a message; that needs the `test` extra.
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wso_lessons.content import open_course
from wso_lessons.quiz import Bank

SETS, KINDS, COUNT = ("growth", "growth-wrap-up"), ("one", "many", "number"), 10
SHELL = """
import io, json, time
from contextlib import redirect_stdout
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
InteractiveShell.instance()
import ipykernel.comm, comm
def timed(show):
    begin = time.perf_counter()
    stored = show()
    return time.perf_counter() - begin, stored
"""
OURS = """
def start():
    from wso_lessons import open_lesson
    global lesson
    lesson = open_lesson("04-agency-growth")
    lesson.start()
def show():
    return len(json.dumps(lesson.ask(*{names})._repr_mimebundle_()))
"""
THEIRS = """
def start():
    global display_quiz
    from jupyterquiz import display_quiz
def show():
    with capture_output() as captured:
        display_quiz(json.loads({questions!r}))
    return sum(len(json.dumps(output.data)) for output in captured.outputs)
"""
REPORT = "print(json.dumps([timed(start)[0], *timed(show), timed(show)[0]]))"


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


def fresh(code: str) -> dict[str, float]:
    """Seconds and bytes of one fresh interpreter."""
    run = subprocess.run([sys.executable, "-c", SHELL + code + REPORT], capture_output=True, text=True, check=True)
    began, first, stored, second = json.loads(run.stdout.splitlines()[-1])
    return {"all": began + first, "first": first, "second": second, "stored": stored}


def beside_jupyterquiz(rounds: int) -> None:
    chosen = items()
    ours = OURS.format(names=[item.id for item in chosen])
    theirs = THEIRS.format(questions=json.dumps([in_their_form(item) for item in chosen]))
    pairs = [(fresh(ours), fresh(theirs)) for _ in range(rounds)]
    lines = {
        "all": "first cell and first showing",
        "first": "first showing, after the first cell",
        "second": "second showing",
        "stored": "stored in the notebook",
    }
    for place, name in lines.items():
        mine, other = (statistics.median(pair[side][place] for pair in pairs) for side in (0, 1))
        sizes = place == "stored"
        exact = f"{mine / 1024:.0f} against {other / 1024:.0f} KiB" if sizes else f"{mine * 1000:.1f} ms"
        print(f"{name}: {mine / other:.2f} times jupyterquiz ({exact})")


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
