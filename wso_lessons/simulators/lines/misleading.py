"""The most misleading honest chart: what is counted, which months, which axis, and what the picture then says."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from wso_lessons.simulators.rulebook import Note, find_row
from wso_lessons.simulators.scene import Scale

ClimbShape = Literal["soars", "rises", "still", "swings", "sinks", "falls"]
SAYS: dict[ClimbShape, str] = {
    "soars": "shoot up",
    "rises": "rise",
    "still": "stand still",
    "swings": "go up and down",
    "sinks": "go down",
    "falls": "collapse",
}
NO_LOG = "An axis by times ten has no place for 0 or less: choose another axis first"
# Shares of a picture's height: ends no further apart look level, a line that stays within the second looks still, and
# one that climbs or falls by the third looks steep.
LOOKS_LEVEL, LOOKS_STILL, LOOKS_STEEP = 0.1, 0.2, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartChoice(Note):
    """One way to draw: its name, and what it hides."""

    noun: ClassVar[str] = "choice"
    id: str
    name: str
    unit: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTask(Note):
    """A picture to make: the shape that its headline has to say."""

    noun: ClassVar[str] = "task"
    id: ClimbShape


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRules:
    """All choices, with the words around them."""

    noun: ClassVar[str] = "chart"
    title: str
    words: str
    ending: str
    measures: tuple[ChartChoice, ...]
    ranges: tuple[ChartChoice, ...]
    axes: tuple[ChartChoice, ...]
    tasks: tuple[ChartTask, ...]

    def choices(self, measure: str, months: str, axis: str) -> tuple[ChartChoice, ChartChoice, ChartChoice]:
        """The three choices of these ids."""
        ids = ((self.measures, measure), (self.ranges, months), (self.axes, axis))
        one, two, three = (find_row(known, name) for known, name in ids)
        return one, two, three


@dataclass(frozen=True, slots=True)
class HonestChart:
    """A chart as it was chosen: its choices, and its values by month."""

    measure: ChartChoice
    months: ChartChoice
    axis: ChartChoice
    values: Mapping[str, float]

    def __post_init__(self) -> None:
        if self.axis.id == "log" and min(self.values.values()) <= 0:
            raise ValueError(NO_LOG)

    def scale(self, floor: float, ceiling: float) -> Scale:
        """The axis between two places of a picture."""
        low, high = min(self.values.values()), max(self.values.values())
        if self.axis.id == "log":
            return Scale(1, 10 ** len(str(int(high))), floor, ceiling, log=True)
        if self.axis.id == "zero":
            low, high = min(0, low), max(0, high * 1.05)
        return Scale(low, high if high > low else low + 1, floor, ceiling)

    @property
    def climb(self) -> float:
        """How far the line climbs from its first month to its last, as a share of the picture's height."""
        up = self.scale(0, 1)
        first, *_, last = self.values.values()
        return round(up.place(last) - up.place(first), 2)

    @property
    def shape(self) -> ClimbShape:
        """What an eye takes from the climb; the bounds are this course's, and say so in the picture's words."""
        if abs(self.climb) <= LOOKS_LEVEL:
            places = [self.scale(0, 1).place(value) for value in self.values.values()]
            return "still" if max(places) - min(places) <= LOOKS_STILL else "swings"
        if self.climb > 0:
            return "soars" if self.climb >= LOOKS_STEEP else "rises"
        return "falls" if self.climb <= -LOOKS_STEEP else "sinks"

    @property
    def headline(self) -> str:
        """The sentence that the picture says."""
        singular = self.measure.name.startswith("The")
        verb = SAYS[self.shape]
        if singular:
            first, _, rest = verb.partition(" ")
            verb = f"{first}{'es' if first == 'go' else 's'} {rest}".rstrip()
        return f"{self.measure.name} {verb}"


def wso_measures(monthly: Iterable[Mapping[str, str]]) -> dict[str, dict[str, float]]:
    """The three measures by month, from rows of the table monthly_agreements: count, share in percent, change.

    The first month has no change, for nothing is known of the month before.
    """
    models: dict[str, dict[str, int]] = {}
    for row in monthly:
        models.setdefault(row["month"], {})[row["model"]] = int(row["agreements"])
    count = {month: float(held["WSO"]) for month, held in models.items()}
    share = {month: round(100 * held["WSO"] / sum(held.values()), 1) for month, held in models.items()}
    months = list(count)
    change = {month: count[month] - count[before] for before, month in itertools.pairwise(months)}
    return {"count": count, "share": share, "change": change}


def draw_chart(
    rules: ChartRules, measures: Mapping[str, Mapping[str, float]], measure: str, months: str, axis: str
) -> HonestChart:
    """The chart of three choices. Raises ValueError where an axis has no place for a value."""
    chosen = rules.choices(measure, months, axis)
    first, last = chosen[1].first, chosen[1].last
    values = {month: value for month, value in measures[measure].items() if first <= month <= last}
    return HonestChart(*chosen, values)
