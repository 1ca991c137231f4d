"""Gives the lists of a folder of workbooks in the order of their days, whatever the files are called."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wso_lessons.content import ContentError, Course
from wso_lessons.content.findings import Finding, Where
from wso_lessons.ice.workbook import Workbook, list_date, read_workbook

# ICE has published two lists on one day, and named them "am" and "pm".
_PART_OF_DAY = re.compile(r"(am|mid|pm)(?=\W|$)", re.IGNORECASE)
_PARTS = ("am", "mid", "pm")
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)

ReportProgress = Callable[[int, int], None]


def say_nothing(done: int, total: int) -> None:
    """A progress report that says nothing."""


@dataclass(slots=True)
class Folder:
    """The workbooks of a folder by day, best candidate first; `findings` name files not used or misdated, and why."""

    days: dict[dt.date, list[Path]]
    findings: list[Finding] = field(default_factory=list)
    _checksums: dict[str, int] = field(default_factory=dict)

    def skip(self, path: Path, code: str, problem: str) -> None:
        """Leaves a file out and notes why."""
        self.findings.append(Finding(code, Where(path), problem, "It was left out.", "warning"))

    def workbooks(self, course: Course | None = None, progress: ReportProgress = say_nothing) -> Iterator[Workbook]:
        """One participating list for each day, in order; each is read when it is its turn, and none is kept."""
        total = len(self.days)
        for number, day in enumerate(sorted(self.days), start=1):
            chosen = self._choose(day, course)
            if chosen is not None and not self._is_stale(chosen, number):
                yield chosen
            progress(number, total)

    def _choose(self, day: dt.date, course: Course | None) -> Workbook | None:
        chosen: Workbook | None = None
        for path in self.days[day]:
            if chosen is not None:
                self.skip(path, "list-superseded", f"{chosen.path.name} is the later list of {day}.")
                continue
            try:
                workbook = read_workbook(path, course=course)
            except ContentError as error:
                self.findings.append(error.finding)
                continue
            if workbook.kind == "pending":
                self.skip(path, "list-pending", "This is a list of pending agencies.")
            else:
                chosen = workbook
                self.findings += [finding for finding in workbook.findings if finding.code == "date-disagrees"]
        return chosen

    def _is_stale(self, workbook: Workbook, number: int) -> bool:
        """Whether the file is, byte for byte, one from before the last: an old file put up again by mistake.

        Only bytes are compared, for a row that comes back after a week gives the same rows as before in good faith.
        """
        newest = max(self._checksums.values(), default=0)
        before = self._checksums.setdefault(workbook.sha256, number)
        if before in (number, newest):
            self._checksums[workbook.sha256] = number
            return False
        self.skip(workbook.path, "list-stale", "It is the same file as an older list, but not as the last one.")
        return True


def open_folder(folder: Path, after: str = "") -> Folder:
    """The workbooks of a folder with lists later than a day (ISO text); only names and properties are read."""
    candidates: defaultdict[dt.date, list[tuple[tuple[object, ...], Path]]] = defaultdict(list)
    found = Folder({})
    for path in sorted(folder.glob("*.xls*")):
        try:
            day, modified = list_date(path)
        except ContentError as error:
            found.findings.append(error.finding)
            continue
        if day is None:
            found.skip(path, "date-missing", "Neither the file's name nor its properties hold a date.")
        elif day.isoformat() > after:
            candidates[day].append((_rank(path, day, modified), path))
    for day, ranked in candidates.items():
        found.days[day] = [path for _, path in sorted(ranked, reverse=True)]
    return found


def _rank(path: Path, day: dt.date, modified: dt.datetime | None) -> tuple[object, ...]:
    """Which of a day's files to believe: one not saved again later, then the latest, then pm before mid before am."""
    changed = modified or _NEVER
    saved_again = changed.date() > day + dt.timedelta(days=1)
    part = _PART_OF_DAY.search(path.stem)
    return not saved_again, changed, _PARTS.index(part[1].lower()) if part else -1, path.name
