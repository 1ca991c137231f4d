"""The same ten questions shown by this course and by jupyterquiz, as the kernel sees it.

    python -m benchmarks.quiz [ROUNDS]

Both run in fresh kernels in turn, each showing in a cell of its own, up to and including what the kernel sends to the
page: the first showing after the lesson's first cell (with jupyterquiz: its import), the same where the kernel has
read what shows it, as `start` has it, and later showings. Times are of the processor, which a busy machine changes
little; what a person waits for in JupyterLab is measured by `lab`.

A later showing is about as long as jupyterquiz's, although the questions are also written as the text and HTML that
stay in the notebook. The first one cannot come near: jupyterquiz joins three files of its own to a list of questions,
and all else happens in the page. Here the first question imports ipywidgets and the grader, once a kernel.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.manager import start_new_kernel

from benchmarks.imports import install
from benchmarks.table import show
from wso_lessons.content import open_course
from wso_lessons.quiz import Bank

SETS, KINDS, COUNT = ("growth", "growth-wrap-up"), ("one", "many", "number"), 10
LATER = 40
TIMED = """
import json, time
from IPython.display import display
def timed(work):
    begin = time.process_time()
    work()
    print(time.process_time() - begin)
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
AS_STARTED = "import wso_lessons.widgets.quiz_widget"  # what the kernel of `start` has read while the page loads


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


def as_started(code: str) -> float:
    """Seconds of the first showing in a fresh kernel that began as a lesson's does."""
    with kernel() as run:
        run(TIMED + code + AS_STARTED)
        run("timed(start)")
        return run("timed(show)")[0]


def beside_jupyterquiz(rounds: int) -> None:
    chosen = items()

    def both(some: list[Any]) -> tuple[str, str]:
        theirs = json.dumps([in_their_form(item) for item in some])
        return OURS.format(names=[item.id for item in some]), THEIRS.format(questions=theirs)

    alone = [[as_started(code) for code in both(chosen[:1])] for _ in range(rounds)]
    mine, other = ([1000 * pair[side] for pair in alone] for side in (0, 1))
    show(
        "a first question, in a kernel as `start` begins it",
        mine,
        other,
        unit="ms",
        beside="jupyterquiz",
        limit="60 ms",
    )
    pairs = [[in_a_kernel(code) for code in both(chosen)] for _ in range(rounds)]
    lines = {
        "all": "first cell and first showing",
        "first": "first showing, after the first cell",
        "later": "later showings",
        "stored": "stored in the notebook",
    }
    for place, name in lines.items():
        factor, unit = (1 / 1024, "KiB") if place == "stored" else (1000, "ms")
        mine, other = ([factor * pair[side][place] for pair in pairs] for side in (0, 1))
        show(f"ten questions: {name}", mine, other, unit=unit, beside="jupyterquiz")


def peers(folder: Path) -> None:
    """Has the kernels of this run find the course as pip installs it, and jupyterquiz, each in a folder of its own."""
    install(folder / "course")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(folder / "peer"),
        "jupyterquiz",
    ]
    subprocess.run(command, check=True, timeout=300)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(folder / "peer"), os.environ.get("PYTHONPATH"))))


def main() -> None:
    """Installs the peer and prints the rows."""
    with tempfile.TemporaryDirectory() as folder:
        peers(Path(folder))
        beside_jupyterquiz(int(sys.argv[1]) if len(sys.argv) > 1 else 7)


if __name__ == "__main__":
    main()
