"""The booking desk over every combination of facts, and the law that single cases must show."""

import math
import random

import pytest

from tests.support.desk_ways import WatchedDesk, every_way
from wso_lessons.content import ContentError, UnknownId, build, builtin_course, parse_yaml
from wso_lessons.simulators.desk.booking import Desk
from wso_lessons.simulators.desk.booking_rules import DeskRules


@pytest.fixture(scope="module")
def desk(built_in):
    return Desk(built_in)


@pytest.fixture(scope="module")
def ways(built_in):
    """The path of every way through the rules, with the number of combinations of facts that go it."""
    watched = WatchedDesk(built_in)
    return list(every_way(watched, watched.walk))


@pytest.fixture(scope="module")
def paths(ways):
    return [path for path, _ in ways]


def ending(desk, **facts):
    return desk.walk(facts).outcome.id


def said(desk, kind, **facts):
    return " ".join(row.text for stop in desk.walk(facts).stops for row in stop.of(kind))


@pytest.mark.slow
def test_every_combination_of_facts_ends_or_says_why_it_cannot_stand(desk, paths, ways):
    assert sum(count for _, count in ways) == math.prod(len(fact.values) for fact in desk.facts.values()) > 60_000
    assert all((path.outcome is None) == bool(path.impossible) for path in paths)
    assert all(len(path.stops) <= len(desk.rules.steps) for path in paths)


@pytest.mark.slow
def test_every_step_on_every_path_says_something_and_cites_known_claims_that_are_not_unverified(paths):
    assert all(stop.statements for path in paths for stop in path.stops)
    assert all(row.claims for path in paths for stop in path.stops for row in stop.statements)
    cited = [builtin_course().claims[claim] for claim in {claim for path in paths for claim in path.claims}]
    assert [claim.id for claim in cited if claim.confidence == "unverified"] == []


@pytest.mark.slow
def test_every_statement_reason_and_outcome_is_reached_by_some_facts(desk, paths):
    shown = {id(row) for path in paths for stop in path.stops for row in stop.statements}
    unused = [row.text for step in desk.rules.steps for row in step.statements if id(row) not in shown]
    assert unused == []
    reasons = {row.because for path in paths for row in path.impossible}
    assert all(any(reason.startswith(row.because) for reason in reasons) for row in desk.rules.impossible)
    assert {path.outcome.id for path in paths if path.outcome} == {outcome.id for outcome in desk.rules.outcomes}


@pytest.mark.slow
def test_flips_are_all_the_single_changes_that_lead_elsewhere_and_nothing_else(desk, paths):
    for path in random.Random(5).sample([path for path in paths if path.outcome], 40):
        found = {(flip.fact.id, flip.value): flip.outcome.id for flip in desk.flips(path)}
        for fact in desk.rules.facts:
            for value in fact.values:
                other = desk.walk({**path.facts, fact.id: value.id}).outcome
                expected = other.id if other and other.id != path.outcome.id else None
                assert found.get((fact.id, value.id)) == expected


def test_the_agreement_carried_out_ends_with_ice_or_with_release_at_48_hours(desk):
    assert ending(desk) == "handed-over"
    assert ending(desk, pickup="late") == "released-at-48"
    assert ending(desk, pickup="fee") == "kept-for-fee"


def test_nothing_is_served_before_the_criminal_case_ends(desk):
    assert ending(desk, ended="no") == "criminal-custody"
    assert "Serve the warrant now" in said(desk, "may not", ended="no")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"model": "wso", "date": "2018"}, "24 April 2019"),
        ({"model": "tfm", "date": "2019"}, "came back after an order of January 2025"),
        ({"model": "wso", "state": "nj"}, "New Jersey Attorney General's"),
        ({"model": "jem", "state": "md"}, "17 February 2026"),
        ({"model": "boa", "state": "tx"}, "17 sheriffs"),
        ({"signer": "judge"}, "another paper"),
        ({"signer": "nobody"}, "no warrant yet"),
        ({"warrant": "none"}, "nobody has signed one"),
    ],
)
def test_facts_that_cannot_stand_together_are_explained(desk, facts, words):
    path = desk.walk(facts)
    assert path.outcome is None
    assert words in " ".join(row.because for row in path.impossible)


def test_a_state_rule_counts_only_from_its_day_on(desk):
    assert desk.walk({"model": "wso", "state": "md", "date": "2025"}).outcome.id == "handed-over"
    assert desk.walk({"model": "jem", "state": "nj", "date": "2018"}).outcome.id == "handed-over"
    assert ending(desk, model="none", state="ny", date="2018") == "open"
    assert ending(desk, model="none", state="ny", date="2019") == "released"


def test_a_law_that_is_signed_and_not_in_force_is_shown_as_coming_and_does_nothing_yet(desk):
    assert "Coming: Maine's LD 1971" in said(desk, "state law", state="me")
    assert ending(desk, state="me") == "handed-over"
    assert not said(desk, "state law", state="me", date="2025")
    assert "on which day" not in said(desk, "unknown", state="me")
    assert "No rule of this state" not in said(desk, "unknown", state="me")


def test_new_mexico_s_ban_holds_after_its_day_in_force(desk):
    assert ending(desk, state="nm", date="2025") == "handed-over"
    assert "in force since 20 May 2026" in desk.walk({"state": "nm"}).impossible[0].because


def test_where_only_the_year_in_force_is_known_a_day_in_that_year_is_not_decided_by_it(desk):
    assert "whether before this day was not found" in " ".join(
        row.text
        for stop in desk.walk({"state": "ca", "date": "2018", "model": "none"}).stops
        for row in stop.of("state law")
    )
    assert ending(desk, state="ca", date="2018", model="none") == "open"
    assert ending(desk, state="ca", date="2019", model="none") == "released"


def test_vermont_leaves_agreements_to_its_governor_and_minnesota_s_opinions_leave_the_hold_open(desk):
    assert "only Vermont's Governor" in desk.walk({"state": "vt"}).impossible[0].because
    assert ending(desk, state="mn") == "open"
    assert ending(desk, state="mn", date="2019") == "handed-over"


def test_the_desk_s_dates_are_those_of_the_table_of_states(desk):
    course = builtin_course()
    for law in desk.rules.states:
        row = course.reference("states")[law.id]
        told = {row.in_force} | {course.claims[name].as_of for name in row.claims}
        assert told & {effect.in_force for effect in law.effects}, law.id


def test_a_state_ban_on_holds_beats_the_agreement(desk):
    assert ending(desk, state="co") == "released"
    assert "Colorado appeals court held in 2024" in said(desk, "may not", state="co")


@pytest.mark.parametrize("state", ["ma", "mt", "ny"])
def test_whether_an_agreement_supplies_power_that_state_law_lacks_stays_open(desk, state):
    assert ending(desk, state=state) == "open"
    assert ending(desk, state=state, model="none") == "released"


def test_without_an_agreement_a_warrant_alone_is_not_settled_and_a_request_alone_gives_no_power(desk):
    assert ending(desk, model="none") == "open"
    assert ending(desk, model="none", warrant="none", signer="nobody") == "released"


def test_texas_has_jails_honour_a_detainer_and_florida_one_with_a_warrant(desk):
    alone = {"model": "none", "warrant": "none", "signer": "nobody"}
    assert ending(desk, state="tx", **alone) == "state-duty"
    assert ending(desk, state="fl", **alone) == "released"
    assert ending(desk, state="fl", model="none") == "state-duty"


def test_a_deputy_cannot_make_a_warrant(desk):
    assert ending(desk, signer="local") == "released"


def test_the_citizenship_clause_is_the_one_of_the_year(desk):
    assert "unless something unforeseen" in said(desk, "next", citizen="yes", date="2019")
    assert "generally" in said(desk, "next", citizen="yes", date="2026")
    assert ending(desk, citizen="yes") == "in-doubt"


def test_the_task_force_agreement_has_no_hold_and_no_removal_warrants(desk):
    assert ending(desk, model="tfm") == "same-day"
    assert ending(desk, model="tfm", warrant="i-205") == "open"


def test_the_record_holds_the_facts_the_steps_the_outcome_and_what_would_change_it(desk):
    record = desk.record(desk.walk({}))
    assert "Education, not legal advice." in record
    assert "Which state's law applies? A state for which no rule is recorded here." in record
    assert "Step 7. The 48 hours" in record
    assert "[moa-18, moa-21]" in record
    assert "Who signed the warrant? A deputy of this jail: Released" in record


def test_the_record_of_an_impossible_case_says_why(desk):
    assert "cannot stand together" in desk.record(desk.walk({"signer": "judge"}))


def test_an_unknown_fact_or_value_is_named_with_what_there_is(desk):
    with pytest.raises(UnknownId, match='no fact of the booking desk "stat"'):
        desk.walk({"stat": "fl"})
    with pytest.raises(ValueError, match='"zz" is no value of "state"; it may be: none-known, ar, ca'):
        desk.walk({"state": "zz"})


SMALL = """
facts: [{id: date, question: When?, first: a, values: [{id: a, label: A, day: 2019}]},
        {id: state, question: Where?, first: b, values: [{id: b, label: B}]}]
states: []
impossible: []
steps:
  - {id: one, title: One, statements: [], turns: [{to: "end: done"}]}
  - {id: two, title: Two, statements: [], turns: [TURN]}
outcomes: [{id: done, title: Done, text: Done., claims: [x]}]
"""


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        ("{to: one}", "no outcome and no later step"),
        ("{to: nowhere}", "no outcome and no later step"),
        ('{to: "end: done", when: {state: b}}', "needs a last turn without a condition"),
    ],
)
def test_rules_that_could_loop_or_stop_in_the_middle_are_refused(tmp_path, turn, words):
    tree = parse_yaml(SMALL.replace("TURN", turn), tmp_path / "desk.yaml")
    with pytest.raises(ContentError, match=words):
        build(DeskRules, tree)


def test_an_outcome_without_claims_is_refused(tmp_path):
    tree = parse_yaml(SMALL.replace("TURN", '{to: "end: done"}').replace("[x]", "[]"), tmp_path / "desk.yaml")
    with pytest.raises(ContentError, match="names no claims"):
        build(DeskRules, tree)
