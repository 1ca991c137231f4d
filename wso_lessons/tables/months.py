"""Which agreements stood on ICE's list at the end of each month, from when each was first seen and gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


def listed_each_month(history: pd.DataFrame) -> tuple[pd.PeriodIndex, NDArray[np.bool_]]:
    """The months that a history covers, and a table of truth values: one row a month, one column an agreement.

    `history` is the table agreement_history, or some of its rows; columns are in its order. An agreement counts from
    the month of first_seen until the month before removed_by; one that was off the list for a time counts throughout
    (missing_between says for how many lists), because the table does not say on which days it was absent.
    """
    import pandas as pd

    months = pd.period_range(history["first_seen"].min(), history["last_seen"].max(), freq="M", name="month")
    ends = months.to_timestamp(how="end").to_numpy()[:, None]
    begun = history["first_seen"].to_numpy()[None, :] <= ends
    gone = history["removed_by"].to_numpy()[None, :] <= ends  # a date that is missing compares as False
    return months, begun & ~gone
