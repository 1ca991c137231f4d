"""CONTRIBUTING leads to what is there, and has a row for every room."""

import re

from tests.support.world import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!You want|---)(.+?) \| (.+) \|$", PAGE.partition("## Where things are")[2], re.MULTILINE)
PATH = re.compile(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:toml|txt|md|yaml))`")
# A module or style sheet without its folder, which nothing would check.
BARE = re.compile(r"`([\w-]+\.(?:py|m?js|css))`")
# A name that is said to stand in a file: `CELL_TAGS` in `wso_lessons/notebook/cells.py`.
NAME_IN = re.compile(r"`([\w.]+)` in `([\w./-]+\.\w+)`")


def test_the_table_has_a_row_for_everything_a_newcomer_may_want_to_change():
    assert len(ROWS) >= 30


def test_every_path_of_the_table_exists():
    assert {path for _, cell in ROWS for path in PATH.findall(cell) if not (ROOT / path).exists()} == set()


def test_every_module_is_named_with_its_folder():
    assert [name for _, cell in ROWS for name in BARE.findall(cell)] == []
    assert BARE.findall("(who is missing: `roster.py`; `reading.js` there)") == ["roster.py", "reading.js"]


def test_every_name_stands_in_the_file_that_is_said_to_hold_it():
    found = [one for _, cell in ROWS for one in NAME_IN.findall(cell)]
    assert len(found) >= 4
    assert [(name, path) for name, path in found
            if name.split(".")[-1] not in re.findall(r"\w+", (ROOT / path).read_text("utf-8"))] == []  # fmt: skip


def test_every_row_leads_somewhere():
    assert [wish for wish, cell in ROWS if not PATH.search(cell)] == []


def test_every_room_of_the_package_is_in_the_table():
    rooms = {one.name for one in (ROOT / "wso_lessons").iterdir() if (one / "__init__.py").is_file()}
    assert rooms - set(re.findall(r"`wso_lessons/(\w+)", PAGE)) == set()
