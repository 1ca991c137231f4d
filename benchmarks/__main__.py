"""All measurements of speed and size as one table: what this course takes beside a peer, in the same run.

    python -m benchmarks [NAME ...]

Without names it runs all of them, which takes about a quarter of an hour on two cores; close other programs first.
Each can be run alone, too, with options of its own (`benchmarks/NAME.py` says which). `docs/performance.md` holds the
last figures and what they mean for a person.
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks.table import HEAD

# What each measures; each prints rows of the table.
MEASURES = {
    "imports": "what a first cell imports, beside the bare libraries",
    "start": "from the command to a first cell that has run, beside plain JupyterLab",
    "lab": "ten questions in JupyterLab, beside jupyterquiz and bare ipywidgets",
    "quiz": "ten questions shown by a kernel, beside jupyterquiz",
    "lessons": "a lesson's cells from first to last, beside as many empty ones",
    "simulators": "a move in each model, beside the limit of 50 ms",
    "content": "loading the course, beside plain PyYAML",
    "receipts": "a class of a thousand, beside bare JSON",
    "receipts 100000": "a district's receipts",
    "commands": "check, refresh, nbval",
    "site": "a lesson in the browser edition, beside nbconvert's page and Python in a bare one",
    "workbook": "reading one of ICE's lists, beside openpyxl and pandas",
}
SECONDS = 900


def main() -> None:
    """Runs the measurements named on the command line, or all; ends with 1 where one could not be made."""
    names = sys.argv[1:] or list(MEASURES)
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        sys.exit(f'There is no measurement "{unknown[0]}". There are: {", ".join(MEASURES)}.')
    failed = []
    print(HEAD, flush=True)
    for name in names:
        module, *options = name.split()
        command = [sys.executable, "-m", f"benchmarks.{module}", *options]
        if subprocess.run(command, timeout=SECONDS).returncode:
            failed.append(name)
    if failed:
        sys.exit(f"Not measured: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
