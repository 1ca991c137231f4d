"""Marks worked out beforehand by the course's own grader, for a page that has no Python.

Where the answers to an item can be counted, each has its mark; where they are made of rows, each row's choice has its
messages and each number of right rows its head; numbers and words are read on the page as the grader reads them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wso_lessons.quiz import Item, grade
from wso_lessons.quiz.kinds.match import Match
from wso_lessons.quiz.kinds.number import Number, number_in_words
from wso_lessons.quiz.kinds.one import OneAnswer
from wso_lessons.quiz.kinds.order import Order
from wso_lessons.quiz.kinds.sort import OTHER, SORTS, Sort
from wso_lessons.quiz.kinds.text import ShortText, normalize
from wso_lessons.quiz.marks import Mark, Message

MOST_ANSWERS_LISTED = 1000  # of an item: each stands in the page with its mark
Tree = dict[str, Any]  # JSON for the page


class ItemMarks:
    """What a page needs to mark one item; `tree` is None where it cannot be worked out beforehand. It names claims."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self._pool: dict[Message, int] = {}
        made = self._by_kind()
        self.tree: Tree | None = None if made is None else self._common() | made | {"pool": self._messages()}

    def _common(self) -> Tree:
        item = self._item
        return {
            "asks": item.withdrawn or item.asks, "withdrawn": bool(item.withdrawn), "hints": item.hints,
            "tries": item.tries, "claims": item.claims, "survey": item.survey, "predict": item.predict,
            "counts": item.counts,
        }  # fmt: skip

    def _by_kind(self) -> Tree | None:
        item = self._item
        if isinstance(item, Match):
            return self._rows({row.key: item.targets for row in item.rows})
        if isinstance(item, Sort):
            kept = {"other": OTHER, "fact": SORTS[0]}
            return self._rows({one.key: (*SORTS, OTHER) for one in item.statements}) | {"kept": kept}
        if isinstance(item, Number):
            return self._number(item)
        if isinstance(item, ShortText):
            return self._text(item)
        answers = _listable_answers(item)
        keys = [key for key, _ in item.choices()]
        return None if answers is None else {
            "by": "answer", "single": isinstance(item, OneAnswer), "ordered": isinstance(item, Order), "keys": keys,
            "answers": {"+".join(answer): self._mark(grade(item, list(answer))) for answer in answers},
        }  # fmt: skip

    def _rows(self, choices: Mapping[str, Sequence[str]]) -> Tree:
        """Each row's choices with whether they are right and what is said of them; heads by how many are right."""
        item = self._item
        first = {row: offered[0] for row, offered in choices.items()}
        rows: Tree = {row: {} for row in choices}
        for row, offered in choices.items():
            for choice in offered:
                answer = {**first, row: choice}
                right = not item.survey and self._is_right(answer, row)
                told = [message for message in grade(item, answer).messages if message.about == row]
                rows[row][choice] = [right, [self._place(message) for message in told]]
        heads = []
        for count in range(len(choices) + 1):
            answer = {row: self._choice(rows[row], wanted=place < count) for place, row in enumerate(choices)}
            mark = grade(item, answer)
            apart = tuple(message for message in mark.messages if message.about not in choices)
            heads.append(self._mark(Mark(mark.state, mark.score, apart)))
        return {"by": "row", "rows": rows, "heads": heads}

    def _is_right(self, answer: Mapping[str, str], row: str) -> bool:
        # The mark, and not the grade, which says nothing of a prediction's rows.
        told = [message for message in self._item.mark(answer).messages if message.about == row]
        return told[0].tone == "right"

    @staticmethod
    def _choice(offered: Mapping[str, tuple[bool, list[int]]], *, wanted: bool) -> str:
        return next((choice for choice, (right, _) in offered.items() if right == wanted), next(iter(offered)))

    def _number(self, item: Number) -> Tree | None:
        made: Tree = {"by": "number", "units": sorted(item.unit_forms())}
        if item.survey:
            return made | {"right": self._mark(grade(item, 0))}
        if item.answer is None:
            return None
        made |= {"answer": item.answer, "tolerance": item.tolerance, "right": self._mark(grade(item, item.answer))}
        if item.predict:
            return made | {"said_by": item.said_by, "in_words": number_in_words(item.answer)}
        traps = [trap for trap in item.traps if trap.value is not None]
        made["traps"] = [[trap.value, trap.tolerance, self._mark(grade(item, trap.value))] for trap in traps]
        far = max([abs(item.answer), *(abs(trap.value or 0) for trap in traps)]) * 10 + 1e9
        return made | {"otherwise": self._mark(grade(item, far))}

    def _text(self, item: ShortText) -> Tree | None:
        if item.predict:
            return None  # what it is compared with quotes the reader's own words
        if item.survey:
            return {"by": "text", "accept": [], "traps": [], "otherwise": self._mark(grade(item, "a"))}
        accept = [normalize(form) for form in item.accept]
        off = [self._mark(item.mark_of_slip(form)) for form in item.accept]
        traps = [[[normalize(form) for form in trap.forms], self._mark(grade(item, trap.text))] for trap in item.traps]
        other = "\u03b8" * 40  # no form and no trap is like it
        right = self._mark(grade(item, item.accept[0]))
        return {
            "by": "text", "accept": accept, "off": off, "traps": traps, "right": right,
            "otherwise": self._mark(grade(item, other)),
        }  # fmt: skip

    def _mark(self, mark: Mark) -> list[object]:
        return [mark.state, mark.score, [self._place(message) for message in mark.messages]]

    def _place(self, message: Message) -> int:
        return self._pool.setdefault(message, len(self._pool))

    def _messages(self) -> list[Tree]:
        return [
            {"about": one.about, "text": one.text, "tone": one.tone, "yours": one.yours, "claims": one.claims}
            for one in self._pool
        ]


def _listable_answers(item: Item) -> Iterator[tuple[str, ...]] | None:
    """Every answer to an item of choices, as keys; None where there are too many to list."""
    keys = [key for key, _ in item.choices()]
    if isinstance(item, OneAnswer):
        return ((key,) for key in keys)
    if isinstance(item, Order):
        return None if math.factorial(len(keys)) > MOST_ANSWERS_LISTED else itertools.permutations(keys)
    if 2 ** len(keys) > MOST_ANSWERS_LISTED:
        return None
    sizes = range(1, len(keys) + 1)
    return (chosen for size in sizes for chosen in itertools.combinations(keys, size))
