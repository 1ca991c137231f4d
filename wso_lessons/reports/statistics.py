"""Statistics of a class: per learner and per item, from first and last answers. Pure Python.

Item statistics rest on first answers, before any second try. Difficulty is the mean score (0 to 1; high is easy).
Discrimination is the correlation of an item's score with the learner's mean score on the other items; it is None where
fewer than MIN_LEARNERS answered or all scored alike. Every answer is graded anew, so that a mended key counts.

A class may be a district: answers are kept as numbers of replies that were seen before, and sums are taken in passing.
"""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from wso_lessons.content.answer import KEYED_STATES, Answer
from wso_lessons.quiz.calibration import Band, calibration
from wso_lessons.quiz.grade import grade
from wso_lessons.quiz.item import Item, Mistake

MIN_LEARNERS = 5  # of fewer a correlation says next to nothing
_RESPONSE_TEXT = json.JSONEncoder(sort_keys=True).encode  # made once: json.dumps with a setting makes one each time
MOST_REMEMBERED = 100_000  # replies whose grading is remembered: beyond it they are graded again, and memory stays


@dataclass(frozen=True, slots=True)
class Regraded:
    """An answer graded anew: its mark now, what was wrong in it, and whether it was handed in with another state."""

    state: str
    score: float
    confidence: str
    mistakes: tuple[Mistake, ...] = ()
    differs: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One learner's answers, as `Replies.pack` gives them."""

    learner: str
    packed: array[int]


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
    """How one item went; `mistakes` counts the learners who made each in a first answer, the most frequent first."""

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


class Replies:
    """Every different reply of a class, graded once; a learner's answers are packed as numbers of them."""

    def __init__(self, item_of: Callable[[str], Item | None]) -> None:
        """`item_of` gives an item by its id, or None where there is none."""
        self.item_of = item_of
        self._items: dict[str, int] = {}
        self._graded: dict[Regraded, int] = {}
        self._remembered: dict[tuple[str, str, str, str, float], int] = {}

    def pack(self, answers: Iterable[tuple[str, Answer, Answer]]) -> array[int]:
        """Three numbers for each item answered: the item, the first reply, the last."""
        packed = array("I")
        for item_id, first, last in answers:
            place = self._items.setdefault(item_id, len(self._items))
            packed.extend((place, self._number(item_id, first), self._number(item_id, last)))
        return packed

    def unpack(self, sheets: Iterable[AnswerSheet]) -> Iterator[list[tuple[str, Regraded, Regraded]]]:
        """For each sheet its items with the first and the last reply."""
        items, graded = list(self._items), list(self._graded)
        for sheet in sheets:
            numbers = iter(sheet.packed)
            threes = zip(numbers, numbers, numbers, strict=True)
            yield [(items[item], graded[first], graded[last]) for item, first, last in threes]

    def _number(self, item_id: str, answer: Answer) -> int:
        response = _RESPONSE_TEXT(answer.response)
        place = (item_id, response, answer.state, answer.confidence, answer.score)
        if place not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[place] = self._graded.setdefault(self._regrade(item_id, answer), len(self._graded))
        return self._remembered[place]

    def _regrade(self, item_id: str, answer: Answer) -> Regraded:
        """What is handed in stands where the item is gone, or can no longer read the response."""
        item = self.item_of(item_id)
        mark = grade(item, answer.response) if item else None
        if item is None or mark is None or mark.state not in KEYED_STATES:
            return Regraded(answer.state, answer.score, answer.confidence)
        mistakes = item.mistakes(item.read(answer.response))
        return Regraded(mark.state, mark.score, answer.confidence, mistakes, differs=mark.state != answer.state)


def statistics(sheets: Sequence[AnswerSheet], replies: Replies, order: Iterable[str]) -> ClassStatistics:
    """The statistics of a class. `order` lists item ids as the report shows them."""
    tallies: dict[str, _ItemTally] = {}
    rated: Counter[tuple[str, str]] = Counter()
    learners = []
    for sheet, answers in zip(sheets, replies.unpack(sheets), strict=True):
        total = math.fsum(first.score for _, first, _ in answers)
        for item_id, first, last in answers:
            rest = (total - first.score) / (len(answers) - 1) if len(answers) > 1 else None
            tallies.setdefault(item_id, _ItemTally()).add(first, last, rest)
            rated[first.confidence, first.state] += 1
        learners.append(_learner(sheet.learner, answers, total))
    items = tuple(tallies[name].row(name, replies.item_of(name)) for name in in_order(tallies, order))
    return ClassStatistics(tuple(learners), items, calibration(rated.elements()))


def in_order(names: Iterable[str], order: Iterable[str]) -> list[str]:
    """Names as an order lists them; those that it does not list come last, by the alphabet."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(names, key=lambda name: (places.get(name, len(places)), name))


def _learner(name: str, answers: Sequence[tuple[str, Regraded, Regraded]], total: float) -> LearnerRow:
    firsts = [first for _, first, _ in answers]
    lasts = [last for _, _, last in answers]
    return LearnerRow(
        name,
        len(firsts),
        sum(one.state == "right" for one in firsts),
        sum(one.state == "right" for one in lasts),
        total / len(firsts) if firsts else 0.0,
        calibration((one.confidence, one.state) for one in firsts),
        sum(one.differs for one in (*firsts, *lasts)),
    )


class _ItemTally:
    """What is counted of one item, learner by learner."""

    def __init__(self) -> None:
        self.answered = self.right_first = self.right_last = 0
        self.score = 0.0
        self.mistakes: Counter[Mistake] = Counter()
        self.with_the_rest = Correlation()

    def add(self, first: Regraded, last: Regraded, rest: float | None) -> None:
        """One learner's answers; `rest` is the mean score on the learner's other items, None where there are none."""
        self.answered += 1
        self.score += first.score
        self.right_first += first.state == "right"
        self.right_last += last.state == "right"
        self.mistakes.update(set(first.mistakes))
        if rest is not None:
            self.with_the_rest.add(first.score, rest)

    def row(self, item_id: str, item: Item | None) -> ItemRow:
        """The counts as a row."""
        return ItemRow(
            item_id,
            item.stem if item else "",
            self.answered,
            self.score / self.answered,
            self.right_first,
            self.right_last,
            self.with_the_rest.value() if self.with_the_rest.count >= MIN_LEARNERS else None,
            tuple(sorted(self.mistakes.items(), key=lambda entry: (-entry[1], entry[0]))),
            known=item is not None,
        )


class Correlation:
    """Pearson's correlation of pairs that come one by one (Welford's sums, which stay exact where values are close)."""

    def __init__(self) -> None:
        self.count = 0
        self._mean_x = self._mean_y = self._xx = self._yy = self._xy = 0.0

    def add(self, x: float, y: float) -> None:
        """Takes a pair in."""
        self.count += 1
        from_x, from_y = x - self._mean_x, y - self._mean_y
        self._mean_x += from_x / self.count
        self._mean_y += from_y / self.count
        self._xx += from_x * (x - self._mean_x)
        self._yy += from_y * (y - self._mean_y)
        self._xy += from_x * (y - self._mean_y)

    def value(self) -> float | None:
        """The correlation, or None where one side does not vary."""
        if self._xx < 1e-12 or self._yy < 1e-12:  # what rounding leaves where all values are one
            return None
        # Rounded, since a rest of -1e-17 would read as "worse than chance".
        return round(self._xy / math.sqrt(self._xx * self._yy), 12)
