"""A lesson of the extended course as the course at hand shows it: shortened, renumbered, in its own order.

`edition(course, lesson_id)` gives the notebook; `is_borrowed` tells whether a course's lesson is still that, so that
`check` and `store` leave it to the course it comes from.
"""

from __future__ import annotations

import hashlib
import json

from wso_lessons.content import ContentError, Course, layout
from wso_lessons.lessons.lesson import Lesson
from wso_lessons.notebook.cells import ending_call
from wso_lessons.notebook.citations import NotebookJson, number_citations, read_notebook, source_of, texts_of
from wso_lessons.notebook.sections import Cut
from wso_lessons.pages.html import Page
from wso_lessons.progress import Progress
from wso_lessons.progress.logs import MemoryLog

# What a lesson shows of its place in the course, so that another course shows something else.
SHOWN = ("start", "quiz", "words", "sources", "finish")


def lends(course: Course, lesson_id: str) -> bool:
    """Whether the course that this one extends has a notebook for the lesson."""
    base = course.base
    return base is not None and any(one.id == lesson_id for one in base.lessons) and base.notebook(lesson_id).exists()


def is_borrowed(course: Course, lesson_id: str) -> bool:
    """Whether a lesson is the extended course's: there is no notebook for it here, or a copy that nobody changed."""
    if not lends(course, lesson_id):
        return False
    file = course.lesson(lesson_id).file
    own = course.places.notebooks / file
    try:
        if not own.exists():
            return True
        here = notebook_digest(read_notebook(own))
        return here in (
            layout.recorded_files(course.root).get(file),
            notebook_digest(_short_notebook(course, lesson_id)),
        )
    except ContentError:
        return False


def edition(course: Course, lesson_id: str) -> dict[str, object]:
    """The notebook of a borrowed lesson, its results as they are in this course.

    Raises UnknownId for a lesson that the course does not list, and ContentError where there is no notebook.
    """
    notebook = _short_notebook(course, lesson_id)
    renew_results(notebook, course, lesson_id)
    return notebook


def notebook_text(notebook: dict[str, object]) -> str:
    """A notebook as its file's text."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def notebook_digest(notebook: NotebookJson) -> str:
    """A digest of what a person can type into a notebook: each cell's kind, text and attachments, not its results."""
    cells = [cell for cell in notebook["cells"] if isinstance(cell, dict)]
    typed = [[cell.get("cell_type"), source_of(cell), cell.get("attachments", {})] for cell in cells]
    return hashlib.sha256(json.dumps(typed, sort_keys=True).encode()).hexdigest()


def _short_notebook(course: Course, lesson_id: str) -> NotebookJson:
    entry = course.lesson(lesson_id)
    assert course.base is not None  # only borrowed lessons come here
    notebook = read_notebook(course.base.notebook(lesson_id))
    if entry.leave_out:
        notebook["cells"] = Cut(notebook["cells"], entry.leave_out).cells
        _number(notebook)
    return notebook


def _number(notebook: NotebookJson) -> None:
    """Numbers citations and code cells anew, since some are gone."""
    number_citations(notebook)
    count = 0
    for cell in notebook["cells"]:
        if cell.get("cell_type") == "code" and cell.get("execution_count") is not None:
            count += 1
            cell["execution_count"] = count
            for output in cell.get("outputs", ()):
                if "execution_count" in output:
                    output["execution_count"] = count


class _StoredLesson(Lesson):
    """A lesson whose texts are a given notebook's, and which keeps nothing of anybody's."""

    def __init__(self, course: Course, lesson_id: str, notebook: dict[str, object]) -> None:
        super().__init__(course, course.lesson(lesson_id), Progress(MemoryLog()))
        self._texts = texts_of(notebook)

    @property
    def texts(self) -> tuple[str, ...]:
        return self._texts


def renew_results(notebook: NotebookJson, course: Course, lesson_id: str) -> bool:
    """Makes the stored results that depend on the course anew, without a kernel. Says whether one changed."""
    lesson = _StoredLesson(course, lesson_id, notebook)
    changed = False
    for cell in notebook["cells"]:
        call = ending_call(source_of(cell), SHOWN) if cell.get("cell_type") == "code" else None
        outputs = [one for one in cell.get("outputs", ()) if "text/html" in one.get("data", {})] if call else []
        if not call or not outputs:
            continue
        name, arguments, named = call
        shown = getattr(lesson, name)(*arguments, **named)
        page: Page = shown if isinstance(shown, Page) else shown.page
        fresh = {"text/html": _lines(str(page.html)), "text/plain": _lines(page.text)}
        changed = changed or outputs[0]["data"] != fresh
        outputs[0]["data"] = fresh
    return changed


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
