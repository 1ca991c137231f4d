"""The kinds of item, and how one is built from its YAML row."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import Any

from wso_lessons.content import ContentError, build
from wso_lessons.quiz.item import Item

_HERE = "wso_lessons.quiz.kinds"
# Where the class of each kind stands, as module:Class. A lesson that asks one kind reads none of the others' modules.
KINDS: dict[str, str] = {
    "one": f"{_HERE}.one:OneAnswer",
    "many": f"{_HERE}.many:ManyAnswers",
    "number": f"{_HERE}.number:Number",
    "text": f"{_HERE}.text:ShortText",
    "order": f"{_HERE}.order:Order",
    "match": f"{_HERE}.match:Match",
    "clause": f"{_HERE}.clause:Clause",
    "sort": f"{_HERE}.sort:Sort",
}


def build_item(row: Any) -> Item:
    """The item that a YAML row describes. Raises ContentError with file and line where it is faulty."""
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        known = f"It may be: {', '.join(KINDS)}."
        problem = f'"kind" is "{kind}".' if kind else 'This item lacks "kind".'
        raise ContentError.at(row.at("kind"), "kind-unknown", problem, known)
    kind_class: type[Item] = resolve_name(KINDS[kind])
    return build(kind_class, row)
