"""Only real files and folders are read and written: no link out of the folder, no pipe, no device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from wso_lessons.content.files import leads_out
from wso_lessons.workspace.problem import StartError


def require_real_files(folder: Path, paths: Iterable[Path]) -> None:
    """Raises StartError where one of these paths is a pipe, a device, or a link that leads out of the folder."""
    for path in paths:
        try:
            mode = path.lstat().st_mode
        except OSError:  # nothing is there
            continue
        if stat.S_ISLNK(mode):
            in_a_circle = Path(os.path.realpath(path)).is_symlink()
            if in_a_circle or leads_out(path, folder):
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
