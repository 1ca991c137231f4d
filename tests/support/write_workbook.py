"""Writes small workbooks, byte for byte the same each time: for practice and for tests of the reader."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from wso_lessons.ice.layout import letters_of

_STAMP = (2026, 1, 1, 0, 0, 0)
_EPOCH = dt.date(1899, 12, 30)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><strike/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class Error:
    """A cell that shows a spreadsheet error, such as #N/A."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell with a formula and the value that was stored with it."""

    formula: str
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A cell as XML stores it: its value, its kind (t) and the number of its style.

    Styles: 0 none, 1 a day, 2 struck through, 3 a day and a time.
    """

    value: str
    kind: str = "n"
    style: int = 0


Value = str | int | float | dt.date | Error | Formula | Stored | None


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet to write: its rows from the first, which rows a filter hides or are of no height, and links by place."""

    name: str
    rows: Sequence[Sequence[Value]]
    hidden_rows: frozenset[int] = frozenset()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    flat_rows: frozenset[int] = frozenset()


def write_workbook(
    path: Path,
    sheets: Sequence[SheetPlan],
    modified: dt.datetime | None = None,
    extra: Mapping[str, bytes] | None = None,
    *,
    from_1904: bool = False,
    rename: Callable[[str], str] = str,
) -> Path:
    """Writes the sheets to `path` as .xlsx and returns it; `extra` adds parts by name, `rename` changes their names."""
    texts: dict[str, int] = {}
    parts: dict[str, str] = {}
    for number, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet, texts)
        if sheet.links:
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _link_relations(sheet)
    parts |= _frame(sheets, modified)
    parts["xl/sharedStrings.xml"] = _shared(texts)
    with zipfile.ZipFile(path, "w") as package:
        for name, xml in parts.items():
            if from_1904 and name == "xl/workbook.xml":
                xml = xml.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
            package.writestr(_entry(rename(name)), f"{_HEAD}{xml}")
        for name, data in (extra or {}).items():
            package.writestr(_entry(name), data)
    return path


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _frame(sheets: Sequence[SheetPlan], modified: dt.datetime | None) -> dict[str, str]:
    """The parts that every workbook has: types, relations, the list of sheets, styles and properties."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name={_quoted(sheet.name)} sheetId="{n}" r:id="rId{n}"{_state(sheet)}/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    sheet_types = "".join(_override(f"xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers)
    others = _override("xl/workbook.xml", "sheet.main") + _override("xl/styles.xml", "styles")
    relations = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    relations += [("rIdS", "styles", "styles.xml"), ("rIdT", "sharedStrings", "sharedStrings.xml")]
    core = f"<dcterms:modified>{modified:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>" if modified else ""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{others}{_override('xl/sharedStrings.xml', 'sharedStrings')}{sheet_types}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]).replace(
            "</Relationships>",
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>',
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/styles.xml": _STYLES,
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
    }


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'


def _state(sheet: SheetPlan) -> str:
    return ' state="hidden"' if sheet.hidden else ""


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{_TYPE}.{kind}+xml"/>'


def _relations(entries: Iterable[tuple[str, str, str]], mode: str = "") -> str:
    written = "".join(
        f'<Relationship Id="{name}" Type="{_DOC}/{kind}" Target={_quoted(target)}{mode}/>'
        for name, kind, target in entries
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _link_relations(sheet: SheetPlan) -> str:
    entries = [(f"rId{n}", "hyperlink", target) for n, target in enumerate(sheet.links.values(), start=1)]
    return _relations(entries, ' TargetMode="External"')


def _sheet(sheet: SheetPlan, texts: dict[str, int]) -> str:
    rows = []
    for number, row in enumerate(sheet.rows, start=1):
        cells = "".join(_cell(f"{letters_of(n)}{number}", value, texts) for n, value in enumerate(row, start=1))
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        hidden += ' ht="0" customHeight="1"' if number in sheet.flat_rows else ""
        rows.append(f'<row r="{number}"{hidden}>{cells}</row>')
    places = "".join(
        f'<hyperlink ref="{letters_of(column)}{row}" r:id="rId{n}"/>'
        for n, (row, column) in enumerate(sheet.links, start=1)
    )
    links = f"<hyperlinks>{places}</hyperlinks>" if places else ""
    return f'<worksheet xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheetData>{"".join(rows)}</sheetData>{links}</worksheet>'


def _cell(place: str, value: Value, texts: dict[str, int]) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f'<c r="{place}" s="1"><v>{(value - _EPOCH).days}</v></c>'
    if isinstance(value, Stored):
        text = f"<is><t>{escape(value.value)}</t></is>" if value.kind == "inlineStr" else f"<v>{value.value}</v>"
        return f'<c r="{place}" s="{value.style}" t="{value.kind}">{text}</c>'
    if isinstance(value, Error):
        return f'<c r="{place}" t="e"><v>{escape(value.text)}</v></c>'
    if isinstance(value, Formula):
        return f'<c r="{place}" t="str"><f>{escape(value.formula)}</f><v>{escape(value.stored)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def _shared(texts: Iterable[str]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return f'<sst xmlns="{_MAIN}">{items}</sst>'
