"""Takes a new list from ICE into a course: shows what would change, and writes it only when asked to."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content import ContentError, Course, open_course
from wso_lessons.content.findings import Finding
from wso_lessons.content.rows.csvfile import TableRow
from wso_lessons.ice.folder import ReportProgress, open_folder, say_nothing
from wso_lessons.ice.identity import Aliases, aliases_of
from wso_lessons.ice.rules import Rules, rules_of
from wso_lessons.ice.workbook import Workbook, read_workbook
from wso_lessons.refresh import journal, stage
from wso_lessons.refresh.changes import RosterChanges, compare
from wso_lessons.refresh.checks import CODES, Check, change_checks, list_checks, refuse_unsafe, workbook_checks
from wso_lessons.refresh.impact import Impact, impact
from wso_lessons.refresh.tables import REFRESHED, GrowingTables, last_day, roster_of
from wso_lessons.tables.checks import check_tables

STEPS = 3


@dataclass(frozen=True, kw_only=True, repr=False)
class Refresh:
    """What a new list would change in a course, and whether it may be taken in.

    `before` and `now` are the rosters; `old_day` the day of the course's list; `read` the files taken in and `skipped`
    findings about others in the same folder; `failed` the checks that nobody accepted; `files` what is to be written.
    """

    course: Course
    workbook: Workbook
    read: tuple[str, ...]
    old_day: str
    before: Sequence[TableRow]
    now: Sequence[TableRow]
    changes: RosterChanges
    failed: tuple[Check, ...]
    accepted: tuple[Check, ...]
    skipped: tuple[Finding, ...] = ()
    impact: Impact | None = None
    files: Mapping[str, str]

    @property
    def day(self) -> str:
        """The day of the new list, "" where it is not known."""
        return self.workbook.snapshot_date.isoformat() if self.workbook.snapshot_date else ""

    def __repr__(self) -> str:
        return f"<refresh from {self.old_day} to {self.day}, {len(self.failed)} checks failed>"

    @property
    def is_sound(self) -> bool:
        """Whether the list may be taken in: every check passed or was accepted."""
        return not self.failed


@dataclass(frozen=True, slots=True)
class _World:
    """What a refresh starts from: the course, its tables as they are, and its rules for reading lists."""

    course: Course
    tables: dict[str, list[TableRow]]
    aliases: Aliases
    rules: Rules

    @property
    def day(self) -> str:
        return last_day(self.tables)

    def safe_roster(self, workbook: Workbook) -> list[TableRow]:
        """The roster of a workbook. Raises ContentError where it holds formulas."""
        refuse_unsafe(workbook)
        return roster_of(workbook, self.aliases, self.rules)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The lists that were read: the last of them and its roster, the files' names, failed checks, the tables after."""

    workbook: Workbook
    roster: list[TableRow]
    read: list[str]
    checks: list[Check]
    tables: dict[str, list[TableRow]] | None = None
    skipped: Sequence[Finding] = ()


def plan_refresh(
    source: Path | str,
    course: Course | None = None,
    *,
    date: dt.date | None = None,
    accept: Collection[str] = (),
    progress: ReportProgress = say_nothing,
) -> Refresh:
    """What a workbook, or each newer workbook of a folder, would change in a course. Nothing is written.

    `accept` names checks, by code, that a person has looked at. Raises ContentError where the workbook cannot be read.
    """
    course, source = course or open_course(), Path(source)
    _look_out(course, accept)
    world = _World(course, stage.tables_of(course), aliases_of(course), rules_of(course))
    taken = _folder(world, source, progress) if source.is_dir() else _file(world, source, date, progress)
    failed = [check for check in taken.checks if check.final or check.code not in accept]
    files, found, more = _stage(world, taken) if taken.tables else ({}, None, [])
    progress(1, 1)
    return Refresh(
        course=course,
        workbook=taken.workbook,
        read=tuple(taken.read),
        old_day=world.day,
        before=world.tables["roster"],
        now=taken.roster,
        changes=compare(world.tables["roster"], taken.roster, world.aliases),
        failed=(*failed, *more),
        accepted=tuple(check for check in taken.checks if check not in failed),
        skipped=tuple(taken.skipped),
        impact=found,
        files=files,
    )


def _look_out(course: Course, accept: Collection[str]) -> None:
    """Raises ContentError where the course is in the middle of a refresh, or a code stands for no check."""
    if journal.was_interrupted(course):
        remedy = "Run refresh with --apply once more; it finishes the earlier one first."
        raise ContentError.at(course.root, "refresh-interrupted", "An earlier refresh was interrupted.", remedy)
    unknown = next((code for code in accept if code not in CODES), "")
    if unknown:
        problem, remedy = f'There is no check "{unknown}".', f"Checks: {', '.join(CODES)}."
        raise ContentError.at(course.root, "check-unknown", problem, remedy)


def _file(world: _World, path: Path, date: dt.date | None, progress: ReportProgress) -> _Taken:
    """Reads one workbook. A list that is not later than the course's can follow on tables that were kept."""
    workbook = read_workbook(path, course=world.course, date=date)
    progress(1, STEPS)
    roster, tables = world.safe_roster(workbook), None
    checks = list(workbook_checks(workbook))
    if workbook.kind == "participating" and workbook.snapshot_date is not None:
        day = workbook.snapshot_date.isoformat()
        start = world.tables if day > world.day else stage.earlier_tables(world.course, day)
        checks += list_checks(workbook, world.tables, roster, start is not None)
        checks += change_checks((start or world.tables)["roster"], roster, world.rules)
        if start is not None and not any(check.final for check in checks):
            growing = GrowingTables(start, world.aliases, world.rules)
            growing.add(workbook, roster)
            tables = growing.tables()
    progress(2, STEPS)
    return _Taken(workbook, roster, [path.name], checks, tables)


def _folder(world: _World, folder: Path, progress: ReportProgress) -> _Taken:
    """Reads the lists of a folder that are later than the course's, in the order of their days."""
    opened = open_folder(folder, world.day)
    growing = GrowingTables(world.tables, world.aliases, world.rules)
    names: list[str] = []
    checks: dict[str, Check] = {}
    roster, last = world.tables["roster"], None
    for last in opened.workbooks(world.course, progress):
        before, roster = roster, world.safe_roster(last)
        names.append(last.path.name)
        for check in (*workbook_checks(last), *change_checks(before, roster, world.rules)):
            # A folder's files tell their days apart, and one file of many must be found again.
            if check.code != "date-disagrees":
                named = dataclasses.replace(check, problem=f"{last.path.name}: {check.problem}")
                checks.setdefault(check.code, named)
        growing.add(last, roster)
    if last is None:
        problem = f"No workbook in this folder is a participating list later than {world.day}."
        raise ContentError.at(folder, "list-none", problem, "Add the lists that ICE has published since.")
    found = [*checks.values(), *list_checks(last, world.tables, roster, True)]
    return _Taken(last, roster, names, found, growing.tables(), opened.findings)


def _stage(world: _World, taken: _Taken) -> tuple[dict[str, str], Impact, list[Check]]:
    """The files to write, what they change in the lessons, and checks that the new tables fail."""
    assert taken.tables is not None
    files = stage.new_files(world.course, taken.tables, taken.workbook)
    changed = [name for name in REFRESHED if taken.tables[name] != world.tables[name]]
    with tempfile.TemporaryDirectory(prefix="wso-refresh-") as folder:
        staged = stage.staged_course(world.course, files, Path(folder))
        found = impact(world.course, staged, changed, world.day)
        faults = check_tables(staged)
    checks = []
    if faults:
        problem = f"The new tables do not agree: {faults[0].problem}"
        checks.append(Check("tables-unsound", problem, "Report this; nothing was written.", final=True))
    if found.broken:
        name, reason = found.broken[0]
        problem = f'The claim "{name}" could no longer be computed: {reason}'
        checks.append(Check("claims-broken", problem, "Mend the claim's measure first.", final=True))
    return files, found, checks
