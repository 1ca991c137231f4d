"""A learner's own record in words and files: the lessons and their scores, the answers, the receipt to hand in."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wso_lessons.content import clock
from wso_lessons.content.answer import Answer
from wso_lessons.content.files import failure_reason, write_whole
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.pages.html import text_table
from wso_lessons.pages.spreadsheet import csv_text
from wso_lessons.progress import Progress
from wso_lessons.progress.receipt import ReceiptError, make_receipt, read_receipt, receipt_text
from wso_lessons.quiz import PRE_TEST, TESTS, Bank, Item
from wso_lessons.quiz.calibration import Band, calibration
from wso_lessons.quiz.kinds.text import ShortText
from wso_lessons.quiz.review import ReviewCard, schedule

# What is handed in of a lesson, named one by one: what is added to a line later does not slip into it.
LESSON_KEYS = ("id", "title", "state", "items", "answered", "right", "points")
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

    def count_due(self, today: datetime.date) -> int:
        """How many items the review would ask today."""
        return sum(card.due <= today for card in self.cards)


def own_record(bank: Bank, progress: Progress) -> OwnRecord:
    """Reads a record against a course's questions; items that the course no longer has are left out."""
    keyed = {item.id: item for item in bank.sound_items() if item.counts and not item.withdrawn}
    lines = []
    for lesson in bank.course.lessons:
        sets = set(lesson.questions) - {PRE_TEST}
        ids = [item.id for item in keyed.values() if item.set_id in sets]
        now = progress.lesson_state(lesson.id, ids)
        given = (now.state, len(ids), now.answered, now.right, now.points)
        lines.append(LessonLine(lesson.id, lesson.title, lesson.minutes, *given))
    tried = tuple(answer for answer in progress.answers() if answer.item_id in keyed)
    newest = tuple(one for one in progress.last_answers(keyed).values() if one.keyed)
    reviewed = {item_id for item_id, item in keyed.items() if item.set_id not in TESTS}
    cards = tuple(card for card in schedule(tried).values() if card.item_id in reviewed)
    return OwnRecord(bank.course.manifest.id, tuple(lines), newest, tried, cards, progress.notice)


def lessons_table(record: OwnRecord, most: int = 0) -> str:
    """The lessons in order: minutes, state, and how many of their questions are answered and right.

    Its lines have at most `most` characters, where that can be; 0 for as many as they need.
    """
    rows = [
        (
            one.id,
            one.title,
            one.minutes,
            one.state,
            *((f"{one.answered} of {one.items}", one.right) if one.items else "--"),
        )
        for one in record.lessons
    ]
    return text_table(("Lesson", "Title", "Minutes", "State", "Answered", "Right"), rows, most)


def progress_text(record: OwnRecord, today: datetime.date, most: int = 0) -> str:
    """The record for a learner to read; `most` as in `lessons_table`."""
    right = sum(answer.state == "right" for answer in record.answers)
    tries = count_with_noun(len(record.tried), "try", "tries")
    answered = f"{count_with_noun(len(record.answers), 'question')} answered in {tries}; {right} right."
    bands = "; ".join(band.words for band in record.calibration())
    sure = [f"How sure you were: {bands}."] if bands else []
    notice = [record.notice] if record.notice else []
    return "\n".join([lessons_table(record, most), "", answered, *sure, _due_words(record, today), *notice])


def _due_words(record: OwnRecord, today: datetime.date) -> str:
    due = record.count_due(today)
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
        "review": {"due": record.count_due(today), "scheduled": len(record.cards)},
    }
    return json.dumps(tree, ensure_ascii=False, indent=1)


def progress_csv(record: OwnRecord) -> str:
    """One line for each item answered, for spreadsheets too."""
    return csv_text(ANSWER_COLUMNS, (one.values() for one in _answers(record)))


def _answers(record: OwnRecord) -> list[dict[str, object]]:
    tries = Counter(answer.item_id for answer in record.tried)
    cells = ((one.item_id, tries[one.item_id], one.state, one.score, one.at, one.confidence, one.hints_used)
             for one in record.answers)  # fmt: skip
    return [dict(zip(ANSWER_COLUMNS, row, strict=True)) for row in cells]


def receipt_of(bank: Bank, progress: Progress, version: str, learner: str = "") -> dict[str, Any]:
    """The receipt that a learner hands in, as plain JSON values."""
    record = own_record(bank, progress)
    items = {item.id: item for item in bank.sound_items()}
    return make_receipt(
        progress.answers(),
        course=record.course,
        version=version,
        seed=progress.learner_seed(),
        made=clock.stamp("seconds"),
        learner=learner,
        lessons=[{key: getattr(line, key) for key in LESSON_KEYS} for line in record.lessons],
        # What cannot be built counts as unmarked, so that no opinion slips out with it.
        unmarked=[name for name in bank.ids() if name not in items or not items[name].counts],
        guesses=_guesses(items.values(), progress),
        private_sets=(PRE_TEST,),
    )


def held_in(receipt: Mapping[str, Any]) -> str:
    """What a receipt holds, such as "answers to 2 questions and 1 guess"; "" where there is nothing to hand in."""
    answers, guesses = len(receipt["answers"]), len(receipt["guesses"])
    told = [f"answers to {count_with_noun(answers, 'question')}"] * bool(answers)
    return " and ".join([*told, *[count_with_noun(guesses, "guess", "guesses")] * bool(guesses)])


def _guesses(items: Iterable[Item], progress: Progress) -> list[Answer]:
    """The newest guess at each keyed prediction, in its clean form; words that a learner wrote freely stay here."""
    newest = progress.last_answers()
    asked = [one for one in items if one.predict and not one.survey and one.set_id != PRE_TEST]
    return [
        replace(newest[item.id], response=answer)
        for item in asked
        if not isinstance(item, ShortText) and item.id in newest
        if (answer := item.read(newest[item.id].response)) is not None
    ]


def receipt_name(receipt: Mapping[str, Any], lesson: str = "") -> str:
    """The name of a receipt's file: what the learner is called in it, and the lesson or else the day."""
    # Letters and digits of any alphabet; all else may mean something to a file system.
    who = re.sub(r"[^\w]+", "-", receipt["learner"]).strip("-_")[:40]
    return f"receipt-{who or receipt['record'][:6]}-{lesson or clock.day_of_stamp(receipt['made'])}.json"


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
        raise ReceiptError(f"{path} cannot be written: {failure_reason(error)}.") from None
