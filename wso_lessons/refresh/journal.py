"""Writes a refresh in one step: everything is made ready in a folder first, and one rename decides that it counts.

After the rename the files are moved to their places. If that is interrupted, the next refresh finishes it; before the
rename, nothing has changed.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from wso_lessons.content import Course
from wso_lessons.content.files import failure_reason, leads_out, write_whole
from wso_lessons.content.findings import ContentError
from wso_lessons.content.layout import INSTALLED, builtin_root

READY = ".refresh-ready"
_PLAN = "plan.json"


def refuse_installed(course: Course) -> None:
    """Raises ContentError where the course is the one inside an installed package, which no refresh may change."""
    if course.root == builtin_root() and course.root.name == INSTALLED:
        problem = "This is the course inside the installed package, which a refresh does not change."
        remedy = "Make a course of your own with `wso-lessons new course NAME`, then add `--course NAME`."
        raise ContentError.at(course.root, "course-installed", problem, remedy)


def was_interrupted(course: Course) -> bool:
    """Whether an earlier refresh was decided but not finished."""
    return (course.places.data / READY / _PLAN).is_file()


def finish(course: Course) -> None:
    """Moves the files of a decided refresh to their places. It may be run again after an interruption.

    Raises ContentError, with nothing moved, where the plan cannot be read or leads out of the course's folder.
    """
    ready = course.places.data / READY
    try:
        targets = [course.root / name for name in json.loads((ready / _PLAN).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, RecursionError):
        targets = []
    # The folder may be somebody else's, and what a plan names is overwritten.
    if not targets or any(leads_out(target, course.root) for target in targets):
        problem = "An earlier refresh was interrupted, and what it was about to write cannot be finished."
        raise ContentError.at(ready, "course-unwritable", problem, f"Remove the folder {READY}, then refresh again.")
    for number, target in enumerate(targets):
        waiting = ready / str(number)
        if waiting.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.replace(target)
    shutil.rmtree(ready)


def write(course: Course, files: Mapping[str, str]) -> None:
    """Writes the files, named by their paths within the course, all or none.

    Raises ContentError where the course may not be written, or another refresh is being written.
    """
    refuse_installed(course)
    data, making = course.places.data, None
    try:
        data.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".refresh-", dir=data))
        for number, text in enumerate(files.values()):
            write_whole(making / str(number), text)
        write_whole(making / _PLAN, json.dumps(list(files)))
        making.rename(data / READY)
    except OSError as error:
        if making:
            shutil.rmtree(making, ignore_errors=True)
        remedy = "Check the folder's rights, its space, and that no other refresh is running."
        problem = f"The course cannot be written: {failure_reason(error)}."
        raise ContentError.at(data, "course-unwritable", problem, remedy) from None
    finish(course)
