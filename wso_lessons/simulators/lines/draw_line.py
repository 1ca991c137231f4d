"""Draw the line: a learner draws a series before it is shown, then sees how far each point lay from it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from wso_lessons.content import UnknownId
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.simulators.lines.growth import GrowthView, MonthlyCounts, months_between
from wso_lessons.simulators.rulebook import Note

Series = Literal["agreements", "florida", ""]
MOST_MONTHLY = 13  # months that have a knob each; of a longer line each half-year has one


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDrawing:
    """What is drawn: the question, the axis, which series answers it, the first month, and what is said afterward.

    In place of a `series` a drawing may name a `table`, with the columns of its months and of its values; `said_by` is
    what the learner's line is compared with.
    """

    noun: ClassVar[str] = "drawing"
    id: str
    title: str
    question: str
    unit: str
    name: str
    low: int
    high: int
    step: int
    leap: int
    series: Series = ""
    table: str = ""
    month: str = "month"
    column: str = ""
    said_by: str = "the list"
    given: str = ""
    dashed: str = ""
    ask: str
    notes: tuple[Note, ...]

    def __post_init__(self) -> None:
        if not self.low < self.high or self.step <= 0 or self.leap <= 0:
            raise ValueError(f'The axis of the drawing "{self.id}" has no room or no step')
        if bool(self.series) == bool(self.table and self.column):
            raise ValueError(f'The drawing "{self.id}" needs a series, or a table and a column of it')


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingRules:
    """The drawings that a course has."""

    noun: ClassVar[str] = "set of drawings"
    drawings: tuple[LineDrawing, ...]


@dataclass(frozen=True, slots=True)
class RealLine:
    """A value for each month; those before `solid_from` are a lower bound."""

    values: Mapping[str, float]
    solid_from: str = ""

    @property
    def months(self) -> tuple[str, ...]:
        """The months in order."""
        return tuple(self.values)


@dataclass(frozen=True, slots=True)
class LineGap:
    """One drawn month beside the real value."""

    month: str
    drawn: float
    real: float

    @property
    def size(self) -> float:
        """How far they lie apart."""
        return abs(self.drawn - self.real)


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """What a learner has set: a value for some of the months that can be set. The first month's value is given.

    `by_month` says that every month can be set, else each half-year and the last month.
    """

    months: tuple[str, ...]
    given: float
    marks: Mapping[str, float]
    by_month: bool = False

    @classmethod
    def beginning(cls, real: RealLine) -> DrawnLine:
        """A line with nothing set but its beginning."""
        months = real.months
        if len(months) <= MOST_MONTHLY:
            return cls(months, real.values[months[0]], {}, by_month=True)
        half_years = [month for month in months[1:-1] if month.endswith(("-06", "-12"))]
        return cls((months[0], *half_years, months[-1]), real.values[months[0]], {})

    def with_marks(self, marks: Mapping[str, float]) -> DrawnLine:
        """The line with these months set, whatever stood there; months that cannot be set are left out."""
        new = {month: value for month, value in marks.items() if month in self.months[1:]}
        return replace(self, marks={**self.marks, **new})

    def without_mark(self, month: str) -> DrawnLine:
        """The line with one month not set."""
        return replace(self, marks={one: value for one, value in self.marks.items() if one != month})

    @property
    def values(self) -> dict[str, float]:
        """A value for each month: what was set, straight lines between, and level after the last."""
        places = [0, *(place for place, month in enumerate(self.months) if month in self.marks)]
        known = {0: self.given} | {place: self.marks[self.months[place]] for place in places[1:]}
        result = dict.fromkeys(range(len(self.months)), known[places[-1]])
        for one, other in itertools.pairwise(places):
            for place in range(one, other + 1):
                share = (place - one) / (other - one)
                result[place] = known[one] + share * (known[other] - known[one])
        return {month: round(result[place], 1) for place, month in enumerate(self.months)}

    def gaps(self, real: RealLine) -> tuple[LineGap, ...]:
        """Each month that was drawn beside the real value; the given one is left out."""
        values = self.values
        return tuple(LineGap(month, values[month], real.values[month]) for month in self.months[1:])

    def moment_words(self, month: str) -> str:
        """A half-year's end as people say it: mid-2021, the end of 2021; another month by its name."""
        year, number = month.split("-")
        ends = {} if self.by_month else {"06": f"mid-{year}", "12": f"the end of {year}"}
        return ends.get(number) or date_in_words(month)

    def when_words(self, month: str) -> str:
        """A month with its preposition: in mid-2021, at the end of 2021, in May 2026."""
        words = self.moment_words(month)
        return f"{'at' if words.startswith('the end') else 'in'} {words}"

    def as_json(self, done: bool) -> str:
        """The line as text to keep."""
        return json.dumps({"marks": dict(self.marks), "done": done})

    def from_json(self, text: str, low: float, high: float) -> tuple[DrawnLine, bool]:
        """The line with what was kept, and whether it was finished; what cannot be read counts as nothing."""
        try:
            kept = json.loads(text) if text else {}
            marks = {str(month): float(value) for month, value in kept.get("marks", {}).items()}
            done = kept.get("done") is True
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return self, False
        # NaN is neither above nor below: it fails the comparison and is left out.
        return self.with_marks({month: value for month, value in marks.items() if low <= value <= high}), done


def verdict(drawing: LineDrawing, drawn: DrawnLine, real: RealLine) -> str:
    """Where the learner was closest and where furthest, with both numbers."""
    gaps = drawn.gaps(real)
    near, far = min(gaps, key=lambda gap: gap.size), max(gaps, key=lambda gap: gap.size)
    if far.size < drawing.step:
        return f"Your line and that of {drawing.said_by} are nowhere {drawing.step} {drawing.unit} apart."
    return (
        f"You were closest {drawn.when_words(near.month)} and furthest {drawn.when_words(far.month)}: "
        f"you drew {far.drawn:,.0f}, {drawing.said_by} says {far.real:,.0f}."
    )


def agreements_line(monthly: Iterable[Mapping[str, str]], early: Iterable[Mapping[str, str]], given: str) -> RealLine:
    """WSO agreements by month: from signing dates before the first list, from the lists after it.

    `monthly` are rows of the table monthly_agreements, `early` of reconstruction_2019_2020.
    """
    listed = {row["month"]: float(row["agreements"]) for row in monthly if row["model"] == "WSO"}
    before = {row["month_end"]: float(row["wso_signed_by_then"]) for row in early if row["month_end"] >= given}
    return RealLine({**before, **listed}, solid_from=min(listed))


def share_line(counts: MonthlyCounts, state: str, given: str) -> RealLine:
    """The share of one state in all WSO agreements, in percent, by month."""
    last = counts.months[-1]
    lines = [
        counts.series(GrowthView(models=("WSO",), state=where, first=given, last=last)).lines["WSO"]
        for where in (state, "All states")
    ]
    months = months_between(given, last)
    shares = {month: round(100 * part / whole) for month, part, whole in zip(months, *lines, strict=True)}
    return RealLine({month: float(share) for month, share in shares.items()})


def table_line(rows: Iterable[Mapping[str, str]], drawing: LineDrawing) -> RealLine:
    """A column of a table by its months, in their order; months without a value are left out.

    Raises UnknownId for a column that the table lacks, and ValueError where there is no line to draw.
    """
    values: dict[str, float] = {}
    for row in rows:
        for column in (drawing.month, drawing.column):
            if column not in row:
                raise UnknownId("column", column, row)
        if row[drawing.column]:
            values[row[drawing.month]] = float(row[drawing.column])
    if len(values) < 2:
        raise ValueError(f'The drawing "{drawing.id}" needs two months with a value at least')
    return RealLine(dict(sorted(values.items())))
