"""Who holds the agreements: kinds of agency, and agencies with several models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wso_lessons.charts import style
from wso_lessons.charts.chart import Chart, Numbers
from wso_lessons.content.words import SHORT_MODEL_NAMES, and_list

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_PLURALS = {"County": "counties", "Municipality": "municipalities", "State Agency": "state agencies"}


def agency_types(types: pd.DataFrame) -> Chart:
    """Which kinds of agency hold the agreements of each model.

    `types` is the table agency_types_by_model. Raises ValueError where it is empty.
    """
    style.need(types, "agency_type", "model", "agreements")
    wide = types.pivot(index="model", columns="agency_type", values="agreements").fillna(0).astype(int)
    wide = wide[wide.sum(axis=1) > 0]
    totals = wide.sum(axis=1)
    source, as_of = style.origin(types, "agency_types_by_model")
    top = wide.idxmax(axis=1)
    findings = [
        f"{style.percent(wide[kind][model], totals[model])} of {model} agreements are with {_PLURALS.get(kind, kind)}"
        for model, kind in top.items()
    ]
    heads = ("Model", *(f"{name}" for name in wide), "All")
    rows = tuple(
        (str(model), *(f"{n:,} ({style.percent(n, totals[model])})" for n in row), f"{totals[model]:,}")
        for model, row in wide.iterrows()
    )
    return Chart(
        figure=_types_figure(wide),
        title="; ".join(findings),
        source=source,
        as_of=as_of,
        alt=f"One bar for each model, divided by kind of agency. {'. '.join(findings)}.",
        numbers=Numbers(heads=heads, rows=rows),
        note="The kinds are ICE's own; a few sheriffs stand there as municipalities and a few police as counties.",
    )


def _types_figure(wide: pd.DataFrame) -> Figure:
    from matplotlib.patches import Patch

    shares = wide.div(wide.sum(axis=1), axis=0) * 100
    names = [f"{model}\n{SHORT_MODEL_NAMES.get(model, '')}" for model in wide.index]
    with style.drawing((9, 4.4)) as (figure, axes):
        left = shares.iloc[:, 0] * 0
        for kind, shade, letters in zip(shares, style.SHADES, style.SHADE_LETTERS, strict=False):
            axes.barh(names, shares[kind], left=left, color=shade, height=0.66, edgecolor=style.CARD, linewidth=2)
            for row, (share, start) in enumerate(zip(shares[kind], left, strict=True)):
                if share >= 6.5:  # a number needs this much room
                    axes.text(start + share / 2, row, f"{share:.0f} %", ha="center", va="center", color=letters)
            left = left + shares[kind]
        style.bare_bars(axes)
        names = [_PLURALS.get(kind, kind) for kind in shares]
        keys = [Patch(facecolor=shade, edgecolor=style.NEUTRAL) for shade in style.SHADES[: len(names)]]
        axes.legend(keys, names, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(names), frameon=False)
        axes.set_xlim(0, 100)
    return figure


def models_per_agency(roster: pd.DataFrame) -> Chart:
    """How many agencies hold one model, and how many several.

    `roster` is the table roster, or some of its rows. Raises ValueError where it is empty.
    """
    style.need(roster, "agency_id", "model")
    pairs = roster.drop_duplicates(["agency_id", "model"]).sort_values("model")
    held = pairs.groupby("agency_id")["model"].agg(lambda models: " + ".join(map(str, models)))
    counts = held.value_counts().sort_values(ascending=False, kind="stable")
    several = int(counts[[name for name in counts.index if "+" in name]].sum())
    source, as_of = style.origin(roster, "roster")
    total = int(counts.sum())
    rows = [(_holding(name), f"{n:,}", style.percent(n, total)) for name, n in counts.items()]
    words = and_list([f"{holding} {count}" for holding, count, _ in rows])
    return Chart(
        figure=_holdings_figure(rows, counts),
        title=f"{len(roster):,} agreements, {total:,} agencies: {several:,} of them hold more than one model",
        source=source,
        as_of=as_of,
        alt=f"Bar chart of agencies by the models they hold: {words}.",
        numbers=Numbers(heads=("Models held", "Agencies", "Share"), rows=(*rows, ("Total", f"{total:,}", "100 %"))),
        note="An agency with two models counts once here and twice in a count of agreements.",
    )


def _holding(models: str) -> str:
    return models if "+" in models else f"{models} only"


def _holdings_figure(rows: list[tuple[str, str, str]], counts: pd.Series[int]) -> Figure:
    several = ["+" in name for name in counts.index]
    return style.bar_figure(
        [holding for holding, _, _ in rows], counts, [f"{count}  ({share})" for _, count, share in rows],
        "Agencies (striped: more than one model)", each=0.5, room=1.2, height=0.7,
        color=[style.ACCENT if more else style.FAINT for more in several],
        hatch=["//" if more else "" for more in several], edgecolor=style.CARD, linewidth=0,
    )  # fmt: skip
