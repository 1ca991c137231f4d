"""Where the agreements are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wso_lessons.charts import style
from wso_lessons.charts.chart import Chart, Numbers
from wso_lessons.content.words import and_list
from wso_lessons.tables.months import listed_each_month

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def wso_by_state(states: pd.DataFrame, top: int = 10) -> Chart:
    """Which states hold the most Warrant Service Officer agreements; `top` bars are drawn.

    `states` is the table states_by_model. Raises ValueError where it is empty or holds no WSO agreement.
    """
    style.need(states, "state", "model", "agreements")
    counts = states[states["model"] == "WSO"].set_index("state")["agreements"]
    total = int(counts.sum())
    if not total:
        raise ValueError("There is nothing to draw: the table holds no WSO agreement.")
    ranked = counts[counts > 0].sort_values(ascending=False, kind="stable").head(top)
    source, as_of = style.origin(states, "states_by_model")
    first = ranked.index[0]
    together = f"; the {len(ranked)} states shown hold {style.percent(ranked.sum(), total)}" if len(ranked) > 1 else ""
    rows = [(state, f"{n:,}", style.percent(n, total)) for state, n in ranked.items()]
    words = [f"{count}  ({share})" for _, count, share in rows]
    rest = total - int(ranked.sum())
    rows += [("All others", f"{rest:,}", style.percent(rest, total)), ("Total", f"{total:,}", "100 %")]
    return Chart(
        figure=style.bar_figure(list(ranked.index), ranked, words, "Warrant Service Officer agreements (share of all)"),
        title=f"{first} holds {ranked.iloc[0]:,} of {total:,} WSO agreements{together}",
        source=source,
        as_of=as_of,
        alt=f"Bar chart of WSO agreements, most first: {and_list([f'{s} {n:,}' for s, n in ranked.items()])}.",
        numbers=Numbers(heads=("State", "WSO agreements", "Share"), rows=tuple(rows)),
        note="Counts of agreements take no account of how many agencies, jails or people a state has.",
    )


def share_of_state(
    history: pd.DataFrame, state: str = "Florida", model: str = "WSO", lists: pd.DataFrame | None = None
) -> Chart:
    """How one state's share of a model's agreements changed, month by month.

    `history` is the table agreement_history; `state` is a name as it stands there, `model` WSO, JEM or TFM; with
    `lists`, the table of that name, each share stands at the day of its month's last list, else at the month's end.
    Raises ValueError where the history holds no such agreement.
    """
    style.need(history, "state", "model", "first_seen", "last_seen", "removed_by", "absences")
    chosen = history[history["model"] == model]
    if state not in set(chosen["state"]):
        raise ValueError(f'There is no {model} agreement of "{state}" in this history.')
    months, listed = listed_each_month(chosen)
    own, all_ = listed[:, (chosen["state"] == state).to_numpy()].sum(axis=1), listed.sum(axis=1)
    kept = all_ > 0
    months, own, all_ = months[kept], own[kept], all_[kept]
    source, as_of = style.origin(history, "agreement_history")
    days = style.list_days(months, lists, history["last_seen"].max())
    then, now = style.percent(own[0], all_[0]), style.percent(own[-1], all_[-1])
    begin, end = style.month_words(months[0]), style.month_words(months[-1])
    rows = [(str(m), f"{a:,}", f"{b:,}", style.percent(a, b)) for m, a, b in zip(months, own, all_, strict=True)]
    return Chart(
        figure=_share_figure(days, own, all_, f"{state}'s share of {model} agreements"),
        title=(
            f"{state} held {then} of {model} agreements in {begin} and {now} in {end}, "
            f"while its own number went from {own[0]:,} to {own[-1]:,}"
        ),
        source=source,
        as_of=as_of,
        alt=f"Line chart of {state}'s share of {model} agreements, {then} in {begin}, {now} in {end}.",
        numbers=Numbers(heads=("Month", state, "All states", "Share"), rows=tuple(rows)),
        note="Counted on the last list of each month; a row that a list repeats counts once.",
    )


def _share_figure(when: list[pd.Timestamp], own: pd.Series[float], all_: pd.Series[float], heading: str) -> Figure:
    shares = 100 * own / all_
    with style.drawing() as (figure, axes):
        axes.plot(when, shares, color=style.COLORS["WSO"], linewidth=3)
        axes.fill_between(when, shares, color=style.COLORS["WSO"], alpha=0.12, linewidth=0)
        for at, place in ((0, {"xytext": (0, 10)}), (-1, {"xytext": (8, 0), "va": "center"})):
            words = f"{style.percent(own[at], all_[at])}\n{own[at]:,} of {all_[at]:,}"
            axes.annotate(
                words, (when[at], shares[at]), textcoords="offset points", ha="left", color=style.INKS["WSO"],
                fontweight="bold", annotation_clip=False, **place,
            )  # fmt: skip
        style.count_axis(axes, heading)
        style.year_axis(axes)
        axes.yaxis.set_major_formatter("{x:.0f} %")
        axes.set_ylim(top=min(100, 1.3 * shares.max() + 2))
    return figure
