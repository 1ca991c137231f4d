"""A map of equal tiles: which states have a Warrant Service Officer agreement, another model, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wso_lessons.charts import style
from wso_lessons.charts.chart import Chart, Numbers
from wso_lessons.content.words import and_list

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

# One tile a state, roughly where it lies; equal tiles, because a large state is not a more frequent one.
_GRID = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. .. .. .. .. VT NH
WA ID MT ND MN WI MI .. NY MA RI
OR NV WY SD IA IL IN OH PA NJ CT
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC .. .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. FL .. .. ..
"""
SPOTS = {
    code: (column, row)
    for row, line in enumerate(_GRID.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}
HAS, OTHER_MODEL, NO_AGREEMENT = "WSO agreement", "another model only", "no agreement"
_LOOKS: dict[str, dict[str, Any]] = {
    HAS: {"facecolor": style.COLORS["WSO"], "edgecolor": style.CARD},
    OTHER_MODEL: {"facecolor": style.PALE, "edgecolor": style.INKS["JEM"]},
    NO_AGREEMENT: {"facecolor": style.CARD, "edgecolor": style.FAINT, "linestyle": "--"},
}


def states_without(states: pd.DataFrame) -> Chart:
    """Which of the 50 states have no Warrant Service Officer agreement, and which have none at all.

    `states` is the table states_by_model. Raises ValueError where it is empty.
    """
    style.need(states, "state", "state_code", "place", "model", "agreements")
    fifty = states[states["place"] == "State"]
    wide = fifty.pivot(index=["state", "state_code"], columns="model", values="agreements").fillna(0).astype(int)
    kinds = {
        key: HAS if row.get("WSO", 0) else OTHER_MODEL if row.sum() else NO_AGREEMENT for key, row in wide.iterrows()
    }
    other = [state for (state, _), kind in kinds.items() if kind == OTHER_MODEL]
    none = [state for (state, _), kind in kinds.items() if kind == NO_AGREEMENT]
    source, as_of = style.origin(states, "states_by_model")
    lists = "".join(
        f" {heading}: {and_list(names)}." for heading, names in (("Another model only", other), ("None", none)) if names
    )
    rows = tuple((s, code, *(f"{n:,}" for n in wide.loc[(s, code)]), kind) for (s, code), kind in kinds.items())
    return Chart(
        figure=_tiles(wide, {code: kind for (_, code), kind in kinds.items()}),
        title=(
            f"{len(other) + len(none)} of {len(kinds)} states have no WSO agreement; "
            f"{len(none)} of them have no agreement of any model"
        ),
        source=source,
        as_of=as_of,
        alt=f"Map of {len(kinds)} equal tiles, one for each state, with its number of WSO agreements.{lists}",
        numbers=Numbers(heads=("State", "Code", *map(str, wide.columns), "Kind"), rows=rows),
        note=(
            "A blank is not an answer: a state without an agreement may forbid them, may not want them or may never "
            f"have been asked.{_off_the_map(states)}"
        ),
    )


def _off_the_map(states: pd.DataFrame) -> str:
    """A sentence on the territories that the list holds and the map does not, "" where there are none."""
    others = states[(states["place"] != "State") & (states["agreements"] > 0)]
    names = []
    for state, rows in others.groupby("state"):
        counts = ", ".join(f"{row.model} {row.agreements:,}" for row in rows.itertuples())
        names.append(f"{state} ({counts})")
    return f" Not on the map: {and_list(names)}." if names else ""


def _tiles(wide: pd.DataFrame, kinds: dict[str, str]) -> Figure:
    from matplotlib.patches import Rectangle

    with style.drawing((9, 6.2)) as (figure, axes):
        for (_, code), row in wide.iterrows():
            column, line = SPOTS[code]
            kind = kinds[code]
            axes.add_patch(Rectangle((column + 0.04, line + 0.04), 0.92, 0.92, linewidth=1.4, **_LOOKS[kind]))
            ink = "#FFFFFF" if kind == HAS else style.INK
            axes.text(column + 0.5, line + 0.38, code, ha="center", va="center", color=ink, fontweight="bold")
            axes.text(
                column + 0.5, line + 0.72, f"{row.get('WSO', 0):,}", ha="center", va="center", color=ink, fontsize=13
            )
        for place, kind in enumerate((HAS, OTHER_MODEL, NO_AGREEMENT)):
            if kind in kinds.values():
                axes.add_patch(Rectangle((1.2 + 3.1 * place, -0.05), 0.4, 0.4, linewidth=1.4, **_LOOKS[kind]))
                axes.text(1.7 + 3.1 * place, 0.17, kind, va="center", color=style.INK, fontsize=13)
        axes.set(xlim=(0, 11), ylim=(8, -0.15), aspect="equal")
        axes.set_axis_off()
    return figure
