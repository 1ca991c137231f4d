from pathlib import Path

import pytest

from wso_lessons.content import ContentError, parse_yaml, read_yaml

FILE = Path("some.yaml")


def test_scalars_stay_as_they_are_written():
    row = parse_yaml("answer: no\ndate: 2019-05-06\ncode: 007\nempty:\nquoted: ''\n", FILE)
    assert row == {"answer": "no", "date": "2019-05-06", "code": "007", "empty": None, "quoted": ""}


def test_each_key_remembers_its_line():
    rows = parse_yaml("# note\n- id: a\n  text: >-\n    two\n    lines\n  kind: fact\n", FILE)
    assert rows[0].line == 2
    assert rows[0].at("kind").line == 6
    assert rows[0].at("nothing").line == 2
    assert str(rows[0].at("text")) == "some.yaml:3"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: }", "yaml-syntax", 1),
        ("a: b\n\tc: d", "yaml-syntax", 2),
        ("a: &x 1", "yaml-alias", 1),
        ("a: 1\nb: *a", "yaml-alias", 2),
        ("a: !!python/name:os.system x", "yaml-tag", 1),
        ("a: 1\na: 2", "key-duplicate", 2),
        ("? [a]\n: b", "yaml-key", 1),
        ("- a\n---\n- b", "yaml-documents", 2),
        ("[" * 41 + "]" * 41, "yaml-depth", 1),
        ("a: \x00", "yaml-syntax", 1),
    ],
)
def test_a_file_that_cannot_be_used_is_one_finding_with_its_line(text, code, line):
    with pytest.raises(ContentError) as caught:
        parse_yaml(text, FILE)
    assert (caught.value.finding.code, caught.value.finding.where.line) == (code, line)


def test_forty_levels_are_allowed():
    assert parse_yaml("[" * 40 + "]" * 40, FILE) is not None


def test_a_file_that_unfolds_into_a_huge_one_is_refused_at_its_first_anchor():
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(ContentError) as caught:
        parse_yaml(bomb, FILE)
    assert caught.value.finding.code == "yaml-alias"


def test_ten_megabytes_are_refused_without_being_read(tmp_path):
    file = tmp_path / "claims.yaml"
    file.write_bytes(b"- a\n" * 2_600_000)
    with pytest.raises(ContentError, match="larger than 4 MB"):
        read_yaml(file)


def test_a_missing_file_and_a_folder_are_findings(tmp_path):
    for place in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(ContentError) as caught:
            read_yaml(place)
        assert caught.value.finding.code == "file-unreadable"


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    file = tmp_path / "bom.yaml"
    file.write_bytes(b"\xef\xbb\xbfid: a\n")
    assert read_yaml(file) == {"id": "a"}


@pytest.mark.parametrize("text", ["", "# only a note\n", "---\n", "~"])
def test_an_empty_file_is_nothing(text):
    assert parse_yaml(text, FILE) is None
