"""A learner's own record in words and files: the lessons and their scores, the answers, the receipt to hand in."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wso_lessons.content import ContentError, Course, clock
from wso_lessons.content.answer import Answer
from wso_lessons.content.files import BOM, write_whole
from wso_lessons.pages.dates_and_names import count_with_noun, date_in_words
from wso_lessons.pages.html import text_table
from wso_lessons.progress import Progress
from wso_lessons.progress.receipt import ReceiptError, make_receipt, read_receipt, receipt_text
from wso_lessons.quiz import PRE_TEST, TESTS, Bank
from wso_lessons.quiz.calibration import Band, calibration
from wso_lessons.quiz.kinds.text import ShortText
from wso_lessons.quiz.review import ReviewCard, schedule

ANSWER_COLUMNS = ("item", "attempts", "state", "score", "at", "confidence", "hints")


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson and how it went: `items` that have a key, how many are answered and right, and the points."""

    id: str
    title: str
    minutes: int
    state: str
    items: int
    answered: int
    right: int
    points: float


@dataclass(frozen=True)
class OwnRecord:
    """What a learner's record says of a course: `answers` are the newest to each item with a key, `tried` all."""

    course: str
    lessons: tuple[LessonLine, ...]
    answers: tuple[Answer, ...]
    tried: tuple[Answer, ...]
    cards: tuple[ReviewCard, ...]
    notice: str

    def calibration(self) -> tuple[Band, ...]:
        """How sure answers were, against how many of them were right."""
        return calibration((answer.confidence, answer.state) for answer in self.answers)

    def due(self, today: datetime.date) -> int:
        """How many items the review would ask today."""
        return sum(card.due <= today for card in self.cards)


def own_record(course: Course, progress: Progress) -> OwnRecord:
    """Reads a record against a course; items that the course no longer has are left out."""
    keyed = {item.id: item for item in Bank(course).sound_items() if item.counts and not item.withdrawn}
    lines = []
    for lesson in course.lessons:
        sets = set(lesson.questions) - {PRE_TEST}
        ids = [item.id for item in keyed.values() if item.set_id in sets]
        now = progress.lesson_state(lesson.id, ids)
        lines.append(
            LessonLine(
                lesson.id, lesson.title, lesson.minutes, now.state, len(ids), now.answered, now.right, now.points
            )
        )
    tried = tuple(answer for answer in progress.answers() if answer.item_id in keyed)
    newest = tuple(one for one in progress.last_answers(keyed).values() if one.keyed)
    reviewed = {item_id for item_id, item in keyed.items() if item.set_id not in TESTS}
    cards = tuple(card for card in schedule(tried).values() if card.item_id in reviewed)
    return OwnRecord(course.manifest.id, tuple(lines), newest, tried, cards, progress.notice)


def lessons_table(record: OwnRecord) -> str:
    """The lessons in order: minutes, state, and how many of their questions are answered and right."""
    rows = [
        (one.id, one.title, one.minutes, one.state, *((one.items, one.answered, one.right) if one.items else "---"))
        for one in record.lessons
    ]
    return text_table(("Lesson", "Title", "Minutes", "State", "Questions", "Answered", "Right"), rows)


def progress_text(record: OwnRecord, today: datetime.date) -> str:
    """The record for a learner to read."""
    right = sum(answer.state == "right" for answer in record.answers)
    lines = [lessons_table(record), ""]
    asked, tried = len(record.answers), len(record.tried)
    tries = count_with_noun(tried, "try", "tries")
    lines.append(f"{count_with_noun(asked, 'question')} answered in {tries}; {right} right.")
    bands = record.calibration()
    lines += [f"How sure you were: {'; '.join(band.words for band in bands)}."] if bands else []
    lines.append(_due(record, today))
    return "\n".join([*lines, *([record.notice] if record.notice else [])])


def _due(record: OwnRecord, today: datetime.date) -> str:
    due = record.due(today)
    if due:
        return f"{count_with_noun(due, 'question is', 'questions are')} due for review."
    waiting = min((card.due for card in record.cards), default=None)
    return f"The next review is on {date_in_words(waiting.isoformat())}." if waiting else "Nothing to review yet."


def progress_json(record: OwnRecord, today: datetime.date) -> str:
    """The record as JSON: lessons, answers, calibration, review."""
    tree = {
        "course": record.course,
        "lessons": [dataclasses.asdict(line) for line in record.lessons],
        "answers": _answers(record),
        "calibration": [dataclasses.asdict(band) for band in record.calibration()],
        "review": {"due": record.due(today), "scheduled": len(record.cards)},
    }
    return json.dumps(tree, ensure_ascii=False, indent=1)


def progress_csv(record: OwnRecord) -> str:
    """One line for each item answered, for spreadsheets too."""
    held = io.StringIO()
    held.write(BOM)
    writer = csv.DictWriter(held, ANSWER_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_answers(record))
    return held.getvalue()


def _answers(record: OwnRecord) -> list[dict[str, object]]:
    tries: dict[str, int] = {}
    for answer in record.tried:
        tries[answer.item_id] = tries.get(answer.item_id, 0) + 1
    return [
        {
            "item": one.item_id, "attempts": tries[one.item_id], "state": one.state, "score": one.score, "at": one.at,
            "confidence": one.confidence, "hints": one.hints_used,
        }
        for one in record.answers
    ]  # fmt: skip


def receipt_of(course: Course, progress: Progress, version: str, learner: str = "") -> dict[str, Any]:
    """The receipt that a learner hands in, as plain JSON values."""
    record = own_record(course, progress)
    made = clock.stamp("seconds")
    return make_receipt(
        progress.answers(),
        course=record.course,
        version=version,
        seed=progress.learner_seed(),
        made=made,
        learner=learner,
        lessons=[_lesson_in_receipt(line) for line in record.lessons],
        unmarked=_unmarked_items(course),
        guesses=_guesses(course, progress),
        private_sets=(PRE_TEST,),
    )


def _lesson_in_receipt(line: LessonLine) -> dict[str, object]:
    # Named one by one: what is added to a line later does not slip into what is handed in.
    return {key: getattr(line, key) for key in ("id", "title", "state", "items", "answered", "right", "points")}


def _guesses(course: Course, progress: Progress) -> list[Answer]:
    """The newest guess at each keyed prediction, in its clean form; words that a learner wrote freely stay here."""
    newest = progress.last_answers()
    asked = [
        item for item in Bank(course).sound_items() if item.predict and not item.survey and item.set_id != PRE_TEST
    ]
    return [
        replace(newest[item.id], response=answer)
        for item in asked
        if not isinstance(item, ShortText) and item.id in newest
        if (answer := item.read(newest[item.id].response)) is not None
    ]


def _unmarked_items(course: Course) -> frozenset[str]:
    """Items without a mark; one that cannot be built counts as such, so that no opinion slips out with it."""
    bank = Bank(course)
    found = set()
    for item_id in bank.ids():
        try:
            if not bank.item(item_id).counts:
                found.add(item_id)
        except ContentError:
            found.add(item_id)
    return frozenset(found)


def receipt_name(receipt: Mapping[str, Any], lesson: str = "") -> str:
    """The name of a receipt's file: what the learner is called in it, and the lesson or else the day."""
    # Letters and digits of any alphabet; all else may mean something to a file system.
    who = re.sub(r"[^\w]+", "-", receipt["learner"]).strip("-_")[:40]
    return f"receipt-{who or receipt['record'][:6]}-{lesson or receipt['made'][:10]}.json"


def write_receipt(receipt: Mapping[str, object], path: Path) -> None:
    """Writes a receipt whole or not at all, and makes its folder.

    Raises ReceiptError where that fails or another file is in the way.
    """
    if path.exists():
        try:
            read_receipt(path)
        except ReceiptError:
            raise ReceiptError(f"{path} is another file; name one that does not exist with --out.") from None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, receipt_text(receipt), private=True)
    except OSError as error:
        raise ReceiptError(f"{path} cannot be written: {error.strerror}.") from None
