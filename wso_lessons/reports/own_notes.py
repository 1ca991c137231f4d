"""What a learner has written, as one plain text to read, print or give away: the lessons' notes under their labels."""

from __future__ import annotations

from collections.abc import Iterator

from wso_lessons.content import Course, LessonEntry
from wso_lessons.notebook.cells import calls, read_page
from wso_lessons.progress.notes import Notes


def notes_text(course: Course, notes: Notes, lesson_id: str = "") -> str:
    """The notes of a course, or of one lesson, in the order in which the lessons ask for them; "" where there is none.

    Raises UnknownId for a lesson that the course lacks.
    """
    entries = (course.lesson(lesson_id),) if lesson_id else course.lessons
    return "\n\n\n".join(part for entry in entries if (part := _of_lesson(course, notes, entry)))


def _of_lesson(course: Course, notes: Notes, entry: LessonEntry) -> str:
    written = [
        f"{label}\n\n{text}" for note_id, label in _notes_asked(course, entry) if (text := notes.read(note_id).strip())
    ]
    return "\n\n".join([f"{entry.title}\n{'=' * len(entry.title)}", *written]) if written else ""


def _notes_asked(course: Course, entry: LessonEntry) -> Iterator[tuple[str, str]]:
    """The id and label of each note that a lesson asks for."""
    for cell in read_page(course.notebook(entry.id)).code_cells:
        names = [call.argument for call in calls(cell) if call.function == "note"]
        if len(names) == 2:
            yield names[0], names[1]
