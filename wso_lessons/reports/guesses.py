"""What a class guessed: how the guesses at each prediction spread. Guesses have no marks, and none is made here."""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from wso_lessons.content.answer import Answer
from wso_lessons.content.words import count_with_noun, list_sentence
from wso_lessons.quiz.item import Item
from wso_lessons.quiz.kinds.many import ManyAnswers
from wso_lessons.quiz.kinds.number import Number, number_in_words
from wso_lessons.quiz.kinds.one import OneAnswer
from wso_lessons.reports.statistics import in_order

RANGES = 6  # as many as can be taken in at a look
LARGEST = 1e15  # guesses beyond it are counted with it, so that widths stay numbers


@dataclass(frozen=True, slots=True)
class Spread:
    """The guesses at one item: how many learners guessed, how many guessed each thing, and what is so."""

    item_id: str
    stem: str
    learners: int
    rows: tuple[tuple[str, int], ...]
    told: str


class Guesses:
    """Every different guess of a class; a learner's guesses are packed as numbers of them."""

    def __init__(self, item_of: Callable[[str], Item | None]) -> None:
        """`item_of` gives an item by its id, or None where there is none."""
        self._item_of = item_of
        self._numbers: dict[tuple[str, str], int] = {}

    def pack(self, guesses: Iterable[Answer]) -> array[int]:
        """A number for each guess; those at items that are gone, or are no predictions now, are left out."""
        return array("I", (number for guess in guesses if (number := self._number(guess)) is not None))

    def _number(self, guess: Answer) -> int | None:
        item = self._item_of(guess.item_id)
        if not item or not item.predict or item.survey or item.read(guess.response) is None:
            return None
        place = (guess.item_id, json.dumps(guess.response, sort_keys=True))
        return self._numbers.setdefault(place, len(self._numbers))

    def spreads(self, papers: Iterable[array[int]], order: Iterable[str]) -> tuple[Spread, ...]:
        """The spread of each keyed prediction that somebody guessed at, in the order of `order`."""
        counts = Counter(number for paper in papers for number in paper)
        read: dict[str, list[tuple[object, int]]] = {}
        for (item_id, response), number in self._numbers.items():
            if counts[number] and (item := self._item_of(item_id)):
                read.setdefault(item_id, []).append((item.read(json.loads(response)), counts[number]))
        return tuple(_spread(item, read[name]) for name in in_order(read, order) if (item := self._item_of(name)))


def _spread(item: Item, answers: list[tuple[object, int]]) -> Spread:
    told = list_sentence(item.key_text())
    return Spread(item.id, item.stem, sum(count for _, count in answers), tuple(_rows(item, answers)), told)


def _rows(item: Item, answers: list[tuple[Any, int]]) -> list[tuple[str, int]]:
    """What was guessed, and by how many; `answers` pairs each different answer with its count."""
    if isinstance(item, Number):
        return number_ranges(answers)
    found: Counter[Any] = Counter()
    if isinstance(item, OneAnswer | ManyAnswers):
        for answer, count in answers:
            found.update(dict.fromkeys((answer,) if isinstance(answer, str) else answer, count))
        return [(option.text, found[option.key]) for option in item.options]
    for answer, count in answers:
        found[len(answer) - len(item.mistakes(answer))] += count
    whole = max(len(answer) for answer, _ in answers)
    return [(f"{parts} of {whole} alike", found[parts]) for parts in sorted(found, reverse=True)]


def number_ranges(numbers: Iterable[tuple[float, int]]) -> list[tuple[str, int]]:
    """Numbers with their counts: each by itself where few differ, else in at most six ranges of one round width."""
    found: Counter[float] = Counter()
    for number, count in numbers:
        found[min(max(number, -LARGEST), LARGEST)] += count
    different = sorted(found)
    if len(different) <= RANGES:
        return [(number_in_words(number), found[number]) for number in different]
    low, high = different[0], different[-1]
    width = _round_up((high - low) / (RANGES - 1))
    start = math.floor(low / width) * width
    places: Counter[int] = Counter()
    for number, count in found.items():
        places[int((number - start) // width)] += count
    ends = [number_in_words(start + place * width) for place in range(max(places) + 2)]
    return [(f"{ends[place]} to under {ends[place + 1]}", places[place]) for place in range(max(places) + 1)]


def _round_up(width: float) -> float:
    """The next 1, 2 or 5 times a power of ten, so that ranges begin and end at numbers that people use."""
    scale = 10.0 ** math.floor(math.log10(width))
    return next(step * scale for step in (1, 2, 5, 10) if step * scale >= width)


def spread_lines(spread: Spread) -> list[str]:
    """A spread as lines of text: the question, each guess with its count, and what is so."""
    rows = [f"  {count:>3} said: {label}" for label, count in spread.rows]
    asked = spread.stem or spread.item_id
    return [f"{asked} ({count_with_noun(spread.learners, 'guess', 'guesses')})", *rows,
            *([f"  It is: {spread.told}"] if spread.told else [])]  # fmt: skip
