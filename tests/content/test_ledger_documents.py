"""The ledger's claims on the five documents: all are there, quoted exactly, attributed, and linked to what exists."""

from __future__ import annotations

import re
from collections import Counter

from tests.truth.make import DOCUMENTS
from tests.truth.shipped import REMEDY, passages, read, runs, straight
from wso_lessons.content import open_course
from wso_lessons.content.records import ATTRIBUTED_KINDS, Cite, Claim

TOPICS = {
    "launch", "authority", "models", "detainer", "fourth-amendment", "liability", "state-law", "training", "cost",
    "oversight", "growth-documents", "arguments", "effects", "outside",
}  # fmt: skip


def claims() -> list[Claim]:
    return list(open_course().claims.sound_records())


def own_claims() -> list[Claim]:
    """The claims of the topics that tell what the five documents, and reports beside them, say."""
    return [claim for claim in claims() if claim.topic in TOPICS]


def lines_named(cite: Cite) -> list[int]:
    """The line numbers in a locator such as "Title and intro, lines 3 and 5"."""
    return [int(number) for number in re.findall(r"\d+", cite.locator.partition(" line")[2])]


def document_cites() -> list[tuple[str, Cite]]:
    return [(claim.id, cite) for claim in claims() for cite in claim.cites if cite.source in DOCUMENTS]


def test_every_claim_source_term_and_disagreement_can_be_built() -> None:
    course = open_course()
    found = [*course.claims.audit(), *course.sources.audit(), *course.terms.audit(), *course.disagreements.audit()]
    assert [f"{finding.where}: {finding.problem}" for finding in found] == []


def test_each_of_the_five_documents_is_cited_at_least_eight_times() -> None:
    counts = Counter(cite.source for _, cite in document_cites())
    assert {source: counts[source] for source in DOCUMENTS if counts[source] < 8} == {}


def test_every_cite_names_a_source_that_exists() -> None:
    course = open_course()
    missing = {
        (claim.id, cite.source) for claim in claims() for cite in claim.cites if cite.source not in course.sources
    }
    assert missing == set()


def test_every_cite_of_a_document_names_a_line() -> None:
    assert [name for name, cite in document_cites() if not lines_named(cite)] == []


def test_every_quotation_of_a_document_stands_in_the_line_that_its_locator_names() -> None:
    wrong = [(name, cite.quote) for name, cite in document_cites() if cite.quote and not stands_there(cite)]
    assert wrong == [], REMEDY


def stands_there(cite: Cite) -> bool:
    """Whether a quotation stands in one of the lines that its locator names."""
    lines, quote = lines_named(cite), straight(cite.quote)
    return any(passage.line in lines and quote in passage.text for passage in passages(cite.source))


def test_no_claim_repeats_a_long_run_of_a_document_as_its_own_words() -> None:
    known = {run for source in DOCUMENTS for run in read("runs")[source]}
    assert len(known) > 3000
    assert [claim.id for claim in own_claims() if not known.isdisjoint(runs(claim.text))] == []


def test_every_statement_of_the_inventory_is_a_claim_that_cites_its_document() -> None:
    wanted = read("inventory")
    assert len(wanted) > 150
    known = {claim.id: {cite.source for cite in claim.cites} for claim in claims()}
    assert [name for name, source in wanted.items() if source not in known.get(name, set())] == []


def test_arguments_characterizations_and_predictions_have_a_speaker_whom_the_text_names() -> None:
    wrong = [claim.id for claim in own_claims() if claim.kind in ATTRIBUTED_KINDS and not names(claim)]
    assert wrong == []


def names(claim: Claim) -> bool:
    """Whether a claim's text holds a word of its speaker's name."""
    wanted = {word for word in re.findall(r"\w+", claim.speaker.lower()) if len(word) > 2}
    return bool(wanted & set(re.findall(r"\w+", claim.text.lower())))


def test_a_fact_that_only_a_party_asserts_says_according_to_whom() -> None:
    parties = [claim for claim in own_claims() if claim.speaker and claim.kind in ("fact", "statistic")]
    unsaid = [claim.id for claim in parties if "ccording to" not in claim.text]
    assert unsaid == []


def test_every_claim_is_one_sentence_that_ends_in_a_full_stop() -> None:
    new_sentence = re.compile(r"(?<! v)(?<=[a-z)])[.] [A-Z]")
    wrong = [one.id for one in own_claims() if not one.text.endswith(".") or new_sentence.search(one.text)]
    assert wrong == []


def test_disputes_lead_to_claims_that_exist_and_do_not_run_in_circles() -> None:
    known = {claim.id: claim.disputes for claim in claims()}
    assert {(name, other) for name, others in known.items() for other in others if other not in known} == set()
    assert [name for name in known if reaches(known, name)] == []


def reaches(known: dict[str, tuple[str, ...]], start: str) -> bool:
    """Whether the disputes lead from a claim back to itself through more than one other."""
    seen: set[str] = set()
    waiting = [other for other in known[start] if start not in known[other]]
    while waiting:
        name = waiting.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            waiting += known[name]
    return False


def test_counts_and_facts_of_the_tracker_that_can_change_have_a_day_of_review() -> None:
    dated = [c for c in own_claims() if c.as_of.startswith("2026") and c.kind == "statistic"]
    assert [claim.id for claim in dated if not claim.review_by] == []
