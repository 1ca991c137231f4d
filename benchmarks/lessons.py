"""What a lesson's cells take to run, first to last, beside the bare libraries they stand on.

    python -m benchmarks.lessons [ROUNDS]

Each run has a kernel of its own that is up before the clock starts, and an empty record of progress. "bare" is a
notebook of as many empty cells whose first imports ipywidgets and, where the lesson draws, pandas and matplotlib's
figure. Lesson and bare notebook take turns.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from benchmarks.table import show
from wso_lessons.content import builtin_course

QUIET = "import ipywidgets"
DRAWS = "import ipywidgets, pandas, matplotlib.figure"


def seconds(notebook: Any, folder: Path) -> float:
    """Runs a notebook's code cells in a fresh kernel; seconds from the first to the last."""
    client = NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(folder)}})
    with client.setup_kernel():
        begin = time.perf_counter()
        for place, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                client.execute_cell(cell, place)
        return time.perf_counter() - begin


def bare(notebook: Any) -> Any:
    """A notebook of as many code cells, which only imports what the lesson's cells reach."""
    codes = ["".join(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    first = DRAWS if any("charts." in code or "load(" in code for code in codes) else QUIET
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in (first, *["pass"] * len(codes))])


def main(rounds: int) -> None:
    """Prints a row for each lesson."""
    for entry in builtin_course().lessons:
        path = builtin_course().notebook(entry.id)
        with tempfile.TemporaryDirectory() as folder:
            os.environ["WSO_LESSONS_PROGRESS"] = str(Path(folder) / "progress.db")
            own, plain = [], []
            for _ in range(rounds):
                notebook = nbformat.read(path, as_version=4)
                plain.append(seconds(bare(notebook), path.parent))
                own.append(seconds(notebook, path.parent))
        cells = sum(cell.cell_type == "code" for cell in notebook.cells)
        show(
            f"a run of {entry.id}, {cells} cells", own, plain, unit="s", beside="as many cells with the bare libraries"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
