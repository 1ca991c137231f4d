"""Cards on an argument map: every placement has a verdict and a reason, and the hinge is said as it is computed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wso_lessons.content import builtin_course
from wso_lessons.notebook.cells import read_page
from wso_lessons.simulators.arguments.argument import open_map
from wso_lessons.simulators.arguments.argument_scene import cards_picture
from wso_lessons.simulators.arguments.card_sort import CardSort, hinge_words
from wso_lessons.simulators.cards import DEALT

MAPS = {name: open_map(builtin_course(), name) for name in ("cure", "liability")}
SORTS = {name: CardSort(shown, {}) for name, shown in MAPS.items()}


@pytest.mark.parametrize("sort", SORTS.values(), ids=SORTS)
def test_every_card_under_every_position_has_a_verdict_and_a_reason(sort):
    assert len(sort.cards) == 8
    for card, position in itertools.product(sort.cards, sort.positions):
        verdict = sort.verdict(card, position)
        assert verdict.is_same == (sort.map.speaks_for(card) == position.id)
        assert verdict.why.startswith("It ")
        assert f"“{verdict.course.title}”" in verdict.in_words()


@pytest.mark.parametrize("sort", SORTS.values(), ids=SORTS)
def test_each_position_gets_some_cards_and_yes_as_many_as_no(sort):
    held = [sort.map.speaks_for(card) for card in sort.cards]
    assert held.count("yes") == held.count("no") == 3
    assert len(set(held)) == len(sort.positions)


@pytest.mark.parametrize("sort", SORTS.values(), ids=SORTS)
def test_the_dealing_does_not_give_one_side_first(sort):
    sides = [sort.map.speaks_for(card) for card in sort.cards]
    assert max(len(list(run)) for _, run in itertools.groupby(sides)) <= 2


MOVES = some.lists(some.tuples(some.integers(0, 7), some.sampled_from(["yes", "no", "other"])), max_size=20)


@pytest.mark.slow
@settings(max_examples=40)
@given(name=some.sampled_from(sorted(SORTS)), moves=MOVES)
def test_whatever_is_moved_each_card_is_drawn_once(name, moves):
    sort = SORTS[name]
    for number, where in moves:
        sort = sort.put(sort.cards[number].id, where if where in ("yes", "no") else sort.positions[2].id)
    scene = cards_picture(sort, {card.id: "S" for card in sort.cards}).narrow
    carried = [part.id for part in scene.moves if part.carries and part.id != DEALT]
    assert sorted(carried) == sorted(sort.placed)
    dealt = next(part for part in scene.moves if part.id == DEALT)
    assert dealt.carries == (len(sort.placed) < 8)
    assert len(list(sort.verdicts())) == len(sort.placed)


@pytest.mark.parametrize("shown", MAPS.values(), ids=MAPS)
def test_the_hinge_in_words_is_the_one_computed_and_says_how(shown):
    hinge = shown.hinges()[0]
    for node in shown.rules.nodes:
        said = hinge_words(shown, node.id)
        assert f"the most hangs on “{hinge.title}”: if a point falls, all that stands under it falls" in said
        assert said.startswith(f"You pointed to “{node.title}”")
        assert ("and so does the count" in said) == (node == hinge)
    assert hinge_words(shown, "").startswith("By this course's count")


def test_the_lesson_names_the_same_hinge():
    lesson = read_page(builtin_course().notebook("03-fourth-amendment"))
    hinge = MAPS["cure"].hinges()[0]
    assert MAPS["cure"].count_hanging(hinge) == 4
    told = f"more points hang on *{hinge.title}* than on any other reason: four."
    assert any(told in cell.source for cell in lesson.cells)
