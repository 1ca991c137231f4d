"""Tells JupyterLab's page how far the learner is, what the learner wrote, and makes the receipt when it is asked for.

A server extension, which `start` loads for learners. It reads the answers beside the lessons and changes nothing;
a receipt is copied to where a hub collects them.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.base.handlers import APIHandler

from wso_lessons import __version__
from wso_lessons.content import clock, layout
from wso_lessons.content.at_hand import course_at_hand
from wso_lessons.content.files import failure_reason, write_whole
from wso_lessons.progress import Progress, open_progress
from wso_lessons.progress.notes import Notes
from wso_lessons.progress.receipt import receipt_text
from wso_lessons.progress.store import FILE
from wso_lessons.quiz import Bank
from wso_lessons.reports.own_notes import notes_text
from wso_lessons.reports.own_record import held_in, own_record, receipt_name, receipt_of
from wso_lessons.workspace.server import RECEIPTS


def course_state(folder: Path) -> dict[str, object]:
    """The lessons of the course whose lessons a folder holds, each with its state, and how many questions are due."""
    course = course_at_hand(folder=folder)
    with _opened_record(folder) as progress:
        record = own_record(Bank(course), progress) if progress else None
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
    return {"title": course.manifest.title, "lessons": lessons, "due": record.count_due(clock.today()) if record else 0}


@contextlib.contextmanager
def _opened_record(folder: Path) -> Iterator[Progress | None]:
    """The learner's record; None where nothing was answered yet, for reading makes no file."""
    file = folder / layout.STATE / FILE
    if file.is_file():
        with contextlib.closing(open_progress(file)) as progress:
            yield progress
    else:
        yield None


def receipt_file(folder: Path, name: str, lesson_file: str) -> dict[str, str]:
    """A learner's receipt: the `file` it is to be saved as, its `text`, and a sentence that `says` what is in it.

    Where nothing was answered `text` is "". `lesson_file` is the lesson from which it is asked for, or "".
    """
    course = course_at_hand(folder=folder)
    with _opened_record(folder) as progress:
        receipt = receipt_of(Bank(course), progress, __version__, name) if progress else {}
    held = held_in(receipt) if receipt else ""
    if not held:
        return {"file": "", "text": "", "says": "There is no answer to hand in yet. Answer some questions first."}
    lesson = next((entry.id for entry in course.lessons if entry.file == lesson_file), "")
    saved = receipt_name(receipt, lesson)
    text = receipt_text(receipt)
    says = f"Saved as {saved}: {receipt['learner']}, {held}. {_hand_over(saved, text)}"
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
        reason = failure_reason(error)
        return f"It could not be put with your class's receipts ({reason}): send this file to your teacher."
    return "A copy is with your class's receipts."


def notes_in(folder: Path) -> dict[str, str]:
    """What a learner has written in the boxes of the lessons, as one `text`; "" where that is nothing."""
    return {"text": notes_text(course_at_hand(folder=folder), Notes(folder / layout.STATE / "notes"))}


class RecordHandler(APIHandler):
    """Answers GET with what a function tells of the learner's folder, as JSON, for whoever has the server's token."""

    def initialize(self, tell: Callable[..., dict[str, Any]], asks: tuple[str, ...] = ()) -> None:
        """`asks` are the arguments of the address that `tell` is called with, after the folder."""
        self._tell, self._asks = tell, asks

    @tornado.web.authenticated
    async def get(self) -> None:
        """Writes what is told; it is read aside, so that the server goes on answering meanwhile."""
        folder = Path(self.settings["server_root_dir"]).expanduser()
        asked = [self.get_query_argument(name, "") for name in self._asks]
        told = await asyncio.get_running_loop().run_in_executor(None, self._tell, folder, *asked)
        self.finish(json.dumps(told, ensure_ascii=False))


def _load_jupyter_server_extension(server: Any) -> None:
    """Called by Jupyter's server, which finds it by this name."""
    base = f"{server.base_url.rstrip('/')}/wso-lessons"
    server.web_app.add_handlers(".*$", [
        (f"{base}/course", RecordHandler, {"tell": course_state}),
        (f"{base}/notes", RecordHandler, {"tell": notes_in}),
        # `name` is what the learner wants to be called in it, `lesson` the lesson's file.
        (f"{base}/receipt", RecordHandler, {"tell": receipt_file, "asks": ("name", "lesson")}),
    ])  # fmt: skip
