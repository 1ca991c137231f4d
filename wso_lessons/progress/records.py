"""What a store of progress keeps, answers and lessons opened or finished, and what it gives of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from wso_lessons.content.answer import Answer

LessonEventKind = Literal["opened", "finished"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonEvent:
    """A lesson was opened or finished at a time (UTC)."""

    at: str
    lesson_id: str
    kind: LessonEventKind


Entry = Answer | LessonEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonState:
    """Where a learner is in a lesson: "new", "opened" or "finished", and how its items went at the last answer.

    `points` sums the scores of the last answers; opinions are counted nowhere.
    """

    state: Literal["new", "opened", "finished"]
    answered: int = 0
    right: int = 0
    points: float = 0.0


def forget(_answer: Answer) -> str:
    """Keeps nothing, and has nothing to say about it."""
    return ""


@dataclass(frozen=True, slots=True)
class Record:
    """A learner's record beside a question set.

    `answers` are earlier answers by item, `seed` shuffles options the same way each time, `keep` takes each checked
    answer and gives a sentence for the learner or "", `notice` is such a sentence from the start.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    seed: str = ""
    keep: Callable[[Answer], str] = forget
    notice: str = ""
