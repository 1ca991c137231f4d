"""How a lesson treats the two sides below its wording: who speaks first and last, who is corrected, whose harm is told.

Plain counts, each explained in docs/check-rules.md. A count says where to look, not that something is unfair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from wso_lessons.authoring.rules.wording.numbers import figures
from wso_lessons.authoring.world import LessonPage, World
from wso_lessons.notebook.sections import sections
from wso_lessons.quiz import Item

SIDES = ("supportive", "critical")
# A lesson may let one side begin throughout, and the next lesson the other: these are judged over the whole course.
ORDER = ("speaks first", "speaks last")
# The share of one side that still counts as even, in percent, and the fewest cases that a share is made of.
EVEN, FEWEST = (40, 60), 5
# Harm as told: to people whom someone released might hurt, and to people who are held or fear to be.
_PUBLIC_HARM = re.compile(
    r"\b(?:victims?|killed|killing|murder\w*|homicides?|assault\w*|rapes?|robb\w+|burglar\w+|gangs?|drugs?|violen\w+|"
    r"reoffend\w*|rearrest\w*|booked again|commit\w* (?:new |more |another |further )?crimes?|drunk driv\w+)\b",
    re.IGNORECASE,
)
_HELD_HARM = re.compile(
    r"\b(?:wrong(?:ly|ful\w*)?|unlawful\w*|illegal\w*|mistaken\w*|overdetain\w*|without (?:probable )?cause) "
    r"(?:\w+ ){0,2}(?:held|hold\w*|detain\w*|arrest\w*|jail\w*|custody)\b|"
    r"\bcitizens? (?:\w+ ){0,3}(?:held|detained|arrested)\b|"
    r"\b(?:held|kept|detained) [^;]{0,60}\bcitizens?\b|"  # the same, told from the jail's side
    r"\b(?:held|detained) (?:\w+ ){0,4}(?:past release|after bail|anyway|although|despite)\b|\b(?:profil\w+|separated|"
    r"afraid to (?:call|report)|fear of (?:police|deportation))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SideTally:
    """A count on each side of one thing: for the program, and against it."""

    what: str
    supportive: int
    critical: int

    @property
    def share(self) -> float:
        """The supportive side's share in percent; 50 where nothing was counted."""
        total = self.supportive + self.critical
        return 100 * self.supportive / total if total else 50.0

    @property
    def is_tilted(self) -> bool:
        """Whether there are enough to judge by and one side has more than its share."""
        return self.supportive + self.critical >= FEWEST and not EVEN[0] <= self.share <= EVEN[1]


# A rule and the report ask for the same lessons of one check.
_COUNTED: WeakKeyDictionary[World, dict[str, tuple[SideTally, ...]]] = WeakKeyDictionary()


def count_sides(world: World, lesson: LessonPage) -> tuple[SideTally, ...]:
    """The tallies of a lesson, always the same six in the same order."""
    counted = _COUNTED.setdefault(world, {})
    if lesson.entry.id not in counted:
        counted[lesson.entry.id] = _count(world, lesson)
    return counted[lesson.entry.id]


def _count(world: World, lesson: LessonPage) -> tuple[SideTally, ...]:
    asked = list(_items_asked(world, lesson))
    leans = {row.id: row.lean for row in world.course.reference("misconceptions").sound_records()}
    parts = [part for item in asked for part in item.parts()]
    named = [name for part in parts if (name := getattr(part, "misconception", ""))]
    speakers = list(_speakers(world, lesson))
    return (
        _tally(ORDER[0], (first for first, _ in speakers), SIDES),
        _tally(ORDER[1], (last for _, last in speakers), SIDES),
        _tally("corrected", (leans.get(name, "") for name in dict.fromkeys(named)), ("pro", "con")),
        _tally("wrong options", (leans.get(name, "") for name in named), ("pro", "con")),
        _harms(lesson),
        _rulings(world, lesson),
    )


def course_sides(tallies: Iterable[tuple[SideTally, ...]]) -> tuple[SideTally, ...]:
    """The tallies of all lessons together."""
    return tuple(
        SideTally(each[0].what, sum(one.supportive for one in each), sum(one.critical for one in each))
        for each in zip(*tallies, strict=True)
    )


def _tally(what: str, found: Iterable[str], sides: tuple[str, str]) -> SideTally:
    """Counts the words that stand for one side and for the other."""
    counts = Counter(found)
    return SideTally(what, *(counts[side] for side in sides))


def _speakers(world: World, lesson: LessonPage) -> Iterator[tuple[str, str]]:
    """Who is cited first and who last, in each section that cites both sides."""
    for section in sections(lesson.page.cells):
        cited = [world.claims[claim].stance for cell in section.cells for claim in cell.claims if claim in world.claims]
        spoken = [stance for stance in cited if stance in SIDES]
        if len(set(spoken)) == len(SIDES):
            yield spoken[0], spoken[-1]


def _items_asked(world: World, lesson: LessonPage) -> Iterator[Item]:
    """The items that a lesson asks, each once: those that its cells name, and its manifest's sets."""
    named = {call.argument for _, call in lesson.calls if call.function in ("ask", "quiz")}
    named |= set(lesson.entry.questions)
    yield from (item for item in world.items.values() if {item.id, item.set_id} & named and not item.survey)


def _harms(lesson: LessonPage) -> SideTally:
    """Sentences that tell harm with a number or a date: to the public, supporters' worry; to people held, critics'."""
    told = [sentence.text for _, _, sentence in lesson.statements if figures(sentence.text)]
    public, held = (sum(1 for text in told if pattern.search(text)) for pattern in (_PUBLIC_HARM, _HELD_HARM))
    return SideTally("harm with a number", public, held)


def _rulings(world: World, lesson: LessonPage) -> SideTally:
    """The cases that a lesson cites, by whom their outcome helps."""
    cases = world.course.reference("cases").sound_records()
    helps = (case.helps for case in cases if lesson.claims & set(case.claims))
    return _tally("rulings", helps, ("supports", "limits"))
