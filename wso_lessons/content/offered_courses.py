"""Courses that installed packages offer: entry points of the group `wso_lessons.courses`, by name.

An entry point names a package whose folder is a course folder: `riverside = "riverside_course"`.
"""

from __future__ import annotations

from pathlib import Path

from wso_lessons.content.findings import ContentError

GROUP = "wso_lessons.courses"


def offered_course(name: str) -> Path | None:
    """The folder of an offered course, or None where no package offers one of this name.

    Raises ContentError where the package that offers it cannot be found.
    """
    import importlib.metadata  # which takes longer than a lesson may
    import importlib.util

    for entry in importlib.metadata.entry_points(group=GROUP, name=name):
        try:
            spec = importlib.util.find_spec(entry.value)
        except (ImportError, ValueError):
            spec = None
        folders = list(spec.submodule_search_locations or ()) if spec else []
        if not folders:
            problem = f'The course "{name}" is offered by the package "{entry.value}", which cannot be found.'
            raise ContentError.at(Path(name), "course-unknown", problem, "Install it again.")
        return Path(folders[0]).resolve()
    return None
