"""The course's own questions: where they lead, whom their wrong options flatter, and the two tests' pairs."""

import functools
import json
from collections import Counter

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.quiz import KINDS, POST_TEST, PRE_TEST, TESTS, Bank


@functools.cache
def bank():
    return Bank(builtin_course())


@functools.cache
def headings(lesson_id):
    """The headings of a lesson's notebook."""
    cells = json.loads(builtin_course().notebook(lesson_id).read_text(encoding="utf-8"))["cells"]
    lines = [line for cell in cells if cell["cell_type"] == "markdown" for line in "".join(cell["source"]).splitlines()]
    return {line.lstrip("#").strip() for line in lines if line.startswith("#")}


def leans(items):
    """How many wrong options flatter each side, by the misconceptions they stand for."""
    known = builtin_course().reference("misconceptions")
    return Counter(known[part.misconception].lean for item in items for part in item.parts() if part.misconception)


@pytest.mark.slow
def test_what_to_revisit_leads_to_a_heading_that_exists():
    asking = {name: lesson.id for lesson in builtin_course().lessons for name in lesson.questions}
    lost = []
    for item in bank().sound_items():
        lesson, _, heading = item.section.rpartition("#")
        home = lesson or asking.get(item.set_id)
        if item.section and home and heading not in headings(home):
            lost.append(f"{item.id}: {item.section}")
    assert lost == []


def test_the_growth_bank_has_items_of_all_kinds():
    items = [*bank().set("growth"), *bank().set("growth-wrap-up")]
    assert len(items) >= 15
    assert {item.kind for item in items} == set(KINDS)


def test_each_test_has_twelve_items_and_each_item_its_twin():
    before, after = bank().set(PRE_TEST), bank().set(POST_TEST)
    assert len(before) == len(after) == 12
    assert [one.twin for one in before] == [other.twin for other in after]
    assert all(item.id.endswith(f"/{item.twin}") for item in (*before, *after))  # check compares each pair


def test_the_tests_reach_every_lesson():
    lessons = Counter(item.section.split("#")[0] for item in bank().set(PRE_TEST))
    assert set(lessons) == {lesson.id for lesson in builtin_course().lessons if lesson.questions}


@pytest.mark.parametrize("name", TESTS)
def test_the_wrong_options_of_a_test_flatter_both_sides_alike(name):
    counted = leans(bank().set(name))
    assert counted["pro"] == counted["con"] >= 5


@pytest.mark.parametrize("name", TESTS)
def test_the_right_option_of_a_test_is_not_given_away_by_its_length_or_place(name):
    items = bank().set(name)
    longest = sum(max(item.options, key=lambda option: len(option.text)).correct for item in items)
    assert longest <= len(items) / 2
    places = Counter(next(n for n, option in enumerate(item.options) if option.correct) for item in items)
    assert max(places.values()) <= 5
