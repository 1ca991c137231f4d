"""Kind "clause": mark, among short located excerpts of a document, those that answer the question.

Graded as the kind "many" is: (right ones marked - wrong ones marked) / number of right ones, never below 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wso_lessons.quiz.item import Option, Setting, text_key
from wso_lessons.quiz.kinds.many import ManyAnswers

MAX_EXCERPT_WORDS = 60  # more is a page to read, not an excerpt to mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A short passage of a document: its words, the place they stand in, and what they say in plain words."""

    noun: ClassVar[str] = "excerpt"
    excerpt: str
    locator: str
    paraphrase: str
    correct: bool = False
    reason: str = ""
    misconception: str = ""
    claims: tuple[str, ...] = ()
    key: str = ""

    def __post_init__(self) -> None:
        if len(self.excerpt.split()) > MAX_EXCERPT_WORDS:
            raise ValueError(f"An excerpt has at most {MAX_EXCERPT_WORDS} words; show less of it beside its paraphrase")

    def as_option(self) -> Option:
        """The excerpt as an option, so that it is graded as options are."""
        return Option(
            text=f"“{self.excerpt}” ({self.locator})", correct=self.correct, reason=self.reason, claims=self.claims,
            misconception=self.misconception, key=self.key or text_key(f"{self.locator} {self.excerpt}"),
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Clause(ManyAnswers):
    """Mark every excerpt that answers the question; `document` names what is read. Excerpts keep their order."""

    asks = "Mark at least one excerpt, then check."
    options: tuple[Option, ...] = ()
    excerpts: tuple[Excerpt, ...]
    document: str

    def check_kind(self) -> None:
        """As for many answers; options are made of the excerpts and not written by the author."""
        made = tuple(excerpt.as_option() for excerpt in self.excerpts)
        if self.options not in ((), made):
            raise ValueError("An item of the kind clause has excerpts and no options")
        object.__setattr__(self, "options", made)
        super().check_kind()

    def shown_choices(self, seed: object) -> list[tuple[str, str]]:  # noqa: ARG002 - a document is read in its order
        """The excerpts in the document's order."""
        return list(self.choices())

    def lines(self, seed: object) -> list[str]:  # noqa: ARG002 - as above
        """Each excerpt with its place and its paraphrase, on one line."""
        return [f"“{one.excerpt}” ({one.locator}). In plain words: {one.paraphrase}" for one in self.excerpts]

    def setting(self) -> Setting:
        common = super().setting()
        return common._replace(before=(*common.before, f"From: {self.document}"))

    def extras(self) -> dict[str, object]:
        shown = {
            option.key: {"excerpt": one.excerpt, "locator": one.locator, "paraphrase": one.paraphrase}
            for option, one in zip(self.options, self.excerpts, strict=True)
        }
        return {"document": self.document, "excerpts": shown}
