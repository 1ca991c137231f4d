"""The claims behind a simulator's statements: marked where they stand, numbered when the screen is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wso_lessons.pages.html import Markup, join, tag

_MARK = re.compile(r'<(small|span) class="wso-ref">\[([^\]<]*)\]</\1>')


def cite_claims(text: str, claims: Iterable[str]) -> Markup:
    """A statement with its claims after it."""
    return join((text, " ", tag("small", f"[{', '.join(claims)}]", class_="wso-ref")))


def entry(claim_id: str, *words: object) -> Markup:
    """What a list of sources says of a claim, with its mark before it."""
    return join((tag("span", f"[{claim_id}]", class_="wso-ref"), " ", *words))


def number_footnotes(*parts: Markup) -> tuple[Markup, ...]:
    """The parts with numbers in place of the claims' ids: 1 for the one marked first, the same in every part."""
    numbers: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        places = (numbers.setdefault(name, len(numbers) + 1) for name in found[2].split(", "))
        return str(tag(found[1], f"[{', '.join(map(str, places))}]", class_="wso-ref"))

    return tuple(Markup(_MARK.sub(number, part)) for part in parts)
