"""A box to write in: what a learner writes is kept on this computer and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wso_lessons.pages.html import Page, beside, join, tag

KEPT_HERE = "Kept on this computer only. It is not part of what you hand in."


class NoteView:
    """A labelled text box that saves by itself; `on_change` receives the text each time it changes."""

    def __init__(self, label: str, text: str, on_change: Callable[[str], bool]) -> None:
        self.label, self._text, self._on_change = label, text, on_change
        self.page = Page(
            f"[Write here] {label}\n{KEPT_HERE}", join((tag("p", tag("strong", label)), tag("p", KEPT_HERE)))
        )

    def _box(self) -> Any:
        import ipywidgets

        area = ipywidgets.Textarea(
            value=self._text,
            description=self.label,
            rows=4,
            layout=ipywidgets.Layout(width="100%", max_width="46rem", height="auto"),
            style={"description_width": "initial"},
        )
        area.add_class("wso-note")
        status = ipywidgets.HTML(tag("p", KEPT_HERE, class_="wso-small", role="status"))

        def save(change: dict[str, Any]) -> None:
            kept = self._on_change(change["new"])
            words = f"Saved. {KEPT_HERE}" if kept else "This could not be saved; copy it elsewhere before you close."
            status.value = str(tag("p", words, class_="wso-small", role="status"))

        area.observe(save, names="value")
        return ipywidgets.VBox([area, status])

    def __repr__(self) -> str:
        return self.page.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None, **kw: Any) -> dict[str, Any]:  # noqa: ARG002 - IPython's signature
        return beside(self.page, self._box()._repr_mimebundle_())
