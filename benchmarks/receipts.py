"""A class of 1,000 receipts of ten items: how long reading, grading and statistics take, as a multiple of bare JSON.

    python -m benchmarks.receipts
    python -m benchmarks.receipts 10000 30000 100000

With numbers: heaps of so many receipts, each a zip, from reading to the page: seconds of the processor, memory and the
page's size. The aim for 100,000 is under 300 MB, a page under 2 MB, and the same time a thousand as for 10,000.
"""

from __future__ import annotations

import functools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from benchmarks.table import show, times_of
from wso_lessons.content import open_course
from wso_lessons.content.answer import Answer
from wso_lessons.progress.receipt import make_receipt, receipt_text
from wso_lessons.quiz import Bank, Item, grade
from wso_lessons.reports.class_page import as_html
from wso_lessons.reports.class_report import as_text, class_report
from wso_lessons.reports.gathering import gather

RECEIPTS, ITEMS, TIMES, PATTERNS = 1_000, 10, 5, 2_000


@functools.cache
def answers(items: tuple[Item, ...], pattern: int) -> list[Answer]:
    """One learner's answers to items with options; a heap repeats them, so that making it takes less time."""
    chance = random.Random(pattern)
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


def receipt(items: tuple[Item, ...], number: int) -> str:
    """The text of one learner's receipt."""
    return receipt_text(make_receipt(
        answers(items, number % PATTERNS), course="wso_lessons", version="1", seed=str(number),
        made="2026-06-02T08:00:00Z",
    ))  # fmt: skip


def write(folder: Path, items: tuple[Item, ...]) -> None:
    for number in range(RECEIPTS):
        (folder / f"{number:04d}.json").write_text(receipt(items, number), encoding="utf-8")


def items_at_hand() -> tuple[Item, ...]:
    """Ten questions with options."""
    bank = Bank(open_course())
    return tuple(item for item in bank.sound_items() if item.kind in ("one", "many") and not item.survey)[:ITEMS]


def heap(count: int) -> None:
    """Writes a zip of so many receipts and reports on it in a process of its own, whose memory is then its own."""
    items = items_at_hand()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "heap.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            for number in range(count):
                packed.writestr(f"learner{number}_1_{number}_receipt.json", receipt(items, number))
        subprocess.run([sys.executable, "-m", "benchmarks.receipts", "--report", str(path)], check=True)


def report_on(path: Path) -> None:
    course = open_course()
    began = time.process_time()  # of the processor: what other programs do at the same time is not counted
    gathered = gather([path], course)
    found = class_report(gathered, course)
    page, table = as_html(found), as_text(found)
    took = time.process_time() - began
    thousands = len(gathered.receipts) / 1_000
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    many = f"{len(gathered.receipts):,} receipts"
    show(many, [took], unit="s", beside=f"{took / thousands:.2f} s a thousand", limit="as for 10,000, a thousand")
    show(f"{many}: memory at most", [megabytes], unit="MB", limit="300 MB")
    show(f"{many}: the page", [len(page.encode()) / 1e6], unit="MB", beside=f"{len(table):,} characters of text",
         limit="2 MB")  # fmt: skip


def main() -> None:
    course = open_course()
    items = items_at_hand()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(folder, items)
        bare = times_of(lambda: [json.loads(path.read_bytes()) for path in sorted(folder.rglob("*.json"))], TIMES)
        gathered = gather([folder], course)
        reading = times_of(lambda: gather([folder], course), TIMES)
        report = class_report(gathered, course)
        grading = times_of(lambda: class_report(gathered, course), TIMES)
        showing = times_of(lambda: (as_text(report), as_html(report)), TIMES)
    whole = [sum(parts) for parts in zip(reading, grading, showing, strict=True)]
    many = f"{RECEIPTS:,} receipts of {ITEMS} answers, read, graded and shown"
    show(many, whole, bare, unit="s", beside="bare JSON of the same files", limit="1 s")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--report"]:
        report_on(Path(sys.argv[2]))
    elif sys.argv[1:]:
        for argument in sys.argv[1:]:
            heap(int(argument))
    else:
        main()
