"""Charts: one function for each question asked of a table; each gives a Chart with its finding, source and numbers.

Nothing is drawn, and matplotlib is not loaded, until one of the functions is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wso_lessons.charts.agencies import agency_types, models_per_agency
    from wso_lessons.charts.any_table import bars
    from wso_lessons.charts.chart import Chart
    from wso_lessons.charts.growth import agreements_by_model, launch_years
    from wso_lessons.charts.places import share_of_state, wso_by_state
    from wso_lessons.charts.survivorship import survivors
    from wso_lessons.charts.tiles import states_without

_HOMES = {
    "Chart": "chart",
    "agency_types": "agencies",
    "agreements_by_model": "growth",
    "bars": "any_table",
    "launch_years": "growth",
    "models_per_agency": "agencies",
    "share_of_state": "places",
    "states_without": "tiles",
    "survivors": "survivorship",
    "wso_by_state": "places",
}

__all__ = [
    "Chart",
    "agency_types",
    "agreements_by_model",
    "bars",
    "launch_years",
    "models_per_agency",
    "share_of_state",
    "states_without",
    "survivors",
    "wso_by_state",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"wso_lessons.charts.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'wso_lessons.charts' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
