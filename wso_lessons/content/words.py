"""Words that several rooms write alike: models' codes, small numbers, a count with its noun, a list, a stop."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

Model = Literal["WSO", "JEM", "TFM"]
MODEL_CODES: tuple[str, ...] = get_args(Model)
MODEL_NAMES = {"WSO": "Warrant Service Officer", "JEM": "Jail enforcement model", "TFM": "Task force model"}
SHORT_MODEL_NAMES = {"WSO": "warrant service", "JEM": "jail", "TFM": "task force"}
# Unicode's categories of control, format and surrogate characters, and of those that nothing is assigned to.
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")
UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count_with_noun(count: int, noun: str, many: str = "") -> str:
    """A count with its noun, such as "1 lesson" or "2 lessons"; `many` is a plural that does not end in s alone."""
    return f"{count:,} {noun if count == 1 else many or f'{noun}s'}"


def as_sentence(text: str) -> str:
    """A text that ends as a sentence does: what has no stop of its own gets one."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def without_stop(text: str) -> str:
    """A text without its sentence's stop, as it stands in a list; an abbreviation keeps its own, as in "5 p.m."."""
    return text if "." in text.split(" ")[-1][:-1] else text.removesuffix(".")


def list_sentence(texts: Iterable[str]) -> str:
    """Texts as one sentence: "First; second; third."."""
    return as_sentence("; ".join(map(without_stop, texts)))


def and_list(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "year, model and place"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def is_invisible(character: str) -> bool:
    """Whether a character has no form of its own: it acts on others, or means nothing."""
    return unicodedata.category(character) in _INVISIBLE
