"""What administrators are told of accessibility names every criterion, and tests that there are."""

import re

from tests.support.world import ROOT

PAGE = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
# Levels A and AA of WCAG 2.2, by guideline.
CRITERIA = {
    "1.1": [1], "1.2": [1, 2, 3, 4, 5], "1.3": [1, 2, 3, 4, 5], "1.4": [1, 2, 3, 4, 5, 10, 11, 12, 13],
    "2.1": [1, 2, 4], "2.2": [1, 2], "2.3": [1], "2.4": [1, 2, 3, 4, 5, 6, 7, 11], "2.5": [1, 2, 3, 4, 7, 8],
    "3.1": [1, 2], "3.2": [1, 2, 3, 4, 6], "3.3": [1, 2, 3, 4, 7, 8], "4.1": [2, 3],
}  # fmt: skip


def test_every_criterion_has_a_row_with_a_verdict_for_lessons_and_exports():
    rows = re.findall(r"^\| (\d\.\d\.\d+) [^|]+\| (A|AA) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert [row[0] for row in rows] == [f"{name}.{number}" for name, numbers in CRITERIA.items() for number in numbers]
    assert {verdict for row in rows for verdict in row[2:4]} == {"supports", "partly", "not applicable"}


def test_every_test_that_the_report_names_is_there():
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 12
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "browser").glob("*.py"))
    assert sorted(name for name in named if f"def {name}(" not in written) == []
