"""What a class guessed: how the guesses at each prediction spread. Guesses have no marks, and none is made here."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wso_lessons.content.answer import Answer
from wso_lessons.pages.wording import count_with_noun
from wso_lessons.quiz.item import Item
from wso_lessons.quiz.kinds.many import ManyAnswers
from wso_lessons.quiz.kinds.number import Number, number_in_words
from wso_lessons.quiz.kinds.one import OneAnswer

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


def spreads(
    papers: Iterable[Iterable[Answer]], item_of: Callable[[str], Item | None], order: Iterable[str]
) -> tuple[Spread, ...]:
    """The spread of each keyed prediction that somebody guessed at, in the order of `order`.

    `papers` are the guesses of each learner. Guesses at items that are gone, or are no predictions now, are left out.
    """
    read: dict[str, list[object]] = {}
    for paper in papers:
        for guess in paper:
            item = item_of(guess.item_id)
            answer = item.read(guess.response) if item and item.predict and not item.survey else None
            if answer is not None:
                read.setdefault(guess.item_id, []).append(answer)
    places = {name: place for place, name in enumerate(order)}
    listed = sorted(read, key=lambda name: (places.get(name, len(places)), name))
    return tuple(_spread(item, read[name]) for name in listed if (item := item_of(name)))


def _spread(item: Item, answers: list[object]) -> Spread:
    told = "; ".join(text.rstrip(".") for text in item.key_text())
    return Spread(item.id, item.stem, len(answers), tuple(_rows(item, answers)), told)


def _rows(item: Item, answers: list[Any]) -> list[tuple[str, int]]:
    if isinstance(item, Number):
        return number_ranges(answers)
    if isinstance(item, OneAnswer | ManyAnswers):
        chosen = Counter(key for answer in answers for key in ((answer,) if isinstance(answer, str) else answer))
        return [(option.text, chosen[option.key]) for option in item.options]
    alike = Counter(len(answer) - len(item.mistakes(answer)) for answer in answers)
    return [(f"{parts} of {_parts_of(answers)} alike", alike[parts]) for parts in sorted(alike, reverse=True)]


def _parts_of(answers: Sequence[Sequence[object] | Mapping[object, object]]) -> int:
    return max(map(len, answers))


def number_ranges(numbers: Sequence[float]) -> list[tuple[str, int]]:
    """Numbers counted each by itself where few differ, else in at most six ranges of one round width."""
    numbers = [min(max(number, -LARGEST), LARGEST) for number in numbers]
    different = sorted(set(numbers))
    if len(different) <= RANGES:
        found = Counter(numbers)
        return [(number_in_words(number), found[number]) for number in different]
    low, high = different[0], different[-1]
    width = _round_up((high - low) / (RANGES - 1))
    start = math.floor(low / width) * width
    places = Counter(int((number - start) // width) for number in numbers)
    return [
        (
            f"{number_in_words(start + place * width)} to under {number_in_words(start + (place + 1) * width)}",
            places[place],
        )
        for place in range(max(places) + 1)
    ]


def _round_up(width: float) -> float:
    """The next 1, 2 or 5 times a power of ten, so that ranges begin and end at numbers that people use."""
    scale = 10.0 ** math.floor(math.log10(width))
    return next(step * scale for step in (1, 2, 5, 10) if step * scale >= width)


def spread_lines(spread: Spread) -> list[str]:
    """A spread as lines of text: the question, each guess with its count, and what is so."""
    rows = [f"  {count:>3}  {label}" for label, count in spread.rows]
    return [f"{spread.item_id} ({count_with_noun(spread.learners, 'guess', 'guesses')}): {spread.stem}", *rows,
            *([f"  It is: {spread.told}."] if spread.told else [])]  # fmt: skip
