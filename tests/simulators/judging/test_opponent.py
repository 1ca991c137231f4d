"""Opponent: any order of moves keeps a debate sound and can end, both packets weigh alike, words are counted."""

import contextlib
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wso_lessons.content import builtin_course
from wso_lessons.simulators.judging.opponent import (
    Debate,
    OpponentRules,
    Packet,
    mirror_lines,
    mirror_summary,
    shared_words,
)
from wso_lessons.simulators.judging.opponent_scene import debate_picture
from wso_lessons.simulators.rulebook import read_rules

RULES = read_rules(builtin_course(), OpponentRules, "opponent")
SIDES = [packet.id for packet in RULES.packets]
REASONS = [reason.id for packet in RULES.packets for reason in packet.reasons]


def spoken_for(side, *, debate=None, kinds=("concede", "answer"), chosen=(0, 1)):
    """A debate in which one packet was spoken for and its two replies were met in these ways."""
    debate = (debate or Debate()).with_side(side)
    for place in chosen:
        debate = debate.with_reason(RULES.packet(side).reasons[place].id)
    debate = debate.speak()
    for kind in kinds:
        debate = debate.hear().respond(kind, "An agreement would not bind a judge.")
    return debate


def test_both_packets_have_as_many_reasons_and_replies_of_like_length():
    sizes = [[len(reason.reply.text.split()) for reason in packet.reasons] for packet in RULES.packets]
    assert len(sizes[0]) == len(sizes[1]) == 4
    assert abs(sum(sizes[0]) - sum(sizes[1])) <= 0.1 * sum(sizes[0])
    grounds = [sum(len(reason.text.split()) for reason in packet.reasons) for packet in RULES.packets]
    assert min(grounds) >= 0.5 * max(grounds)


def after(debate, move):
    """The debate after a move, or as it was where its stage does not offer the move."""
    if debate.stage == "side" and move in SIDES:
        return debate.with_side(move)
    if debate.stage == "pick" and move in {reason.id for reason in RULES.packet(debate.side).reasons}:
        return debate.with_reason(move)
    if debate.stage == "pick" and move == "speak":
        return debate.speak()
    if debate.stage == "round" and debate.heard and move in ("answer", "concede", "leave"):
        return debate.respond(move, "words")
    if debate.stage == "round" and move == "hear":
        return debate.hear()
    if debate.stage == "turn" and move == "turn":
        return debate.with_side(RULES.other_packet(debate.side).id)
    return debate


@pytest.mark.slow
@given(
    some.lists(
        some.sampled_from([*SIDES, *REASONS, "speak", "hear", "answer", "concede", "leave", "turn"]), max_size=40
    )
)
def test_any_order_of_moves_that_fit_the_stage_keeps_the_debate_sound(moves):
    debate = Debate()
    for move in moves:
        with contextlib.suppress(ValueError):  # too many reasons or too few, which other tests name
            debate = after(debate, move)
        assert all(len(names) <= 2 for names in debate.picks.values())
        assert Debate.from_json(debate.as_json(), RULES) == debate
        assert debate_picture(RULES, debate).wide.name
        assert debate_picture(RULES, debate).narrow.width == 350


@pytest.mark.parametrize("chosen", list(itertools.combinations(range(4), 2)))
@pytest.mark.parametrize("first", SIDES)
def test_every_choice_of_two_comes_to_the_mirror_from_both_sides(first, chosen):
    one = spoken_for(first, chosen=chosen)
    assert one.stage == "turn"
    both = spoken_for(RULES.other_packet(first).id, debate=one, chosen=chosen, kinds=("leave", "answer"))
    assert both.stage == "mirror"
    assert len(list(mirror_lines(both, RULES))) == 4
    assert mirror_summary(both, RULES).count("you heard 2 points: answered 1, granted 1, left 0.") == 1
    assert mirror_summary(both, RULES).count("you heard 2 points: answered 1, granted 0, left 1.") == 1
    assert one.close().stage == "mirror"


def test_the_mirror_says_whose_words_an_answer_has():
    reply = RULES.reason("sued").reply
    assert shared_words("Exposure outside an agreement is a guess, and exposure is not a bill.", reply) == (
        "exposure",
        "outside",
        "agreement",
    )
    assert shared_words("That is not so.", reply) == ()
    lines = list(mirror_lines(spoken_for("a", kinds=("answer", "concede")), RULES))
    assert "That is 7 words, and none of the longer ones" in lines[0]
    assert lines[1].endswith("You granted it.")
    left = list(mirror_lines(spoken_for("b", kinds=("leave", "leave")), RULES))
    assert [line.endswith("You left it.") for line in left] == [True, True]
    assert mirror_summary(Debate(), RULES) == "No reply was heard."


def test_too_many_or_too_few_reasons_and_an_empty_answer_are_refused():
    debate = Debate().with_side("a").with_reason("sued")
    with pytest.raises(ValueError, match="Choose 1 more reason first"):
        debate.speak()
    two = debate.with_reason("trust")
    with pytest.raises(ValueError, match="take one back first"):
        two.with_reason("no-judge")
    assert two.with_reason("sued").picked == ("trust",)
    with pytest.raises(ValueError, match="Write a sentence first"):
        two.speak().hear().respond("answer", "  \n ")


@pytest.mark.parametrize(
    "kept",
    [
        "[",
        "[]",
        "7",
        '{"side": "c"}',
        '{"picks": {"a": ["power"]}}',
        '{"picks": []}',
        '{"spoken": ["a"]}',
        '{"responses": {"sued": {"kind": "leave", "words": ""}}}',
        '{"responses": {"sued": {"kind": "win"}}}',
        "[" * 5000,
    ],
)
def test_what_was_kept_and_does_not_fit_counts_as_nothing(kept):
    assert Debate.from_json(kept, RULES) == Debate()


@pytest.mark.parametrize("way", ["win", ["leave"], {}])
def test_what_was_kept_with_an_unknown_way_of_answering_counts_as_nothing(way):
    kept = json.loads(spoken_for("a").as_json())
    kept["responses"]["sued"]["kind"] = way
    assert Debate.from_json(json.dumps(kept), RULES) == Debate()


def test_packets_of_unlike_size_are_refused():
    packet = RULES.packets[0]
    with pytest.raises(ValueError, match="at least 2"):
        Packet(id="x", name="x", case="x", reasons=packet.reasons[:1])
    short = Packet(id="x", name="x", case="x", reasons=packet.reasons[:3])
    with pytest.raises(ValueError, match="as many reasons"):
        OpponentRules(title="t", words="w", ending="e", packets=(packet, short))
