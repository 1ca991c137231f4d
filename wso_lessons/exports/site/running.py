"""The course as it runs in a reader's browser: its own lessons and widgets, in a worker, for a page that draws them.

The page speaks to it in JSON. Each question, model or note of the page is a box with a number; a box is opened by the
call that its cell ends in, gives the values of its widget, and gives those that change when a message comes.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypedDict

from wso_lessons.content import ContentError, Course, layout
from wso_lessons.lessons.lesson import Lesson
from wso_lessons.progress import Progress, Record
from wso_lessons.progress.lines import Lines, key_of
from wso_lessons.progress.logs import LinesLog
from wso_lessons.progress.notes import Notes
from wso_lessons.progress.records import LessonEvent
from wso_lessons.progress.store import FILE
from wso_lessons.quiz import Bank
from wso_lessons.widgets.quiz import STILL_SEED

RECORD_FORMAT = "wso-lessons record"
SITE_FACTS = "site.json"  # what the export tells the course in the browser, beside its data
LAYOUT = "layout"  # Jupyter's own, which a page has no use for
NOT_A_RECORD = "This file is no record of this course: choose the one that you saved here."


class Asked(TypedDict):
    """The call that a cell ends in: `lesson.quiz("launch", title="Try")`."""

    function: str
    names: list[Any]
    named: dict[str, Any]


class PageProgress(Progress):
    """A record whose options stand in the same order for everybody, since a page shows them before Python is there."""

    def for_quiz(self, item_ids: Iterable[str], lesson_id: str) -> Record:
        return dataclasses.replace(super().for_quiz(item_ids, lesson_id), seed=STILL_SEED)


class RunningCourse:
    """The lessons that a page runs, and the learner's record, in a folder that the page keeps over visits."""

    def __init__(self, course: Course, record: Path, version: str = "") -> None:
        self._course, self._record, self._version = course, record, version
        self._bank = Bank(course)
        self._boxes: dict[int, Any] = {}  # widgets of several classes, each with traits of its own
        self.reload()

    @classmethod
    def begin(cls, record: str) -> RunningCourse:
        """The course that a site brings, from the files beside this package; `record` is the folder of the record."""
        course, version = _course_beside()
        Path(record).mkdir(parents=True, exist_ok=True)
        return cls(course, Path(record) / FILE, version)

    def open_first(self) -> None:
        """Opens a question of each lesson, so that what the first of a page rests on has been read."""
        for entry in self._course.lessons:
            asked = [item_id for set_id in entry.questions[:1] for item_id in self._course.question_set(set_id)]
            with contextlib.suppress(ContentError):  # for `check` to report
                for item_id in asked[:1]:
                    values_of(open_widget(self._lesson(entry.id), {"function": "ask", "names": [item_id], "named": {}}))

    def reload(self) -> None:
        """Reads the record anew: another tab may have written."""
        self._progress = PageProgress(LinesLog(self._record))

    def _lesson(self, lesson_id: str) -> Lesson:
        return Lesson(self._course, self._course.lesson(lesson_id), self._progress, self._bank)

    def note_visit(self, lesson_id: str) -> str:
        """Notes that a lesson's page was opened; a page that is looked at again and again is noted once."""
        if self._progress.last_lesson() != lesson_id:
            self._progress.lesson_opened(lesson_id)
        return "{}"

    def open(self, asked: str) -> str:
        """Opens {"box", "lesson", "ask"}; gives {"box", "values"}."""
        wanted = json.loads(asked)
        widget = open_widget(self._lesson(wanted["lesson"]), wanted["ask"])
        self._boxes[wanted["box"]] = widget
        return json.dumps({"box": wanted["box"], "values": values_of(widget)})

    def receive(self, said: str) -> str:
        """Acts on {"box", "message"}; gives {"box", "values"} with the values that changed."""
        heard = json.loads(said)
        widget = self._boxes[heard["box"]]
        before = values_of(widget)
        widget.hear(widget, heard["message"], [])
        changed = {name: value for name, value in values_of(widget).items() if value is not before[name]}
        return json.dumps({"box": heard["box"], "values": changed})

    def state(self) -> str:
        """How the lessons went: {"lessons": [...]}."""
        from wso_lessons.reports.own_record import own_record

        lines = own_record(self._bank, self._progress).lessons
        return json.dumps({"lessons": [dataclasses.asdict(line) for line in lines]})

    def receipt(self, asked: str) -> str:
        """The file to hand in, for {"learner", "lesson"}, each of which may be "": {"name", "text", "holds"}."""
        from wso_lessons.progress.receipt import receipt_text
        from wso_lessons.reports.own_record import held_in, receipt_name, receipt_of

        wanted = json.loads(asked)
        made = receipt_of(self._bank, self._progress, self._version, wanted["learner"])
        return json.dumps(
            {"name": receipt_name(made, wanted["lesson"]), "text": receipt_text(made), "holds": held_in(made)}
        )

    def save(self) -> str:
        """The whole record as a file, notes and opinions with it: {"name", "text"}."""
        folder = self._record.parent
        paths = sorted(filter(Path.is_file, folder.rglob("*")))
        files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
        kept = {"format": RECORD_FORMAT, "course": self._course.manifest.id, "files": files}
        return json.dumps({"name": "my-record.json", "text": json.dumps(kept, ensure_ascii=False, indent=1)})

    def load(self, text: str) -> str:
        """Adds what a saved record holds to this one: {"answers": number added}, or {"refused": why}."""
        try:
            kept = json.loads(text)
            files = kept["files"]
            if kept["format"] != RECORD_FORMAT or kept["course"] != self._course.manifest.id:
                return json.dumps({"refused": NOT_A_RECORD})
            added = self._load_lines(str(files.get(Lines(self._record).path.name, "")))
            self._load_notes(files)
        except (ValueError, TypeError, KeyError, AttributeError):
            return json.dumps({"refused": NOT_A_RECORD})
        self.reload()
        return json.dumps({"answers": added})

    def _load_lines(self, text: str) -> int:
        arrived = Lines(self._record.with_name("arrived"))
        arrived.path.write_text(text, encoding="utf-8")
        entries, _ = arrived.read()
        arrived.path.unlink()
        own = Lines(self._record)
        held = {key_of(entry) for entry in own.read()[0]}
        new = [entry for entry in entries if key_of(entry) not in held]
        own.append(new)
        return sum(not isinstance(entry, LessonEvent) for entry in new)

    def _load_notes(self, files: Mapping[str, object]) -> None:
        notes = Notes(self._record.parent / "notes")
        for name, text in files.items():
            folder, _, file = name.partition("/")
            note_id = file.removesuffix(".txt").replace(".", "/", 1)
            if folder == "notes" and "/" not in file and text and notes.read(note_id) != text:
                notes.save(note_id, str(text))


@functools.cache  # Python's memory holds what was read of it before a page goes on from there
def _course_beside() -> tuple[Course, str]:
    from wso_lessons.exports.site.stand_ins import install

    root = layout.builtin_root()
    facts = json.loads((root / SITE_FACTS).read_text(encoding="utf-8"))
    install(facts["holidays"])
    course = None
    for folder in facts["courses"]:
        course = Course(root / folder, course)
    assert course is not None
    return course, facts["version"]


def open_widget(lesson: Lesson, asked: Asked) -> Any:
    """The widget of what a call shows. Raises what the lesson raises for a name that it does not know."""
    shown = getattr(lesson, asked["function"])(*asked["names"], **asked["named"])
    return shown.widget


def values_of(widget: Any) -> dict[str, Any]:
    """What a widget of this package gives its page, by the names that its class declares."""
    own = (cls for cls in type(widget).__mro__ if cls.__module__.startswith("wso_lessons.widgets."))
    declared = (name for cls in own for name, value in vars(cls).items() if hasattr(value, "tag"))
    return {name: getattr(widget, name) for name in declared if name[0] != "_" and name != LAYOUT}
