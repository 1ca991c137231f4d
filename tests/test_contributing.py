"""CONTRIBUTING leads to what is there, and has a row for every room."""

import re

from tests.support.world import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!You want|---)(.+?) \| (.+) \|$", PAGE.partition("## Where things are")[2], re.MULTILINE)
PATH = re.compile(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:toml|txt|md|yaml))`")


def test_the_table_has_a_row_for_everything_a_newcomer_may_want_to_change():
    assert len(ROWS) >= 30


def test_every_path_of_the_table_exists():
    assert {path for _, cell in ROWS for path in PATH.findall(cell) if not (ROOT / path).exists()} == set()


def test_every_row_leads_somewhere():
    assert [wish for wish, cell in ROWS if not PATH.search(cell)] == []


def test_every_room_of_the_package_is_in_the_table():
    rooms = {one.name for one in (ROOT / "wso_lessons").iterdir() if (one / "__init__.py").is_file()}
    named = set(re.findall(r"`wso_lessons/(\w+)", PAGE))
    unnamed = {"notebook", "tables"}  # what the others stand on; changed for their sake
    assert rooms - named == unnamed
