"""How many agreements, of which model, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wso_lessons.charts import style
from wso_lessons.charts.chart import Chart, Numbers
from wso_lessons.content.words import MODEL_CODES, and_list

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FLAT_MONTHS = 12  # a stretch this long, within 5 % of its first value, is called flat


def agreements_by_model(monthly: pd.DataFrame, lists: pd.DataFrame | None = None) -> Chart:
    """How the number of agreements under each model changed, month by month.

    `monthly` is the table monthly_agreements, or some of its months or models; each count stands at its own list's
    day. `lists` is the table lists, for the days without one to be marked. Raises ValueError where `monthly` is empty.
    """
    style.need(monthly, "month", "model", "agreements", "snapshot_date")
    wide = monthly.pivot(index="month", columns="model", values="agreements")
    wide = wide[[model for model in MODEL_CODES if model in wide and wide[model].any()]]
    source, _ = style.origin(monthly, "monthly_agreements")
    last = wide.iloc[-1]
    days = monthly.groupby("month", observed=True)["snapshot_date"].max().reindex(wide.index)
    gaps = [gap for gap in style.gaps_between(lists) if days.iloc[0] <= gap[0] and gap[1] <= days.iloc[-1]]
    ends = and_list([f"{model} at {last[model]:,}" for model in last.sort_values(ascending=False).index])
    return Chart(
        figure=_growth_figure(wide, list(days), gaps),
        title=_growth_finding(wide),
        source=source,
        as_of=style.day_words(monthly["snapshot_date"].max()),
        alt=f"Line chart of agreements by model, {_span(wide)}. At the end {ends}.",
        numbers=Numbers(
            heads=("Month", "List of", *wide),
            rows=tuple(
                (str(month), f"{day:%Y-%m-%d}", *(f"{n:,.0f}" for n in row))
                for month, day, row in zip(wide.index, days, wide.values, strict=True)
            ),
        ),
        note=(
            "Each line counts the agreements under one model. Each point stands at the day of its month's last list."
            f"{style.gap_note(gaps)}"
        ),
    )


def _span(wide: pd.DataFrame) -> str:
    return f"{style.month_words(wide.index[0])} to {style.month_words(wide.index[-1])}"


def _growth_finding(wide: pd.DataFrame) -> str:
    main = "WSO" if "WSO" in wide else wide.columns[0]
    line = wide[main]
    first, last = int(line.iloc[0]), int(line.iloc[-1])
    flat = int((line.sub(first).abs() <= 0.05 * first).cumprod().sum())
    if FLAT_MONTHS <= flat < len(line):
        calm = line.iloc[:flat]
        level = f"{calm.min():,} to {calm.max():,}" if calm.min() < calm.max() else f"{first:,}"
        until = style.month_words(calm.index[-1])
        return f"{main} agreements stayed at {level} until {until}, then {_direction(first, last)} to {last:,}"
    return f"{main} agreements {_direction(first, last)} from {first:,} to {last:,}"


def _month_of_passing(wide: pd.DataFrame) -> pd.Period | None:
    """The first month with more TFM than WSO agreements, or None where they did not pass within the months given."""
    if "WSO" not in wide or "TFM" not in wide:
        return None
    ahead = wide["TFM"] > wide["WSO"]
    return ahead.idxmax() if ahead.any() and not ahead.iloc[0] else None


def _direction(first: float, last: float) -> str:
    return "rose" if last > first else "fell" if last < first else "went"


def _growth_figure(
    wide: pd.DataFrame, days: list[pd.Timestamp], gaps: list[tuple[pd.Timestamp, pd.Timestamp]]
) -> Figure:
    when = dict(zip(wide.index, days, strict=True))
    with style.drawing() as (figure, axes):
        style.mark_gaps(axes, gaps)
        for model in wide:
            begun = wide[model].cummax().shift(-1, fill_value=1) > 0  # no line where there was nothing yet
            shown = wide[model][begun]
            at = [when[month] for month in shown.index]
            axes.plot(at, shown, style.DASHES[model], color=style.COLORS[model], linewidth=3)
        style.count_axis(axes, "Agreements on each month's last list")
        style.year_axis(axes)
        passed = _month_of_passing(wide)
        if passed is not None:
            axes.annotate(
                "task force passes WSO", (when[passed], wide["TFM"][passed]),
                xytext=(-120, 60), textcoords="offset points", ha="center", color=style.INK,
                arrowprops={"arrowstyle": "-", "color": style.FAINT},
            )  # fmt: skip
        style.label_ends(axes, days[-1], {model: wide[model].iloc[-1] for model in wide})
    return figure


def launch_years(reconstruction: pd.DataFrame, monthly: pd.DataFrame) -> Chart:
    """How the Warrant Service Officer program grew in 2019 and 2020, as far as later lists can tell.

    `reconstruction` is the table reconstruction_2019_2020, `monthly` is monthly_agreements, of which the first twelve
    months are drawn. Raises ValueError where either is empty.
    """
    style.need(reconstruction, "month_end", "wso_signed_by_then")
    style.need(monthly, "snapshot_date", "model", "agreements")
    signed = reconstruction.set_index("month_end")["wso_signed_by_then"]
    wso = monthly[monthly["model"] == "WSO"].iloc[:12]
    listed = wso.set_index("snapshot_date")["agreements"]
    rises = signed.diff().fillna(signed.iloc[0])
    begin, peak = signed[signed > 0].index[0], rises.idxmax()
    source, _ = style.origin(reconstruction, "reconstruction_2019_2020")
    first_list = style.day_words(listed.index[0])
    rows = [(str(m), f"{n:,}", "signed by then (lower bound)") for m, n in signed.items()]
    rows += [(f"{day:%Y-%m-%d}", f"{n:,}", "listed") for day, n in listed.items()]
    finding = f"At least {signed.iloc[-1]:,} WSO agreements were signed by {style.month_words(signed.index[-1])}"
    return Chart(
        figure=_launch_figure(signed, listed, peak, int(rises[peak])),
        title=f"{finding}; {int(rises[peak]):,} carry dates in {style.month_words(peak)} alone",
        source=source,
        as_of=style.day_words(listed.index[-1]),
        alt=(
            f"Step chart. It begins with {signed[begin]:,} in {style.month_words(begin)}, climbs most in "
            f"{style.month_words(peak)}, reaches {signed.iloc[-1]:,} by {style.month_words(signed.index[-1])}, and "
            f"is followed by a solid line of listed agreements, at {listed.iloc[-1]:,} on "
            f"{style.day_words(listed.index[-1])}."
        ),
        numbers=Numbers(heads=("Month or list", "WSO agreements", "What was counted"), rows=tuple(rows)),
        note=(
            "The dashed part rests on dates of signing of the agreements on the first list, counted at months' ends. "
            "It is a lower bound: an agreement that was signed and had ended before that list is missing "
            f"from it. The solid part begins with the list of {first_list}."
        ),
    )


def _launch_figure(signed: pd.Series[int], listed: pd.Series[int], peak: pd.Period, rise: int) -> Figure:
    blue, ink = style.COLORS["WSO"], style.INKS["WSO"]
    past, known = signed.index.to_timestamp(how="end"), listed.index
    with style.drawing() as (figure, axes):
        axes.step(past, signed, "--", where="post", color=blue, linewidth=3)
        axes.plot(known, listed, color=blue, linewidth=3)
        place = {"textcoords": "offset points", "color": ink, "fontweight": "bold"}
        axes.annotate(
            f"{rise} dated\n{style.month_words(peak)}", (peak.to_timestamp(how="end"), signed[peak]),
            xytext=(-14, -10), ha="right", va="top", **place,
        )  # fmt: skip
        axes.annotate(f"listed: {listed.iloc[-1]:,}", (known[-1], listed.iloc[-1]), xytext=(0, 10), ha="right", **place)
        axes.annotate(
            f"dashed: from\ndates of signing,\nat least {signed.iloc[-1]:,}", (past[-1], signed.iloc[-1]),
            xytext=(-6, -110), ha="right", va="top", **{**place, "color": style.NEUTRAL, "fontweight": "normal"},
        )  # fmt: skip
        style.count_axis(axes, "Warrant Service Officer agreements")
        style.year_axis(axes)
        axes.set_ylim(top=1.18 * max(signed.max(), listed.max()))
    return figure
