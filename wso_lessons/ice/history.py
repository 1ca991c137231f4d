"""The history of agreements over many lists: when each was first and last listed, re-dated, renamed or moved.

Lists are added in the order of their days. Adding one costs as much as its own rows, however many came before.
"""

from __future__ import annotations

import dataclasses
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


@dataclass(slots=True, kw_only=True)
class ListedAgreement:
    """One agreement and what is known of its time on the lists; days are ISO text, "" where there is none.

    `published` is the date of signing as ICE last gave it, `dates` all that it gave; `last_index` is the place of the
    last list that holds it among all days.
    """

    agency_id: str
    state: str
    state_code: str
    agency: str
    agency_type: str
    model: str
    signed: str
    published: str
    signed_note: str = ""
    first_seen: str = ""
    last_seen: str = ""
    last_index: int = 0
    left_censored: bool = False
    n_snapshots: int = 1
    missing_between: int = 0
    removed_by: str = ""
    dates: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    relabelled_to: str = ""
    absences: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What the agreement is known by: its agency and its model."""
        return self.agency_id, self.model

    def take(self, listed: ListedAgreement) -> None:
        """Notes what a list says now; an empty date or type does not erase a known one."""
        if listed.published not in ("", self.published):
            self.signed_note = listed.signed_note
        self.state, self.state_code, self.agency = listed.state, listed.state_code, listed.agency
        self.agency_type = listed.agency_type or self.agency_type
        self.signed = listed.signed or self.signed
        self.published = listed.published or self.published
        if listed.published and listed.published not in self.dates:
            self.dates.append(listed.published)
        if listed.agency not in self.names:
            self.names.append(listed.agency)


def listed_in(workbook: Workbook, aliases: Aliases, rules: Rules) -> list[ListedAgreement]:
    """The agreements of a workbook, each agency and model once: a row that repeats an earlier one is left out."""
    found: dict[Key, ListedAgreement] = {}
    for row in workbook.agreements:
        published = workbook.published.get(row.source_row)
        fix = rules.signed_of.get((row.state_code, row.agency, row.model, str(published)))
        listed = ListedAgreement(
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


class History:
    """Agreements over time. `days` are the days of the lists added so far, in order."""

    def __init__(self) -> None:
        self.days: list[str] = []
        self._lines: dict[Key, ListedAgreement] = {}
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
            line = _from_record(record, last)
            history._lines[line.key] = line
            if not line.removed_by:
                history._live.add(line.key)
        return history

    @property
    def last_day(self) -> str:
        """The day of the newest list, or "" before the first."""
        return self.days[-1] if self.days else ""

    def add(self, day: dt.date, listed: Iterable[ListedAgreement]) -> None:
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
                line = self._lines[key] = dataclasses.replace(row, first_seen=today, left_censored=index == 0)
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
        ordered = sorted(self._lines.items(), key=lambda entry: (entry[1].state_code, *entry[0]))
        return [_as_record(line, aliases) for _, line in ordered]

    def __len__(self) -> int:
        return len(self._lines)


def _from_record(record: Mapping[str, str], last_index: int) -> ListedAgreement:
    return ListedAgreement(
        agency_id=record["agency_id"],
        state=record["state"],
        state_code=record["state_code"],
        agency=record["agency"],
        agency_type=record["agency_type"],
        model=record["model"],
        signed=record["signed"],
        published=record["signed_last_published"],
        signed_note=record["signed_note"],
        first_seen=record["first_seen"],
        last_seen=record["last_seen"],
        last_index=last_index,
        left_censored=record["left_censored"] == "1",
        n_snapshots=int(record["n_snapshots"]),
        missing_between=int(record["missing_between"]),
        removed_by=record["removed_by"],
        dates=[day for day in record["all_signed_dates"].split(BETWEEN) if day],
        names=record["name_variants"].split(BETWEEN) if record["name_variants"] else [record["agency"]],
        relabelled_to=record["relabelled_to"],
        absences=[span for span in record["absences"].split(BETWEEN) if span],
    )


def _as_record(line: ListedAgreement, aliases: Aliases) -> Record:
    moved = aliases.moved_to(*line.key) if line.removed_by else None
    values = (
        line.agency_id, line.state, line.state_code, line.agency, line.agency_type, line.model, line.first_seen,
        line.last_seen, line.signed, "0" if line.removed_by else "1", line.removed_by, str(line.n_snapshots),
        str(line.missing_between), "1" if line.left_censored else "0", line.dates[0] if line.dates else "",
        line.published, str(len(line.dates)), BETWEEN.join(line.dates), line.signed_note,
        BETWEEN.join(line.names) if len(line.names) > 1 else "", moved[0] if moved else line.relabelled_to,
        BETWEEN.join(line.absences),
    )  # fmt: skip
    return dict(zip(HISTORY_COLUMNS, values, strict=True))
