"""The course's tables after one more list: each is worked out from the list, the history and the tables before it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wso_lessons.content.rows.csvfile import TableRow
from wso_lessons.content.words import MODEL_CODES
from wso_lessons.ice.history import History, identify, listed_in
from wso_lessons.ice.identity import Aliases
from wso_lessons.ice.rules import Rules
from wso_lessons.ice.workbook import Workbook
from wso_lessons.tables import about

REFRESHED = (
    "roster", "agreement_history", "monthly_agreements", "monthly_agencies", "states_by_model",
    "agency_types_by_model", "signed_by_month", "lists",
)  # fmt: skip
_EVEN_RULES = {"spaces", "quotes", "characters", "state-case"}
_COLUMN_ORDER = ("county", "signed", "agency", "agency_type", "model", "state")
_NOT_STATES = {"AS", "DC", "GU", "MP", "PR", "VI"}

Tables = Mapping[str, Sequence[TableRow]]


def last_day(tables: Tables) -> str:
    """The day of the newest list that tables rest on, "" where there is none."""
    return max((row["snapshot_date"] for row in tables["lists"]), default="")


def write_table(name: str, records: Iterable[TableRow]) -> str:
    """A table as CSV text, with the columns of the built-in course's card."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.name for column in about(name).columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


class GrowingTables:
    """The tables named in REFRESHED, as lists are added to them in the order of their days.

    Only the history and the last list are kept in memory.
    """

    def __init__(self, before: Tables, aliases: Aliases, rules: Rules) -> None:
        self.aliases, self.rules = aliases, rules
        self._tables = {name: list(before[name]) for name in REFRESHED}
        days = [row["snapshot_date"] for row in self._tables["lists"]]
        self._history = History(self._tables["agreement_history"], days)

    def add(self, workbook: Workbook, roster: list[TableRow]) -> None:
        """Adds a list and its roster. Raises ValueError where it has no day, or one that is not later than the last."""
        day = workbook.snapshot_date
        if day is None:
            raise ValueError(f"The day of {workbook.path.name} is not known")
        self._history.add(day, listed_in(workbook, self.aliases, self.rules))
        self._tables |= {"roster": roster, **monthly(self._tables, roster, day.isoformat(), workbook.path.name)}
        self._tables["lists"].append(list_row(workbook, roster))

    def tables(self) -> dict[str, list[TableRow]]:
        """All the tables after the last list."""
        roster, history = self._tables["roster"], self._history.records(self.aliases)
        return self._tables | {
            "agreement_history": history,
            "states_by_model": states_by_model(roster, self.rules),
            "agency_types_by_model": agency_types_by_model(roster),
            "signed_by_month": signed_by_month(history, roster),
        }


def roster_of(workbook: Workbook, aliases: Aliases, rules: Rules) -> list[TableRow]:
    """The table roster: one row for each agreement, a row that repeats an earlier one left out."""
    notes = fix_notes(workbook, rules)
    found = [
        record
        | {
            "county": row.county,
            "has_moa_link": str(int(row.has_moa_link)),
            "has_addendum": str(int(row.has_addendum)),
            "source_row": str(row.source_row),
            "fix_note": notes.get(row.source_row, ""),
        }
        for row, record in identify(workbook, aliases)
    ]
    return sorted(found, key=lambda row: (row["state"], row["agency"], row["model"]))


def fix_notes(workbook: Workbook, rules: Rules) -> dict[int, str]:
    """For each row, what was edited beyond spaces, quotation marks and letter case."""
    rows = {row.source_row: row for row in workbook.agreements}
    notes: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for repair in workbook.repairs:
        if repair.rule in _EVEN_RULES:
            continue
        text = repair.before if repair.column == "signed" else f'"{repair.before}"'
        if repair.rule == "nothing-given":
            text = repair.before
        row = rows[repair.row]
        fix = rules.date_correction(row.state_code, row.agency, row.model, repair.before)
        reason = f" ({fix.why})" if fix and repair.rule == "date-correction" else ""
        note = f"{repair.column} published as {text}{reason}"
        notes[repair.row].setdefault(repair.column, note)  # a second step starts from our own text
    return {
        number: "; ".join(columns[name] for name in _COLUMN_ORDER if name in columns)
        for number, columns in notes.items()
    }


def monthly(before: Tables, roster: Sequence[TableRow], day: str, file: str) -> dict[str, list[TableRow]]:
    """The two monthly tables; a list of the same month takes the place of an earlier one."""
    month = day[:7]
    by_model = [row for row in before["monthly_agreements"] if row["month"] != month]
    totals = [row for row in before["monthly_agencies"] if row["month"] != month]
    for model in MODEL_CODES:
        rows = [row for row in roster if row["model"] == model]
        by_model.append({"month": month, "snapshot_date": day, "model": model, **_counts(rows), "source_file": file})
    totals.append({"month": month, "snapshot_date": day, **_counts(roster)})
    return {"monthly_agreements": by_model, "monthly_agencies": totals}


def _counts(rows: Sequence[TableRow]) -> TableRow:
    return {
        "agreements": str(len(rows)),
        "agencies": str(len({row["agency_id"] for row in rows})),
        "states": str(len({row["state_code"] for row in rows})),
    }


def states_by_model(roster: Sequence[TableRow], rules: Rules) -> list[TableRow]:
    """Agreements by state and model: all 50 states, and the other places that the list holds."""
    counts = Counter((row["state_code"], row["model"]) for row in roster)
    listed = {row["state_code"] for row in roster}
    return [
        {
            "state": state,
            "state_code": code,
            "place": "Territory" if code in _NOT_STATES else "State",
            "model": model,
            "agreements": str(counts[code, model]),
        }
        for state, code in sorted(rules.states.items())
        if code not in _NOT_STATES or code in listed
        for model in MODEL_CODES
    ]


def agency_types_by_model(roster: Sequence[TableRow]) -> list[TableRow]:
    """Agreements by type of agency and model; "" stands for rows to which ICE gave no type."""
    counts = Counter((row["agency_type"], row["model"]) for row in roster)
    types = sorted({"County", "Municipality", "State Agency", *(row["agency_type"] for row in roster)})
    return [
        {"agency_type": kind, "model": model, "agreements": str(counts[kind, model])}
        for kind in types
        for model in MODEL_CODES
    ]


def signed_by_month(history: Sequence[TableRow], roster: Sequence[TableRow]) -> list[TableRow]:
    """What the first list, the latest list and all lists show of the past, by month of signing."""
    on_first = [row for row in history if row["left_censored"] == "1"]
    kept = [row for row in on_first if row["still_listed"] == "1"]
    columns = {
        "listed_first": Counter(map(_first_month, on_first)),
        "kept": Counter(map(_first_month, kept)),
        "kept_same_date": Counter(_first_month(row) for row in kept if row["signed"] == row["signed_first_published"]),
        "listed_last": Counter((row["signed"][:7], row["model"]) for row in roster),
        "ever_listed": Counter(_first_month(row) for row in history if not row["relabelled_to"]),
    }
    places = {place for counter in columns.values() for place in counter}
    return [
        {"signed_month": month, "model": model, **{name: str(columns[name][month, model]) for name in columns}}
        for month, model in sorted(places, key=lambda place: (place[0], MODEL_CODES.index(place[1])))
    ]


def _first_month(row: TableRow) -> tuple[str, str]:
    """The month of signing as it was first published, and the model."""
    # Where a person corrected the date, it was published wrongly from the start.
    return (row["signed"] if row["signed_note"] else row["signed_first_published"])[:7], row["model"]


def list_row(workbook: Workbook, roster: Sequence[TableRow]) -> TableRow:
    """The record of a list that was read: its day, file, counts and checksums."""
    counts = Counter(row["model"] for row in roster)
    numbers = {model.lower(): str(counts[model]) for model in MODEL_CODES}
    return {
        "snapshot_date": str(workbook.snapshot_date),
        "source_file": workbook.path.name,
        **numbers,
        "sha256": workbook.sha256,
        "rows_sha256": rows_checksum(workbook),
    }


def rows_checksum(workbook: Workbook) -> str:
    """A checksum of what the list says, the same when a file was only saved again."""
    digest = hashlib.sha256()
    for row in workbook.agreements:
        words = (row.state, row.agency, row.agency_type, row.county, row.model, str(row.signed), str(row.has_addendum))
        digest.update("\x1f".join(words).encode() + b"\n")
    return digest.hexdigest()
