"""What loading the whole built-in course costs, beside plain PyYAML on the same files, in one run.

    python -m benchmarks.content [ROUNDS]

"opened" is every file read and no record built yet, "built" is every record of every kind. An installed course reads
compiled copies; its rows are opened when one is asked for.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from benchmarks.imports import install
from benchmarks.table import show, times_of
from wso_lessons.content import Course, layout
from wso_lessons.content.reference import REFERENCE_TABLES
from wso_lessons.quiz import Bank

# The compiled files that a first question needs, then all of an installed course, in a process of their own. What else
# runs on the machine makes a reading slower and never faster.
INSTALLED = """
import time
from wso_lessons.content import builtin_course, layout
root = builtin_course().root
claims = [root / "notebooks" / "course.yaml", root / "data" / "questions" / "growth.yaml"]
claims += (root / "data" / "claims").glob("*.yaml")
everything = [file for folder in ("data", "notebooks") for file in (root / folder).rglob("*.yaml")]
def read(files):
    start = time.process_time()
    for file in files:
        layout.read_tree(file)
    return 1000 * (time.process_time() - start)
print(read(claims), min(read(everything) for _ in range(20)))
"""


def opened() -> Course:
    """The course with every file read."""
    course = Course(layout.builtin_root())
    for part in (course.claims, course.sources, course.terms, course.disagreements, course.question_rows):
        len(part)
    for name in REFERENCE_TABLES:
        len(course.reference(name))
    return course


def built() -> None:
    """Every record built, every statistic computed, every question made."""
    course = opened()
    for part in (course.claims, course.sources, course.terms, course.disagreements):
        list(part.sound_records())
    for name in REFERENCE_TABLES:
        list(course.reference(name).sound_records())
    list(Bank(course).sound_items())


def plain() -> None:
    """The same files through PyYAML's own fast loader, with nothing remembered of lines."""
    for path in sorted(layout.builtin_root().glob("data/**/*.yaml")):
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def milliseconds(act: Callable[[], object], rounds: int) -> list[float]:
    """An act's times, of the processor."""
    return [1000 * seconds for seconds in times_of(act, rounds, time.process_time)]


def main() -> None:
    """Prints a line for each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    course = opened()
    many = f"{len(course.claims)} claims, {len(course.sources)} sources, {len(course.question_rows)} questions"
    reference = milliseconds(plain, rounds)
    for name, act in ((f"a checkout's content opened: {many}", opened), ("every record of it built", built)):
        show(name, milliseconds(act, rounds), reference, unit="ms", beside="PyYAML on the same files")
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder))
        command = [sys.executable, "-c", INSTALLED]
        read = [subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.split()
                for _ in range(rounds)]  # fmt: skip
    asked, whole = ([float(both[place]) for both in read] for place in (0, 1))
    show("an installed course: what a first question reads", asked, unit="ms", limit="15 ms")
    show("an installed course: all of its content, the fastest of 20 readings", whole, unit="ms", limit="15 ms")


if __name__ == "__main__":
    main()
