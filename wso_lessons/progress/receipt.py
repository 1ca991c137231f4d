"""Receipts: what a learner hands in, one JSON file with a checksum (see docs/receipt.md).

Face: `make_receipt(...) -> dict`; `receipt_text(receipt) -> str`; `read_receipt(path) -> Receipt`, which raises
ReceiptError with one sentence where the file is damaged or is no receipt. Opinions are never in it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wso_lessons.content.answer import CONFIDENCES, REVIEW, Answer
from wso_lessons.content.files import check_ordinary, failure_reason
from wso_lessons.content.findings import LessonError, one_line

FORMAT = "wso-lessons receipt"
VERSION = 1
NOTE = (
    "The scores in this file were computed on the learner's own computer. They help to learn and to teach; "
    "they are not secure, and the checksum shows accidents, not intent. Answers about opinions are not included. "
    "Guesses made before an answer was shown are listed without marks."
)
MAX_RECEIPT_BYTES = 4_000_000  # many times a receipt with every question of the course
MAX_RECEIPT_TEXT = 200  # characters of a name or of an answer that was written
MOST_ANSWERS = 100_000  # answers to one item or hints of it: nobody has more, and the fuller receipt counts
_RECORD = re.compile(r"[0-9a-f]{1,64}")  # a part of a SHA-256, shown beside names that are alike
_ITEM = re.compile(r"[a-z0-9-]{1,80}/[a-z0-9-]{1,80}")  # what an item's id may be, within what a table can show


class ReceiptError(LessonError):
    """A file that cannot be used as a receipt; the message says why in one sentence."""


@dataclass(frozen=True, slots=True)
class FirstAndLast:
    """A learner's first and last answer to one item, and how many there were."""

    item_id: str
    first: Answer
    last: Answer
    answers: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that was read: who (as they named themselves), which record and course, when, answers, guesses."""

    learner: str
    record: str
    course: str
    made: str
    answers: tuple[FirstAndLast, ...]
    path: Path
    guesses: tuple[Answer, ...] = ()


def make_receipt(
    answers: Iterable[Answer],
    *,
    course: str,
    version: str,
    seed: str,
    made: str,
    learner: str = "",
    lessons: Iterable[Mapping[str, object]] = (),
    unmarked: Collection[str] = (),
    guesses: Iterable[Answer] = (),
    private_sets: Collection[str] = (),
) -> dict[str, object]:
    """A receipt as plain JSON values.

    `unmarked` are the ids of items that have no mark (opinions, predictions) and `private_sets` the sets that stay with
    the learner; both are left out, as are answers that were noted or given in a review. `guesses` are those at keyed
    predictions, without marks, so that a class can see how they spread. `seed` names the record without being in the
    receipt.
    """
    record = hashlib.sha256(f"receipt {seed}".encode()).hexdigest()[:16]
    by_item: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        private = answer.set_id in private_sets or answer.item_id in unmarked or answer.lesson_id == REVIEW
        if answer.keyed and not private:
            by_item[answer.item_id].append(answer)
    receipt = {
        "format": FORMAT,
        "version": VERSION,
        "note": NOTE,
        "course": course,
        "course_version": version,
        "learner": learner.strip()[:MAX_RECEIPT_TEXT] or stand_in_name(record),
        "record": record,
        "made": made,
        "lessons": [dict(lesson) for lesson in lessons],
        "answers": [_first_and_last(item_id, given) for item_id, given in sorted(by_item.items())],
        "guesses": [{"item": guess.item_id, "response": guess.response} for guess in guesses],
    }
    # A browser may send half of a character, which no file in UTF-8 can hold.
    written = json.loads(json.dumps(receipt, ensure_ascii=False).encode("utf-8", "replace"))
    return {**written, "checksum": checksum(written)}


def stand_in_name(record: str) -> str:
    """What a receipt calls a learner who gave no name."""
    return f"learner-{record[:6]}"


def _first_and_last(item_id: str, answers: list[Answer]) -> dict[str, object]:
    return {
        "item": item_id,
        "attempts": len(answers),
        "first": _as_given(answers[0]),
        "last": _as_given(answers[-1]),
    }


def _as_given(answer: Answer) -> dict[str, object]:
    response = answer.response[:MAX_RECEIPT_TEXT] if isinstance(answer.response, str) else answer.response
    return {
        "at": answer.at, "response": response, "state": answer.state, "score": answer.score,
        "confidence": answer.confidence, "hints": answer.hints_used,
    }  # fmt: skip


def checksum(receipt: Mapping[str, object]) -> str:
    """The SHA-256 of everything but the checksum itself, in one canonical form."""
    content = {key: value for key, value in receipt.items() if key != "checksum"}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def receipt_text(receipt: Mapping[str, object]) -> str:
    """The receipt as the text of its file."""
    return json.dumps(receipt, ensure_ascii=False, indent=1) + "\n"


def read_receipt(path: Path) -> Receipt:
    """The receipt in a file. Raises ReceiptError where it cannot be read or is damaged."""
    try:
        check_ordinary(path)
        if path.stat().st_size > MAX_RECEIPT_BYTES:
            raise ReceiptError("It is larger than any receipt")
        return parse_receipt(path.read_bytes(), path)
    except OSError as error:
        raise ReceiptError(f"It cannot be read ({failure_reason(error)})") from None


def parse_receipt(data: bytes, path: Path, course: str = "") -> Receipt:
    """The receipt in the content of a file, which `path` names.

    Raises ReceiptError where it is damaged or, where a course is given, of another.
    """
    try:
        tree = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise ReceiptError("It is damaged: this is not JSON") from None
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise ReceiptError("It is no receipt of this program")
    if tree.get("version") != VERSION:
        raise ReceiptError(
            f"It is of version {one_line(tree.get('version'))}, and this program reads version {VERSION}"
        )
    if checksum(tree) != tree.get("checksum"):
        raise ReceiptError("It is damaged: its checksum does not fit its content")
    if course and tree.get("course") != course:
        raise ReceiptError(f'It is of the course "{one_line(tree.get("course"))}", not of "{course}"')
    try:
        return _receipt(tree, path)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise ReceiptError("It is damaged: something that every receipt has is missing or ill-formed") from None


def _refuse_constant(word: str) -> None:
    """Infinity and NaN, which Python's reader takes and JSON does not have."""
    raise ValueError(word)


def _receipt(tree: Mapping[str, Any], path: Path) -> Receipt:
    names = {key: tree[key] for key in ("learner", "record", "course", "made")}
    if not all(isinstance(value, str) for value in names.values()):
        raise TypeError
    if not _RECORD.fullmatch(names["record"]):
        raise ValueError
    datetime.datetime.fromisoformat(names["made"])
    names["learner"] = one_line(names["learner"], MAX_RECEIPT_TEXT) or "no name"
    answers = tuple(
        FirstAndLast(item, _read(item, one["first"]), _read(item, one["last"]), int(one["attempts"]))
        for one in tree["answers"]
        if (item := _item_id(one["item"]))
    )
    if len({one.item_id for one in answers}) < len(answers) or any(
        not 1 <= one.answers <= MOST_ANSWERS for one in answers
    ):
        raise ValueError
    guesses = tuple(
        Answer(item_id=_item_id(one["item"]), response=one["response"], state="guessed")
        for one in tree.get("guesses", ())
    )
    return Receipt(**names, answers=answers, path=path, guesses=guesses)


def _item_id(text: object) -> str:
    """An item's id, as it stands in tables and pages. Raises ValueError for anything else."""
    if not isinstance(text, str) or not _ITEM.fullmatch(text):
        raise ValueError
    return text


def _read(item_id: str, given: Mapping[str, Any]) -> Answer:
    answer = Answer(
        item_id=item_id, at=str(given["at"]), response=given["response"], state=given["state"],
        score=float(given["score"]), confidence=given["confidence"], hints_used=int(given["hints"]),
    )  # fmt: skip
    sound = answer.keyed and 0 <= answer.score <= 1 and 0 <= answer.hints_used <= MOST_ANSWERS
    if not sound or answer.confidence not in (*CONFIDENCES, ""):
        raise ValueError
    return answer
