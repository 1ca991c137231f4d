"""What became of each cell that nbval ran, as data: a pytest plugin for the process that `execute` starts.

pytest's words are for people and change between its versions; the cells hold what they gave.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wso_lessons.authoring.execute import RESULTS, CellResult
from wso_lessons.notebook.grammars import leave_out_address_grammars

if TYPE_CHECKING:
    from nbval.plugin import IPyNbCell

leave_out_address_grammars()  # pytest loads this plugin before nbval, which loads nbformat


_FOUND: list[CellResult] = []  # by the one run of this process


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Keeps a cell that raised; one after a cell that took too long was never run and tells nothing."""
    from nbval.plugin import IPyNbCell

    if call.excinfo and isinstance(item, IPyNbCell) and not item.get_closest_marker("xfail"):
        _FOUND.append(cell_result(item, call.excinfo.value))


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Keeps a notebook that could not be read."""
    if report.failed:
        _FOUND.append({"path": report.nodeid, "place": None, "became": "not run", "words": ""})


def pytest_sessionfinish() -> None:
    """Writes the file, also where nothing was found."""
    Path(os.environ[RESULTS]).write_text(json.dumps(_FOUND), encoding="utf-8")


def cell_result(item: IPyNbCell, error: BaseException) -> CellResult:
    """What became of a cell whose run raised `error`: nbval keeps its outputs and its comparison with the cell."""
    result: CellResult = {"path": str(item.path), "place": item.cell_num, "became": "not run", "words": str(error)}
    raised = [output for output in item.test_outputs or () if output["output_type"] == "error"]
    if item.parent.timed_out:
        return {**result, "became": "slow"}
    if raised:
        said = (raised[-1]["evalue"].splitlines() or [""])[0]
        return {**result, "became": "failed", "words": f"{raised[-1]['ename']}: {said}"}
    # nbval refuses to compare a stored result without a number; it is not this cell's either.
    unnumbered = item.cell.execution_count is None and item.cell.outputs
    if getattr(item, "comparison_traceback", None) or unnumbered:
        return {**result, "became": "differs"}
    return result
