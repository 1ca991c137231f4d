"""Who holds which mistaken idea, and who shares a mistake: counted in learners, never in answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wso_lessons.content.reference import Misconception
from wso_lessons.quiz import Item
from wso_lessons.reports.statistics import AnswerSheet, Replies

IdeaState = Literal["still", "mended", "clear", "not asked"]
# One byte a learner, so that a district's table stays small; a later state outweighs an earlier one.
STATES: tuple[IdeaState, ...] = ("not asked", "clear", "mended", "still")


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """A mistaken idea: what to say instead, in which questions it shows, and how each learner stands to it.

    "still": the newest answer shows it. "mended": a first answer did, and the newest does not. "clear": no answer did.
    """

    id: str
    text: str
    correction: str
    items: tuple[str, ...]
    states: bytes

    def state(self, learner: int) -> IdeaState:
        """How the learner of this place stands to the idea."""
        return STATES[self.states[learner]]

    def learners(self, *states: IdeaState) -> tuple[int, ...]:
        """The places of the learners who are in one of these states."""
        wanted = {STATES.index(state) for state in states}
        return tuple(place for place, state in enumerate(self.states) if state in wanted)

    def count(self, *states: IdeaState) -> int:
        """How many learners are in one of these states."""
        return sum(self.states.count(STATES.index(state)) for state in states)


@dataclass(frozen=True, slots=True)
class SharedMistake:
    """A mistake in a first answer that two or more learners made and that stands for no known idea."""

    item_id: str
    text: str
    learners: tuple[int, ...]


def idea_rows(
    sheets: Sequence[AnswerSheet], replies: Replies, known: Mapping[str, Misconception]
) -> tuple[tuple[IdeaRow, ...], tuple[SharedMistake, ...]]:
    """The ideas that somebody's answers show, those of most learners first, and the mistakes that several share."""
    table: dict[str, bytearray] = {}
    shown_by: dict[str, dict[str, None]] = {}
    shared: dict[tuple[str, str], list[int]] = {}
    asked_by: dict[str, set[str]] = {}

    def mark(idea: str, learner: int, state: IdeaState) -> None:
        states = table.setdefault(idea, bytearray(len(sheets)))
        states[learner] = max(states[learner], STATES.index(state))

    for learner, answers in enumerate(replies.unpack(sheets)):
        for item_id, first, last in answers:
            if item_id not in asked_by:
                asked_by[item_id] = _asked_by(replies.item_of(item_id)) & known.keys()
            for idea in asked_by[item_id]:
                mark(idea, learner, "clear")
            for mistake in {*first.mistakes, *last.mistakes}:
                if (idea := mistake.misconception) in known:
                    mark(idea, learner, "still" if mistake in last.mistakes else "mended")
                    shown_by.setdefault(idea, {})[item_id] = None
                elif mistake in first.mistakes:
                    shared.setdefault((item_id, mistake.text), []).append(learner)
    rows = [
        IdeaRow(idea, known[idea].text, known[idea].correction, tuple(items), bytes(table[idea]))
        for idea, items in shown_by.items()
    ]
    rows.sort(key=lambda row: (-row.count("still", "mended"), -row.count("still"), row.id))
    several = [SharedMistake(*place, tuple(who)) for place, who in shared.items() if len(who) > 1]
    return tuple(rows), tuple(sorted(several, key=lambda one: (-len(one.learners), one.item_id, one.text)))


def _asked_by(item: Item | None) -> set[str]:
    """The ideas that an answer to an item can show."""
    return {part.misconception for part in item.parts() if part.misconception} if item else set()
