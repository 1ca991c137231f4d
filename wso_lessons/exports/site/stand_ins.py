"""What stands in, within a reader's browser, for libraries that a lesson needs elsewhere and a page does not.

A widget there needs no Jupyter: it holds values, and hears what the page sends. Federal holidays are prepared by the
export, since the library that knows them knows those of every country.
"""

from __future__ import annotations

import contextlib
import datetime
import sys
import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any


class Trait:
    """Stands for every kind of traitlets' traits: a name that a widget declares."""

    def __init__(self, *_values: object, **_options: object) -> None:
        """Takes what a trait takes; the page needs neither its type nor its default."""

    def tag(self, **_marks: object) -> Trait:
        """The trait itself: what it is marked with concerns Jupyter."""
        return self


class DOMWidget:
    """Stands for ipywidgets' class: the values that a widget gives the page, and who hears the page's messages."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)
        self.hear: Callable[[object, object, object], None] = lambda *_: None

    def on_msg(self, hear: Callable[[object, object, object], None]) -> None:
        """Registers who hears the page."""
        self.hear = hear

    def hold_sync(self) -> contextlib.AbstractContextManager[None]:
        """A block whose changes reach the page together, as all changes of a move do here."""
        return contextlib.nullcontext()


def install(holidays: Mapping[str, str]) -> None:
    """Puts the stand-ins where `import` finds them; `holidays` are names by day (2026-07-03)."""
    from wso_lessons.widgets import modules

    days = {datetime.date.fromisoformat(day): name for day, name in holidays.items()}

    def country_holidays(_country: str, *, years: Iterable[int]) -> dict[datetime.date, str]:
        wanted = set(years)
        return {day: name for day, name in days.items() if day.year in wanted}

    traitlets, ipywidgets, of_countries = map(types.ModuleType, ("traitlets", "ipywidgets", "holidays"))
    traits: Any = traitlets
    traits.__getattr__ = lambda _name: Trait
    vars(ipywidgets)["DOMWidget"] = DOMWidget
    vars(of_countries)["country_holidays"] = country_holidays
    sys.modules |= {"traitlets": traitlets, "ipywidgets": ipywidgets, "holidays": of_countries}
    # The page has the widgets' modules and style sheets as files of its own.
    vars(modules)["bundle"] = vars(modules)["style_sheet"] = lambda *_names: ""
