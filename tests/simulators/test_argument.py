"""Argument maps: the built-in two, the learner's own nodes, gaps and exports."""

import json

import pytest

from wso_lessons.content import ContentError, build, builtin_course, parse_yaml
from wso_lessons.simulators.argument import MAX_OWN, MapRules, open_map

MAPS = ("cure", "liability")


@pytest.fixture(scope="module", params=MAPS)
def drawn(request):
    return open_map(builtin_course(), request.param)


def test_every_node_of_a_map_cites_known_claims_that_are_not_unverified(drawn):
    claims = builtin_course().claims
    for node in drawn.nodes:
        assert node.claims
        assert all(claims[name].confidence != "unverified" for name in node.claims)


def test_a_view_of_a_party_is_told_with_the_party(drawn):
    claims = builtin_course().claims
    for node in drawn.of("position"):
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
    assert "[own]" in more.as_text()


def test_a_learners_node_without_a_claim_is_pointed_out_until_it_names_one(drawn):
    bare = drawn.add("reason", "no", "Because.")
    assert "names no claim of the ledger yet" in [gap.words for gap in bare.gaps()]
    tied = drawn.add("reason", "no", "Because.", ("moa-49",))
    assert "names no claim of the ledger yet" not in [gap.words for gap in tied.gaps()]


def test_an_answer_closes_a_gap(drawn):
    gap = next(gap for gap in drawn.gaps() if "unanswered" in gap.words)
    answered = drawn.add("objection", gap.node.id, "But is it so?", ("moa-49",))
    assert gap not in answered.gaps()


@pytest.mark.parametrize(
    ("kind", "under", "text", "claims", "words"),
    [
        ("position", "yes", "A", (), "is a reason or an objection"),
        ("reason", "nowhere", "A", (), 'no node "nowhere"'),
        ("reason", "yes", " ", (), "needs some words"),
        ("reason", "yes", "word " * 61, (), "at most 60"),
        ("reason", "yes", "A", ("moa-4999",), 'no claim "moa-4999". Did you mean "moa-49"'),
    ],
)
def test_a_node_that_does_not_fit_is_refused_with_a_plain_sentence(drawn, kind, under, text, claims, words):
    with pytest.raises(ValueError, match=words.replace("?", r"\?")):
        drawn.add(kind, under, text, claims)


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
    grown = drawn.add("reason", "yes", "One").add("reason", "no", "Two").add("objection", "own-2", "Three", ("moa-49",))
    kept = grown.without("own-1")
    assert drawn.with_own(kept.own_as_json()).own == kept.own


@pytest.mark.parametrize(
    "kept", ["", "not json", "{}", "[1]", '[["own-1", "reason", "gone", "x", []]]', "null", '[["a",1,2,3,4]]']
)
def test_kept_nodes_that_cannot_be_read_are_left_out(drawn, kept):
    assert drawn.with_own(kept).own == ()


def test_the_outline_indents_by_depth_and_names_the_claims():
    lines = open_map(builtin_course(), "cure").as_text().splitlines()
    assert lines[0] == "Does the administrative warrant cure the Fourth Amendment problem?"
    assert lines[1].startswith("  = ICE, as LEITF reports it: Yes.")
    assert lines[2].startswith("    + ")
    assert lines[2].endswith("[policy-10074-cause, policy-10074-warrant]")


def test_argdown_has_a_statement_for_each_node_and_no_stray_brackets(drawn):
    made = drawn.add("reason", "yes", "A <b>[x]</b> {y}").as_argdown()
    assert made.startswith("===\ntitle: ")
    assert made.count("]: ") == len(drawn.nodes) + 1
    assert "[own-1]: A (b)(x)(/b) (y)" in made
    data = [line.split("{claims: ")[1].rstrip("}") for line in made.splitlines() if "{claims: " in line]
    assert all(json.loads(entry) for entry in data)


def test_the_hinge_is_the_node_most_of_the_map_stands_under():
    drawn = open_map(builtin_course(), "cure")
    assert drawn.hinge().id == "cause-is-stated"


NODES = "question: Q?\nnodes:\n  - {id: a, kind: position, text: A, claims: [x]}\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{id: b, kind: reason, text: B, claims: [x]}", "must stand under another unless"),
        ("{id: b, kind: position, under: a, text: B, claims: [x]}", "must stand under another unless"),
        ("{id: b, kind: reason, under: a, text: B}", "names no claims"),
        ("{id: b, kind: reason, under: c, text: B, claims: [x]}", "does not stand before it"),
        ("{id: a, kind: position, text: B, claims: [x]}", "stands twice"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused(tmp_path, row, words):
    with pytest.raises(ContentError, match=words):
        build(MapRules, parse_yaml(NODES + f"  - {row}\n", tmp_path / "map.yaml"))


def test_a_map_that_does_not_exist_is_named():
    with pytest.raises(ContentError, match='no rules for the simulator "argument-map-other"'):
        open_map(builtin_course(), "other")
