"""A small list with planted faults, for practice: made-up agencies, and the slips that ICE's lists have had."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from wso_lessons.content import builtin_course

FILE_NAME = "practice-list-06012026.xlsx"
PRACTICE = "practice"


def practice_workbook(folder: Path | str | None = None) -> Path:
    """Copies the practice list into a folder (a temporary one where none is given) and returns the copy's path.

    The agencies and counties are made up; planted-faults.csv beside the list names every fault. A copy is handed out
    so that a learner may change it. Raises OSError where the folder cannot be written.
    """
    place = Path(folder) if folder is not None else _temporary_folder()
    return Path(shutil.copyfile(practice_folder() / FILE_NAME, place / FILE_NAME))


def practice_folder() -> Path:
    """The course's folder with the practice list and the table of its planted faults."""
    return builtin_course().places.data / "tables" / PRACTICE


@functools.cache
def _temporary_folder() -> Path:
    """A temporary folder that is removed when Python ends."""
    folder = tempfile.TemporaryDirectory(prefix="wso-practice-")
    atexit.register(folder.cleanup)
    return Path(folder.name)
