"""Checks a course: every rule over every file, one finding for each fault, nothing stops at the first."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wso_lessons.authoring.catalogue import FILES
from wso_lessons.authoring.counts.keys import SetCount, count_sets
from wso_lessons.authoring.counts.tables import LessonCount, count_lesson, count_tables
from wso_lessons.authoring.execute import execute_course
from wso_lessons.authoring.fix import fix_course
from wso_lessons.authoring.rules import figures, law, ledger, length, lesson, notebook, predictions, questions, use
from wso_lessons.authoring.rules.wording import framing, prose, words
from wso_lessons.authoring.world import World
from wso_lessons.content import ContentError, Course, Finding, clock
from wso_lessons.content.files import course_paths
from wso_lessons.content.reference import REFERENCE_TABLES
from wso_lessons.content.rows.registry import Registry
from wso_lessons.content.words import count_with_noun
from wso_lessons.quiz.item import LEVELS
from wso_lessons.tables.checks import check_tables


def _links_out(world: World) -> Iterable[Finding]:
    """Links in the course's folder that lead out of it, whether or not anything reads them."""
    links = filter(Path.is_symlink, course_paths(world.course.root))  # what is no link leads nowhere
    return filter(None, map(world.course.link_out, links))


GROUPS: tuple[Callable[[World], Iterable[Finding]], ...] = (
    _links_out,
    ledger.check,
    law.check,
    lambda world: check_tables(world.course),
    notebook.check,
    lesson.check,
    length.check,
    framing.check,
    words.check,
    prose.check,
    figures.check,
    questions.check,
    predictions.check,
    use.check,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: findings in the order of their places, lessons and sets counted, citing claims per source.

    `levels` counts the questions by the kind of thinking they ask for, "" where none is given.
    """

    findings: tuple[Finding, ...]
    lessons: tuple[LessonCount, ...]
    claims: int
    cited: dict[str, int]
    sets: tuple[SetCount, ...]
    levels: dict[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make a course unfit, without the warnings."""
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that an author may leave as they are."""
        return tuple(finding for finding in self.findings if finding.level == "warning")


def check_course(course: Course, as_of: str | None = None) -> list[Finding]:
    """The findings on a course in the order of their places; `as_of` is the day of the check: 2026-06-05 (today).

    Raises ValueError where `as_of` is no date.
    """
    return list(report(course, as_of).findings)


def report(course: Course, as_of: str | None = None, *, execute: bool = False) -> Report:
    """Checks a course; `as_of` as in `check_course`, `execute` runs the lessons too (see `execute_course`).

    Raises ValueError where `as_of` is no date.
    """
    world = World(course, _day(as_of))
    found = [finding for group in GROUPS for finding in _run(group, world)]
    if execute:
        found += _run(lambda one: execute_course(one.course), world)
    unsure = _unsure_rules(world)
    kept = dict.fromkeys(one for one in found if world.owns(one.where.file) and one.code not in unsure)
    ordered = sorted(kept, key=lambda one: (str(one.where.file), one.where.line, one.where.cell, one.code))
    lessons = tuple(count_lesson(world, one) for one in world.lessons)
    levels: Counter[str] = Counter(item.level for item in world.items.values() if item.counts)
    cited = dict(course.claims_by_source)
    return Report(tuple(ordered), lessons, len(world.claims), cited, count_sets(world), dict(levels))


def _unsure_rules(world: World) -> set[str]:
    """The rules that cannot be judged since a file is lost: what it holds would all seem unknown or unused."""
    lost = {code for code in FILES if code not in ("id-duplicate", "key-missing")}
    course = world.course
    unsure = {"claim-unused", "disagreement-untaught", "figure-unused"} if world.problems else set()
    parts: list[tuple[Registry[Any], tuple[str, ...]]] = [
        (course.claims, ("claim-unknown", "claim-unused", "source-unused")),
        (course.sources, ("source-unknown",)),
        (course.question_rows, ("item-unknown", "claim-unused")),
        (course.terms, ("item-unknown", "claim-unused")),
        (course.disagreements, ("claim-unused",)),
        (course.figures, ("claim-unused", "figure-missing")),
        *((course.reference(name), ("misconception-unknown", "claim-unused")) for name in REFERENCE_TABLES),
    ]
    for registry, codes in parts:
        if any(problem.code in lost for problem in registry.problems):
            unsure.update(codes)
    return unsure


def _day(as_of: str | None) -> str:
    if not as_of:
        return clock.today().isoformat()
    try:
        return datetime.date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise ValueError(f'"{as_of}" is no date; write it as 2026-06-05') from None


def mend(course: Course) -> list[str]:
    """Mends what is mechanical, and raises, as `fix_course` does; a line for each file that changed."""
    return [f"{path.name}: {count_with_noun(cells, 'cell')} mended" for path, cells in fix_course(course)]


def _run(group: Callable[[World], Iterable[Finding]], world: World) -> list[Finding]:
    """A group's findings up to a fault that keeps it from going on, which is then a finding itself."""
    found: list[Finding] = []
    try:
        found.extend(group(world))
    except ContentError as error:
        found.append(error.finding)
    return found


def report_lines(found: Report, base: Path, *, counts: bool = False) -> list[str]:
    """A report as lines: errors first, then warnings, then a summary; `counts` adds a line for each lesson."""
    told = [finding_line(finding, base) for finding in (*found.errors, *found.warnings)]
    if counts:
        told += [line for table in count_tables(found.lessons, found.sets) for line in ("", table)]
        told += ["", level_line(found.levels)]
    tally = f"{count_with_noun(len(found.errors), 'error')}, {count_with_noun(len(found.warnings), 'warning')}"
    return [
        *told,
        f"{tally} in {count_with_noun(len(found.lessons), 'notebook')} and {count_with_noun(found.claims, 'claim')}.",
    ]


def level_line(levels: dict[str, int]) -> str:
    """How many marked questions ask for each kind of thinking, with their share of those that say it."""
    said = sum(count for level, count in levels.items() if level)
    counts = [f"{level} {levels[level]} ({levels[level] / said:.0%})" for level in LEVELS if levels.get(level)]
    unsaid = [f"not said {levels['']}"] if levels.get("") else []
    return f"Marked questions by level: {', '.join([*counts, *unsaid]) or 'none'}."


def finding_line(finding: Finding, base: Path) -> str:
    """A finding as one line, with its file as seen from the folder `base`."""
    file = finding.where.file
    if file.is_absolute() and file.is_relative_to(base):
        place = dataclasses.replace(finding.where, file=file.relative_to(base))
        finding = dataclasses.replace(finding, where=place)
    return f"{finding}" if finding.level == "error" else f"{finding} (warning)"
