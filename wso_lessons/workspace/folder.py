"""Puts a course's lessons into a learner's folder and keeps them current without touching the learner's own work.

A record in `.wso-lessons/course.json` remembers what was put there. A lesson counts as changed by the learner when the
text of its cells differs from that; having been run does not count, because answers are kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wso_lessons.content import ContentError, Course
from wso_lessons.content.citations import read_notebook, source_of
from wso_lessons.workspace.problem import StartError, explained

STATE = ".wso-lessons"
RECORD = "course.json"


@dataclass(slots=True)
class Changes:
    """What a visit to the folder did, by file name; `beside` pairs a kept lesson with its newer version's name."""

    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    beside: list[tuple[str, str]] = field(default_factory=list)

    def sentence(self) -> str:
        """One line for the learner."""
        parts = []
        if self.new:
            parts.append(f"{_lessons(len(self.new))} added")
        if self.updated:
            parts.append(f"{_lessons(len(self.updated))} updated")
        if self.kept:
            parts.append(f"{_lessons(len(self.kept))} with your changes kept")
        parts += [f"the new version of {old} is beside it as {new}" for old, new in self.beside]
        return f"{'; '.join(parts)}." if parts else "Everything is as you left it."


def _lessons(count: int) -> str:
    return "1 lesson" if count == 1 else f"{count} lessons"


def prepare(course: Course, folder: Path, version: str) -> Changes:
    """Brings the folder up to date with the course's lessons.

    Raises StartError, with nothing half-copied, where the folder holds somebody else's files or cannot be written.
    """
    existed = folder.exists()
    try:
        record = _record_of(folder, course)
        folder.mkdir(parents=True, exist_ok=True)
        staging = folder / STATE / f"staging-{os.getpid()}"
        try:
            return _bring(course, folder, version, record, staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        if not existed:
            shutil.rmtree(folder, ignore_errors=True)
        raise explained(error, folder) from None


def _record_of(folder: Path, course: Course) -> dict[str, str]:
    """The cells' digest of each file as it was put there, by name; empty for a new or empty folder."""
    path = folder / STATE / RECORD
    if path.is_file():
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            files = {str(name): str(digest) for name, digest in kept["files"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            files, kept = {}, {"course": course.manifest.id}
        if kept.get("course") != course.manifest.id:
            raise StartError(f'{folder} holds the course "{kept.get("course")}". Name another folder for this one.')
        return files
    if folder.exists() and any(not name.name.startswith(".") for name in folder.iterdir()):
        raise StartError(f"{folder} holds other files. Name a new folder: wso-lessons start FOLDER")
    return {}


def _bring(course: Course, folder: Path, version: str, record: dict[str, str], staging: Path) -> Changes:
    """Stages every file first, so that a full disk changes nothing, then moves each into place."""
    changes, moves, after = Changes(), [], dict(record)
    staging.mkdir(parents=True)
    for entry in course.lessons:
        shipped = course.notebook(entry.id)
        name, fresh, target = entry.file, cells_digest(shipped), folder / entry.file
        if not target.exists():
            changes.new.append(name)
        elif _own_digest(target) != record.get(name):
            if record.get(name) == fresh or _own_digest(target) == fresh:
                changes.kept.append(name)
                continue
            name = _free_name(folder, target, version)
            changes.beside.append((entry.file, name))
        elif record.get(name) == fresh:
            continue
        else:
            changes.updated.append(name)
        shutil.copyfile(shipped, staging / name)
        moves.append(name)
        after[entry.file] = fresh
    (staging / RECORD).write_text(
        json.dumps({"course": course.manifest.id, "files": after}, indent=1), encoding="utf-8"
    )
    for name in moves:
        (staging / name).replace(folder / name)
    (staging / RECORD).replace(folder / STATE / RECORD)
    return changes


def _free_name(folder: Path, target: Path, version: str) -> str:
    """A clear name for a newer version that no file has yet."""
    base = f"{target.stem} (version {version})"
    names = (f"{base}{f' {n}' if n else ''}{target.suffix}" for n in (0, *range(2, 1000)))
    return next(name for name in names if not (folder / name).exists())


def _own_digest(path: Path) -> str:
    """The digest of a learner's file; one that is no notebook any more counts as changed."""
    try:
        return cells_digest(path)
    except ContentError:
        return ""


def cells_digest(path: Path) -> str:
    """A digest of what a person can type into a notebook: each cell's kind, text and attachments, not its results."""
    cells = [_typed(cell) for cell in read_notebook(path)["cells"] if isinstance(cell, dict)]
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()


def _typed(cell: dict[str, Any]) -> list[Any]:
    return [cell.get("cell_type"), source_of(cell), cell.get("attachments", {})]
