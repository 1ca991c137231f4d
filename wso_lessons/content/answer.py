"""One answer of a learner to one item, from the moment it is marked to the class report."""

from __future__ import annotations

from dataclasses import dataclass

KEYED_STATES = ("right", "partly", "wrong")
# The lesson id of answers given in the review: they move the schedule and leave the lessons' own scores as they were.
REVIEW = "review"
CONFIDENCES = ("sure", "think so", "guess")


def set_of(item_id: str) -> str:
    """The question set of an item: the first part of its id."""
    return item_id.split("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered and what came of it.

    `response` is plain JSON of any shape, as the kind of item has it; `state` and `score` are those of its mark (see
    quiz.marks: "noted" for an opinion, "guessed" or "skipped" for a prediction). `at` is UTC in ISO form, "" before the
    record has it; `tries` is which try it was, counted from 1; `confidence` is "sure", "think so", "guess" or "".
    """

    item_id: str
    response: object
    state: str
    score: float = 0.0
    at: str = ""
    lesson_id: str = ""
    hints_used: int = 0
    tries: int = 1
    confidence: str = ""

    @property
    def set_id(self) -> str:
        """The question set of the item."""
        return set_of(self.item_id)

    @property
    def keyed(self) -> bool:
        """Whether it counts as right, partly right or wrong."""
        return self.state in KEYED_STATES
