"""Argument maps: the built-in two, the learner's own nodes, gaps and exports."""

import json

import pytest

from wso_lessons.content import ContentError, build, builtin_course, parse_yaml
from wso_lessons.simulators.arguments.argument import MAX_OWN, MapRules, open_map

MAPS = ("cure", "liability")


@pytest.fixture(scope="module", params=MAPS)
def drawn(request):
    return open_map(builtin_course(), request.param)


def test_a_view_of_a_party_is_told_with_the_party(drawn):
    claims = builtin_course().claims
    for node in drawn.below(""):
        assert node.who
    views = [n for n in drawn.nodes if all(claims[c].kind in ("argument", "prediction") for c in n.claims)]
    named = [n for n in views if n.who or "CIS" in n.text or "This course" in str(claims[n.claims[0]].speaker)]
    assert [n.id for n in views if n not in named] == []


def test_both_sides_get_comparable_room(drawn):
    for_and_against = [len([n for n in drawn.below(side) if n.kind == "reason"]) for side in ("yes", "no")]
    assert max(for_and_against) - min(for_and_against) <= 1


def test_the_branches_hold_every_node_once(drawn):
    assert sorted(node.id for _, node in drawn.branch()) == sorted(node.id for node in drawn.nodes)


def test_a_learners_node_is_added_under_another_and_marked_as_own(drawn):
    more = drawn.add("objection", "yes", "  Who  says so? ")
    assert more.own[0].text == "Who says so?"
    assert drawn.own == ()
    assert "(yours)" in more.as_text()


def test_an_answer_closes_a_gap(drawn):
    node, lacks = next(gap for gap in drawn.gaps() if "unanswered" in gap[1])
    assert (node, lacks) not in drawn.add("objection", node.id, "But is it so?").gaps()


@pytest.mark.parametrize(
    ("kind", "under", "text", "words"),
    [
        ("position", "yes", "A", "is a reason or an objection"),
        ("reason", "nowhere", "A", 'no node "nowhere"'),
        ("reason", "yes", " ", "needs some words"),
        ("reason", "yes", "word " * 61, "at most 60"),
    ],
)
def test_a_node_that_does_not_fit_is_refused_with_a_plain_sentence(drawn, kind, under, text, words):
    with pytest.raises(ValueError, match=words):
        drawn.add(kind, under, text)


def test_a_map_holds_only_so_many_nodes_of_ones_own(drawn):
    full = drawn
    for number in range(MAX_OWN):
        full = full.add("reason", "yes", f"Reason {number}")
    with pytest.raises(ValueError, match="take one away first"):
        full.add("reason", "yes", "One more")


def test_taking_a_node_away_takes_what_stands_under_it(drawn):
    grown = drawn.add("reason", "yes", "One").add("objection", "own-1", "Two").add("reason", "no", "Three")
    assert [node.text for node in grown.without("own-1").own] == ["Three"]


def test_own_nodes_survive_being_kept_even_after_one_was_taken_away(drawn):
    grown = drawn.add("reason", "yes", "One").add("reason", "no", "Two").add("objection", "own-2", "Three")
    kept = grown.without("own-1")
    assert drawn.with_own(kept.own_as_json()).own == kept.own


@pytest.mark.parametrize(
    "kept", ["", "not json", "{}", "[1]", '[["own-1", "reason", "gone", "x", []]]', "null", '[["a",1,2,3,4]]',
             "[" * 5000, '[["", "reason", "yes", "x"]]', '[["own-1", "", "yes", "x"]]',
             '[[["own-1"], "reason", "yes", "x"]]']
)  # fmt: skip
def test_kept_nodes_that_cannot_be_read_are_left_out(drawn, kept):
    assert drawn.with_own(kept).own == ()


def test_a_kept_node_stands_once_and_no_more_are_kept_than_can_be_made(drawn):
    chain = [["own-1", "reason", "yes", "x"]] + [
        [f"own-{n}", "reason", f"own-{max(1, n - 1)}", "x"] for n in range(2000)
    ]
    assert len(drawn.with_own(json.dumps([chain[0], *chain])).own) == MAX_OWN


def test_nodes_kept_by_an_earlier_record_come_back(drawn):
    kept = '[["own-1", "reason", "yes", "Who says so?", ["moa-49"]]]'
    assert [node.text for node in drawn.with_own(kept).own] == ["Who says so?"]


def test_the_outline_indents_by_depth_and_has_no_ids(drawn):
    lines = open_map(builtin_course(), "cure").as_text().splitlines()
    assert lines[0] == "Does the administrative warrant cure the Fourth Amendment problem?"
    assert lines[1].startswith("  = ICE, as LEITF reports it: Yes.")
    assert lines[2].startswith("    + ")
    grown = drawn.add("reason", "yes", "One")
    for text in (grown.as_text(), grown.as_argdown()):
        assert not [node.id for node in grown.nodes if "-" in node.id and node.id in text]


def test_argdown_has_a_statement_for_each_node_and_no_stray_brackets(drawn):
    made = drawn.add("reason", "yes", "A <b>[x]</b> {y}").as_argdown()
    assert made.startswith("===\ntitle: ")
    assert made.count("]: ") == len(drawn.nodes) + 1
    assert "[A (b)(x)(/b) (y) (yours)]: A (b)(x)(/b) (y)" in made


def falls_with(drawn, node):
    """The nodes from which the way up to their position leads over a node, found without the map's own walk."""
    by_id = {one.id: one for one in drawn.rules.nodes}
    fallen = 0
    for one in drawn.rules.nodes:
        above = one.under
        while above:
            fallen += above == node.id
            above = by_id[above].under
    return fallen


def test_one_node_is_the_hinge_with_which_most_falls(drawn):
    inner = [node for node in drawn.rules.nodes if node.kind != "position"]
    ranked = sorted(inner, key=lambda node: -falls_with(drawn, node))
    assert drawn.hinges() == (ranked[0],)
    assert falls_with(drawn, ranked[0]) > falls_with(drawn, ranked[1])


def test_a_learners_nodes_do_not_move_the_hinge(drawn):
    grown = drawn
    for number in range(9):
        grown = grown.add("objection", drawn.rules.nodes[-1].id, f"No {number}")
    assert grown.hinges() == drawn.hinges()


def test_an_objection_turns_the_side(drawn):
    for node in drawn.rules.nodes:
        if node.kind != "position":
            above = drawn.speaks_for(drawn.node(node.under))
            rival = {"yes": "no", "no": "yes"}.get(above, "")
            assert drawn.speaks_for(node) == (above if node.kind == "reason" else rival)


NODES = "question: Q?\nnodes:\n  - {id: a, kind: position, title: A, text: A, claims: [x]}\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{id: b, kind: reason, title: B, text: B, claims: [x]}", "must stand under another unless"),
        ("{id: b, kind: position, under: a, title: B, text: B, claims: [x]}", "must stand under another unless"),
        ("{id: b, kind: reason, under: a, title: B, text: B}", "names no claims"),
        ("{id: b, kind: reason, under: c, title: B, text: B, claims: [x]}", "does not stand before it"),
        ("{id: b, kind: position, rival: z, title: B, text: B, claims: [x]}", 'the rival "z", which does not exist'),
        ("{id: a, kind: position, title: B, text: B, claims: [x]}", "stands twice"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused(tmp_path, row, words):
    with pytest.raises(ContentError, match=words):
        build(MapRules, parse_yaml(NODES + f"  - {row}\n", tmp_path / "map.yaml"))


def test_a_map_that_does_not_exist_is_named():
    with pytest.raises(ContentError, match='no rules for the simulator "argument-map-other"'):
        open_map(builtin_course(), "other")
