"""Rules on predictions and twins: a guess is asked where its answer is still closed, and tests are true pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.world import World
from wso_lessons.content import Finding
from wso_lessons.notebook.cells import Cell
from wso_lessons.quiz import POST_TEST, PRE_TEST, Item

# Levels of a question that takes a rule to a new case.
TRANSFER = frozenset({"apply", "analyze", "evaluate"})
# So many words of a right answer, found together elsewhere, tell it; two may meet by accident.
TELLING = 3


def check(world: World) -> Iterator[Finding]:
    """All findings on predictions and on the twins of the two tests."""
    asked: set[str] = set()
    for lesson in world.lessons:
        for cell, call in lesson.calls:
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
    if "predict" in cell.tags and not item.predict:
        would = "cannot be skipped" if item.survey else "would be marked right or wrong"
        problem = f'The cell is tagged predict, and "{item.id}" {would}.'
        remedy = "Write `predict: true` into the question, or tag the cell answer-first, which closes what follows too."
        yield finding("prediction-marked", cell.where, problem, remedy)
    if "predict" not in cell.tags and item.predict:
        problem = f'The prediction "{item.id}" is asked in a cell that closes nothing.'
        yield finding("prediction-open", cell.where, problem, "Tag the cell predict.")


def _twins(world: World) -> Iterator[Finding]:
    """Each twin id stands once in each of the two tests, and nowhere else; a pair has one form and different facts."""
    found: dict[str, list[Item]] = {}
    for item in world.items.values():
        if item.twin:
            found.setdefault(item.twin, []).append(item)
    pairs: list[tuple[Item, Item]] = []
    for twin, items in found.items():
        if sorted(item.set_id for item in items) == sorted((PRE_TEST, POST_TEST)):
            pairs.append((items[0], items[1]))
            yield from _pair(*pairs[-1])
        else:
            names = ", ".join(item.id for item in items)
            problem = f'The twin "{twin}" is not one question of each test: {names}.'
            remedy = f"Give it to one question of {PRE_TEST} and to one of {POST_TEST}."
            yield finding("twin-alone", items[0].where, problem, remedy)
    transfer = sum(one.level in TRANSFER and other.level in TRANSFER for one, other in pairs)
    if transfer < len(pairs) / 2:
        problem = f"{transfer} of {len(pairs)} pairs of the two tests ask for a rule in a new case."
        remedy = "In half of them at least, let both questions apply it, and say so: `level: apply`."
        yield finding("twin-recall", pairs[0][0].where, problem, remedy)
    for one in (PRE_TEST, POST_TEST):
        yield from _keys_told([item for item in world.items.values() if item.set_id == one])


def _pair(one: Item, other: Item) -> Iterator[Finding]:
    """What the two questions of a pair must share, and what they must not."""
    shared = {
        "kind": (one.kind, other.kind),
        "level": (one.level, other.level),
        "objective": (one.objective, other.objective),
        "section": (one.section, other.section),
        "number of choices": (len(one.choices()), len(other.choices())),
    }
    unlike = [name for name, (here, there) in shared.items() if here != there]
    if unlike:
        problem = f'The twins "{one.id}" and "{other.id}" differ in {", ".join(unlike)}.'
        yield finding("twin-uneven", other.where, problem, "Ask after the same rule in the same form.")
    if one.stem == other.stem or one.key_text() == other.key_text():
        what = "question" if one.stem == other.stem else "right answer"
        problem = f'The twins "{one.id}" and "{other.id}" have the same {what}.'
        yield finding("twin-same", other.where, problem, "Ask after the same rule with other facts.")


def _keys_told(items: Sequence[Item]) -> Iterator[Finding]:
    """Right answers all of whose telling words stand in what another question of the same test says."""
    for item in items:
        key = _telling_words(" ".join(item.key_text())) - _telling_words(item.stem)
        for other in items:
            said = " ".join([other.stem, *(text for _, text in other.choices())])
            if other is not item and len(key) >= TELLING and key <= _telling_words(said):
                problem = f'"{other.id}" has every word of the right answer to "{item.id}": {", ".join(sorted(key))}.'
                yield finding("key-told", other.where, problem, "Reword one of the two.")


def _telling_words(text: str) -> frozenset[str]:
    """Words of five letters or more: shorter ones are mostly the grammar's."""
    # Letters alone: a number is told by its own rule.
    return frozenset(re.findall(r"[a-z]{5,}", text.casefold()))
