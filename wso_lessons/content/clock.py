"""The one clock of the package: the moment in UTC for what is stored, and today as the reader's calendar has it.

What is due for review, withdrawn or past its date goes by the reader's own day, so that a lesson in the evening does
not fall into tomorrow because it is tomorrow in UTC.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

_held: list[datetime.datetime] = []


def now() -> datetime.datetime:
    """The moment, in UTC; the one that `stop_at` holds, where a test has stopped the clock."""
    return _held[-1] if _held else datetime.datetime.now(tz=datetime.UTC)


def today() -> datetime.date:
    """The day on the reader's own calendar (this computer's time zone)."""
    return local_day(now())


def local_day(moment: datetime.datetime) -> datetime.date:
    """The reader's own day of a moment that has a time zone."""
    return moment.astimezone().date()


def stamp(timespec: str = "milliseconds") -> str:
    """The moment as it is stored: ISO 8601 in UTC, ending in Z; `timespec` as `datetime.isoformat` takes it."""
    return now().isoformat(timespec=timespec).replace("+00:00", "Z")


@contextmanager
def stop_at(at: datetime.datetime) -> Iterator[None]:
    """Stops the clock at a moment with a time zone. Raises ValueError where it has none."""
    if at.tzinfo is None:
        raise ValueError("A moment needs its time zone")
    _held.append(at.astimezone(datetime.UTC))
    try:
        yield
    finally:
        _held.pop()
