"""Where a course keeps its parts, on disk or compiled into the installed package."""

from __future__ import annotations

import functools
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wso_lessons.content.files import check_own
from wso_lessons.content.findings import ContentError
from wso_lessons.content.rows.packed import unpack_file
from wso_lessons.content.rows.yamlfile import read_yaml

INSTALLED = "_course"  # the folder in the installed package that holds the built-in course
COMPILED = "compiled"  # a folder in the installed course: a file of JSON for each of YAML
STATE = ".wso-lessons"  # where a learner's folder keeps its record of answers, and what `start` put there
RECORD = "course.json"
PROGRESS = "WSO_LESSONS_PROGRESS"  # an environment variable that names the file of answers, before any folder is asked
NOTEBOOK_FOLDERS = ("notebooks", "lessons")


@dataclass(frozen=True, slots=True)
class Places:
    """A course folder's manifest, its notebooks' folder and its data folder."""

    manifest: Path
    notebooks: Path
    data: Path


@functools.cache
def builtin_root() -> Path:
    """The folder that holds the built-in course: inside an installed package, or the checkout around it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / INSTALLED
    return inside if inside.is_dir() else package.parent


def places(root: Path) -> Places:
    """Finds a course's parts. Raises ContentError where no manifest (course.yaml) is there."""
    for notebooks in (root / name for name in NOTEBOOK_FOLDERS):
        if (notebooks / "course.yaml").is_file():
            return Places(notebooks / "course.yaml", notebooks, _data(root))
    if (root / "course.yaml").is_file():
        folder = root / "lessons" if (root / "lessons").is_dir() else root / "notebooks"
        return Places(root / "course.yaml", folder if folder.is_dir() else root, _data(root))
    problem = "There is no course here: no course.yaml in it or in its notebooks folder."
    raise ContentError.at(root, "course-missing", problem, "Name a course's folder.")


def course_root(folder: Path) -> Path | None:
    """The course whose manifest lies in this folder, or None; a manifest in notebooks/ belongs to the folder above."""
    if (folder / "course.yaml").is_file():
        return folder.parent if folder.name in NOTEBOOK_FOLDERS else folder
    inside = any((folder / name / "course.yaml").is_file() for name in NOTEBOOK_FOLDERS)
    return folder if inside else None


def recorded_course(folder: Path) -> str:
    """The course (a folder or an offered course's name) whose lessons `start` put into this folder, or ""."""
    named = record_in(folder).get("from", "")
    return named if isinstance(named, str) else ""


def recorded_files(folder: Path) -> dict[str, str]:
    """The digest of each file that `start` put into this folder or its notebooks, as it was then, by name."""
    files = record_in(folder).get("files")
    return {str(name): str(digest) for name, digest in files.items()} if isinstance(files, dict) else {}


def record_in(folder: Path) -> dict[str, object]:
    """What `start` noted in this folder; nothing where the record is missing or damaged."""
    try:
        record = folder / STATE / RECORD
        check_own(record, folder)
        kept = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _data(root: Path) -> Path:
    return root / "data" if (root / "data").is_dir() else root


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files in a folder, by name."""
    return sorted(folder.glob("*.yaml"))


def read_tree(path: Path) -> Any:
    """The tree of a YAML file; for an installed built-in course, from the compiled copy that needs no YAML reader.

    Raises ContentError as `read_yaml` does.
    """
    compiled = _read_compiled(path)
    return read_yaml(path) if compiled is None else unpack_file(compiled, path)


def _read_compiled(path: Path) -> bytes | None:
    # In plain texts: a question reads a dozen files, and `Path` takes as long to name one as the disk to give it.
    root, file = str(builtin_root()), str(path)
    if not root.endswith(INSTALLED) or not file.startswith(root + os.sep):
        return None
    try:
        with open(compiled_file(root, file[len(root) + 1 :]), "rb") as compiled:  # noqa: PTH123 - so
            return compiled.read()
    except FileNotFoundError:
        return None


def compiled_file(root: str, place: str) -> str:
    """Where the compiled copy of a YAML file, which stands at `place` in the course, lies below `root`."""
    return f"{root}/{COMPILED}/{place.removesuffix('.yaml')}.json"
