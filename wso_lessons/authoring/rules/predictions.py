"""Rules on predictions and twins: a guess is asked where its answer is still closed, and tests are pairs."""

from __future__ import annotations

from collections.abc import Iterator

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.world import World
from wso_lessons.content import Finding
from wso_lessons.notebook.cells import Cell, calls
from wso_lessons.quiz import POST_TEST, PRE_TEST, Item


def check(world: World) -> Iterator[Finding]:
    """All findings on predictions and on the twins of the two tests."""
    asked: set[str] = set()
    for lesson in world.lessons:
        for cell in lesson.page.code_cells:
            for call in calls(cell):
                if call.function == "ask" and call.argument in world.items:
                    item = world.items[call.argument]
                    asked |= {item.id} if "predict" in cell.tags else set()
                    yield from _in_its_cell(item, cell)
    own = {lesson.entry.id for lesson in world.lessons}
    if own == {entry.id for entry in world.entries}:  # a borrowed lesson's cells are not read, and may ask the rest
        yield from (
            finding("prediction-unasked", item.where, f'No cell tagged predict asks the prediction "{item.id}".',
                    "Ask it in one, or leave out `predict: true`.")
            for item in world.items.values() if item.predict and item.id not in asked
        )  # fmt: skip
    yield from _twins(world)


def _in_its_cell(item: Item, cell: Cell) -> Iterator[Finding]:
    if "predict" in cell.tags and not item.predict and not item.survey:
        problem = f'The cell is tagged predict, and "{item.id}" would be marked right or wrong.'
        remedy = "Write `predict: true` into the question, or take the tag off the cell."
        yield finding("prediction-marked", cell.where, problem, remedy)
    if "predict" not in cell.tags and item.predict:
        problem = f'The prediction "{item.id}" is asked in a cell that closes nothing.'
        yield finding("prediction-open", cell.where, problem, "Tag the cell predict.")


def _twins(world: World) -> Iterator[Finding]:
    """Each twin id stands once in each of the two tests, and nowhere else."""
    found: dict[str, list[Item]] = {}
    for item in world.items.values():
        if item.twin:
            found.setdefault(item.twin, []).append(item)
    for twin, items in found.items():
        if sorted(item.set_id for item in items) != sorted((PRE_TEST, POST_TEST)):
            names = ", ".join(item.id for item in items)
            problem = f'The twin "{twin}" is not one question of each test: {names}.'
            remedy = f"Give it to one question of {PRE_TEST} and to one of {POST_TEST}."
            yield finding("twin-alone", items[0].where, problem, remedy)
