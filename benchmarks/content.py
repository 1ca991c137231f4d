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
from benchmarks.table import show
from wso_lessons.content import Course, layout
from wso_lessons.content.reference import REFERENCE_TABLES
from wso_lessons.quiz import Bank

# Every compiled file of an installed course, read in a process of its own.
INSTALLED = """
import time
from wso_lessons.content import builtin_course, layout
root = builtin_course().root
files = [file for folder in ("data", "notebooks") for file in (root / folder).rglob("*.yaml")]
start = time.process_time()
for file in files:
    layout.read_tree(file)
print(1000 * (time.process_time() - start))
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


def times_of(act: Callable[[], object], rounds: int) -> list[float]:
    """An act's times, in milliseconds of the processor."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        times.append(1000 * (time.process_time() - start))
    return times


def main() -> None:
    """Prints a line for each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    course = opened()
    many = f"{len(course.claims)} claims, {len(course.sources)} sources, {len(course.question_rows)} questions"
    reference = times_of(plain, rounds)
    for name, act in ((f"a checkout's content opened: {many}", opened), ("every record of it built", built)):
        show(name, times_of(act, rounds), reference, unit="ms", beside="PyYAML on the same files")
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder))
        command = [sys.executable, "-c", INSTALLED]
        read = [float(subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout)
                for _ in range(rounds)]  # fmt: skip
    show("an installed course's content read", read, unit="ms", limit="15 ms on a quiet machine")


if __name__ == "__main__":
    main()
