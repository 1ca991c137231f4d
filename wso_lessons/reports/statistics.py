"""Statistics of a class: per learner and per item, from first and last answers. Pure Python.

Item statistics rest on first answers, before any second try. Difficulty is the mean score (0 to 1; high is easy).
Discrimination is the correlation of an item's score with the learner's mean score on the other items; it is None where
fewer than MIN_LEARNERS answered or all scored alike. Every answer is graded anew, so that a mended key counts.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wso_lessons.content.answer import KEYED_STATES, Answer
from wso_lessons.quiz.calibration import Band, calibration
from wso_lessons.quiz.grade import grade
from wso_lessons.quiz.item import Item, Mistake

MIN_LEARNERS = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """One learner's answers by item: the first and the last to each."""

    learner: str
    answers: Mapping[str, tuple[Answer, Answer]]


@dataclass(frozen=True, slots=True)
class Regraded:
    """An answer graded anew: its mark now, what was wrong in it, and whether it was handed in with another state."""

    state: str
    score: float
    confidence: str
    mistakes: tuple[Mistake, ...] = ()
    differs: bool = False


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """How one learner did: items answered, right at first, right at last, mean first score, calibration."""

    learner: str
    answered: int
    right_first: int
    right_last: int
    mean: float
    bands: tuple[Band, ...]
    differs: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """How one item went; `mistakes` counts what was wrong in first answers, the most frequent first."""

    item_id: str
    stem: str
    answered: int
    difficulty: float
    right_first: int
    right_last: int
    discrimination: float | None
    mistakes: tuple[tuple[Mistake, int], ...]
    known: bool = True

    @property
    def top(self) -> tuple[Mistake, int] | None:
        """The most frequent mistake."""
        return self.mistakes[0] if self.mistakes else None


@dataclass(frozen=True, slots=True)
class ClassStatistics:
    """All rows: learners in the order given, items in the bank's order, and the calibration of all first answers."""

    learners: tuple[LearnerRow, ...]
    items: tuple[ItemRow, ...]
    bands: tuple[Band, ...]


def statistics(papers: Iterable[Paper], item_of: Callable[[str], Item | None], order: Iterable[str]) -> ClassStatistics:
    """The statistics of a class. `item_of` gives an item or None; `order` lists item ids as the report shows them."""
    marker = _Marker(item_of)
    marked = [
        (paper.learner, {name: marker.pair(name, *pair) for name, pair in paper.answers.items()}) for paper in papers
    ]
    learners = tuple(_learner(name, replies) for name, replies in marked)
    asked = {name for _, replies in marked for name in replies}
    places = {name: place for place, name in enumerate(order)}
    listed = sorted(asked, key=lambda name: (places.get(name, len(places)), name))
    sheets = [replies for _, replies in marked]
    sums = [sum(first.score for first, _ in replies.values()) for replies in sheets]
    items = tuple(_item(name, item_of(name), sheets, sums) for name in listed)
    bands = calibration((first.confidence, first.state) for replies in sheets for first, _ in replies.values())
    return ClassStatistics(learners, items, bands)


class _Marker:
    """Grades replies; equal replies to one item are graded once."""

    def __init__(self, item_of: Callable[[str], Item | None]) -> None:
        self._item_of = item_of
        self._known: dict[tuple[str, str], tuple[str, float, tuple[Mistake, ...]] | None] = {}

    def pair(self, item_id: str, first: Answer, last: Answer) -> tuple[Regraded, Regraded]:
        return self._regrade(item_id, first), self._regrade(item_id, last)

    def _regrade(self, item_id: str, answer: Answer) -> Regraded:
        place = (item_id, json.dumps(answer.response, sort_keys=True))
        if place not in self._known:
            self._known[place] = self._grade(item_id, answer.response)
        found = self._known[place]
        if found is None:
            return Regraded(answer.state, answer.score, answer.confidence)
        state, score, mistakes = found
        return Regraded(state, score, answer.confidence, mistakes, differs=state != answer.state)

    def _grade(self, item_id: str, response: object) -> tuple[str, float, tuple[Mistake, ...]] | None:
        """The state, score and mistakes, or None where the item is gone or can no longer read the response."""
        item = self._item_of(item_id)
        mark = grade(item, response) if item else None
        if item is None or mark is None or mark.state not in KEYED_STATES:
            return None
        return mark.state, mark.score, item.mistakes(item.read(response))


def _learner(name: str, replies: Mapping[str, tuple[Regraded, Regraded]]) -> LearnerRow:
    firsts = [first for first, _ in replies.values()]
    lasts = [last for _, last in replies.values()]
    return LearnerRow(
        name,
        len(firsts),
        sum(one.state == "right" for one in firsts),
        sum(one.state == "right" for one in lasts),
        sum(one.score for one in firsts) / len(firsts) if firsts else 0.0,
        calibration((one.confidence, one.state) for one in firsts),
        sum(one.differs for one in (*firsts, *lasts)),
    )


def _item(
    item_id: str, item: Item | None, sheets: list[dict[str, tuple[Regraded, Regraded]]], sums: list[float]
) -> ItemRow:
    answered = [(replies, total) for replies, total in zip(sheets, sums, strict=True) if item_id in replies]
    pairs = [replies[item_id] for replies, _ in answered]
    firsts = [first for first, _ in pairs]
    rest = [
        (replies[item_id][0].score, (total - replies[item_id][0].score) / (len(replies) - 1))
        for replies, total in answered
        if len(replies) > 1
    ]
    counted = Counter(mistake for first in firsts for mistake in first.mistakes)
    return ItemRow(
        item_id,
        item.stem if item else "",
        len(firsts),
        sum(first.score for first in firsts) / len(firsts),
        sum(first.state == "right" for first in firsts),
        sum(last.state == "right" for _, last in pairs),
        correlation(rest) if len(rest) >= MIN_LEARNERS else None,
        tuple(sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))),
        known=item is not None,
    )


def correlation(pairs: list[tuple[float, float]]) -> float | None:
    """Pearson's correlation of the pairs, or None where one side does not vary."""
    count = len(pairs)
    mean_x, mean_y = (math.fsum(pair[side] for pair in pairs) / count for side in (0, 1))
    xx = math.fsum((x - mean_x) ** 2 for x, _ in pairs)
    yy = math.fsum((y - mean_y) ** 2 for _, y in pairs)
    if xx < 1e-12 or yy < 1e-12:
        return None
    return math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs) / math.sqrt(xx * yy)
