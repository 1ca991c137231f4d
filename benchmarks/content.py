"""What loading the whole built-in course costs, beside plain PyYAML on the same files, in one run.

    python benchmarks/content.py [ROUNDS]

"opened" is what a lesson needs (the files read, no record built yet), "built" is every record of every kind.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import yaml

from wso_lessons.content import Course, layout
from wso_lessons.content.reference import REFERENCE_TABLES
from wso_lessons.quiz import Bank


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


def median(act: Callable[[], object], rounds: int) -> float:
    """The median of an act's times, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    """Prints a line for each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    reference = median(plain, rounds)
    course = opened()
    print(f"{len(course.claims)} claims, {len(course.sources)} sources, {len(course.question_rows)} questions")
    for name, act in (("opened", opened), ("built", built)):
        taken = median(act, rounds)
        print(f"{name}: {taken / reference:.2f} times plain PyYAML on the same files ({taken:.0f} ms in this run)")


if __name__ == "__main__":
    main()
