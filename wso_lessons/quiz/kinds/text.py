"""Kind "text": a word or a short phrase, compared without regard to case, punctuation, accents and a first article.

A slip of one letter in a form of six letters or more is accepted and said. The score is 1 or 0.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from wso_lessons.quiz.item import ANYTHING_ELSE, MAX_TEXT, Item, Mistake, Setting
from wso_lessons.quiz.marks import Mark, Message, mark_of_share, solution_line

LONG_ENOUGH = 6  # characters: a shorter word that is one letter off is another word
# Read after the marks are gone: a first article, and single letters in a row, "u s", which are initials.
_ARTICLE = re.compile(r"(?:the|an?) (?=\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d] ){1,}[^\W\d]\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTrap:
    """Wrong answers that one mistake leads to: the forms it takes, and the reason why they are wrong."""

    noun: ClassVar[str] = "trap"
    forms: tuple[str, ...]
    reason: str
    misconception: str = ""
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.forms or not all(map(normalize, self.forms)):
            raise ValueError("A trap needs forms, each with a letter or digit in it")

    @property
    def key(self) -> str:
        """What a trap is known by in a record of answers."""
        return f"trap {self.forms[0]}"

    @property
    def text(self) -> str:
        """The first of its forms."""
        return self.forms[0]


@dataclass(frozen=True, kw_only=True)
class ShortText(Item):
    """Write a word or a few. The answer is the normalised text; the first of `accept` is shown as the right one."""

    asks = "Write a word or a few, then check."
    accept: tuple[str, ...] = ()
    reason: str = ""
    traps: tuple[TextTrap, ...] = ()
    otherwise: str = ""

    def check_kind(self) -> None:
        """Accepted forms, reasons for right and wrong, and traps that are not right answers."""
        if self.survey:
            if self.accept or self.traps:
                raise ValueError("A survey has no key: leave out accept and traps")
            return
        if not self.accept or not all(map(normalize, self.accept)):
            raise ValueError(f'The item "{self.id}" needs accept: the forms of the right answer')
        if not self.reason or not self.otherwise:
            raise ValueError(f'The item "{self.id}" needs a reason, and otherwise for a text no trap catches')
        right = set(map(normalize, self.accept))
        for form in (form for trap in self.traps for form in trap.forms):
            if normalize(form) in right:
                raise ValueError(f'The trap "{form}" is an accepted answer')

    def why(self) -> str:
        return self.reason

    def wrong_answers(self) -> tuple[tuple[str, str], ...]:
        return (*((", ".join(trap.forms), trap.reason) for trap in self.traps), (ANYTHING_ELSE, self.otherwise))

    def parts(self) -> Sequence[TextTrap]:
        return self.traps

    def extras(self) -> dict[str, object]:
        return {"unit": ""}

    def setting(self) -> Setting:
        return super().setting()._replace(blank="")

    def read(self, response: object) -> str | None:
        """The normalised text, or None where no letter or digit is in it."""
        return normalize(response[:MAX_TEXT]) or None if isinstance(response, str) else None

    def mark(self, answer: str) -> Mark:
        if answer in map(normalize, self.accept):
            return mark_of_share(1.0, (Message("", f"Right. {self.reason}", "right"),))
        trap = self._trap(answer)
        if trap:
            about = Message(trap.key, trap.reason, "wrong", trap.claims)
            return mark_of_share(0.0, (Message("", "Not this.", "wrong"), about, self._solution()))
        meant = self._form_meant(answer)
        if meant:
            return self.mark_of_slip(meant)
        return mark_of_share(0.0, (Message("", self.otherwise, "wrong"), self._solution()))

    def mark_of_slip(self, form: str) -> Mark:
        """The mark of an answer that misses an accepted form by one letter: right, and how it is written."""
        return mark_of_share(1.0, (Message("", f"Right; it is written “{form}”. {self.reason}", "right"),))

    def _trap(self, answer: str) -> TextTrap | None:
        return next((trap for trap in self.traps if answer in map(normalize, trap.forms)), None)

    def _form_meant(self, answer: str) -> str | None:
        """The accepted form that the answer is, or misses by one letter."""
        forms = ((form, normalize(form)) for form in self.accept)
        return next((form for form, plain in forms if answer == plain or is_one_letter_off(answer, plain)), None)

    def mistakes(self, answer: str) -> tuple[Mistake, ...]:
        trap = self._trap(answer)
        if trap:
            return (Mistake(trap.text, trap.misconception),)
        return () if self.survey or self._form_meant(answer) else (Mistake(answer),)

    def _solution(self) -> Message:
        return Message("answer", solution_line(self.accept[0], self.reason), "missed", self.claims, yours=False)

    def key_text(self) -> tuple[str, ...]:
        return self.accept


def normalize(text: str) -> str:
    """The text in small letters without accents, punctuation, a first article, or points between initials."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    # An apostrophe parts no word; other marks do.
    plain = re.sub(r"['’‘`´]", "", plain)
    plain = " ".join(re.sub(r"[\W_]+", " ", plain).split())
    plain = _INITIALS.sub(lambda found: found[0].replace(" ", ""), plain)
    return _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain


def is_one_letter_off(one: str, other: str) -> bool:
    """Whether two normalised texts differ by one letter left out, added or changed, or by two neighbours swapped.

    Digits must agree, and `other` must be at least six characters long: a short word one letter off is another word.
    """
    if len(other) < LONG_ENOUGH or abs(len(one) - len(other)) > 1 or _digits(one) != _digits(other):
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _digits(text: str) -> list[str]:
    # 287 and 278 are one letter swapped, and two numbers.
    return re.findall(r"\d+", text)
