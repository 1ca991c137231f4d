"""Spaced review: when an answered item comes back.

An item that was missed comes back the next day. Each day on which it is due and known sends it further away: 3, 7, 21
and 60 days. What counts is the whole day: a right answer after a miss does not undo the miss, and a right guess keeps
the interval as it was. An item that is known before it is due stays where it is.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wso_lessons.content import clock
from wso_lessons.content.answer import Answer

INTERVALS = (1, 3, 7, 21, 60)  # days, from a miss on


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """Where an item is in the schedule: its interval by number (0: it was missed) and the day it is due."""

    item_id: str
    box: int
    due: datetime.date

    def after(self, day: datetime.date, answers: Iterable[Answer]) -> ReviewCard:
        """The card after a day's answers."""
        told = list(answers)
        if any(answer.state != "right" for answer in told):
            return _card(self.item_id, 0, day)
        if day < self.due:
            return self
        guessed = any(answer.confidence == "guess" for answer in told)
        return _card(self.item_id, self.box if guessed else min(self.box + 1, len(INTERVALS) - 1), day)


def _card(item_id: str, box: int, day: datetime.date) -> ReviewCard:
    return ReviewCard(item_id, box, day + datetime.timedelta(days=INTERVALS[box]))


def schedule(answers: Iterable[Answer]) -> dict[str, ReviewCard]:
    """The card of every item that was answered and has a key. Days are those of this computer's clock."""
    days: dict[str, dict[datetime.date, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        if answer.keyed:
            days[answer.item_id][clock.day_of_stamp(answer.at)].append(answer)
    cards = {}
    for item_id, by_day in days.items():
        card = ReviewCard(item_id, 0, min(by_day))
        for day in sorted(by_day):
            card = card.after(day, by_day[day])
        cards[item_id] = card
    return cards


def due_cards(cards: Iterable[ReviewCard], today: datetime.date) -> list[ReviewCard]:
    """The cards that are due, those that were missed first, then those that have waited longest."""
    return sorted((card for card in cards if card.due <= today), key=lambda card: (card.box, card.due, card.item_id))
