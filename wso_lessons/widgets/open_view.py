"""Every model and explorer that a lesson can open, in one table; `open_view` opens one by name."""

from __future__ import annotations

import dataclasses
import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wso_lessons.content import Course, UnknownId
from wso_lessons.content.findings import with_article
from wso_lessons.widgets.panel.simulation import Family, NoteKeeper, Simulation

FAMILY_VERBS: dict[Family, str] = {"simulator": "simulate", "explorer": "explore"}


class OtherFamily(UnknownId):
    """A name of the other family was asked for; the message says which method opens it."""

    def __init__(self, family: Family, name: str, right: Family) -> None:
        super().__init__(family, name, ())
        self.nearest = name
        self.message += f' "{name}" is {with_article(right)}: use lesson.{FAMILY_VERBS[right]}("{name}").'


@dataclass(frozen=True, slots=True)
class ViewEntry:
    """Where a view's class stands, in `widgets/views/`; `given` are arguments that its name stands for.

    A view that `keeps` something of the learner's receives their notes; the others never open them.
    """

    family: Family
    module: str
    class_name: str
    keeps: bool = False
    given: Mapping[str, str] = field(default_factory=dict)

    def load_class(self) -> type[Simulation]:
        """The view's class; its module is imported now."""
        home = importlib.import_module(f"wso_lessons.widgets.views.{self.module}")
        found: type[Simulation] = getattr(home, self.class_name)
        return found


VIEWS: dict[str, ViewEntry] = {
    "booking-desk": ViewEntry("simulator", "booking_desk", "BookingView"),
    "detainer-clock": ViewEntry("simulator", "detainer_clock", "ClockView"),
    "two-papers": ViewEntry("simulator", "two_papers", "TwoPapersView"),
    "timeline": ViewEntry("simulator", "timeline", "TimelineView"),
    "whose-power": ViewEntry("simulator", "whose_power", "WhosePowerView"),
    "agreement-page": ViewEntry("simulator", "agreement_page", "AgreementPageView"),
    "which-law-which-day": ViewEntry("simulator", "which_law", "WhichLawView"),
    "where-you-live": ViewEntry("simulator", "where_you_live", "WhereView"),
    "argument-map/cure": ViewEntry("simulator", "argument_map", "ArgumentView", True, {"subject": "cure"}),
    "argument-map/liability": ViewEntry("simulator", "argument_map", "ArgumentView", True, {"subject": "liability"}),
    "draw-the-line/agreements": ViewEntry("simulator", "draw_line", "DrawLineView", True, {"drawing": "agreements"}),
    "draw-the-line/florida": ViewEntry("simulator", "draw_line", "DrawLineView", True, {"drawing": "florida"}),
    "dirty-list": ViewEntry("simulator", "judging.dirty_list", "DirtyListView"),
    "misleading-chart": ViewEntry("simulator", "misleading_chart", "MisleadingChartView"),
    "opponent": ViewEntry("simulator", "judging.opponent", "OpponentView", True),
    "scope-check": ViewEntry("simulator", "judging.scope_check", "ScopeCheckView"),
    "growth": ViewEntry("explorer", "explorers.growth", "GrowthExplorer"),
    "models": ViewEntry("explorer", "explorers.models", "ModelsExplorer"),
    "agreement": ViewEntry("explorer", "explorers.agreement", "AgreementExplorer"),
    "claims": ViewEntry("explorer", "explorers.claims", "ClaimsExplorer"),
    "disagreements": ViewEntry("explorer", "explorers.disagreements", "DisagreementExplorer"),
}


# Models that a course may have of its own: KIND/NAME opens data/simulators/KIND-NAME.yaml as the entry named here does
# its own file, with NAME for the argument named here.
MODELS_OF_A_COURSE = {
    "argument-map": ("argument-map/cure", "subject"),
    "draw-the-line": ("draw-the-line/agreements", "drawing"),
    "scope-check": ("scope-check", "cards"),
}
# "argument-map/cure": the kind of a model, and the name of a course's own file for it.
_OWN_NAME = re.compile(r"([a-z-]+)/([a-z0-9-]+)")


def find_view(course: Course, name: str) -> ViewEntry | None:
    """The entry of a view, or of a model of the course's own; None where there is none of this name."""
    own = _OWN_NAME.fullmatch(name)
    if name in VIEWS or not own or own[1] not in MODELS_OF_A_COURSE:
        return VIEWS.get(name)
    like, argument = MODELS_OF_A_COURSE[own[1]]
    there = course.find(f"simulators/{own[1]}-{own[2]}.yaml").is_file()
    return dataclasses.replace(VIEWS[like], given={argument: own[2]}) if there else None


def _own_names(course: Course) -> tuple[str, ...]:
    """The names of the models that the course, or one it extends, has of its own."""
    files = ((kind, file) for each in course.line for kind in MODELS_OF_A_COURSE
             for file in (each.places.data / "simulators").glob(f"{kind}-*.yaml"))  # fmt: skip
    return tuple(f"{kind}/{file.stem.removeprefix(kind)[1:]}" for kind, file in files)


def names_of(family: Family) -> tuple[str, ...]:
    """The names of one family, in the order of the table."""
    return tuple(name for name, entry in VIEWS.items() if entry.family == family)


def open_view(
    family: Family, name: str, course: Course, notes: NoteKeeper | None = None, **facts: object
) -> Simulation:
    """A model or an explorer, opened with any facts it should begin with.

    Without `notes` nothing of the learner's is kept. Raises UnknownId for a name that the family lacks (and says so
    where the other family has it), for another fact or value, and ValueError for facts that cannot be used.
    """
    entry = find_view(course, name)
    if entry is None:
        raise UnknownId(family, name, (*names_of(family), *(_own_names(course) if family == "simulator" else ())))
    if entry.family != family:
        raise OtherFamily(family, name, entry.family)
    own: dict[str, Any] = {**entry.given, "notes": notes} if entry.keeps else dict(entry.given)
    # Each view takes facts of its own, which its constructor checks and names.
    return entry.load_class()(course, **own, **facts)  # type: ignore[arg-type] # each view refuses what it does not know
