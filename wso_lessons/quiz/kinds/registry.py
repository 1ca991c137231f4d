"""The kinds of item, and how one is built from its YAML row."""

from __future__ import annotations

from typing import Any

from wso_lessons.content import ContentError, build
from wso_lessons.quiz.item import Item
from wso_lessons.quiz.kinds.clause import Clause
from wso_lessons.quiz.kinds.many import ManyAnswers
from wso_lessons.quiz.kinds.match import Match
from wso_lessons.quiz.kinds.number import Number
from wso_lessons.quiz.kinds.one import OneAnswer
from wso_lessons.quiz.kinds.order import Order
from wso_lessons.quiz.kinds.sort import Sort
from wso_lessons.quiz.kinds.text import ShortText

KINDS: dict[str, type[Item]] = {
    "one": OneAnswer,
    "many": ManyAnswers,
    "number": Number,
    "text": ShortText,
    "order": Order,
    "match": Match,
    "clause": Clause,
    "sort": Sort,
}


def build_item(row: Any) -> Item:
    """The item that a YAML row describes. Raises ContentError with file and line where it is faulty."""
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        known = f"It may be: {', '.join(KINDS)}."
        problem = f'"kind" is "{kind}".' if kind else 'This item lacks "kind".'
        raise ContentError.at(row.at("kind"), "kind-unknown", problem, known)
    return build(KINDS[kind], row)
