"""Calibration: how often a learner was right when sure, when fairly sure, and when guessing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wso_lessons.content.answer import CONFIDENCES, KEYED_STATES


@dataclass(frozen=True, slots=True)
class Band:
    """The answers given with one degree of confidence, and how many of them were right."""

    said: str
    answers: int
    right: int

    @property
    def words(self) -> str:
        return f"{self.said}: {self.right} of {self.answers} right"


def calibration(rated: Iterable[tuple[str, str]]) -> tuple[Band, ...]:
    """The bands that hold an answer, from surest to least sure; `rated` pairs a confidence with a mark's state.

    Answers without a rating and those that have no key are left out.
    """
    counted = Counter((said, state) for said, state in rated if state in KEYED_STATES)
    answers = {said: sum(counted[said, state] for state in KEYED_STATES) for said in CONFIDENCES}
    return tuple(Band(said, count, counted[said, "right"]) for said, count in answers.items() if count)
