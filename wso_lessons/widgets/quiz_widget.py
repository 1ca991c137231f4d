"""The anywidget behind a quiz view; imported only when a view is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

_STATIC = Path(__file__).parent / "static"


def module() -> str:
    """The view as one ES module: what a notebook loads, and what a static page may load with a model of its own."""
    return "".join((_STATIC / name).read_text(encoding="utf-8") for name in ("quiz_kinds.js", "quiz.js"))


class QuizWidget(anywidget.AnyWidget):
    """Carries public items and standings to the page and the learner's moves back.

    The page sends `{"do": "check" | "hint" | "show" | "reset", "item": id, "response": ..., "confidence": ...}`;
    the answer is a new `states`, in which the item's `turn` has risen.
    """

    _esm = module()
    _css = (_STATIC / "quiz.css").read_text(encoding="utf-8")
    title = traitlets.Unicode().tag(sync=True)
    mode = traitlets.Unicode().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)
    items: traitlets.List[Any] = traitlets.List().tag(sync=True)
    states = traitlets.Dict().tag(sync=True)
    score = traitlets.Dict().tag(sync=True)
    rates = traitlets.Bool().tag(sync=True)

    def __init__(self, view: Any) -> None:
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

    def _heard(self, _widget: Any, content: Any, _buffers: Any) -> None:
        item_id = self._view.receive(content)
        if item_id:
            with self.hold_sync():
                self.notice = self._view.notice
                self.score = self._view.score()
                self.states = {**self.states, item_id: self._view.sitting.seen(item_id)}
