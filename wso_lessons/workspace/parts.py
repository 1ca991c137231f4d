"""Whether everything that the course needs is installed."""

from __future__ import annotations

import importlib.metadata
import re

from wso_lessons.workspace.problem import StartError


def require_parts() -> None:
    """Raises StartError where a package that this one needs was removed, or never came."""
    missing = [name for name in _needed() if not _installed(name)]
    if missing:
        mend = f"Install them: {' '.join(['pip install', *missing])}"
        raise StartError(f"Parts of the course are not installed: {', '.join(missing)}. {mend}")


def _needed() -> list[str]:
    """The packages that every use needs; none are known where this one runs without having been installed."""
    try:
        lines = importlib.metadata.requires("wso_lessons") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    return [name[0] for line in lines if "extra ==" not in line and (name := re.match(r"[\w.-]+", line))]


def _installed(name: str) -> bool:
    try:
        importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True
