"""A class of 1,000 receipts of ten items: how long reading, grading and statistics take, as a multiple of bare JSON.

Run with: python benchmarks/receipts.py
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from wso_lessons.content import open_course
from wso_lessons.content.answer import Answer
from wso_lessons.progress.receipt import make_receipt, receipt_text
from wso_lessons.quiz import Bank, Item, grade
from wso_lessons.reports.class_page import as_html
from wso_lessons.reports.class_report import as_text, class_report, gather

RECEIPTS, ITEMS, TIMES = 1_000, 10, 5


def answers(items: list[Item], chance: random.Random) -> list[Answer]:
    """One learner's answers to items with options."""
    given = []
    for item in items:
        response = [chance.choice(item.choices())[0]]
        mark = grade(item, response)
        given.append(
            Answer(
                at="2026-06-01T12:00:00Z", item_id=item.id, lesson_id="04-agency-growth",
                response=response, state=mark.state, score=mark.score, confidence=chance.choice(["sure", "guess"]),
            )
        )  # fmt: skip
    return given


def write(folder: Path, items: list[Item]) -> None:
    for number in range(RECEIPTS):
        receipt = make_receipt(
            answers(items, random.Random(number)), course="wso_lessons", version="1", seed=str(number),
            made="2026-06-02T08:00:00Z",
        )  # fmt: skip
        (folder / f"{number:04d}.json").write_text(receipt_text(receipt), encoding="utf-8")


def seconds(act: Callable[[], object]) -> float:
    """The median of several runs."""
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def main() -> None:
    course = open_course()
    items = [item for item in Bank(course).sound_items() if item.kind in ("one", "many") and not item.survey][:ITEMS]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(folder, items)
        bare = seconds(lambda: [json.loads(path.read_bytes()) for path in sorted(folder.rglob("*.json"))])
        gathered = gather([folder], "wso_lessons")
        reading = seconds(lambda: gather([folder], "wso_lessons"))
        report = class_report(gathered, course)
        grading = seconds(lambda: class_report(gathered, course))
        showing = seconds(lambda: (as_text(report), as_html(report)))
    print(f"{RECEIPTS:,} receipts of {ITEMS} items; bare reading of the same JSON is 1.00 ({bare:.3f} s)")
    for name, took in (("read and checked", reading), ("graded, statistics", grading), ("table and page", showing)):
        print(f"  {name:20} {took / bare:5.2f}  ({took:.3f} s)")
    total = reading + grading + showing
    print(f"  {'all':20} {total / bare:5.2f}  ({total:.3f} s; aim: under 1 s)")


if __name__ == "__main__":
    main()
