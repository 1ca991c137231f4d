"""The project's own workbooks for tests: good lists of every layout, lists with planted quirks, and bad files."""

from __future__ import annotations

import dataclasses
import datetime as dt
import zipfile
from pathlib import Path

from tests.support.write_workbook import Error, SheetPlan, Value, write_workbook

WSO, JEM, TFM = "Warrant Service Officer", "Jail Enforcement Model", "Task Force Model"
HEADERS = {
    2021: ("STATE", "LAW ENFORCEMENT AGENCY", "SUPPORT TYPE", "SIGNED", "MOA"),
    2025: ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA", "ADDENDUM"),
    "pending": ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE"),
}
FIELDS = {
    "STATE": "state",
    "LAW ENFORCEMENT AGENCY": "agency",
    "TYPE": "agency_type",
    "COUNTY": "county",
    "SUPPORT TYPE": "model",
    "SIGNED": "signed",
    "MOA": "moa",
    "ADDENDUM": "addendum",
}
LINK = "https://www.ice.gov/doclib/287gMOA/Example_MOA.pdf"
DAY = dt.date(2026, 6, 1)


@dataclasses.dataclass(frozen=True)
class Row:
    """One agreement as a workbook writes it; each cell may be planted with anything."""

    state: Value = "TEXAS"
    agency: Value = "Alder County Sheriff's Office"
    agency_type: Value = "County"
    county: Value = "Alder County"
    model: Value = WSO
    signed: Value = dt.date(2025, 3, 4)
    moa: Value = "link"
    addendum: Value = None
    link: str = LINK
    addendum_link: str = ""
    hidden: bool = False


GOOD = (
    Row(),
    Row(model=JEM, signed=dt.date(2025, 4, 1)),
    Row(state="FLORIDA", agency="Birchwell Police Department", agency_type="Municipality", county="Hazel County",
        model=TFM),
    Row(state="GUAM", agency="Customs Practice Agency", agency_type="State Agency", county=Error("#N/A"), model=TFM,
        moa="link pending", link=""),
)  # fmt: skip


def file_name(day: dt.date, part: str = "am") -> str:
    """A name such as ICE gives: participatingAgencies06012026am.xlsx."""
    return f"participatingAgencies{day:%m%d%Y}{part}.xlsx"


def moment(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 15, 0, tzinfo=dt.UTC)


def sheet(rows, layout=2025, name="Sheet1", header=None, before=(), after=()) -> SheetPlan:
    """A sheet of the rows in a layout; `before` and `after` are rows of cells around them."""
    names = HEADERS[layout]
    written = [[getattr(row, FIELDS[column]) for column in names] for row in rows]
    top = len(before) + 1
    links = {}
    for number, row in enumerate(rows, start=top + 1):
        if "MOA" in names and row.link:
            links[number, names.index("MOA") + 1] = row.link
        if "ADDENDUM" in names and row.addendum_link:
            links[number, names.index("ADDENDUM") + 1] = row.addendum_link
    hidden = frozenset(number for number, row in enumerate(rows, start=top + 1) if row.hidden)
    return SheetPlan(name, [*before, header or names, *written, *after], hidden, links)


def make_list(
    folder: Path,
    rows=GOOD,
    day=DAY,
    layout=2025,
    name=None,
    modified=None,
    others=(),
    extra=None,
    from_1904=False,
    rename=str,
    **shape,
) -> Path:
    """Writes a list of a day and returns its path; `others` are the sheets after it."""
    sheets = [sheet(rows, layout, **shape), *others]
    path = folder / (name or file_name(day))
    return write_workbook(path, sheets, modified or moment(day), extra, from_1904=from_1904, rename=rename)


def with_part(path: Path, part: str, change) -> Path:
    """Rewrites one part of a workbook; `change` maps its bytes to new ones."""
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def bad_file(kind: str, folder: Path) -> Path:
    """A file that is no list, named as one; `kind` is one of BAD."""
    path = folder / file_name(DAY)
    make, _ = BAD[kind]
    made = make(path)
    if isinstance(made, bytes):
        path.write_bytes(made)
    return path


def _bomb(path: Path) -> bytes:
    """A list whose directory of parts declares that one of them unpacks to four gigabytes."""
    return with_declared_size(make_list(path.parent, name=path.name), "xl/worksheets/sheet1.xml", 2**32 - 2)


def with_declared_size(path: Path, part: str, size: int) -> bytes:
    """The bytes of a workbook whose zip directory declares another unpacked size for a part."""
    data = bytearray(path.read_bytes())
    record = data.find(b"PK\x01\x02")
    while record != -1:
        length = int.from_bytes(data[record + 28 : record + 30], "little")
        if data[record + 46 : record + 46 + length] == part.encode():
            data[record + 24 : record + 28] = size.to_bytes(4, "little")
        record = data.find(b"PK\x01\x02", record + 4)
    return bytes(data)


def _locked(path: Path) -> bytes:
    """A list whose zip directory says of each part that it is behind a password."""
    data = bytearray(make_list(path.parent, name=path.name).read_bytes())
    record = data.find(b"PK\x01\x02")
    while record != -1:
        data[record + 8] |= 1
        record = data.find(b"PK\x01\x02", record + 4)
    return bytes(data)


def _truncated(path: Path) -> bytes:
    return make_list(path.parent, name=path.name).read_bytes()[:-400]


def _damaged(path: Path) -> bytes:
    data = bytearray(make_list(path.parent, name=path.name).read_bytes())
    place = data.find(b"xl/worksheets/sheet1.xml") + len(b"xl/worksheets/sheet1.xml") + 20
    data[place : place + 8] = b"\xff" * 8
    return bytes(data)


def _entities(path: Path) -> None:
    make_list(path.parent, name=path.name)
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<worksheet", bomb + b"<worksheet", 1))


def _million(path: Path) -> None:
    row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    make_list(path.parent, name=path.name)
    with_part(
        path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", row * 20_001 + b"</sheetData>")
    )


def _macros(path: Path) -> None:
    make_list(path.parent, name=path.name, extra={"xl/vbaProject.bin": b"macro"})


def _other(path: Path) -> None:
    write_workbook(path, [SheetPlan("Budget", [("Item", "Cost"), ("Paper", 12)])])


def _foreign(path: Path) -> None:
    write_workbook(
        path, [SheetPlan("Hoja1", [("ESTADO", "AGENCIA", "TIPO DE APOYO"), ("TEXAS", "Alguacil", "Modelo")])]
    )


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "hello")


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BAD = {
    "empty": (lambda _: b"", "workbook-empty"),
    "csv": (lambda _: b"STATE,LAW ENFORCEMENT AGENCY,SUPPORT TYPE\nTEXAS,Alder,WSO\n", "workbook-format"),
    "html": (lambda _: b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Not found</body></html>", "workbook-format"),
    "noise": (lambda _: bytes(range(256)) * 4, "workbook-format"),
    "old-xls": (lambda _: _OLE + "Workbook".encode("utf-16-le"), "workbook-format"),
    "encrypted": (lambda _: _OLE + "EncryptedPackage".encode("utf-16-le"), "workbook-locked"),
    "locked-zip": (_locked, "workbook-locked"),
    "truncated": (_truncated, "workbook-damaged"),
    "damaged": (_damaged, "workbook-damaged"),
    "other-zip": (_zip, "workbook-missing"),
    "bomb": (_bomb, "workbook-too-large"),
    "entities": (_entities, "workbook-unsafe"),
    "million-rows": (_million, "workbook-too-large"),
    "macros": (_macros, "workbook-macros"),
    "other-spreadsheet": (_other, "workbook-other"),
    "other-language": (_foreign, "workbook-other"),
}
