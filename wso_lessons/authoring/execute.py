"""Runs every cell of a course's lessons again and compares the results with the stored ones (nbval, strict)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.world import World
from wso_lessons.content import ContentError, Course, Finding, Where, layout
from wso_lessons.notebook.cells import read_page

SANITIZE = Path(__file__).with_name("nbval_sanitize.cfg")
TIMEOUT = 900


def execute_course(course: Course) -> list[Finding]:
    """Runs the course's own lessons; a finding for each cell that fails or no longer gives its stored result."""
    return execute([lesson.page.path for lesson in World(course).lessons])


def execute(notebooks: Sequence[Path]) -> list[Finding]:
    """Runs notebooks with an empty record of progress, in their own folders. Needs pytest and nbval.

    Raises ContentError where they cannot be run at all.
    """
    if not notebooks:
        return []
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        log = _run(notebooks, Path(folder), results)
        if not results.exists():
            raise ContentError(_no_run(notebooks[0], log))
        return list(_read(results, notebooks))


def _run(notebooks: Sequence[Path], folder: Path, results: Path) -> str:
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "--color=no"]
    command += ["--nbval-sanitize-with", str(SANITIZE), "--nbval-cell-timeout", "180"]
    # No configuration of the folder at hand, and no cache in it.
    command += ["-c", os.devnull, "--rootdir", str(folder), "--noconftest", "-p", "no:cacheprovider"]
    command += [f"--junitxml={results}", "-o", "junit_family=xunit1", *(str(path.resolve()) for path in notebooks)]
    environment = {**os.environ, layout.PROGRESS: str(folder / "progress.db")}
    try:
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return f"It took longer than {TIMEOUT} seconds."
    return done.stdout + done.stderr


def _no_run(notebook: Path, log: str) -> Finding:
    if ("nbval" in log and "unrecognized" in log) or "No module named pytest" in log:
        remedy = 'Install the author\'s tools, from the folder you installed this from: pip install ".[author]"'
        return finding("cell-fails", Where(notebook), "The lessons cannot be run: pytest or nbval is missing.", remedy)
    last = (log.strip().splitlines() or ["no output"])[-1]
    return finding("cell-fails", Where(notebook), f"The lessons could not be run: {last}", "Run pytest --nbval on it.")


def _read(results: Path, notebooks: Sequence[Path]) -> Iterator[Finding]:
    """The findings in a JUnit file: a failed case names its notebook and the code cell's place among code cells."""
    by_name = {path.stem: path for path in notebooks}
    for case in ElementTree.parse(results).iter("testcase"):
        failure = case.find("failure") if case.find("failure") is not None else case.find("error")
        if failure is None:
            continue
        path = by_name.get((case.get("classname") or "").split(".")[-1]) or _named(case, notebooks)
        told = failure.text or failure.get("message") or ""
        yield _finding(path, case.get("name") or "", told)


def _named(case: ElementTree.Element, notebooks: Sequence[Path]) -> Path:
    words = f"{case.get('classname')} {case.get('file')} {case.get('name')}"
    return next((path for path in notebooks if path.stem in words), notebooks[0])


def _finding(path: Path, name: str, told: str) -> Finding:
    number = name.removeprefix("Cell ")
    codes = list(read_page(path).code_cells)
    where = codes[int(number)].where if number.isdigit() and int(number) < len(codes) else Where(path)
    if "Traceback:" in told and "caused an exception" in told:
        last = told.strip().splitlines()[-1].strip()
        return finding("cell-fails", where, f"The cell fails: {_plain(last)}", "Mend the cell, or what it calls.")
    if "mismatch" in told or "dissimilar" in told or "output fields" in told:
        problem = "The cell does not give its stored result again."
        remedy = "Look at both with pytest --nbval; where the new one is right, run `wso-lessons store`."
        return finding("output-differs", where, problem, remedy)
    last = (told.strip().splitlines() or ["no reason given"])[-1]
    return finding("cell-fails", where, f"The cell fails: {_plain(last)}", "Mend the cell, or what it calls.")


def _plain(text: str) -> str:
    """A line without terminal colours, which a JUnit file writes as #x1B."""
    return re.sub(r"(?:\x1b|#x1B)\[[0-9;]*m", "", text)
