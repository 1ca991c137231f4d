"""Kind "sort": sort statements into fact, legal reading and value.

Only one thing is keyed: whether a statement is a fact that can be checked. Which of the other two a statement is
counts for nothing and is not kept. Score: (statements sorted right - sorted wrong) / all, never below 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from wso_lessons.quiz.item import Answerable, Item, Mistake, Setting, compare_rows
from wso_lessons.quiz.marks import Mark, Message, Tone, mark_of_share

SORTS = ("fact", "legal reading", "value")
OTHER = "other"
_NOT_KEPT = "not a fact (which of the two is not kept)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Answerable):
    """One statement, the sort that the author gives it, and why."""

    noun: ClassVar[str] = "statement"
    sort: Literal["fact", "legal reading", "value"]
    reason: str

    def fits(self, sort: str) -> bool:
        """Whether a learner's sort agrees with the author's on what is keyed: fact or not."""
        return (sort == "fact") == (self.sort == "fact")


@dataclass(frozen=True, kw_only=True)
class Sort(Item):
    """Sort each statement. The answer maps every statement's key to a sort, or to "other" where only that was kept."""

    asks = "Sort every statement, then check."
    statements: tuple[Statement, ...]

    def check_kind(self) -> None:
        """Two different statements at least, one of them a fact and one not."""
        if self.survey:
            raise ValueError("An item of the kind sort is no survey; its value part has no key as it is")
        if len({statement.key for statement in self.statements}) < len(self.statements):
            raise ValueError("Two statements have the same text or key")
        facts = sum(statement.sort == "fact" for statement in self.statements)
        if not 0 < facts < len(self.statements):
            raise ValueError("An item of the kind sort needs at least one fact and one statement that is none")

    def extras(self) -> dict[str, object]:
        targets = [{"key": sort, "text": sort} for sort in SORTS]
        return {"targets": targets, "kept": {"key": OTHER, "text": _NOT_KEPT}}

    def setting(self) -> Setting:
        return super().setting()._replace(how=f"For each, choose: {'; '.join(SORTS)}.")

    def compare(self, answer: dict[str, str]) -> str:
        return compare_rows(self, answer)

    def parts(self) -> Sequence[Statement]:
        return self.statements

    def read(self, response: object) -> dict[str, str] | None:
        """The sort of each statement, or None where one has none yet."""
        given = response if isinstance(response, Mapping) else {}
        sorts = (*SORTS, OTHER)
        answer = {one.key: sort for one in self.statements if (sort := given.get(one.key)) in sorts}
        return answer if len(answer) == len(self.statements) else None

    def part_to_keep(self, response: object) -> object:
        """Only whether a statement was called a fact; how the others were sorted is the learner's own."""
        answer = self.read(response) or {}
        return {key: sort if sort == "fact" else OTHER for key, sort in answer.items()}

    def mark(self, answer: dict[str, str]) -> Mark:
        total = len(self.statements)
        right = sum(statement.fits(answer[statement.key]) for statement in self.statements)
        words = f"Facts and other statements: {right} of {total} sorted right."
        tone: Tone = "right" if right == total else "wrong"
        told = [_sort_message(statement, answer[statement.key]) for statement in self.statements]
        return mark_of_share((2 * right - total) / total, (Message("", words, tone), *told))

    def mistakes(self, answer: dict[str, str]) -> tuple[Mistake, ...]:
        """The statements taken for a fact that are none, and the other way round."""
        wrong = [one for one in self.statements if not one.fits(answer[one.key])]
        called = {True: "taken for no fact", False: "taken for a fact"}
        return tuple(Mistake(f"{called[one.sort == 'fact']}: {one.text}", one.misconception) for one in wrong)

    def say(self, answer: dict[str, str]) -> str:
        said = {OTHER: "not a fact"}
        return "; ".join(f"{one.text} {said.get(answer[one.key], answer[one.key])}" for one in self.statements)

    def key_text(self) -> tuple[str, ...]:
        return tuple(f"{one.text} {'fact' if one.sort == 'fact' else 'not a fact'}" for one in self.statements)


def _sort_message(statement: Statement, sort: str) -> Message:
    fits = statement.fits(sort)
    open_part = sort not in ("fact", OTHER, statement.sort) and fits
    ours = f" Our own sorting is “{statement.sort}”; that part has no key." if open_part else ""
    return Message(statement.key, statement.reason + ours, "right" if fits else "wrong", statement.claims)
