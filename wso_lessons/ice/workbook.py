"""Reads ICE's workbooks of participating and pending agencies, of every layout from 2021 to 2026."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wso_lessons.content import Course
from wso_lessons.content.findings import Finding
from wso_lessons.content.words import MODEL_CODES
from wso_lessons.ice.cells import CellReader, SheetRow
from wso_lessons.ice.cleaning import Cleaner
from wso_lessons.ice.dates import Origin, list_day
from wso_lessons.ice.identity import Aliases, aliases_of
from wso_lessons.ice.layout import SheetLayout, find_layouts, is_agreement, layout_findings, list_rows
from wso_lessons.ice.page import render_workbook
from wso_lessons.ice.records import Agreement, Repair, WorkbookKind, note
from wso_lessons.ice.rules import rules_of
from wso_lessons.ice.xlsx_file import Package

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True, repr=False)
class Workbook:
    """One of ICE's lists, tidied: its agreements, every repair, and findings for what a person should look at.

    `kind` is "participating" or "pending"; `snapshot_date` the day the list is of (None where nothing says so) and
    `dated_by` what says so; `published` the dates of signing, by row, before a reviewed correction; `sha256` the file's
    checksum.
    """

    path: Path
    kind: WorkbookKind
    snapshot_date: dt.date | None
    dated_by: Origin
    modified: dt.datetime | None
    sheets: tuple[str, ...]
    columns: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]
    published: Mapping[int, dt.date]
    sha256: str

    @property
    def rows(self) -> pd.DataFrame:
        """The agreements as a fresh frame, one row each; `signed` is datetime64 (NaT where there is none)."""
        import pandas as pd

        # By name, since a list without rows has its columns too.
        frame = pd.DataFrame(
            {one.name: [getattr(row, one.name) for row in self.agreements] for one in dataclasses.fields(Agreement)}
        )
        flags = dict.fromkeys(("has_moa_link", "has_addendum", "hidden"), bool)
        return frame.astype({"signed": "datetime64[ns]", "source_row": "int64", **flags})

    @property
    def totals(self) -> dict[str, int]:
        """Agreements by model, WSO, JEM and TFM first; a model that could not be read counts under its own words."""
        counted = Counter(row.model for row in self.agreements)
        return {model: counted[model] for model in dict.fromkeys((*MODEL_CODES, *sorted(counted)))}

    @property
    def hidden_rows(self) -> int:
        """How many of the list's rows a filter hides."""
        return sum(row.hidden for row in self.agreements)

    def repairs_by_rule(self) -> dict[str, int]:
        """How often each rule changed a cell, most often first."""
        return dict(Counter(repair.rule for repair in self.repairs).most_common())

    def __repr__(self) -> str:
        return f"<{self.kind} list of {self.snapshot_date}, {len(self.agreements):,} rows>"

    def _facts(self) -> dict[str, str]:
        totals = ", ".join(f"{model} {count:,}" for model, count in self.totals.items())
        hidden = f", {self.hidden_rows:,} of them hidden" if self.hidden_rows else ""
        return {
            "Kind of list": self.kind,
            "Day": str(self.snapshot_date or "not known"),
            "Rows": f"{len(self.agreements):,}{hidden}",
            "By model": totals,
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None, **kw: object) -> dict[str, object]:
        page = render_workbook(self.path.name, self._facts(), self.repairs_by_rule(), self.findings)
        bundle: dict[str, object] = page._repr_mimebundle_(include, exclude, **kw)
        return bundle


def read_workbook(path: Path | str, *, course: Course | None = None, date: dt.date | None = None) -> Workbook:
    """The list in a workbook file, tidied, with every repair and finding.

    `date` overrides what the file's name and properties say. The rules and aliases are the course's.
    Raises ContentError, one sentence, where the file is no such workbook, is locked, damaged, unsafe or too large.
    Formulas are not computed and links are not followed.
    """
    path = Path(path)
    package = Package(path)
    reader = CellReader(package)
    rules = rules_of(course)
    sheets = [reader.sheet(part) for part in package.sheets]
    layouts = find_layouts(path, sheets, rules)
    layout = layouts[0]
    taken: list[SheetRow] = []
    left_out: list[SheetRow] = []
    for row in list_rows(layout):
        (taken if is_agreement(layout, row, rules) else left_out).append(row)
    modified = package.modified
    listed = list_day(path.name, modified, date)
    cleaner = Cleaner(path, rules, layout.columns, listed.day, layout.sheet.epoch)
    agreements = tuple(cleaner.agreement(row, layout.sheet.links) for row in taken)
    found = list(_file_findings(path, package, layout, agreements))
    if listed.doubt:
        code = "date-missing" if listed.day is None else "date-disagrees"
        found.append(note(path, code, listed.doubt, remedy="Give the day with --date."))
    found += [*layout_findings(path, sheets, layouts, left_out, rules), *cleaner.findings]
    found += [*_repeats(path, agreements, aliases_of(course))]
    return Workbook(
        path=path,
        kind=_kind(layout),
        snapshot_date=listed.day,
        dated_by=listed.origin,
        modified=modified,
        sheets=tuple(sheet.name for sheet in sheets),
        columns=tuple(words for _, words in sorted(layout.headers.items())),
        agreements=agreements,
        findings=tuple(found),
        repairs=tuple(cleaner.repairs),
        published=cleaner.published,
        sha256=package.sha256,
    )


def list_date(path: Path | str) -> tuple[dt.date | None, dt.datetime | None]:
    """The day of a list and when its file was last changed, without reading its rows. Raises as read_workbook does."""
    path = Path(path)
    modified = Package(path).modified
    return list_day(path.name, modified).day, modified


def _kind(layout: SheetLayout) -> WorkbookKind:
    """A list without dates of signing is of agencies that have not signed yet, whatever the file is called."""
    return "participating" if "signed" in layout.columns else "pending"


def _file_findings(
    path: Path, package: Package, layout: SheetLayout, agreements: tuple[Agreement, ...]
) -> Iterator[Finding]:
    kind, name = _kind(layout), path.name.casefold()
    other = "pending" if kind == "participating" else "participating"
    if other in name and kind not in name:
        problem = f"The file is named as a list of {other} agencies, but it is a list of {kind} ones."
        remedy = "ICE may have swapped two files; look at the other one."
        yield note(path, "kind-disagrees", problem, remedy=remedy, level="error")
    if package.links_elsewhere:
        problem = "Formulas of this workbook reach into other workbooks; they were not followed."
        yield note(path, "links-to-workbooks", problem, remedy="Paste the values into a copy.", level="error")
    hidden = sum(row.hidden for row in agreements)
    if hidden:
        problem = f"A filter hides {hidden:,} of {len(agreements):,} rows; they were read and count."
        yield note(path, "rows-hidden", problem, remedy="Look at the column `hidden`.")
    if not agreements:
        yield note(path, "list-empty", "The list has a header and no rows.", level="error")
    texts = _addresses(layout)
    if texts:
        problem = f"{texts:,} rows give the agreement's address as text, not as a link."
        yield note(path, "moa-as-text", problem, remedy="has_moa_link is false for them.")


def _addresses(layout: SheetLayout) -> int:
    column = layout.columns.get("moa", 0)
    cells = ((row, row.cells.get(column)) for row in list_rows(layout))
    unlinked = (cell for row, cell in cells if (row.number, column) not in layout.sheet.links)
    return sum(cell is not None and cell.text.strip().startswith("http") for cell in unlinked)


def _repeats(path: Path, agreements: Iterable[Agreement], aliases: Aliases) -> Iterator[Finding]:
    """A finding for each row whose agency and model stand in an earlier row."""
    rows: defaultdict[tuple[str, ...], list[Agreement]] = defaultdict(list)
    for row in agreements:
        if row.agency:
            rows[(*aliases.agency(row.state_code, row.agency), row.model)].append(row)
    for first, *others in rows.values():
        for row in others:
            same = "with the same date" if row.signed == first.signed else "with another date"
            problem = f"{row.agency} ({row.state_code}, {row.model}) stands in row {first.source_row} already, {same}."
            yield note(path, "row-repeated", problem, row.source_row, "The tables count it once.")
