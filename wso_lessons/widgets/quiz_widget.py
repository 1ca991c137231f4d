"""The widget behind a quiz view; imported only when a view is shown."""

from __future__ import annotations

from typing import Any, Protocol

import traitlets

from wso_lessons.quiz import Sitting
from wso_lessons.widgets.modules import bundle, style_sheet
from wso_lessons.widgets.page_widget import PageWidget


def module() -> str:
    """The view as one ES module: what a notebook loads, and what a static page may load with a model of its own."""
    return bundle("quiz.js")


def style() -> str:
    """The style sheet that goes with the module."""
    return style_sheet("quiz.css")


class Questions(Protocol):
    """What the widget asks of the view behind it (a `QuizView`)."""

    title: str
    notice: str
    sitting: Sitting

    def public_items(self) -> list[dict[str, object]]: ...
    def states(self) -> dict[str, Any]: ...
    def score(self) -> dict[str, object]: ...
    def rates(self) -> bool: ...
    def receive(self, message: object) -> str: ...


class QuizWidget(PageWidget):
    """Carries public items and standings to the page and the learner's moves back.

    The page sends `{"do": act, "item": id, "response": ..., "confidence": ...}`, where act is check, hint, show, reset
    or, for a prediction, skip; the answer is a new `states`, in which the item's `turn` has risen.
    """

    _esm = traitlets.Unicode(module()).tag(sync=True)
    _css = traitlets.Unicode(style()).tag(sync=True)
    _anywidget_id = traitlets.Unicode(f"{__name__}.QuizWidget").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    mode = traitlets.Unicode().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)
    items: traitlets.List[Any] = traitlets.List().tag(sync=True)
    states = traitlets.Dict().tag(sync=True)
    score = traitlets.Dict().tag(sync=True)
    rates = traitlets.Bool().tag(sync=True)

    def __init__(self, view: Questions) -> None:
        super().__init__(
            title=view.title,
            mode=view.sitting.mode,
            notice=view.notice,
            items=view.public_items(),
            states=view.states(),
            score=view.score(),
            rates=view.rates(),
        )
        self._view = view
        self.on_msg(self._heard)

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        item_id = self._view.receive(content)
        if item_id:
            with self.hold_sync():
                self.notice = self._view.notice
                self.score = self._view.score()
                self.states = {**self.states, item_id: self._view.sitting.item_view(item_id)}
