"""The class report as tables for a spreadsheet: questions, learners, and the files that were not taken."""

from __future__ import annotations

from collections.abc import Iterable

from wso_lessons.content.answer import CONFIDENCES
from wso_lessons.content.findings import one_line
from wso_lessons.pages.spreadsheet import csv_text
from wso_lessons.quiz.calibration import Band
from wso_lessons.reports.class_report import ClassReport


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
    return csv_text(header, rows)


def learners_csv(report: ClassReport) -> str:
    """One line for each learner, with the calibration and the state of each idea in columns."""
    ideas = report.ideas if report.names_learners else ()  # for a district the columns would outgrow a spreadsheet
    header = ("learner", "answered", "right_first", "right_last", "mean_first_score", "sure", "sure_right",
              "think_so", "think_so_right", "guess", "guess_right", "graded_otherwise",
              *(f"idea: {one.text}" for one in ideas))  # fmt: skip

    def rows() -> Iterable[tuple[object, ...]]:
        for place, row in enumerate(report.statistics.learners):
            said = {band.said: band for band in row.bands}
            counts = [value for name in CONFIDENCES for value in _counts(said.get(name))]
            yield (row.learner, row.answered, row.right_first, row.right_last, f"{row.mean:.4f}", *counts,
                   row.differs, *(idea.state(place) for idea in ideas))  # fmt: skip

    return csv_text(header, rows())


def skipped_csv(report: ClassReport) -> str:
    """One line for each file that was not taken, with the reason."""
    return csv_text(("file", "reason"), ((one_line(path, 400), reason) for path, reason in report.skipped))


def _counts(band: Band | None) -> tuple[int, int]:
    return (band.answers, band.right) if band else (0, 0)
