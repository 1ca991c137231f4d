"""What damaged and hostile input does to readers, exports and pages: counted, with the seed named."""

from __future__ import annotations

import contextlib
import csv
import html.parser
import io
import json
import random
import re
import resource
import shutil
import signal
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support import answers
from tests.support.make_workbook import make_list
from tests.support.world import TOY
from wso_lessons.authoring.check import report as check_report
from wso_lessons.content import Course, layout, open_course
from wso_lessons.content.findings import LessonError
from wso_lessons.exports.formats import FORMATS
from wso_lessons.exports.material import gather as gather_material
from wso_lessons.ice.workbook import read_workbook
from wso_lessons.pages.figure import show_figure
from wso_lessons.pages.ledger import references, show_claim, show_source, terms
from wso_lessons.progress import open_progress
from wso_lessons.progress.notes import Notes
from wso_lessons.progress.receipt import receipt_text
from wso_lessons.reports.class_page import as_html
from wso_lessons.reports.class_report import as_text, class_report
from wso_lessons.reports.class_tables import items_csv, learners_csv
from wso_lessons.reports.gathering import gather

SECONDS = 10
DAY = "2026-06-05"
TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"{",
    b"}",
    b"[" * 200,
    b'"',
    b"'",
    b"\r",
    b"&a ",
    b"*a",
    b"<!--",
    b"1e999",
    b"-1",
    b"null",
    b"9" * 400,
    b"\xed\xa0\x80",
    b"\\ud800",
    b"<script>",
    b": ",
    b"- ",
    b"\xe2\x80\xae",
    b"\x1b]0;x\x07",
)
STRINGS = (
    "<script>owned()</script>",
    "<img src=x onerror=owned()>",
    "<svg onload=owned()>",
    "</script><script>owned()</script>",
    "<a href='javascript:owned()'>x</a>",
    "[x](javascript:owned%28%29)",
    '"><script>owned()</script>',
    "' onfocus='owned()",
    "]]><script>owned()</script>",
    "<iframe srcdoc='<script>owned()</script>'>",
    "<style>@import 'http://x.invalid'</style>",
    "<math><mtext><script>owned()</script>",
    "&lt;script&gt;owned()&lt;/script&gt;",
    "`<script>owned()</script>`",
    "<meta http-equiv=refresh content=0>",
    "<form action=//x.invalid><input autofocus onfocus=owned()>",
    "{{owned()}} ${owned()} #{owned()}",
    "=cmd|'/c owned'!A0",
    "<details open ontoggle=owned()>",
    "<base href=//x.invalid>",
)
PLACES = (
    ("course.yaml", "A tiny course, whole enough for the tests"),
    ("course.yaml", "Counting pears"),
    ("claims/toy.yaml", "The cook calls the bowl too full."),
    ("claims/toy.yaml", "remark below the list"),
    ("sources.yaml", "List of the fruit in the bowl"),
    ("sources.yaml", "The test kitchen"),
    ("glossary.yaml", "A fruit that is wide below and narrow above."),
    ("questions/toy.yaml", "Which sentence may you write?"),
    ("questions/toy.yaml", "The bowl holds 3 pears."),
    ("figures/figures.yaml", "The bowl holds 2 pears"),
)


_RUNG: list[bool] = []  # where the clock rang, also where the exception was lost, as in a __del__


class Hang(BaseException):
    """Raised by the clock, and not caught by what catches exceptions."""


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with one to four bytes turned, cut, doubled or put in."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place, length = chance.randrange(len(made) + 1), chance.choice((1, 1, 2, 8, 64, 512))
        what = chance.randrange(5)
        if what == 0 and place < len(made):
            made[place] ^= 1 << chance.randrange(8)
        elif what == 1:
            del made[place : place + length]
        elif what == 2:
            made[place:place] = made[place : place + length]
        elif what == 3:
            made[place:place] = chance.choice(TOKENS)
        else:
            del made[place:]
    return bytes(made)


def inputs(folder: Path, rounds: int) -> Counter[str]:
    """Mutated files through every reader: read, told in a sentence, or a fault by the name of its reader."""
    signal.signal(signal.SIGPROF, _ring)
    signal.signal(signal.SIGALRM, _ring)
    readers = _readers(folder)
    chance, found = random.Random(7), Counter[str]()
    for turn in range(rounds):
        name, model, read = readers[turn % len(readers)]
        content = mutated(model, chance)
        _RUNG.clear()
        # Ten seconds of this process's own work; a wait, as for a lock or a pipe, shows within a minute.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(60)
        try:
            read(content)
            found["read"] += 1
        except LessonError:
            found["told"] += 1
        except Hang:
            pass
        except Exception as error:
            found[f"traceback: {name}, {type(error).__name__}"] += 1
            (folder.parent / f"fault-{turn}-{name.replace('/', '-')}").write_bytes(content)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
        if _RUNG:
            found[f"hang: {name}"] += 1
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if megabytes > 1024:
        found[f"memory: {megabytes} MB"] += 1
    return found


def _ring(*_: object) -> None:
    _RUNG.append(True)
    raise Hang


def _readers(folder: Path) -> list[tuple[str, bytes, Callable[[bytes], object]]]:
    """Each reader with a good file for it."""
    folder.mkdir()
    workbook = make_list(folder)
    parts = [name for name in zipfile.ZipFile(workbook).namelist() if name.endswith((".xml", ".rels"))]
    course = Path(shutil.copytree(TOY, folder / "course"))
    files = [path for path in sorted(TOY.rglob("*")) if path.suffix in (".yaml", ".ipynb", ".csv", ".svg")]
    record = folder / "record" / "progress.sqlite3"
    progress = open_progress(record)
    for number in range(20):
        answers.keep(progress, f"s/i{number}", response=f"ä {number}")
    progress.close()
    receipt = answers.receipt(answers.answer(response="2"))
    return [
        ("workbook", workbook.read_bytes(), _into(workbook, read_workbook)),
        *((f"workbook/{part}", zipfile.ZipFile(workbook).read(part), _part(workbook, part)) for part in parts),
        *((f"course/{path.name}", path.read_bytes(), _course(course, path.relative_to(TOY))) for path in files),
        ("receipt", receipt_text(receipt).encode(), _into(folder / "receipt.json", _report)),
        ("record", record.read_bytes(), _record(folder, "progress.sqlite3")),
        ("lines", record.with_suffix(".jsonl").read_bytes(), _record(folder, "progress.jsonl")),
        ("state", json.dumps({"course": "toy", "files": {"a": "b"}}).encode(), _state(folder)),
        ("note", "Übung\nzwei".encode(), _note(folder)),
    ]  # fmt: skip


def _into(path: Path, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def act(content: bytes) -> object:
        path.write_bytes(content)
        return read(path)

    return act


def _part(workbook: Path, part: str) -> Callable[[bytes], object]:
    parts = {name: zipfile.ZipFile(workbook).read(name) for name in zipfile.ZipFile(workbook).namelist()}
    target = workbook.with_name(f"part-{workbook.name}")

    def act(content: bytes) -> object:
        with zipfile.ZipFile(target, "w") as archive:
            for name, good in parts.items():
                archive.writestr(name, content if name == part else good)
        return read_workbook(target)

    return act


def _course(course: Path, file: Path) -> Callable[[bytes], object]:
    """Checks a course with this content in one of its files, as `check` does."""
    good = (TOY / file).read_bytes()

    def act(content: bytes) -> object:
        (course / file).write_bytes(content)
        try:
            return check_report(open_course(course), DAY)
        finally:
            (course / file).write_bytes(good)

    return act


def _report(path: Path) -> object:
    gathered = gather([path], Course(TOY))
    if not gathered.receipts:
        raise LessonError(gathered.skipped[0][1])
    read = class_report(gathered, Course(TOY))
    return as_text(read), as_html(read), items_csv(read), learners_csv(read)


def _record(folder: Path, part: str) -> Callable[[bytes], object]:
    def act(content: bytes) -> object:
        place = folder / "damaged"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(folder / "record", place)
        (place / part).write_bytes(content)
        progress = open_progress(place / "progress.sqlite3")
        try:
            return progress.answers(), progress.events(), progress.learner_seed()
        finally:
            progress.close()

    return act


def _state(folder: Path) -> Callable[[bytes], object]:
    (folder / "mine" / layout.STATE).mkdir(parents=True)
    path = folder / "mine" / layout.STATE / layout.RECORD
    return _into(path, lambda _: (layout.recorded_files(folder / "mine"), layout.recorded_course(folder / "mine")))


def _note(folder: Path) -> Callable[[bytes], object]:
    notes = folder / "notes"
    notes.mkdir()
    return _into(notes / "a.b.txt", lambda _: (Notes(notes).read("a/b"), Notes(notes).save("a/b", "new")))


def strings(folder: Path) -> Counter[str]:
    """Hostile strings in the texts of a course, through every export, results of a notebook and the report."""
    harmless, found = {place: _acting(_made(folder, *place, "harmless words")) for place in PLACES}, Counter[str]()
    for text in STRINGS:
        for place in PLACES:
            acting = _acting(_made(folder, *place, text)) - harmless[place]
            found["acts" if acting else "harmless"] += 1
            if acting:
                found[f"{place[0]}: {text}: {dict(acting)}"] += 1
    return found


def _made(folder: Path, file: str, words: str, text: str) -> Iterator[tuple[str, str]]:
    """Every text that a course gives out with `text` in the place of some words, by name."""
    course = folder / "strings"
    shutil.rmtree(course, ignore_errors=True)
    shutil.copytree(TOY, course)
    path = course / file
    path.write_text(path.read_text(encoding="utf-8").replace(words, json.dumps(text), 1), encoding="utf-8")
    opened = open_course(course)
    for name, form in FORMATS.items():
        with contextlib.suppress(LessonError):
            for file_name, content in form.make(gather_material(opened)).files.items():
                yield from _texts(f"{name}/{file_name}", content)
    with contextlib.suppress(LessonError):
        yield "figure.html", str(show_figure(opened, "bowl").html)
        pages = (references(opened, ["bowl-too-full"]), show_claim(opened, "bowl-too-full"))
        pages += (show_source(opened, "fruit-list"), terms(opened, ["pear"]))
        yield from (("result.html", str(page.html)) for page in pages)
    receipt = folder / "hostile.json"
    made = answers.receipt(answers.answer("toy/which", "wrong", text), learner=text)
    receipt.write_text(receipt_text(made), encoding="utf-8")
    read = class_report(gather([receipt], opened), opened)
    yield from (("report.html", as_html(read)), ("items.csv", items_csv(read)), ("learners.csv", learners_csv(read)))


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if name.endswith((".zip", "/qti12", "/qti21")) or content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from ((f"{name}/{one}", archive.read(one).decode("utf-8", "replace")) for one in archive.namelist())
    else:
        yield name, content.decode("utf-8", "replace")


class _Acting(html.parser.HTMLParser):
    """What in a page acts: elements that run or load, attributes that run, addresses that are no pages."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "base", "meta", "form", "math", "style", "link"):
            self.found[tag] += 1
        for key, value in attrs:
            if key.startswith("on") or re.match(r"\s*(javascript|data:text|vbscript)", value or "", re.IGNORECASE):
                self.found[f"{tag} {key}"] += 1


def _acting(texts: Iterator[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for name, text in texts:
        if name.endswith(".csv") or name.startswith("csv/"):
            cells = (cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for cell in row)
            found["formula"] += sum(cell.lstrip()[:1] in ("=", "@", "+", "\uff1d") for cell in cells)
        elif name.endswith((".html", ".xml")) or name.startswith("answer-key"):
            parser = _Acting()
            parser.feed(text)
            found += parser.found
        elif name.endswith(".gift"):  # what says that it is plain text is shown as it stands
            found["html"] += len(re.findall(r"^::[^:\n]+::(?!\[plain\])", text, re.MULTILINE))
        else:
            found["raw"] += text.count("<script>owned") + text.count("onerror=owned")
    return found
