"""An author's commands: `check`, `refresh`, strict nbval of a lesson.

    python -m benchmarks.commands [ROUNDS]

Each is a process of its own, as a person runs it. Beside `check`: Python that only imports what it checks with. Beside
nbval of a lesson: the same notebook run by nbclient, which compares nothing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import show
from benchmarks.workbook import FIRST, synthetic
from wso_lessons.content import builtin_course

LESSON = "02-legal-authority"


def seconds(*command: str, fails: bool = False) -> float:
    """Seconds of a command."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *command], check=not fails, capture_output=True, timeout=600)
    return time.perf_counter() - begin


def main() -> None:
    """Prints the rows."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    path = str(builtin_course().notebook(LESSON))
    pairs = [
        (
            seconds("-m", "wso_lessons", "check"),
            seconds("-c", "import wso_lessons.cli.main, wso_lessons.authoring.check"),
        )
        for _ in range(rounds)
    ]
    ours, bare = zip(*pairs, strict=True)
    show("`check` of the whole course", ours, bare, unit="s", beside="importing it", limit="3 s")
    with tempfile.TemporaryDirectory() as place:
        workbook = str(synthetic(Path(place) / "list-20250101000000.xlsx", 1843, FIRST))
        # A made-up list fails some checks, which is told and costs the same.
        read = [seconds("-m", "wso_lessons", "refresh", workbook, fails=True) for _ in range(rounds)]
        show("`refresh` with a list of 1,843 rows, nothing written", read, unit="s")
        runs = [
            (
                seconds("-m", "pytest", "-q", "-n0", path),
                seconds("-m", "jupyter", "execute", path),
            )
            for _ in range(rounds)
        ]
    ours, bare = zip(*runs, strict=True)
    show(f"strict nbval of {LESSON}", ours, bare, unit="s", beside="the same run by nbclient")


if __name__ == "__main__":
    main()
