"""Rules on the ledger: what is named exists, nothing disputes itself in a circle, facts are reviewed in time."""

from __future__ import annotations

import dataclasses
import graphlib
from collections.abc import Iterable, Iterator
from typing import Any

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.rules.wording.numbers import covered, figures
from wso_lessons.authoring.world import World
from wso_lessons.content import Claim, Finding, UnknownId, Where
from wso_lessons.content.reference import REFERENCE_TABLES
from wso_lessons.content.rows.registry import Registry

# Free text in reference rows that carries no statement of its own.
_NOT_STATEMENTS = (
    "id",
    "claims",
    "source",
    "citation",
    "date",
    "signed",
    "in_force",
    "searched",
    "locator",
    "quote",
    "clause",
    "name",
    "court",
    "weight",
)


# What a row's texts may repeat without a claim: its own dates and names.
_OWN_FIGURES = ("date", "signed", "in_force", "name", "citation", "clause", "number")


def check(world: World) -> Iterator[Finding]:
    """All findings on sources, claims, disagreements, terms, figures and reference tables."""
    course = world.course
    for registry in (
        course.sources,
        course.claims,
        course.disagreements,
        course.terms,
        course.loaded_words,
        course.spellings,
    ):
        yield from registry.audit()
    yield from course.figures.audit()
    for name in REFERENCE_TABLES:
        yield from course.reference(name).audit()
    for claim in world.claims.values():
        yield from _claim(world, claim)
    yield from _cycles(world)
    for record, where in every_record(world):
        yield from _named_claims(world, record, where)
    for name in REFERENCE_TABLES:
        for record in course.reference(name).sound_records():
            yield from _row_numbers(world, record)


def _claim(world: World, claim: Claim) -> Iterator[Finding]:
    for cite in claim.cites:
        if cite.source not in world.course.sources:
            unknown = UnknownId("source", cite.source, world.course.sources)
            yield finding("source-unknown", claim.where, str(unknown), "Name a source of sources.yaml.")
    for other in claim.disputes:
        if other not in world.course.claims:
            unknown = UnknownId("claim", other, world.course.claims)
            yield finding("claim-unknown", claim.where, str(unknown), "Name a claim of the ledger.")
    if claim.review_by and claim.review_by < world.as_of[: len(claim.review_by)]:
        problem = f'The claim "{claim.id}" was to be reviewed by {claim.review_by}.'
        yield finding("review-past", claim.where, problem, "Check it against its source, then set a later review_by.")
    if claim.confidence != "verified" and not claim.open:
        problem = f'The claim "{claim.id}" is marked "{claim.confidence}" and does not say what is open.'
        yield finding(
            "open-missing", claim.where, problem, "Write under `open` what is not confirmed and where to look."
        )


def _cycles(world: World) -> Iterator[Finding]:
    """One finding for each circle of disputes."""
    disputes = {
        claim.id: {other for other in claim.disputes if other in world.claims} for claim in world.claims.values()
    }
    while True:
        try:
            graphlib.TopologicalSorter(disputes).prepare()
        except graphlib.CycleError as error:
            circle: list[str] = error.args[1][::-1]
            problem = f"These claims dispute each other in a circle: {' > '.join(circle)}."
            remedy = "Write a dispute once, at the later claim; both sides are shown."
            yield finding("dispute-cycle", world.claims[circle[0]].where, problem, remedy)
            disputes[circle[0]].discard(circle[1])
        else:
            return


def every_record(world: World) -> Iterator[tuple[Any, Where]]:
    """Records that name claims, other than claims themselves."""
    course = world.course
    registries: list[Registry[Any]] = [course.disagreements, course.terms, course.figures]
    registries += map(course.reference, REFERENCE_TABLES)
    for registry in registries:
        for record in registry.sound_records():
            yield record, record.where


def named_claims(record: Any) -> Iterator[str]:
    """Every claim id in a record and the records inside it."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in ("claims", "outside_claims"):
            yield from value
        elif isinstance(value, tuple):
            for part in value:
                if dataclasses.is_dataclass(part) and not isinstance(part, type):
                    yield from named_claims(part)


def _named_claims(world: World, record: object, where: Where) -> Iterator[Finding]:
    for claim_id in dict.fromkeys(named_claims(record)):
        if claim_id not in world.course.claims:
            unknown = UnknownId("claim", claim_id, world.course.claims)
            yield finding("claim-unknown", where, str(unknown), "Name a claim of the ledger.")


def _row_numbers(world: World, record: Any) -> Iterator[Finding]:
    """Numbers in a row's statements that none of its claims holds; the row's own date and name count as held."""
    named = tuple(named_claims(record))
    if not world.can_judge(named):
        return
    own = " ; ".join(str(getattr(record, key, "")) for key in _OWN_FIGURES)
    known = (*world.figures_held(named), *figures(own, small_words=True))
    odd = [figure.text for text in statements(record) for figure in figures(text) if not covered(figure, known)]
    if odd:
        problem = f'The {record.noun} "{record.id}" says {_word_list(odd)}, which none of its claims holds.'
        yield finding("row-number", record.where, problem, "Name the claim that holds it, or mend the text.")


def statements(record: Any) -> Iterator[str]:
    """The texts of a reference row, and of the records inside it, that state something."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in _NOT_STATEMENTS:
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for part in value:
                if dataclasses.is_dataclass(part) and not isinstance(part, type):
                    yield from statements(part)


def _word_list(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))
