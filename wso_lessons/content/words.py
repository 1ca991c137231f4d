"""Words that several rooms write alike: models' codes, small numbers, a count with its noun, a list in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

Model = Literal["WSO", "JEM", "TFM"]
MODEL_CODES: tuple[str, ...] = get_args(Model)
UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count_with_noun(count: int, noun: str, many: str = "") -> str:
    """A count with its noun, such as "1 lesson" or "2 lessons"; `many` is a plural that does not end in s alone."""
    return f"{count:,} {noun if count == 1 else many or f'{noun}s'}"


def and_list(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "year, model and place"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
