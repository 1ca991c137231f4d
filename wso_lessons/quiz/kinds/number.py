"""Kind "number": a number with a tolerance and a unit.

Traps are wrong numbers that a known mistake leads to; each says why. The score is 1 or 0.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from wso_lessons.quiz.item import ANYTHING_ELSE, MAX_TEXT, Item, Mistake, Setting, each_once
from wso_lessons.quiz.marks import Mark, Message, mark_of_share, solution_line, unanswered_mark

# A number as people write it: about, a currency, a sign, thousands parted by commas or spaces; the rest is its unit.
_NUMBER = re.compile(
    r"[~≈$€]?\s*([+-]?)\s*(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)?(\.\d+)?\s*(.*)", re.ASCII | re.DOTALL
)

_PERCENT = {"%", "percent", "per cent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """A wrong number, the reason why it is wrong, and the mistake it comes from."""

    noun: ClassVar[str] = "trap"
    value: float | None = None
    value_claim: str = ""
    tolerance: float = 0.0
    reason: str
    misconception: str = ""
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (not self.value_claim):
            raise ValueError("A trap has either value or value_claim")

    @property
    def key(self) -> str:
        """What a trap is known by in a record of answers."""
        return f"trap {self.value:g}" if self.value is not None else f"trap {self.value_claim}"

    @property
    def text(self) -> str:
        """The number as a learner would type it."""
        return "" if self.value is None else number_in_words(self.value)


@dataclass(frozen=True, kw_only=True)
class Number(Item):
    """Give a number. The answer is a float; `answer_claim` takes the key from a claim, so that new data change it."""

    asks = "Write a number in digits, such as 1,250, then check."
    answer: float | None = None
    answer_claim: str = ""
    tolerance: float = 0.0
    unit: str = ""
    reason: str = ""
    traps: tuple[Trap, ...] = ()
    otherwise: str = ""

    def check_kind(self) -> None:
        """One key, reasons for right and wrong, traps that are not right answers."""
        if self.survey:
            if self.answer is not None or self.answer_claim or self.traps:
                raise ValueError("A survey has no key: leave out answer and traps")
            return
        if (self.answer is None) == (not self.answer_claim):
            raise ValueError(f'The item "{self.id}" needs either answer or answer_claim')
        if self.tolerance < 0 or any(trap.tolerance < 0 for trap in self.traps):
            raise ValueError("A tolerance cannot be negative")
        if not self.reason or not self.otherwise:
            raise ValueError(f'The item "{self.id}" needs a reason, and otherwise for a number no trap catches')
        for trap in self.traps:
            if self.answer is not None and trap.value is not None and _is_near(trap.value, self.answer, self.tolerance):
                raise ValueError(f"The trap {trap.text} is within the tolerance of the answer")

    def compare(self, answer: float) -> str:
        """The distance: "You said 300. ICE's list says 75. 225 apart."."""
        if self.answer is None:
            return f"You said {number_in_words(answer)}."
        apart = abs(answer - self.answer)
        far = f"{number_in_words(round(apart, 6))} apart" if apart else "The same number"
        return f"You said {number_in_words(answer)}. {self.said_by} says {number_in_words(self.answer)}. {far}."

    def why(self) -> str:
        return self.reason

    def wrong_answers(self) -> tuple[tuple[str, str], ...]:
        return (*((trap.text, trap.reason) for trap in self.traps), (ANYTHING_ELSE, self.otherwise))

    def parts(self) -> Sequence[Trap]:
        return self.traps

    def all_claims(self) -> tuple[str, ...]:
        named = [claim for claim in (self.answer_claim, *(trap.value_claim for trap in self.traps)) if claim]
        return each_once(super().all_claims(), named)

    def extras(self) -> dict[str, object]:
        return {"unit": self.unit}

    def setting(self) -> Setting:
        return super().setting()._replace(how=f"Answer in {self.unit}." if self.unit else "", blank=self.unit)

    def read(self, response: object) -> float | None:
        """The number in a response: digits with grouping commas or spaces, a sign, a point, and the item's unit."""
        if isinstance(response, str):
            return self._in_words(response)
        if isinstance(response, bool) or not isinstance(response, int | float):
            return None
        try:
            number = float(response)
        except OverflowError:
            return None
        return number if math.isfinite(number) else None

    def _in_words(self, response: str) -> float | None:
        found = _NUMBER.fullmatch(response[:MAX_TEXT].strip().replace("−", "-"))
        if not found or not (found[2] or found[3]) or not self._is_unit(found[4]):
            return None
        # What parts the thousands.
        digits = re.sub(r"[, \u00a0\u202f]", "", found[2] or "0")
        number = float(found[1] + digits + (found[3] or ""))
        return number if math.isfinite(number) else None

    def _is_unit(self, words: str) -> bool:
        return words.strip().casefold().rstrip(".") in self.unit_forms()

    def unit_forms(self) -> set[str]:
        """What may stand behind the number, in small letters: nothing, or the unit, in one and in many."""
        unit = self.unit.casefold()
        return {"", unit, unit.removesuffix("s"), f"{unit}s"} | (_PERCENT if unit in _PERCENT else set())

    def mark(self, answer: float) -> Mark:
        if self.answer is None:
            return unanswered_mark("The key of this question rests on a claim that could not be read.")
        if _is_near(answer, self.answer, self.tolerance):
            return mark_of_share(1.0, (Message("", f"Right. {self.reason}", "right"),))
        trap = self._trap(answer)
        if trap:
            about = Message(trap.key, trap.reason, "wrong", trap.claims)
            return mark_of_share(0.0, (Message("", "Not this number.", "wrong"), about, self._solution()))
        return mark_of_share(0.0, (Message("", self.otherwise, "wrong"), self._solution()))

    def _trap(self, answer: float) -> Trap | None:
        return next((t for t in self.traps if t.value is not None and _is_near(answer, t.value, t.tolerance)), None)

    def mistakes(self, answer: float) -> tuple[Mistake, ...]:
        if self.answer is None or _is_near(answer, self.answer, self.tolerance):
            return ()
        trap = self._trap(answer)
        return (Mistake(self.say(trap.value if trap else answer), trap.misconception if trap else ""),)

    def _solution(self) -> Message:
        return Message("answer", solution_line(self.say(self.answer), self.reason), "missed", self.claims, yours=False)

    def say(self, answer: float | None) -> str:
        return f"{number_in_words(answer)} {self.unit}".strip() if answer is not None else ""

    def key_text(self) -> tuple[str, ...]:
        if self.answer is None:
            return ()
        spread = f", give or take {number_in_words(self.tolerance)}" if self.tolerance else ""
        return (self.say(self.answer) + spread,)

    def with_values(self, value_of: Callable[[str], str]) -> Self:
        traps = tuple(
            dataclasses.replace(trap, value=float(value_of(trap.value_claim)), value_claim="", claims=trap.claims)
            if trap.value_claim
            else trap
            for trap in self.traps
        )
        if not self.answer_claim:
            return dataclasses.replace(self, traps=traps)
        claims = each_once(self.claims, [self.answer_claim])
        answer = float(value_of(self.answer_claim))
        return dataclasses.replace(self, answer=answer, answer_claim="", claims=claims, traps=traps)


def _is_near(number: float, wanted: float, tolerance: float) -> bool:
    # A hair more than the tolerance, so that 0.3 is within 0.1 of 0.2 as a reader expects.
    return abs(number - wanted) <= tolerance + 1e-9 * max(1.0, abs(wanted))


def number_in_words(number: float) -> str:
    """A number as prose writes it: 1843.0 gives 1,843; 57.25 stays."""
    return f"{int(number):,}" if number == int(number) else f"{number:,}"  # int: "-0" is 0, as readers write it
