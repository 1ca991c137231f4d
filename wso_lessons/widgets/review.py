"""The review: a question set made of what is due today, across the lessons."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from wso_lessons.content import clock
from wso_lessons.content.answer import Answer
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.pages.html import Page, beside, tag
from wso_lessons.progress.records import Record
from wso_lessons.quiz import TESTS, Bank, Item
from wso_lessons.quiz.review import ReviewCard, due_cards, schedule
from wso_lessons.widgets.quiz import QuizView

if TYPE_CHECKING:
    from wso_lessons.widgets.quiz_widget import QuizWidget

STILL = "Run this cell: the questions that are due for you today come here."


class ReviewView:
    """Shows what is due: a widget where there is a kernel, and one plain sentence everywhere else.

    `answers` are all earlier answers; `record` gives the learner's record for items of these ids.
    """

    def __init__(
        self,
        bank: Bank,
        answers: Iterable[Answer],
        record: Callable[[list[str]], Record],
        *,
        today: datetime.date | None = None,
        limit: int,
    ) -> None:
        self._bank, self._record, self._limit = bank, record, limit
        self._today = today or clock.today()
        self._cards = schedule(answers)
        self.page = Page(STILL, tag("p", STILL, class_="wso"))

    def items(self) -> list[Item]:
        """The items due, in the order in which they are asked; each knows the lesson that teaches it."""
        cards = due_cards(self._cards.values(), self._today)
        return [item for card in cards if (item := self._item(card))][: self._limit]

    def _item(self, card: ReviewCard) -> Item | None:
        item = self._bank.find(card.item_id)
        if not item or item.set_id in TESTS or not item.counts or item.withdrawn:
            return None
        home = next((one.id for one in self._bank.course.lessons if item.set_id in one.questions), "")
        return dataclasses.replace(item, section=f"{home}#{item.section}") if home and "#" not in item.section else item

    @functools.cached_property
    def quiz(self) -> QuizView:
        """The question set."""
        items = self.items()
        record = self._record([item.id for item in items])
        notice = " ".join(filter(None, (record.notice, "" if items else self._nothing_due())))
        record = dataclasses.replace(record, answers={}, notice=notice)
        count = f"{count_with_noun(len(items), 'question')} due today"
        lessons = {one.id: (one.title, one.file) for one in self._bank.course.lessons}
        title = count if items else "Review"
        return QuizView(items, title=title, note=self._bank.note, lessons=lessons, record=record)

    @property
    def widget(self) -> QuizWidget:
        """The question set's widget."""
        return self.quiz.widget

    def _nothing_due(self) -> str:
        waiting = [card.due for card in self._cards.values() if card.due > self._today and self._item(card)]
        if not waiting:
            return "There is nothing to review yet: answer some questions in the lessons first."
        return f"Nothing is due today. The next question comes back on {date_in_words(min(waiting).isoformat())}."

    def __repr__(self) -> str:
        return self.page.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None, **kw: object) -> dict[str, object]:  # noqa: ARG002 - IPython's signature
        return beside(self.page, self.widget._repr_mimebundle_())
