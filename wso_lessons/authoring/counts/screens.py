"""How many screens a lesson's core fills in JupyterLab at 1280 x 900, where 779 pixels are left for the lesson.

The heights were measured on lessons 00 and 03, all opened. They are estimates, the same for every lesson; what a reader
opens or answers adds to them. docs/check-rules.md shows them as a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from wso_lessons.authoring.counts.minutes import measure_results
from wso_lessons.authoring.world import LessonPage, questions_asked_by
from wso_lessons.notebook.cells import Cell, calls
from wso_lessons.notebook.sections import sections
from wso_lessons.quiz import Item

SCREEN = 779  # pixels that JupyterLab leaves a lesson at 1280 x 900
# Text: a line, the words that fit on it, the space around a paragraph, list item or table row, and a heading.
TEXT_LINE, WORDS_A_LINE, AROUND, HEADING = 22, 17, 17, 60
# A question without its choices, and each choice or line that is answered.
ITEM, CHOICE = 150, 35
PER_CALL = {"start": 150, "simulate": 700, "explore": 1200, "note": 195, "claim": 520, "source": 300, "figure": 420}
PICTURE_HEIGHT, TABLE_HEIGHT = 420, 250


def measure_screens(lesson: LessonPage, items: dict[str, Item]) -> float:
    """Estimates the screens of a lesson's core, unrounded; `items` are the questions of the course by id.

    Words and Sources at the end are looked up and not read, so they count for nothing.
    """
    core = (section for section in sections(lesson.page.cells) if not section.is_deeper)
    heights = (_height(cell, items) for section in core for cell in section.cells if "instructor" not in cell.tags)
    return sum(heights) / SCREEN


def _height(cell: Cell, items: dict[str, Item]) -> int:
    if cell.kind == "markdown":
        blocks = cell.prose.blocks
        lines = (ceil(max(1, sum(one.words for one in block.sentences)) / WORDS_A_LINE) for block in blocks)
        return sum(TEXT_LINE * count + AROUND for count in lines) + HEADING * bool(cell.heading)
    code = TEXT_LINE * len(cell.source.splitlines()) if "lesson-code" in cell.tags else 0  # other code is folded away
    shown = list(_heights_of_calls(cell, items))
    return code + (sum(shown) if shown else measure_results(cell, PICTURE_HEIGHT, TABLE_HEIGHT))


def _heights_of_calls(cell: Cell, items: dict[str, Item]) -> Iterator[int]:
    for call in calls(cell):
        if call.function in PER_CALL and not call.place:
            yield PER_CALL[call.function]
        elif call.function in ("words", "sources", "finish"):
            yield 0
        elif asked := questions_asked_by(call, items):
            yield sum(ITEM + CHOICE * len(item.lines(0)) for item in asked)
