"""One look for all charts: near-white card, large type, labels at the lines, colors safe for color-blind readers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from wso_lessons.content.words import SHORT_MODEL_NAMES, and_list
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.simulators.scene import spread
from wso_lessons.tables import about

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLORS = {"WSO": "#0072B2", "JEM": "#8A5A00", "TFM": "#009E73"}
INKS = {"WSO": "#0065A0", "JEM": "#8A5A00", "TFM": "#00704F"}  # the same hues, dark enough for letters
PALE = "#F3E2B8"  # a filled tile that is not the one looked for
SHADES = ("#3C4A5A", "#8FA0B2", "#D9D5C8")  # kinds that are no models, dark to light, and the letters upon them
SHADE_LETTERS = ("#FFFFFF", "#222222", "#222222")
GAP_DAYS = 14  # days without a list from which a line says that nothing is known of them
DASHES = {"WSO": "-", "JEM": "--", "TFM": "-."}
CARD, INK, ACCENT, NEUTRAL, FAINT = "#FCFCFA", "#222222", "#D55E00", "#4D4D4D", "#999999"
SIZE = (9.0, 5.0)
LABEL_SIZE = 14  # points, as all type of a chart
_RC: dict[str, object] = {
    "font.family": "DejaVu Sans",  # the font that matplotlib brings along, so that all machines draw alike
    "font.size": 14,
    "axes.labelsize": 14,
    "xtick.labelsize": 13,
    "ytick.labelsize": 13,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": NEUTRAL,
    "axes.facecolor": CARD,
    "figure.facecolor": CARD,
    "savefig.facecolor": CARD,
    "axes.grid": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": "#DDDDDD",
    "text.color": INK,
    "xtick.color": NEUTRAL,
    "ytick.color": NEUTRAL,
    "hatch.linewidth": 1.2,
    "text.parse_math": False,  # a name with two dollar signs is a name
    "svg.fonttype": "path",
    "svg.hashsalt": "wso-lessons",
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draws in the house style, whatever the reader's own settings, and leaves those as they were."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_RC)
        yield


@contextmanager
def drawing(size: tuple[float, float] = SIZE, rows: int = 1) -> Iterator[tuple[Figure, Any]]:
    """A figure that pyplot does not know of, so that nothing has to be closed, and its axes (an array for rows > 1).

    What is drawn inside is in the house style; afterwards its layout is fixed, so that each rendering is the same.
    """
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    with house_style():
        layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.08)
        figure = Figure(figsize=size, layout=layout)
        yield figure, figure.subplots(rows)
        layout.execute(figure)
        figure.set_layout_engine("none")


def count_axis(axes: Axes, unit: str) -> None:
    """A light horizontal grid and grouped thousands on an axis of counts that begins at 0."""
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.set_ylim(bottom=0)
    axes.set_title(unit, loc="left", fontsize=14, color=NEUTRAL)


def year_axis(axes: Axes) -> None:
    """Years on an axis of dates."""
    from matplotlib.dates import DateFormatter, YearLocator

    axes.xaxis.set_major_locator(YearLocator())
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))


def list_days(months: pd.PeriodIndex, lists: pd.DataFrame | None, last: pd.Timestamp) -> list[pd.Timestamp]:
    """The day of the last list in each month, from the table lists; month's end where the table is not given.

    `last` is the day of the newest list, beyond which no point may lie.
    """
    ends = [min(month.to_timestamp(how="end").normalize(), last) for month in months]
    if lists is None:
        return ends
    newest = lists.groupby(lists["snapshot_date"].dt.to_period("M"))["snapshot_date"].max()
    return [newest.get(month, end) for month, end in zip(months, ends, strict=True)]


def gaps_between(lists: pd.DataFrame | None) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """The pairs of days of neighboring lists with more than two weeks between them."""
    if lists is None:
        return []
    days = sorted(lists["snapshot_date"])
    return [(before, after) for before, after in itertools.pairwise(days) if (after - before).days > GAP_DAYS]


def mark_gaps(axes: Axes, gaps: Sequence[tuple[pd.Timestamp, pd.Timestamp]]) -> None:
    """Shades the days without a list, behind everything else."""
    for before, after in gaps:
        axes.axvspan(before, after, color=FAINT, alpha=0.3, linewidth=0, zorder=0)


def gap_note(gaps: Sequence[tuple[pd.Timestamp, pd.Timestamp]]) -> str:
    """A sentence on the shaded days, "" where there are none."""
    if not gaps:
        return ""
    spans = and_list([f"{day_words(before)} to {day_words(after)}" for before, after in gaps])
    return f" Gray: more than {GAP_DAYS} days without a list ({spans}); what changed there has no known day."


def label_ends(axes: Axes, when: pd.Timestamp, ends: Mapping[str, float]) -> None:
    """Writes each model's code, last value and short name beside the end of its line, none over another.

    Call it when the axes' limits are set: heights are spread in the axes' own scale.
    """
    room = 2.7 * LABEL_SIZE / 72  # inches that two lines of type take
    tall = axes.get_window_extent().height / axes.figure.dpi
    to_axes = axes.transData + axes.transAxes.inverted()
    wanted = {model: float(to_axes.transform((0, value))[1]) for model, value in ends.items()}
    heights = spread(list(wanted.values()), room / tall)
    sunk = max(0.0, room / tall / 2 - min(heights))  # a label at 0 would run over the years below the axis
    for (model, value), height in zip(ends.items(), (height + sunk for height in heights), strict=True):
        words = f"{model}  {value:,.0f}\n{SHORT_MODEL_NAMES.get(model, '')}".strip()
        axes.annotate(
            words, (when, height), xycoords=("data", "axes fraction"), xytext=(8, 0), textcoords="offset points",
            va="center", color=INKS.get(model, NEUTRAL), fontweight="bold", annotation_clip=False,
            fontsize=LABEL_SIZE,
        )  # fmt: skip


def bar_figure(
    names: Sequence[str], numbers: pd.Series[float], words: Sequence[str], heading: str,
    each: float = 0.44, room: float = 1.15, **looks: Any,
) -> Figure:  # fmt: skip
    """A horizontal bar for each name, with its words at its end.

    `each` is a bar's part of the height, in inches; `room` the axis' length for words and the longest bar, which is 1.
    """
    with drawing((9, 0.9 + each * len(names))) as (figure, axes):
        places = list(range(len(names)))  # names may repeat
        bars = axes.barh(places, numbers, **{"color": COLORS["WSO"], "height": 0.72, **looks})
        axes.bar_label(bars, words, padding=6, color=INK)
        bare_bars(axes)
        axes.set_yticks(places, names)
        axes.set_title(heading, loc="left", fontsize=14, color=NEUTRAL)
        axes.set_xlim(0, room * max(1, float(numbers.max())))
    return figure


def bare_bars(axes: Axes) -> None:
    """Takes away what horizontal bars with numbers at their ends do not need."""
    axes.xaxis.set_visible(False)
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    axes.invert_yaxis()


def origin(frame: pd.DataFrame, table: str) -> tuple[str, str]:
    """The source line and as-of date of a frame: those that `load` gave it, or the card's of `table`."""
    if "source" in frame.attrs:
        return str(frame.attrs["source"]), str(frame.attrs["as_of"])
    card = about(table)
    return "; ".join(card.credits), card.as_of


def need(frame: pd.DataFrame, *columns: str) -> None:
    """Raises ValueError, in one sentence, where a frame is empty or lacks a column."""
    absent = [column for column in columns if column not in frame]
    if absent:
        raise ValueError(f'This chart needs the column "{absent[0]}"; the table has {", ".join(map(str, frame))}.')
    if frame.empty:
        raise ValueError("There is nothing to draw: the table has no rows.")


def month_words(month: pd.Timestamp | pd.Period) -> str:
    """A month or a date as "April 2025"."""
    return date_in_words(month.strftime("%Y-%m"))


def day_words(day: pd.Timestamp) -> str:
    """A date as "18 May 2026"."""
    return date_in_words(day.strftime("%Y-%m-%d"))


def percent(part: float, whole: float) -> str:
    """A share as a whole percentage: "57 %"."""
    return f"{100 * part / whole:.0f} %"
