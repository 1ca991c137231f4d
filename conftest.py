"""Keeps every test, and every kernel that a test starts, away from a person's own record of answers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

os.environ["WSO_LESSONS_PROGRESS"] = str(Path(tempfile.mkdtemp(prefix="wso-lessons-tests-")) / "progress.sqlite3")

collect_ignore_glob = ["tests/**/*.ipynb"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the lessons that nbval runs as what they are."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker(pytest.mark.notebook)
