"""Cards: what they refuse, and how they show themselves."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from wso_lessons.content import ContentError, build, parse_yaml
from wso_lessons.tables import Card, about, cards

GOOD = """
id: bowl
title: Pears & <plums>
row: one fruit
key: [id]
sources: [toy]
as_of: 2026-05-18
made: By hand.
limits: [A bowl is not an orchard.]
columns:
  - {name: id, type: id, meaning: Number.}
  - {name: kind, type: category, allowed: [pear, plum], meaning: Kind.}
"""


def card(text=GOOD):
    return build(Card, parse_yaml(text, Path("datasets.yaml")))


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("key: [id]", "key: [number]", '"number" is none'),
        ("name: kind", "name: id", 'the column "id" twice'),
        ("allowed: [pear, plum], ", "", "if, and only if, it is a category"),
        ("type: id", "type: integer", "It may be: id, text"),
        ("id: bowl", "id: Bowl", "small letters"),
        ("made: By hand.", "", 'lacks "made"'),
    ],
)
def test_an_impossible_card_is_refused_when_it_is_built(good, bad, message):
    with pytest.raises(ContentError, match=message):
        card(GOOD.replace(good, bad, 1))


def test_a_tally_that_sums_nothing_is_refused():
    balance = "balances:\n  - {says: S., this: {take: sum}, that: {}}\n"
    with pytest.raises(ContentError, match="needs `column`"):
        card(GOOD + balance)


def test_a_yaml_file_cannot_fill_in_the_credits():
    with pytest.raises(ContentError, match='no key "credits"'):
        card(GOOD + "credits: [me]\n")


def test_a_card_escapes_what_it_shows():
    html = card()._repr_mimebundle_()["text/html"]
    assert "Pears &amp; &lt;plums&gt;" in html


@pytest.mark.parametrize("name", list(cards()))
def test_a_built_in_card_says_source_date_limits_units_and_every_column(name):
    bundle = about(name)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    for form in bundle.values():
        assert about(name).as_of in form
        assert "What it cannot bear" in form
        assert all(column.name in form for column in about(name).columns)
    assert about(name).limits
    assert all(column.unit for column in about(name).columns if column.type in ("count", "number"))


def test_a_card_names_its_sources_by_title_not_by_id():
    text = about("roster")._repr_mimebundle_()["text/plain"]
    assert "ice-list-2026-05-18" not in text
    assert "18 May 2026" in text


def test_a_cards_html_is_balanced_and_has_a_captioned_table_with_scoped_headers():
    page = ElementTree.fromstring(about("agreement_history")._repr_mimebundle_()["text/html"])
    assert page.find(".//caption") is not None
    headers = list(page.iter("th"))
    assert headers
    assert all("scope" in header.attrib for header in headers)


def test_a_card_shows_the_same_bytes_every_time():
    assert about("roster")._repr_mimebundle_() == about("roster")._repr_mimebundle_()


def test_cards_admit_where_absence_provenance_and_overwritten_dates_limit_the_data():
    limits = " ".join(about("agreement_history").limits)
    for word in ("archivist", "not a documented ending", "overwritten", "13 January 2021"):
        assert word in limits
