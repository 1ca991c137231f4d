"""State laws by day: one kind for every state on every day, changes on the day in force, tasks that can be solved."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wso_lessons.content import builtin_course
from wso_lessons.content.reference import law_status
from wso_lessons.simulators.explorers.places import NAMES
from wso_lessons.simulators.explorers.state_laws import LAW_KINDS, StateLaws
from wso_lessons.simulators.explorers.tile_map import TileDays, TileRules, TileState, tile_picture
from wso_lessons.simulators.rulebook import read_rules
from wso_lessons.simulators.scene import Words

LAWS = StateLaws(builtin_course())
DAYS = some.dates(min_value=datetime.date(2017, 1, 1), max_value=datetime.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("state", "day", "kind"),
    [
        ("nm", "2026-02-04", "none"),
        ("nm", "2026-05-18", "coming"),
        ("nm", "2026-05-20", "ban"),
        ("md", "2026-02-16", "none"),
        ("md", "2026-02-17", "ban"),
        ("ms", "2026-06-05", "coming"),
        ("me", "2026-06-05", "coming"),
        ("tx", "2025-12-31", "coming"),
        ("vt", "2025-05-21", "unknown"),
        ("or", "2021-06-01", "unknown"),
        ("wy", "2026-06-05", "none"),
        ("wi", "2026-06-05", "none"),
    ],
)
def test_a_tile_changes_on_the_day_in_force_and_not_when_signed(state, day, kind):
    assert LAWS.kind(state, day) == kind


@pytest.mark.slow
@given(DAYS)
def test_every_state_has_one_kind_on_every_day_and_never_binds_before_it_is_in_force(day):
    for code, kind in LAWS.kinds(day.isoformat()).items():
        assert kind in LAW_KINDS
        if kind not in ("none", "coming", "unknown"):
            assert law_status(LAWS.rules[code].in_force, day.isoformat()) == "in force"


@given(DAYS)
def test_between_two_stops_nothing_changes(day):
    stop = LAWS.stops[LAWS.stop_before(day.isoformat())]
    assert LAWS.kinds(stop) == LAWS.kinds(day.isoformat())


def test_at_every_stop_but_the_first_a_tile_changes():
    assert LAWS.stops == tuple(sorted(set(LAWS.stops)))
    assert LAWS.changes(LAWS.stops[0]) == ()
    assert all(LAWS.changes(stop) for stop in LAWS.stops[1:])


@pytest.mark.parametrize("task", LAWS.asked.tasks, ids=lambda task: task.id)
def test_every_task_can_be_solved_and_not_on_the_first_day(task):
    solved = [stop for stop in LAWS.stops if LAWS.is_solved(task, stop)]
    assert solved
    assert LAWS.stops[0] not in solved
    assert len(solved) < len(LAWS.stops) / 2


def test_the_marks_are_more_than_colors_and_the_day_stands_above_its_slider():
    assert len({kind.mark for kind in LAW_KINDS.values()}) == len(LAW_KINDS)
    rows = read_rules(builtin_course(), TileRules, "where-you-live").rows
    tiles = {code: TileState("none") for code in NAMES}
    days = TileDays("day", "The day", ("one", "two", "three"), 1, "after two")
    scene = tile_picture(rows, tiles, LAW_KINDS, "A map", live=True, days=days).narrow
    assert [shape.text for shape in scene.parts if isinstance(shape, Words) and shape.says == "day"] == ["after two"]
    assert [part.slider.says for part in scene.moves if part.slider] == ["two"]
