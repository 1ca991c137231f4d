"""What is lost of a learner's answers, and what a hostile receipt does to a report: counted, with the seeds named.

Run: python -m benchmarks.reliability [rounds]
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from wso_lessons.content import builtin_course
from wso_lessons.content.answer import Answer
from wso_lessons.progress import open_progress
from wso_lessons.progress.receipt import checksum, make_receipt
from wso_lessons.reports.class_page import as_html
from wso_lessons.reports.class_report import as_text, class_report
from wso_lessons.reports.class_tables import items_csv, learners_csv
from wso_lessons.reports.gathering import gather

WRITER = """
import sys
from wso_lessons.content.answer import Answer
from wso_lessons.progress import open_progress
progress = open_progress(sys.argv[1])
for number in range(int(sys.argv[3])):
    progress.record_answer(Answer(item_id=f"s/{sys.argv[2]}-{number}", response="x", state="right", score=1.0))
    print(f"s/{sys.argv[2]}-{number}", flush=True)
"""
HOSTILE = (
    "\x1b]0;owned\x07\x1b[31mred", "=1+1", "\uff1d1+1", "@SUM(A1)", "\t=1", "a\rb", "\ud800",
    "<script>alert(1)</script>",
    "\u202egnp.exe", "x" * 3_000_000, "\x00", "{{7*7}}", "'; DROP TABLE attempts;--", "\u2028line", "%s%n", "\x9b31m",
)  # fmt: skip
NUMBERS = ("Infinity", "-Infinity", "NaN", "1e999", "1" + "0" * 400, "true", "null", '"1"', "[]", "-1")


def kills(folder: Path, rounds: int) -> tuple[int, int]:
    """Answers acknowledged by a writer that is killed again and again, and how many of them are gone."""
    file = folder / "kills" / "progress.sqlite3"
    acknowledged: list[str] = []
    for number in range(rounds):
        one = subprocess.Popen([sys.executable, "-c", WRITER, str(file), str(number), "10000"], stdout=subprocess.PIPE,
                               text=True)  # fmt: skip
        assert one.stdout is not None
        acknowledged += [one.stdout.readline().strip() for _ in range(1 + number % 7)]
        one.kill()
        acknowledged += one.communicate(timeout=60)[0].split("\n")[:-1]
    return len(acknowledged), len({name for name in acknowledged if name} - _held(file))


def two_writers(folder: Path, each: int) -> tuple[int, int]:
    """Answers acknowledged by two writers at once, and how many of them are gone."""
    file = folder / "two" / "progress.sqlite3"
    command = [sys.executable, "-c", WRITER, str(file)]
    both = [subprocess.Popen([*command, name, str(each)], stdout=subprocess.PIPE, text=True) for name in ("a", "b")]
    acknowledged = {name for one in both for name in one.communicate(timeout=300)[0].split()}
    return len(acknowledged), len(acknowledged - _held(file))


def flips(folder: Path, part: str, rounds: int) -> Counter[str]:
    """Single bits turned at random in one of the record's files: what became of twenty answers and of a new one."""
    model = folder / f"model-{part}" / "progress.sqlite3"
    progress = open_progress(model)
    for number in range(20):
        progress.record_answer(Answer(item_id=f"s/i{number}", response=f"ä {number}", state="right", score=1.0))
    progress.close()
    chance, found = random.Random(5), Counter[str]()
    for turn in range(rounds):
        file = folder / f"{part}-{turn}" / model.name
        shutil.copytree(model.parent, file.parent)
        content = bytearray((file.parent / part).read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (file.parent / part).write_bytes(content)
        progress = open_progress(file)
        progress.record_answer(Answer(item_id="s/new", response="x", state="right", score=1.0))
        progress.close()
        lost = {"s/new", *(f"s/i{number}" for number in range(20))} - _held(file)
        found["nothing lost" if not lost else "one lost" if len(lost) == 1 else "more lost"] += 1
        shutil.rmtree(file.parent)
    return found


def _held(file: Path) -> set[str]:
    progress = open_progress(file)
    names = {answer.item_id for answer in progress.answers()}
    progress.close()
    return names


def receipts(folder: Path) -> Counter[str]:
    """Receipts with hostile texts and numbers in every place: reported, skipped with a reason, or a traceback."""
    course, found, place = builtin_course(), Counter[str](), folder / "receipts"
    place.mkdir()
    for number, text in enumerate(_mutated(course.manifest.id)):
        path = place / f"{number}.json"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            gathered = gather([path], course)
            if not gathered.receipts:
                found["skipped"] += bool(gathered.skipped)
                continue
            report = class_report(gathered, course)
            shown = "".join([as_text(report), as_html(report), items_csv(report), learners_csv(report)])
            shown.encode("utf-8")
            bad = any(character in shown for character in "\x1b\x07\x00\x9b\u202e\r") or "<script" in as_html(report)
            found["unsafe" if bad or len(shown) > 1_000_000 else "skipped" if gathered.skipped else "reported"] += 1
        except Exception as error:
            found[f"traceback: {type(error).__name__}"] += 1
    return found


def _mutated(course: str) -> list[str]:
    answer = Answer(item_id="growth/predict-task-force", response="0", state="right", score=1.0, at="2026-06-01")
    answers = [answer, Answer(item_id="start/four-kinds", response={"a": "b"}, state="wrong", at="2026-06-01")]
    receipt = make_receipt(answers, course=course, version="1", seed="s", made="2026-06-02T08:00:00Z")
    texts = []
    for text in HOSTILE:
        for change in ({"learner": text}, {"record": text}, {"made": text}, {"course": text}, {"version": text}):
            texts.append(_signed(receipt | change))
        for key, value in (("at", text), ("response", text), ("confidence", text), ("state", text)):
            tree = json.loads(json.dumps(receipt))
            tree["answers"][0]["first"][key] = value
            texts.append(_signed(tree))
        tree = json.loads(json.dumps(receipt))
        tree["answers"][0]["item"] = text
        texts.append(_signed(tree))
    for number in NUMBERS:
        for key in ("score", "hints", "response"):
            tree = json.loads(json.dumps(receipt))
            tree["answers"][0]["first"][key] = "PUT"
            for value in (json.loads(number),) if number not in ("true",) else (True,):
                tree["answers"][0]["first"][key] = value
            texts.append(_signed(tree))
    return texts


def _signed(tree: dict[str, object]) -> str:
    tree = {key: value for key, value in tree.items() if key != "checksum"}
    return json.dumps(tree | {"checksum": checksum(tree)})


def main() -> None:
    """Prints what was counted."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("receipts:", dict(receipts(folder)))
        for part in ("progress.sqlite3", "progress.jsonl"):
            print(f"{rounds} flips in {part}:", dict(flips(folder, part, rounds)))
        print("two writers, answers acknowledged and lost:", two_writers(folder, 150))
        print(f"{rounds} kills, answers acknowledged and lost:", kills(folder, rounds))


if __name__ == "__main__":
    main()
