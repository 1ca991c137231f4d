"""Dates in a workbook: the day a list is of, and the days its cells give."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

FIRST_YEAR = 2002  # the first 287(g) agreement is of that year
MOST_LAG = 14  # ICE has posted a file up to eight days after its last change
_STAMP = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?:\d{6})?(?!\d)")
_ICE_NAME = re.compile(r"(?<!\d)(\d{2})[-_.]?(\d{2})[-_.]?(20\d{2})(?!\d)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")
_US = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_NO_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})(\d{4})")
_WORDS = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LINK_DATES = (
    (re.compile(r"(?<!\d)(\d{1,2})[.\-_](\d{1,2})[.\-_](20\d{2})(?!\d)"), (3, 1, 2)),
    (re.compile(r"(?<!\d)(20\d{2})[.\-_](\d{2})[.\-_](\d{2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{2})(\d{2})(20\d{2})(?!\d)"), (3, 1, 2)),
)
Origin = Literal["given", "archive stamp", "file name", "properties", ""]


@dataclass(frozen=True, slots=True)
class ListDay:
    """The day a list is of, what says so, and a sentence where the witnesses disagree ("" where they agree)."""

    day: dt.date | None
    origin: Origin
    doubt: str = ""


def list_day(file_name: str, modified: dt.datetime | None, given: dt.date | None = None) -> ListDay:
    """The day of a list, from a date given by a person, the file's name and the file's properties.

    A capture stamp of an archive (20250221214937) is believed before the properties, for such files were saved again
    later. A date in ICE's own names (05182026) is not: ICE has misdated several, while the properties were right.
    """
    changed = modified.date() if modified else None
    stamp, named = _stamp(file_name), _ice_name(file_name)
    if given:
        others = {day for day in (stamp or named, changed) if day and not _close(given, day)}
        said = " and ".join(day.isoformat() for day in sorted(others))
        return ListDay(given, "given", f"--date says {given}, but the file says {said}." if others else "")
    if stamp:
        doubt = "" if not changed or changed >= stamp or _close(stamp, changed) else _differ(stamp, changed, stamp)
        return ListDay(stamp, "archive stamp", doubt)
    if named and changed and not _close(named, changed):
        return ListDay(changed, "properties", _differ(named, changed, changed))
    if named:
        return ListDay(named, "file name")
    if changed:
        return ListDay(changed, "properties", f"The file's name holds no date; its properties say {changed}.")
    return ListDay(None, "", "Neither the file's name nor its properties hold a date.")


def _differ(named: dt.date, changed: dt.date, taken: dt.date) -> str:
    return f"The file's name says {named}, but it was last changed on {changed}; {taken} was taken."


def _close(day: dt.date, changed: dt.date) -> bool:
    """Whether a file changed on one day may be the list of the other: from a day after to two weeks before."""
    return -1 <= (day - changed).days <= MOST_LAG


def _stamp(name: str) -> dt.date | None:
    return next(filter(None, (day_of(m[1], m[2], m[3]) for m in _STAMP.finditer(name))), None)


def _ice_name(name: str) -> dt.date | None:
    return next(filter(None, (day_of(m[3], m[1], m[2]) for m in _ICE_NAME.finditer(name))), None)


def day_of(year: str, month: str, day: str) -> dt.date | None:
    """The date, or None where there is no such day."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_day(text: str) -> tuple[dt.date | None, str]:
    """The day a text gives and the rule that read it: "" for 2025-07-08, else "date-text" or "date-slash".

    ICE writes month before day. Text that is no date, or could be two, gives (None, "").
    """
    if match := _ISO.fullmatch(text):
        return day_of(match[1], match[2], match[3]), ""
    if match := _NO_SLASH.fullmatch(text):
        return day_of(match[3], match[1], match[2]), "date-slash"
    if match := _US.fullmatch(text):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return day_of(year, match[1], match[2]), "date-text"
    if match := _WORDS.fullmatch(text):
        start = match[1].lower()
        month = next((n for n, short in enumerate(_MONTHS, start=1) if start.startswith(short)), 0)
        return day_of(match[3], str(month), match[2]), "date-text"
    return None, ""


def with_plausible_year(day: dt.date, latest: dt.date) -> dt.date | None:
    """The day with the first digit of its year mended (5025 -> 2025), or None where that gives no likely year."""
    if FIRST_YEAR <= day.year <= latest.year:
        return None
    mended = 2000 + day.year % 1000
    if not (FIRST_YEAR <= mended <= latest.year):
        return None
    moved = day_of(str(mended), str(day.month), str(day.day))
    return moved if moved and moved <= latest + dt.timedelta(days=1) else None


def days_in_link(target: str) -> set[dt.date]:
    """The dates that a document's file name seems to hold."""
    from urllib.parse import unquote

    name = unquote(target.rsplit("/", 1)[-1])
    found = set()
    for pattern, (year, month, day) in _LINK_DATES:
        for match in pattern.finditer(name):
            if real := day_of(match[year], match[month], match[day]):
                found.add(real)
    return found


def differs_by_year(signed: dt.date, target: str) -> dt.date | None:
    """The date in a document's name that has the same month and day as `signed` in another year, or None."""
    days = days_in_link(target)
    if signed in days:
        return None
    return next((day for day in sorted(days) if (day.month, day.day) == (signed.month, signed.day)), None)
