"""What `check --report` counts of a lesson, and its tables: lessons, how they treat the two sides, question sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wso_lessons.authoring.counts.keys import Pattern, SetCount
from wso_lessons.authoring.counts.minutes import Minutes, measure_minutes
from wso_lessons.authoring.counts.screens import measure_screens
from wso_lessons.authoring.counts.sides import SideTally, count_sides, course_sides
from wso_lessons.authoring.counts.words import ReadingTime, WordCount, count_reading, count_words
from wso_lessons.authoring.world import LessonPage, World
from wso_lessons.content.records import STANCES
from wso_lessons.pages.html import text_table

# What the short headers mean, for a reader of the terminal; the rules' page says how each is counted.
LESSON_COLUMNS = """core, deeper: minutes; screens: of the core; exempt: words that need no citation
per 100: citations in 100 words; sentence: words in one; grade: of reading
supportive, critical, official, neutral: words that rest on such claims"""
SIDE_COLUMNS = "Cases for the program : against it; ! under 40 percent of five or more"
SET_COLUMNS = """How often such an option is a right one, of how many; chance: how often it would
be if keys lay at random; ! where chance alone would seldom give that"""


@dataclass(frozen=True, slots=True)
class LessonCount:
    """A lesson's words, by stance too, how many claims it cites, how it reads, how long it is, how it treats sides."""

    id: str
    words: WordCount
    claims: int
    reading: ReadingTime
    minutes: Minutes
    screens: float
    sides: tuple[SideTally, ...]


def count_lesson(world: World, lesson: LessonPage) -> LessonCount:
    """Counts a lesson."""
    return LessonCount(
        lesson.entry.id, count_words(world, lesson), len(lesson.claims), count_reading(lesson),
        measure_minutes(lesson, world.items), measure_screens(lesson, world.items), count_sides(world, lesson),
    )  # fmt: skip


def count_tables(lessons: Sequence[LessonCount], sets: Sequence[SetCount]) -> Iterator[str]:
    """The tables as text; one without rows is left out."""
    if lessons:
        yield f"{text_table(*lesson_rows(lessons))}\n\n{LESSON_COLUMNS}"
        yield f"{text_table(*side_rows(lessons))}\n\n{SIDE_COLUMNS}"
    if sets:
        yield f"{text_table(*set_rows(sets))}\n\n{SET_COLUMNS}"


def lesson_rows(lessons: Sequence[LessonCount]) -> tuple[list[str], list[list[str]]]:
    """Headers and a row for each lesson: minutes, the core's screens, words, how it reads, words by stance."""
    headers = ["lesson", "core", "screens", "deeper", "words", "exempt", "claims", "per 100", "sentence", "grade"]
    rows = [
        [one.id, f"{one.minutes.core:.0f} min", f"{one.screens:.0f}", f"{one.minutes.deeper:.0f} min"]
        + [str(one.words.total), f"{one.words.share:.0%}", str(one.claims)]
        + [f"{one.reading.markers_per_100:.1f}", f"{one.reading.words_per_sentence:.1f}", f"{one.reading.grade:.1f}"]
        + [str(one.words.stances[stance]) for stance in STANCES]
        for one in lessons
    ]
    return [*headers, *STANCES], rows


def side_rows(lessons: Sequence[LessonCount]) -> tuple[list[str], list[list[str]]]:
    """Headers and a row for each lesson: each tally as supportive : critical, with ! where it is tilted."""
    headers = ["for : against", *(tally.what for tally in lessons[0].sides)]
    whole = course_sides(one.sides for one in lessons)
    return headers, [*([one.id, *map(_pair, one.sides)] for one in lessons), ["all lessons", *map(_pair, whole)]]


def _pair(tally: SideTally) -> str:
    return f"{tally.supportive} : {tally.critical}{' !' if tally.is_tilted else ''}"


def set_rows(sets: Sequence[SetCount]) -> tuple[list[str], list[list[str]]]:
    """Headers and a row for each set: how often options of a trait are right, by chance too, and its items' levels."""
    headers = ["set", "items", *(pattern.trait for pattern in sets[0].patterns), "levels"]
    rows = [[one.id or "all sets", str(one.items), *map(_rate, one.patterns), _levels(one.levels)] for one in sets]
    return headers, rows


def _levels(levels: Mapping[str, int]) -> str:
    return ", ".join(f"{level} {count}" for level, count in sorted(levels.items())) or "-"


def _rate(pattern: Pattern) -> str:
    if not pattern.of:
        return "-"
    odd = " !" if pattern.is_unlikely else ""
    return f"{pattern.right} of {pattern.of} (chance {pattern.expected:.1f}){odd}"
