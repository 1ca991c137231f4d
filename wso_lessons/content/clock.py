"""The one clock of the package: the moment in UTC for what is stored, and today as the reader's calendar has it.

What is due for review, withdrawn or past its date goes by the reader's own day, so that a lesson in the evening does
not fall into tomorrow because it is tomorrow in UTC.
"""

from __future__ import annotations

import datetime


def now() -> datetime.datetime:
    """The moment, in UTC; a test that stops the clock puts another function in this one's place."""
    return datetime.datetime.now(tz=datetime.UTC)


def today() -> datetime.date:
    """The day on the reader's own calendar (this computer's time zone)."""
    return local_day(now())


def local_day(moment: datetime.datetime) -> datetime.date:
    """The reader's own day of a moment that has a time zone."""
    try:
        return moment.astimezone().date()
    except (OverflowError, OSError, ValueError):
        return moment.date()  # at the ends of the calendar, which only a damaged or made-up file names


def day_of_stamp(stored: str) -> datetime.date:
    """The reader's own day of a moment as it is stored. Raises ValueError where the text is no moment."""
    return local_day(datetime.datetime.fromisoformat(stored))


def stamp(timespec: str = "milliseconds") -> str:
    """The moment as it is stored: ISO 8601 in UTC, ending in Z; `timespec` as `datetime.isoformat` takes it."""
    return now().isoformat(timespec=timespec).replace("+00:00", "Z")
