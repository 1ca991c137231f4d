"""Any bytes at all: the loader gives a tree or one ContentError, and what it gives survives being packed."""

import functools
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wso_lessons.content import (
    Claim,
    ContentError,
    Disagreement,
    Manifest,
    Row,
    Rows,
    Source,
    Term,
    build,
    parse_yaml,
    read_yaml,
)
from wso_lessons.content.rows.packed import open_row, pack_file, unpack_file
from wso_lessons.content.rows.registry import Registry

FILE = Path("any.yaml")
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
KEYS = st.sampled_from(
    ["id", "text", "kind", "cites", "source", "locator", "value", "measure", "sides", "disputes", "x"]
)
SCALARS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
    st.sampled_from(["no", "2019-05-06", "~", "null", "1e3", "fact", "{value}", "[", "- ", "a: b", "&x", "*x", "!!t"]),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
SNIPPETS = st.lists(
    st.sampled_from(
        ["- ", "id: ", "a", "[", "]", "{", "}", ":", "\n", "  ", "&a ", "*a", "!t ", "|", ">", '"', "'", "#", "\t"]
    ),
    max_size=30,
).map("".join)


def tried(make):
    """What is made, or the finding that says why it cannot be; any other error is a fault of the loader."""
    try:
        return make(), None
    except ContentError as error:
        return None, error.finding


@pytest.mark.slow
@given(st.one_of(st.text(max_size=200), SNIPPETS))
@settings(max_examples=150)
def test_any_text_gives_a_tree_or_one_finding_with_its_file(text):
    tree, found = tried(lambda: parse_yaml(text, FILE))
    if found:
        assert (found.where.file, bool(found.problem), bool(found.remedy)) == (FILE, True, True)
    else:
        assert tree is None or isinstance(tree, str | Row | Rows)


@given(st.binary(max_size=200))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_bytes_give_a_tree_or_one_finding(tmp_path, data):
    file = tmp_path / "any.yaml"
    file.write_bytes(data)
    _, found = tried(lambda: read_yaml(file))
    assert found is None or found.where.file == file


def test_a_list_of_named_rows_is_packed_row_by_row_and_each_is_opened_once():
    read = parse_yaml("- id: a\n  text: x\n- word: b\n", FILE)
    sealed = unpack_file(pack_file(read), FILE)
    assert [(row.name, row.where.line) for row in sealed] == [("a", 1), ("b", 3)]
    assert [row.open() for row in sealed] == read
    assert sealed[0].open() is sealed[0].open()
    assert pack_file(sealed) == pack_file(read)


def _lines(tree):
    if isinstance(tree, Row):
        return [tree.line, [(tree.lines[key], _lines(value)) for key, value in tree.items()]]
    if isinstance(tree, Rows):
        return [tree.line, [_lines(value) for value in tree]]
    return None


@pytest.mark.slow
@given(TREES)
@settings(max_examples=120)
def test_any_tree_is_read_as_text_survives_packing_and_gives_records_or_findings(tree):
    written = yaml.dump(tree, Dumper=DUMPER, default_style='"', allow_unicode=True, sort_keys=False)
    read = parse_yaml(written, FILE)
    assert read == tree
    again = unpack_file(pack_file(read), FILE)
    if isinstance(again, Rows):
        again[:] = [open_row(row) for row in again]
    assert again == read
    assert _lines(again) == _lines(read)
    for cls in (Claim, Source, Term, Disagreement, Manifest):
        record, found = tried(functools.partial(build, cls, read))
        assert isinstance(record, cls) or found.problem.endswith((".", "?"))
    registry = Registry(Claim)
    registry.add_rows(read, FILE)
    findings = registry.audit()
    sound = list(registry.sound_records())
    assert len(sound) + len(findings) >= len(registry)
    assert all(registry.find(name) is None or registry[name].id == name for name in registry)
