"""The claims behind a simulator's statements: a slot where they stand, filled with numbers when the screen is shown.

A body is put together from the bottom up, so which claim comes first is known only at the end.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from wso_lessons.pages.html import Markup, join, tag

# Begins and ends a slot. It is another word in each process, so that no text that anybody writes or types holds it.
_EDGE = f"\ue000{secrets.token_hex(8)}\ue000"
_BETWEEN = ", "


def cite_claims(text: str, claims: Iterable[str]) -> Markup:
    """A statement with its claims after it."""
    return join((text, " ", tag("small", _slot(claims), class_="wso-ref")))


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
