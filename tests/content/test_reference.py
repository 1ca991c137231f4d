"""The reference tables: what a row may say, and that every row of the course's own tables rests on the ledger."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wso_lessons.content.course import Course, open_course, value_in_words
from wso_lessons.content.findings import ContentError
from wso_lessons.content.reference import REFERENCE_TABLES, AgreementSection, Case, ModelAspect, StateRule, law_status
from wso_lessons.content.rows.schema import build
from wso_lessons.content.rows.yamlfile import parse_yaml

CASE = """
id: a-v-b
name: A v. B
citation: 1 U.S. 1
court: A court
date: 2019
status: decided
stage: trial
questions: [power]
grounds: [{rank: main, question: power, says: No power.}]
later: Nothing was found.
facts: Facts.
holding: Held.
not_decided: The rest.
helps: limits
binds: [4th]
binding: binding
weight: Weighty.
claims: [some-claim]
"""
STATE = """
id: zz
name: Zz
kind: ban
reaches: agreements
rule: No agreements.
signed: 2026-02-05
in_force: 2026-05-20
claims: [some-claim]
"""
SECTION = """
id: purpose
number: 2
topic: Purpose
v1: First words.
v1b: same
v2: Second words.
v3: same
locator: Section II
changed: true
claims: [some-claim]
"""


def made(cls: type[Any], **changes: str) -> Any:
    """The row of a table with these keys changed, or left out where they are empty."""
    lines = [line for line in ROWS[cls].strip().splitlines() if line.split(":")[0] not in changes]
    lines += [f"{key}: {value}" for key, value in changes.items() if value]
    return build(cls, parse_yaml("\n".join(lines), Path("row.yaml")))


ROWS: dict[type[Any], str] = {Case: CASE, StateRule: STATE, AgreementSection: SECTION}


@pytest.fixture(scope="module")
def course() -> Course:
    return open_course()


@pytest.mark.parametrize("key", ["stage", "later"])
def test_a_case_says_how_far_it_came_and_what_came_after(key: str) -> None:
    with pytest.raises(ContentError, match=f'lacks "{key}"'):
        made(Case, **{key: ""})


def test_a_case_reads_with_its_questions_and_places() -> None:
    assert made(Case).questions == ("power",)
    assert made(Case).binds == ("4th",)


@pytest.mark.parametrize(
    ("cls", "changes", "said"),
    [
        (Case, {"questions": "[who]"}, '"questions" is "who"'),
        (Case, {"claims": "[]"}, "names no claims"),
        (Case, {"not_decided": ""}, 'lacks "not_decided"'),
        (Case, {"date": "soon"}, 'date "soon" must be written'),
        (Case, {"binds": "[]"}, "must list where it binds"),
        (Case, {"binding": "persuasive"}, "must list where it binds"),
        (Case, {"id": "A v B"}, "may hold small letters"),
        (Case, {"stage": "finished"}, '"stage" is "finished"'),
        (Case, {"grounds": "[]"}, "must give its main grounds"),
        (Case, {"binding": "pending", "binds": "[]"}, "must give its main grounds"),
        (StateRule, {"in_force": "soon"}, 'in_force "soon" must be written'),
        (StateRule, {"in_force": "2026-01-01"}, "is in force before it was signed"),
        (StateRule, {"in_force": "not found"}, "must say where it was `searched`"),
        (StateRule, {"kind": "mandate"}, "must say its `duty`"),
        (StateRule, {"duty": "have"}, "must say its `duty`"),
        (StateRule, {"reaches": ""}, "must say what it `reaches`"),
        (AgreementSection, {"v1": "same"}, "has nothing before it"),
        (AgreementSection, {"v2": "same"}, "is `changed` where a version differs"),
        (AgreementSection, {"changed": "false"}, "is `changed` where a version differs"),
        (AgreementSection, {"quote": " ".join(["word"] * 15)}, "has 15 words; 14 are allowed"),
    ],
)
def test_an_impossible_row_is_refused_with_its_line(cls: type[Any], changes: dict[str, str], said: str) -> None:
    with pytest.raises(ContentError) as caught:
        made(cls, **changes)
    assert said in caught.value.finding.problem
    assert caught.value.finding.where.line > 0


@pytest.mark.parametrize(
    ("in_force", "day", "status"),
    [
        ("2026-05-20", "2026-05-18", "coming"),
        ("2026-05-20", "2026-05-20", "in force"),
        ("2026-05-20", "2026-06-05", "in force"),
        ("2026-07", "2026-06-05", "coming"),
        ("2026-07", "2026-07-20", "not known"),
        ("2026-07", "2026-08-01", "in force"),
        ("2019", "2019-11-01", "not known"),
        ("2019", "2020-01-01", "in force"),
        ("not found", "2026-06-05", "not known"),
        ("", "2026-06-05", "not known"),
    ],
)
def test_a_law_binds_from_the_day_on_which_it_is_in_force(in_force: str, day: str, status: str) -> None:
    assert law_status(in_force, day) == status


def test_a_date_that_was_not_found_stands_with_the_search_for_it() -> None:
    assert made(StateRule, in_force="not found", searched="The act and two reports.").in_force == "not found"


def test_a_year_and_a_day_in_it_do_not_contradict_each_other() -> None:
    assert made(StateRule, signed="2026", in_force="2026-05-20").signed == "2026"


def test_same_repeats_the_version_before() -> None:
    assert [made(AgreementSection).text_in(version) for version in ("v1", "v1b", "v2", "v3")] == [
        "First words.",
        "First words.",
        "Second words.",
        "Second words.",
    ]


def test_every_row_of_every_table_can_be_built(course: Course) -> None:
    assert [str(finding) for name in REFERENCE_TABLES for finding in course.reference(name).audit()] == []


def test_every_table_has_rows(course: Course) -> None:
    assert [name for name in REFERENCE_TABLES if not len(course.reference(name))] == []


def claims_of(record: Any) -> Iterator[str]:
    """All claim ids in a record and the records inside it."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name == "claims":
            yield from value
        elif isinstance(value, tuple):
            for part in value:
                if dataclasses.is_dataclass(part):
                    yield from claims_of(part)


@pytest.mark.parametrize("name", REFERENCE_TABLES)
def test_every_claim_that_a_row_names_exists(course: Course, name: str) -> None:
    rows = course.reference(name).sound_records()
    assert [(one.id, claim) for one in rows for claim in claims_of(one) if claim not in course.claims] == []


@pytest.mark.parametrize("name", REFERENCE_TABLES)
def test_no_row_rests_on_an_unverified_claim(course: Course, name: str) -> None:
    loose = {claim.id for claim in course.claims.sound_records() if claim.confidence == "unverified"}
    rows = course.reference(name).sound_records()
    assert [(one.id, claim) for one in rows for claim in claims_of(one) if claim in loose] == []


def test_there_are_at_least_28_cases_on_both_sides(course: Course) -> None:
    cases = list(course.reference("cases").sound_records())
    assert len(cases) >= 28
    assert {one.helps for one in cases} == {"limits", "supports", "mixed", "neither"}


def test_every_case_cites_its_holding_what_it_left_open_and_its_weight(course: Course) -> None:
    for one in course.reference("cases").sound_records():
        assert one.claims[:3] == (f"{one.id}-holding", f"{one.id}-not-decided", f"{one.id}-weight")
        assert one.not_decided.strip()
        assert one.id in course.sources


def test_each_of_the_four_questions_has_cases_that_point_both_ways_or_the_table_says_so(course: Course) -> None:
    cases = list(course.reference("cases").sound_records())
    asked = {question: {one.helps for one in cases if question in one.questions} for question in ("cause", "power")}
    assert all({"limits", "supports"} <= sides for sides in asked.values())
    assert any("seizure" in one.questions for one in cases)
    assert any("liability" in one.questions for one in cases)


def test_the_laws_of_the_states_stand_as_they_did_on_the_day_of_the_course(course: Course) -> None:
    status = {one.id: law_status(one.in_force, "2026-06-05") for one in course.reference("states").sound_records()}
    assert [name for name, how in status.items() if how == "coming"] == ["me", "ms"]
    assert {"nm", "nj", "or", "md", "de", "tx", "ar"} <= {name for name, how in status.items() if how == "in force"}
    assert {name for name, how in status.items() if how == "not known"} == {"vt", "mn", "tn", "in", "wi", "az", "other"}


def test_an_alternative_ground_is_marked_in_the_claim_that_tells_it(course: Course) -> None:
    cases = [
        one
        for one in course.reference("cases").sound_records()
        if any(ground.rank == "alternative" for ground in one.grounds)
    ]
    assert [one.id for one in cases] == ["lopez-flores-v-douglas"]
    for one in cases:
        assert any(course.claims[claim].ground == "alternative" for claim in one.claims)


def test_a_binding_case_binds_in_a_known_place(course: Course) -> None:
    circuits = course.reference("circuits")
    known = {"us", *circuits, *(state for one in circuits.sound_records() for state in one.states)}
    assert [
        (one.id, place)
        for one in course.reference("cases").sound_records()
        for place in one.binds
        if place not in known
    ] == []


def test_each_state_belongs_to_one_circuit_only(course: Course) -> None:
    states = [state for one in course.reference("circuits").sound_records() for state in one.states]
    assert len(states) == len(set(states))
    rules = set(course.reference("states")) - {"other"}
    assert rules <= set(states)


def test_events_stand_in_order_of_date_and_tell_by_known_sources(course: Course) -> None:
    events = list(course.reference("timeline").sound_records())
    assert len(events) >= 49
    assert [one.date for one in events] == sorted(one.date for one in events)
    assert {telling.source for one in events for telling in one.tellings} <= set(course.sources)


def test_the_launch_is_told_by_all_five_documents(course: Course) -> None:
    launch = course.reference("timeline")["2019-05-06-launch"]
    assert [telling.source for telling in launch.tellings] == ["leitf", "ice-release", "ilrc", "fair", "watch"]


def test_every_model_aspect_covers_the_three_models(course: Course) -> None:
    for aspect in course.reference("models").sound_records():
        assert all(aspect.of(model) for model in ("WSO", "JEM", "TFM")), aspect.id


def test_where_the_other_models_documents_and_agreements_stand_apart_the_difference_is_told(course: Course) -> None:
    def parts(aspect: ModelAspect) -> bool:
        return any({cell.per for cell in aspect.of(model)} > {"documents"} for model in ("JEM", "TFM"))

    aspects = list(course.reference("models").sound_records())
    assert [aspect.id for aspect in aspects if parts(aspect) and not aspect.difference] == []
    assert {"arrest-without-warrant", "inspections", "refresher"} <= {one.id for one in aspects if one.difference}


def test_the_wso_agreement_lists_exactly_two_warrant_powers_and_the_hold(course: Course) -> None:
    powers = course.reference("powers")
    assert len(powers) >= 16
    assert [one.id for one in powers.sound_records() if one.wso == "yes"] == [
        "serve-arrest-warrant",
        "serve-removal-warrant",
        "hold-48-hours",
    ]


def test_the_agreement_reader_has_thirty_numbered_sections(course: Course) -> None:
    sections = list(course.reference("agreement_sections").sound_records())
    assert [one.number for one in sections] == list(range(1, 31))
    assert {one.id for one in sections if one.changed} >= {"citizenship-claims", "complaints", "steering-committee"}


def measured(course: Course) -> Iterator[tuple[str, str, Any]]:
    """Texts of rows, with each claim they name whose number is computed from a table."""
    texts = [(one.id, one.text, one.claims) for one in course.reference("timeline").sound_records()]
    for aspect in course.reference("models").sound_records():
        texts += [(aspect.id, cell.says, cell.claims) for cell in aspect.cells]
    for name, text, claims in texts:
        for claim in (course.claims[key] for key in claims if key in course.claims):
            if claim.measure:
                yield name, text, claim


def test_a_number_that_a_table_gives_reads_the_same_in_a_row(course: Course) -> None:
    counted = {"2021-01-13-first-archived-list", "2024-12-29-list-before-2025", "2026-05-18-list", "count"}
    wanted = [(name, text, claim) for name, text, claim in measured(course) if name in counted]
    assert len(wanted) >= 9
    states = {"event-2021-01-13-states", "growth-wso-states-2026"}
    assert [
        (name, claim.id)
        for name, text, claim in wanted
        if claim.id not in states and value_in_words(claim.value) not in text
    ] == []
