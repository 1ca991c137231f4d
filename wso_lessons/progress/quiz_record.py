"""What a question set is given of a learner's record, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wso_lessons.content.answer import Answer


def forget(_answer: Answer) -> str:
    """Keeps nothing, and has nothing to say about it."""
    return ""


@dataclass(frozen=True, slots=True)
class Record:
    """A learner's record beside a question set.

    `answers` are earlier answers by item, `seed` shuffles options the same way each time, `keep` takes each checked
    answer and gives a sentence for the learner or "", `notice` is such a sentence from the start.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    seed: str = ""
    keep: Callable[[Answer], str] = forget
    notice: str = ""
