"""What holds for any response to any item."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.support.quiz_samples import documented
from wso_lessons.quiz import Mark, Sitting, grade
from wso_lessons.quiz.item import shuffle_steadily
from wso_lessons.quiz.kinds.order import longest_rise

ITEMS = list(documented().values())
NAMES = [*sorted({key for item in ITEMS for key, _ in item.choices()}), "fact", "value", "other", "jail model"]
WORDS = some.one_of(some.text(max_size=40), some.sampled_from(NAMES))
SCALARS = some.one_of(some.none(), some.booleans(), some.integers(), some.floats(), WORDS, some.binary(max_size=4))
RESPONSES = some.recursive(
    SCALARS,
    lambda inner: some.one_of(
        some.lists(inner, max_size=6), some.dictionaries(WORDS, inner, max_size=6), some.tuples(inner, inner)
    ),
    max_leaves=8,
)


@pytest.mark.slow
@given(item=some.sampled_from(ITEMS), response=RESPONSES)
@settings(max_examples=50)
def test_any_response_gets_one_mark_within_bounds(item, response):
    mark = grade(item, response)
    assert isinstance(mark, Mark)
    assert 0 <= mark.score <= 1
    assert mark.messages
    assert mark == grade(item, response), "The same response gets the same mark"


@given(item=some.sampled_from([i for i in ITEMS if i.choices()]), data=some.data())
@settings(max_examples=40)
def test_a_mark_is_the_same_after_the_answer_was_kept_as_json(item, data):
    keys = [key for key, _ in item.choices()]
    targets = [target["key"] for target in item.extras().get("targets", [])]
    response = (
        data.draw(some.fixed_dictionaries({key: some.sampled_from(targets) for key in keys}))
        if targets
        else data.draw(some.permutations(keys))
    )
    mark = grade(item, response)
    again = grade(item, json.loads(json.dumps(item.part_to_keep(response))))
    assert (again.state, again.score) == (mark.state, mark.score)


@pytest.mark.slow
@settings(max_examples=50)
@given(
    things=some.lists(some.text(max_size=5), unique=True, max_size=12), seed=some.integers(), salt=some.text(max_size=5)
)
def test_a_shuffle_is_a_steady_permutation_that_one_more_thing_does_not_disturb(things, seed, salt):
    mixed = shuffle_steadily(things, seed, salt)
    assert sorted(mixed) == sorted(things)
    assert mixed == shuffle_steadily(reversed(things), seed, salt)
    assert [thing for thing in shuffle_steadily([*things, "newcomer"], seed, salt) if thing != "newcomer"] == [
        thing for thing in mixed if thing != "newcomer"
    ]


@given(places=some.permutations(range(7)))
def test_what_stands_in_order_is_a_rising_run_of_the_longest_length(places):
    kept = longest_rise(places)
    assert kept == sorted(kept)
    assert [place for place in places if place in kept] == kept
    best = [1] * len(places)
    for end in range(len(places)):
        for start in range(end):
            if places[start] < places[end]:
                best[end] = max(best[end], best[start] + 1)
    assert len(kept) == max(best)


@pytest.mark.slow
@given(
    moves=some.lists(
        some.tuples(some.sampled_from(["check", "hint", "show", "reset"]), some.sampled_from(ITEMS), RESPONSES),
        max_size=12,
    ),
    mode=some.sampled_from(["practice", "check", "survey"]),
)
@settings(max_examples=20)
def test_no_walk_through_a_sitting_raises_or_loses_the_bounds_of_the_score(moves, mode):
    sitting = Sitting(ITEMS, mode=mode)
    for act, item, response in moves:
        getattr(sitting, act)(*((item.id, response) if act == "check" else (item.id,)))
        turn = sitting.item_view(item.id)["turn"]
        assert turn > 0
    score = sitting.score()
    assert 0 <= score.get("right", 0) <= score["answered"] <= score["items"]
    assert 0 <= score.get("points", 0) <= score["items"]


@pytest.mark.parametrize("slug", sorted(documented()))
def test_what_a_page_is_told_is_plain_json(slug):
    item = documented()[slug]
    json.dumps(item.public_part("seed"), allow_nan=False)
