"""The simulators a lesson can open, by name."""

from __future__ import annotations

import importlib
from typing import Any

from wso_lessons.content import Course, UnknownId
from wso_lessons.widgets.simulation import Simulation

VIEWS = {
    "booking-desk": "booking_desk:BookingView",
    "detainer-clock": "detainer_clock:ClockView",
    "timeline": "explorer_timeline:TimelineView",
    "models": "explorer_models:ModelsView",
    "agreement": "explorer_agreement:AgreementView",
    "cases": "explorer_cases:CasesView",
}


def simulator_view(name: str, course: Course, **facts: Any) -> Simulation:
    """A simulator's view, opened with any facts it should begin with. Raises UnknownId for another name or fact."""
    if name not in VIEWS:
        raise UnknownId("simulator", name, VIEWS)
    module, cls = VIEWS[name].split(":")
    view: Simulation = getattr(importlib.import_module(f"wso_lessons.widgets.{module}"), cls)(course, **facts)
    return view
