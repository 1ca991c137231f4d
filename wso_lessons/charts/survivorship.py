"""What today's list shows of the past, beside what was listed then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wso_lessons.charts import style
from wso_lessons.charts.chart import Chart, Numbers
from wso_lessons.content.words import MODEL_NAMES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_PANELS = {model: MODEL_NAMES[model] for model in ("WSO", "JEM")}  # the first list held no task force agreement


def survivors(signed: pd.DataFrame) -> Chart:
    """What is left of the agreements that the first list held, by the months in which it dated them.

    `signed` is the table signed_by_month. Raises ValueError where it is empty or holds nothing from the first list.
    """
    style.need(signed, "signed_month", "model", "listed_first", "kept", "kept_same_date", "listed_last")
    old = signed[signed["listed_first"] > 0]
    if old.empty:
        raise ValueError("There is nothing to draw: no row of the table was on the first list.")
    cut = old["signed_month"].max()
    past = signed[signed["signed_month"] <= cut]
    then, kept, same, now = (
        int(past[name].sum()) for name in ("listed_first", "kept", "kept_same_date", "listed_last")
    )
    boom = past.loc[past["listed_first"].idxmax()]
    month = style.month_words(boom["signed_month"])
    source, as_of = style.origin(signed, "signed_by_month")
    return Chart(
        figure=_figure(past, boom),
        title=(
            f"Of {then:,} agreements on the first list, {kept:,} are still listed; read by its dates alone, the latest "
            f"list shows {now:,} up to {style.month_words(cut)}"
        ),
        source=source,
        as_of=as_of,
        alt=(
            "Two rows of bars by month of signing as the first list dated it, WSO above JEM. Outlines: the first list. "
            "Filled bars: those of them that are still listed. The tallest is "
            f"{boom['model']} in {month}: {boom['listed_first']:,} then, {boom['kept']:,} of them now."
        ),
        numbers=Numbers(
            heads=("Signed in", "Model", "First list", "Still listed", "Same date still", "Latest list by its dates"),
            rows=(*_rows(past), ("All", "", f"{then:,}", f"{kept:,}", f"{same:,}", f"{now:,}")),
        ),
        note=(
            "The list gives the most recent date of signing. Three of the jail agreements are known to be older, with "
            "the date overwritten when they were signed again; for the others that is inferred. So the latest list by "
            "its dates is not the first list's agreements: some of those have another date by now."
        ),
    )


def _rows(past: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    for r in past.sort_values(["signed_month", "model"]).itertuples():
        counts = (r.listed_first, r.kept, r.kept_same_date, r.listed_last)
        yield str(r.signed_month), str(r.model), *(f"{count:,}" for count in counts)


def _figure(past: pd.DataFrame, boom: pd.Series[object]) -> Figure:
    import pandas as pd

    months = pd.period_range(past["signed_month"].min(), past["signed_month"].max(), freq="M")
    with style.drawing((9, 5.6), rows=2) as (figure, panels):
        for axes, (model, name) in zip(panels, _PANELS.items(), strict=True):
            rows = past[past["model"] == model].set_index("signed_month").reindex(months)
            drawn = rows[rows["listed_first"] > 0]  # an empty bar would draw a line along the axis
            spots = [months.get_loc(month) for month in drawn.index]
            axes.bar(spots, drawn["listed_first"], width=0.8, fill=False, edgecolor=style.NEUTRAL, linewidth=1.6)
            axes.bar(spots, drawn["kept"], width=0.8, color=style.COLORS[model], alpha=0.9)
            style.count_axis(axes, f"{name} agreements, by month of signing")
            ticks = [i for i, month in enumerate(months) if month.month == 1]
            axes.set_xticks(ticks, [str(months[i].year) for i in ticks])
            axes.set_xlim(-1, len(months))
            axes.set_ylim(0, 1.12 * past["listed_first"].max())
            if model == boom["model"] and boom["signed_month"] in months:
                _name_boom(axes, boom, months.get_loc(boom["signed_month"]))
        panels[0].annotate(
            "outline: first list\nfilled: still listed", (0, 1), xycoords="axes fraction", xytext=(12, -4),
            textcoords="offset points", ha="left", va="top", color=style.NEUTRAL,
        )  # fmt: skip
    return figure


def _name_boom(axes: Axes, boom: pd.Series[object], spot: int) -> None:
    axes.annotate(
        f"{style.month_words(boom['signed_month'])}: {boom['listed_first']} on the first list,\n"
        f"{boom['kept']} of them still listed",
        (spot - 0.6, boom["listed_first"]),
        ha="right", va="top", color=style.INKS[boom["model"]], fontweight="bold",
    )  # fmt: skip
