"""Keeps every test, and every kernel that a test starts, away from a person's own record of answers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["WSO_LESSONS_PROGRESS"] = str(Path(tempfile.mkdtemp(prefix="wso-lessons-tests-")) / "progress.sqlite3")

collect_ignore_glob = ["tests/**/*.ipynb"]
