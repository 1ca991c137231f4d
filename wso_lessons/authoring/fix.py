"""Mends what is mechanical in lessons: numbers and addresses of citations, links to the glossary, folded sections."""

from __future__ import annotations

from pathlib import Path

from wso_lessons.authoring.store import fold
from wso_lessons.authoring.world import World
from wso_lessons.content import Course
from wso_lessons.content.files import write_whole
from wso_lessons.lessons.edition import notebook_text
from wso_lessons.notebook.citations import number_citations, read_notebook


def fix_course(course: Course) -> list[tuple[Path, int]]:
    """Mends the course's own notebooks; gives each file that changed and how many cells changed in it.

    Raises ContentError where a notebook is a link that leads out of the course's folder.
    """
    paths = [course.inside(lesson.page.path) for lesson in World(course).lessons]
    changed = [(path, fix_notebook(path)) for path in paths]
    return [(path, cells) for path, cells in changed if cells]


def fix_notebook(path: Path) -> int:
    """Mends one notebook in place; gives the number of cells changed. Raises ContentError where it is none."""
    notebook = read_notebook(path)
    changed = number_citations(notebook)
    changed += sum(fold(cell) for cell in notebook["cells"] if cell.get("cell_type") == "markdown")
    if changed:
        write_whole(path, notebook_text(notebook))
    return changed
