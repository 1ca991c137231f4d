"""What differs between the roster of a course and a new one: agreements new, gone, moved, renamed and dated anew."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wso_lessons.content.rows.csvfile import TableRow
from wso_lessons.ice.history import by_key
from wso_lessons.ice.identity import Aliases

LIKE = 0.75  # a name with a slip in it is liker than this, another county's as a rule less
_COMMON = {"county", "parish", "sheriff", "police", "department", "office", "city", "town", "township", "of", "the"}


@dataclass(frozen=True, slots=True)
class AgreementChange:
    """An agreement in the report: its state, agency and model, and what is said of it."""

    state_code: str
    agency: str
    model: str
    note: str = ""

    def __str__(self) -> str:
        note = f": {self.note}" if self.note else ""
        return f"{self.state_code} {self.agency}, {self.model}{note}"


@dataclass(frozen=True, slots=True)
class RosterChanges:
    """Agreements that differ. `perhaps` are pairs gone and new that a person should compare; nothing was joined."""

    new: tuple[AgreementChange, ...] = ()
    gone: tuple[AgreementChange, ...] = ()
    moved: tuple[AgreementChange, ...] = ()
    renamed: tuple[AgreementChange, ...] = ()
    redated: tuple[AgreementChange, ...] = ()
    edited: tuple[AgreementChange, ...] = ()
    perhaps: tuple[AgreementChange, ...] = ()


def compare(before: Sequence[TableRow], now: Sequence[TableRow], aliases: Aliases) -> RosterChanges:
    """The changes from one roster to another, each in the order of states and names."""
    old, new = by_key(before), by_key(now)
    gone = [row for key, row in old.items() if key not in new]
    come = [row for key, row in new.items() if key not in old]
    moved = [row for row in gone if aliases.moved_to(row["agency_id"], row["model"]) in new]
    both = [(row, new[key]) for key, row in old.items() if key in new]
    return RosterChanges(
        new=_as_changes((row, _signing_of(row)) for row in come),
        gone=_as_changes((row, _signing_of(row)) for row in gone if row not in moved),
        moved=_as_changes((row, f"now {_place(new, aliases, row)}") for row in moved),
        renamed=_as_changes((b, f"was {a['agency']}") for a, b in both if a["agency"] != b["agency"]),
        redated=_as_changes((b, f"{_date(a)} is now {_date(b)}") for a, b in both if a["signed"] != b["signed"]),
        edited=_as_changes((b, note) for a, b in both if (note := _edits(a, b))),
        perhaps=_as_changes((row, note) for row in gone if row not in moved and (note := _like(row, come))),
    )  # fmt: skip


def _as_changes(pairs: Iterable[tuple[TableRow, str]]) -> tuple[AgreementChange, ...]:
    found = [AgreementChange(row["state_code"], row["agency"], row["model"], note) for row, note in pairs]
    return tuple(sorted(found, key=lambda named: (named.state_code, named.agency, named.model)))


def _date(row: TableRow) -> str:
    return row["signed"] or "no date"


def _signing_of(row: TableRow) -> str:
    return f"signed {row['signed']}" if row["signed"] else "no date of signing"


def _place(new: dict[tuple[str, str], TableRow], aliases: Aliases, row: TableRow) -> str:
    target = aliases.moved_to(row["agency_id"], row["model"])
    there = new[target] if target else row
    return f"{there['state_code']} {there['agency']}"


def _edits(a: TableRow, b: TableRow) -> str:
    edits = []
    for column, words in (("agency_type", "type"), ("county", "county")):
        # A list of an older layout gives no types or counties at all: that is no change of the agreement.
        if a[column] and b[column] and a[column] != b[column]:
            edits.append(f"{words} {a[column]} is now {b[column]}")
    return "; ".join(edits)


def _like(row: TableRow, come: Sequence[TableRow]) -> str:
    """The new agreement that could be this one under another name: same state and model, and a like name."""
    best, name = LIKE, ""
    for other in come:
        if (other["state_code"], other["model"]) == (row["state_code"], row["model"]):
            score = difflib.SequenceMatcher(None, _own_words(row), _own_words(other)).ratio()
            if score > best:
                best, name = score, other["agency"]
    return f"is it {name}?" if name else ""


def _own_words(row: TableRow) -> str:
    """The words of a name that tell one agency from another; "county sheriff" would make all sheriffs alike."""
    words = row["agency_id"].split("-")[1:]
    return " ".join(word for word in words if word not in _COMMON) or row["agency_id"]
