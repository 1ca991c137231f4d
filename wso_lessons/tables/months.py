"""Which agreements stood on ICE's list at the end of each month, from when each was first seen, absent and gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


def listed_each_month(history: pd.DataFrame) -> tuple[pd.PeriodIndex, NDArray[np.bool_]]:
    """The months that a history covers, and a table of truth values: one row a month, one column an agreement.

    `history` is the table agreement_history, or some of its rows; columns are in its order. An agreement counts from
    the month of first_seen until the month before removed_by, but not at the end of a month within its absences.
    """
    import pandas as pd

    months = pd.period_range(history["first_seen"].min(), history["last_seen"].max(), freq="M", name="month")
    ends = months.to_timestamp(how="end").to_numpy()[:, None]
    begun = history["first_seen"].to_numpy()[None, :] <= ends
    gone = history["removed_by"].to_numpy()[None, :] <= ends  # a date that is missing compares as False
    listed = begun & ~gone
    for place, spans in enumerate(history["absences"]):
        for span in filter(None, spans.split("|")):
            left, back = (pd.Period(day, "M") for day in span.split("/"))
            listed[(months >= left) & (months < back), place] = False
    return months, listed
