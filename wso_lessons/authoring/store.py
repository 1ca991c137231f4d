"""Runs lessons and keeps their results in the notebooks, always in the same form.

A committed lesson carries its results, so that it reads without a kernel and so that `check --execute` has something
to compare with. What differs between two runs of the same cells is left out: widget views, times, kernel details.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wso_lessons.authoring.execute import CELL_TIMEOUT, kernel_died_starting
from wso_lessons.content import ContentError, Course, Where, layout
from wso_lessons.content.files import write_whole
from wso_lessons.lessons.edition import is_borrowed
from wso_lessons.notebook.cells import FOLDED, VIEW
from wso_lessons.notebook.citations import read_notebook
from wso_lessons.notebook.grammars import leave_out_address_grammars

CELL_METADATA = ("tags", "jupyter", "slideshow", "editable", "deletable")
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


def store_course(course: Course, lesson_ids: tuple[str, ...] = ()) -> Iterator[tuple[Path, bool]]:
    """Runs the course's own notebooks (or those of the lessons named); gives each path and whether it changed.

    A lesson of the extended course is run only where it is named and has a copy here. Raises UnknownId for a lesson
    the course has not, and ContentError as `store_notebook` does.
    """
    wanted = [course.lesson(name) for name in lesson_ids] or list(course.lessons)
    for entry in wanted:
        path = course.places.notebooks / entry.file
        borrowed = is_borrowed(course, entry.id)
        if not borrowed or (lesson_ids and path.exists()):
            yield path, store_notebook(course.inside(path))


def store_notebook(path: Path, timeout: int = CELL_TIMEOUT) -> bool:
    """Runs one notebook with an empty record of progress and writes its results; True where the file changed.

    `timeout` is in seconds for each cell. Raises ContentError where the file is no notebook or a cell fails;
    the file is then left as it was.
    """
    leave_out_address_grammars()
    import nbformat

    notebook = _read(path)
    _run(notebook, path, timeout)
    normalise(notebook)
    text = nbformat.writes(notebook) + "\n"  # type: ignore[no-untyped-call] # nbformat is typed in part
    if text == path.read_text(encoding="utf-8"):
        return False
    write_whole(path, text)
    return True


def _read(path: Path) -> object:
    import nbformat

    if read_notebook(path).get("nbformat") == 4:
        # nbformat takes the shape of cells and outputs for granted, and fails in many ways where it is another.
        with contextlib.suppress(nbformat.ValidationError, AssertionError, ValueError, TypeError, AttributeError,
                                 KeyError, RecursionError):  # fmt: skip
            return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call] # nbformat is typed in part
    problem = "This is not a notebook of format 4."
    raise ContentError.at(path, "notebook-unreadable", problem, "Save it again with JupyterLab.")


def _run(notebook: Any, path: Path, timeout: int) -> None:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    running = Where(path)

    def note(cell: object, cell_index: int) -> None:  # noqa: ARG001 - the runner names its arguments
        nonlocal running
        running = Where(path, cell=cell_index + 1)

    place = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(
        notebook, timeout=timeout, resources=place, record_timing=False, store_widget_state=False, kernel_name="python3"
    )
    client.on_cell_start = note
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, layout.PROGRESS: str(Path(folder) / "progress.db")}
        try:
            try:
                client.execute(env=environment, stderr=subprocess.DEVNULL)
            except RuntimeError as error:
                if not kernel_died_starting(str(error)):
                    raise
                client.execute(env=environment, stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            problem = f"The cell fails: {error.ename}: {(error.evalue.splitlines() or [''])[0]}"
        except CellTimeoutError:
            problem = f"The cell takes longer than {timeout} seconds."
        except DeadKernelError:
            problem = "The kernel stopped in this cell."
        except RuntimeError as error:
            problem = f"The lesson's kernel does not start: {error}."
            atexit.unregister(client._cleanup_kernel)  # it would fail at exit, where there is no kernel to clean up
        else:
            return
    raise ContentError.at(running, "cell-fails", problem, "Mend the cell, then store again.")


def normalise(notebook: Any) -> None:
    """Rewrites a notebook in place so that two runs of the same cells give the same bytes."""
    notebook["metadata"] = {**{k: v for k, v in notebook["metadata"].items() if k == "title"}, **NOTEBOOK_METADATA}
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    count = 0
    for number, cell in enumerate(notebook["cells"], start=1):
        cell["metadata"] = {key: cell["metadata"][key] for key in CELL_METADATA if key in cell["metadata"]}
        fold(cell)
        if not cell.get("id"):
            cell["id"] = f"cell-{number}"
        if cell["cell_type"] != "code":
            continue
        blank = not cell["source"].strip()
        count += not blank
        cell["execution_count"] = None if blank else count
        cell["outputs"] = [kept for output in cell["outputs"] if (kept := _steady_output(output, count))]


def fold(cell: dict[str, object]) -> bool:
    """Makes JupyterLab fold the section of a cell tagged `deeper`; True where the cell changed."""
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    if not isinstance(metadata, dict) or not isinstance(tags, list) or "deeper" not in tags or metadata.get(FOLDED):
        return False
    metadata[FOLDED] = True
    return True


def _steady_output(output: Any, count: int) -> Any:
    """The output without what changes from run to run, or None where nothing is left."""
    if output["output_type"] == "execute_result":
        output["execution_count"] = count
    if "data" in output:
        output["data"].pop(VIEW, None)
        output["metadata"] = {}
        return output if output["data"] else None
    if output["output_type"] == "error":
        output["traceback"] = []
    return output
