"""Rules on single words: those that take a side, spellings that are not American, words that go beyond a claim."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.rules.wording.prose import QUOTED
from wso_lessons.authoring.world import World
from wso_lessons.content import Claim, Course, Finding, Where
from wso_lessons.content.records import LoadedWord, Spelling
from wso_lessons.notebook.cells import Cell
from wso_lessons.notebook.prose import Sentence
from wso_lessons.pages.dates_and_names import MONTHS, shorten

ENDINGS = ("e", "ed", "es", "er", "ers", "ing", "ation", "ations", "able")


def check_words(course: Course, text: str, where: Where) -> Iterator[Finding]:
    """A finding for each word of a text that takes a side or is not spelled the American way, outside quotations."""
    said = QUOTED.sub(" ", text)
    yield from _loaded_words(course, said, where)
    yield from _spellings(course, said, where)


def _loaded_words(course: Course, said: str, where: Where) -> Iterator[Finding]:
    pattern, words = _loaded_pattern(course)
    for found in pattern.finditer(said) if pattern else ():
        word = words[found[0].lower()]
        problem = f'"{found[0]}" takes a side: {word.why[0].lower()}{word.why[1:]}'
        remedy = f"Write: {word.instead}. Or put it in quotation marks and say who uses it."
        yield finding("loaded-word", where, problem, remedy)


@functools.lru_cache(maxsize=8)
def _loaded_pattern(course: Course) -> tuple[re.Pattern[str] | None, dict[str, LoadedWord]]:
    words = {form.lower(): word for word in course.loaded_words.sound_records() for form in (word.word, *word.also)}
    if not words:
        return None, words
    # The longest first, so that "illegal alien" is not taken for "alien"; a hyphen makes another word of it.
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE), words


def _spellings(course: Course, said: str, where: Where) -> Iterator[Finding]:
    words = _american_spellings(course)
    # Each word is looked up: a pattern of a thousand words would take longer than all other rules together.
    found = [one for one in _WORD.finditer(said) if one[0].lower() in words] if words else []
    odd = dict.fromkeys(one[0] for one in found if not _is_name(said, one))
    if odd:
        problem = f"Not spelled the American way: {', '.join(odd)}."
        better = ", ".join(words[word.lower()] for word in odd)
        yield finding("spelling", where, problem, f"Write: {better}. A name or quotation keeps its own spelling.")


@functools.lru_cache(maxsize=8)
def _american_spellings(course: Course) -> dict[str, str]:
    """The spelling to write for each one to avoid."""
    return {word: instead for spelling in course.spellings.sound_records() for word, instead in _forms(spelling)}


def _forms(spelling: Spelling) -> Iterator[tuple[str, str]]:
    if not spelling.word.endswith("*"):
        yield spelling.word.lower(), spelling.instead
        return
    for ending in ENDINGS:
        yield spelling.word[:-1].lower() + ending, spelling.instead[:-1] + ending


# Letters alone, of any alphabet.
_WORD = re.compile(r"[^\W\d_]+")
# A capital that stands inside a sentence, or before another capital, begins part of a name: the Labour Party.
_INSIDE = re.compile(r"[\w,;’']\s$")
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")


def _is_name(said: str, found: re.Match[str]) -> bool:
    if not found[0][0].isupper():
        return False
    before, after = said[max(0, found.start() - 2) : found.start()], said[found.end() : found.end() + 2]
    return bool(_INSIDE.search(before) or _CAPITAL_AFTER.match(after))


# What a claim may say in place of a word that denies or excludes: it denies or excludes something itself.
_DENIES = (
    r"no|not|none|never|nobody|nothing|neither|nor|without|cannot|\w+n[’']t|absent|absence|omits?|lacks?|silent|"
    r"forb[ia]d\w*|bar(?:s|red|ring)?|bans?|banned|exclud\w+|prohibit\w*|unless|rather than|outside|reject\w*"
)
_DEMANDS = (
    r"must|requir\w*|mandat\w*|shall|needs?|ha[sd]? to|have to|oblig\w*|orders?|ordered|demands?|asks?|asked|duty|"
    r"only|before|forb[ia]d\w*|provides?|says that"
)
_HELD = r"hold\w*|held|detain\w*|detention|custod\w+|keep\w*|kept|seiz\w+|arrest\w*"
# "The first of the two", "the first question", "the last row": places in the lesson's own text, which claim nothing.
_PLACES = (
    r"of (?:the|these|them)|one|two|three|four|five|six|answer|audience|column|gap|group|half|is|line|list|pair|part|"
    r"question|row|sentence|step|was|comes|came|has|word|year"
)
# "Bans holds on a detainer", not "the list holds 75 rows": holds as things, after a verb or before what they rest on.
_HOLDS = (
    r"(?:bans?|banned|bars?|barred|limits?|limited|forbids?|forbade|orders?|requires?|stops?|stopped|allows?|permits?|"
    r"such|any|all|no|of|for|on|the) holds(?= (?:on|for|past|by|at|under|are|were|and|or|in|without)\b|[.,;])"
)
# "Since 2019" or "since then", not a reason after "since".
_SINCE = rf"since(?= (?:then|(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})\b|\d{{4}}\b))"
_STILL = r"still(?= (?:in force|stands?|holds?|binds?|binding|law|valid|the law|applies|open|had|has|have)\b)"


@dataclass(frozen=True, slots=True)
class Absolute:
    """A word that leaves no exception: how a sentence uses it, and what a claim says that bears it."""

    used: re.Pattern[str]
    borne: re.Pattern[str]


def _absolute_word(used: str, borne: str) -> Absolute:
    # "First-time" is another word than "first".
    return Absolute(*(re.compile(rf"(?<![\w-])(?:{one})(?![\w-])", re.IGNORECASE) for one in (used, borne)))


# The first pattern leaves out uses that claim nothing, such as "no longer", "at all", "all three", "every two years".
ABSOLUTES = (
    _absolute_word(
        r"only(?! (?:if|where|when)\b)",
        r"only|alone|sole(?:ly)?|just|exactly|limit\w*|nothing else|no other|except|unless|single|confined|at most|"
        r"not? \w+",
    ),
    _absolute_word(
        r"every(?! (?:other|two|three|four|five|year|week|month|day)\b)|always",
        r"every|each|all|any|always|whole|no|none|not|never|whenever",
    ),
    _absolute_word(
        r"(?<!at )(?<!after )(?<!not )(?<!of )(?<!cannot be )all(?! (?:the same|of these|two|three|four|five|six)\b)",
        r"all|every|each|any|whole|entire|total|no|none|not|never|both|together|without exception|nationwide",
    ),
    _absolute_word(r"none|nobody|never|no(?! (?:longer|matter|doubt|more|exception|one)\b)(?= \w)", _DENIES),
    _absolute_word(
        rf"(?<=the )first(?! (?:{_PLACES})\b)(?= [a-z])",
        r"first|earliest|began|begins?|start\w*|initial\w*|launch\w*|before",
    ),
    _absolute_word(rf"(?<=the )last(?! (?:{_PLACES})\b)(?= [a-z])", r"last|latest|newest|final\w*|ended|end"),
    _absolute_word(
        r"exactly|in one day|on one day",
        r"exactly|precisely|only|in one day|on one day|same day|on that day|vanished",
    ),
    _absolute_word(_SINCE, r"since|from|effective|in effect|in force|as of|until|began|by|on"),
    _absolute_word(_STILL, r"still|remain\w*|continu\w*|goes on|as of|on \d|to date|pending|open"),
    _absolute_word(_HOLDS, _HELD),
    _absolute_word(r"must", _DEMANDS),
)


def check(world: World) -> Iterator[Finding]:
    """One finding for each cited sentence of the lessons with words that none of its claims bears."""
    for lesson in world.lessons:
        for cell, _, sentence in lesson.statements:
            if sentence.covered and world.can_judge(sentence.covered):
                yield from _sentence(world, cell, sentence)


def _sentence(world: World, cell: Cell, sentence: Sentence) -> Iterator[Finding]:
    words = unsupported_words(sentence.text, [world.claims[name] for name in sentence.covered])
    if words:
        problem = f'"{shorten(sentence.text, 90)}" says "{", ".join(words)}", which none of its claims says.'
        remedy = "Say less, cite the claim that says it, or one of the kind absence that tells where was looked."
        yield finding("word-further", cell.where, problem, remedy)


def unsupported_words(text: str, claims: list[Claim]) -> list[str]:
    """The absolute words of a sentence, outside quotation marks, that none of the claims bears."""
    if any(claim.kind == "absence" for claim in claims):
        return []
    said = QUOTED.sub(" ", text)
    used = [(one, found[0]) for one in ABSOLUTES if (found := one.used.search(said))]
    if not used:
        return []
    held = " ".join(part for claim in claims for part in (claim.text, *(cite.quote for cite in claim.cites)))
    return [word for one, word in used if not one.borne.search(held)]
