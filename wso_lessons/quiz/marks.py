"""A Mark: what grading one response gives, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wso_lessons.content.words import as_sentence

MarkState = Literal["not attempted", "wrong", "partly", "right", "noted", "guessed", "skipped"]
Tone = Literal["right", "wrong", "missed", "note", "fact"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of feedback.

    `about` is the key of the option (or row, or place) it speaks of, "" for the whole item; `yours` says whether the
    learner chose it, so that a view can hold the others back until the item is done. `claims` are what it rests on.
    """

    about: str
    text: str
    tone: Tone
    claims: tuple[str, ...] = ()
    yours: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """The outcome of one response: its state, a score from 0 to 1, and messages, the learner's own choices first.

    "not attempted" is an empty or unreadable response and never counts as wrong; "noted" answers a survey item, which
    has no key; "guessed" and "skipped" answer a prediction, which is neither right nor wrong. Only "right" scores 1,
    only "partly" lies between; every other state scores 0.
    """

    state: MarkState
    score: float = 0.0
    messages: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        fits = {"right": self.score == 1, "partly": 0 < self.score < 1}.get(self.state, self.score == 0)
        if not fits:
            raise ValueError(f'A mark "{self.state}" cannot score {self.score}')

    @property
    def summary(self) -> str:
        """What is said of the whole item."""
        return next((message.text for message in self.messages if not message.about), "")


def solution_line(answer: str, reason: str) -> str:
    """What is right and why, in one line: the answer ends as a sentence does."""
    return f"{as_sentence(answer)} {reason}"


def mark_of_share(points: float, messages: tuple[Message, ...]) -> Mark:
    """The mark for a share of full credit: 0 is wrong, 1 right, between them partly right."""
    score = min(1.0, max(0.0, round(points, 4)))
    return Mark("right" if score == 1 else "partly" if score else "wrong", score, messages)


def unanswered_mark(text: str) -> Mark:
    """The mark for a response that is empty or cannot be read; `text` says what is asked for."""
    return Mark("not attempted", 0.0, (Message("", text, "note"),))


def noted_mark(text: str) -> Mark:
    """The mark for an answer that is kept and not marked."""
    return Mark("noted", 0.0, (Message("", text, "note"),))


def guess_mark(comparison: str, reason: str = "", claims: tuple[str, ...] = ()) -> Mark:
    """The mark for a prediction: how it compares with what is so, and why it is so. It is never right or wrong."""
    why = (Message("fact", reason, "fact", claims),) if reason else ()
    return Mark("guessed", 0.0, (Message("", comparison, "fact"), *why))


def skip_mark() -> Mark:
    """The mark for a prediction or an opinion that the learner did not want to give; the page opens all the same."""
    return Mark("skipped", 0.0, (Message("", "Skipped. Read on.", "note"),))
