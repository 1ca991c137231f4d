"""The detainer clock: when a hold must end under each rule, in elapsed hours, with time zones and clock changes.

All hours are elapsed hours. A rule may leave out whole days (Saturdays, Sundays and federal holidays, by the local
calendar); the hours of a day that is left out do not count.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONES = {
    "America/New_York": "Eastern time",
    "America/Chicago": "Central time",
    "America/Denver": "Mountain time",
    "America/Phoenix": "Arizona time (no daylight saving)",
    "America/Los_Angeles": "Pacific time",
    "America/Anchorage": "Alaska time",
    "Pacific/Honolulu": "Hawaii time (no daylight saving)",
}
HOLD_LIMIT = timedelta(hours=48)  # of the agreement and of 8 C.F.R. 287.7(d), which leaves days out
FIRST_YEAR, LAST_YEAR = 1997, 2100


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, both ends aware; `counts` is False where a rule's clock stands still, for the reason `why`."""

    begins: datetime
    ends: datetime
    counts: bool = True
    why: str = ""

    @property
    def hours(self) -> float:
        """Elapsed hours between the ends."""
        return time_between(self.begins, self.ends) / timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Run:
    """One rule's clock for one release: its deadline, and the spans that lead there."""

    deadline: datetime
    spans: tuple[Span, ...]

    @property
    def elapsed_hours(self) -> float:
        """Hours from the release to the deadline, the days left out included."""
        return time_between(self.spans[0].begins, self.deadline) / timedelta(hours=1)

    def hours_used(self, moment: datetime) -> float:
        """The counted hours that have run at a moment: 0 before the release, 48 from the deadline on."""
        return sum(
            max(0.0, time_between(span.begins, min(span.ends, moment, key=_instant)) / timedelta(hours=1))
            for span in self.spans
            if span.counts
        )


def time_between(begins: datetime, ends: datetime) -> timedelta:
    """The time between two aware datetimes as a stopwatch would show it, clock changes included."""
    return _instant(ends) - _instant(begins)


def moment_after(moment: datetime, by: timedelta) -> datetime:
    """The local time when `by` has elapsed since an aware datetime."""
    return (_instant(moment) + by).astimezone(moment.tzinfo)


def _instant(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def local_time(day: date, hour: int, minute: int, zone: str, *, second_pass: bool = False) -> datetime:
    """The aware local time in a zone of `ZONES`.

    Where clocks go back an hour happens twice: the first pass is taken unless `second_pass`. Raises ValueError for
    an hour that the clocks skip, an unknown zone, and a year outside 1997 to 2100.
    """
    if zone not in ZONES:
        raise ValueError(f'The zone "{zone}" is not one of: {", ".join(ZONES)}')
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"The year {day.year} is outside {FIRST_YEAR} to {LAST_YEAR}; choose a year between them")
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone), fold=int(second_pass))
    if _instant(moment).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValueError(
            f"The clocks skip {moment:%H:%M} on {day.isoformat()} in {ZONES[zone]}; choose an hour earlier or later"
        )
    return moment


def happens_twice(moment: datetime) -> bool:
    """Whether this local hour comes twice because the clocks go back."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


@functools.cache
def federal_holidays(year: int, last: int | None = None) -> dict[date, str]:
    """The federal holidays of a year, or up to a last one, on their own day and on the weekday of their observance.

    Source: the `holidays` package, which follows 5 U.S.C. 6103.
    """
    import holidays

    # The neighbours hold the days observed across a year's end (1 January on a Saturday is observed on 31 December).
    years = range(year, (last or year) + 1)
    found = holidays.country_holidays("US", years=range(years.start - 1, years.stop + 1))
    return {day: name for day, name in found.items() if day.year in years}


def left_out(day: date) -> str:
    """Why 8 C.F.R. 287.7(d) leaves a day out ("Saturday", "Sunday" or the holiday's name), or "" where it counts."""
    holiday = federal_holidays(day.year).get(day, "")
    weekend = {5: "Saturday", 6: "Sunday"}.get(day.weekday(), "")
    return f"{weekend}, {holiday}" if weekend and holiday else weekend or holiday


def plain_clock(release: datetime) -> Run:
    """Forty-eight elapsed hours from an aware datetime, nothing left out."""
    deadline = moment_after(release, HOLD_LIMIT)
    return Run(deadline, (Span(release, deadline),))


def excluding_clock(release: datetime) -> Run:
    """Forty-eight elapsed hours from an aware datetime, leaving out Saturdays, Sundays and federal holidays."""
    left, spans = HOLD_LIMIT, []
    for begins, ends, why in _days(release):
        if why:
            spans.append(Span(begins, ends, False, why))
            continue
        ends = min(ends, moment_after(begins, left), key=_instant)
        spans.append(Span(begins, ends))
        left -= time_between(begins, ends)
        if not left:
            return Run(ends, tuple(_join_spans(spans)))
    raise AssertionError("days do not end")


def _days(release: datetime) -> Iterator[tuple[datetime, datetime, str]]:
    """The release's day from that moment on and each local day after it, with the reason why it is left out."""
    begins = release
    while True:
        day = begins.date() + timedelta(days=1)
        ends = datetime(day.year, day.month, day.day, tzinfo=release.tzinfo)
        yield begins, ends, left_out(begins.date())
        begins = ends


def _join_spans(spans: list[Span]) -> Iterator[Span]:
    """Counted days that touch become one span; days left out stay apart, each with its reason."""
    current = spans[0]
    for span in spans[1:]:
        if span.counts and current.counts:
            current = Span(current.begins, span.ends)
        else:
            yield current
            current = span
    yield current
