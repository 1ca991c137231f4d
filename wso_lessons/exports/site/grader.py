"""The grader behind a site's questions: it runs in the reader's browser, in a worker, on the package's own code.

A page speaks to it in JSON. Answers are the page's to keep: each comes back once, as what a record would hold.
"""

from __future__ import annotations

import dataclasses
import json
import pickle
from pathlib import Path
from typing import Any

from wso_lessons.content import UnknownId
from wso_lessons.content.answer import Answer
from wso_lessons.progress.quiz_record import Record
from wso_lessons.quiz import ClaimNote, Item
from wso_lessons.widgets.quiz import QuizView, quiz_view


class Grader:
    """The question sets that a page has opened, by the number that the page gives each."""

    def __init__(
        self, items: dict[str, Item], notes: dict[str, ClaimNote], lessons: dict[str, tuple[str, str]]
    ) -> None:
        self._items, self._notes, self._lessons = items, notes, lessons
        self._views: dict[int, QuizView] = {}
        self._kept: list[Answer] = []

    @classmethod
    def from_file(cls, path: str) -> Grader:
        """The grader of a site, from the file that its export made."""
        # The site's own file, made by its export; nobody else's words reach it.
        return cls(*pickle.loads(Path(path).read_bytes()))

    def open(self, asked: str) -> str:
        """Opens a set: {"box", "items", "title", "mode", "answers", "seed"}. Gives what the page draws."""
        wanted = json.loads(asked)
        items = [self._items[name] for name in wanted["items"]]
        answers = {name: Answer(**answer) for name, answer in wanted["answers"].items() if name in wanted["items"]}
        record = Record(answers, seed=wanted["seed"], keep=self._keep)
        view = quiz_view(
            items,
            title=wanted["title"],
            mode=wanted["mode"],
            record=record,
            note=self._note,
            lessons=self._lessons,
        )
        self._views[wanted["box"]] = view
        return json.dumps({**self._set_view(wanted["box"]), "items": view.public_items(), "rates": view.rates()})

    def receive(self, said: str) -> str:
        """Acts on {"box", "message"}; gives the set as it is now, and the answers to keep."""
        heard = json.loads(said)
        self._views[heard["box"]].receive(heard["message"])
        return json.dumps(self._set_view(heard["box"]))

    def _set_view(self, box: int) -> dict[str, Any]:
        view, kept, self._kept = self._views[box], self._kept, []
        return {
            "box": box,
            "title": view.title,
            "mode": view.sitting.mode,
            "states": view.states(),
            "score": view.score(),
            "kept": [dataclasses.asdict(answer) for answer in kept],
        }

    def _note(self, claim_id: str) -> ClaimNote:
        if claim_id not in self._notes:
            raise UnknownId("claim", claim_id, self._notes)
        return self._notes[claim_id]

    def _keep(self, answer: Answer) -> str:
        self._kept.append(answer)
        return ""
