"""A citation may name several claims; its label is their numbers."""

import pytest

from wso_lessons.notebook.citations import CITATION, citation_label, cited_claims, claims_in, renumber_citations
from wso_lessons.notebook.prose import read_prose

TWO = 'It began in May [?](# "claim:launch-date first-signed"). It grew [9](# "claim:growth first-signed").'


def test_a_link_names_each_of_its_claims_in_order_of_first_citation():
    assert cited_claims([TWO]) == ("launch-date", "first-signed", "growth")


def test_the_label_holds_the_numbers_of_all_its_claims_in_rising_order():
    numbers = {"launch-date": 3, "first-signed": 1, "growth": 4}
    mended = renumber_citations(TWO, numbers)
    assert '[1, 3](#Sources "claim:launch-date first-signed")' in mended
    assert '[1, 4](#Sources "claim:growth first-signed")' in mended
    assert renumber_citations(mended, numbers) == mended


@pytest.mark.parametrize(("title", "claims"), [("a", ("a",)), ("a b", ("a", "b")), (" a  b ", ("a", "b")), ("", ("",))])
def test_what_a_title_names(title, claims):
    found = CITATION.search(f'[1](#Sources "claim:{title}")')
    assert found
    assert claims_in(found) == claims


def test_a_claim_without_a_number_shows_a_question_mark_last():
    assert citation_label(("b", "?", "a"), {"a": 2, "b": 10}) == "2, 10, ?"


def test_a_sentence_is_covered_by_every_claim_of_its_link():
    sentence = read_prose(TWO).blocks[0].sentences[0]
    assert sentence.claims == ("launch-date", "first-signed")
