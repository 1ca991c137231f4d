"""Rules on law: a law's two dates are there and not taken for each other, an alternative ground is told as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.rules.ledger import statements
from wso_lessons.authoring.rules.wording.numbers import figures
from wso_lessons.authoring.world import World
from wso_lessons.content import Claim, Course, Finding, Source, Where
from wso_lessons.content.reference import DATED_KINDS, NOT_FOUND, DatedLaw, Law, StateRule
from wso_lessons.content.rows.schema import noun_of
from wso_lessons.pages.dates_and_names import date_in_words, shorten

# Kinds of source that may be found by a citation alone.
_LEGAL_KINDS = ("constitution", "statute", "regulation", "form", "case", "order")
# A volume, a reporter or code with a point in it, and a page (349 F. Supp. 3d 1276, 8 C.F.R. 236.1); a docket number
# with its court (No. A18-2011 (Minn. ...); or a code and a section (C.R.S. 24-76.6, Pub. L. 119-1). A date is none.
_LEGAL = re.compile(
    r"\b\d+ (?:[A-Z][A-Za-z']*\.[A-Za-z0-9. ]*?|ILCS) ?\d|\bNo\. \S+ \(|(?:\b[A-Z][A-Za-z]*\. ?)+(?:Code )?\d"
)
# Words that make a date the day of signing, or the day in force. The one that stands nearest before the date governs
# it, and where none stands before it, the nearest after it: "signed on 5 February and in force since 20 May".
_SIGNING = re.compile(
    r"\b(?:sign(?:s|ed)|bec[ao]mes? law|law since|pass(?:es|ed)|enact\w*|adopt\w*|issued|overr\w+|veto\w*)\b",
    re.I,
)
# "The law of 5 February": the words name the paper by its date of signing, and govern no later date.
_PAPER_OF = re.compile(r"\b(?:law|act|rule|order|bill|directive|amendment|opinion) of\s$", re.I)
# Words that say from when a law governs.
_FORCE = re.compile(
    r"\b(?:in force|t(?:akes?|ook|aking) effect|effective|appl(?:y|ies|ied)|since|from|bans?|banned|bars?|barred|"
    r"forbids?|forbade|binds?|bound)\b",
    re.I,
)
# Words that say of a ground that it was not the only one.
_ALTERNATIVE = re.compile(
    r"\b(?:even (?:if|with|where)|alternativ\w+|second (?:ground|reason)|besides|in any case|in addition|also|too|"
    r"(?:one|two) of (?:the )?two|two (?:grounds|reasons|things))\b",
    re.I,
)


def check(world: World) -> Iterator[Finding]:
    """All findings on the dates of laws, the grounds of rulings and the places where sources are found."""
    for row in laws(world.course):
        yield from _missing_dates(row)
    for source in world.course.sources.sound_records():
        yield from _missing_locators(source)
    yield from _swapped_dates(world)
    yield from _grounds(world)


def laws(course: Course) -> tuple[StateRule | Law, ...]:
    """Every row that tells a law: the states', and the statutes, regulations, forms, policies and agreements."""
    return (*course.reference("states").sound_records(), *course.reference("laws").sound_records())


def _missing_dates(row: StateRule | Law) -> Iterator[Finding]:
    dated = isinstance(row, Law) or row.kind in DATED_KINDS
    if dated and not (row.signed and row.in_force and row.reaches):
        problem = (
            f'The {noun_of(type(row))} "{row.id}" is a {row.kind} and lacks one of its two dates or what it reaches.'
        )
        remedy = (
            'Give `signed`, `in_force` and `reaches`; where a date was not found, write "not found" and where it was '
            "`searched`."
        )
        yield finding("law-undated", row.where, problem, remedy)


def _missing_locators(source: Source) -> Iterator[Finding]:
    cited = source.kind in _LEGAL_KINDS and _LEGAL.search(source.citation)
    if not (source.address or source.no_address or cited):
        problem = f'The source "{source.id}" has no address, no full legal citation and no `no_address`.'
        yield finding("source-unlocated", source.where, problem, "Give one of the three, so that a reader can find it.")


def _swapped_dates(world: World) -> Iterator[Finding]:
    by_claim: dict[str, list[DatedLaw]] = {}
    for row in filter(_has_two_dates, laws(world.course)):
        for name in row.claims:
            by_claim.setdefault(name, []).append(row)
    for where, text, claims in _texts(world):
        for law in dict.fromkeys(law for name in claims for law in by_claim.get(name, ())):
            yield from _swap(where, text, law)


def _has_two_dates(law: DatedLaw) -> bool:
    """Whether the two dates of a law are known and differ."""
    known = law.signed and law.in_force and NOT_FOUND not in (law.signed, law.in_force)
    return bool(known) and law.signed != law.in_force


def _texts(world: World) -> Iterator[tuple[Where, str, Iterable[str]]]:
    """Every text that may give a law's date, with its place and claims: claims, rows, events, sentences of lessons."""
    for claim in world.claims.values():
        yield claim.where, claim.text, (claim.id,)
    for name in ("states", "laws", "cases", "misconceptions", "perspectives"):
        for row in world.course.reference(name).sound_records():
            yield from ((row.where, text, row.claims) for text in statements(row))
    for event in world.course.reference("timeline").sound_records():
        # As a sentence that begins with its date, so that its first verb governs it.
        yield event.where, f"{date_in_words(event.date)}: {event.text}", event.claims
    for lesson in world.lessons:
        for cell, _, sentence in lesson.statements:
            yield cell.where, sentence.text, sentence.covered


def _swap(where: Where, text: str, law: DatedLaw) -> Iterator[Finding]:
    said = swapped_date(text, law.signed, law.in_force)
    if said:
        problem = (
            f'"{said}" is given for the other date: "{law.id}" was signed on {law.signed}, in force {law.in_force}.'
        )
        yield finding("law-date-swapped", where, problem, "Give the date that the verb asks for, or both.")


def swapped_date(text: str, signed: str, in_force: str) -> str:
    """The date in a text that stands as the other of a law's two dates, as written; empty where there is none.

    `signed` and `in_force` are dates such as 2026-02-05 or 2026-07. A year alone is never judged.
    """
    for figure in figures(text):
        if figure.kind != "date" or len(figure.value) < len("2026-07"):
            continue
        is_signed, is_force = (date.startswith(figure.value) for date in (signed, in_force))
        if is_signed == is_force:
            continue
        place = text.find(figure.text)
        governs = _governing_date(text[:place], text[place + len(figure.text) :])
        if governs and governs != ("signed" if is_signed else "in force"):
            return figure.text.strip()
    return ""


def _governing_date(before: str, after: str) -> str:
    """Which of the two dates the words round a date make it: "signed", "in force" or, where none speaks, nothing."""
    if _PAPER_OF.search(before):
        return "signed"
    words = {"signed": _SIGNING, "in force": _FORCE}
    earlier = [(found.end(), date) for date, pattern in words.items() for found in pattern.finditer(before)]
    if earlier:
        return max(earlier)[1]
    later = [(found.start(), date) for date, pattern in words.items() for found in pattern.finditer(after)]
    return min(later)[1] if later else ""


def _grounds(world: World) -> Iterator[Finding]:
    for claim in world.claims.values():
        if claim.ground == "alternative":
            yield from _ground(claim.where, claim.text, claim)
    for lesson in world.lessons:
        for cell, _, sentence in lesson.statements:
            for name in sentence.claims:
                cited = world.claims.get(name)
                if cited and cited.ground == "alternative":
                    yield from _ground(cell.where, sentence.text, cited)


def _ground(where: Where, text: str, claim: Claim) -> Iterator[Finding]:
    if not _ALTERNATIVE.search(text):
        problem = f'"{shorten(text, 90)}" tells the alternative ground "{claim.id}" as the ground.'
        remedy = 'Say that the ruling does not rest on it alone: "even if", "as an alternative", "the second ground".'
        yield finding("ground-unmarked", where, problem, remedy)
