"""The widget behind a box to write in; imported only when a view is shown."""

from __future__ import annotations

import traitlets

from wso_lessons.widgets.modules import bundle, style_sheet
from wso_lessons.widgets.page_widget import PageWidget


class NoteWidget(PageWidget):
    """Carries a note to the page; the page sends `{"text": ...}` and is told whether it was kept."""

    _esm = traitlets.Unicode(bundle("note.js")).tag(sync=True)
    _css = traitlets.Unicode(style_sheet("note.css")).tag(sync=True)
    _anywidget_id = traitlets.Unicode(f"{__name__}.NoteWidget").tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
