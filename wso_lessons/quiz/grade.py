"""Grading: any response to any item gives exactly one Mark."""

from __future__ import annotations

from typing import Any

from wso_lessons.quiz.item import Item
from wso_lessons.quiz.marks import Mark, guessed, not_attempted, noted


def grade(item: Item, response: Any) -> Mark:
    """The mark for a response of any type; never raises.

    A withdrawn item is never attempted; an opinion is only noted, and a prediction compared with what is so.
    """
    if item.withdrawn:
        return not_attempted(item.withdrawn)
    answer = item.read(response)
    if answer is None:
        return not_attempted(item.asks)
    if item.survey:
        return noted("Noted. This question has no key.")
    if item.predict:
        return guessed(item.compare(answer), item.why(), item.claims)
    return item.mark(answer)
