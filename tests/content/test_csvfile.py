"""Every reader of a course's tables takes what a spreadsheet saved, and refuses what is no table."""

import pytest

from wso_lessons.content import ContentError
from wso_lessons.content.rows.csvfile import read_rows, read_table


def test_a_table_that_a_spreadsheet_saved_is_read_as_it_was_written_before(tmp_path):
    path = tmp_path / "fruit.csv"
    path.write_bytes('\ufefffruit,words\r\nplum,"two\r\nlines"\r\n'.encode())
    table = read_table(path)
    assert (table.header, table.lines) == (("fruit", "words"), (3,))
    assert read_rows(path) == [{"fruit": "plum", "words": "two\r\nlines"}]


@pytest.mark.parametrize("content", [b"fruit\n\xff\n", b'fruit\n"plum" x\n', None])
def test_what_is_no_csv_file_is_refused_with_its_name(content, tmp_path):
    path = tmp_path / "fruit.csv"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(ContentError, match=r"fruit\.csv: table-unreadable"):
        read_rows(path)


def test_a_missing_table_is_refused_with_its_name(tmp_path):
    with pytest.raises(ContentError, match=r"table-missing: There is no file fruit\.csv"):
        read_rows(tmp_path / "fruit.csv")
