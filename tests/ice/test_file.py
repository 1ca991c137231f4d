"""A file that is no list is refused in one sentence; nothing in a workbook is run, followed or unpacked at length."""

import os
import tracemalloc
import zipfile

import pytest

from tests.support.make_workbook import BAD, DAY, GOOD, Row, bad_file, make_list, with_declared_size, with_part
from tests.support.write_workbook import Formula
from wso_lessons.content import ContentError
from wso_lessons.ice import cells, xlsx_file
from wso_lessons.ice.workbook import read_workbook


@pytest.mark.slow
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_with_what_where_and_how_to_mend_it(kind, tmp_path):
    path = bad_file(kind, tmp_path)
    with pytest.raises(ContentError) as caught:
        read_workbook(path)
    finding = caught.value.finding
    assert finding.code == BAD[kind][1]
    assert finding.where.file == path
    assert finding.problem.endswith(".")
    assert finding.remedy.endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing.xlsx", ".", os.devnull])
def test_a_missing_file_a_folder_and_a_device_are_refused(name, tmp_path):
    with pytest.raises(ContentError, match="workbook-missing"):
        read_workbook(tmp_path / name)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_file, "MAX_UNPACKED_BYTES", 8_000_000)
    path = make_list(tmp_path, extra={"xl/media/zeros.bin": b"\0" * 8_000_001})
    tracemalloc.start()
    with pytest.raises(ContentError, match="workbook-too-large"):
        read_workbook(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 800_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</sheetData>", b'<row r="9">' + b"<c><v>1</v></c>" * 1_001 + b"</row></sheetData>"),
        (b"</hyperlinks>", b'<hyperlink ref="A1:XFD1048576" r:id="rId1"/></hyperlinks>'),
    ],
    ids=["cells", "links"],
)
def test_a_sheet_with_too_many_cells_or_linked_cells_is_too_large(old, new, tmp_path, monkeypatch):
    monkeypatch.setattr(cells, "MAX_PIECES", 1_000)
    path = with_part(make_list(tmp_path), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(old, new))
    with pytest.raises(ContentError, match="workbook-too-large"):
        read_workbook(path)


def test_a_zip_that_declares_too_small_a_size_is_damaged(tmp_path):
    path = make_list(tmp_path)
    path.write_bytes(with_declared_size(path, "xl/worksheets/sheet1.xml", 10))
    with pytest.raises(ContentError, match="workbook-damaged"):
        read_workbook(path)


def test_a_part_that_is_packed_as_in_no_workbook_is_damaged(tmp_path):
    path = make_list(tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(ContentError, match="workbook-damaged"):
        read_workbook(path)


def test_a_style_that_names_no_font_has_no_line_through_it(tmp_path):
    path = with_part(
        make_list(tmp_path), "xl/styles.xml", lambda xml: xml.replace(b'fontId="0"', b'fontId="' + b"9" * 5000 + b'"')
    )
    assert read_workbook(path).agreements


def test_a_formula_gives_its_stored_value_and_a_finding(tmp_path):
    path = make_list(tmp_path, [Row(county=Formula('WEBSERVICE("https://example.org")', "Alder County"))])
    workbook = read_workbook(path)
    assert workbook.agreements[0].county == "Alder County"
    assert [finding.code for finding in workbook.findings] == ["cell-formula"]


@pytest.mark.parametrize("name", ["=1+1", "=HYPERLINK(1)", "+49", "-1", "@SUM(A1)"])
def test_a_name_that_begins_like_a_formula_stays_text_and_is_reported(name, tmp_path):
    workbook = read_workbook(make_list(tmp_path, [Row(agency=name)]))
    assert workbook.agreements[0].agency == name
    assert "cell-like-formula" in {finding.code for finding in workbook.findings}


def test_links_to_other_workbooks_are_reported_and_not_followed(tmp_path):
    workbook = read_workbook(make_list(tmp_path, extra={"xl/externalLinks/externalLink1.xml": b"<x/>"}))
    assert "links-to-workbooks" in {finding.code for finding in workbook.findings}


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "docProps/core.xml"])
def test_a_part_that_is_no_xml_makes_the_workbook_damaged(part, tmp_path):
    path = with_part(make_list(tmp_path), part, lambda _: b"<open>")
    with pytest.raises(ContentError, match="workbook-damaged"):
        read_workbook(path)


def test_a_shared_text_that_is_not_there_makes_the_workbook_damaged(tmp_path):
    path = with_part(
        make_list(tmp_path), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>0</v>", b"<v>99999</v>")
    )
    with pytest.raises(ContentError, match="workbook-damaged"):
        read_workbook(path)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"UTF-8", b"UTF-88"),
        ("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="0"'),
        ("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="99999999999999999999"'),
        ("xl/worksheets/sheet1.xml", b"<sheetData>", b'<cols><col min="x" hidden="1"/></cols><sheetData>'),
    ],
)
def test_numbers_and_encodings_that_cannot_be_make_the_workbook_damaged(part, old, new, tmp_path):
    path = with_part(make_list(tmp_path), part, lambda xml: xml.replace(old, new))
    with pytest.raises(ContentError, match="workbook-damaged"):
        read_workbook(path)


def test_other_scripts_are_read_and_kept(tmp_path):
    names = ["Cañon Practice Police Department", "警察署 Practice", "Практика Police Department"]
    workbook = read_workbook(make_list(tmp_path, [Row(agency=name) for name in names]))
    assert [row.agency for row in workbook.agreements] == names


def test_reading_leaves_the_file_as_it_was(tmp_path):
    path = make_list(tmp_path, GOOD)
    before = path.read_bytes()
    assert read_workbook(path).snapshot_date == DAY
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
