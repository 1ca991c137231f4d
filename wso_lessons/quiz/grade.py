"""Grading: any response to any item gives exactly one Mark."""

from __future__ import annotations

from wso_lessons.quiz.item import Item
from wso_lessons.quiz.marks import Mark, guess_mark, noted_mark, unanswered_mark


def grade(item: Item, response: object) -> Mark:
    """The mark for a response of any type; never raises.

    A withdrawn item is never attempted; an opinion is only noted, and a prediction compared with what is so.
    """
    if item.withdrawn:
        return unanswered_mark(item.withdrawn)
    answer = item.read(response)
    if answer is None:
        return unanswered_mark(item.asks)
    if item.survey:
        return noted_mark("Noted. This question has no key.")
    if item.predict:
        return guess_mark(item.compare(answer), item.why(), item.claims)
    return item.mark(answer)
