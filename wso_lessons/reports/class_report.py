"""The class report: receipts in, and out come a table for the terminal, two CSV files and one HTML page.

Receipts that are damaged, duplicate or of another course are listed with the reason and left out.
"""

from __future__ import annotations

import csv
import io
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wso_lessons.content import ContentError, Course, UnknownId
from wso_lessons.content.files import leads_out
from wso_lessons.content.findings import one_line
from wso_lessons.pages.html import text_table
from wso_lessons.pages.wording import shortened
from wso_lessons.progress.receipt import Receipt, ReceiptError, read_receipt
from wso_lessons.quiz import Bank, Item
from wso_lessons.reports.advice import Advice, Place, advice
from wso_lessons.reports.guesses import Spread, spread_lines, spreads
from wso_lessons.reports.statistics import ClassStatistics, ItemRow, LearnerRow, Paper, statistics

STEM_WIDTH = 60
WIDTH = 100
BOM = "\ufeff"  # without it Excel takes UTF-8 for the computer's own code page
READING = (
    "Mean: the mean score of first answers, from 0 (nobody right) to 1 (everybody). Discrimination: near 1 where\n"
    "those who did well elsewhere did well here, near 0 where not; below 0 the wording or the key may be at fault."
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The receipts to be used, one a record, and the files that were skipped with the reason for each."""

    receipts: tuple[Receipt, ...]
    skipped: tuple[tuple[Path, str], ...]


@dataclass(frozen=True, slots=True)
class ClassReport:
    """A class's statistics, what they come to, what was skipped, and what was guessed."""

    course: str
    title: str
    statistics: ClassStatistics
    skipped: tuple[tuple[Path, str], ...]
    days: tuple[str, str]
    advice: tuple[Advice, ...] = ()
    guesses: tuple[Spread, ...] = ()


def gather(paths: Iterable[Path], course: str) -> Gathered:
    """Reads receipts from files and folders (every .json file in them). Never raises for a faulty file."""
    by_record: dict[str, list[Receipt]] = {}
    skipped: list[tuple[Path, str]] = []
    for path in dict.fromkeys(_files(paths)):
        try:
            receipt = read_receipt(path, course)
        except ReceiptError as error:
            skipped.append((path, f"{error}."))
        else:
            by_record.setdefault(receipt.record, []).append(receipt)
    used = []
    for receipts in by_record.values():
        receipts.sort(key=lambda one: len(one.path.name))  # of copies, the one whose name has no "(1)"
        # A record only grows, and a computer's clock may go back: the fuller receipt counts, not the later date.
        first, *others = sorted(receipts, key=lambda one: (_answers_in(one), one.made), reverse=True)
        used.append(first)
        skipped += [(one.path, _twin(one, first)) for one in others]
    return Gathered(tuple(sorted(used, key=lambda one: (one.learner.casefold(), one.record))), tuple(skipped))


def _answers_in(receipt: Receipt) -> int:
    return sum(one.answers for one in receipt.answers) + len(receipt.guesses)


def _twin(one: Receipt, used: Receipt) -> str:
    if (one.made, one.answers) == (used.made, used.answers):
        return f"It is a copy of {one_line(used.path.name)}."
    what = "is an older receipt of" if _answers_in(one) == _answers_in(used) else "holds fewer answers from"
    return f"It {what} the same record as {one_line(used.path.name)}."


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    """The files named, and those in the folders named; a link that leads out of its folder is not followed."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        yield from (one for one in sorted(path.rglob("*.json")) if not leads_out(one, path))


def class_report(gathered: Gathered, course: Course) -> ClassReport:
    """The report on the receipts, read against a course's question bank."""
    bank = Bank(course)
    known: dict[str, Item | None] = {}

    def item_of(item_id: str) -> Item | None:
        if item_id not in known:
            try:
                known[item_id] = bank.item(item_id)
            except (UnknownId, ContentError):
                known[item_id] = None
        return known[item_id]

    names = _names(gathered.receipts)
    papers = [
        Paper(name, {one.item_id: (one.first, one.last) for one in receipt.answers if _is_marked(item_of(one.item_id))})
        for name, receipt in zip(names, gathered.receipts, strict=True)
    ]
    order = _order(bank)
    found = statistics(papers, item_of, order)
    guesses = spreads((receipt.guesses for receipt in gathered.receipts), item_of, order)
    made = sorted(receipt.made[:10] for receipt in gathered.receipts) or [""]
    words = {one.id: (one.text, one.correction) for one in course.reference("misconceptions").sound_records()}
    told = advice(found.learners, found.items, words, _places(course, known))
    days = (made[0], made[-1])
    return ClassReport(course.manifest.id, course.manifest.title, found, gathered.skipped, days, told, guesses)


def _is_marked(item: Item | None) -> bool:
    """Whether answers to an item count: it was marked when they were given, and has not become a prediction since."""
    return item is None or item.counts


def _places(course: Course, items: dict[str, Item | None]) -> dict[str, Place]:
    """Where each question belongs: the lesson that asks it, and its section."""
    asks = {name: lesson.id for lesson in reversed(course.lessons) for name in lesson.questions}
    return {
        item_id: Place(asks[item.set_id], item.section)
        for item_id, item in items.items()
        if item and item.set_id in asks
    }


def _order(bank: Bank) -> list[str]:
    """The items' ids in the order of the lessons that ask them, the others after them."""
    sets = [name for lesson in bank.course.lessons for name in lesson.questions]
    places = {name: place for place, name in enumerate(sets)}
    return sorted(bank.ids(), key=lambda item_id: places.get(item_id.split("/")[0], len(places)))


def _names(receipts: Sequence[Receipt]) -> list[str]:
    """The learners' names; two learners of one name are told apart by their records."""
    counted = Counter(receipt.learner for receipt in receipts)
    return [
        f"{receipt.learner} ({receipt.record[:6]})" if counted[receipt.learner] > 1 else receipt.learner
        for receipt in receipts
    ]


def as_text(report: ClassReport) -> str:
    """The report for a terminal: learners, questions, and last, nearest to the eye, what stands out and was skipped."""
    learners = text_table(
        ("Learner", "Answered", "Right at first", "Right at last", "Mean", "Sure and right"),
        [_learner_cells(row) for row in report.statistics.learners],
    )
    items = text_table(
        ("Question", "Answered", "Mean", "Discrimination", "Most frequent mistake"),
        [_item_cells(row) for row in report.statistics.items],
    )
    gone = gone_text(report)
    parts = [
        learners,
        items,
        READING,
        *([gone] if gone else []),
        *_guesses_text(report.guesses),
        *map(_advice_text, report.advice),
    ]
    return "\n\n".join([*parts, *([skipped] if (skipped := skipped_text(report.skipped)) else [])])


def _guesses_text(guesses: Sequence[Spread]) -> list[str]:
    lines = [line for spread in guesses for line in spread_lines(spread)]
    return ["\n".join(["What the class guessed", *lines])] if lines else []


def _advice_text(part: Advice) -> str:
    told = [
        textwrap.fill(f"{name}{words}", WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
        for name, words in part.lines
    ]
    return "\n".join([part.heading, *told])


def gone_text(report: ClassReport) -> str:
    """A sentence on questions that this version of the course no longer has, or ""."""
    gone = [row.item_id for row in report.statistics.items if not row.known]
    if not gone:
        return ""
    return f"Not in this version of the course, and counted as it was handed in: {', '.join(gone)}."


def skipped_text(skipped: Iterable[tuple[Path, str]]) -> str:
    """The skipped files, one a line, or ""."""
    lines = [f"  {one_line(path, 200)}: {reason}" for path, reason in skipped]
    return "\n".join(["Skipped:", *lines]) if lines else ""


def _learner_cells(row: LearnerRow) -> tuple[object, ...]:
    return (row.learner, row.answered, row.right_first, row.right_last, f"{row.mean:.2f}", sure_words(row))


def sure_words(row: LearnerRow) -> str:
    """How many of the answers that the learner was sure of were right."""
    sure = next((band for band in row.bands if band.said == "sure"), None)
    return f"{sure.right} of {sure.answers}" if sure else "-"


def _item_cells(row: ItemRow) -> tuple[object, ...]:
    return (row.item_id, row.answered, f"{row.difficulty:.2f}", number(row.discrimination), mistake_words(row))


def number(value: float | None) -> str:
    """A correlation with two decimals, or a hyphen."""
    return "-" if value is None else f"{value:.2f}"


def mistake_words(row: ItemRow) -> str:
    """The most frequent mistake with its count, shortened for a table."""
    if not row.top:
        return "-"
    mistake, count = row.top
    text = shortened(mistake.text, STEM_WIDTH)
    return f"{text} ({count}{f', {mistake.misconception}' if mistake.misconception else ''})"


def items_csv(report: ClassReport) -> str:
    """One line for each item and mistake: counts, difficulty, discrimination, the mistake and its misconception."""
    rows: list[tuple[object, ...]] = []
    for row in report.statistics.items:
        base = (row.item_id, row.stem, row.answered, row.right_first, row.right_last, f"{row.difficulty:.4f}",
                "" if row.discrimination is None else f"{row.discrimination:.4f}")  # fmt: skip
        rows += [(*base, mistake.text, count, mistake.misconception) for mistake, count in row.mistakes]
        rows += [] if row.mistakes else [(*base, "", 0, "")]
    header = ("item", "stem", "answered", "right_first", "right_last", "difficulty", "discrimination",
              "mistake", "mistake_count", "misconception")  # fmt: skip
    return _csv(header, rows)


def learners_csv(report: ClassReport) -> str:
    """One line for each learner, with the calibration in columns."""
    header = ("learner", "answered", "right_first", "right_last", "mean_first_score", "sure", "sure_right",
              "think_so", "think_so_right", "guess", "guess_right", "graded_otherwise")  # fmt: skip
    rows = []
    for row in report.statistics.learners:
        said = {band.said: band for band in row.bands}
        counts = [value for name in ("sure", "think so", "guess") for value in _counts(said.get(name))]
        rows.append(
            (row.learner, row.answered, row.right_first, row.right_last, f"{row.mean:.4f}", *counts, row.differs)
        )
    return _csv(header, rows)


def _counts(band: Any) -> tuple[int, int]:
    return (band.answers, band.right) if band else (0, 0)


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return BOM + held.getvalue()


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front.

    Spreadsheets look past spaces at the front, and take full-width signs for the common ones.
    """
    if not isinstance(cell, str):
        return cell
    first = unicodedata.normalize("NFKC", cell).lstrip()[:1]
    return f"'{cell}" if (first and first in "=+-@") or cell[:1] in ("\t", "\r") else cell
