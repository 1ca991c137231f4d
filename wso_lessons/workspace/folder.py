"""Puts a course's lessons into a learner's folder and keeps them current without touching the learner's own work.

A record in `.wso-lessons/course.json` remembers what was put there. A lesson counts as changed by the learner when the
text of its cells differs from that; having been run does not count, because answers are kept elsewhere.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from wso_lessons.content import Course, layout
from wso_lessons.content.files import write_together
from wso_lessons.content.layout import RECORD, STATE
from wso_lessons.content.words import count_with_noun
from wso_lessons.workspace.files import require_real_files
from wso_lessons.workspace.problem import StartError, write_problem
from wso_lessons.workspace.shipment import Shipped, own_digest, shipment


@dataclass(slots=True)
class Changes:
    """What a visit to the folder did, by file name; `beside` pairs a kept lesson with its newer version's name.

    `delivered` names the files that hold, byte for byte, what the course delivers; `lessons` has the digest of each
    delivered lesson's code, by file. `pages` names those of the files that stand beside the lessons.
    """

    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    beside: list[tuple[str, str]] = field(default_factory=list)
    delivered: list[str] = field(default_factory=list)
    lessons: dict[str, str] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)

    def add(self, what: Literal["new", "updated", "kept"], file: Shipped) -> None:
        """Notes what happens to a lesson; pictures and modules come along without a word."""
        if file.is_lesson:
            getattr(self, what).append(file.name)
            if not file.asks:
                self.pages.add(file.name)

    def sentence(self) -> str:
        """One line for the learner."""
        done = {"added": self.new, "updated": self.updated, "with your changes kept": self.kept}
        parts = [f"{self._count(files)} {what}" for what, files in done.items() if files]
        parts += [f"the new version of {old} is beside it as {new}" for old, new in self.beside]
        return f"{'; '.join(parts)}." if parts else "Everything is as you left it."

    def _count(self, files: list[str]) -> str:
        """How many lessons, and how many pages beside them: the course's panel keeps these two apart as well."""
        pages = sum(name in self.pages for name in files)
        lessons = count_with_noun(len(files) - pages, "lesson") if len(files) > pages else ""
        beside = f"{count_with_noun(pages, 'page')} beside {'them' if lessons else 'the lessons'}" if pages else ""
        return " and ".join(filter(None, (lessons, beside)))


def prepare(course: Course, folder: Path, version: str, source: str = "") -> Changes:
    """Brings the folder up to date with the course's lessons.

    `source` says where the course comes from, unless it is the built-in one, so that lessons in the folder find it.
    Raises StartError, with nothing half-copied, where the folder holds somebody else's files or cannot be written.
    """
    existed = folder.exists()
    try:
        record = _record_of(folder, course)
        noted = {"course": course.manifest.id, **({"from": source} if source else {})}
        return _bring(shipment(course), folder, folder / STATE, version, record, noted)
    except OSError as error:
        if not existed:
            shutil.rmtree(folder, ignore_errors=True)
        raise write_problem(error, folder) from None


def complete(course: Course, version: str) -> Changes:
    """Puts the lessons that a course borrows beside its own notebooks; what was changed here is kept.

    Raises StartError where the folder cannot be written.
    """
    record = layout.recorded_files(course.root)
    borrowed = shipment(course, beside=record)
    try:
        if not borrowed:
            return Changes()
        noted = {"course": course.manifest.id}
        return _bring(borrowed, course.places.notebooks, course.root / STATE, version, record, noted)
    except OSError as error:
        raise write_problem(error, course.places.notebooks) from None


def _record_of(folder: Path, course: Course) -> dict[str, str]:
    """The digest of each file as it was put there, by name; empty for a new or empty folder."""
    if (folder / STATE / RECORD).is_file():
        name = layout.record_in(folder).get("course", course.manifest.id)
        if name != course.manifest.id:
            raise StartError(f'{folder} holds the course "{name}". Name another folder for this one.')
        return layout.recorded_files(folder)
    if folder.exists() and any(not name.name.startswith(".") for name in folder.iterdir()):
        looks_own = any((folder / name).exists() for name in ("sources.yaml", "claims", "questions", "notebooks"))
        own = " If it is a course of yours, put its course.yaml back." if looks_own else ""
        raise StartError(f"{folder} holds other files.{own} Name a new folder: wso-lessons start FOLDER")
    return {}


def _bring(
    shipped: list[Shipped], folder: Path, state: Path, version: str, record: dict[str, str], noted: dict[str, str]
) -> Changes:
    """Writes the files that are to be new, and last the record of what was put there."""
    require_real_files(folder, (folder / file.name for file in shipped))
    changes, files, after = Changes(), {}, dict(record)
    changes.lessons = {file.name: file.code_digest for file in shipped if file.is_lesson}
    for file in shipped:
        name = _choose_name(file, folder, version, record.get(file.name), changes)
        if name is None:
            continue
        after[file.name] = file.digest
        if name:
            files[folder / name] = file.content
        if name or (folder / file.name).read_bytes() == file.content:
            changes.delivered.append(name or file.name)
    noting = json.dumps({**noted, "files": after}, indent=1).encode("utf-8")
    state.mkdir(parents=True, exist_ok=True)
    write_together({**files, state / RECORD: noting}, state)
    return changes


def _choose_name(file: Shipped, folder: Path, version: str, was: str | None, changes: Changes) -> str | None:
    """The name under which a file is to be written, "" where it is there already, None where a person's own stays."""
    target = folder / file.name
    if not target.exists():
        changes.add("new", file)
        return file.name
    own = own_digest(file.name, target.read_bytes())
    if own == file.digest:
        return ""
    if own == was:
        changes.add("updated", file)
        return file.name
    if was == file.digest or not file.is_lesson:
        changes.add("kept", file)
        return None
    name = _free_name(folder, target, version)
    changes.beside.append((file.name, name))
    return name


def _free_name(folder: Path, target: Path, version: str) -> str:
    """A clear name for a newer version that no file has yet."""
    base = f"{target.stem} (version {version})"
    names = (f"{base}{f' {n}' if n else ''}{target.suffix}" for n in (0, *range(2, 1000)))
    return next(name for name in names if not (folder / name).exists())
