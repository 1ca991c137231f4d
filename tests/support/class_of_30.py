"""A class of 30 as its receipts would tell of it: made through the real record of answers and the real receipt.

Abilities differ, two misconceptions are common, the key of one question does not fit what strong learners answer, some
questions are not attempted; one receipt is doubled, one damaged, one file is something else, and one is of an older
version of the course, with a question that is gone.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from wso_lessons.content import builtin_course
from wso_lessons.content.answer import Answer
from wso_lessons.progress import Progress
from wso_lessons.progress.logs import MemoryLog
from wso_lessons.progress.receipt import checksum, receipt_text
from wso_lessons.quiz import Bank, grade
from wso_lessons.reports.own_record import receipt_of

LEARNERS = 30
SETS = ("launch", "launch-wrap-up", "authority", "authority-wrap-up")
COMMON = ("m31", "m06")  # misconceptions that half of the learners hold
BAD_KEY = "launch-wrap-up/new-open-fact"
GONE = "launch/asked-in-spring"


def write_class(folder: Path) -> None:
    """Writes the receipts of the class into a folder."""
    bank = Bank(builtin_course())
    items = [item for name in SETS for item in bank.set(name) if not item.survey]
    for number in range(1, LEARNERS + 1):
        name, chance = f"learner-{number:02d}", random.Random(number)
        record = Progress(MemoryLog(name))
        for item in items:
            _answer(record, item, number / LEARNERS, chance)
        receipt = receipt_of(bank, record, "0.1.0", name)
        if number == 30:
            receipt = _older(receipt)
        (folder / f"{name}.json").write_text(receipt_text(receipt), encoding="utf-8")
    shutil.copy(folder / "learner-07.json", folder / "learner-07 (1).json")
    damaged = (folder / "learner-09.json").read_text(encoding="utf-8").replace('"attempts": 1', '"attempts": 3', 1)
    (folder / "learner-09-by-mail.json").write_text(damaged, encoding="utf-8")
    (folder / "timetable.json").write_text('{"monday": "period 3"}', encoding="utf-8")


def _answer(record, item, ability, chance):
    """One learner's first answer to a question and, after a wrong one, often a right second."""
    if chance.random() < 0.12:
        return  # not attempted
    if ability == 0.5 and not item.id.startswith("launch/"):
        return  # one learner stopped early
    knows = chance.random() < 0.25 + 0.65 * ability
    if item.id == BAD_KEY:
        knows = ability < chance.random()
    given = _right(item) if knows else _wrong(item, chance)
    sure = "sure" if chance.random() < 0.3 + 0.4 * ability else chance.choice(["think so", "guess"])
    mark = grade(item, given)
    _keep(record, item, given, confidence=sure)
    if mark.state != "right" and chance.random() < 0.6:
        given = _right(item)
        _keep(record, item, given, tries=2)


def _keep(record, item, given, **more):
    mark = grade(item, given)
    kept = item.part_to_keep(given)
    record.record_answer(Answer(item_id=item.id, lesson_id="01-launch", response=kept, state=mark.state,
                                score=mark.score, **more))  # fmt: skip


def _right(item):
    """The response that is marked right."""
    kind = item.kind
    if kind == "one":
        return next(one.key for one in item.options if one.correct)
    if kind in ("many", "clause"):
        return [one.key for one in item.options if one.correct]
    if kind == "number":
        return str(item.answer)
    if kind == "text":
        return item.accept[0]
    if kind == "order":
        return [key for key, _ in item.choices()]
    field = "answer" if kind == "match" else "sort"
    rows = item.rows if kind == "match" else item.statements
    return {key: getattr(row, field) for (key, _), row in zip(item.choices(), rows, strict=True)}


def _wrong(item, chance):
    """A response that is not right: where an option stands for a common misconception, half take that one."""
    kind = item.kind
    if kind == "one":
        wrong = [one for one in item.options if not one.correct]
        lured = [one for one in wrong if one.misconception in COMMON]
        return (
            lured[0]
            if lured and chance.random() < 0.8
            else wrong[0 if item.id == BAD_KEY else chance.randrange(len(wrong))]
        ).key
    if kind in ("many", "clause"):
        return [one.key for one in item.options if one.correct][:1] + [
            one.key for one in item.options if not one.correct
        ][:1]
    if kind == "number":
        return str(item.traps[0].value) if item.traps else "7"
    if kind == "text":
        return "something else"
    if kind == "order":
        keys = [key for key, _ in item.choices()]
        return [keys[1], keys[0], *keys[2:]]
    given = _right(item)
    first, *_, last = given
    return given | {first: given[last], last: given[first]}


def _older(receipt):
    """The receipt as an older version of the course would have made it: with a question that is gone."""
    answers = [{**receipt["answers"][0], "item": GONE}, *receipt["answers"][1:]]
    old = {key: value for key, value in receipt.items() if key != "checksum"} | {
        "course_version": "0.0.9",
        "answers": answers,
    }
    return old | {"checksum": checksum(old)}
