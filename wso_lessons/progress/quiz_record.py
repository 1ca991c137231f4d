"""What a question set is given of a learner's record, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from wso_lessons.progress.records import Attempt, Marked


class Identified(Protocol):
    """An item, as far as the record needs to know it."""

    @property
    def id(self) -> str: ...
    @property
    def set_id(self) -> str: ...


class Checked(Protocol):
    """One checked answer, as a sitting hands it over; `response` is plain JSON."""

    @property
    def item(self) -> Identified: ...
    @property
    def response(self) -> Any: ...  # plain JSON of any shape, as the kind of question has it
    @property
    def mark(self) -> Marked: ...
    @property
    def hints_used(self) -> int: ...
    @property
    def tries(self) -> int: ...
    @property
    def confidence(self) -> str: ...


def forget(_checked: Checked) -> str:
    """Keeps nothing, and has nothing to say about it."""
    return ""


@dataclass(frozen=True, slots=True)
class Record:
    """A learner's record beside a question set.

    `answers` are earlier answers by item, `seed` shuffles options the same way each time, `keep` takes each checked
    answer and gives a sentence for the learner or "", `notice` is such a sentence from the start.
    """

    answers: Mapping[str, Attempt] = field(default_factory=dict)
    seed: str = ""
    keep: Callable[[Checked], str] = forget
    notice: str = ""
