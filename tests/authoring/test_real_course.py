"""The course itself: every rule holds, with the five documents well used and every result stored.

That each lesson gives its stored results again is nbval's part, which runs over notebooks/ with these tests.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from wso_lessons.authoring.check import report, report_lines
from wso_lessons.content import builtin_course
from wso_lessons.notebook.citations import cited_claims, read_notebook, texts_of

pytestmark = pytest.mark.slow  # it checks the whole course

COURSE = builtin_course()
NOTEBOOKS = sorted(COURSE.places.notebooks.glob("*.ipynb"))
FIVE = ("leitf", "ice-release", "ilrc", "fair", "watch")
# The day on which the newest lesson's facts were checked: whether a claim is due for review must not depend on the
# day on which the tests run. `wso-lessons check` asks the calendar.
DAY = max(entry.facts_as_of for entry in COURSE.lessons)


@pytest.fixture(scope="module")
def checked():
    """The report on the whole course."""
    return report(COURSE, DAY)


def test_every_rule_holds_for_the_whole_course(checked):
    assert not checked.errors, "\n".join(report_lines(checked, Path.cwd()))


def test_every_source_can_be_found_or_says_where_it_was_looked_for(checked):
    assert [one.problem for one in checked.warnings if one.code == "source-unlocated"] == []


def test_each_of_the_five_documents_is_cited_at_least_eight_times_by_the_ledger_and_by_the_lessons(checked):
    lessons = (read_notebook(COURSE.notebook(entry.id)) for entry in COURSE.lessons)
    claims = (COURSE.claims[one] for lesson in lessons for one in cited_claims(texts_of(lesson)))
    cited = Counter(cite.source for claim in claims for cite in claim.cites)
    assert [one for one in FIVE if checked.cited[one] < 8 or cited[one] < 8] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_two_models_of_a_lesson_have_one_name(notebook):
    """Each is a region that is called by its title: two of one name could not be told apart by ear."""
    titles = re.findall(r'class=\\"wso wso-sim\\"><p><strong>(.*?)</strong>', notebook.read_text(encoding="utf-8"))
    assert [title for title, count in Counter(titles).items() if count > 1] == []
