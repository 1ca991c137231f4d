"""A simulator as a notebook shows it: the same screen as text, as HTML and, where the kernel runs, alive."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, TypeGuard

from wso_lessons.content import UnknownId
from wso_lessons.pages.html import beside
from wso_lessons.widgets.panel.screen import HOLDS_NOTHING, Screen

if TYPE_CHECKING:
    from wso_lessons.widgets.panel.panel import Panel

Family = Literal["simulator", "explorer"]
Facts = Mapping[str, Any]  # each view knows the type of its own facts: a word, a day, a number, several names


class NoteKeeper(Protocol):
    """Where a learner's own words and drawings are kept: text by name, on this computer."""

    def read(self, note_id: str) -> str:
        """The text kept under a name, or ""."""

    def save(self, note_id: str, text: str) -> bool:
        """Keeps a text under a name; False where it could not be kept."""


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value of a page's message is a number; True and False, which Python takes for 1 and 0, are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _parts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """What is chosen, one by one."""
    return (value,) if isinstance(value, str) else value


class Simulation:
    """Keeps the facts that are chosen and shows the screen they give.

    A subclass gives `facts` (every fact with its first value), `options` (the values allowed for those that are chosen
    from a list) and `build(facts) -> Screen`, which may refuse a value by raising ValueError with a plain sentence.
    Raises UnknownId for a fact or a value that there is not.
    """

    name: str = ""
    family: ClassVar[Family] = "simulator"

    def __init__(
        self, facts: Facts, chosen: Mapping[str, object], options: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self.facts: dict[str, Any] = dict(facts)
        allowed = {fact: tuple(values) for fact, values in (options or {}).items()}
        for fact, value in chosen.items():
            if fact not in facts:
                raise UnknownId(f'fact of the {self.family} "{self.name}"', fact, facts)
            self.facts[fact] = type(facts[fact])(value)
            for part in _parts(self.facts[fact]) if fact in allowed else ():
                if part not in allowed[fact]:
                    raise UnknownId(f'value of "{fact}"', part, allowed[fact])
        self._shown = self._first_shown = self.build(self.facts)

    def build(self, facts: Facts) -> Screen:
        """The screen for these facts. Raises ValueError where a fact cannot be used."""
        raise NotImplementedError

    def press(self, name: str) -> dict[str, object]:
        """The facts after a button is pressed. Raises ValueError as `enter` does."""
        return {name: ""}

    def enter(self, name: str, value: str) -> dict[str, object]:  # noqa: ARG002 - for those with such fields
        """The facts after something was typed, or one of its choices was chosen, in a control that is no fact.

        Raises ValueError, with a plain sentence, for what cannot be used.
        """
        return {}

    def slide(self, values: Mapping[str, float]) -> dict[str, object]:
        """The facts after parts of the picture were pushed to these values; by itself, facts of the same names.

        Raises ValueError as `enter` does.
        """
        return {name: type(self.facts[name])(value) for name, value in values.items() if name in self.facts}

    def put(self, part: str, on: str) -> dict[str, object]:  # noqa: ARG002 - for those with pieces
        """The facts after one part of the picture was put on another. Raises ValueError as `enter` does."""
        return {}

    def follow_up(self, moved: dict[str, Any]) -> dict[str, object]:
        """The facts that a move changes, with those that change along with them."""
        return moved

    def screen(self) -> Screen:
        """The screen as it stands."""
        return self._shown

    def receive(self, message: object) -> Screen:
        """The screen after one move on the page; a move that makes no sense leaves it as it is."""
        try:
            moved = self._move(message)
            changed = {**self.facts, **(self.follow_up(moved) if moved else {})}
            self._shown = self.build(changed)
            self.facts = changed
        except ValueError as error:
            told = str(error)
            told = told if told.endswith("?") else f"{told}."
            self._shown = dataclasses.replace(self._shown, words=f"{told} Nothing has changed.")
        return self._shown

    def _move(self, message: object) -> dict[str, object]:
        if not isinstance(message, dict):
            return {}
        if "move" in message:
            return self._moved_part(message)
        name, value = message.get("name"), message.get("value")
        if not isinstance(name, str):
            return {}
        controls = {control.name: control for group in self._shown.groups for control in group.controls}
        control = controls.get(name)
        if control is None:
            return {}
        if control.kind in HOLDS_NOTHING:
            return self.press(name) if control.kind == "button" else {}
        value = tuple(map(str, value)) if isinstance(value, list) else value
        known = {choice for choice, _ in control.choices}
        if known and not (isinstance(value, str | tuple) and set(_parts(value)) <= known):
            return {}
        if name not in self.facts:
            return self.enter(name, value) if isinstance(value, str) else {}
        return {name: value} if isinstance(value, type(self.facts[name])) else {}

    def _moved_part(self, message: Mapping[str, object]) -> dict[str, object]:
        """What a move in the picture changes; nothing where the picture has no such part, or it cannot be moved so."""
        parts = {part.id: part for part in self._shown.picture.wide.moves} if self._shown.picture else {}
        move, part, on = message["move"], message.get("part"), message.get("on")
        if move == "press":
            pressed = {one.press for one in parts.values() if one.press}
            return self.press(part) if isinstance(part, str) and part in pressed else {}
        if move == "put" and isinstance(part, str) and isinstance(on, str) and {part, on} <= set(parts):
            return self.put(part, on) if parts[part].carries and parts[on].takes else {}
        values = message.get("values")
        if move != "slide" or not isinstance(values, dict):
            return {}
        sliders = {name: one.slider for name, one in parts.items() if one.slider}
        inside = {
            name: value
            for name, value in values.items()
            if name in sliders and is_number(value) and sliders[name].low <= value <= sliders[name].high
        }
        return self.slide(inside)

    def stored_screen(self) -> Screen:
        """The screen that is stored with a notebook: as it opened, the same for every learner."""
        return self._first_shown

    @property
    def widget(self) -> Panel:
        """A widget that begins with the screen as it stands."""
        from wso_lessons.widgets.panel.panel import Panel

        # The turn makes each answer a change, so that a refused value is put back on the page as well.
        turns = itertools.count()

        def show(screen: Screen) -> dict[str, object]:
            return {"screen": screen.as_tree() | {"turn": next(turns)}}

        return Panel(show(self.screen()), lambda message: show(self.receive(message)))

    def __repr__(self) -> str:
        return self.stored_screen().page().text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None, **kw: object) -> dict[str, object]:  # noqa: ARG002 - IPython's signature
        return beside(self.stored_screen().page(), self.widget._repr_mimebundle_())
