"""The widget behind a quiz view; imported only when a view is shown."""

from __future__ import annotations

from typing import Any

import traitlets

from wso_lessons.widgets.modules import bundle, style_sheet
from wso_lessons.widgets.page_widget import PageWidget


class QuizWidget(PageWidget):
    """Carries public items and standings to the page and the learner's moves back.

    The page sends `{"do": act, "item": id, "response": ..., "confidence": ...}`, where act is check, hint, show, reset
    or, for a prediction, skip; the answer is a new `states`, in which the item's `turn` has risen.
    """

    _esm = traitlets.Unicode(bundle("quiz.js")).tag(sync=True)
    _css = traitlets.Unicode(style_sheet("quiz.css")).tag(sync=True)
    _anywidget_id = traitlets.Unicode(f"{__name__}.QuizWidget").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    mode = traitlets.Unicode().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)
    items: traitlets.List[Any] = traitlets.List().tag(sync=True)
    states = traitlets.Dict().tag(sync=True)
    score = traitlets.Dict().tag(sync=True)
    rates = traitlets.Bool().tag(sync=True)
