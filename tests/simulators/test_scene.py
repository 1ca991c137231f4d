"""Scenes: what a part may be, scales, and places that keep apart."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wso_lessons.simulators.scene import Part, Scale, Scene, spread


def test_a_part_that_can_be_moved_has_a_name():
    with pytest.raises(ValueError, match="has no name"):
        Part(id="door", shapes=(), press="open")


def test_a_part_is_moved_in_one_way():
    with pytest.raises(ValueError, match="more than one way"):
        Part(id="card", shapes=(), name="A card", press="open", carries=True)


def test_two_parts_of_a_scene_cannot_share_an_id():
    with pytest.raises(ValueError, match='the id "a"'):
        Scene(width=1, height=1, name="", parts=(Part(id="a", shapes=()), Part(id="a", shapes=())))


def test_a_scene_is_live_where_something_can_be_moved():
    still, button = Part(id="a", shapes=()), Part(id="b", shapes=(), name="Open", press="b")
    assert [Scene(width=1, height=1, name="", parts=parts).live for parts in ((still,), (still, button))] == [
        False,
        True,
    ]


@pytest.mark.slow
@given(low=some.integers(-1000, 1000), width=some.integers(1, 100_000))
def test_ticks_are_few_round_and_inside(low, width):
    ticks = Scale(low, low + width, 0, 100).ticks(6)
    assert len(ticks) <= 8
    assert all(low <= tick <= low + width for tick in ticks)


@pytest.mark.parametrize("log", [False, True])
def test_a_scale_puts_its_ends_at_its_ends(log):
    scale = Scale(1, 1000, 300, 20, log=log)
    assert (scale.place(1), scale.place(1000)) == (300, 20)


@pytest.mark.slow
@given(some.lists(some.floats(0, 100), max_size=5))
def test_spread_places_keep_their_order_and_their_distance(wanted):
    placed = [place for _, place in sorted(zip(wanted, spread(wanted, 10), strict=True))]
    assert all(high - low > 9.999 for low, high in itertools.pairwise(sorted(placed)))
    if len(set(wanted)) == len(wanted):
        assert placed == sorted(placed)
    assert sum(placed) == pytest.approx(sum(wanted))
