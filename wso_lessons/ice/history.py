"""The history of agreements over many lists: when each was first and last listed, re-dated, renamed or moved.

Lists are added in the order of their days. Adding one costs as much as its own rows, however many came before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wso_lessons.ice.identity import Aliases
from wso_lessons.ice.rules import Rules
from wso_lessons.ice.workbook import Workbook

Record = dict[str, str]
Key = tuple[str, str]
BETWEEN = "|"
UNTIL = "/"  # between the first list that lacks an agreement and the first that holds it again
HISTORY_COLUMNS = (
    "agency_id", "state", "state_code", "agency", "agency_type", "model", "first_seen", "last_seen", "signed",
    "still_listed", "removed_by", "n_snapshots", "missing_between", "left_censored", "signed_first_published",
    "signed_last_published", "n_signed_dates", "all_signed_dates", "signed_note", "name_variants", "relabelled_to",
    "absences",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """One agreement as one list gives it; dates are ISO text, "" where there is none."""

    agency_id: str
    state: str
    state_code: str
    agency: str
    agency_type: str
    model: str
    signed: str
    published: str
    signed_note: str = ""

    @property
    def key(self) -> Key:
        """What an agreement is known by from list to list: its agency and model."""
        return self.agency_id, self.model


def listed_in(workbook: Workbook, aliases: Aliases, rules: Rules) -> list[Listed]:
    """The agreements of a workbook, each agency and model once: a row that repeats an earlier one is left out."""
    found: dict[Key, Listed] = {}
    for row in workbook.agreements:
        published = workbook.published.get(row.source_row)
        fix = rules.signed_of.get((row.state_code, row.agency, row.model, str(published)))
        listed = Listed(
            agency_id=aliases.agency_id(row.state_code, row.agency),
            state=row.state,
            state_code=row.state_code,
            agency=row.agency,
            agency_type=row.agency_type,
            model=row.model,
            signed=row.signed.isoformat() if row.signed else "",
            published=published.isoformat() if published else "",
            signed_note=f"corrected from {fix.was}: {fix.why}" if fix else "",
        )
        found.setdefault(listed.key, listed)
    return list(found.values())


@dataclass(slots=True)
class Line:
    """What is known of one agreement so far. `last_index` is the place of its last list among all days."""

    now: Listed
    first_seen: str
    last_seen: str
    last_index: int
    left_censored: bool
    n_snapshots: int = 1
    missing_between: int = 0
    removed_by: str = ""
    dates: list[str] = field(default_factory=list)
    last_published: str = ""
    names: list[str] = field(default_factory=list)
    relabelled_to: str = ""
    absences: list[str] = field(default_factory=list)

    def take(self, listed: Listed) -> None:
        """Notes what a list says now; an empty date or type does not erase a known one."""
        known = self.now
        self.now = Listed(
            listed.agency_id, listed.state, listed.state_code, listed.agency, listed.agency_type or known.agency_type,
            listed.model, listed.signed or known.signed, listed.published or known.published,
            known.signed_note if listed.published in ("", known.published) else listed.signed_note,
        )  # fmt: skip
        if listed.published:
            self.last_published = listed.published
            if listed.published not in self.dates:
                self.dates.append(listed.published)
        if listed.agency not in self.names:
            self.names.append(listed.agency)


class History:
    """Agreements over time. `days` are the days of the lists added so far, in order."""

    def __init__(self) -> None:
        self.days: list[str] = []
        self._lines: dict[Key, Line] = {}
        self._live: set[Key] = set()

    @classmethod
    def from_records(cls, records: Iterable[Mapping[str, str]], days: Sequence[str]) -> History:
        """The history that a table holds; `days` are all the days whose lists it rests on.

        Raises ValueError where the table names a day that is not among them.
        """
        history = cls()
        history.days = sorted(days)
        places = {day: index for index, day in enumerate(history.days)}
        for record in records:
            last = places.get(record["last_seen"])
            if last is None:
                raise ValueError(f"agreement_history names {record['last_seen']}, but no list of that day is recorded")
            line = _line_of(record, last)
            history._lines[line.now.key] = line
            if not line.removed_by:
                history._live.add(line.now.key)
        return history

    @property
    def last_day(self) -> str:
        """The day of the newest list, or "" before the first."""
        return self.days[-1] if self.days else ""

    def add(self, day: dt.date, listed: Iterable[Listed]) -> None:
        """Adds the list of a day. Raises ValueError where a list of that day or a later one was added before."""
        today = day.isoformat()
        if today <= self.last_day:
            raise ValueError(f"The history goes to {self.last_day} already; {today} is not after it")
        index = len(self.days)
        self.days.append(today)
        present = {row.key: row for row in listed}
        for key, row in present.items():
            line = self._lines.get(key)
            if line is None:
                line = self._lines[key] = Line(row, today, today, index, left_censored=index == 0)
            else:
                line.n_snapshots += 1
                if missing := index - line.last_index - 1:
                    line.missing_between += missing
                    line.absences.append(f"{self.days[line.last_index + 1]}{UNTIL}{today}")
                line.last_seen, line.last_index, line.removed_by = today, index, ""
            line.take(row)
        for key in self._live - present.keys():
            self._lines[key].removed_by = today
        self._live = set(present)

    def records(self, aliases: Aliases) -> list[Record]:
        """The table agreement_history, in the order of its key."""
        ordered = sorted(self._lines.items(), key=lambda entry: (entry[1].now.state_code, *entry[0]))
        return [_record_of(line, aliases) for _, line in ordered]

    def __len__(self) -> int:
        return len(self._lines)


def _line_of(record: Mapping[str, str], last_index: int) -> Line:
    now = Listed(
        record["agency_id"], record["state"], record["state_code"], record["agency"], record["agency_type"],
        record["model"], record["signed"], record["signed_last_published"], record["signed_note"],
    )  # fmt: skip
    return Line(
        now=now,
        first_seen=record["first_seen"],
        last_seen=record["last_seen"],
        last_index=last_index,
        left_censored=record["left_censored"] == "1",
        n_snapshots=int(record["n_snapshots"]),
        missing_between=int(record["missing_between"]),
        removed_by=record["removed_by"],
        dates=[day for day in record["all_signed_dates"].split(BETWEEN) if day],
        last_published=record["signed_last_published"],
        names=record["name_variants"].split(BETWEEN) if record["name_variants"] else [record["agency"]],
        relabelled_to=record["relabelled_to"],
        absences=[span for span in record["absences"].split(BETWEEN) if span],
    )


def _record_of(line: Line, aliases: Aliases) -> Record:
    now = line.now
    moved = aliases.moved_to(*now.key) if line.removed_by else None
    values = (
        now.agency_id, now.state, now.state_code, now.agency, now.agency_type, now.model, line.first_seen,
        line.last_seen, now.signed, "0" if line.removed_by else "1", line.removed_by, str(line.n_snapshots),
        str(line.missing_between), "1" if line.left_censored else "0", line.dates[0] if line.dates else "",
        line.last_published, str(len(line.dates)), BETWEEN.join(line.dates), now.signed_note,
        BETWEEN.join(line.names) if len(line.names) > 1 else "", moved[0] if moved else line.relabelled_to,
        BETWEEN.join(line.absences),
    )  # fmt: skip
    return dict(zip(HISTORY_COLUMNS, values, strict=True))
