"""The ledger's records: sources, claims, disagreements, terms and figures.

Each class is its own schema (see `schema.build`); an impossible record fails when it is built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from wso_lessons.content.findings import NOWHERE, Where, with_article
from wso_lessons.content.rows.schema import check_date, check_id, check_name

Stance = Literal["supportive", "critical", "official", "neutral"]
STANCES: tuple[Stance, ...] = get_args(Stance)
Confidence = Literal["verified", "part", "unverified"]
ClaimKind = Literal["fact", "characterization", "argument", "prediction", "holding", "statistic", "absence"]
SourceKind = Literal[
    "statute",
    "regulation",
    "form",
    "policy",
    "agreement",
    "case",
    "report",
    "release",
    "fact sheet",
    "explainer",
    "commentary",
    "tracker",
    "news",
    "dataset",
    "order",
    "study",
    "constitution",
]
DisagreementKind = Literal["conflict", "changed", "wording", "framing"]

# No folder in it, so that no figure lies outside.
_DRAWING = re.compile(r"[a-z0-9][a-z0-9.-]*\.svg")
MAX_QUOTE_WORDS = 14  # a quotation is shorter than 15 words: the course speaks in its own
ATTRIBUTED_KINDS = ("characterization", "argument", "prediction")


def check_quote(quote: str) -> None:
    """Raises ValueError where a quotation has more words than the course takes from a source at a time."""
    if len(quote.split()) > MAX_QUOTE_WORDS:
        raise ValueError(f"The quotation has {len(quote.split())} words; {MAX_QUOTE_WORDS} are allowed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that claims cite: who made it, when, where it is found, what it is good for and its limits.

    `no_address` says that no public address was found, and where it was looked for.
    """

    id: str
    kind: SourceKind
    author: str
    title: str
    date: str = ""
    citation: str = ""
    address: str = ""
    no_address: str = ""
    stance: Stance = "neutral"
    good_for: str
    limits: str
    confidence: Confidence = "verified"
    read: str = ""
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        check_id(self.id)
        check_date(self.date, "date")
        if self.address and not self.address.startswith("https://"):
            raise ValueError(f'The address "{self.address}" must begin with https://')
        if self.address and self.no_address:
            raise ValueError(f'The source "{self.id}" has an address; take out `no_address`')


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """Where in a source a claim stands: a locator, and a short quotation where the wording matters."""

    source: str
    locator: str
    quote: str = ""

    def __post_init__(self) -> None:
        check_quote(self.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a statistic is computed from a table.

    `take` is "rows" (count rows), "distinct" (count different values of `columns`), "value" (the one value of
    `columns[0]`), "sum", "min" or "max" of `columns[0]`, or "share" (of the rows that fit `of`, the percentage that
    also fits `where`); `where` keeps rows whose columns equal the given values, which may list alternatives: `A | B`.
    `minus` and `over` combine: the same measure with `where` replaced by these, subtracted or divided.
    """

    table: str
    take: Literal["rows", "distinct", "value", "sum", "min", "max", "share"] = "rows"
    columns: tuple[str, ...] = ()
    where: dict[str, str] | None = None
    of: dict[str, str] | None = None
    minus: dict[str, str] | None = None
    over: dict[str, str] | None = None
    decimals: int = 0

    def __post_init__(self) -> None:
        check_name(self.table, "table")
        if self.take in ("distinct", "value", "sum", "min", "max") and not self.columns:
            raise ValueError(f'A measure that takes "{self.take}" needs columns')


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable statement: what is said, by whom, on what authority, as of when, and who disagrees.

    An `absence` tells what was looked for and not found, where and when. `text` may hold `{value}`, which becomes
    `value`: an author writes it, or the `measure` that computes it. `ground` marks one ground of a ruling, `open` says
    what is not known and where to look next.
    """

    id: str
    text: str
    kind: ClaimKind
    speaker: str = ""
    cites: tuple[Cite, ...]
    as_of: str = ""
    value: str = ""
    unit: str = ""
    measure: Measure | None = None
    review_by: str = ""
    stance: Stance = "neutral"
    disputes: tuple[str, ...] = ()
    confidence: Confidence = "verified"
    ground: Literal["", "main", "alternative"] = ""
    open: str = ""
    note: str = ""
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        check_id(self.id)
        check_date(self.as_of, "as_of")
        check_date(self.review_by, "review_by")
        if not self.cites:
            raise ValueError(f'The claim "{self.id}" cites nothing')
        if self.kind in ATTRIBUTED_KINDS and not self.speaker:
            raise ValueError(f'The claim "{self.id}" is {with_article(self.kind)} and needs a speaker')
        if "{value}" in self.text and not (self.value or self.measure):
            raise ValueError(f'The text of "{self.id}" has {{value}}, but the claim has no value and no measure')

    @property
    def topic(self) -> str:
        """The topic, which is the name of the file that holds the claim."""
        return self.where.file.stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one party to a disagreement says, and the claims that record it."""

    who: str
    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A question on which sources differ: the sides, what outside evidence says, and what stays open."""

    id: str
    question: str
    kind: DisagreementKind
    sides: tuple[Side, ...]
    outside: str = ""
    outside_claims: tuple[str, ...] = ()
    open: str
    settle: str
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        check_id(self.id)
        if not self.sides:
            raise ValueError(f'The disagreement "{self.id}" has no sides')


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the field: its plain meaning, other forms of it, and the claims it rests on."""

    word: str
    meaning: str
    also: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    where: Where = NOWHERE

    @property
    def id(self) -> str:
        """The word itself, by which a term is found."""
        return self.word.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedWord:
    """A word that takes a side: other forms of it, what to write instead, and why."""

    word: str
    also: tuple[str, ...] = ()
    instead: str
    why: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture that a lesson shows: its SVG file, a title, the same in words, and the claims that it rests on.

    `tall` is a second file for a narrow page. `places` names what a lesson can mark, in the order of the drawing's
    groups `here-1`, `here-2` ... `structural` lists numbers in the drawing that state no fact, such as an axis's.
    """

    id: str
    file: str
    tall: str = ""
    title: str
    alt: str
    claims: tuple[str, ...]
    note: str = ""
    places: tuple[str, ...] = ()
    structural: tuple[str, ...] = ()
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        check_id(self.id)
        for file in filter(None, (self.file, self.tall)):
            if not _DRAWING.fullmatch(file):
                raise ValueError(f'The file "{file}" must be an SVG file in this folder, such as door-strip.svg')
        if not self.claims:
            raise ValueError(f'The figure "{self.id}" names no claims')
        if self.alt.strip(".").casefold() == self.title.strip(".").casefold():
            raise ValueError(f'The alt text of "{self.id}" only repeats its title; say what the picture shows')


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A spelling that lessons avoid and the one they use; a `*` at the end of both stands for common endings."""

    word: str
    instead: str
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        if self.word.endswith("*") != self.instead.endswith("*"):
            raise ValueError(f'"{self.word}" and "{self.instead}" must both end in * or neither')
        if not self.word.removesuffix("*").isalpha():
            raise ValueError(f'"{self.word}" must be one word')
