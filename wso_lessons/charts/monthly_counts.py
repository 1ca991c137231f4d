"""The chart of the growth explorer: any state, any models, agreements or agencies, any months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from wso_lessons.charts import style
from wso_lessons.charts.chart import Chart, Numbers
from wso_lessons.tables.months import listed_each_month

if TYPE_CHECKING:
    import pandas as pd

EVERYWHERE = "All states"
TOGETHER = "together"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What to draw: the measure, the models, one state or all, the scale, and the first and last month (2025-01)."""

    measure: Literal["agreements", "agencies"] = "agreements"
    models: tuple[str, ...] = style.MODELS
    state: str = EVERYWHERE
    scale: Literal["linear", "log"] = "linear"
    first: str = ""
    last: str = ""


class MonthlyCounts:
    """Counts by month out of the table agreement_history, worked out once and asked for many views."""

    def __init__(self, history: pd.DataFrame) -> None:
        style.need(history, "agency_id", "state", "model", "first_seen", "removed_by")
        self.history = history
        self.months, self._listed = listed_each_month(history)
        self.states = sorted(history["state"].unique())

    def series(self, view: View) -> dict[str, Any]:
        """Counts a month for each model, and for all of them together where there are several."""
        here = np.ones(len(self.history), bool)
        if view.state != EVERYWHERE:
            here = (self.history["state"] == view.state).to_numpy()
        models = [model for model in style.MODELS if model in view.models]
        chosen = {model: here & (self.history["model"] == model).to_numpy() for model in models}
        if len(models) > 1:
            chosen[TOGETHER] = here & self.history["model"].isin(models).to_numpy()
        months = slice(*self._between(view))
        return {name: self._count(columns, view.measure)[months] for name, columns in chosen.items()}

    def _between(self, view: View) -> tuple[int, int]:
        names = [str(month) for month in self.months]
        first = names.index(view.first) if view.first in names else 0
        last = names.index(view.last) if view.last in names else len(names) - 1
        return first, last + 1

    def shown_months(self, view: View) -> pd.PeriodIndex:
        """The months of a view."""
        return self.months[slice(*self._between(view))]

    def _count(self, columns: Any, measure: str) -> Any:
        listed = self._listed[:, columns]
        if measure == "agreements" or not listed.shape[1]:
            return listed.sum(axis=1)
        owners = self.history["agency_id"].to_numpy()[columns]
        order = np.argsort(owners, kind="stable")
        starts = np.flatnonzero(np.r_[True, owners[order][1:] != owners[order][:-1]])
        return np.logical_or.reduceat(listed[:, order], starts, axis=1).sum(axis=1)


def explored(counts: MonthlyCounts, view: View) -> Chart:
    """The chart of a view. Raises ValueError where no model is chosen."""
    series = counts.series(view)
    if not series:
        raise ValueError("Choose at least one model.")
    months = counts.shown_months(view)
    source, as_of = style.origin(counts.history, "agreement_history")
    return Chart(
        figure=_figure(series, months, view),
        title=_finding(series, months, view),
        source=source,
        as_of=as_of,
        alt=f"Line chart. {in_words(series, months, view)}",
        numbers=Numbers(
            heads=("Month", *series),
            rows=tuple(
                (str(month), *(f"{line[place]:,}" for line in series.values())) for place, month in enumerate(months)
            ),
        ),
        note="A row that was off the list for a time is counted throughout, because the table does not hold the days.",
    )


def _finding(series: dict[str, Any], months: Any, view: View) -> str:
    name, line = next(iter(reversed(series.items())))
    what = view.measure if name == TOGETHER else f"{name} {view.measure}"
    begin, end = style.month_words(months[0]), style.month_words(months[-1])
    return f"{view.state}: {line[0]:,} {what} in {begin}, {line[-1]:,} in {end}"


def in_words(series: dict[str, Any], months: Any, view: View) -> str:
    """The view as a sentence or two, for readers who hear it."""
    shown = [name for name in series if name != TOGETHER]
    begin, end = style.month_words(months[0]), style.month_words(months[-1])
    head = f"{view.measure.capitalize()}, {style.and_list(shown)}, {view.state}, {begin} to {end}, {view.scale} scale"
    lines = [f"{name} from {line[0]:,} to {line[-1]:,}, at most {line.max():,}" for name, line in series.items()]
    return f"{head}: {'; '.join(lines)}."


def _figure(series: dict[str, Any], months: Any, view: View) -> Any:
    when, top = months.to_timestamp(how="end"), max(int(line.max()) for line in series.values())
    logarithmic = view.scale == "log" and top > 0  # there is no logarithm of nothing
    with style.drawing() as (figure, axes):
        for name, line in series.items():
            drawn = np.where(line > 0, line, np.nan) if logarithmic else line
            dash, colour = style.DASHES.get(name, ":"), style.COLOURS.get(name, style.NEUTRAL)
            axes.plot(when, drawn, dash, color=colour, linewidth=2 if name == TOGETHER else 3)
        style.count_axis(axes, f"{view.measure.capitalize()} listed at month's end, {view.state}")
        if logarithmic:
            axes.set_yscale("log")
            axes.yaxis.set_major_formatter("{x:,.0f}")
        axes.set_ylim(0.8 if logarithmic else 0, max(1, top) * (1.5 if logarithmic else 1.08))
        _date_axis(axes, len(months))
        style.label_ends(axes, when[-1], {name: max(line[-1], 0.8) for name, line in series.items()})
    return figure


def _date_axis(axes: Any, months: int) -> None:
    if months > 24:
        style.year_axis(axes)
        return
    from matplotlib.dates import AutoDateLocator, DateFormatter

    axes.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=6))
    axes.xaxis.set_major_formatter(DateFormatter("%b %Y"))
