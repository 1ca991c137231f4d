"""Rules on the ledger: what is named exists, nothing disputes itself in a circle, facts are reviewed in time."""

from __future__ import annotations

import dataclasses
import graphlib
from collections.abc import Iterable, Iterator
from typing import Any

from wso_lessons.authoring.catalogue import check_known, finding
from wso_lessons.authoring.rules.wording.numbers import figures, list_uncovered
from wso_lessons.authoring.world import World
from wso_lessons.content import Claim, Finding, Where
from wso_lessons.content.reference import REFERENCE_TABLES
from wso_lessons.content.rows.registry import Registry
from wso_lessons.content.rows.schema import noun_of

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
    registries: list[Registry[Any]] = [course.sources, course.claims, course.disagreements, course.terms]
    registries += [course.loaded_words, course.spellings, course.figures, *map(course.reference, REFERENCE_TABLES)]
    for registry in registries:
        yield from registry.audit()
    for claim in world.claims.values():
        yield from _claim(world, claim)
    yield from _cycles(world)
    for record in every_record(world):
        yield from unknown_claims(world, dict.fromkeys(named_claims(record)), record.where)
    for name in REFERENCE_TABLES:
        for record in course.reference(name).sound_records():
            yield from _row_numbers(world, record)


def _claim(world: World, claim: Claim) -> Iterator[Finding]:
    for cite in claim.cites:
        sources, remedy = world.course.sources, "Name a source of sources.yaml."
        yield from check_known("source-unknown", claim.where, "source", cite.source, sources, remedy)
    yield from unknown_claims(world, claim.disputes, claim.where)
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


def every_record(world: World) -> Iterator[Any]:
    """Records that name claims, other than claims themselves."""
    course = world.course
    registries: list[Registry[Any]] = [course.disagreements, course.terms, course.figures]
    registries += map(course.reference, REFERENCE_TABLES)
    for registry in registries:
        yield from registry.sound_records()


def _fields_of(record: Any) -> Iterator[tuple[str, Any]]:
    """The name and value of each field of a record, and of the records inside it."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        yield field.name, value
        for part in value if isinstance(value, tuple) else ():
            if dataclasses.is_dataclass(part):
                yield from _fields_of(part)


def named_claims(record: Any) -> Iterator[str]:
    """Every claim id in a record and the records inside it."""
    for name, value in _fields_of(record):
        if name in ("claims", "outside_claims"):
            yield from value


def unknown_claims(world: World, names: Iterable[str], where: Where) -> Iterator[Finding]:
    """A finding for each of these names that no claim has."""
    for name in names:
        yield from check_known(
            "claim-unknown", where, "claim", name, world.course.claims, "Name a claim of the ledger."
        )


def _row_numbers(world: World, record: Any) -> Iterator[Finding]:
    """Numbers in a row's statements that none of its claims holds; the row's own date and name count as held."""
    named = tuple(named_claims(record))
    if not world.can_judge(named):
        return
    own = " ; ".join(str(getattr(record, key, "")) for key in _OWN_FIGURES)
    known = (*world.figures_held(named), *figures(own, small_words=True))
    if odd := list_uncovered(statements(record), known):
        problem = f'The {noun_of(type(record))} "{record.id}" says {odd}, which none of its claims holds.'
        yield finding("row-number", record.where, problem, "Name the claim that holds it, or mend the text.")


def statements(record: Any) -> Iterator[str]:
    """The texts of a reference row, and of the records inside it, that state something."""
    for name, value in _fields_of(record):
        if isinstance(value, str) and name not in _NOT_STATEMENTS:
            yield value
