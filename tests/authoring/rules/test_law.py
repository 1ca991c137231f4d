"""A law's two dates are told apart by the word that governs each; citations that can be looked up are known."""

from __future__ import annotations

import pytest

from wso_lessons.authoring.check import report
from wso_lessons.authoring.rules.law import _ALTERNATIVE, _LEGAL, swapped_date
from wso_lessons.content import open_course

SIGNED, FORCE = "2026-02-05", "2026-05-20"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The state banned agreements in February 2026.", "February 2026"),
        ("The state banned agreements on 5 February 2026.", "5 February 2026"),
        ("Since 5 February 2026 the act ends agreements.", "5 February 2026"),
        ("The act, signed on 20 May 2026, ends agreements.", "20 May 2026"),
        ("The act became law on 20 May 2026.", "20 May 2026"),
        ("5 February 2026: The state forbids agreements.", "5 February 2026"),
    ],
)
def test_a_date_that_stands_for_the_other_is_found(text, date):
    assert swapped_date(text, SIGNED, FORCE) == date


@pytest.mark.parametrize(
    "text",
    [
        "Signed on 5 February 2026 and in force since 20 May 2026, it ends agreements.",
        "The act was signed on 5 February 2026 and took effect on 20 May 2026.",
        "It takes effect on 20 May 2026, after it was signed on 5 February 2026.",
        "An act of 5 February 2026 ends agreements from 20 May 2026.",
        "The list of 20 May 2026 has no agreement.",
        "In 2026 the state banned agreements.",
        "The law of 2026 asks for an agreement by 20 May 2026.",
        "The state banned agreements on 1 March 2020.",
        "5 February 2026: The act is signed; it ends agreements later.",
    ],
)
def test_a_date_with_its_own_verb_is_left_alone(text):
    assert swapped_date(text, SIGNED, FORCE) == ""


def test_a_month_that_holds_both_dates_is_left_alone():
    assert swapped_date("The state banned agreements in May 2026.", "2026-05-02", "2026-05-20") == ""


@pytest.mark.parametrize(
    "citation",
    [
        "349 F. Supp. 3d 1276 (S.D. Fla. 2018)", "362 U.S. 217 (1960)", "8 C.F.R. 287.7", "5 ILCS 805, P.A. 100-463",
        "No. A18-2011 (Minn. Ct. App. 23 Sep 2019), unpublished", "C.R.S. 24-76.6-101", "Pub. L. 104-208",
        "FR Doc. 2025-16978, final rule", "Cal. Gov. Code 7284 et seq.", "921 F.3d 865 (9th Cir. 2019)",
    ],
)  # fmt: skip
def test_a_full_legal_citation_is_known(citation):
    assert _LEGAL.search(citation)


@pytest.mark.parametrize(
    "citation",
    ["WKSR, 15 April 2024", "Letter of 8 July 2019", "Fox 35, May 2019", "E.D.N.Y.; verdict 7 November 2025"],
)
def test_a_date_is_no_legal_citation(citation):
    assert not _LEGAL.search(citation)


@pytest.mark.parametrize(
    "text",
    [
        "Even if ICE's cause were credited, the county had no agreement.",
        "As an alternative ground the court named the missing agreement.",
        "The missing agreement was the second ground.",
    ],
)
def test_words_that_mark_an_alternative_ground_are_known(text):
    assert _ALTERNATIVE.search(text)


def test_a_ground_told_as_the_ground_is_not_marked():
    assert not _ALTERNATIVE.search("The claim went on because no formal agreement gave the county authority.")


def test_a_law_with_both_dates_or_with_the_search_for_one_is_left_alone(toy):
    row = "name: Zz, kind: ban, reaches: agreements, rule: Full bowls are banned., claims: [pears-in-bowl]"
    both = f"- {{id: zz, {row}, signed: 2026-05-18, in_force: 2026-06-20}}\n"
    searched = f"- {{id: zy, {row}, signed: 2026-05-18, in_force: not found, searched: The act.}}\n"
    waiting = "- {id: zx, name: Zx, kind: pending, rule: A bill., claims: [pears-in-bowl]}\n"
    (toy / "reference" / "states.yaml").write_text(both + searched + waiting, encoding="utf-8")
    assert report(open_course(toy), "2026-06-05").findings == ()


def test_a_statute_without_a_date_or_a_reach_is_found_and_one_with_both_is_left_alone(toy):
    row = "name: Bowls, citation: 1 F. 2, kind: statute, says: Bowls are round., claims: [pears-in-bowl]"
    sound = f"- {{id: one, {row}, signed: 2019-01-02, in_force: not found, searched: The act., reaches: holds}}\n"
    dateless = f"- {{id: two, {row}, reaches: holds}}\n"
    boundless = f"- {{id: three, {row}, signed: 2019-01-02, in_force: 2019-01-02}}\n"
    (toy / "reference" / "laws.yaml").write_text(sound + dateless + boundless, encoding="utf-8")
    found = report(open_course(toy), "2026-06-05").findings
    assert [(one.code, one.problem.split('"')[1]) for one in found] == [
        ("law-undated", "two"),
        ("law-undated", "three"),
    ]
