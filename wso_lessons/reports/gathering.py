"""Receipts gathered from a heap: one a record, each packed small, and every file that was not taken with its reason."""

from __future__ import annotations

import datetime
import functools
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content import Course, clock
from wso_lessons.content.answer import set_of
from wso_lessons.content.findings import one_line
from wso_lessons.progress.receipt import MAX_RECEIPT_TEXT, Receipt, ReceiptError, parse_receipt, stand_in_name
from wso_lessons.quiz import Bank, Item
from wso_lessons.reports.guesses import Guesses
from wso_lessons.reports.heap import HeapFile, heap_files
from wso_lessons.reports.statistics import AnswerSheet, Replies


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One record's receipt, packed: who it is, of which day, how many answers there are, answers and guesses."""

    learner: str
    record: str
    made: str
    count: int
    path: Path
    packed: array[int]
    guesses: array[int]


@dataclass(frozen=True)
class Gathered:
    """The receipts to be used, one a record and in the order of names, with what their numbers stand for.

    `skipped` are the files that were not taken, each with the reason.
    """

    receipts: tuple[HandedIn, ...]
    skipped: tuple[tuple[Path, str], ...]
    replies: Replies
    guesses: Guesses
    bank: Bank

    def sheets(self) -> list[AnswerSheet]:
        """The answers of each learner; two learners of one name are told apart by their records."""
        counted = Counter(one.learner for one in self.receipts)
        return [
            AnswerSheet(f"{one.learner} ({one.record[:6]})" if counted[one.learner] > 1 else one.learner, one.packed)
            for one in self.receipts
        ]


def gather(paths: Iterable[Path], course: Course, lesson: str = "", since: datetime.date | None = None) -> Gathered:
    """Reads receipts from files, folders and zips, in one stream. Never raises for a faulty file.

    With `lesson`, only answers to that lesson's questions are read; with `since`, only receipts made on that day or
    later. Raises UnknownId for a lesson that the course does not have.
    """
    bank = Bank(course)
    reader = _Reader(
        course, functools.cache(bank.find), frozenset(course.lesson(lesson).questions) if lesson else None, since
    )
    best: dict[str, HandedIn] = {}
    skipped: list[tuple[Path, str]] = []
    for file in heap_files(paths):
        try:
            one = reader.read(file)
        except ReceiptError as error:
            skipped.append((file.path, f"{str(error).rstrip('.')}."))
            continue
        other = best.setdefault(one.record, one)
        if other is not one:
            used, left = (one, other) if _rank(one) > _rank(other) else (other, one)
            best[one.record] = used
            skipped.append((left.path, _twin(left, used)))
    receipts = tuple(sorted(best.values(), key=lambda one: (one.learner.casefold(), one.record)))
    return Gathered(receipts, tuple(skipped), reader.replies, reader.guesses, bank)


@dataclass
class _Reader:
    """Reads a file of the heap as a receipt, and packs it."""

    course: Course
    item_of: Callable[[str], Item | None]
    sets: frozenset[str] | None
    since: datetime.date | None

    def __post_init__(self) -> None:
        self.replies, self.guesses = Replies(self.item_of), Guesses(self.item_of)

    def read(self, file: HeapFile) -> HandedIn:
        """The receipt in a file. Raises ReceiptError with the reason why it is not taken."""
        if file.reason:
            raise ReceiptError(file.reason)
        receipt = parse_receipt(file.content, file.path, self.course.manifest.id)
        if self.since and (day := clock.day_of_stamp(receipt.made)) < self.since:
            raise ReceiptError(f"It was made on {day}, before the day that was asked for")
        answers = [one for one in receipt.answers if self._is_asked(one.item_id) and self._is_marked(one.item_id)]
        guesses = [one for one in receipt.guesses if self._is_asked(one.item_id)]
        if self.sets is not None and not answers and not guesses:
            raise ReceiptError("It has no answers in the lesson that was asked for")
        return HandedIn(
            _name(receipt, file.owner), receipt.record, receipt.made,
            sum(one.answers for one in answers) + len(guesses), file.path,
            self.replies.pack((one.item_id, one.first, one.last) for one in answers), self.guesses.pack(guesses),
        )  # fmt: skip

    def _is_asked(self, item_id: str) -> bool:
        return self.sets is None or set_of(item_id) in self.sets

    def _is_marked(self, item_id: str) -> bool:
        """Whether answers count: the item was marked when they were given, and has not become a prediction since."""
        item = self.item_of(item_id)
        return item is None or item.counts


def _name(receipt: Receipt, owner: str) -> str:
    """What learners call themselves; where they gave no name, the one under which a learning system has the file."""
    given = receipt.learner != stand_in_name(receipt.record)
    return receipt.learner if given or not owner else one_line(owner, MAX_RECEIPT_TEXT)


def _rank(one: HandedIn) -> tuple[int, str, int]:
    # A record only grows, and a computer's clock may go back: the fuller receipt counts before the later one, and of
    # copies the one whose name has no "(1)".
    return one.count, one.made, -len(one.path.name)


def _twin(one: HandedIn, used: HandedIn) -> str:
    if (one.made, one.packed) == (used.made, used.packed):
        return f"It is a copy of {one_line(used.path.name)}."
    what = "is an older receipt of" if one.count == used.count else "holds fewer answers from"
    return f"It {what} the same record as {one_line(used.path.name)}."
