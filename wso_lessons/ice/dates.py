"""Dates in a workbook: the day a list is of, and the days its cells give."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wso_lessons.pages.dates_and_names import MONTHS

FIRST_AGREEMENT_YEAR = 2002  # the first 287(g) agreement is of that year
MOST_LAG = 14  # ICE has posted a file up to eight days after its last change
# A capture stamp of an archive, 20250221214937, or its day alone.
_STAMP = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?:\d{6})?(?!\d)")
# ICE's own names: 05182026, month before day.
_ICE_NAME = re.compile(r"(?<!\d)(\d{2})[-_.]?(\d{2})[-_.]?(20\d{2})(?!\d)")
# A day as ISO 8601 writes it, with any time and fraction of a second after it, and perhaps a zone.
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?P<zone> ?Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(20\d{2})[/.]?(\d{2})[/.]?(\d{2})")  # 20250708, 2025/07/08
_TIME = r"(?:,? +\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]\.?M\.?)?)?"
# 7/8/2025 with any of the signs that people put between; a time of day may follow, as in "7/8/2025 12:00:00 AM".
_THREE_NUMBERS = re.compile(rf"(\d{{1,2}})\s*([/.-])\s*(\d{{1,2}})\s*[/.-]\s*(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_NO_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})(\d{4})")  # 7/82025: the second sign was left out
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
_DAY, _MONTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<month>[a-z]{3,9})\.?"
# "Tuesday, July 8, 2025" and "8 July 2025", "8-Jul-25": a month in letters leaves one way to read the rest.
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY},? (?P<year>\d{{4}}){_TIME}", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY}[ -]{_MONTH},?[ -](?P<year>\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_MONTHS = tuple(month[:3].casefold() for month in MONTHS)
# Days in the names of files and addresses, by their separators; where there are none, ICE writes month, day, year.
_LINK_DATES = (
    (re.compile(r"(?<!\d)(\d{1,2})[.\-_](\d{1,2})[.\-_](20\d{2})(?!\d)"), (3, 1, 2)),
    (re.compile(r"(?<!\d)(20\d{2})[.\-_](\d{2})[.\-_](\d{2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{2})(\d{2})(20\d{2})(?!\d)"), (3, 1, 2)),
)
_SERIALS = range(30_000, 80_000)  # from 1982 to 2123 in either system: numbers that can only be days
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
    stamp = next(_days_in(file_name, _STAMP, (1, 2, 3)), None)
    named = next(_days_in(file_name, _ICE_NAME, (3, 1, 2)), None)
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


def _days_in(text: str, pattern: re.Pattern[str], places: tuple[int, int, int]) -> Iterator[dt.date]:
    """The days that a pattern finds; `places` are its groups of year, month and day."""
    for match in pattern.finditer(text):
        if day := day_of(*(match[place] for place in places)):
            yield day


def day_of(year: str, month: str, day: str) -> dt.date | None:
    """The date, or None where there is no such day."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def day_of_serial(serial: str, epoch: dt.date) -> dt.date | None:
    """The day that a spreadsheet's number stands for, counted from `epoch`; the time of day is left out.

    None where it is no number, or lies outside the years a date can have.
    """
    try:
        days = math.floor(float(serial))
        return epoch + dt.timedelta(days=days) if days > 0 else None
    except (ValueError, OverflowError):
        return None


def day_of_bare_number(text: str, epoch: dt.date) -> dt.date | None:
    """The day behind a number that has no format of a date, where it can only be a day; else None."""
    day = day_of_serial(text, epoch)
    return day if day and (day - epoch).days in _SERIALS else None


def read_iso(text: str) -> dt.date | None:
    """The day that ISO text gives, with or without a time and fractions of a second; None where it gives none.

    A time with a zone is another day elsewhere, so it is read at midnight only, as programs write a day.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None or (match["zone"] and match["time"].strip("0:.,")):
        return None
    return day_of(match[1], match[2], match[3])


def read_day(text: str) -> tuple[dt.date | None, str]:
    """The day a text gives and the rule that read it: "" for 2025-07-08, else "date-text" or "date-slash".

    ICE writes month before day. Text that is no date, or could be two, gives (None, "").
    """
    if day := read_iso(text):
        return day, "" if text in (f"{day}", f"{day} 00:00:00", f"{day}T00:00:00") else "date-text"
    if match := _NO_SLASH.fullmatch(text):
        return day_of(match[3], match[1], match[2]), "date-slash"
    if match := _YEAR_FIRST.fullmatch(text):
        return day_of(match[1], match[2], match[3]), "date-text"
    if match := _THREE_NUMBERS.fullmatch(text):
        return _day_of_three(match[1], match[3], _long_year(match[4]), match[2]), "date-text"
    if match := _MONTH_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        month = _month_number(match["month"])
        return day_of(_long_year(match["year"]), str(month), match["day"]), "date-text"
    return None, ""


def _long_year(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _month_number(word: str) -> int:
    """The month whose first three letters a word begins with ("Sept" and "Juli" too); 0 where it is none."""
    low = word.casefold()[:3]
    return _MONTHS.index(low) + 1 if low in _MONTHS else 0


def _day_of_three(first: str, second: str, year: str, sign: str) -> dt.date | None:
    """The day of three numbers, month before day, as ICE writes it.

    Between dots the day comes first in most of the world, so there the two orders must not give two days. With other
    signs a month of 13 or more is left unread: a column written day first would be read wrongly wherever it can be.
    """
    american, european = day_of(year, first, second), day_of(year, second, first)
    if sign != ".":
        return american
    return None if american and european and american != european else american or european


def with_plausible_year(day: dt.date, latest: dt.date) -> dt.date | None:
    """The day with the first digit of its year mended (5025 -> 2025), or None where that gives no likely year."""
    if FIRST_AGREEMENT_YEAR <= day.year <= latest.year:
        return None
    mended = 2000 + day.year % 1000
    if not (FIRST_AGREEMENT_YEAR <= mended <= latest.year):
        return None
    moved = day_of(str(mended), str(day.month), str(day.day))
    return moved if moved and moved <= latest + dt.timedelta(days=1) else None


def days_in_link(target: str) -> set[dt.date]:
    """The dates that a document's file name seems to hold."""
    from urllib.parse import unquote

    name = unquote(target.rsplit("/", 1)[-1])
    return {day for pattern, places in _LINK_DATES for day in _days_in(name, pattern, places)}


def differs_by_year(signed: dt.date, target: str) -> dt.date | None:
    """The date in a document's name that has the same month and day as `signed` in another year, or None."""
    days = days_in_link(target)
    if signed in days:
        return None
    return next((day for day in sorted(days) if (day.month, day.day) == (signed.month, signed.day)), None)
