"""What a class report comes to: ideas to take up again, questions to look at, learners to talk to.

Pure: it reads a class's statistics and gives sentences, which the terminal and the page show alike.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wso_lessons.content.words import as_sentence, count_with_noun
from wso_lessons.pages.dates_and_names import shorten
from wso_lessons.reports.ideas import IdeaRow
from wso_lessons.reports.statistics import ItemRow, LearnerRow

HARD = 0.5  # a mean score below this is low, of a question as of a learner
ENOUGH = 5  # fewer answers than this say little, unless the class is smaller than ten
MOST = 5  # as many as anybody will act on
NAMED = 300  # a group of more learners is no class, and a list of its names helps nobody
STEM_LENGTH = 90  # characters of a question that tell it from others


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question belongs: the title of the lesson that asks it, and the section it goes back to."""

    lesson: str
    section: str


@dataclass(frozen=True, slots=True)
class Advice:
    """A heading and its sentences, each with the words that stand in bold before it."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def advice(
    learners: Sequence[LearnerRow],
    items: Sequence[ItemRow],
    ideas: Sequence[IdeaRow],
    places: Mapping[str, Place],
) -> tuple[Advice, ...]:
    """What stands out; parts without a line are left out."""
    enough = max(1, min(ENOUGH, len(learners) // 2))
    parts = (
        Advice("Mistaken ideas to take up again", tuple(_ideas(learners, ideas))),
        Advice("Questions that were hard", tuple(_hard_questions(items, places, enough))),
        Advice("Questions to read again yourself, key and wording", tuple(_doubtful_questions(items))),
        Advice("Learners to talk to", tuple(_learners(learners)) if len(learners) <= NAMED else ()),
    )
    return tuple(part for part in parts if part.lines)


def share_in_words(share: float) -> str:
    """A share as a percentage: 0.314 gives 31%."""
    return f"{round(100 * share)}%"


def item_name(row: ItemRow) -> str:
    """What a report calls a question: its text in short, or its id where the course has it no more."""
    return f"“{shorten(row.stem, STEM_LENGTH)}”" if row.stem else row.item_id


def _ideas(learners: Sequence[LearnerRow], ideas: Iterable[IdeaRow]) -> Iterable[tuple[str, str]]:
    shared = [row for row in ideas if row.count("still", "mended") > 1 or len(learners) == 1]
    for row in shared[:MOST]:
        still, mended = row.count("still"), row.count("mended")
        asked = len(learners) - row.count("not asked")
        fresh = f", {mended} of them at first only" if mended else ""
        who = [learners[place].learner for place in row.learners("still")] if len(learners) <= NAMED else []
        names = f" Still: {', '.join(who)}." if who and len(who) < asked else ""
        yield (
            f"“{row.text}”",
            f" {still + mended} of {count_with_noun(asked, 'learner')}{fresh}. Rather: {row.correction}{names}",
        )


def _hard_questions(items: Iterable[ItemRow], places: Mapping[str, Place], enough: int) -> Iterable[tuple[str, str]]:
    low = [row for row in items if row.difficulty < HARD and row.answered >= enough and not _is_doubted(row)]
    for row in sorted(low, key=lambda row: row.difficulty)[:MOST]:
        place = places.get(row.item_id)
        back = f" Go back to “{place.section}” in “{place.lesson}”." if place and place.section else ""
        right = f" {share_in_words(row.right_first / row.answered)} of {row.answered} right at first."
        yield item_name(row), f"{right}{_most_taken(row)}{back}"


def _is_doubted(row: ItemRow) -> bool:
    return row.discrimination is not None and row.discrimination < 0


def _doubtful_questions(items: Iterable[ItemRow]) -> Iterable[tuple[str, str]]:
    low = [row for row in items if _is_doubted(row)]
    for row in sorted(low, key=lambda row: row.discrimination or 0)[:MOST]:
        against = (row.discrimination or 0) < -0.2
        told = "Those who did better elsewhere did worse here" if against else "It told nobody apart"
        yield item_name(row), f" {told} (discrimination {row.discrimination:.2f}).{_most_taken(row)}"


def _most_taken(row: ItemRow) -> str:
    return f" Most often taken ({row.top[1]}): {as_sentence(row.top[0].text)}" if row.top else ""


def _learners(learners: Sequence[LearnerRow]) -> Iterable[tuple[str, str]]:
    usual = statistics.median(row.answered for row in learners) if learners else 0
    low = sorted((row for row in learners if row.mean < HARD and row.answered), key=lambda row: row.mean)
    few = sorted((row for row in learners if row.answered < usual / 2), key=lambda row: row.answered)
    groups = (
        ("Less than half of the points at first", [f"{row.learner} ({share_in_words(row.mean)})" for row in low]),
        ("Often sure and wrong", _overconfident_learners(learners)),
        ("Few answers at all", [f"{row.learner} ({row.answered})" for row in few]),
    )
    for name, told in groups:
        if told:
            more = f" and {len(told) - MOST} more" if len(told) > MOST else ""
            yield name, f": {', '.join(told[:MOST])}{more}."


def _overconfident_learners(learners: Iterable[LearnerRow]) -> list[str]:
    sure = ((row, band) for row in learners for band in row.bands if band.said == "sure")
    often = [(row, band) for row, band in sure if band.answers >= ENOUGH and band.right / band.answers < HARD]
    often.sort(key=lambda pair: pair[1].right / pair[1].answers)
    return [f"{row.learner} ({band.right} of {band.answers} right)" for row, band in often]
