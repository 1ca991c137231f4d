"""The course as it would be: a copy of its content in a temporary folder, with the new tables in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wso_lessons.content import Course
from wso_lessons.content.rows.csvfile import TableRow, read_rows
from wso_lessons.ice.workbook import Workbook
from wso_lessons.refresh.content import entries_named, new_cards, new_source, with_overrides, with_source
from wso_lessons.refresh.tables import REFRESHED, last_day, write_table
from wso_lessons.tables.cards import CARDS_FILE

SNAPSHOTS = "snapshots"
_CONTENT = ("claims", "questions", "reference", "simulators", "tables")
_KEPT = (".yaml", ".csv")

Files = dict[str, str]


def tables_of(course: Course) -> dict[str, list[TableRow]]:
    """The tables a refresh replaces, as text. Raises ContentError where one cannot be read."""
    return {name: read_rows(course.table_path(name)) for name in REFRESHED}


def tables_folder(course: Course) -> Path:
    """Where a course keeps its own tables."""
    return course.places.data / "tables"


def earlier_tables(course: Course, day: str) -> dict[str, list[TableRow]] | None:
    """The newest kept tables that end before a day, or None where none are kept."""
    kept = sorted(folder for folder in (tables_folder(course) / SNAPSHOTS).glob("????-??-??") if folder.name < day)
    for folder in reversed(kept):
        if all((folder / f"{name}.csv").is_file() for name in REFRESHED):
            return {name: read_rows(folder / f"{name}.csv") for name in REFRESHED}
    return None


def new_files(course: Course, tables: Mapping[str, list[TableRow]], workbook: Workbook) -> Files:
    """The files that a refresh writes, by path within the course: tables, cards, the list's source, overrides."""
    folder = tables_folder(course).relative_to(course.root).as_posix()
    before = tables_of(course)
    changed = [name for name in REFRESHED if tables[name] != before[name]]
    files = {f"{folder}/{name}.csv": write_table(name, tables[name]) for name in changed}
    old, new = last_day(before), last_day(tables)
    lists = (len(before["lists"]), len(tables["lists"]))
    sources = _sources(course, old, new, workbook)
    cards = new_cards(_text(course, f"tables/{CARDS_FILE}", changed), changed, old, new, lists)
    if f"ice-list-{new}" not in course.sources and not sources:
        cards = cards.replace(f"ice-list-{new}", f"ice-list-{old}")
    files[f"{folder}/{CARDS_FILE}"] = cards
    data = course.places.data.relative_to(course.root).as_posix()
    if sources:
        files[f"{data}/sources.yaml" if data != "." else "sources.yaml"] = sources
    if course.base is not None:
        manifest = course.places.manifest
        text = with_overrides(manifest.read_text(encoding="utf-8"), changed)
        files[manifest.relative_to(course.root).as_posix()] = text
    return {name: text for name, text in files.items() if _differs(course.root / name, text)}


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_text(encoding="utf-8") != text


def _text(course: Course, name: str, wanted: list[str]) -> str:
    """A content file's own text; for an extending course, with the wanted entries of its base that it lacks."""
    own = course.places.data / name
    text = own.read_text(encoding="utf-8") if own.is_file() else ""
    if course.base is None:
        return text
    lacking = [entry for entry in wanted if f"- id: {entry}\n" not in text]
    inherited = entries_named(_text(course.base, name, lacking), lacking)
    return f"{text.rstrip()}\n\n{inherited}".lstrip("\n") if inherited else text


def _sources(course: Course, old: str, new: str, workbook: Workbook) -> str:
    """The file of sources with an entry for the new list; "" where there is nothing to add."""
    if f"ice-list-{new}" in course.sources:
        return ""
    known = _text(course, "sources.yaml", [f"ice-list-{old}"])
    entry = new_source(known, old, new, workbook.path.name, workbook.sha256)
    own = course.places.data / "sources.yaml"
    text = own.read_text(encoding="utf-8") if own.is_file() else ""
    return with_source(text, entry, f"ice-list-{old}") if entry else ""


def staged_course(course: Course, files: Files, folder: Path) -> Course:
    """The course with `files` in place of its own, in an empty folder; lessons are not copied."""
    data = course.places.data
    names = [course.places.manifest, *(path for path in data.glob("*.yaml"))]
    for part in _CONTENT:
        names += [path for path in (data / part).rglob("*") if path.suffix in _KEPT and SNAPSHOTS not in path.parts]
    contents = {path.relative_to(course.root).as_posix(): path.read_bytes() for path in names}
    for name, content in (contents | {name: text.encode() for name, text in files.items()}).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return Course(folder, course.base)
