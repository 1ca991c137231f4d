"""The file that a site's worker runs: the package's own code, and the course's data compiled as in a wheel."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from importlib.resources import files as files_of
from pathlib import Path

from wso_lessons import __version__
from wso_lessons.content import ContentError, Course, builtin_course, layout
from wso_lessons.content.rows.packed import compact_json, pack_file
from wso_lessons.exports.site.running import SITE_FACTS
from wso_lessons.simulators.detainer.clock import FIRST_YEAR, LAST_YEAR, ZONES, federal_holidays

PACKAGE_FOLDER = Path(__file__).parents[2]
# The rooms whose code a lesson runs, and single modules of the rest.
ROOMS = ("content", "ice", "lessons", "notebook", "pages", "progress", "quiz", "simulators", "tables", "widgets")
MODULES = ("__init__", "reports/__init__", "reports/own_record", "reports/own_notes", "exports/__init__",
           "exports/site/__init__", "exports/site/running", "exports/site/stand_ins")  # fmt: skip
DATA_ENDINGS = (".yaml", ".csv", ".svg")
LEVEL = 6  # the highest takes five times as long for two parts in a hundred
PACKED_ENDING = ".bin"  # of what a page unpacks: some hosts have a browser unpack a file that ends in .gz


def pack_course(course: Course) -> bytes:
    """The code, the data of a course and of those it extends, and the libraries' facts, as one file.

    Packed by gzip: a line of JSON with the files' names and lengths, then the files. A browser unpacks that by itself,
    where Python's own reader of ZIP files would take a second.
    """
    inside = f"{PACKAGE_FOLDER.name}/{layout.INSTALLED}"
    entries = {f"{PACKAGE_FOLDER.name}/{path.relative_to(PACKAGE_FOLDER).as_posix()}": path.read_bytes()
               for path in _sources()}  # fmt: skip
    folders = {one.root: "" if one.root == layout.builtin_root() else f"course-{number}/"
               for number, one in enumerate(course.line)}  # fmt: skip
    # The built-in course comes along in any case, at the place where the code looks for it: models may rest on it.
    for one in dict.fromkeys((builtin_course(), *course.line)):
        for name, path in _data_files(one):
            place = f"{folders.get(one.root, '')}{name}"
            if path.suffix != ".yaml":
                entries[f"{inside}/{place}"] = path.read_bytes()
                continue
            try:
                tree = pack_file(layout.read_tree(path))
            except ContentError:
                continue  # for `check` to report; what rests on it is missing in the running course too
            entries[f"{inside}/{place}"] = b""  # found by its name, read from the compiled copy
            entries[layout.compiled_file(inside, place)] = tree
    facts = {"courses": list(folders.values()), "version": __version__, "holidays": _holidays()}
    entries |= {f"{inside}/{SITE_FACTS}": compact_json(facts), **_zones()}
    index = compact_json([[name, len(content)] for name, content in entries.items()])
    return compress(b"".join((index, b"\n", *entries.values())))


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((PACKAGE_FOLDER / room).rglob("*.py"))
    yield from (PACKAGE_FOLDER / f"{name}.py" for name in MODULES)


def _data_files(course: Course) -> Iterator[tuple[str, Path]]:
    """A course's manifest, YAML and tables by their places in its folder."""
    places = course.places
    yield places.manifest.relative_to(course.root).as_posix(), places.manifest
    for path in sorted(places.data.rglob("*")):
        name = path.relative_to(course.root)
        hidden = any(part.startswith(".") for part in name.parts)
        wanted = path.suffix in DATA_ENDINGS and path.is_file() and path != places.manifest and not hidden
        if wanted and not course.link_out(path):
            yield name.as_posix(), path


def _holidays() -> dict[str, str]:
    days = federal_holidays(FIRST_YEAR - 1, LAST_YEAR + 1)
    return {day.isoformat(): name for day, name in sorted(days.items())}


def _zones() -> dict[str, bytes]:
    """The time zones that a model offers, as the package `tzdata` holds them."""
    found: dict[str, bytes] = {}
    for zone in ZONES:
        folder = "tzdata/zoneinfo"
        found |= {f"{place}/__init__.py": b"" for place in ("tzdata", folder, f"{folder}/{zone.rpartition('/')[0]}")}
        found[f"{folder}/{zone}"] = files_of("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()
    return found


def compress(content: bytes) -> bytes:
    """A content packed by gzip, the same whenever it is made; its file ends in PACKED_ENDING."""
    return gzip.compress(content, LEVEL, mtime=0)
