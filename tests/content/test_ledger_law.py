"""The ledger's claims on the agreement and the law: complete, cited, and quoted word for word."""

from __future__ import annotations

import pytest

from tests.truth.make import AGREEMENTS, VERSIONS
from tests.truth.shipped import REMEDY, passages, read, straight
from wso_lessons.content.course import Course, open_course

TOPICS = ("agreement", "law", "policy", "cases", "states", "timeline")


@pytest.fixture(scope="module")
def course() -> Course:
    return open_course()


def test_the_law_topics_can_be_built(course: Course) -> None:
    assert [str(finding) for finding in course.claims.audit() if finding.where.file.stem in TOPICS] == []


def test_every_cite_of_the_law_topics_names_a_known_source(course: Course) -> None:
    claims = [claim for claim in course.claims.sound_records() if claim.topic in TOPICS]
    assert len(claims) > 290
    assert [(one.id, cite.source) for one in claims for cite in one.cites if cite.source not in course.sources] == []


def test_every_disputed_claim_exists(course: Course) -> None:
    claims = [claim for claim in course.claims.sound_records() if claim.topic in TOPICS]
    assert [(one.id, other) for one in claims for other in one.disputes if other not in course.claims] == []


def test_all_seventy_agreement_claims_are_there(course: Course) -> None:
    assert [name for name in (f"moa-{number:02}" for number in range(1, 71)) if name not in course.claims] == []


def test_the_statute_has_one_claim_a_paragraph_and_says_what_it_leaves_out(course: Course) -> None:
    assert [name for name in (f"ina-287g-{number}" for number in range(1, 11)) if name not in course.claims] == []
    assert "county" in course.claims["ina-287g-8-silent-on-county"].text


def test_what_was_read_in_part_or_not_confirmed_is_marked(course: Course) -> None:
    assert course.claims["oig-10-63-recommendations"].confidence == "unverified"
    assert course.claims["law-execution-needs-training"].confidence == "part"
    assert course.claims["murphy-v-ncaa-holding"].confidence == "part"


def test_holdings_name_their_court(course: Course) -> None:
    holdings = [claim for claim in course.claims.sound_records() if claim.topic in TOPICS and claim.kind == "holding"]
    assert len(holdings) > 28
    assert [claim.id for claim in holdings if not claim.speaker] == []


def test_no_ruling_is_said_to_have_tested_the_program(course: Course) -> None:
    assert "No decision that tested a WSO agreement was found" in course.claims["law-no-wso-ruling"].text


def stands_in(quote: str, source: str) -> bool:
    return any(straight(quote) in passage.text for passage in passages(source))


def test_quotations_from_agreements_stand_in_them_word_for_word(course: Course) -> None:
    quoted = [(one.id, cite) for one in course.claims.sound_records() for cite in one.cites if cite.quote]
    checked = [(name, cite) for name, cite in quoted if cite.source in AGREEMENTS]
    assert len(checked) > 100
    assert [(name, cite.quote) for name, cite in checked if not stands_in(cite.quote, cite.source)] == [], REMEDY


def test_quotations_in_the_agreement_reader_stand_in_their_version(course: Course) -> None:
    sections = [one for one in course.reference("agreement_sections").sound_records() if one.quote]
    assert len(sections) > 20
    assert [one.id for one in sections if not stands_in(one.quote, VERSIONS[one.quote_version])] == [], REMEDY


@pytest.mark.parametrize("word", ["detainer", "probable cause", "interrogate", "deputize", "holiday", "inspection"])
def test_words_said_to_be_absent_stand_in_no_wso_text_at_hand(word: str) -> None:
    kept = read("words")
    assert (len(kept["files"]), len(kept["words"]) > 1000) == (12, True)
    assert [known for known in kept["words"] if word.split()[0] in known] == []
