"""Takes a planned refresh into its course: new files, the tables they replace, the report and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wso_lessons.content import ContentError, open_course
from wso_lessons.refresh import journal, stage
from wso_lessons.refresh.plan import Refresh
from wso_lessons.refresh.report import render_report, render_to_do
from wso_lessons.refresh.tables import write_table


def apply_refresh(refresh: Refresh) -> tuple[str, ...]:
    """Writes the new tables, cards and records, keeps the old tables, and returns the paths written.

    Raises ContentError where a check failed and was not accepted, or the course may not be written.
    """
    if not refresh.is_sound:
        check = refresh.failed[0]
        remedy = check.remedy if check.final else f"{check.remedy} To go on all the same, add --accept {check.code}."
        raise ContentError.at(refresh.workbook.path, check.code, check.problem, remedy)
    files = {**refresh.files, **_snapshot_files(refresh)}
    journal.write(refresh.course, files)
    return tuple(files)


def finish_interrupted(folder: Path | str | None = None) -> bool:
    """Finishes a refresh of the course in a folder that was decided, but interrupted. Says whether there was one.

    Raises ContentError where the folder holds no course.
    """
    course = open_course(folder)
    waiting = journal.was_interrupted(course)
    if waiting:
        journal.finish(course)
    return waiting


def applied_message(refresh: Refresh, files: Sequence[str]) -> str:
    """What an instructor is told after the writing: how many files, and where the list of what is left to do lies."""
    to_do = next(name for name in files if name.endswith("to-do.md"))
    left = render_to_do(refresh).count("- [ ]")
    place = refresh.course.root / to_do
    return f"\nWritten: {len(files)} files. {left} things are left to a person; they stand in {place}."


def _snapshot_files(refresh: Refresh) -> dict[str, str]:
    """The tables that are replaced, the new roster, the report and what is left to do, each under its list's day."""
    folder = stage.tables_folder(refresh.course).relative_to(refresh.course.root) / stage.SNAPSHOTS
    old, new = folder / refresh.old_day, folder / refresh.day
    tables = stage.tables_of(refresh.course)
    files = {(old / f"{name}.csv").as_posix(): write_table(name, rows) for name, rows in tables.items()}
    files[(new / "roster.csv").as_posix()] = write_table("roster", refresh.now)
    files[(new / "report.txt").as_posix()] = render_report(refresh)
    files[(new / "to-do.md").as_posix()] = render_to_do(refresh)
    return files
