"""Opens an .xlsx file safely: what it is, whether it may be read, and its parts. Nothing in it is run or followed."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.parsers import expat

from wso_lessons.content.files import check_ordinary, failure_reason
from wso_lessons.content.findings import ContentError

# ICE's longest list so far packs 1.5 MB into 200 kB and 23 parts. These leave room for lists that grow and for sheets
# styled to the last row (43 MB unpacked), and refuse a file that is made to fill the memory.
MAX_FILE_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 80_000_000
MAX_PARTS = 2_000
READ_BYTES = 65_536  # at a time, so that a part that is refused midway was never in memory whole
PROPERTIES = "docProps/core.xml"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ASK = "Download the list from ICE again, or open it in a spreadsheet program and save it as .xlsx."

# What the readers of zip and XML raise on bytes that are not what they should be.
_BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, LookupError, NotImplementedError, OSError,
    OverflowError, ValueError,
)  # fmt: skip

Attributes = dict[str, str]


@functools.cache
def local_name(name: str) -> str:
    """An XML name without its prefix, worked out once: a sheet asks a hundred thousand times."""
    return name.rsplit(":", 1)[-1]


def refusal(path: Path, code: str, problem: str, remedy: str = _ASK) -> ContentError:
    """A ContentError about a whole file."""
    return ContentError.at(path, code, problem, remedy)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet: its name, the part of the package that holds it, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Package:
    """An opened workbook: `path`, `sha256` of the file, `modified`, `sheets`; parts are read only when asked for.

    Raises ContentError where the file is no workbook, is locked, damaged or far too large, or carries macros.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        data = _bytes_of(path)
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._zip = _unzip(path, data)
        self._check_sizes()
        self._stored = self._stored_names()
        self.main = self._main_part()
        self._check_contents()

    def has(self, part: str) -> bool:
        """Whether the workbook holds a part of that name, in any spelling of its letters' case."""
        return part.casefold() in self._stored

    def open(self, part: str) -> IO[bytes]:
        """A part as a stream. Raises ContentError where it is not there or cannot be unpacked."""
        try:
            return self._zip.open(self._stored[part.casefold()])
        except (*_BROKEN, RuntimeError):
            raise self.damage_error() from None

    def elements(self, part: str) -> Iterator[tuple[str, Attributes, str]]:
        """The elements of a small part as (local name, attributes, text), each when it ends.

        Raises ContentError as `parse` does.
        """
        found: list[tuple[str, Attributes, str]] = []
        stack: list[tuple[str, Attributes, list[str]]] = []

        def start(name: str, attributes: Attributes) -> None:
            stack.append((local_name(name), {local_name(key): value for key, value in attributes.items()}, []))

        def text(words: str) -> None:
            stack[-1][2].append(words)

        def end(_name: str) -> None:
            name, attributes, words = stack.pop()
            found.append((name, attributes, "".join(words)))

        for _ in self.parse(part, start, end, text):
            yield from found
            found.clear()
        yield from found

    def parse(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> Iterator[None]:
        """Feeds a part to handlers piece by piece, and yields after each so that the caller may stop early.

        Raises ContentError where the part is damaged, or declares a document type.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            with self.open(part) as stream:
                while piece := stream.read(READ_BYTES):
                    parser.Parse(piece, False)
                    yield
                parser.Parse(b"", True)
        except _BROKEN:
            raise self.damage_error() from None

    def relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points to: relation id -> (kind, target). External targets are returned as text only.

        Raises ContentError as `parse` does.
        """
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(relations):
            return {}
        found = {}
        for element, attributes, _ in self.elements(relations):
            if element == "Relationship":
                target = attributes.get("Target", "")
                if attributes.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    @property
    def modified(self) -> dt.datetime | None:
        """When the file's properties say it was last changed (UTC), or None. Raises ContentError as `parse` does."""
        elements = self.elements(PROPERTIES) if self.has(PROPERTIES) else ()
        written = next((text.strip() for element, _, text in elements if element == "modified"), "")
        try:
            moment = dt.datetime.fromisoformat(written)
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)

    @property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in the workbook's order. Raises ContentError as `parse` does."""
        targets = self.relations_of(self.main)
        found = []
        for element, attributes, _ in self.elements(self.main):
            kind, target = targets.get(attributes.get("id", ""), ("", ""))
            if element == "sheet" and kind == "worksheet" and self.has(target):
                found.append(
                    SheetPart(attributes.get("name", ""), target, attributes.get("state", "visible") != "visible")
                )
        return tuple(found)

    @property
    def links_elsewhere(self) -> bool:
        """Whether formulas of this workbook reach into other workbooks."""
        return any(name.startswith("xl/externallinks/") for name in self._stored)

    def damage_error(self) -> ContentError:
        """The error for a workbook that cannot be read to its end."""
        return _damage_error(self.path)

    def _refuse_doctype(self, *_: object) -> None:
        raise refusal(self.path, "workbook-unsafe", "The workbook declares its own XML entities, which ICE's never do.")

    def _check_sizes(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
            problem = f"Unpacked, the workbook would pass {MAX_UNPACKED_BYTES // 1_000_000} MB, which no ICE list does."
            raise refusal(self.path, "workbook-too-large", problem)
        if any(info.flag_bits & 1 for info in infos):
            raise _locked_error(self.path)
        # Workbooks are packed in these two ways alone; the readers of others raise errors of their own.
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
            raise self.damage_error()

    def _stored_names(self) -> dict[str, str]:
        """Each part's name as the archive writes it, by its name in small letters: parts are named without case.

        Some programs write folders with a backslash. Two parts of one name could show a reader and a spreadsheet
        program different lists.
        """
        names = [info.filename for info in self._zip.infolist()]
        stored = {name.replace("\\", "/").casefold(): name for name in names}
        if len(stored) < len(names):
            raise self.damage_error()
        return stored

    def _main_part(self) -> str:
        for kind, target in self.relations_of("").values():
            if kind == "officeDocument" and self.has(target):
                return target
        raise refusal(self.path, "workbook-missing", "This is a zip archive, but not an Excel workbook.")

    def _check_contents(self) -> None:
        if any(name.rsplit("/", 1)[-1] == "vbaproject.bin" for name in self._stored):
            raise refusal(
                self.path, "workbook-macros", "The workbook carries macros, which ICE's never do.",
                "Save a copy as .xlsx without macros, if you trust its origin.",
            )  # fmt: skip
        if not self.main.casefold().endswith(".xml"):
            raise refusal(self.path, "workbook-format", "This is a binary workbook (.xlsb).")


def _locked_error(path: Path) -> ContentError:
    remedy = "Open it with its password and save a copy without one."
    return refusal(path, "workbook-locked", "The workbook is locked with a password.", remedy)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise refusal(path, "workbook-missing", "This is a folder, not a workbook.", "Name one .xlsx file.")
        check_ordinary(path)
        if path.stat().st_size > MAX_FILE_BYTES:
            problem = f"The file is larger than {MAX_FILE_BYTES // 1_000_000} MB, which no ICE list is."
            raise refusal(path, "workbook-too-large", problem)
        return path.read_bytes()
    except OSError as error:
        problem = f"The file cannot be read: {failure_reason(error)}."
        raise refusal(path, "workbook-missing", problem, "Check its name and rights.") from None


def _unzip(path: Path, data: bytes) -> zipfile.ZipFile:
    if data[:2] != b"PK":
        raise _not_a_zip(path, data)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _damage_error(path) from None


def _damage_error(path: Path) -> ContentError:
    return refusal(path, "workbook-damaged", "The workbook is damaged or cut short.")


def _not_a_zip(path: Path, data: bytes) -> ContentError:
    """The refusal that says what the file is instead of a workbook."""
    if not data:
        return refusal(path, "workbook-empty", "The file is empty.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return _locked_error(path)
        return refusal(path, "workbook-format", "This is an old Excel file (.xls).")
    opening = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if opening.startswith(b"<"):
        return refusal(path, "workbook-format", "This is a web page or an XML file that was named .xlsx.")
    if b"\0" not in opening and (b"," in opening or b"\t" in opening or b";" in opening):
        return refusal(path, "workbook-format", "This is a text table (CSV) that was named .xlsx.")
    return refusal(path, "workbook-format", "This is not an Excel workbook.")
