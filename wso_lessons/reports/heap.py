"""What a teacher has collected: files, folders in folders and zips, one file after the other.

Every file comes out once: with its content, or with the reason why it cannot be a receipt. Zips are read where they
lie, nothing is unpacked to the disk, and neither a link nor a zip made to burst leads further than its folder or bound.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from wso_lessons.content.files import check_ordinary, failure_reason, leads_out
from wso_lessons.progress.receipt import MAX_RECEIPT_BYTES

DEEPEST = 3  # a learner's zip, in the system's zip, in the teacher's own
LOOK = 64  # bytes that show whether a file can hold JSON
# JSON packs to a tenth or so. A zip that gives far more than it weighs is made to fill a disk, or a memory.
LEAST_BUDGET, MOST_GROWTH = 64_000_000, 200
ARCHIVES = (".7z", ".gz", ".rar", ".tar", ".tgz", ".xz")
NO_RECEIPT = "It is no receipt; a receipt is a .json file"
# Files of an operating system, which nobody handed in: they are named for what they are.
_SYSTEM = re.compile(r"(?:\._.*|\.DS_Store|Thumbs\.db|desktop\.ini)\Z", re.IGNORECASE)
# How learning systems name what they pack. Moodle: "First Last_123_assignsubmission_file_/x.json" or all in the file's
# name; Canvas: "lastfirst_LATE_123_456_x.json"; Classroom puts the name before a file that it copied.
_MOODLE = re.compile(r"(?P<who>[^/]+?)_\d+_assignsubmission_")
_OWNERS = (
    _MOODLE,
    re.compile(r"(?P<who>[^/_]+)_(?:LATE_)?\d+_\d+_"),
    re.compile(r"(?P<who>[^/]+?) - (?=[^/]*\.json)", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class HeapFile:
    """A file of the heap: where it lies, its content or the `reason` why it has none, and whose a system says it is."""

    path: Path
    content: bytes = b""
    reason: str = ""

    @property
    def owner(self) -> str:
        """The learner whom a learning system named in the path, or "". Canvas runs the parts of a name together."""
        named = [form.match(self.path.name) for form in _OWNERS] + [_MOODLE.match(self.path.parent.name)]
        return next((found["who"].strip() for found in named if found), "")


class _Budget:
    """How many bytes a zip may still give."""

    def __init__(self, packed: int) -> None:
        self.left = max(LEAST_BUDGET, MOST_GROWTH * packed)

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _TooMuchError


class _TooMuchError(Exception):
    """A zip unpacks to far more than receipts do."""


def heap_files(paths: Iterable[Path]) -> Iterator[HeapFile]:
    """Every file that is named, or lies in a folder or zip that is, in order and each once."""
    seen: set[str] = set()
    for path in paths:
        is_folder = os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        found = _folder_files(path) if is_folder else (HeapFile(path),)
        for file in found:
            place = os.path.realpath(file.path)
            if place not in seen:
                seen.add(place)
                yield from [file] if file.reason else _disk_file(file.path)


def _folder_files(folder: Path) -> Iterator[HeapFile]:
    """The files below a folder. Links are followed to files inside it, to nothing else."""
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in [name for name in folders if Path(place, name).is_symlink()]:
            yield HeapFile(Path(place, name), reason="It is a link to a folder.")
        for name in sorted(files):
            path = Path(place, name)
            out = path.is_symlink() and leads_out(path, folder)
            yield HeapFile(path, reason="It is a link that leads out of the folder." if out else "")


def _disk_file(path: Path) -> Iterator[HeapFile]:
    try:
        check_ordinary(path)
        if reason := _name_reason(path.name):
            yield HeapFile(path, reason=reason)
            return
        with path.open("rb") as stream:
            if path.suffix.lower() == ".zip":
                yield from _zip_files(stream, path, _Budget(path.stat().st_size))
            else:
                yield _read(stream, path, None)
    except OSError as error:
        yield HeapFile(path, reason=f"It cannot be read ({failure_reason(error)}).")


def _name_reason(name: str) -> str:
    """Why a file of this name is no receipt, or ""."""
    if _SYSTEM.match(name):
        return "It is a file of the operating system."
    if name.lower().endswith(ARCHIVES):
        return "Archives of this kind are not read. Unpack it, or make a .zip of it."
    return ""


def _read(stream: IO[bytes], path: Path, budget: _Budget | None) -> HeapFile:
    """The content of a file that may be a receipt. The start tells, so that a film is not read to its end."""
    start = stream.read(LOOK)
    # ".json.txt" and ".json (1)" too, as mail and browsers make of it.
    named_json = re.search(r"\.json\b", path.name, re.IGNORECASE)
    # JSON in UTF-8 or UTF-16, with or without a mark of the order of bytes.
    if not named_json and start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] != b"{":
        return HeapFile(path, reason=f"{NO_RECEIPT}.")
    content = start + stream.read(MAX_RECEIPT_BYTES + 1 - len(start))
    if budget:
        budget.spend(len(content))
    if len(content) > MAX_RECEIPT_BYTES:
        return HeapFile(path, reason="It is larger than any receipt.")
    return HeapFile(path, content)


def _zip_files(stream: IO[bytes], path: Path, budget: _Budget, depth: int = 1) -> Iterator[HeapFile]:
    """The files in a zip; what is wrong with the zip itself is told of the zip."""
    try:
        with zipfile.ZipFile(stream) as packed:
            for member in packed.infolist():
                if not member.is_dir():
                    yield from _member_files(packed, member, path / member.filename.lstrip("/"), budget, depth)
    except _TooMuchError:
        if depth > 1:
            raise
        yield HeapFile(path, reason="It unpacks to far more than receipts do; what follows in it was not read.")
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError):
        yield HeapFile(path, reason="It is no zip that can be read: damaged, or packed in an unusual way.")


def _member_files(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, budget: _Budget, depth: int
) -> Iterator[HeapFile]:
    """A member of a zip, or what is in it where it is a zip."""
    mode = member.external_attr >> 16
    reason = _name_reason(path.name)
    if stat.S_ISLNK(mode):
        reason = "It is a link."
    elif member.flag_bits & 1:
        reason = "It is locked with a password."
    elif path.suffix.lower() == ".zip" and (depth == DEEPEST or member.file_size > LEAST_BUDGET):
        reason = "It is a zip in too many others, or too large for one. Unpack it first."
    if reason:
        yield HeapFile(path, reason=reason)
        return
    try:
        with packed.open(member) as inner:
            if path.suffix.lower() != ".zip":
                yield _read(inner, path, budget)
                return
            budget.spend(member.file_size)
            yield from _zip_files(io.BytesIO(inner.read()), path, budget, depth + 1)
    except _TooMuchError:
        raise
    except Exception:  # each way of packing has errors of its own, lzma's where Python lacks it among them
        yield HeapFile(path, reason="It is damaged inside the zip.")
