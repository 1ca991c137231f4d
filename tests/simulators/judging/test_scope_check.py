"""Scope check: every call on every quotation has a verdict, and quotations are the ledger's."""

import itertools
from collections import Counter

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.simulators.judging.scope_check import (
    ScopeCall,
    ScopeCard,
    ScopeRules,
    SideReading,
    call_in_words,
    tally_in_words,
)
from wso_lessons.simulators.judging.scope_scene import scope_picture, tally_picture
from wso_lessons.simulators.rulebook import read_rules

COURSE = builtin_course()
RULES = read_rules(COURSE, ScopeRules, "scope-check")
SIDES = tuple(RULES.names)
CALLS = [tuple(over) for size in range(5) for over in itertools.combinations(SIDES, size)]


def test_there_are_six_and_each_direction_has_half_and_one_that_is_right():
    assert Counter(card.lean for card in RULES.cards) == {"for": 3, "against": 3}
    assert sorted(card.lean for card in RULES.cards if not card.past) == ["against", "for"]
    assert {side for card in RULES.cards for side in card.past} == set(SIDES)


@pytest.mark.parametrize("card", RULES.cards, ids=lambda card: card.id)
def test_a_quotation_is_short_and_the_ledger_holds_it_with_its_place(card):
    cited = [cite for cite in COURSE.claims[card.quoted].cites if cite.quote]
    assert cited
    assert len(cited[0].quote.split()) < 15
    assert cited[0].locator
    assert all(side.text and side.found and side.claims for side in card.sides)


@pytest.mark.parametrize("card", RULES.cards, ids=lambda card: card.id)
def test_every_call_has_its_verdict(card):
    counted = {side for side in SIDES if side not in card.sides_with("open")}
    for over in CALLS:
        call = ScopeCall(card, over)
        assert call.agrees == ({*over} & counted == {*card.past}), over
        assert {*call.passed_over} | {*call.called_too_far} == ({*over} & counted) ^ {*card.past}, over
        words = call_in_words(call, RULES.names)
        assert ("too." in words) == call.agrees, over
        assert all((RULES.names[side].lower() in words) for side in over)


def test_the_tally_counts_what_was_passed_over_and_blames_nobody():
    for over in CALLS:
        calls = [ScopeCall(card, over) for card in RULES.cards]
        words = tally_in_words(calls, RULES.names)
        assert words.startswith(f"On {sum(call.agrees for call in calls)} of 6 quotations"), over
        assert ("Not called" in words) == any(call.passed_over for call in calls), over
        assert ("Called where" in words) == any(call.called_too_far for call in calls), over
        assert not {"wrong", "mistake", "error", "fail"} & set(words.lower().split())


def test_a_tally_without_calls_says_so():
    assert tally_in_words([], RULES.names).startswith("You looked at all of them")


def test_the_picture_tells_the_reading_only_when_it_is_shown():
    card = RULES.cards[1]
    before = scope_picture(RULES, card, "quoted", ("year",), shown=False)
    after = scope_picture(RULES, card, "quoted", ("year",), shown=True)
    assert [part.pressed for part in before.wide.moves] == [True, False, False, False]
    assert "reads it" not in before.wide.name
    assert after.wide.name.endswith("As this course reads it, it goes past on year, model and place.")
    assert not after.narrow.moves


def test_the_tally_marks_what_was_called():
    calls = [ScopeCall(RULES.cards[0], ("measure", "year"))]
    dots = [part for part in tally_picture(RULES, calls).narrow.parts if type(part).__name__ == "Dot"]
    assert len(dots) == 2


def test_a_card_without_its_four_sides_or_its_own_claim_is_refused():
    side = {"verdict": "stays", "found": "x", "text": "x", "claims": ("a",)}
    sides = tuple(SideReading(id=name, **side) for name in SIDES)
    common = {"id": "one", "lean": "for", "source": "s", "speaker": "s", "claims": ("a",)}
    with pytest.raises(ValueError, match="in this order"):
        ScopeCard(**common, quoted="a", sides=sides[1:])
    with pytest.raises(ValueError, match="not among its claims"):
        ScopeCard(**common, quoted="b", sides=sides)
