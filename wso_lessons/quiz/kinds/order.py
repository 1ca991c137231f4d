"""Kind "order": put entries in order, such as events on a timeline.

Score: (pairs in the right order - pairs in the wrong order) / all pairs, never below 0.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

from wso_lessons.content.words import list_sentence, without_stop
from wso_lessons.quiz.item import Answerable, Item, Mistake, Setting, response_texts, shuffle_steadily
from wso_lessons.quiz.marks import Mark, Message, mark_of_share

MIN_ENTRIES = 3  # two can be put in order by a coin


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEntry(Answerable):
    """One thing to place: its text and the reason why it stands where it stands."""

    noun: ClassVar[str] = "entry"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Order(Item):
    """Put entries in order; the author lists them in the right one. The answer is the tuple of all their keys.

    `top` and `bottom` say what the two ends mean, such as "earliest" and "latest".
    """

    asks = "Move the entries into order, then check."
    entries: tuple[OrderEntry, ...]
    top: str = "first"
    bottom: str = "last"

    def check_kind(self) -> None:
        """At least three entries, each different and, where there is a key, with its reason."""
        if len(self.entries) < MIN_ENTRIES:
            raise ValueError("An item of the kind order needs at least three entries")
        if len({entry.key for entry in self.entries}) < len(self.entries):
            raise ValueError("Two entries have the same text or key")
        if not self.survey and not all(entry.reason for entry in self.entries):
            raise ValueError("Every entry needs a reason why it stands where it stands")

    def shown_choices(self, seed: object) -> list[tuple[str, str]]:
        """The entries in a steady order of this learner's own, which is never the right one."""
        choices = list(self.choices())
        mixed = shuffle_steadily(choices, seed, self.id, key=lambda choice: choice[0])
        return mixed if mixed != choices or self.survey else [*mixed[1:], mixed[0]]

    def setting(self) -> Setting:
        return super().setting()._replace(how=f"Put these in order, from {self.top} to {self.bottom}.")

    def extras(self) -> dict[str, Any]:
        return {"top": self.top, "bottom": self.bottom}

    def compare(self, answer: tuple[str, ...]) -> str:
        placed = sum(key == entry.key for key, entry in zip(answer, self.entries, strict=True))
        line = list_sentence(self.key_text())
        return f"{self.said_by} has {placed} of {len(answer)} where you put them. In full: {line}"

    def parts(self) -> Sequence[OrderEntry]:
        return self.entries

    def read(self, response: Any) -> tuple[str, ...] | None:
        """The keys of all entries, each once, in the learner's order; anything else is no answer."""
        keys = tuple(response_texts(response))
        return keys if sorted(keys) == sorted(entry.key for entry in self.entries) else None

    def mark(self, answer: tuple[str, ...]) -> Mark:
        places = self._places(answer)
        pairs = [later > earlier for earlier, later in combinations(places, 2)]
        points = (2 * sum(pairs) - len(pairs)) / len(pairs)
        stray = frozenset(places) - set(longest_rise(places))
        words = _summary(len(stray), all(pairs))
        return mark_of_share(
            points, (words, *self._messages(stray), self._solution()) if stray else (words, *self._messages())
        )

    def _places(self, answer: tuple[str, ...]) -> list[int]:
        right = {entry.key: place for place, entry in enumerate(self.entries)}
        return [right[key] for key in answer]

    def _messages(self, stray: frozenset[int] = frozenset()) -> list[Message]:
        """The reasons; those of entries out of order come at once, the others when the item is done."""
        told = [(place in stray, entry) for place, entry in enumerate(self.entries)]
        return [Message(e.key, e.reason, "wrong" if off else "right", e.claims, yours=off) for off, e in told]

    def _solution(self) -> Message:
        line = "; ".join(map(without_stop, self.key_text()))
        return Message("answer", line, "missed", self.claims, yours=False)

    def mistakes(self, answer: tuple[str, ...]) -> tuple[Mistake, ...]:
        """The entries that stand out of order."""
        places = self._places(answer)
        kept = longest_rise(places)
        stray = [] if self.survey else [self.entries[place] for place in places if place not in kept]
        return tuple(Mistake(f"out of place: {entry.text}", entry.misconception) for entry in stray)

    def say(self, answer: tuple[str, ...]) -> str:
        texts = dict(self.choices())
        return "; ".join(f"{place}. {texts[key]}" for place, key in enumerate(answer, start=1))

    def key_text(self) -> tuple[str, ...]:
        if self.survey:
            return ()
        return tuple(f"({place}) {entry.text}" for place, entry in enumerate(self.entries, start=1))


def longest_rise(places: Sequence[int]) -> list[int]:
    """The longest run of rising numbers that stays when others are taken out: what already stands in order."""
    ends: list[int] = []
    before: list[tuple[int, int]] = []
    for place in places:
        length = bisect.bisect_left(ends, place)
        before.append((length, place))
        ends[length : length + 1] = [place]
    found: list[int] = []
    wanted = len(ends) - 1
    for length, place in reversed(before):
        if length == wanted and (not found or place < found[-1]):
            found.append(place)
            wanted -= 1
    return found[::-1]


def _summary(stray: int, right: bool) -> Message:
    if right:
        return Message("", "Right: all in order.", "right")
    words = "One entry stands" if stray == 1 else f"{stray} entries stand"
    return Message("", f"Not yet in order: {words} out of line.", "wrong")
