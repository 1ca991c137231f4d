"""Disagreements, perspectives, glossary and misconceptions: complete, balanced and resting on claims that exist."""

from __future__ import annotations

import pytest

from wso_lessons.content import open_course
from wso_lessons.content.records import Disagreement
from wso_lessons.content.reference import Perspective

DOCUMENTS = {"leitf", "ice-release", "ilrc", "fair", "watch", "watch-background"}


def disagreements() -> list[Disagreement]:
    return list(open_course().disagreements.sound_records())


def perspectives() -> list[Perspective]:
    return list(open_course().reference("perspectives").sound_records())


def unknown(claims: tuple[str, ...]) -> set[str]:
    return {claim for claim in claims if claim not in open_course().claims}


def words(perspective: Perspective) -> int:
    return sum(len(argument.text.split()) for argument in perspective.arguments)


def test_there_are_34_disagreements_numbered_in_order() -> None:
    assert [one.id for one in disagreements()] == [f"d-{number:02}" for number in range(1, 35)]


def test_every_side_and_all_outside_evidence_rest_on_claims_that_exist() -> None:
    missing = {
        one.id: unknown(one.outside_claims).union(*(unknown(s.claims) for s in one.sides)) for one in disagreements()
    }
    assert {name: claims for name, claims in missing.items() if claims} == {}


def test_every_disagreement_has_two_voices_outside_evidence_and_something_that_would_settle_it() -> None:
    thin = [
        one.id for one in disagreements() if len(one.sides) + bool(one.outside) < 2 or not one.settle or not one.open
    ]
    assert thin == []
    assert [one.id for one in disagreements() if one.outside and not one.outside_claims] == []


def test_every_disagreement_is_about_what_at_least_one_of_the_five_documents_says() -> None:
    course = open_course()
    apart = []
    for one in disagreements():
        cites = {cite.source for side in one.sides for claim in side.claims for cite in course.claims[claim].cites}
        if not cites & DOCUMENTS:
            apart.append(one.id)
    assert apart == []


def test_two_claims_of_the_five_documents_that_contradict_each_other_meet_in_a_disagreement() -> None:
    course = open_course()
    told = {claim for one in disagreements() for side in one.sides for claim in side.claims}
    pairs = [(claim, other) for claim in course.claims.sound_records() for other in claim.disputes]
    apart = [
        (claim.id, other)
        for claim, other in pairs
        if {cite.source for cite in claim.cites} <= DOCUMENTS and not {claim.id, other} & told
    ]
    assert apart == []


def test_there_are_14_perspectives_with_four_arguments_each_in_about_equal_space() -> None:
    found = perspectives()
    assert len(found) == 14
    assert {one.id: len(one.arguments) for one in found if len(one.arguments) != 4} == {}
    lengths = {one.id: words(one) for one in found}
    assert max(lengths.values()) <= 1.3 * min(lengths.values()), lengths


def test_supporters_and_critics_get_the_same_number_of_perspectives_within_one() -> None:
    sides = [one.side for one in perspectives()]
    assert abs(sides.count("supportive") - sides.count("critical")) <= 1


def test_every_argument_and_every_question_of_a_perspective_rests_on_claims_that_exist() -> None:
    missing = {one.id: unknown(one.claims).union(*(unknown(a.claims) for a in one.arguments)) for one in perspectives()}
    assert {name: claims for name, claims in missing.items() if claims} == {}
    assert [one.id for one in perspectives() if not one.question.endswith(("?", "."))] == []


def test_the_glossary_explains_45_words_or_more_each_under_one_entry() -> None:
    terms = list(open_course().terms.sound_records())
    forms = [form.lower() for term in terms for form in (term.word, *term.also)]
    assert len(terms) >= 45
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_every_term_rests_on_claims_that_exist() -> None:
    terms = open_course().terms
    assert {
        term.word: unknown(term.claims) for term in terms.sound_records() if unknown(term.claims) or not term.claims
    } == {}


def test_misconceptions_are_numbered_without_a_gap_and_their_corrections_rest_on_claims_that_exist() -> None:
    found = list(open_course().reference("misconceptions").sound_records())
    assert len(found) >= 52
    assert [one.id for one in found] == [f"m{number:02}" for number in range(1, len(found) + 1)]
    assert {one.id: unknown(one.claims) for one in found if unknown(one.claims)} == {}


@pytest.mark.parametrize("lean", ["pro", "con"])
def test_there_are_enough_mistakes_of_either_lean_to_balance_distractors(lean: str) -> None:
    found = list(open_course().reference("misconceptions").sound_records())
    assert sum(one.lean == lean for one in found) >= 10


def test_mistakes_of_one_lean_do_not_outweigh_those_of_the_other() -> None:
    leans = [one.lean for one in open_course().reference("misconceptions").sound_records()]
    assert 0.4 <= leans.count("pro") / (leans.count("pro") + leans.count("con")) <= 0.6


def test_no_claim_marked_unverified_is_used_to_explain_a_term_or_correct_a_mistake() -> None:
    course = open_course()
    used = {claim for term in course.terms.sound_records() for claim in term.claims}
    used |= {claim for one in course.reference("misconceptions").sound_records() for claim in one.claims}
    assert sorted(claim for claim in used if course.claims[claim].confidence == "unverified") == []
