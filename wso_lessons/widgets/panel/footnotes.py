"""The claims behind a simulator's statements: a slot where they stand, filled with numbers when the screen is shown.

A body is put together from the bottom up, so which claim comes first is known only at the end.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Protocol

from wso_lessons.content import Claim, Course
from wso_lessons.content.records import ATTRIBUTED_KINDS
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.dates_and_names import cited_label
from wso_lessons.pages.html import Markup, details, join, listing, tag
from wso_lessons.pages.ledger import cite_markup

# Begins and ends a slot. It is another word in each process, so that no text that anybody writes or types holds it.
_EDGE = f"\ue000{secrets.token_hex(8)}\ue000"
_BETWEEN = ", "


class HasClaims(Protocol):
    """Something that rests on claims: a note, a case, an event."""

    @property
    def claims(self) -> tuple[str, ...]: ...


class CitedText(HasClaims, Protocol):
    """Something that rests on claims, in words."""

    @property
    def text(self) -> str: ...


def cite_claims(text: str, claims: Iterable[str]) -> Markup:
    """A statement with its claims after it."""
    return join((text, " ", tag("small", _slot(claims), class_="wso-ref")))


def cite_note(note: CitedText) -> Markup:
    """A note, an event or a reason with its claims after it."""
    return cite_claims(note.text, note.claims)


def entry(claim_id: str, *words: object) -> Markup:
    """What a list of sources says of a claim, with its mark before it."""
    return join((tag("span", _slot([claim_id]), class_="wso-ref"), " ", *words))


def _slot(claims: Iterable[str]) -> str:
    return f"[{_EDGE}{_BETWEEN.join(claims)}{_EDGE}]"


def number_footnotes(*parts: Markup) -> tuple[Markup, ...]:
    """The parts with numbers in their slots: 1 for the claim that stands first, the same number in every part."""
    numbers: dict[str, int] = {}

    def fill(part: Markup) -> Markup:
        pieces = part.split(_EDGE)  # every other piece stands between two edges
        for place in range(1, len(pieces), 2):
            names = pieces[place].split(_BETWEEN)
            pieces[place] = _BETWEEN.join(str(numbers.setdefault(name, len(numbers) + 1)) for name in names)
        return Markup("".join(pieces))

    return tuple(map(fill, parts))


def sources(course: Course, cited: Iterable[str | HasClaims], what: str = "", *, brief: bool = False) -> Markup:
    """The claims behind statements with their sources and locators, folded away under one line.

    `cited` are ids of claims, or what rests on them. In the `brief` form each claim is its places alone; use it where
    the statements themselves stand above.
    """
    known = _claims_of(course, cited)
    entries = [entry(claim.id, _places(course, claim)) for claim in known]
    if not brief:
        cites = [listing(cite_markup(course, cite) for cite in claim.cites) for claim in known]
        entries = [entry(claim.id, spoken_claim(claim), places) for claim, places in zip(known, cites, strict=True)]
    about = f" for {what}" if what else ""
    return details(f"Sources{about} ({count_with_noun(len(entries), 'claim')})", listing(entries), class_="wso-cites")


def spoken_claim(claim: Claim) -> str:
    """A claim's text, with its speaker first where it is a view rather than a fact, and its id at the end."""
    speaker = f"{claim.speaker}: " if claim.kind in ATTRIBUTED_KINDS else ""
    return f"{speaker}{claim.text} ({claim.id})"


def source_lines(course: Course, cited: Iterable[str | HasClaims]) -> list[str]:
    """The same for plain text: one line for each claim, with where it stands."""
    return ["Sources", *(f"- {claim.id}: {_places(course, claim)}" for claim in _claims_of(course, cited))]


def _claims_of(course: Course, cited: Iterable[str | HasClaims]) -> list[Claim]:
    names = (name for one in cited for name in ((one,) if isinstance(one, str) else one.claims))
    return [course.claims[name] for name in dict.fromkeys(names)]


def _places(course: Course, claim: Claim) -> str:
    cited = course.cited_sources([claim.id])
    return "; ".join(dict.fromkeys(f"{cited_label(one)}, {locator}" for one in cited for locator in one.locators))
