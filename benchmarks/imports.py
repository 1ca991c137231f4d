"""What a lesson's first cells cost, as ratios within one run: fresh interpreters, alternated, medians of their times.

    python -m benchmarks.imports [ROUNDS]

Each case runs in its own interpreter with the package as pip installs it: the wheel built, unpacked and compiled first.
The reference and the case take turns. Times are processor time, which a busy machine changes little; memory is the
interpreter's peak resident set. Needs the `test` extra.
"""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from benchmarks.table import show

FIRST_CELL = (
    "from wso_lessons import charts, load, open_lesson; lesson = open_lesson('04-agency-growth'); lesson.start()"
)
CHART = "; charts.agreements_by_model(load('monthly_agreements'))._repr_mimebundle_()"
ASK = "; lesson.ask('growth/what-is-504')._repr_mimebundle_()"

HEAVY = "import pandas, matplotlib.pyplot, ipywidgets"
IMPORTS_OF_ASK = "from wso_lessons import open_lesson; import wso_lessons.quiz, wso_lessons.widgets.quiz_widget"
IMPORTS_OF_CHART = (
    "from wso_lessons import charts, load, open_lesson; load('roster'); "
    "import matplotlib.backends.backend_svg, ipywidgets"
)

CASES = (
    ("imports of a first cell with a chart", IMPORTS_OF_CHART, HEAVY, 1.15),
    ("the whole first cell and a chart drawn", FIRST_CELL + CHART, HEAVY, None),
    ("imports of a cell that only asks", IMPORTS_OF_ASK, "import ipywidgets", 1.35),
    ("the whole first cell and a question shown", FIRST_CELL + ASK, "import ipywidgets", None),
)


def install(folder: Path) -> None:
    """Puts the package into a folder as pip would, and has the interpreters of this run find it there."""
    from hatchling.builders.wheel import WheelBuilder

    root = str(Path(__file__).resolve().parents[1])
    built = next(iter(WheelBuilder(root).build(directory=str(folder), versions=["standard"])))
    with zipfile.ZipFile(built) as wheel:
        wheel.extractall(folder / "site")
    compileall.compile_dir(folder / "site", quiet=2)
    os.environ |= {"PYTHONPATH": str(folder / "site"), "PYTHONSAFEPATH": "1"}


def run(code: str) -> tuple[float, float]:
    """Milliseconds of processor time and peak memory (MiB) of one fresh interpreter that runs the code."""
    report = "; import resource as r, sys; sys.stderr.write(str(r.getrusage(r.RUSAGE_SELF).ru_maxrss))"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", code + report]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * spent, int(done.stderr.split()[-1]) / 1024


def measure(code: str, reference: str, rounds: int) -> list[tuple[list[float], list[float]]]:
    """Milliseconds and MiB of the case and of its reference, in turns."""
    run(code), run(reference)
    pairs = [(run(code), run(reference)) for _ in range(rounds)]
    return [([ours[part] for ours, _ in pairs], [theirs[part] for _, theirs in pairs]) for part in (0, 1)]


def main() -> None:
    """Measures the package as it is installed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder))
        report(rounds)


def report(rounds: int) -> None:
    """Prints two rows a case."""
    for name, code, reference, aim in CASES:
        times, sizes = measure(code, reference, rounds)
        show(name, *times, unit="ms", beside=f"`{reference}`", limit=f"{aim} times" if aim else "")
        show(f"{name}: memory", *sizes, unit="MiB", beside=f"`{reference}`")


if __name__ == "__main__":
    main()
