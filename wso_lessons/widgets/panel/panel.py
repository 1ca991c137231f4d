"""The widget behind every simulator's view; imported only when a view is shown."""

from __future__ import annotations

import traitlets

from wso_lessons.widgets.modules import bundle, style_sheet
from wso_lessons.widgets.page_widget import PageWidget


class Panel(PageWidget):
    """Carries a screen to the page and each move, `{"name": control, "value": ...}`, back to the simulator."""

    _esm = traitlets.Unicode(bundle("simulator.js")).tag(sync=True)
    _css = traitlets.Unicode(style_sheet("simulator.css", "stage.css")).tag(sync=True)
    _anywidget_id = traitlets.Unicode(f"{__name__}.Panel").tag(sync=True)
    screen = traitlets.Dict().tag(sync=True)
