"""Tells JupyterLab's page how far the learner is: the lessons in order, what is answered, what is due for review.

A server extension, which `start` loads for learners. It reads the answers beside the lessons and changes nothing.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.base.handlers import APIHandler

from wso_lessons.content import Course, clock, layout
from wso_lessons.content.at_hand import course_at_hand
from wso_lessons.progress import open_progress
from wso_lessons.progress.store import FILE
from wso_lessons.reports.own_record import OwnRecord, own_record

ADDRESS = "wso-lessons/course"


def course_state(folder: Path) -> dict[str, object]:
    """The lessons of the course whose lessons a folder holds, each with its state, and how many questions are due."""
    course = course_at_hand(folder=folder)
    record = _read_record(course, folder / layout.STATE / FILE)
    lines = {line.id: line for line in record.lessons} if record else {}
    lessons = [
        {
            "file": entry.file,
            "title": entry.title,
            "minutes": entry.minutes,
            "lesson": bool(entry.questions),
            "state": lines[entry.id].state if lines else "new",
            "asked": lines[entry.id].items if lines else 0,
            "answered": lines[entry.id].answered if lines else 0,
        }
        for entry in course.lessons
        if (folder / entry.file).is_file()
    ]
    return {"title": course.manifest.title, "lessons": lessons, "due": record.due(clock.today()) if record else 0}


def _read_record(course: Course, file: Path) -> OwnRecord | None:
    """The learner's record; None where nothing was answered yet, for reading makes no file."""
    if not file.is_file():
        return None
    progress = open_progress(file)
    try:
        return own_record(course, progress)
    finally:
        progress.close()


class CourseStateHandler(APIHandler):
    """Answers GET with the course's state as JSON, for whoever has the server's token."""

    @tornado.web.authenticated
    async def get(self) -> None:
        """Writes the state; it is read aside, so that the server goes on answering meanwhile."""
        folder = Path(self.settings["server_root_dir"]).expanduser()
        state = await asyncio.get_running_loop().run_in_executor(None, course_state, folder)
        self.finish(json.dumps(state, ensure_ascii=False))


def _load_jupyter_server_extension(server: Any) -> None:
    """Called by Jupyter's server, which finds it by this name."""
    address = f"{server.base_url.rstrip('/')}/{ADDRESS}"
    server.web_app.add_handlers(".*$", [(address, CourseStateHandler)])
