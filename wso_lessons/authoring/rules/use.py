"""Rules on use: what the ledger holds is taught somewhere. Warnings, since a ledger may be ahead of its lessons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.rules.ledger import every_record, named_claims
from wso_lessons.authoring.world import World
from wso_lessons.content import Claim, Disagreement, Finding, Source, layout
from wso_lessons.content.words import count_with_noun

MOST_NAMED = 8  # in one sentence; the rest are counted
# Whatever could be an id in a text: it is looked up, so that too much does no harm. No point at its end: a sentence's.
_ID = re.compile(r"[a-z0-9][a-z0-9.-]*[a-z0-9]")


def check(world: World) -> Iterator[Finding]:
    """Claims and sources that nothing uses, and disagreements that no lesson teaches."""
    used = _used_claims(world)
    spare = [claim for claim in world.claims.values() if claim.id not in used]
    remedy = "Cite them in a lesson, a question or a table, or take them out."
    yield from _unused_records(world, "claim-unused", spare, "claim", "used nowhere", remedy)
    cited = {cite.source for claim in world.claims.values() for cite in claim.cites}
    idle = [one for one in world.course.sources.sound_records() if one.id not in cited]
    yield from _unused_records(
        world, "source-unused", idle, "source", "cited by no claim", "Cite them, or take them out."
    )
    taught = _taught_claims(world)
    untaught = [one for one in world.course.disagreements.sound_records() if not _is_taught(one, taught)]
    remedy = "Cite claims of two of its sides in a lesson, ask about them, or name it there."
    yield from _unused_records(world, "disagreement-untaught", untaught, "disagreement", "taught in no lesson", remedy)


def _unused_records(
    world: World, code: str, found: Sequence[Claim | Source | Disagreement], noun: str, how: str, remedy: str
) -> Iterator[Finding]:
    """One finding for all of the course's own among the records found, at the first of them."""
    own = [record for record in found if world.owns(record.where.file)]
    if own:
        named = ", ".join(record.id for record in own[:MOST_NAMED])
        more = f" and {len(own) - MOST_NAMED} more" if len(own) > MOST_NAMED else ""
        counted = count_with_noun(len(own), f"{noun} is", f"{noun}s are")
        yield finding(code, own[0].where, f"{counted} {how}: {named}{more}.", remedy)


def _used_claims(world: World) -> frozenset[str]:
    """Every claim that a lesson, question, record or simulator names."""
    named = set(world.lessons_by_claim)
    for record in every_record(world):
        named.update(named_claims(record))
    for item in world.items.values():
        named.update(item.all_claims())
    for file in layout.yaml_files(world.course.places.data / "simulators"):
        if file.is_file():  # one that is packed, or no ordinary file, holds no text to search
            named.update(_ID.findall(file.read_text(encoding="utf-8", errors="replace")))
    for lesson in world.lessons:
        named.update(call.argument for _, call in lesson.calls)
    return frozenset(named)


def _taught_claims(world: World) -> frozenset[str]:
    """The claims that lessons cite or ask about, and the ids that their code cells name."""
    called = {call.argument for lesson in world.lessons for _, call in lesson.calls}
    asked = called.union(*(lesson.entry.questions for lesson in world.lessons))
    named = called.union(world.lessons_by_claim)
    for item in world.items.values():
        if item.id in asked or item.set_id in asked:
            named.update(item.all_claims())
    return frozenset(named)


def _is_taught(disagreement: Disagreement, taught: frozenset[str]) -> bool:
    sides = sum(any(claim in taught for claim in side.claims) for side in disagreement.sides)
    outside = any(claim in taught for claim in disagreement.outside_claims)
    return disagreement.id in taught or sides + outside >= min(2, len(disagreement.sides))
