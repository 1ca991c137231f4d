"""What is lost of a learner's answers, and what damaged or hostile files do: counted, with the seeds named, as a table.

Run: python -m benchmarks.reliability [--full]
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jupyter_client.blocking import BlockingKernelClient

from benchmarks import hostile
from tests.support.answers import answer, keep, receipt, sealed
from tests.support.started import Started, wait_for_kernel
from tests.support.traps import spring
from tests.support.writers import acknowledged_by
from wso_lessons.content import builtin_course
from wso_lessons.progress import open_progress
from wso_lessons.reports.class_page import as_html
from wso_lessons.reports.class_report import as_text, class_report
from wso_lessons.reports.class_tables import items_csv, learners_csv
from wso_lessons.reports.gathering import gather
from wso_lessons.workspace.folder import prepare

# Each Python process that finds this as sitecustomize notes that it began, and every address beyond this computer.
WATCH = """
import os, sys
def note(line):
    with open({log!r}, "a") as file:
        file.write(line + "\\n")
def hear(event, given):
    here = ("127.", "::1", "localhost")
    if event == "socket.connect" and isinstance(given[1], tuple) and not given[1][0].startswith(here):
        note(f"connect {{given[1]}}")
    elif event == "socket.getaddrinfo" and given[0] not in (None, "", "localhost", "127.0.0.1", "::1", b"127.0.0.1"):
        note(f"look up {{given[0]}}")
sys.addaudithook(hear)
note(f"began {{os.getpid()}}")
"""
FIRST_CELL = 'from wso_lessons import open_lesson\nlesson = open_lesson("00-start-here")\nlesson.start()'
HOSTILE = (
    "\x1b]0;owned\x07\x1b[31mred", "=1+1", "\uff1d1+1", "@SUM(A1)", "\t=1", "a\rb", "\ud800",
    "<script>alert(1)</script>",
    "\u202egnp.exe", "x" * 3_000_000, "\x00", "{{7*7}}", "'; DROP TABLE attempts;--", "\u2028line", "%s%n", "\x9b31m",
)  # fmt: skip
NUMBERS = ("Infinity", "-Infinity", "NaN", "1e999", "1" + "0" * 400, "true", "null", '"1"', "[]", "-1")


def kills(folder: Path, rounds: int) -> tuple[int, int]:
    """Answers acknowledged by writers that are killed in the middle of writing, and how many of them are gone.

    Twenty writers, one after the other, share a record.
    """
    acknowledged = lost = 0
    for first in range(0, rounds, 20):
        file = folder / f"kills-{first}" / "progress.sqlite3"
        told = set(acknowledged_by("killed", file, min(20, rounds - first)))
        acknowledged, lost = acknowledged + len(told), lost + len(told - _held(file))
    return acknowledged, lost


def two_writers(folder: Path, each: int, how: str = "at-once") -> tuple[int, int]:
    """Answers acknowledged by two writers at once, and how many of them are gone."""
    file = folder / how / "progress.sqlite3"
    acknowledged = set(acknowledged_by(how, file, 2, each))
    return len(acknowledged), len(acknowledged - _held(file))


def flips(folder: Path, part: str, rounds: int) -> Counter[str]:
    """Single bits turned at random in one of the record's files: what became of twenty answers and of a new one."""
    model = folder / f"model-{part}" / "progress.sqlite3"
    progress = open_progress(model)
    for number in range(20):
        keep(progress, f"s/i{number}", response=f"ä {number}")
    progress.close()
    chance, found = random.Random(5), Counter[str]()
    for turn in range(rounds):
        file = folder / f"{part}-{turn}" / model.name
        shutil.copytree(model.parent, file.parent)
        content = bytearray((file.parent / part).read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (file.parent / part).write_bytes(content)
        progress = open_progress(file)
        keep(progress, "s/new")
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
    answers = (answer("growth/predict-task-force", response="0"), answer("start/four-kinds", "wrong", {"a": "b"}))
    made = receipt(*answers, course=course)
    texts = []
    for text in HOSTILE:
        for change in ({"learner": text}, {"record": text}, {"made": text}, {"course": text}, {"version": text}):
            texts.append(json.dumps(sealed(made | change)))
        for key, value in (("at", text), ("response", text), ("confidence", text), ("state", text)):
            tree = json.loads(json.dumps(made))
            tree["answers"][0]["first"][key] = value
            texts.append(json.dumps(sealed(tree)))
        tree = json.loads(json.dumps(made))
        tree["answers"][0]["item"] = text
        texts.append(json.dumps(sealed(tree)))
    for number in NUMBERS:
        for key in ("score", "hints", "response"):
            tree = json.loads(json.dumps(made))
            tree["answers"][0]["first"][key] = "PUT"
            for value in (json.loads(number),) if number not in ("true",) else (True,):
                tree["answers"][0]["first"][key] = value
            texts.append(json.dumps(sealed(tree)))
    return texts


def received_folder(folder: Path) -> tuple[int, int, int, int]:
    """A course is opened that lies among traps: their number, how many ran, how many files others may read, requests.

    Requests are those to addresses beyond this computer, by the commands, the server and the kernel.
    """
    user, mine, marks, log = (folder / name for name in ("user", "mine", "marks", "log"))
    for one in (marks, folder / "watch"):
        one.mkdir()
    (folder / "watch" / "sitecustomize.py").write_text(WATCH.format(log=str(log)), encoding="utf-8")
    prepare(builtin_course(), mine, "1.0")
    traps = spring(mine, marks)
    path = os.pathsep.join([str(folder / "watch"), *filter(None, [os.environ.get("PYTHONPATH"), str(Path.cwd())])])
    variables = {"WSO_LESSONS_STATE": str(user), "PYTHONPATH": path}
    with Started(mine, None, "--allow", variables=variables):
        _ask_kernel(next((user / "runtime").rglob("kernel-*.json")))
    export = ["export", "gift", str(folder / "bank.gift")]
    for verb in (["check"], export, ["progress", str(mine)], ["lessons", str(mine)]):
        subprocess.run([sys.executable, "-m", "wso_lessons", *verb], env=os.environ | variables, capture_output=True)
    open_to_others = len(_open_to_others(mine / ".wso-lessons")) + len(_open_to_others(user))
    heard = log.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("began") for line in heard) >= 5, "The watch did not hear server and kernel begin."
    return traps, len(list(marks.iterdir())), open_to_others, sum(not line.startswith("began") for line in heard)


def _open_to_others(path: Path) -> list[Path]:
    """What others may read of a file or folder; nothing below a folder that they may not enter."""
    if not path.stat().st_mode & 0o077:
        return []
    return [path, *(one for below in (path.iterdir() if path.is_dir() else ()) for one in _open_to_others(below))]


def _ask_kernel(connection: Path) -> None:
    """Runs a lesson's first cell in the kernel that `start` began."""
    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels()
    try:
        wait_for_kernel(client)
        client.execute_interactive(FIRST_CELL, timeout=120, output_hook=lambda _: None)
    finally:
        client.stop_channels()


def _share(found: Counter[str], good: tuple[str, ...]) -> str:
    """How many of what was tried went wrong, and how."""
    bad = {name: count for name, count in found.items() if name not in good}
    return f"{sum(bad.values())}" + (f" ({bad})" if bad else "")


def measure(folder: Path, full: bool) -> Iterator[tuple[str, str, str]]:
    """What was tried, how often, and what was measured, line by line; what is wanted is 0 everywhere."""
    rounds = 1_000 if full else 20
    for part in ("progress.sqlite3", "progress.jsonl"):
        yield f"One bit of `{part}` is turned: answers gone, of 20 and a new one", f"{rounds}", _share(
            flips(folder, part, rounds), ("nothing lost",)
        )  # fmt: skip
    for words, how in (("", "at-once"), (" whose locks do nothing", "without-locks")):
        kept, gone = two_writers(folder, 150 if full else 20, how)
        yield f"Two writers at once{words}: acknowledged answers that are gone", f"{kept} answers", str(gone)
    kept, gone = kills(folder, rounds)
    what = "A writer is killed again and again: acknowledged answers that are gone"
    yield what, f"{rounds:,} kills, {kept:,} answers", str(gone)
    found = receipts(folder)
    what = "Hostile texts and numbers in every place of a receipt: tracebacks, or text that acts in table, page or CSV"
    yield what, str(found.total()), _share(found, ("skipped", "reported"))
    found = hostile.strings(folder) if full else Counter()
    if found:
        tried = found["harmless"] + found["acts"]
        what = "Hostile strings in a course's texts: exports, results and reports in which one acts"
        yield what, str(tried), str(found["acts"])
    tries = 10_000 if full else 200
    found = hostile.inputs(folder / "inputs", tries)
    what = f"Mutated files through all readers: tracebacks, hangs over {hostile.SECONDS} s, more than 1 GiB"
    yield what, f"{tries:,}", _share(found, ("read", "told"))
    traps, ran, readable, requests = received_folder(folder)
    yield "Ways for a received folder to run code when it is opened: those that ran", str(traps), str(ran)
    yield "Files of a record and of a person's state that others may read", "one opening", str(readable)
    yield "Requests beyond this computer, by commands, server and kernel", "one opening, four commands", str(requests)


def main() -> None:
    """Prints the table, a line as soon as it is measured."""
    print("| What is tried | Rounds | Wanted | Measured |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as name:
        for what, rounds, measured in measure(Path(name), "--full" in sys.argv[1:]):
            print(f"| {what} | {rounds} | 0 | {measured} |", flush=True)


if __name__ == "__main__":
    main()
