"""Runs every cell of a course's lessons again and compares the results with the stored ones (nbval, strict)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypedDict

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.world import World
from wso_lessons.content import ContentError, Course, Finding, Where, layout
from wso_lessons.notebook.cells import read_page

RESULTS = "WSO_LESSONS_CELL_RESULTS"  # names the file that `cell_results` writes, in the process that loads it
SANITIZE = Path(__file__).with_name("nbval_sanitize.cfg")
TIMEOUT, CELL_TIMEOUT = 900, 180  # seconds for all notebooks, and for one cell
NEEDS = ("pytest", "nbval")


class CellResult(TypedDict):
    """A cell that did not give its stored result: the notebook, its place among code cells from 0, and why.

    `words` name the error where it `failed` or could not be `run`; `place` is None where no cell was reached.
    """

    path: str
    place: int | None
    became: Literal["failed", "differs", "slow", "not run"]
    words: str


def execute_course(course: Course) -> list[Finding]:
    """Runs the course's own lessons; a finding for each cell that fails or no longer gives its stored result."""
    return execute([lesson.page.path for lesson in World(course).lessons])


def execute(notebooks: Sequence[Path]) -> list[Finding]:
    """Runs notebooks with an empty record of progress, in their own folders. Needs pytest and nbval.

    Raises ContentError where they cannot be run at all.
    """
    if not notebooks:
        return []
    if any(find_spec(name) is None for name in NEEDS):
        remedy = 'Install the author\'s tools, from the folder you installed this from: pip install ".[author]"'
        raise _refusal(notebooks[0], "The lessons cannot be run: pytest or nbval is missing.", remedy)
    with tempfile.TemporaryDirectory() as folder:
        results = _run(notebooks, Path(folder))
        again = {result["path"] for result in results if kernel_died_starting(result["words"])}
        if again:
            results = [result for result in results if result["path"] not in again]
            results += _run([path for path in notebooks if str(path.resolve()) in again], Path(folder))
        return [_finding(result) for result in results]


def kernel_died_starting(words: str) -> bool:
    """Whether an error says that a kernel ended before it answered, which a second start may mend.

    A kernel is told free ports that nothing holds until it binds them, so that another program may have one by then.
    """
    return words.startswith("Kernel died before replying")  # jupyter_client's words: the error has no class of its own


def _run(notebooks: Sequence[Path], folder: Path) -> list[CellResult]:
    results = folder / "results.json"
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q"]
    command += ["--nbval-sanitize-with", str(SANITIZE), "--nbval-cell-timeout", str(CELL_TIMEOUT)]
    # No configuration of the folder at hand, and no cache in it.
    command += ["-c", os.devnull, "--rootdir", str(folder), "--noconftest", "-p", "no:cacheprovider"]
    command += ["-p", "wso_lessons.authoring.cell_results"]
    command += [str(path.resolve()) for path in notebooks]
    # Nor what an author's shell asks of every run of pytest.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {layout.PROGRESS: str(folder / "progress.db"), RESULTS: str(results)}
    try:
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        problem = f"The lessons could not be run: it took longer than {TIMEOUT} seconds."
        raise _refusal(notebooks[0], problem, "Run pytest --nbval on it.") from None
    if not results.exists():
        last = ((done.stdout + done.stderr).strip().splitlines() or ["no output"])[-1]
        raise _refusal(notebooks[0], f"The lessons could not be run: {last}", "Run pytest --nbval on it.")
    found: list[CellResult] = json.loads(results.read_text(encoding="utf-8"))
    return found


def _refusal(notebook: Path, problem: str, remedy: str) -> ContentError:
    return ContentError(finding("cell-fails", Where(notebook), problem, remedy))


def _finding(result: CellResult) -> Finding:
    where = _place(Path(result["path"]), result["place"])
    if result["became"] == "differs":
        problem = "The cell does not give its stored result again."
        remedy = "Look at both with pytest --nbval; where the new one is right, run `wso-lessons store`."
        return finding("output-differs", where, problem, remedy)
    problems = {
        "failed": f"The cell fails: {result['words']}",
        "slow": f"The cell takes longer than {CELL_TIMEOUT} seconds.",
        "not run": f"The cell could not be run: {result['words'] or 'the notebook cannot be read'}.",
    }
    return finding("cell-fails", where, problems[result["became"]], "Mend the cell, or what it calls.")


def _place(path: Path, place: int | None) -> Where:
    codes = [] if place is None else list(read_page(path).code_cells)
    return codes[place].where if place is not None and place < len(codes) else Where(path)
