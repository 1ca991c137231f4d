"""Tells JupyterLab's page how far the learner is, and makes the learner's receipt when it is asked for.

A server extension, which `start` loads for learners. It reads the answers beside the lessons and changes nothing;
a receipt is copied to where a hub collects them.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.base.handlers import APIHandler

from wso_lessons import __version__
from wso_lessons.content import Course, clock, layout
from wso_lessons.content.at_hand import course_at_hand
from wso_lessons.content.files import write_whole
from wso_lessons.pages.dates_and_names import count_with_noun
from wso_lessons.progress import open_progress
from wso_lessons.progress.receipt import receipt_text
from wso_lessons.progress.store import FILE
from wso_lessons.reports.own_record import OwnRecord, own_record, receipt_name, receipt_of
from wso_lessons.workspace.server import RECEIPTS

ADDRESS, RECEIPT_ADDRESS = "wso-lessons/course", "wso-lessons/receipt"


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


def receipt_file(folder: Path, name: str, lesson_file: str) -> dict[str, str]:
    """A learner's receipt: the `file` it is to be saved as, its `text`, and a sentence that `says` what is in it.

    Where nothing was answered `text` is "". `lesson_file` is the lesson from which it is asked for, or "".
    """
    course = course_at_hand(folder=folder)
    file = folder / layout.STATE / FILE
    receipt: dict[str, Any] = {}
    if file.is_file():
        progress = open_progress(file)
        try:
            receipt = receipt_of(course, progress, __version__, name)
        finally:
            progress.close()
    if not receipt or not receipt["answers"]:
        return {"file": "", "text": "", "says": "There is no answer to hand in yet. Answer some questions first."}
    lesson = next((entry.id for entry in course.lessons if entry.file == lesson_file), "")
    saved = receipt_name(receipt, lesson)
    questions = count_with_noun(len(receipt["answers"]), "question")
    text = receipt_text(receipt)
    says = f"Saved as {saved}: {receipt['learner']}, answers to {questions}. {_hand_over(saved, text)}"
    return {"file": saved, "text": text, "says": says}


def _hand_over(name: str, text: str) -> str:
    """Puts a copy where a hub collects receipts, under the user's name there; says what is left to do."""
    folder = os.environ.get(RECEIPTS)
    if not folder:
        return "Send this file to your teacher."
    # Letters and digits, as in the receipt's own name.
    user = re.sub(r"\W+", "-", os.environ.get("JUPYTERHUB_USER", "user"))
    try:
        place = Path(folder, f"{user}-{name}")
        write_whole(place, text)
        place.chmod(0o640)  # the server's own files are for their owner alone; the folder's group may read this one
    except OSError as error:
        return f"It could not be put with your class's receipts ({error.strerror}): send this file to your teacher."
    return "A copy is with your class's receipts."


class CourseStateHandler(APIHandler):
    """Answers GET with the course's state as JSON, for whoever has the server's token."""

    @tornado.web.authenticated
    async def get(self) -> None:
        """Writes the state; it is read aside, so that the server goes on answering meanwhile."""
        folder = Path(self.settings["server_root_dir"]).expanduser()
        state = await asyncio.get_running_loop().run_in_executor(None, course_state, folder)
        self.finish(json.dumps(state, ensure_ascii=False))


class ReceiptHandler(APIHandler):
    """Answers GET with the learner's receipt as JSON, for whoever has the server's token."""

    @tornado.web.authenticated
    async def get(self) -> None:
        """Writes the receipt; `name` is what the learner wants to be called in it, `lesson` the lesson's file."""
        folder = Path(self.settings["server_root_dir"]).expanduser()
        asked = (folder, self.get_query_argument("name", ""), self.get_query_argument("lesson", ""))
        receipt = await asyncio.get_running_loop().run_in_executor(None, receipt_file, *asked)
        self.finish(json.dumps(receipt, ensure_ascii=False))


def _load_jupyter_server_extension(server: Any) -> None:
    """Called by Jupyter's server, which finds it by this name."""
    base = server.base_url.rstrip("/")
    handlers = [(f"{base}/{ADDRESS}", CourseStateHandler), (f"{base}/{RECEIPT_ADDRESS}", ReceiptHandler)]
    server.web_app.add_handlers(".*$", handlers)
