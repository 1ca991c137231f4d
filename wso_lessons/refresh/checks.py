"""Whether a new list can be believed: each check that fails stops the refresh until a person accepts it by its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wso_lessons.content.findings import ContentError, Finding
from wso_lessons.content.rows.csvfile import TableRow
from wso_lessons.content.words import MODEL_CODES
from wso_lessons.ice.history import by_key
from wso_lessons.ice.rules import Rules
from wso_lessons.ice.workbook import Workbook
from wso_lessons.refresh.tables import Tables, last_day, rows_checksum

MOST_DROP = 0.05  # agreements seldom end: a shorter list was filtered or cut off
MOST_REDATED = 0.02  # from list to list ICE has changed at most this share of dates, but for three days of mass edits
MOST_GONE = 0.10  # no list in five years lacks more than this share of the agreements on the one before
LEAST = 3  # in a course with few agreements a share is passed by one or two, as happens on any list
CODES = (
    "swapped-lists", "date-missing", "date-disagrees", "rows-unread", "older-date", "signed-later", "identical",
    "fewer-models", "drop", "little-match", "dates-changed", "dates-too-early", "rows-ended", "column-renamed",
    "two-lists", "sheet-hidden", "tables-unsound", "claims-broken",
)  # fmt: skip
FEW = 20  # of a model with fewer agreements a share says little
# Findings of the reader that a person must look at before the list counts: the check's code, and what to do.
_TO_ACCEPT = {
    "row-ended": ("rows-ended", "Take the rows out of a copy if they are no agreements, or accept it."),
    "row-struck": ("rows-ended", "Take the rows out of a copy if they are no agreements, or accept it."),
    "column-renamed": ("column-renamed", ""),
    "sheet-rival": ("two-lists", "Take the sheet that is not the list out of a copy, or accept it."),
    "sheet-hidden": ("sheet-hidden", "Look why the list is hidden, or accept it."),
}
UNSAFE = ("cell-formula", "cell-like-formula", "links-to-workbooks")


@dataclass(frozen=True, slots=True)
class Check:
    """A check that failed: its code, what is wrong, what to do; `final` where no code can accept it."""

    code: str
    problem: str
    remedy: str
    final: bool = False


def refuse_unsafe(workbook: Workbook) -> None:
    """Raises ContentError where the workbook holds formulas, or names that a spreadsheet would run as one."""
    unsafe = [finding for finding in workbook.findings if finding.code in UNSAFE]
    if unsafe:
        raise ContentError(unsafe[0])


def _findings_of(workbook: Workbook, code: str) -> list[Finding]:
    return [finding for finding in workbook.findings if finding.code == code]


def workbook_checks(workbook: Workbook) -> Iterator[Check]:
    """Whether it is the right kind of list, with a day, and could be read; then what a person must look at."""
    swapped, doubts = _findings_of(workbook, "kind-disagrees"), _findings_of(workbook, "date-disagrees")
    if workbook.kind == "pending":
        problem = "This is a list of pending agencies, which have signed nothing yet."
        if swapped:
            problem += " Its name says participating: ICE has swapped the two files before."
        yield Check("swapped-lists", problem, "Use the list of participating agencies.", final=True)
    elif swapped:
        problem = "The file is named as a list of pending agencies, but its rows are participating ones."
        yield Check("swapped-lists", problem, "Compare it with ICE's page; ICE has swapped the two files before.")
    if workbook.snapshot_date is None:
        yield Check("date-missing", "Nothing says what day the list is of.", "Give the day with --date.", final=True)
    elif workbook.dated_by != "given" and doubts:
        yield Check("date-disagrees", doubts[0].problem, "Give the day with --date, or accept it.")
    unread = [finding for finding in workbook.findings if finding.level == "error" and finding.code != "kind-disagrees"]
    if unread:
        problem = f"{_rows(len(unread))} cannot be read; the first: {_finding_in_words(unread[0])}"
        yield Check("rows-unread", problem, unread[0].remedy, final=True)
    for code, (check, remedy) in _TO_ACCEPT.items():
        if found := _findings_of(workbook, code):
            more = f" ({len(found) - 1:,} more such rows)" if len(found) > 1 else ""
            words = _finding_in_words(found[0])
            yield Check(check, f"{words[:1].upper()}{words[1:]}{more}", remedy or found[0].remedy)


def change_checks(before: Sequence[TableRow], roster: Sequence[TableRow], rules: Rules) -> Iterator[Check]:
    """Whether a list's agreements and dates fit those of the list before it.

    A list that was damaged on the way, by another system of dates or another program, changes many dates at once.
    """
    was, now = by_key(before), by_key(roster)
    gone = sum(key not in now for key in was)
    if gone >= LEAST and gone > MOST_GONE * len(was):
        problem = f"{gone:,} of the {len(was):,} agreements on the list before are not on this one."
        yield Check("little-match", problem, "Look whether it is the whole list, and of the same kind.")
    yield from _changed_dates(was, now)
    yield from _too_early(was, now, {model.code: model.since for model in rules.models})


Keyed = Mapping[tuple[str, str], TableRow]


def _changed_dates(was: Keyed, now: Keyed) -> Iterator[Check]:
    known = [key for key in was if key in now and was[key]["signed"]]
    redated = [key for key in known if was[key]["signed"] != now[key]["signed"]]
    undated = [key for key in now if key not in was and not now[key]["signed"]]
    problem = ""
    if len(redated) >= LEAST and len(redated) > MOST_REDATED * len(known):
        old, new = was[redated[0]], now[redated[0]]
        first = f"{new['agency']} ({new['state_code']}, {new['model']}): {old['signed']}, now {new['signed'] or 'none'}"
        problem = f"{len(redated):,} of {len(known):,} known agreements have another date or none; the first: {first}."
    elif len(undated) >= LEAST and len(undated) > MOST_REDATED * len(now):
        row = now[undated[0]]
        problem = f"{len(undated):,} new agreements have no date; the first: row {row['source_row']}, {row['agency']}."
    if problem:
        yield Check("dates-changed", problem, "Get the file from ICE again; another program may have saved this one.")


def _too_early(was: Keyed, now: Keyed, since: Mapping[str, str]) -> Iterator[Check]:
    early = [
        row
        for key, row in now.items()
        if row["signed"] and row["signed"] < since.get(row["model"], "")
        if key not in was or was[key]["signed"] != row["signed"]  # what the course holds already was looked at then
    ]
    if early:
        row = early[0]
        verb = "is" if len(early) == 1 else "are"
        place = f"row {row['source_row']}, {row['agency']}, {row['model']}, {row['signed']}"
        problem = f"{_rows(len(early))} {verb} dated before the model existed; the first: {place}."
        yield Check("dates-too-early", problem, "Correct the date in a copy if it is a slip, or accept it.")


def _rows(number: int) -> str:
    return "One row" if number == 1 else f"{number:,} rows"


def _finding_in_words(finding: Finding) -> str:
    line = finding.where.line
    return f"row {line}: {finding.problem}" if line else finding.problem


def list_checks(workbook: Workbook, before: Tables, roster: Sequence[TableRow], kept: bool) -> Iterator[Check]:
    """Whether the list fits what the course knows: newer, not read before, not much shorter, no model lost.

    `kept` says that tables from before the list's day are there to go back to.
    """
    yield from _date_checks(workbook, before, kept)
    twin = _twin(workbook, before["lists"])
    if twin:
        problem = f"The list says exactly what that of {twin['snapshot_date']} ({twin['source_file']}) said."
        yield Check("identical", problem, "Download the list again, unless nothing has changed since.")
    was, now = (Counter(row["model"] for row in rows) for rows in (before["roster"], roster))
    lost = [model for model in MODEL_CODES if was[model] and not now[model]]
    if lost:
        problem = f"The list has no {' and no '.join(lost)} agreements; the last one had some."
        yield Check("fewer-models", problem, "Look whether the file is whole.")
    pairs = [("all agreements", len(before["roster"]), len(roster))]
    pairs += [(model, was[model], now[model]) for model in MODEL_CODES if was[model] >= FEW]
    drops = [f"{name} from {a:,} to {b:,}" for name, a, b in pairs if b < a * (1 - MOST_DROP)]
    if drops:
        problem = f"The list is more than {MOST_DROP:.0%} shorter: {'; '.join(drops)}."
        yield Check("drop", problem, "Look whether a filter or a cut-off shortened the file.")


def _date_checks(workbook: Workbook, before: Tables, kept: bool) -> Iterator[Check]:
    day = workbook.snapshot_date
    if day is None:
        return
    last = last_day(before)
    if day.isoformat() <= last:
        problem = f"The list is of {day}, but the course has read that of {last}."
        remedy = "If the day is wrong, give the right one with --date."
        if not kept:
            problem += " No tables from before that day are kept, so the course cannot go back to it."
        yield Check("older-date", problem, remedy, final=not kept)
    future = [row for row in workbook.agreements if row.signed and row.signed > day]
    if future:
        first = future[0]
        verb = "is" if len(future) == 1 else "are"
        place = f"row {first.source_row}, {first.agency}, {first.signed}"
        problem = f"{_rows(len(future))} of the list of {day} {verb} signed after that day; the first is {place}."
        yield Check("signed-later", problem, "The file may be misdated; give the right day with --date.")


def _twin(workbook: Workbook, lists: Sequence[TableRow]) -> TableRow | None:
    rows = rows_checksum(workbook)
    twins = (row for row in reversed(lists) if workbook.sha256 == row["sha256"] or rows == row["rows_sha256"])
    return next(twins, None)
