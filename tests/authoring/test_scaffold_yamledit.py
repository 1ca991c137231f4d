"""Entries are added to YAML files by lines; what was there stays as it was, to the letter."""

import textwrap
from pathlib import Path

import pytest

from wso_lessons.authoring.yamledit import append, insert_lesson
from wso_lessons.content import ContentError, parse_yaml

PATH = Path("course.yaml")
ENTRY = "- id: new\n  title: New\n  objectives:\n    - One.\n"
MANIFEST = """# A course
id: c
title: T
lessons:
  - one   # the first
  # about the next
  - id: two
    objectives:
      - A.
      - B.

  - three
overrides: [x]
"""


def ids(text):
    return [one if isinstance(one, str) else one["id"] for one in parse_yaml(text, PATH)["lessons"]]


@pytest.mark.parametrize(
    ("after", "order"),
    [
        ("one", ["one", "new", "two", "three"]),
        ("two", ["one", "two", "new", "three"]),
        ("three", ["one", "two", "three", "new"]),
        ("", ["one", "two", "three", "new"]),
    ],
)
def test_a_lesson_is_put_after_the_one_named(after, order):
    text = insert_lesson(MANIFEST, after, ENTRY, PATH)
    assert ids(text) == order
    assert text.replace(textwrap.indent(ENTRY, "  "), "", 1) == MANIFEST


def test_a_list_at_the_margin_and_a_list_at_the_files_end_are_lists_too():
    text = "id: c\nlessons:\n- one\n- id: two\n  objectives:\n  - A.\n"
    assert ids(insert_lesson(text, "one", ENTRY, PATH)) == ["one", "new", "two"]
    assert ids(insert_lesson(text, "two", ENTRY, PATH)) == ["one", "two", "new"]


def test_windows_line_ends_and_the_mark_at_the_beginning_stay():
    text = "\ufeff" + MANIFEST.replace("\n", "\r\n")
    changed = insert_lesson(text, "one", ENTRY, PATH)
    assert changed.startswith("\ufeff#")
    assert changed.count("\r\n") == changed.count("\n") == MANIFEST.count("\n") + ENTRY.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "id: c\nlessons: [one, two]\n",
        "id: c\nlessons: one\n",
        "- one\n",
        'id: c\nlessons:\n  - "one\n\n  - two"\n  - three\n',
    ],
)
def test_a_manifest_that_cannot_take_a_lesson_by_lines_is_refused(text):
    with pytest.raises(ContentError, match="below the other"):
        insert_lesson(text, "", ENTRY, PATH)


def test_entries_are_added_below_the_last():
    text = "# sources\n- id: a\n  x: 1\n\n\n"
    assert append(text, "- id: b\n", PATH) == "# sources\n- id: a\n  x: 1\n- id: b\n"
    assert append("  - id: a", "- id: b\n  c: d\n", PATH) == "  - id: a\n  - id: b\n    c: d\n"
    assert append("- id: a\r\n", "- id: b\n", PATH) == "- id: a\r\n- id: b\r\n"
    assert append("# nothing yet\n", "- id: b\n", PATH) == "# nothing yet\n\n- id: b\n"


@pytest.mark.parametrize("text", ["a: b\n", "[]\n", "[{id: a}]\n", "- id: |\n    text\n   \n..."])
def test_a_file_that_cannot_take_entries_by_lines_is_refused(text):
    with pytest.raises(ContentError):
        append(text, "- id: b\n", PATH)
