"""What a course puts into a learner's folder: its notebooks as it shows them, and what lies beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content import ContentError, Course
from wso_lessons.lessons import edition as editions
from wso_lessons.lessons.edition import edition, is_borrowed, lends, notebook_text
from wso_lessons.notebook.citations import parse_notebook, read_notebook, source_of

# Pictures that lessons show, and modules that they import.
BESIDE = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp", ".py")


@dataclass(frozen=True, slots=True)
class Shipped:
    """A file to be put into a learner's folder; `digest` tells what a person could change in it.

    `asks` says that it is a lesson with questions; a page beside the lessons, such as a glossary, has none.
    """

    name: str
    content: bytes
    digest: str
    asks: bool = False

    @property
    def is_lesson(self) -> bool:
        """Whether the file is a lesson's notebook."""
        return self.name.endswith(".ipynb")

    @property
    def code_digest(self) -> str:
        """A SHA-256 of a lesson's code cells, joined by zeros, as JupyterLab's page works it out too."""
        cells = parse_notebook(self.content, Path(self.name))["cells"]
        sources = [source_of(cell) for cell in cells if cell.get("cell_type") == "code"]
        return hashlib.sha256("\0".join(sources).encode(errors="surrogatepass")).hexdigest()


def shipment(course: Course, beside: Collection[str] | None = None) -> list[Shipped]:
    """The files of a course's lessons.

    With `beside`, only lessons of the extended course that belong beside the course's own notebooks: those that have
    no file there, and those whose file was put there (`beside` names these). Raises ContentError where a lesson's
    notebook is missing or is none.
    """
    shipped = []
    for entry in course.lessons:
        put_there = beside is not None and entry.file in beside and lends(course, entry.id)
        if put_there or is_borrowed(course, entry.id):
            content = notebook_text(edition(course, entry.id)).encode()
        elif beside is None:
            content = _bytes_of(course.notebook(entry.id))
        else:
            continue
        shipped.append(Shipped(entry.file, content, file_digest(entry.file, content), bool(entry.questions)))
    return shipped + _beside(course, borrowed=beside is not None)


def _bytes_of(notebook: Path) -> bytes:
    """A notebook's file. Raises ContentError where it is missing or no notebook."""
    read_notebook(notebook)
    return notebook.read_bytes()


def _beside(course: Course, *, borrowed: bool) -> list[Shipped]:
    """The pictures and modules beside the notebooks of this course and of those it extends; its own win."""
    line = course.line[:-1] if borrowed else course.line
    found = {}
    for each in line:
        for path in sorted(each.places.notebooks.iterdir()):
            if path.suffix.lower() in BESIDE and path.is_file():
                found[path.name] = path.read_bytes()
    return [Shipped(name, content, file_digest(name, content)) for name, content in found.items()]


def file_digest(name: str, content: bytes) -> str:
    """A digest of what a person can change in a file: a notebook's typed cells, any other file's bytes.

    Raises ContentError where a notebook is none.
    """
    if name.endswith(".ipynb"):
        return editions.notebook_digest(parse_notebook(content, Path(name)))
    return hashlib.sha256(content).hexdigest()


def own_digest(name: str, content: bytes) -> str:
    """The digest of a learner's file; one that is no notebook any more counts as changed."""
    try:
        return file_digest(name, content)
    except ContentError:
        return ""
