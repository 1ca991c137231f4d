"""What today's list shows of the past, beside what was listed then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wso_lessons.charts import style
from wso_lessons.charts.chart import Chart, Numbers

if TYPE_CHECKING:
    import pandas as pd

_PANELS = {"WSO": "Warrant Service Officer", "JEM": "Jail enforcement model"}


def survivors(signed: pd.DataFrame) -> Chart:
    """What the latest list, read by its dates of signing, shows of the agreements that the first list held.

    `signed` is the table signed_by_month. Raises ValueError where it is empty or holds nothing from the first list.
    """
    style.need(signed, "signed_month", "model", "listed_first", "listed_last")
    old = signed[signed["listed_first"] > 0]
    if old.empty:
        raise ValueError("There is nothing to draw: no row of the table was on the first list.")
    cut = old["signed_month"].max()
    past = signed[signed["signed_month"] <= cut]
    then, now = int(past["listed_first"].sum()), int(past["listed_last"].sum())
    boom = past.loc[past["listed_first"].idxmax()]
    month = style.month_words(boom["signed_month"])
    source, as_of = style.origin(signed, "signed_by_month")
    return Chart(
        figure=_figure(past, boom),
        title=(
            f"Of {then:,} agreements on the first list, dated up to {style.month_words(cut)}, "
            f"the latest list shows {now:,}; "
            f"{boom['listed_first']:,} {boom['model']} dates in {month} look like a boom"
        ),
        source=source,
        as_of=as_of,
        alt=(
            "Two rows of bars by month of signing, WSO above JEM. Outlines: the first list. Filled bars: the latest. "
            f"The tallest is {boom['model']} in {month}: {boom['listed_first']:,} then, {boom['listed_last']:,} now."
        ),
        numbers=Numbers(
            heads=("Signed in", "Model", "First list", "Latest list"),
            rows=(*_rows(past), ("All", "", f"{then:,}", f"{now:,}")),
        ),
        note=(
            "A date of signing is the most recent one. Three of the jail agreements are known to be older, with the "
            "date overwritten when they were signed again; for the others that is inferred."
        ),
    )


def _rows(past: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    for r in past.sort_values(["signed_month", "model"]).itertuples():
        yield str(r.signed_month), str(r.model), f"{r.listed_first:,}", f"{r.listed_last:,}"


def _figure(past: pd.DataFrame, boom: pd.Series[Any]) -> Any:
    import pandas as pd

    begin = max(past["signed_month"].min(), past["signed_month"].max() - 23)
    months = pd.period_range(begin, past["signed_month"].max(), freq="M")
    with style.drawing((9, 5.6), rows=2) as (figure, panels):
        for axes, (model, name) in zip(panels, _PANELS.items(), strict=True):
            rows = past[past["model"] == model].set_index("signed_month").reindex(months)
            spots = range(len(months))
            axes.bar(
                spots, rows["listed_first"].fillna(0), width=0.8, fill=False, edgecolor=style.NEUTRAL, linewidth=1.6
            )
            axes.bar(spots, rows["listed_last"].fillna(0), width=0.8, color=style.COLOURS[model], alpha=0.9)
            style.count_axis(axes, f"{name} agreements, by month of signing")
            ticks = [i for i, month in enumerate(months) if month.month in (1, 7)]
            axes.set_xticks(ticks, [months[i].strftime("%b %Y") for i in ticks])
            axes.set_ylim(0, 1.12 * past["listed_first"].max())
            if model == boom["model"] and boom["signed_month"] in months:
                _name_boom(axes, boom, months.get_loc(boom["signed_month"]))
        panels[0].annotate(
            "outline: first list\nfilled: latest list", (1, 1), xycoords="axes fraction", ha="right", va="top",
            color=style.NEUTRAL,
        )  # fmt: skip
    return figure


def _name_boom(axes: Any, boom: pd.Series[Any], spot: int) -> None:
    axes.annotate(
        f"{style.month_words(boom['signed_month'])}: {boom['listed_first']} on the first list,\n"
        f"{boom['listed_last']} on the latest",
        (spot - 0.6, boom["listed_first"]),
        ha="right", va="top", color=style.INKS[boom["model"]], fontweight="bold",
    )  # fmt: skip
