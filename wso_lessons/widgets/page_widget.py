"""The widget behind every view: what it declares goes to the page, and anywidget's module draws it there.

anywidget's own Python class also watches files, calls commands and brings libraries for both, which took a third of a
first question (`python -X importtime`). Of it a page needs only to be told which model draws, and what it draws with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import ipywidgets
import traitlets


class PageWidget(ipywidgets.DOMWidget):  # type: ignore[misc] # ipywidgets has no types
    """Values that a page shows; a subclass declares them, its module `_esm`, its styles `_css` and its `_anywidget_id`.

    It begins with `values`; `answer` gives what a message of the page changes in them. A view is one message to the
    page: it has no layout, which would be a model of its own.
    """

    # Names of anywidget's in the page; any release that is installed will do.
    _model_name = traitlets.Unicode("AnyModel").tag(sync=True)
    _model_module = traitlets.Unicode("anywidget").tag(sync=True)
    _model_module_version = traitlets.Unicode("*").tag(sync=True)
    _view_name = traitlets.Unicode("AnyView").tag(sync=True)
    _view_module = traitlets.Unicode("anywidget").tag(sync=True)
    _view_module_version = traitlets.Unicode("*").tag(sync=True)
    layout = traitlets.Any().tag(sync=True)

    def __init__(self, values: Mapping[str, object], answer: Callable[[object], Mapping[str, object]]) -> None:
        super().__init__(**values)
        self._answer = answer
        self.on_msg(self._receive_message)

    def _receive_message(self, _widget: object, content: object, _buffers: object) -> None:
        with self.hold_sync():
            for name, value in self._answer(_sendable(content)).items():
                setattr(self, name, value)

    def __repr__(self) -> str:
        return object.__repr__(self)  # ipywidgets would write out every value, and nobody reads it


def _sendable(message: object) -> object:
    """A page's message such that what it holds can be sent back; None where it holds a number that JSON has not."""
    try:
        # A browser may send half of a character, which no message to it can hold.
        return json.loads(json.dumps(message, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace"))
    except ValueError:
        return None
