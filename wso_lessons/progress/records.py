"""What a store of progress keeps: answers, and when lessons were opened or finished."""

from __future__ import annotations

from dataclasses import dataclass
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
