"""The class report: receipts in, and out come a text for the terminal, three CSV files and one HTML page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content import Course, clock
from wso_lessons.content.answer import set_of
from wso_lessons.content.findings import one_line
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.dates_and_names import shorten
from wso_lessons.pages.html import text_table
from wso_lessons.quiz import Bank, Item
from wso_lessons.reports.advice import NAMED, Advice, Place, advice, share_in_words
from wso_lessons.reports.gathering import Gathered
from wso_lessons.reports.guesses import Spread, spread_lines
from wso_lessons.reports.ideas import IdeaRow, SharedMistake, idea_rows
from wso_lessons.reports.roster import Attendance, attendance
from wso_lessons.reports.statistics import ClassStatistics, ItemRow, LearnerRow, statistics

LEARNER_HEADS = ("Learner", "Answered", "Right at first", "Right at last", "Sure and right")
ITEM_HEADS = ("Question", "Answered", "Right at first", "Right at last", "Most frequent mistake")
STEM_WIDTH = 60
WIDTH = 100


@dataclass(frozen=True, slots=True)
class ClassReport:
    """A class's statistics, who holds which idea, what it comes to, what was guessed, and what was not taken.

    `days` are the first and the last on which a receipt was made; `attendance` is None where there is no roster.
    """

    course: str
    title: str
    statistics: ClassStatistics
    skipped: tuple[tuple[Path, str], ...]
    days: tuple[str, str]
    advice: tuple[Advice, ...] = ()
    guesses: tuple[Spread, ...] = ()
    ideas: tuple[IdeaRow, ...] = ()
    shared: tuple[SharedMistake, ...] = ()
    attendance: Attendance | None = None

    @property
    def names_learners(self) -> bool:
        """Whether learners are named one by one, which helps in a class and not in a district."""
        return len(self.statistics.learners) <= NAMED


def class_report(gathered: Gathered, course: Course, roster: Sequence[str] = ()) -> ClassReport:
    """The report on the receipts, read against a course's question bank; `roster` names those who were expected."""
    order = _order(gathered.bank)
    sheets = gathered.sheets()
    found = statistics(sheets, gathered.replies, order)
    known = {one.id: one for one in course.reference("misconceptions").sound_records()}
    ideas, shared = idea_rows(sheets, gathered.replies, known)
    made = sorted(clock.day_of_stamp(receipt.made).isoformat() for receipt in gathered.receipts) or [""]
    items = (gathered.replies.item_of(row.item_id) for row in found.items)
    return ClassReport(
        course.manifest.id,
        course.manifest.title,
        found,
        gathered.skipped,
        (made[0], made[-1]),
        advice(found.learners, found.items, ideas, _places(course, items)),
        gathered.guesses.spreads((receipt.guesses for receipt in gathered.receipts), order),
        ideas,
        shared,
        attendance(roster, [receipt.learner for receipt in gathered.receipts]) if roster else None,
    )


def _places(course: Course, items: Iterable[Item | None]) -> dict[str, Place]:
    """Where each question belongs: the lesson that asks it, and its section."""
    asks = {name: lesson.title for lesson in reversed(course.lessons) for name in lesson.questions}
    return {item.id: Place(asks[item.set_id], item.section) for item in items if item and item.set_id in asks}


def _order(bank: Bank) -> list[str]:
    """The items' ids in the order of the lessons that ask them, the others after them."""
    sets = [name for lesson in bank.course.lessons for name in lesson.questions]
    places = {name: place for place, name in enumerate(sets)}
    return sorted(bank.ids(), key=lambda item_id: places.get(set_of(item_id), len(places)))


def as_text(report: ClassReport, most: int = 0) -> str:
    """The report for a terminal: learners, questions, and last, nearest to the eye, what stands out and was skipped.

    Its lines have at most `most` characters, where that can be; 0 for tables as wide as they need.
    """
    width = min(WIDTH, most or WIDTH)
    learners, items = report.statistics.learners, report.statistics.items
    names = [(shorten(row.stem, STEM_WIDTH) or row.item_id, *item_cells(row)) for row in items]
    parts = [
        text_table(LEARNER_HEADS, map(learner_cells, learners), most)
        if report.names_learners
        else count_with_noun(len(learners), "learner"),
        text_table(ITEM_HEADS, names, most),
        gone_text(report),
        *_guesses_text(report.guesses, width),
        *(_advice_text(part, width) for part in report.advice),
        *attendance_text(report.attendance),
        skipped_text(report.skipped),
    ]
    return "\n\n".join(filter(None, parts))


def _guesses_text(guesses: Sequence[Spread], width: int) -> list[str]:
    def fold(line: str) -> str:
        indent = " " * 12 if line.startswith(" ") else ""
        return textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False)

    told = ["\n".join(map(fold, spread_lines(spread))) for spread in guesses]
    return ["What the class guessed", *told] if told else []


def _advice_text(part: Advice, width: int) -> str:
    told = [
        textwrap.fill(f"{name}{words}", width, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
        for name, words in part.lines
    ]
    return "\n".join([part.heading, *told])


def gone_text(report: ClassReport) -> str:
    """A sentence on questions that this version of the course no longer has, or ""."""
    gone = [row.item_id for row in report.statistics.items if not row.known]
    if not gone:
        return ""
    return f"Not in this version of the course, and counted as it was handed in: {', '.join(gone)}."


def attendance_text(found: Attendance | None) -> list[str]:
    """Who is missing, and whose receipts bear a name that the roster does not have: a sentence each."""
    if found is None:
        return []
    missing = f"No receipt yet from {count_with_noun(len(found.missing), 'learner')}: {', '.join(found.missing)}."
    unlisted = f"Not on the roster, or not clearly one of it: {', '.join(found.unlisted)}."
    return [
        missing if found.missing else "Everybody on the roster has handed in.",
        *([unlisted] * bool(found.unlisted)),
    ]


def skipped_text(skipped: Iterable[tuple[Path, str]]) -> str:
    """The files that were not taken, one a line, or ""."""
    lines = [f"  {one_line(path, 200)}: {reason}" for path, reason in skipped]
    return "\n".join(["Not taken:", *lines]) if lines else ""


def learner_cells(row: LearnerRow) -> tuple[object, ...]:
    """A learner's row under `LEARNER_HEADS`."""
    sure = next((f"{band.right} of {band.answers}" for band in row.bands if band.said == "sure"), "-")
    return (row.learner, row.answered, *_right_shares(row), sure)


def item_cells(row: ItemRow) -> tuple[object, ...]:
    """A question's row under `ITEM_HEADS`, without the question, which a page and a terminal name otherwise."""
    mistake = f"{shorten(row.top[0].text, STEM_WIDTH)} ({row.top[1]})" if row.top else "-"
    return (row.answered, *_right_shares(row), mistake)


def _right_shares(row: LearnerRow | ItemRow) -> tuple[str, str]:
    """How many of the answers were right at first, and at last, in percent; "-" where there are none."""
    if not row.answered:
        return "-", "-"
    return share_in_words(row.right_first / row.answered), share_in_words(row.right_last / row.answered)
