"""Calibration: how often a learner was right when sure, when fairly sure, and when guessing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wso_lessons.content.answer import CONFIDENCES


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
    counted = [(said, state) for said, state in rated if state in ("right", "partly", "wrong")]
    bands = []
    for said in CONFIDENCES:
        states = [state for other, state in counted if other == said]
        if states:
            bands.append(Band(said, len(states), states.count("right")))
    return tuple(bands)
