"""A box to write in: what a learner writes is kept on this computer and nowhere else."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from wso_lessons.pages.html import Page, beside, join, tag

if TYPE_CHECKING:
    from wso_lessons.widgets.note_widget import NoteWidget

KEPT_HERE = "Kept on this computer only. It is not part of what you hand in."
SAVED = f"Saved. {KEPT_HERE}"
NOT_SAVED = "This could not be saved; copy it elsewhere before you close."


class NoteView:
    """A labeled text box that saves by itself; `keep` receives the text each time it changes, False where it failed."""

    def __init__(self, label: str, text: str, keep: Callable[[str], bool]) -> None:
        self.label, self.text, self._keep = label, text, keep
        self.status = KEPT_HERE
        self.page = Page(
            f"[Write here] {label}\n{KEPT_HERE}", join((tag("p", tag("strong", label)), tag("p", KEPT_HERE)))
        )

    def receive(self, message: object) -> None:
        """Keeps the text of a page's message `{"text": ...}`; a message that makes no sense changes nothing."""
        text = message.get("text") if isinstance(message, dict) else None
        if isinstance(text, str) and text != self.text:
            self.text = text
            self.status = SAVED if self._keep(text) else NOT_SAVED

    @functools.cached_property
    def widget(self) -> NoteWidget:
        """The widget, made when it is first shown."""
        from wso_lessons.widgets.note_widget import NoteWidget

        return NoteWidget({"label": self.label, "text": self.text, "status": self.status}, self._answer)

    def _answer(self, message: object) -> dict[str, object]:
        self.receive(message)
        return {"text": self.text, "status": self.status}

    def __repr__(self) -> str:
        return self.page.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None, **kw: object) -> dict[str, object]:  # noqa: ARG002 - IPython's signature
        return beside(self.page, self.widget._repr_mimebundle_())
