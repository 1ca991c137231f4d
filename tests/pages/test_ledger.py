import pytest

from wso_lessons.content import UnknownId, builtin_course, open_course
from wso_lessons.pages import ledger
from wso_lessons.pages.ledger_tables import TABLES, show_table


def test_a_claim_says_who_where_as_of_when_and_who_disagrees(toy_course):
    text = ledger.show_claim(toy_course, "bowl-too-full").text
    assert "Says: The cook" in text
    assert "Source: The test kitchen, List of the fruit in the bowl (18 May 2026), remark below the list" in text
    assert "Disagrees: Ada Baker (AB): The baker argues that a full bowl pleases guests." in text
    assert "Is the bowl too full? On another side: The baker." in text


def test_a_computed_value_names_its_table(toy_course):
    assert "Value: 2 pears, computed from the table fruit" in ledger.show_claim(toy_course, "pears-in-bowl").text


def test_what_is_not_verified_is_said_to_be_so(toy_course):
    assert "Not verified" in ledger.show_claim(toy_course, "bowl-is-old").text


def test_a_source_tells_its_limits_and_how_many_claims_cite_it(toy_course):
    page = ledger.show_source(toy_course, "bakers-note")
    assert "Limits: There is no baker." in page.text
    assert "Claims that cite it: 2" in page.text


@pytest.mark.parametrize("word", ["pear", "Pear", " pears "])
def test_a_term_is_found_by_any_form_of_the_word(toy_course, word):
    assert ledger.show_term(toy_course, word).text.startswith("pear: A fruit")


def test_unknown_ids_name_the_nearest(toy_course):
    with pytest.raises(UnknownId, match="pears-in-bowl"):
        ledger.show_claim(toy_course, "pears-in-bowls")
    with pytest.raises(UnknownId, match="bakers-note"):
        ledger.show_source(toy_course, "baker-note")
    with pytest.raises(UnknownId, match="pear"):
        ledger.show_term(toy_course, "peer")
    with pytest.raises(UnknownId, match="timeline"):
        show_table(toy_course, "timelines")


def test_references_are_numbered_in_the_order_given(toy_course):
    page = ledger.references(toy_course, ("bowl-too-full", "pears-in-bowl"))
    assert page.text.index("1. The cook") < page.text.index("2. The bowl holds 2 pears")
    assert page.html.index('id="claim-bowl-too-full"') < page.html.index('id="claim-pears-in-bowl"')


def test_a_reference_to_a_claim_that_is_gone_says_so_instead_of_failing(toy_course):
    assert (
        "2. The claim no-such is not in the ledger." in ledger.references(toy_course, ("pears-in-bowl", "no-such")).text
    )


def test_a_lesson_without_citations_has_no_empty_list(toy_course):
    assert ledger.references(toy_course, ()).text == "This page cites no claims of its own."


def test_one_broken_claim_does_not_hide_the_others(toy):
    file = toy / "claims" / "toy.yaml"
    file.write_text(file.read_text().replace("kind: argument", "kind: rumour"))
    course = open_course(toy)
    assert "Says: The cook" in ledger.show_claim(course, "bowl-too-full").text
    assert ledger.references(course, ("bowl-pleases", "bowl-too-full")).text.startswith("1. The claim bowl-pleases")


def test_quotations_and_titles_are_escaped(toy_course):
    assert "<q>counted by hand, before anyone ate</q>" in ledger.show_claim(toy_course, "pears-in-bowl").html


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_every_reference_table_of_the_course_shows_its_rows_and_sources(name):
    course = builtin_course()
    page = show_table(course, name)
    assert page.html.startswith(f'<table class="wso wso-table wso-{name}">')
    assert page.html.count("<tr>") > 1
    assert page.text == show_table(course, name).text
