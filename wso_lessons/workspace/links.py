"""Keeps what `start` writes inside the folder that was named."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from wso_lessons.workspace.problem import StartError


def refuse_links_out(folder: Path, paths: Iterable[Path]) -> None:
    """Raises StartError where one of these paths is a link that leads out of the folder."""
    root = folder.resolve()
    for path in paths:
        if path.is_symlink() and not _leads_into(path, root):
            raise StartError(f"{path} is a link that leads out of {folder}. Remove the link, then start again.")


def all_below(folder: Path) -> Iterable[Path]:
    """A folder and everything in it; links are named and not followed."""
    yield folder
    if folder.is_symlink():
        return
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *files))


def _leads_into(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False
