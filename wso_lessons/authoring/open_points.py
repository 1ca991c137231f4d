"""docs/open-points.md, made from the ledger: every claim read in part, attributed or open, with where to look next.

`python -m wso_lessons.authoring.open_points` writes the page anew from the built-in course.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

from wso_lessons.authoring.rules.law import laws
from wso_lessons.content import Claim, Course, builtin_course
from wso_lessons.content.files import write_whole
from wso_lessons.content.reference import NOT_FOUND
from wso_lessons.pages.dates_and_names import label

OPEN_POINTS = Path(__file__).parents[2] / "docs" / "open-points.md"
_OPENING = """\
# Open points

What this course says with a reserve, made from the ledger by `python -m wso_lessons.authoring.open_points`. A claim
stands here where its source was read in part, where it rests on what somebody else says of a text that was not read,
or where something was looked for and not found. Each entry tells where to look next; a lawyer can work through the
list, and every answer goes back into `data/claims/`.
"""
_PARTS: tuple[tuple[str, str, Callable[[Claim], bool]], ...] = (
    (
        "Open: looked for and not found, or not settled",
        "These claims say what is not known.",
        lambda claim: claim.kind == "absence" or (bool(claim.open) and claim.confidence == "verified"),
    ),
    (
        "Told by attribution",
        "These facts are told in somebody's name, since the text itself was not read.",
        lambda claim: claim.kind == "fact" and bool(claim.speaker),
    ),
    (
        "Read in part, or not confirmed",
        "These claims rest on an excerpt, a summary or a secondary account.",
        lambda claim: claim.confidence != "verified",
    ),
)


def open_points(course: Course) -> str:
    """The page as Markdown: each claim once, in the first part that it fits, and the laws without a date in force."""
    return "\n".join(_lines(course))


def _lines(course: Course) -> Iterator[str]:
    yield _OPENING
    told: set[str] = set()
    for title, about, fits in _PARTS:
        claims = [claim for claim in course.claims.sound_records() if fits(claim) and claim.id not in told]
        told.update(claim.id for claim in claims)
        yield from (f"## {title} ({len(claims)})", "", about, "")
        for claim in claims:
            yield from _entry(course, claim)
    yield from _open_dates(course)


def _entry(course: Course, claim: Claim) -> Iterator[str]:
    yield f"- `{claim.id}`: {claim.text}"
    yield f"  Look next: {claim.open or _places_to_look(course, claim)}"


def _places_to_look(course: Course, claim: Claim) -> str:
    """Where a claim without a note of its own is to be looked up: its sources, with their addresses or citations."""
    found = []
    for cite in claim.cites:
        source = course.sources.find(cite.source)
        if source:
            place = source.address or source.no_address or source.citation
            found.append(f"{label(source)}, {cite.locator} ({place.rstrip('.')})")
    return f"{'; '.join(dict.fromkeys(found))}."


def _open_dates(course: Course) -> Iterator[str]:
    dateless = [row for row in laws(course) if NOT_FOUND in (row.signed, row.in_force)]
    yield from (f"## Laws with a date that was not found ({len(dateless)})", "")
    for (signed, in_force, searched), rows in itertools.groupby(
        dateless, lambda row: (row.signed, row.in_force, row.searched)
    ):
        yield f"- {', '.join(f'`{row.id}`' for row in rows)}: signed {signed}, in force {in_force}."
        yield f"  Looked for in: {searched}"
    yield ""


if __name__ == "__main__":
    write_whole(OPEN_POINTS, open_points(builtin_course()))
