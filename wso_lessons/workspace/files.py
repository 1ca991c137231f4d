"""Only real files and folders are read and written: no link out of the folder, no pipe, no device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from wso_lessons.workspace.problem import StartError

# Folders of other tools, which no course reads: links out and sockets are usual in them.
OTHER_TOOLS = ("node_modules", "__pycache__")


def require_real_files(folder: Path, paths: Iterable[Path]) -> None:
    """Raises StartError where one of these paths is a pipe, a device, or a link that leads out of the folder."""
    root = folder.resolve()
    for path in paths:
        try:
            mode = path.lstat().st_mode
        except OSError:  # nothing is there
            continue
        if stat.S_ISLNK(mode):
            if not _leads_into(path, root):
                raise StartError(f"{path} is a link that leads out of {folder}. Remove the link, then start again.")
            mode = path.stat().st_mode if path.exists() else stat.S_IFREG
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise StartError(f"{path} is neither a file nor a folder. Remove it, then start again.")


def paths_below(folder: Path) -> Iterator[Path]:
    """A folder and everything in it; links are named and not followed."""
    yield folder
    if folder.is_symlink():
        return
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *files))


def course_paths(root: Path) -> Iterator[Path]:
    """Everything in a course's folder that a course may read; hidden folders and those of other tools are left out."""
    for place, folders, files in os.walk(root):
        yield from (Path(place, name) for name in (*folders, *files) if not name.startswith("."))
        folders[:] = [name for name in folders if not _is_left_out(Path(place, name))]


def _is_left_out(folder: Path) -> bool:
    hidden = folder.name.startswith(".") or folder.name in OTHER_TOOLS
    return hidden or (folder / "pyvenv.cfg").is_file()


def _leads_into(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False
