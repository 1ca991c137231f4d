"""The misleading chart: every choice has a headline and a reason or is refused, and its values are the table's."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wso_lessons.content import builtin_course
from wso_lessons.simulators.lines.misleading import (
    SAYS,
    ChartRules,
    HonestChart,
    draw_chart,
    wso_measures,
)
from wso_lessons.simulators.lines.misleading_scene import chart_picture
from wso_lessons.simulators.rulebook import read_rules, table_rows
from wso_lessons.simulators.scene import Line, Words

RULES = read_rules(builtin_course(), ChartRules, "misleading-chart")
MEASURES = wso_measures(table_rows(builtin_course(), "monthly_agreements"))
WAYS = [tuple(one.id for one in way) for way in itertools.product(RULES.measures, RULES.ranges, RULES.axes)]


def drawn(way):
    return draw_chart(RULES, MEASURES, *way)


def test_every_way_is_drawn_from_the_table_or_refused_with_a_reason():
    for way in WAYS:
        if way[0] == "change" and way[2] == "log":
            with pytest.raises(ValueError, match="no place for 0 or less"):
                drawn(way)
            continue
        chart = drawn(way)
        months = RULES.choices(*way)[1]
        assert next(iter(chart.values)) == max(months.first, next(iter(MEASURES[way[0]]))), way
        assert list(chart.values)[-1] == months.last, way
        assert all(chart.values[month] == MEASURES[way[0]][month] for month in chart.values), way
        assert chart.headline.startswith(RULES.choices(*way)[0].name), way
        assert -1 <= chart.climb <= 1, way
        assert all(one.text and one.claims for one in RULES.choices(*way)), way


def test_the_measures_say_what_the_claims_say():
    assert [MEASURES["count"][month] for month in ("2021-01", "2025-01", "2026-04", "2026-05")] == [76, 75, 501, 499]
    assert MEASURES["share"]["2026-05"] == round(100 * 499 / 1843, 1)
    assert MEASURES["change"]["2026-05"] == -2
    assert "2021-01" not in MEASURES["change"]


def test_each_task_can_be_solved_and_none_is_solved_at_the_start():
    shapes = {}
    for way in WAYS:
        if (way[0], way[2]) != ("change", "log"):
            shapes.setdefault(drawn(way).shape, []).append(way)
    assert {task.id for task in RULES.tasks} <= shapes.keys() == SAYS.keys()
    assert drawn(("count", "all", "zero")).shape not in {task.id for task in RULES.tasks}


def test_the_whole_line_stands_below_only_when_it_is_asked_for():
    chart = drawn(("count", "flat", "cut"))
    before, after = (chart_picture(chart, MEASURES["count"], shown=shown) for shown in (False, True))
    assert after.wide.height > before.wide.height
    assert sum(isinstance(part, Line) for part in after.narrow.parts) == 1 + sum(
        isinstance(part, Line) for part in before.narrow.parts
    )
    labels = [part.text for part in before.wide.parts if isinstance(part, Words)]
    assert labels.count("76") == 1, "No two marks of the axis carry the same number"


@pytest.mark.slow
@given(some.lists(some.floats(0.5, 900), min_size=2, max_size=30), some.sampled_from(RULES.axes))
def test_a_headline_follows_the_line_whatever_the_values(values, axis):
    chart = HonestChart(RULES.measures[0], RULES.ranges[0], axis, {f"{n:03}": value for n, value in enumerate(values)})
    assert chart.shape in SAYS
    if chart.shape in ("soars", "rises"):
        assert values[-1] > values[0]
    if chart.shape in ("falls", "sinks"):
        assert values[-1] < values[0]
