"""Rules on single words: those that take a side, and spellings that are not American."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.rules.prose import QUOTED
from wso_lessons.content import Course, Finding, Where
from wso_lessons.content.records import LoadedWord, Spelling

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
    words = {form.lower(): word for word in course.loaded_words.sound() for form in (word.word, *word.also)}
    return _any_of(words), words


def _any_of(words: dict[str, LoadedWord] | dict[str, str]) -> re.Pattern[str] | None:
    """A pattern that finds each of the words, the longest first, where no letter or hyphen touches it."""
    longest_first = sorted(words, key=len, reverse=True)
    pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])"
    return re.compile(pattern, re.IGNORECASE) if words else None


def _spellings(course: Course, said: str, where: Where) -> Iterator[Finding]:
    pattern, words = _spelling_pattern(course)
    odd = dict.fromkeys(found[0] for found in pattern.finditer(said) if not _is_name(said, found)) if pattern else {}
    if odd:
        problem = f"Not spelled the American way: {', '.join(odd)}."
        better = ", ".join(words[word.lower()] for word in odd)
        yield finding("spelling", where, problem, f"Write: {better}. A name or quotation keeps its own spelling.")


@functools.lru_cache(maxsize=8)
def _spelling_pattern(course: Course) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    words = {word: instead for spelling in course.spellings.sound() for word, instead in _forms(spelling)}
    return _any_of(words), words


def _forms(spelling: Spelling) -> Iterator[tuple[str, str]]:
    if not spelling.word.endswith("*"):
        yield spelling.word.lower(), spelling.instead
        return
    for ending in ENDINGS:
        yield spelling.word[:-1].lower() + ending, spelling.instead[:-1] + ending


# A capital that stands inside a sentence, or before another capital, begins part of a name: the Labour Party.
_INSIDE = re.compile(r"[\w,;’']\s$")
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")


def _is_name(said: str, found: re.Match[str]) -> bool:
    if not found[0][0].isupper():
        return False
    before, after = said[max(0, found.start() - 2) : found.start()], said[found.end() : found.end() + 2]
    return bool(_INSIDE.search(before) or _CAPITAL_AFTER.match(after))
