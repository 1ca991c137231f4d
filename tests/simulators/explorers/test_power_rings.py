"""Powers in nested rings: a place and a reason for each power, a verdict for each placement, room in each picture."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wso_lessons.content import builtin_course
from wso_lessons.content.reference import Power
from wso_lessons.simulators.explorers.power_rings import OUTSIDE, PLACES, RINGS, PowerRings, reason_of, ring_of
from wso_lessons.simulators.explorers.power_rings_scene import rings_picture
from wso_lessons.simulators.lettering import LETTER
from wso_lessons.simulators.scene import Box, Part, Words

RULES = PowerRings(builtin_course())
POWERS = list(builtin_course().reference("powers").sound_records())
placements = some.dictionaries(some.sampled_from(list(RULES.words)), some.sampled_from(list(PLACES)))


def power(wso, jem, tfm):
    listed = {"wso": wso, "jem": jem, "tfm": tfm}
    return Power(id="x", power="X", clause="", note="", claims=("moa-09",), **listed)


def test_a_power_stands_in_the_narrowest_ring_of_which_every_wider_one_lists_it_too():
    for listed in itertools.product(("yes", "no", "not listed"), repeat=3):
        ring = ring_of(power(*listed))
        says = dict(zip(RINGS, listed, strict=True))
        inside = list(RINGS)[list(RINGS).index(ring) :] if ring != OUTSIDE else []
        assert all(says[one] == "yes" for one in inside)
        narrower = list(RINGS)[: list(RINGS).index(ring)] if ring != OUTSIDE else ["tfm"]
        assert not narrower or says[narrower[-1]] != "yes"
        assert reason_of(power(*listed))


def test_the_removal_warrant_falls_outside_the_widest_ring_though_two_agreements_list_it():
    removal = RULES.powers["serve-removal-warrant"]
    assert ring_of(removal) == OUTSIDE
    assert reason_of(removal).startswith(
        "Listed in the WSO agreement and the jail model's; not in the task force model's."
    )
    assert "lies outside" in reason_of(removal)


def test_the_tokens_stand_where_the_agreements_put_them():
    assert RULES.answers() == {
        "serve-arrest-warrant": "wso",
        "question-about-status": "jem",
        "issue-detainer": "jem",
        "arrest-without-warrant": "tfm",
        "prepare-charging-documents": "jem",
        "serve-removal-warrant": OUTSIDE,
        "act-outside-jail": "tfm",
        "issue-warrant": OUTSIDE,
    }


@pytest.mark.parametrize("one", POWERS, ids=lambda one: one.id)
def test_every_recorded_power_has_a_reason_that_rests_on_claims(one):
    assert reason_of(one)
    assert one.claims


@pytest.mark.slow
@given(placements)
def test_every_placement_has_a_verdict_and_a_picture_in_which_nothing_overlaps_or_is_lost(placed):
    assert set(RULES.matches(placed)) == {name for name, ring in placed.items() if RULES.answers()[name] == ring}
    for shown in (False, True):
        for scene in (rings_picture(RULES, placed, shown=shown).wide, rings_picture(RULES, placed, shown=shown).narrow):
            parts = {part.id: part for part in scene.parts if isinstance(part, Part)}
            tokens = [parts[name].shapes[0] for name in RULES.words]
            for one, other in itertools.combinations(tokens, 2):
                apart = abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
                assert apart, "Two tokens lie over one another"
            where = RULES.answers() if shown else placed
            for name, ring in where.items():
                assert holds(parts[ring].shapes[0], parts[name].shapes[0])
            assert all(token.y + token.height <= scene.height for token in tokens)
            for name in RULES.words:
                lines = [shape for shape in parts[name].shapes if isinstance(shape, Words)]
                assert all(len(line.text) * LETTER <= parts[name].shapes[0].width for line in lines), name


def holds(outer: Box, inner: Box) -> bool:
    across = outer.x <= inner.x and inner.x + inner.width <= outer.x + outer.width
    return across and outer.y <= inner.y and inner.y + inner.height <= outer.y + outer.height
