"""What a store of progress keeps: attempts, and when lessons were opened or finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

# The lesson id of answers given in the review: they move the schedule and leave the lessons' own scores as they were.
REVIEW = "review"
LessonEventKind = Literal["opened", "finished"]


class Marked(Protocol):
    """The part of a mark that is kept."""

    @property
    def state(self) -> str: ...
    @property
    def score(self) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One checked answer. `at` is UTC; `response` is plain JSON; `state` is a mark's state, "noted" for an opinion.

    `tries` is which try it was, counted from 1; `confidence` is "sure", "think so", "guess" or "".
    """

    at: str
    item_id: str
    set_id: str
    lesson_id: str
    response: Any
    state: str
    score: float
    hints_used: int = 0
    tries: int = 1
    confidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonEvent:
    """A lesson was opened or finished at a time (UTC)."""

    at: str
    lesson_id: str
    kind: LessonEventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonState:
    """Where a learner is in a lesson: "new", "opened" or "finished", and how its items went at the last attempt.

    `points` sums the scores of the last attempts; opinions are counted nowhere.
    """

    state: Literal["new", "opened", "finished"]
    last_opened: str = ""
    answered: int = 0
    right: int = 0
    points: float = 0.0
