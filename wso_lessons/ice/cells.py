"""The cells of a worksheet, read as a stream: values as stored, days by their style, hidden rows and links.

Formulas are never computed: a cell gives the value that was stored with it, and says that it held a formula. Cells
that hold nothing cost nothing, however many a sheet has been given a look.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from wso_lessons.content.findings import ContentError
from wso_lessons.ice.dates import day_of_serial, read_iso
from wso_lessons.ice.xlsx_file import Attributes, Package, SheetPart, local_name, refusal

MAX_ROWS = 20_000  # with a value; ICE's longest list has fewer than 2,000
MAX_PIECES = 400_000  # cells with a value, linked cells, merged ranges and column settings of a sheet
# What Excel itself allows: the characters of a cell, the columns and rows of a sheet.
MAX_CELL_TEXT = 32_767
MAX_COLUMNS = 16_384
LAST_ROW = 1_048_576

CellKind = Literal["text", "number", "date", "error", "flag"]
_KINDS: dict[str, CellKind] = {"s": "text", "inlineStr": "text", "str": "text", "e": "error", "b": "flag", "d": "date"}

# The numbers of the formats that Excel knows without a code of their own and shows as a day.
_DATE_FORMATS = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
# What stands in a format's code beside its letters: quoted words, escapes, colors and conditions, padding.
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a workbook writes a letter that XML cannot hold
_EPOCH_1900, _EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_OFF = ("0", "false", "none")


class SheetCell(NamedTuple):
    """A cell's value as text (days as 2025-07-08), what kind it is, whether a formula stood behind it or it is struck.

    `struck` says that a line goes through the value or a part of it.
    """

    text: str
    kind: CellKind
    formula: bool = False
    struck: bool = False


class SheetRow(NamedTuple):
    """A row with at least one value: its number, whether it is hidden or of no height, and its cells by column from 1.

    A row without height is hidden too.
    """

    number: int
    hidden: bool
    cells: dict[int, SheetCell]
    flat: bool = False


@dataclass(slots=True)
class Sheet:
    """A worksheet's rows and what stands beside them.

    `links` maps (row, column) to a link's target; `hidden_columns` and `merged` are what the sheet declares; `epoch`
    is the day from which the workbook counts.
    """

    name: str
    hidden: bool
    rows: list[SheetRow] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_columns: list[range] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    epoch: dt.date = _EPOCH_1900


class _Style(NamedTuple):
    """What a cell's style says of its value: whether a number is a day, and whether a line goes through it."""

    is_day: bool
    struck: bool


class CellReader:
    """Reads the sheets of one package; shared texts and styles are read once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        targets = dict(package.relations_of(package.main).values())
        self.texts = _shared_texts(package, targets.get("sharedStrings", ""))
        self.styles = _styles(package, targets.get("styles", ""))
        self.epoch = _epoch(package)

    def sheet(self, part: SheetPart) -> Sheet:
        """The sheet's rows that hold anything. Raises ContentError past 20,000 of them."""
        sheet = Sheet(part.name, part.hidden, epoch=self.epoch)
        handler = _SheetHandler(self, sheet, self.package.relations_of(part.part))
        for _ in self.package.parse(part.part, handler.start, handler.end, handler.text):
            if len(sheet.rows) > MAX_ROWS or handler.pieces > MAX_PIECES:
                raise self.too_large(sheet)
        return sheet

    def too_large(self, sheet: Sheet) -> ContentError:
        """The error for a sheet with more rows or cells than any list of ICE's."""
        problem = (
            f'The sheet "{sheet.name}" holds more than {MAX_ROWS:,} rows or {MAX_PIECES:,} cells, as no ICE list does.'
        )
        return refusal(self.package.path, "workbook-too-large", problem)

    def cell(self, stored: str, style: int, value: str, formula: bool) -> SheetCell | None:
        """The cell that a stored value stands for, or None where it is empty.

        Raises ContentError where it names a shared text that is not there.
        """
        kind: CellKind = _KINDS.get(stored, "number")
        looks = self.styles[style] if style < len(self.styles) else _Style(False, False)
        struck = looks.struck
        if stored == "s":
            index = int(value) if value.isdecimal() else -1
            if not 0 <= index < len(self.texts):
                raise self.package.damage_error()
            value, partly = self.texts[index]
            struck = struck or partly
        elif kind == "text":
            value = unescape_letters(value)
        elif kind == "date":
            day = read_iso(value)
            value = day.isoformat() if day else value
        elif kind == "number" and looks.is_day:
            day = day_of_serial(value, self.epoch)
            value, kind = (day.isoformat(), "date") if day else (value, kind)
        return SheetCell(value, kind, formula, struck) if value != "" or formula else None


class _SheetHandler:
    """Takes the parser's events for one sheet and fills it."""

    def __init__(self, reader: CellReader, sheet: Sheet, relations: dict[str, tuple[str, str]]) -> None:
        self.reader, self.sheet, self.relations = reader, sheet, relations
        self.number, self.column = 0, 0
        self.row: Attributes = {}
        self.cells: dict[int, SheetCell] = {}
        self.attributes: Attributes = {}
        self.formula = False
        self.words: list[str] = []
        self.keeping = False
        self.ignoring = 0
        self.pieces = 0
        self.seen: set[int] = set()

    def start(self, full_name: str, attributes: Attributes) -> None:
        name = local_name(full_name)
        if name == "c":
            self.attributes, self.formula, self.words = attributes, False, []
            self.column = column_of(attributes.get("r", "")) or self.column + 1
        elif name in ("v", "t"):
            self.keeping = not self.ignoring
        elif name == "f":
            self.formula = True
        elif name == "row":
            stated = attributes.get("r", "")
            self.number = int(stated) if stated.isdecimal() else self.number + 1
            if not 0 < self.number <= LAST_ROW:
                raise self.reader.package.damage_error()
            self.row, self.column, self.cells = attributes, 0, {}
        elif name == "rPh":
            self.ignoring += 1
        elif name in ("hyperlink", "mergeCell", "col"):
            self._beside(name, {local_name(key): value for key, value in attributes.items()})

    def end(self, full_name: str) -> None:
        name = local_name(full_name)
        if name in ("v", "t"):
            self.keeping = False
        elif name == "c" and (self.words or self.formula):
            self._end_cell()
        elif name == "row" and self.cells:
            self._end_row()
        elif name == "rPh":
            self.ignoring -= 1

    def text(self, words: str) -> None:
        if self.keeping:
            self.words.append(words)

    def _end_cell(self) -> None:
        style = self.attributes.get("s", "0")
        cell = self.reader.cell(
            self.attributes.get("t", "n"),
            int(style) if style.isdecimal() else 0,
            "".join(self.words)[:MAX_CELL_TEXT],
            self.formula,
        )
        if cell is not None:
            self.pieces += 1
            if self.column in self.cells:
                raise self.reader.package.damage_error()  # two values for one place: programs show different ones
            self.cells[self.column] = cell

    def _end_row(self) -> None:
        if self.number in self.seen:
            raise self.reader.package.damage_error()
        self.seen.add(self.number)
        flat = _is_zero(self.row.get("ht", ""))
        hidden = flat or self.row.get("hidden") in ("1", "true")
        self.sheet.rows.append(SheetRow(self.number, hidden, self.cells, flat))

    def _beside(self, name: str, attributes: Attributes) -> None:
        self.pieces += 1
        if name == "hyperlink":
            target = self.relations.get(attributes.get("id", ""), ("", ""))[1] or attributes.get("location", "")
            for place in _cells_in(attributes.get("ref", "")):
                self.sheet.links[place] = target
                self.pieces += 1
            if self.pieces > MAX_PIECES:
                raise self.reader.too_large(self.sheet)
        elif name == "mergeCell":
            self.sheet.merged.append(attributes.get("ref", ""))
        elif attributes.get("hidden") in ("1", "true") or _is_zero(attributes.get("width", "")):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.sheet.hidden_columns.append(range(first, min(last, MAX_COLUMNS) + 1))


def _is_zero(size: str) -> bool:
    try:
        return float(size) == 0
    except ValueError:
        return False


def column_of(reference: str) -> int:
    """The column number of a cell reference such as "AB12", or 0 where it names none."""
    column = 0
    for letter in reference:
        if not ("A" <= letter <= "Z"):
            break
        column = column * 26 + ord(letter) - 64
    return column if column <= MAX_COLUMNS else 0


def _cells_in(reference: str) -> Iterator[tuple[int, int]]:
    """The (row, column) pairs of a reference such as "G12" or "G12:G14"; ranges past 20,000 cells are cut off."""
    first, _, last = reference.partition(":")
    top, bottom = _row_of(first), _row_of(last or first)
    left, right = column_of(first), column_of(last or first)
    places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    yield from itertools.islice(places, MAX_ROWS)


def _row_of(reference: str) -> int:
    digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() else 0


def unescape_letters(text: str) -> str:
    """A stored text with its escaped letters (_x000D_) put back."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _shared_texts(package: Package, part: str) -> list[tuple[str, bool]]:
    """The texts that cells refer to by number, and whether a line goes through any part of each."""
    texts: list[tuple[str, bool]] = []
    if not package.has(part):
        return texts
    words: list[str] = []
    struck = False
    for name, attributes, text in package.elements(part):
        if name == "t":
            words.append(text)
        elif name == "rPh" and words:
            words.pop()  # the reading aid's own text has just been added; it is no part of the value
        elif name == "strike":
            struck = attributes.get("val", "1") not in _OFF
        elif name == "si":
            texts.append((unescape_letters("".join(words))[:MAX_CELL_TEXT], struck))
            words.clear()
            struck = False
    return texts


def _styles(package: Package, part: str) -> tuple[_Style, ...]:
    """What each style number says of a value."""
    if not package.has(part):
        return ()
    formats: dict[str, str] = {}
    fonts: list[bool] = []
    struck = False
    cells: list[Attributes] = []
    for name, attributes, _ in package.elements(part):
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "strike":
            struck = attributes.get("val", "1") not in _OFF
        elif name == "font":
            fonts.append(struck)
            struck = False
        elif name == "xf":
            cells.append(attributes)
        elif name == "cellStyleXfs":
            cells.clear()
        elif name == "cellXfs":
            break  # what follows are named styles and conditional ones, which no cell refers to by number
    looks = {(a.get("numFmtId", "0"), a.get("fontId", "0")): _Style(False, False) for a in cells}
    with_line = {str(place) for place, has_line in enumerate(fonts) if has_line}
    for number, font in looks:
        looks[number, font] = _Style(_is_date(number, formats.get(number, "")), font in with_line)
    return tuple(looks[a.get("numFmtId", "0"), a.get("fontId", "0")] for a in cells)


def _is_date(number: str, code: str) -> bool:
    if code:
        return any(letter in _NOT_FORMAT.sub("", code).lower() for letter in "ymd")
    return number in _DATE_FORMATS


def _epoch(package: Package) -> dt.date:
    for name, attributes, _ in package.elements(package.main):
        if name == "workbookPr":
            return _EPOCH_1904 if attributes.get("date1904") in ("1", "true") else _EPOCH_1900
    return _EPOCH_1900
