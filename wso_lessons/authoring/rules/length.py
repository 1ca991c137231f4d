"""Rules on how much a lesson asks of its reader: minutes, screens, markers, what its core may lean on."""

from __future__ import annotations

from collections.abc import Iterator

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.counts.minutes import measure_minutes
from wso_lessons.authoring.counts.screens import measure_screens
from wso_lessons.authoring.counts.words import count_reading
from wso_lessons.authoring.world import LessonPage, World, questions_asked_by
from wso_lessons.content import Finding, Where
from wso_lessons.notebook.cells import calls
from wso_lessons.notebook.sections import sections

CORE_MINUTES, CORE_SCREENS = 45, 20  # a class period, and what a class will turn in it
MARKERS_PER_100 = 2.5  # with five a lesson looked like a brief (docs/decisions.md)
FEW_WORDS = 200  # in a shorter lesson one citation more or less would decide
# A manifest's minutes are a plan: they may differ from the estimate by this many minutes, or by this share of it.
SLACK_MINUTES, SLACK_SHARE = 5, 0.2


def check(world: World) -> Iterator[Finding]:
    """All findings on the length of lessons and on the tag `deeper`."""
    for lesson in world.lessons:
        yield from _minutes(world, lesson)
        yield from _markers(lesson)
        yield from _deeper(lesson)
        yield from _asked_ahead(world, lesson)


def _minutes(world: World, lesson: LessonPage) -> Iterator[Finding]:
    spent, entry = measure_minutes(lesson, world.items), lesson.entry
    remedy = "Tag the heading of a section deeper, or shorten; `check --report` shows the"
    if round(spent.core) > CORE_MINUTES:
        problem = f"The core of the lesson takes about {spent.core:.0f} minutes; {CORE_MINUTES} are a class period."
        yield finding("core-long", Where(lesson.page.path), problem, f"{remedy} minutes.")
    screens = round(measure_screens(lesson, world.items))
    if screens > CORE_SCREENS:
        problem = f"The core of the lesson fills about {screens} screens; {CORE_SCREENS} are what a class will turn."
        yield finding("core-tall", Where(lesson.page.path), problem, f"{remedy} screens.")
    for key, planned, found in (
        ("minutes", entry.minutes, spent.core), ("deeper_minutes", entry.deeper_minutes, spent.deeper)
    ):  # fmt: skip
        if abs(planned - found) > max(SLACK_MINUTES, SLACK_SHARE * found):
            problem = (
                f'The manifest gives "{entry.id}" {key} {planned}; its words, questions and models ask {found:.0f}.'
            )
            yield finding("minutes-differ", entry.where, problem, f"Write `{key}: {found:.0f}`, or mend the lesson.")


def _markers(lesson: LessonPage) -> Iterator[Finding]:
    reading = count_reading(lesson)
    if reading.words >= FEW_WORDS and reading.markers_per_100 > MARKERS_PER_100:
        problem = f"There are {reading.markers_per_100:.1f} citations per 100 words; {MARKERS_PER_100} are readable."
        remedy = "Let neighboring sentences on the same claims share one link; a link may name several claims."
        yield finding("markers-many", Where(lesson.page.path), problem, remedy)


def _deeper(lesson: LessonPage) -> Iterator[Finding]:
    for cell in lesson.page.cells:
        if "deeper" in cell.tags and not cell.heading:
            problem = "The tag deeper stands at a cell that begins no section."
            yield finding("deeper-misplaced", cell.where, problem, "Put it at the cell with the section's heading.")
        elif "deeper" in cell.tags and not cell.is_folded:
            problem = f'The section "{cell.heading.text if cell.heading else ""}" goes deeper and is not folded.'
            yield finding("deeper-unfolded", cell.where, problem, "Run `wso-lessons check --fix`, which folds it.")


def _asked_ahead(world: World, lesson: LessonPage) -> Iterator[Finding]:
    """Questions of the core that rest on a section which a class does not read."""
    parts = sections(lesson.page.cells)
    deeper = {part.heading for part in parts if part.is_deeper}
    for cell in (cell for part in parts if not part.is_deeper for cell in part.cells):
        for item in (item for call in calls(cell) for item in questions_asked_by(call, world.items)):
            if item.section in deeper:
                problem = f'The core asks "{item.id}", and "{item.section}", which teaches it, goes deeper.'
                remedy = "Ask it there, or ask what the core shows and name the core's section."
                yield finding("asked-ahead", item.where, problem, remedy)
