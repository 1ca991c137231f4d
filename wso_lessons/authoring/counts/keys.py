"""Whether a question set gives its keys away: by options' length, by one that stands out, by strong or careful words.

Each count is held against what chance would give, if the right option were drawn from an item's options.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from wso_lessons.authoring.world import World
from wso_lessons.quiz import Item
from wso_lessons.quiz.item import Option

# One time in twenty chance alone gives more, or fewer: half of it at each end.
UNLIKELY = 0.025
# Words that leave no exception, and words that deny: test-wise learners choose by them.
_STRONG = re.compile(r"\b(?:only|every|all|none|no|never|nobody|always|exactly|must|cannot)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|cannot|without)\b|n[’']t\b", re.IGNORECASE)

# Words by which an option holds its judgment back. "May" alone is left out: in law it is a permission.
_CAREFUL = re.compile(
    r"\b(?:depends?|unknown|unclear|undecided|unsettled|perhaps|possibly|neither|both can|each may|may (?:be|have|date)"
    r"|(?:is|are|was|stays?|still) open"
    r"|not (?:so far |yet )?(?:known|clear|certain|settled|decided|found|studied|measured)"
    r"|nobody (?:can|knows)|nothing is known|cannot (?:be )?(?:say|said|tell|told|known|checked|used|trusted)"
    r"|never be trusted|(?:no|none)\b[^.;]*\bfound|none of these [^.;]* tells|would (?:settle|show))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """How often options of one trait are right: `right` of `of`, `expected` by chance, and whether that is unlikely."""

    trait: str
    right: int
    of: int
    expected: float
    is_unlikely: bool


@dataclass(frozen=True, slots=True)
class SetCount:
    """A question set: its items, the patterns of its keys, and how many items are of each level."""

    id: str
    items: int
    patterns: tuple[Pattern, ...]
    levels: dict[str, int]


def count_sets(world: World) -> tuple[SetCount, ...]:
    """The counts of every set of the course's own, in the files' order, and last of all of them, with the id ""."""
    sets: dict[str, list[Item]] = {}
    for item in world.items.values():
        if world.owns(item.where.file):
            sets.setdefault(item.set_id, []).append(item)
    whole = [item for items in sets.values() for item in items]
    return (*(count_set(set_id, items) for set_id, items in sets.items()), *([count_set("", whole)] if whole else []))


def count_set(set_id: str, items: Sequence[Item]) -> SetCount:
    """Counts a question set; items without a key count for their number alone."""
    keyed = [options for item in items if (options := _options(item))]
    single = [options for options in keyed if sum(option.correct for option in options) == 1]
    patterns = [_pattern(trait, ((options, pick(options)) for options in single)) for trait, pick in TRAITS.items()]
    patterns += [
        _pattern(trait, ((options, [one for one in options if words.search(one.text)]) for options in keyed))
        for trait, words in WORDS.items()
    ]
    levels = Counter(level for item in items if (level := getattr(item, "level", "")))
    return SetCount(set_id, len(items), tuple(patterns), dict(levels))


def _options(item: Item) -> tuple[Option, ...]:
    """The options of an item that is answered by choosing among texts, some right and some wrong."""
    options = tuple(part for part in item.parts() if isinstance(part, Option)) if not item.survey else ()
    right = sum(option.correct for option in options)
    return options if 0 < right < len(options) else ()


def _pick_by_length(extreme: Callable[[Iterable[int]], int], options: Sequence[Option]) -> list[Option]:
    """The longest or the shortest option, where one alone is."""
    length = extreme(len(option.text) for option in options)
    found = [option for option in options if len(option.text) == length]
    return found if len(found) == 1 else []


def _odd_ones(options: Sequence[Option]) -> list[Option]:
    """The options that differ alone from all the others: in their first word, in holding a digit, in denying."""
    if len(options) < 3:
        return []
    odd: dict[str, Option] = {}
    for look in _LOOKS:
        shown = [look(option.text) for option in options]
        counts = Counter(shown)
        if len(counts) == 2 and 1 in counts.values():
            odd |= {option.key: option for option, one in zip(options, shown, strict=True) if counts[one] == 1}
    return list(odd.values())


# What may set an option apart: its first word, a digit in it, that it denies.
_LOOKS: tuple[Callable[[str], object], ...] = (
    lambda text: next(iter(text.casefold().split()), ""),
    lambda text: any(map(str.isdigit, text)),
    lambda text: bool(_DENIES.search(text)),
)
TRAITS: dict[str, Callable[[Sequence[Option]], list[Option]]] = {
    "longest": partial(_pick_by_length, max),
    "shortest": partial(_pick_by_length, min),
    "odd one out": _odd_ones,
}
WORDS = {"strong words": _STRONG, "careful words": _CAREFUL}


def _pattern(trait: str, picked: Iterable[tuple[Sequence[Option], list[Option]]]) -> Pattern:
    right = 0
    chances: list[float] = []
    for options, found in picked:
        right += sum(option.correct for option in found)
        chances += [sum(option.correct for option in options) / len(options)] * len(found)
    spread = _distribution(chances)
    tails = (sum(spread[right:]), sum(spread[: right + 1]))
    return Pattern(trait, right, len(chances), sum(chances), min(tails) < UNLIKELY)


def _distribution(chances: Sequence[float]) -> list[float]:
    """The probability of 0, 1, 2 ... successes in draws that each have a chance of their own."""
    spread = [1.0]
    for chance in chances:
        spread = [a * (1 - chance) + b * chance for a, b in zip([*spread, 0.0], [0.0, *spread], strict=True)]
    return spread
