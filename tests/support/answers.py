"""Answers and receipts as tests make them; where nothing else is said, of the toy course."""

from __future__ import annotations

from typing import Any

from wso_lessons.content.answer import Answer
from wso_lessons.progress import Progress
from wso_lessons.progress.receipt import checksum, make_receipt


def answer(item: str = "toy/pears", state: str = "right", response: object = "x", **more: Any) -> Answer:
    """An answer with the score of its state."""
    return Answer(item_id=item, response=response, state=state, **{"score": float(state == "right")} | more)


def receipt(*answers: Answer, **options: Any) -> dict[str, Any]:
    """What a learner hands in; `options` are those of `make_receipt`."""
    usual = {"course": "toy", "version": "1", "seed": "secret", "made": "2026-06-02T08:00:00Z"}
    return make_receipt(answers, **usual | options)


def sealed(made: dict[str, Any], /, **changes: Any) -> dict[str, Any]:
    """A receipt after changes, with the checksum that fits them."""
    changed = made | changes
    return changed | {"checksum": checksum(changed)}


def keep(progress: Progress, item: str = "s/a", state: str = "right", **more: Any) -> Answer:
    """Puts an answer, of lesson 01 where no other is named, into a record."""
    return progress.record_answer(answer(item, state, **{"lesson_id": "01"} | more))
