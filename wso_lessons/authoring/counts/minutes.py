"""How long a lesson takes: words at a reader's pace, and a time for each thing that is answered, tried or looked at.

docs/check-rules.md shows these numbers as a table. They are estimates for a class plan, the same for every lesson.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wso_lessons.authoring.world import LessonPage, questions_asked_by
from wso_lessons.notebook.cells import Cell, calls, data_of, figures_of
from wso_lessons.notebook.sections import sections
from wso_lessons.quiz import Item

WORDS_A_MINUTE = 180
# Seconds for a question with its reasons. A kind that is answered line by line takes its seconds for each line.
SECONDS_PER_ITEM = {"one": 45, "many": 60, "number": 45, "text": 60, "clause": 45}
SECONDS_PER_LINE = {"order": 12, "match": 15, "sort": 12}
OTHER_ITEM = 60  # a kind that is not listed, as the longest of those that are
# Seconds for what a code cell shows, by the lesson's own call in it, or by what its result is.
SECONDS_PER_CALL = {
    "simulate": 180,
    "explore": 180,
    "note": 120,
    "claim": 30,
    "source": 30,
    "figure": 45,
    "review": 600,
}
# Models that ask for much more than the rest: a person carried through booking, an opponent answered in writing.
SECONDS_PER_MODEL = {"booking-desk": 480, "opponent": 270, "scope-check": 240}
SECONDS_PER_PICTURE, SECONDS_PER_TABLE = 45, 30
# A note's label may leave gaps to finish, as "I recommend ..., because ...": each is thought out and written.
SECONDS_PER_GAP = 75


@dataclass(frozen=True, slots=True)
class Minutes:
    """How many minutes a lesson's core and its deeper sections take, unrounded."""

    core: float
    deeper: float


def measure_minutes(lesson: LessonPage, items: dict[str, Item]) -> Minutes:
    """Estimates a lesson's minutes; `items` are the questions of the course by id."""
    core = deeper = 0.0
    for section in sections(lesson.page.cells):
        seconds = sum(_seconds(cell, items) for cell in section.cells if "instructor" not in cell.tags)
        if section.is_deeper:
            deeper += seconds
        else:
            core += seconds
    return Minutes(core / 60, deeper / 60)


def _seconds(cell: Cell, items: dict[str, Item]) -> float:
    if cell.kind == "markdown":
        words = sum(sentence.words for block in cell.prose.blocks for sentence in block.sentences)
        return words * 60 / WORDS_A_MINUTE + SECONDS_PER_PICTURE * len(cell.prose.images)
    spent = sum(_seconds_of_calls(cell, items))
    return spent or measure_results(cell, SECONDS_PER_PICTURE, SECONDS_PER_TABLE)


def _seconds_of_calls(cell: Cell, items: dict[str, Item]) -> Iterator[float]:
    for call in calls(cell):
        if call.function in SECONDS_PER_CALL and not call.place:
            spent = SECONDS_PER_CALL[call.function]
            yield SECONDS_PER_MODEL.get(call.argument, spent) if call.function == "simulate" else spent
        elif call.function == "note":  # its label
            yield max(0, SECONDS_PER_GAP * call.argument.count("...") - SECONDS_PER_CALL["note"])
        else:
            yield sum(map(_item_seconds, questions_asked_by(call, items)))


def _item_seconds(item: Item) -> int:
    """The seconds that a question takes, with reading its reasons."""
    if item.kind in SECONDS_PER_LINE:
        return SECONDS_PER_LINE[item.kind] * max(1, len(item.lines(0)))
    return SECONDS_PER_ITEM.get(item.kind, OTHER_ITEM)


def measure_results(cell: Cell, picture: int, table: int) -> int:
    """What a cell's stored results take, each so much for every picture in it or, where it has none, for its table."""
    pages = [data_of(output, "text/html") for output in cell.outputs]
    return sum(picture * len(figures_of(page)) or table * ("<table" in page) for page in pages)
