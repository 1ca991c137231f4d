"""A page of the agreement: its blocks in order, what a learner finds on it, and what changed between two forms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from wso_lessons.content.records import check_quote
from wso_lessons.simulators.rulebook import Note, find_row

NOT_HERE = "not-here"
NOT_HERE_WORDS = "It is not on this page"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """A block of the page: a quotation, what it says in our own words, and what it said and says where that differs."""

    noun: ClassVar[str] = "block of a page"
    id: str
    heading: str
    lines: int
    quote: str = ""
    says: str
    was: str = ""
    now: str = ""
    changed: str = ""
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        check_quote(self.quote)
        if len({bool(self.was), bool(self.now), bool(self.changed)}) > 1:
            raise ValueError(f'The block "{self.id}" needs `was`, `now` and `changed` together, or none of them')


@dataclass(frozen=True, slots=True, kw_only=True)
class PageQuestion:
    """What is to be found: any of `blocks`; none where the page does not have it."""

    noun: ClassVar[str] = "question about a page"
    id: str
    ask: str
    blocks: tuple[str, ...]
    reason: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """One page with its questions; `stayed` is what did not change on it."""

    noun: ClassVar[str] = "page of the agreement"
    id: str
    title: str
    name: str
    blocks: tuple[PageBlock, ...]
    questions: tuple[PageQuestion, ...]
    stayed: str
    stayed_claims: tuple[str, ...]

    def __post_init__(self) -> None:
        known = {block.id for block in self.blocks}
        if NOT_HERE in known or len(known) != len(self.blocks):
            raise ValueError(f'The blocks of the page "{self.id}" need ids of their own, and none is "{NOT_HERE}"')
        for question in self.questions:
            if not set(question.blocks) <= known:
                raise ValueError(f'The question "{question.id}" names a block that the page "{self.id}" lacks')

    def question_now(self, found: Collection[str]) -> PageQuestion | None:
        """The first question that is not answered; None where all are."""
        return next((question for question in self.questions if question.id not in found), None)

    @property
    def changes(self) -> tuple[PageBlock, ...]:
        """The blocks that changed between the two forms."""
        return tuple(block for block in self.blocks if block.was)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRules:
    """The pages that a course has."""

    noun: ClassVar[str] = "set of pages"
    pages: tuple[AgreementPage, ...]


def judge_block(page: AgreementPage, question: PageQuestion, block_id: str) -> tuple[bool, Note]:
    """Whether a block, or "not-here", answers a question, and what is said to that with its claims."""
    if block_id in (question.blocks or (NOT_HERE,)):
        return True, Note(text=question.reason, claims=question.claims)
    if block_id == NOT_HERE:
        return False, Note(text="It is on this page. Read once more.", claims=question.claims)
    block = find_row(page.blocks, block_id)
    return False, Note(text=f"That block says: {block.says}", claims=block.claims)


def marks_words(page: AgreementPage, marks: Collection[str]) -> str:
    """What a learner marked as changed beside what changed, in words."""
    changed = {block.id for block in page.changes}
    hit, missed, over = (len(one) for one in (changed & set(marks), changed - set(marks), set(marks) - changed))
    words = f"Of {len(changed)} that changed you marked {hit}"
    words += f" and left out {missed}" if missed else ""
    return f"{words}; {over} that you marked stayed." if over else f"{words}."
