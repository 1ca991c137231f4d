"""One bar for each row of any small table, so that a lesson of one's own has a chart without further Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wso_lessons.charts import style
from wso_lessons.charts.chart import Chart, Numbers
from wso_lessons.content.findings import one_line
from wso_lessons.content.words import and_list

if TYPE_CHECKING:
    import pandas as pd

MOST_BARS = 40  # more than that is a table, to be looked up and not compared
LONGEST_LABEL = 40  # characters beside a bar, which else has no room; the table below gives all of a name


def bars(frame: pd.DataFrame, each: str, count: str, title: str, unit: str = "", note: str = "") -> Chart:
    """One bar for each row of a table, in the table's order; numbers stand at the bars' ends.

    `each` is the column that names the bars (text, categories or months), `count` a column of numbers that are not
    negative; `title` states the finding; `unit` says what is counted (the column's name by default). The source is
    the one that `load` gave the table. Raises ValueError where a column is missing, the table is empty or longer than
    40 rows, a number is negative or missing, or no source is known.
    """
    style.need(frame, each, count)
    if "source" not in frame.attrs:
        raise ValueError("This table names no source. Read it with load(name, lesson.course).")
    if len(frame) > MOST_BARS:
        raise ValueError(f"{len(frame)} bars are too many to read; keep {MOST_BARS} rows or fewer.")
    numbers = frame[count]
    if not (numbers >= 0).all():
        raise ValueError(f'Bars need numbers from 0 up; the column "{count}" holds others.')
    names = [_name(value) for value in frame[each]]
    told = [f"{value:,}" for value in numbers.tolist()]
    what = one_line(unit or count.replace("_", " "))
    return Chart(
        figure=style.bar_figure([one_line(name, LONGEST_LABEL) for name in names], numbers, told, what),
        title=title,
        source=str(frame.attrs["source"]),
        as_of=str(frame.attrs["as_of"]),
        alt=f"Bar chart of {what}: {and_list([f'{name} {n}' for name, n in zip(names, told, strict=True)])}.",
        numbers=Numbers(heads=(each.replace("_", " "), what), rows=tuple(zip(names, told, strict=True))),
        note=note,
    )


def _name(value: object) -> str:
    return style.month_words(value) if hasattr(value, "strftime") else one_line(value, 1_000)
