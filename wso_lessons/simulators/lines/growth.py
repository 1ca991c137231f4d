"""Counts by month of what stood on ICE's list: any models, one state or all, agreements or agencies, any months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from wso_lessons.content.words import MODEL_CODES, and_list
from wso_lessons.pages.dates_and_names import date_in_words

EVERYWHERE = "All states"
TOGETHER = "together"
GrowthMeasure = Literal["agreements", "agencies"]


@dataclass(frozen=True, slots=True)
class Stay:
    """One agreement's time on the list; `first` and `gone` are months (2025-01), `gone` is "" while it is listed.

    It counts from the month it was first seen until the month before it was gone, but not in `absences`: pairs of the
    month in which it left the list and the month in which it was back.
    """

    agency: str
    state: str
    model: str
    first: str
    gone: str
    absences: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthView:
    """What to count: the measure, the models, one state or all, and the first and last month (2025-01)."""

    measure: GrowthMeasure = "agreements"
    models: tuple[str, ...] = MODEL_CODES
    state: str = EVERYWHERE
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class MonthlySeries:
    """Months in order, and for each model (and for all together, where there are several) a count for each month."""

    view: GrowthView
    months: tuple[str, ...]
    lines: dict[str, tuple[int, ...]]

    def finding(self) -> str:
        """The count of all models, or of the only one, at both ends."""
        name, line = next(reversed(self.lines.items()))
        what = self.view.measure if name == TOGETHER else f"{name} {self.view.measure}"
        begin, end = date_in_words(self.months[0]), date_in_words(self.months[-1])
        return f"{self.view.state}: {line[0]:,} {what} in {begin}, {line[-1]:,} in {end}"

    def in_words(self) -> str:
        """Every line's ends and highest count, in one sentence."""
        names = [name for name in self.lines if name != TOGETHER]
        begin, end = date_in_words(self.months[0]), date_in_words(self.months[-1])
        head = f"{self.view.measure.capitalize()}, {and_list(names)}, {self.view.state}, {begin} to {end}"
        lines = [f"{name} from {line[0]:,} to {line[-1]:,}, at most {max(line):,}" for name, line in self.lines.items()]
        return f"{head}: {'; '.join(lines)}."


class MonthlyCounts:
    """What stood on the list at the end of each month, out of the rows of the table agreement_history."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        rows = list(rows)
        self._stays = tuple(
            Stay(
                row["agency_id"],
                row["state"],
                row["model"],
                row["first_seen"][:7],
                row["removed_by"][:7],
                tuple(_months_away(row.get("absences", ""))),
            )
            for row in rows
        )
        begin, end = min(stay.first for stay in self._stays), max(row["last_seen"][:7] for row in rows)
        self.months = tuple(months_between(begin, end))
        self.states = tuple(sorted({stay.state for stay in self._stays}))

    def series(self, view: GrowthView) -> MonthlySeries:
        """The counts of a view. Raises ValueError where no model is chosen or the months are the wrong way round."""
        if not view.models:
            raise ValueError("Choose at least one model")
        if view.first > view.last:
            raise ValueError("The first month comes after the last: choose an earlier one")
        months = tuple(month for month in self.months if view.first <= month <= view.last)
        here = [stay for stay in self._stays if view.state in (EVERYWHERE, stay.state)]
        chosen = {
            model: [stay for stay in here if stay.model == model] for model in MODEL_CODES if model in view.models
        }
        if len(chosen) > 1:
            chosen[TOGETHER] = [stay for stays in chosen.values() for stay in stays]
        lines = {name: self._count(stays, view.measure, months) for name, stays in chosen.items()}
        return MonthlySeries(view, months, lines)

    def _count(self, stays: list[Stay], measure: GrowthMeasure, months: tuple[str, ...]) -> tuple[int, ...]:
        listed: list[list[str]] = [[] for _ in months]
        places = {month: place for place, month in enumerate(months)}
        for stay in stays:
            begin = places.get(stay.first, 0 if stay.first < months[0] else len(months))
            end = places.get(stay.gone, 0 if stay.gone and stay.gone < months[0] else len(months))
            for place in range(begin, end):
                if not (stay.absences and any(left <= months[place] < back for left, back in stay.absences)):
                    listed[place].append(stay.agency)
        return tuple(len(set(names)) if measure == "agencies" else len(names) for names in listed)


def _months_away(absences: str) -> Iterable[tuple[str, str]]:
    """The months of the spans that a row of the table names, such as "2021-06-10/2025-02-26"."""
    for span in filter(None, absences.split("|")):
        left, back = span.split("/")
        yield left[:7], back[:7]


def months_between(begin: str, end: str) -> list[str]:
    """The months from one to another (2025-01), both included."""
    first, last = ((12 * int(month[:4]) + int(month[5:7]) - 1) for month in (begin, end))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1)]
