"""How the tests run: apart from a person's own record and state, and on every core of the machine."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

# Set when this file is read, before any test or kernel can look for the record.
_OWN = Path(tempfile.mkdtemp(prefix="wso-lessons-tests-"))
os.environ["WSO_LESSONS_PROGRESS"] = str(_OWN / "progress.sqlite3")
os.environ["WSO_LESSONS_STATE"] = str(_OWN / "state")

collect_ignore_glob = ["tests/**/*.ipynb"]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A worker for each core; none where single files were asked for, which start sooner without."""
    if all(Path(one.partition("::")[0]).is_file() for one in config.args):
        return 0
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in this same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the lessons that nbval runs; keeps the tests of a file, which may share a kernel or a server, together."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker(pytest.mark.notebook)
        if item.get_closest_marker("apart") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(item.config.rootpath).as_posix()))
