"""The widget behind a box to write in; imported only when a view is shown."""

from __future__ import annotations

from typing import Protocol

import traitlets

from wso_lessons.widgets.modules import bundle, style_sheet
from wso_lessons.widgets.page_widget import PageWidget


class Written(Protocol):
    """What the widget asks of the view behind it (a `NoteView`)."""

    label: str
    text: str
    status: str

    def receive(self, message: object) -> None: ...


class NoteWidget(PageWidget):
    """Carries a note to the page; the page sends `{"text": ...}` and is told whether it was kept."""

    _esm = traitlets.Unicode(bundle("note.js")).tag(sync=True)
    _css = traitlets.Unicode(style_sheet("note.css")).tag(sync=True)
    _anywidget_id = traitlets.Unicode(f"{__name__}.NoteWidget").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)

    def __init__(self, view: Written) -> None:
        super().__init__(label=view.label, text=view.text, status=view.status)
        self._view = view
        self.on_msg(self._heard)

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        self._view.receive(content)
        with self.hold_sync():
            self.text, self.status = self._view.text, self._view.status
