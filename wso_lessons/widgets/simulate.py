"""The simulators a lesson can open, by name."""

from __future__ import annotations

import importlib
from typing import Any

from wso_lessons.content import Course, UnknownId
from wso_lessons.widgets.panel.simulation import Simulation

VIEWS = {
    "booking-desk": "views.booking_desk:BookingView",
    "detainer-clock": "views.detainer_clock:ClockView",
    "timeline": "views.timeline:TimelineView",
    "models": "views.models:ModelsView",
    "agreement": "views.agreement:AgreementView",
    "cases": "views.cases:CasesView",
}
MAPS = ("argument-map/cure", "argument-map/liability")


def simulator_view(name: str, course: Course, notes: Any = None, **facts: Any) -> Simulation:
    """A simulator's view, opened with any facts it should begin with.

    `notes` keeps what a learner adds to an argument map (`read(id)`, `save(id, text)`); without it nothing is
    kept. Raises UnknownId for another name, fact or value, and ValueError for facts that cannot be used.
    """
    if name in MAPS:
        from wso_lessons.widgets.views.argument_map import ArgumentView

        return ArgumentView(course, name.split("/")[1], notes, **facts)
    if name not in VIEWS:
        raise UnknownId("simulator", name, (*VIEWS, *MAPS))
    module, cls = VIEWS[name].split(":")
    view: Simulation = getattr(importlib.import_module(f"wso_lessons.widgets.{module}"), cls)(course, **facts)
    return view
