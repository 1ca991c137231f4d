"""Reads a course's tables as typed frames, and shows their cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wso_lessons.content import ContentError, Course, Where, open_course
from wso_lessons.tables.cards import Card, Column, cards

if TYPE_CHECKING:
    import pandas as pd


def about(name: str, course: Course | None = None) -> Card:
    """The card of a table: columns, units, key, source, limits and as-of date. It shows itself in a notebook.

    Raises UnknownId, which names the nearest table, and ContentError where the card is faulty.
    """
    return cards(course)[name]


def load(name: str, course: Course | None = None) -> pd.DataFrame:
    """A fresh typed copy of a table; change it freely.

    Dates become datetime64, months period[M], counts int64 (Int64 where cells may be empty), flags bool, categories
    ordered as the card lists them. Empty text stays "", and "N/A" stays text. The frame's `attrs` name the table,
    its source and its as-of date, for charts to print.
    Raises UnknownId for another name, and ContentError where the file does not fit its card.
    """
    import pandas as pd

    card = about(name, course)
    path = (course or open_course()).table_path(name)
    try:
        raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except OSError:
        raise _refusal(card.where, f'The table "{name}" has a card but no file {path.name}.', "Add it.") from None
    except (ValueError, pd.errors.ParserError):
        raise _refusal(Where(path), "This is not a CSV file in UTF-8.", "Save it as CSV, UTF-8.") from None
    absent = next((c.name for c in card.columns if c.name not in raw.columns), None)
    if absent is not None:
        raise _refusal(Where(path, 1), f'The column "{absent}" is missing.', "Add it, or take it off the card.")
    frame = pd.DataFrame()
    for column in card.columns:
        try:
            frame[column.name] = _convert(raw[column.name], column)
        except (ValueError, TypeError):
            problem = f'The column "{column.name}" holds something that is no {column.type}.'
            raise _refusal(Where(path), problem, "Run `wso-lessons check` to see the rows.") from None
    frame.attrs.update(table=card.id, source="; ".join(card.credits), as_of=card.as_of)
    return frame


def _refusal(where: Where, problem: str, remedy: str) -> ContentError:
    return ContentError.at(where, "table-unusable", problem, remedy)


def _convert(cells: pd.Series[str], column: Column) -> pd.Series[object]:
    """The cells as the column's type. Raises ValueError where one does not fit."""
    import pandas as pd

    if column.type in ("id", "text", "code"):
        return cells
    blank = cells == ""
    if blank.any() and not column.empty:
        raise ValueError("empty")
    known = cells.where(~blank)
    if column.type == "category":
        if not cells[~blank].isin(column.allowed).all():
            raise ValueError("not allowed")
        return known.astype(pd.CategoricalDtype(list(column.allowed), ordered=True))
    if column.type == "date":
        return pd.to_datetime(known, format="%Y-%m-%d").astype("datetime64[ns]")
    if column.type == "month":
        return pd.to_datetime(known, format="%Y-%m").dt.to_period("M")
    if column.type == "flag":
        if not cells.isin(["0", "1"]).all():
            raise ValueError("neither 0 nor 1")
        return cells == "1"
    numbers = pd.to_numeric(known)
    if column.type == "number":
        return numbers.astype("float64")
    return numbers.astype("Int64" if column.empty else "int64")
