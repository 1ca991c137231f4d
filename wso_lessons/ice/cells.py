"""The cells of a worksheet, read as a stream: values as stored, dates by their style, hidden rows and links.

Formulas are never computed: a cell gives the value that was stored with it, and says that it held a formula.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from wso_lessons.content.findings import ContentError
from wso_lessons.ice.package import LOCAL, Attributes, Package, Part, refusal

MAX_ROWS = 20_000
MAX_PIECES = 400_000  # cells, linked cells, merged ranges and column settings of a sheet
LAST_ROW = 1_048_576
MAX_TEXT = 32_767
MAX_COLUMNS = 16_384

Kind = Literal["text", "number", "date", "error", "flag"]

_DATE_FORMATS = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCH_1900, _EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)


class Cell(NamedTuple):
    """A cell's value as text (dates as 2025-07-08), what kind it is, and whether a formula stood behind it."""

    text: str
    kind: Kind
    formula: bool = False


class SheetRow(NamedTuple):
    """A row with at least one value: its number in the sheet, whether it is hidden, and its cells by column from 1."""

    number: int
    hidden: bool
    cells: dict[int, Cell]


@dataclass(slots=True)
class Sheet:
    """A worksheet's rows and what stands beside them.

    `links` maps (row, column) to a link's target; `hidden_columns` and `merged` are what the sheet declares.
    """

    name: str
    hidden: bool
    rows: list[SheetRow] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_columns: list[range] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


class CellReader:
    """Reads the sheets of one package; shared texts and styles are read once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        targets = dict(package.related(package.main).values())
        self.texts = _shared_texts(package, targets.get("sharedStrings", ""))
        self.date_styles = _date_styles(package, targets.get("styles", ""))
        self.epoch = _epoch(package)

    def sheet(self, part: Part) -> Sheet:
        """The sheet's rows that hold anything. Raises ContentError past 20,000 of them."""
        sheet = Sheet(part.name, part.hidden)
        handler = _SheetHandler(self, sheet, self.package.related(part.part))
        for _ in self.package.parse(part.part, handler.start, handler.end, handler.text):
            if len(sheet.rows) > MAX_ROWS or handler.pieces > MAX_PIECES:
                raise self.too_large(sheet)
        return sheet

    def too_large(self, sheet: Sheet) -> ContentError:
        problem = (
            f'The sheet "{sheet.name}" holds more than {MAX_ROWS:,} rows or {MAX_PIECES:,} cells, as no ICE list does.'
        )
        return refusal(self.package.path, "workbook-too-large", problem)

    def cell(self, kind: str, style: int, value: str, formula: bool) -> Cell | None:
        """The cell that a stored value stands for, or None where it is empty."""
        if kind == "s":
            index = int(value) if value.isdecimal() else -1
            if not 0 <= index < len(self.texts):
                raise self.package.damaged()
            value, kind = self.texts[index], "text"
        elif kind in ("inlineStr", "str"):
            value, kind = _unescape(value), "text"
        elif kind in ("e", "b", "d"):
            kind = {"e": "error", "b": "flag", "d": "date"}[kind]
        else:
            kind = "number"
            if style in self.date_styles:
                day = self.day(value)
                value, kind = (day.isoformat(), "date") if day else (value, "number")
        if value == "" and not formula:
            return None
        return Cell(value, kind, formula)  # type: ignore[arg-type]

    def day(self, serial: str) -> dt.date | None:
        """The day an Excel serial number stands for; the time of day is left out."""
        try:
            days = math.floor(float(serial))
            return self.epoch + dt.timedelta(days=days) if days > 0 else None
        except (ValueError, OverflowError):
            return None


class _SheetHandler:
    """Takes the parser's events for one sheet and fills it."""

    def __init__(self, reader: CellReader, sheet: Sheet, relations: dict[str, tuple[str, str]]) -> None:
        self.reader, self.sheet, self.relations = reader, sheet, relations
        self.number, self.column, self.hidden = 0, 0, False
        self.cells: dict[int, Cell] = {}
        self.kind, self.style, self.formula = "", 0, False
        self.words: list[str] = []
        self.keeping = False
        self.ignoring = 0
        self.pieces = 0

    def start(self, full_name: str, attributes: Attributes) -> None:
        name = LOCAL[full_name]
        if name == "c":
            self.column = column_of(attributes.get("r", "")) or self.column + 1
            self.pieces += 1
            self.kind, self.formula = attributes.get("t", "n"), False
            style = attributes.get("s", "0")
            self.style = int(style) if style.isdecimal() else 0
            self.words = []
        elif name in ("v", "t"):
            self.keeping = not self.ignoring
        elif name == "f":
            self.formula = True
        elif name == "row":
            stated = attributes.get("r", "")
            self.number = int(stated) if stated.isdecimal() else self.number + 1
            if not 0 < self.number <= LAST_ROW:
                raise self.reader.package.damaged()
            self.hidden = attributes.get("hidden") in ("1", "true")
            self.column, self.cells = 0, {}
        elif name == "rPh":
            self.ignoring += 1
        else:
            self._beside(name, {LOCAL[key]: value for key, value in attributes.items()})

    def end(self, full_name: str) -> None:
        name = LOCAL[full_name]
        if name in ("v", "t"):
            self.keeping = False
        elif name == "c":
            cell = self.reader.cell(self.kind, self.style, "".join(self.words)[:MAX_TEXT], self.formula)
            if cell is not None:
                self.cells[self.column] = cell
        elif name == "row" and self.cells:
            self.sheet.rows.append(SheetRow(self.number, self.hidden, self.cells))
        elif name == "rPh":
            self.ignoring -= 1

    def text(self, words: str) -> None:
        if self.keeping:
            self.words.append(words)

    def _beside(self, name: str, attributes: Attributes) -> None:
        self.pieces += 1
        if name == "hyperlink":
            target = self.relations.get(attributes.get("id", ""), ("", ""))[1] or attributes.get("location", "")
            for place in _places(attributes.get("ref", "")):
                self.sheet.links[place] = target
                self.pieces += 1
            if self.pieces > MAX_PIECES:
                raise self.reader.too_large(self.sheet)
        elif name == "mergeCell":
            self.sheet.merged.append(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.sheet.hidden_columns.append(range(first, min(last, MAX_COLUMNS) + 1))


def column_of(reference: str) -> int:
    """The column number of a cell reference such as "AB12", or 0 where it names none."""
    column = 0
    for letter in reference:
        if not ("A" <= letter <= "Z"):
            break
        column = column * 26 + ord(letter) - 64
    return column if column <= MAX_COLUMNS else 0


def _places(reference: str) -> Iterator[tuple[int, int]]:
    """The (row, column) pairs of a reference such as "G12" or "G12:G14"; ranges past 20,000 cells are cut off."""
    first, _, last = reference.partition(":")
    top, bottom = _row_of(first), _row_of(last or first)
    left, right = column_of(first), column_of(last or first)
    places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    yield from (place for _, place in zip(range(MAX_ROWS), places, strict=False))


def _row_of(reference: str) -> int:
    digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() else 0


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _shared_texts(package: Package, part: str) -> list[str]:
    texts: list[str] = []
    if not package.has(part):
        return texts
    words: list[str] = []
    phonetic: list[str] = []
    for name, _, text in package.elements(part):
        if name == "t":
            words.append(text)
        elif name == "rPh":
            # The reading aid's own text has just been added; it is no part of the value.
            phonetic.append(words.pop() if words else "")
        elif name == "si":
            texts.append(_unescape("".join(words))[:MAX_TEXT])
            words.clear()
    return texts


def _date_styles(package: Package, part: str) -> frozenset[int]:
    """The style numbers under which a number is a date."""
    if not package.has(part):
        return frozenset()
    formats, styles, waiting = {}, [], []
    for name, attributes, _ in package.elements(part):
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf":
            waiting.append(attributes.get("numFmtId", "0"))
        elif name == "cellStyleXfs":
            waiting.clear()
        elif name == "cellXfs":
            styles, waiting = waiting, []
    return frozenset(index for index, number in enumerate(styles) if _is_date(number, formats.get(number, "")))


def _is_date(number: str, code: str) -> bool:
    if code:
        return any(letter in _NOT_FORMAT.sub("", code).lower() for letter in "ymd")
    return number in _DATE_FORMATS


def _epoch(package: Package) -> dt.date:
    stated: list[Any] = [a for name, a, _ in package.elements(package.main) if name == "workbookPr"]
    return _EPOCH_1904 if stated and stated[0].get("date1904") in ("1", "true") else _EPOCH_1900
