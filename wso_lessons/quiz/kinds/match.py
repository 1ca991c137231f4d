"""Kind "match": give each row one of the same choices, to match or to classify. Score: right rows / all rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from wso_lessons.quiz.item import Answerable, Item, Mistake, Setting, compare_rows
from wso_lessons.quiz.marks import Mark, Message, Tone, mark_of_share, solution_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A wrong choice for a row that deserves a reason of its own."""

    noun: ClassVar[str] = "slip"
    choice: str
    reason: str
    misconception: str = ""
    claims: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The choice, as an option's text."""
        return self.choice


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRow(Answerable):
    """One row: its text, the choice that is right, why, and slips for wrong choices with a reason of their own."""

    noun: ClassVar[str] = "row"
    answer: str = ""
    reason: str = ""
    slips: tuple[Slip, ...] = ()

    def slip(self, choice: str) -> Slip | None:
        """The reason for one wrong choice, where the author gave it."""
        return next((slip for slip in self.slips if slip.choice == choice), None)


@dataclass(frozen=True, kw_only=True)
class Match(Item):
    """Give each row a choice. The answer maps every row's key to a choice."""

    asks = "Choose for every row, then check."
    targets: tuple[str, ...]
    rows: tuple[MatchRow, ...]

    def check_kind(self) -> None:
        """Two choices and two rows at least; each row's answer is a choice and has its reason."""
        if len(self.targets) < 2 or len(set(self.targets)) < len(self.targets):
            raise ValueError("An item of the kind match needs at least two targets, each different")
        if len(self.rows) < 2 or len({row.key for row in self.rows}) < len(self.rows):
            raise ValueError("An item of the kind match needs at least two rows, each different")
        for row in self.rows:
            self._check_row(row)

    def _check_row(self, row: MatchRow) -> None:
        if self.survey:
            if row.answer or row.slips:
                raise ValueError("A survey has no key: leave out answer and slips")
            return
        if row.answer not in self.targets:
            raise ValueError(f'The answer of the row "{row.text}" is none of the targets: {", ".join(self.targets)}')
        if not row.reason:
            raise ValueError(f'The row "{row.text}" lacks its reason')
        for slip in row.slips:
            if slip.choice not in self.targets or slip.choice == row.answer:
                raise ValueError(f'The slip "{slip.choice}" must be one of the targets and not the answer')

    def extras(self) -> dict[str, object]:
        return {"targets": [{"key": target, "text": target} for target in self.targets]}

    def setting(self) -> Setting:
        targets = "; ".join(self.targets)
        return super().setting()._replace(how=f"For each, choose: {targets}{'' if targets.endswith('?') else '.'}")

    def compare(self, answer: dict[str, str]) -> str:
        return compare_rows(self, answer)

    def parts(self) -> Sequence[MatchRow | Slip]:
        return [*self.rows, *(slip for row in self.rows for slip in row.slips)]

    def read(self, response: object) -> dict[str, str] | None:
        """The choice for each row, or None where a row has none yet."""
        given = response if isinstance(response, Mapping) else {}
        answer = {row.key: choice for row in self.rows if (choice := given.get(row.key)) in self.targets}
        return answer if len(answer) == len(self.rows) else None

    def mark(self, answer: dict[str, str]) -> Mark:
        right = sum(answer[row.key] == row.answer for row in self.rows)
        total = len(self.rows)
        words = (
            f"Right: all {total} rows."
            if right == total
            else f"{right} of {total} rows {'is' if right == 1 else 'are'} right."
        )
        tone: Tone = "right" if right == total else "wrong"
        told = [message for row in self.rows for message in _of_row(row, answer[row.key])]
        return mark_of_share(right / total, (Message("", words, tone), *told))

    def mistakes(self, answer: dict[str, str]) -> tuple[Mistake, ...]:
        """The rows with a wrong choice; a slip's misconception comes before the row's."""
        wrong = [] if self.survey else [row for row in self.rows if answer[row.key] != row.answer]
        return tuple(_mistake(row, answer[row.key]) for row in wrong)

    def say(self, answer: dict[str, str]) -> str:
        return "; ".join(f"{row.text}: {answer[row.key]}" for row in self.rows)

    def key_text(self) -> tuple[str, ...]:
        return () if self.survey else tuple(f"{row.text.removesuffix('.')}: {row.answer}" for row in self.rows)


def _mistake(row: MatchRow, choice: str) -> Mistake:
    slip = row.slip(choice)
    return Mistake(f"{row.text}: {choice}", (slip.misconception if slip else "") or row.misconception)


def _of_row(row: MatchRow, choice: str) -> list[Message]:
    """What is said of one row: at once that it is right or why not; what is right when the item is done."""
    if choice == row.answer:
        return [Message(row.key, row.reason, "right", row.claims)]
    slip = row.slip(choice)
    why = Message(
        row.key, slip.reason if slip else f"“{choice}” does not fit here.", "wrong", slip.claims if slip else ()
    )
    return [why, Message(row.key, solution_line(row.answer, row.reason), "missed", row.claims, yours=False)]
