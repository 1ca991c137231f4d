"""The history of agreements over many lists: when each was first and last listed, re-dated, renamed or moved.

Lists are added in the order of their days. Adding one costs as much as its own rows, however many came before.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable, Iterator

from wso_lessons.content.rows.csvfile import TableRow
from wso_lessons.ice.identity import Aliases
from wso_lessons.ice.records import Agreement
from wso_lessons.ice.rules import Rules
from wso_lessons.ice.workbook import Workbook

Key = tuple[str, str]
BETWEEN = "|"
UNTIL = "/"  # between the first list that lacks an agreement and the first that holds it again
HISTORY_COLUMNS = (
    "agency_id", "state", "state_code", "agency", "agency_type", "model", "first_seen", "last_seen", "signed",
    "still_listed", "removed_by", "n_snapshots", "missing_between", "left_censored", "signed_first_published",
    "signed_last_published", "n_signed_dates", "all_signed_dates", "signed_note", "name_variants", "relabelled_to",
    "absences",
)  # fmt: skip


def by_key(records: Iterable[TableRow]) -> dict[Key, TableRow]:
    """Rows of a table of agreements by what each is known by: its agency and its model."""
    return {(row["agency_id"], row["model"]): row for row in records}


def identify(workbook: Workbook, aliases: Aliases) -> Iterator[tuple[Agreement, TableRow]]:
    """The agreements of a workbook, each agency and model once, with the cells that all tables of agreements share.

    A row that repeats an earlier one is left out.
    """
    seen: set[Key] = set()
    for row in workbook.agreements:
        key = aliases.agency_id(row.state_code, row.agency), row.model
        if key not in seen:
            seen.add(key)
            words = {name: getattr(row, name) for name in ("state", "state_code", "agency", "agency_type", "model")}
            yield row, {"agency_id": key[0], **words, "signed": str(row.signed or "")}


def listed_in(workbook: Workbook, aliases: Aliases, rules: Rules) -> list[TableRow]:
    """What the history takes from a workbook: each agreement's cells, its date as ICE gave it, and a note on that."""
    found = []
    for row, record in identify(workbook, aliases):
        published = str(workbook.published.get(row.source_row, ""))
        fix = rules.date_correction(row.state_code, row.agency, row.model, published)
        note = f"corrected from {fix.was}: {fix.why}" if fix else ""
        found.append({**record, "signed_last_published": published, "signed_note": note})
    return found


class History:
    """Agreements over time. `days` are the days of the lists added so far, in order."""

    def __init__(self, records: Iterable[TableRow] = (), days: Iterable[str] = ()) -> None:
        """The history that a table holds; `days` are all the days whose lists it rests on.

        Raises ValueError where the table names a day that is not among them.
        """
        self.days = sorted(days)
        self._lines = {key: dict(row) for key, row in by_key(records).items()}
        stray = {row["last_seen"] for row in self._lines.values()}.difference(self.days)
        if stray:
            raise ValueError(f"agreement_history names {min(stray)}, but no list of that day is recorded")
        self._live = {key for key, row in self._lines.items() if not row["removed_by"]}

    @property
    def last_day(self) -> str:
        """The day of the newest list, or "" before the first."""
        return self.days[-1] if self.days else ""

    def add(self, day: dt.date, listed: Iterable[TableRow]) -> None:
        """Adds the list of a day. Raises ValueError where a list of that day or a later one was added before."""
        today, before = day.isoformat(), self.last_day
        if today <= before:
            raise ValueError(f"The history goes to {before} already; {today} is not after it")
        present = by_key(listed)
        for key, row in present.items():
            if key not in self._lines:
                self._lines[key] = _new_line(row, today, left_censored=not self.days)
            line = self._lines[key]
            if line["last_seen"] not in (before, today):
                self._note_absence(line, today)
            _take(line, row)
            seen = int(line["n_snapshots"]) + 1
            line |= {"last_seen": today, "n_snapshots": str(seen), "still_listed": "1", "removed_by": ""}
        for key in self._live - present.keys():
            self._lines[key] |= {"still_listed": "0", "removed_by": today}
        self._live = set(present)
        self.days.append(today)

    def _note_absence(self, line: TableRow, today: str) -> None:
        """Notes the lists since the agreement was last seen, which lack it."""
        first = bisect.bisect_right(self.days, line["last_seen"])
        missing = int(line["missing_between"]) + len(self.days) - first
        span = f"{self.days[first]}{UNTIL}{today}"
        line |= {"missing_between": str(missing), "absences": BETWEEN.join([*_parts(line["absences"]), span])}

    def records(self, aliases: Aliases) -> list[TableRow]:
        """The table agreement_history, in the order of its key."""
        ordered = sorted(self._lines.items(), key=lambda entry: (entry[1]["state_code"], *entry[0]))
        return [_with_move(line, aliases.moved_to(*key)) for key, line in ordered]

    def __len__(self) -> int:
        return len(self._lines)


def _new_line(row: TableRow, today: str, *, left_censored: bool) -> TableRow:
    numbers = {"n_snapshots": "0", "missing_between": "0", "left_censored": str(int(left_censored))}
    return dict.fromkeys(HISTORY_COLUMNS, "") | row | numbers | {"first_seen": today, "last_seen": today}


def _take(line: TableRow, row: TableRow) -> None:
    """Notes what a list says now; an empty date or type does not erase a known one."""
    published = row["signed_last_published"]
    if published not in ("", line["signed_last_published"]):
        line["signed_note"] = row["signed_note"]
    names = _parts(line["name_variants"]) or [line["agency"]]
    if row["agency"] not in names:
        line["name_variants"] = BETWEEN.join([*names, row["agency"]])
    dates = list(dict.fromkeys([*_parts(line["all_signed_dates"]), *_parts(published)]))
    line |= {
        "state": row["state"],
        "state_code": row["state_code"],
        "agency": row["agency"],
        "agency_type": row["agency_type"] or line["agency_type"],
        "signed": row["signed"] or line["signed"],
        "signed_first_published": dates[0] if dates else "",
        "signed_last_published": published or line["signed_last_published"],
        "n_signed_dates": str(len(dates)),
        "all_signed_dates": BETWEEN.join(dates),
    }


def _parts(cell: str) -> list[str]:
    """The values that a cell holds."""
    return cell.split(BETWEEN) if cell else []


def _with_move(line: TableRow, target: Key | None) -> TableRow:
    """The line as the table has it: one that is gone names the agency to which ICE moved its row."""
    return {**line, "relabelled_to": target[0] if target and line["removed_by"] else line["relabelled_to"]}
