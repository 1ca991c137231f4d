"""Why the course cannot be started, in one sentence."""

from __future__ import annotations

import errno
from pathlib import Path

from wso_lessons.content.files import failure_reason
from wso_lessons.content.findings import LessonError


class StartError(LessonError):
    """The course cannot be started; the text says what, where and how to mend it."""


class PortTakenError(StartError):
    """Another program took the port between the look and the start."""


def write_problem(error: OSError, folder: Path) -> StartError:
    """A failed write as one sentence that says what to do."""
    if error.errno == errno.ENOSPC:
        return StartError(f"The disk that holds {folder} is full. Make room and start again; nothing was changed.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StartError(f"The folder {folder} cannot be written. Name another one: wso-lessons start FOLDER")
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return StartError(f"{folder} is a file, or lies in one. Name a folder: wso-lessons start FOLDER")
    return StartError(f"The course cannot be put into {folder}: {failure_reason(error)}. Name another folder.")
