from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

import pytest

from wso_lessons.content import (
    Claim,
    ContentError,
    Disagreement,
    LessonEntry,
    Manifest,
    Source,
    Term,
    build,
    parse_yaml,
)
from wso_lessons.content.findings import NOWHERE, Where

FILE = Path("some.yaml")
CLAIM = "id: c\ntext: T.\nkind: fact\ncites: [{source: s, locator: l}]\n"


def made(cls, text):
    return build(cls, parse_yaml(text, FILE))


def finding(cls, text):
    with pytest.raises(ContentError) as caught:
        made(cls, text)
    return caught.value.finding


def test_a_record_keeps_its_place_and_its_topic():
    claim = made(Claim, CLAIM)
    assert (claim.where.line, claim.topic) == (1, "some")


def test_an_unknown_key_names_the_nearest_and_its_line():
    found = finding(Claim, CLAIM + "speeker: X\n")
    assert (found.code, found.where.line) == ("key-unknown", 5)
    assert found.remedy == 'Did you mean "speaker"?'


def test_a_missing_key_is_named():
    assert finding(Claim, "id: c\ntext: T.\nkind: fact\n").problem == 'This claim lacks "cites".'


def test_an_empty_required_key_counts_as_missing():
    assert finding(Claim, CLAIM.replace("T.", "''")).code == "key-missing"


def test_a_value_outside_a_closed_list_is_told_the_list():
    assert "statistic" in finding(Claim, CLAIM.replace("fact", "rumour")).remedy


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("id: c", "id: C d"), "small letters"),
        (("kind: fact", "kind: argument"), "needs a speaker"),
        (("cites: [{source: s, locator: l}]", "cites: []"), "cites nothing"),
        (("text: T.", "text: T {value}."), "no value"),
        (("kind: fact", "kind: fact\nas_of: May 2019"), "must be written"),
        (("kind: fact", "kind: fact\nas_of: 2019-13"), "must be written"),
        (("kind: fact", "kind: fact\nreview_by: 2019-02-30"), "must be written"),
        (("locator: l", f"locator: l, quote: {'word ' * 15}"), "15 words"),
    ],
)
def test_a_claim_that_contradicts_itself_is_not_built(change, words):
    found = finding(Claim, CLAIM.replace(*change))
    assert found.code == "value-invalid"
    assert words in found.problem


def test_fourteen_quoted_words_are_allowed():
    made(Claim, CLAIM.replace("locator: l", f"locator: l, quote: {'word ' * 14}"))


def test_a_measure_may_have_a_where_of_its_own():
    claim = made(Claim, CLAIM + "measure: {table: t, where: {model: WSO}}\n")
    assert claim.measure.where == {"model": "WSO"}


@pytest.mark.parametrize(
    ("cls", "text", "words"),
    [
        (Source, "{id: s, kind: news, author: A, title: T, good_for: G, limits: L, address: 'http://a'}", "https"),
        (Disagreement, "{id: d, question: Q, kind: conflict, sides: [], open: O, settle: S}", "no sides"),
        (
            LessonEntry,
            "{id: l, file: ../x.ipynb, title: T, question: Q, minutes: 5, objectives: [O], facts_as_of: 2026}",
            "notebook's name",
        ),
        (
            LessonEntry,
            "{id: l, file: x.ipynb, title: T, question: Q, minutes: 5, objectives: [], facts_as_of: 2026}",
            "no objectives",
        ),
        (Manifest, "{id: m, title: T, lessons: []}", "no lessons"),
    ],
)
def test_other_records_refuse_what_they_cannot_be(cls, text, words):
    assert words in finding(cls, text).problem


@pytest.mark.parametrize("text", ["minutes: five", "minutes: 1.5", "minutes: [5]", "minutes: {a: b}"])
def test_minutes_are_whole_numbers(text):
    entry = f"{{id: l, file: x.ipynb, title: T, question: Q, {text}, objectives: [O], facts_as_of: 2026}}"
    assert finding(LessonEntry, entry).code == "value-type"


def test_a_list_in_place_of_a_record_is_one_finding():
    assert finding(Term, "[a, b]").problem == "A term must be a mapping of keys."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    noun: ClassVar[str] = "sample"
    size: float = 0.0
    ripe: bool = False
    colour: Literal["green", "blue"] = "green"
    names: dict[str, str] | None = None
    where: Where = NOWHERE


def test_numbers_flags_and_words_are_read():
    sample = made(Sample, "size: 1.5\nripe: true\ncolour: blue\nnames: {a: b}\n")
    assert (sample.size, sample.ripe, sample.colour, sample.names) == (1.5, True, "blue", {"a": "b"})


@pytest.mark.parametrize(
    "text", ["size: nan", "size: inf", "size: x", "ripe: yes", "names: [a]", "names: {a: [b]}", "where: here"]
)
def test_what_is_no_number_flag_or_word_is_a_finding(text):
    assert finding(Sample, text).code in ("value-type", "key-unknown")
