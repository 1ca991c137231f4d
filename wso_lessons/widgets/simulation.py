"""A simulator as a notebook shows it: the same screen as text, as HTML and, where the kernel runs, alive."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from wso_lessons.content import UnknownId
from wso_lessons.content.page import beside
from wso_lessons.widgets.screen import Screen


class Simulation:
    """Keeps the facts that are chosen and shows the screen they give.

    A subclass sets `facts` (every fact with its first value) and gives `build(facts) -> Screen`; it may refuse a value
    by raising ValueError with a plain sentence, which is then shown in place of the state in words.
    """

    name = ""

    def __init__(self, facts: Mapping[str, Any], chosen: Mapping[str, Any]) -> None:
        self.facts: dict[str, Any] = dict(facts)
        for fact, value in chosen.items():
            if fact not in facts:
                raise UnknownId(f'fact of the simulator "{self.name}"', fact, facts)
            self.facts[fact] = str(value) if isinstance(facts[fact], str) else value
        self._shown = self.build(self.facts)

    def build(self, facts: Mapping[str, Any]) -> Screen:
        """The screen for these facts. Raises ValueError where a fact cannot be used."""
        raise NotImplementedError

    def press(self, name: str) -> dict[str, Any]:
        """The facts after a button is pressed."""
        return {name: ""}

    def screen(self) -> Screen:
        """The screen as it stands."""
        return self._shown

    def receive(self, message: Any) -> Screen:
        """The screen after one move on the page; a move that makes no sense leaves it as it is."""
        changed = {**self.facts, **self._move(message)}
        try:
            self._shown = self.build(changed)
            self.facts = changed
        except ValueError as error:
            self._shown = dataclasses.replace(self._shown, words=f"{error}. Nothing has changed.")
        return self._shown

    def _move(self, message: Any) -> dict[str, Any]:
        name, value = (message.get("name"), message.get("value")) if isinstance(message, dict) else (None, None)
        if name in {c.name for g in self._shown.groups for c in g.controls if c.kind == "button"}:
            return self.press(str(name))
        value = tuple(map(str, value)) if isinstance(value, list) else value
        fits = name in self.facts and isinstance(value, type(self.facts[name]))
        return {str(name): value} if fits else {}

    def __repr__(self) -> str:
        return self._shown.page().text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None, **kw: Any) -> dict[str, Any]:  # noqa: ARG002 - IPython's signature
        from wso_lessons.widgets.panel import Panel

        view: Any = Panel(self)  # its bundle is typed loosely
        return beside(self._shown.page(), view._repr_mimebundle_())
