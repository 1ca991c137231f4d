"""Keeps the keyboard for the controls beside it; imported only when a view is shown."""

from __future__ import annotations

from pathlib import Path

import anywidget


class Keys(anywidget.AnyWidget):
    """Shows nothing; lets the ipywidgets in the same output keep keys that JupyterLab takes as its commands."""

    _esm = Path(__file__).parent / "static" / "keys.js"
