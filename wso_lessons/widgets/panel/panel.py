"""The widget behind every simulator's view; imported only when a view is shown."""

from __future__ import annotations

from typing import Protocol

import traitlets

from wso_lessons.widgets.modules import bundle, style_sheet
from wso_lessons.widgets.page_widget import PageWidget
from wso_lessons.widgets.panel.screen import Screen


class Moved(Protocol):
    """What the widget asks of the model behind it (a `Simulation`)."""

    def screen(self) -> Screen: ...
    def receive(self, message: object) -> Screen: ...


class Panel(PageWidget):
    """Carries a screen to the page and each move, `{"name": control, "value": ...}`, back to the simulator."""

    _esm = traitlets.Unicode(bundle("simulator.js")).tag(sync=True)
    _css = traitlets.Unicode(style_sheet("simulator.css", "stage.css")).tag(sync=True)
    _anywidget_id = traitlets.Unicode(f"{__name__}.Panel").tag(sync=True)
    screen = traitlets.Dict().tag(sync=True)

    def __init__(self, simulation: Moved) -> None:
        super().__init__(screen=simulation.screen().public() | {"turn": 0})
        self._simulation, self._turn = simulation, 0
        self.on_msg(self._heard)

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        # The turn makes each answer a change, so that a refused value is put back on the page as well.
        self._turn += 1
        self.screen = self._simulation.receive(content).public() | {"turn": self._turn}
