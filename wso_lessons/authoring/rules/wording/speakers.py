"""Whether a sentence says who speaks: the names a speaker goes by, and the verbs that give words to someone."""

from __future__ import annotations

import functools
import re

from wso_lessons.content import Claim, Course
from wso_lessons.pages.dates_and_names import short_name

# Where the name of who reports a speaker begins: "Carrion, as quoted by FAIR".
_REPORTED = re.compile(
    r",? (?:as )?(?:quoted|reported|retold|told|described|summarised) (?:by|in) |,? describing | \(|\)|, "
)
# A surname, with an apostrophe or a hyphen in it.
_LAST_WORD = re.compile(r"([A-Z][\w'’-]+)$")
# Last words that name many bodies, and so nobody.
_COMMON = re.compile(
    "Association|Cent(er|re)|Committee|County|Court|Department|Discrimination|Florida|Force|General|Institute|Office|"
    "Party|Police|Project|States|Union|University"
)
# "the sheriff" and "many sheriffs" name the same role.
_ROLE = re.compile(r"^(?:the|its|their|several|some|many) ", re.IGNORECASE)
# Stems, so that every form of a verb counts; irregular ones whole.
SPEAKING_VERBS = re.compile(
    r"\b(?:accord(?:s|ing)|acknowledg|add|admit|advis|affirm|agree|allege|announc|answer|argu|ask|assert|believ|call|caution|"
    r"cit|claim|compar|complain|concede|conclu|consider|contend|count|credit|criticis|declar|defend|den(?:y|ies|ied)|describ|"
    r"disagree|disput|doubt|emphasis|estimat|expect|explain|fear|find|found|forecast|hold|held|hop|insist|judg|label|list|"
    r"maintain|mention|nam|not(?:es|ed)|object|observ|oppos|point|portray|prais|predict|present|promis|propos|put|quot|reason|"
    r"recall|regard|reject|repl(?:y|ies|ied)|report|respond|sa(?:y|ys|id|ying)|see|sees|saw|state|stress|suggest|support|"
    r"summaris|tell|told|think|thought|view|voice|want|warn|write|wrote)\w*",
    re.IGNORECASE,
)


def names_speaker(text: str, claim: Claim, course: Course) -> bool:
    """Whether a text names the claim's speaker, by full or short name, surname, or the kind of document cited."""
    # As a whole word, with or without a possessive s.
    names = "|".join(map(_pattern, speaker_names(claim, course)))
    return bool(re.search(rf"(?<!\w)(?:{names})(?:'?s)?(?!\w)", _straighten_quotes(text)))


def _pattern(name: str) -> str:
    """A name as a pattern: in any case, except an abbreviation (FAIR is not fair, ICE is not ice)."""
    exact = " " not in name and sum(letter.isupper() for letter in name) > 1
    return re.escape(name) if exact else f"(?i:{re.escape(name)})"


def speaker_names(claim: Claim, course: Course) -> tuple[str, ...]:
    """What a claim's speaker may be called in a sentence."""
    names: dict[str, None] = {}
    for part in _REPORTED.split(claim.speaker):
        part = _ROLE.sub("", part.strip())
        if len(part) < 2:
            continue
        names[part] = None
        last = _LAST_WORD.search(part)
        if last and not _COMMON.fullmatch(last[1]) and " " in part:
            names[last[1]] = None
        for full in _full_names(course).get(part, ()):
            names[full] = None
    for cite in claim.cites:
        source = course.sources.find(cite.source)
        if source:
            names[f"the {source.kind}"] = names[f"this {source.kind}"] = None
            if short_name(source.author) in names:
                names[source.title] = None
    return tuple(_straighten_quotes(name) for name in names)


@functools.lru_cache(maxsize=8)
def _full_names(course: Course) -> dict[str, tuple[str, ...]]:
    """For each abbreviation that a source's author gives, the name in full."""
    found: dict[str, tuple[str, ...]] = {}
    for source in course.sources.sound_records():
        before, bracket, _ = source.author.partition(" (")
        if bracket:
            found[short_name(source.author)] = (before.split(", ")[-1],)
    return found


def _straighten_quotes(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")
