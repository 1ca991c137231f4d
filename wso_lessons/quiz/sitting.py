"""A sitting: one learner before one set of items, as a machine without a screen.

`check`, `skip`, `hint`, `show` and `reset` move it; `item_view` says what the page may show of an item now. Modes:
"practice" (hints, the author's number of tries, start over), "check" (one try, score kept, no hints), "survey" (answers
are noted and may be changed; nothing is marked on the page, whether or not an item has a key).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from wso_lessons.content import ContentError, UnknownId
from wso_lessons.content.answer import CONFIDENCES, Answer
from wso_lessons.content.words import count_with_noun
from wso_lessons.quiz.calibration import calibration
from wso_lessons.quiz.grade import grade
from wso_lessons.quiz.item import Item
from wso_lessons.quiz.marks import Mark, Message, noted_mark, skip_mark, unanswered_mark

if TYPE_CHECKING:
    from wso_lessons.quiz.bank import ClaimNote

Mode = Literal["practice", "check", "survey"]
MODES: tuple[Mode, ...] = ("practice", "check", "survey")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the learner is with one item. `turn` rises with every move, so that equal feedback is announced again."""

    response: object = None
    mark: Mark = field(default_factory=lambda: unanswered_mark(""))
    tries: int = 0
    hints: int = 0
    shown: bool = False
    confidence: str = ""
    turn: int = 0


class Sitting:
    """The items, in order, and the learner's standing in each; a note is made of each claim where `note` is given."""

    def __init__(
        self,
        items: Iterable[Item],
        *,
        mode: Mode = "practice",
        answers: Mapping[str, Answer] | None = None,
        note: Callable[[str], ClaimNote] | None = None,
    ) -> None:
        if mode not in MODES:
            raise ValueError(f'The mode "{mode}" is none of: {", ".join(MODES)}')
        self.items = {item.id: item for item in items}
        self.mode: Mode = mode
        self._note = note
        past = answers or {}
        self.standings = {item.id: _resume(item, past.get(item.id)) for item in self.items.values()}

    def check(self, item_id: str, response: object, confidence: str = "") -> Answer | None:
        """Grades a response; gives the answer to keep, or None where nothing was attempted or the item is done."""
        item, now = self.items[item_id], self.standings[item_id]
        if self._is_done(item, now):
            self._move(item_id, now)
            return None
        mark = grade(item, response)
        if mark.state == "not attempted":
            self._move(item_id, replace(now, response=response, mark=mark))
            return None
        sure = confidence if confidence in CONFIDENCES else ""
        self._move(item_id, replace(now, response=response, mark=mark, tries=now.tries + 1, confidence=sure))
        return Answer(
            item_id=item.id, response=item.part_to_keep(response), state=mark.state, score=mark.score,
            hints_used=now.hints, tries=now.tries + 1, confidence=sure,
        )  # fmt: skip

    def skip(self, item_id: str) -> Answer | None:
        """Opens what a prediction or an opinion holds back; gives the answer to keep, or None where it is done."""
        item, now = self.items[item_id], self.standings[item_id]
        if not (item.predict or item.survey) or now.tries:
            self._move(item_id, now)
            return None
        mark = skip_mark()
        self._move(item_id, replace(now, response=None, mark=mark, tries=1))
        return Answer(item_id=item.id, response=None, state=mark.state)

    def hint(self, item_id: str) -> None:
        """Uncovers the next hint, where there is one."""
        item, now = self.items[item_id], self.standings[item_id]
        hints = min(now.hints + 1, len(item.hints)) if self._helps(item) else now.hints
        self._move(item_id, replace(now, hints=hints))

    def show(self, item_id: str) -> None:
        """Shows the answer to a learner who has tried, and ends the item until it is started over."""
        item, now = self.items[item_id], self.standings[item_id]
        self._move(item_id, replace(now, shown=now.shown or self._may_show(item, now)))

    def reset(self, item_id: str) -> None:
        """Starts an item over: nothing chosen, no hints, all tries. What was kept elsewhere stays kept."""
        now = self.standings[item_id]
        self._move(item_id, now if self.mode == "check" else Standing(turn=now.turn))

    def _move(self, item_id: str, standing: Standing) -> None:
        self.standings[item_id] = replace(standing, turn=standing.turn + 1)

    def _helps(self, item: Item) -> bool:
        return self.mode == "practice" and not item.survey and not item.predict

    def _is_silent(self, item: Item) -> bool:
        """Whether the page says only that an answer was noted."""
        return item.survey or self.mode == "survey"

    def _tries_allowed(self, item: Item) -> int:
        """How many tries; 0 means no limit."""
        if self._is_silent(item):
            return 0
        return 1 if self.mode == "check" or item.predict else item.tries

    def _is_done(self, item: Item, now: Standing) -> bool:
        spent = 0 < self._tries_allowed(item) <= now.tries
        return bool(item.withdrawn) or now.shown or spent or (now.mark.state == "right" and not self._is_silent(item))

    def _may_show(self, item: Item, now: Standing) -> bool:
        return self._helps(item) and now.tries > 0 and now.hints >= len(item.hints) and not self._is_done(item, now)

    def item_view(self, item_id: str) -> dict[str, object]:
        """What the page may show of an item now, as plain JSON values.

        Reasons of what the learner chose come at once; those of the other options when the item is done.
        """
        item, now = self.items[item_id], self.standings[item_id]
        if self._is_silent(item) and now.mark.state not in ("not attempted", "noted", "skipped"):
            now = replace(now, mark=noted_mark("Noted."))
        done = self._is_done(item, now)
        allowed = self._tries_allowed(item)
        shown = [m for m in now.mark.messages if m.about and (m.yours or done)]
        return {
            "turn": now.turn,
            "state": now.mark.state,
            "score": now.mark.score,
            "summary": self._summary(item, now, done),
            "reasons": [self._reason(message) for message in shown],
            "response": now.response,
            "confidence": now.confidence,
            "done": done,
            "tries_left": max(0, allowed - now.tries) if allowed else None,
            "hints": list(item.hints[: now.hints]),
            "more_hints": len(item.hints) - now.hints if self._helps(item) and not done else 0,
            "may_show": self._may_show(item, now),
            "may_reset": self.mode != "check" and not item.predict and now.tries + now.hints > 0,
            "claims": self._notes(item.claims) if done and now.tries else [],
        }

    def _summary(self, item: Item, now: Standing, done: bool) -> str:
        if now.mark.state in ("wrong", "partly") and not done and self._tries_allowed(item):
            left = self._tries_allowed(item) - now.tries
            return f"{now.mark.summary} {count_with_noun(left, 'try', 'tries')} left."
        return now.mark.summary

    def _reason(self, message: Message) -> dict[str, object]:
        return {
            "about": message.about,
            "text": message.text,
            "tone": message.tone,
            "yours": message.yours,
            "claims": self._notes(message.claims),
        }

    def _notes(self, claim_ids: tuple[str, ...]) -> list[dict[str, str]]:
        notes = []
        for claim_id in claim_ids:
            # A broken ledger entry is for `check` to report; it must not keep a learner from feedback.
            with contextlib.suppress(UnknownId, ContentError):
                notes += [self._note(claim_id)] if self._note else []
        return [{"text": n.text, "source": n.source, "locator": n.locator, "address": n.address} for n in notes]

    def score(self) -> dict[str, object]:
        """How many items are answered and right, the points so far, and how sure the learner was."""
        if self.mode == "survey":
            asked = [item for item in self.items.values() if not item.withdrawn]
            return {"items": len(asked), "answered": sum(self.standings[item.id].tries > 0 for item in asked)}
        keyed = [i for i in self.items.values() if i.counts and not i.withdrawn]
        stands = [self.standings[item.id] for item in keyed]
        marks = [standing.mark for standing in stands]
        bands = calibration((standing.confidence, standing.mark.state) for standing in stands)
        return {
            "items": len(keyed),
            "answered": sum(mark.state != "not attempted" for mark in marks),
            "right": sum(mark.state == "right" for mark in marks),
            "points": round(sum(mark.score for mark in marks), 2),
            "calibration": [{"said": band.said, "answers": band.answers, "right": band.right} for band in bands],
        }


def _resume(item: Item, past: Answer | None) -> Standing:
    """The standing after an answer given before; it is graded anew, so that a mended key counts."""
    if past is None:
        return Standing()
    if past.state == "skipped":
        return Standing(mark=skip_mark(), tries=1) if item.predict or item.survey else Standing()
    mark = grade(item, past.response)
    if mark.state == "not attempted":
        return Standing()
    return Standing(past.response, mark, past.tries, past.hints_used, confidence=past.confidence)
