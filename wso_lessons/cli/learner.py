"""The verbs about answers: a learner's lessons, progress and receipt, and a class's report."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from wso_lessons.content.layout import STATE

if TYPE_CHECKING:
    from wso_lessons.content import Course
    from wso_lessons.progress import Progress
    from wso_lessons.reports.class_report import ClassReport


class Refused(click.ClickException):
    """A user's mistake, told in one sentence."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True, file=file)


DEFAULT_FOLDER = Path("wso-course")
FOLDER = click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))


@click.command()
@FOLDER
def lessons(folder: Path | None) -> None:
    """List the lessons in order: minutes, state, score. FOLDER is where you take the course."""
    from wso_lessons.reports import own_record

    click.echo(own_record.lessons_table(own_record.own_record(*_at_hand(folder))))


@click.command()
@FOLDER
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def progress(folder: Path | None, form: str) -> None:
    """Show your own record: lessons, answers, how sure you were, what is due for review."""
    from wso_lessons.reports import own_record

    record = own_record.own_record(*_at_hand(folder))
    today = datetime.datetime.now().astimezone().date()
    forms = {
        "table": lambda: own_record.progress_text(record, today),
        "json": lambda: own_record.progress_json(record, today),
        "csv": lambda: own_record.progress_csv(record).rstrip("\n"),
    }
    click.echo(forms[form]())


@click.command("hand-in")
@FOLDER
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--name", default="", help="What to call you in it; by default a word that says nothing of you.")
def hand_in(folder: Path | None, out: Path | None, name: str) -> None:
    """Write one receipt file that you can send. It holds no answers about opinions and not the pre-test."""
    from wso_lessons import __version__
    from wso_lessons.progress.receipt import NOTE, ReceiptError
    from wso_lessons.reports import own_record

    course, record = _at_hand(folder)
    receipt = own_record.receipt_of(course, record, __version__, name)
    if not receipt["answers"]:
        raise Refused("There is no answer to hand in yet. Answer some questions in the lessons, then try again.")
    path = out or Path(f"receipt-{receipt['record'][:6]}-{receipt['made'][:10]}.json")
    try:
        own_record.write_receipt(receipt, path)
    except ReceiptError as error:
        raise Refused(str(error)) from None
    click.echo(f"Wrote {path}: {receipt['learner']}, answers to {len(receipt['answers'])} questions.")
    click.echo(NOTE)


@click.command()
@FOLDER
@click.option("--lesson", default="", metavar="LESSON", help="Only this lesson's notes.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write, in place of the screen."
)
def notes(folder: Path | None, lesson: str, out: Path | None) -> None:
    """Show what you have written, as plain text to read, print or give away. It is part of no receipt."""
    from wso_lessons.progress.notes import Notes
    from wso_lessons.reports.own_notes import notes_text

    course, record = _at_hand(folder)
    text = notes_text(course, Notes(record.path.parent / "notes" if record.path else None), lesson)
    if not text:
        raise Refused("Nothing is written yet. Write in the boxes of the lessons, then try again.")
    if out is None:
        click.echo(text)
        return
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(f"{text}\n")
    except FileExistsError:
        raise Refused(f"{out} is there already; name one that does not exist with --out.") from None
    except OSError as error:
        raise Refused(f"{out} cannot be written: {error.strerror}.") from None
    click.echo(f"Wrote {out}.")


@click.command()
@click.argument("receipts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--course", metavar="COURSE", help="A course folder; the built-in course by default.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="A folder for the page and two CSV files."
)
def report(receipts: tuple[Path, ...], course: str | None, out: Path | None) -> None:
    """Report on a class from RECEIPTS (files, or folders of them): learners, questions, mistakes, calibration."""
    from wso_lessons.content import open_course
    from wso_lessons.reports import class_report as reporting

    at_hand = open_course(course)
    gathered = reporting.gather(receipts, at_hand.manifest.id)
    if not gathered.receipts:
        skipped = reporting.skipped_text(gathered.skipped)
        raise Refused("\n".join(filter(None, ("There is no receipt of this course among these files.", skipped))))
    found = reporting.class_report(gathered, at_hand)
    click.echo(reporting.as_text(found))
    if out:
        click.echo(f"\nWrote {', '.join(str(path) for path in _written(found, out))}.")
    raise SystemExit(1 if gathered.skipped else 0)


def _written(found: ClassReport, folder: Path) -> list[Path]:
    from wso_lessons.reports import class_report as reporting
    from wso_lessons.reports.class_page import as_html

    files = {
        "class-report.html": as_html(found),
        "items.csv": reporting.items_csv(found),
        "learners.csv": reporting.learners_csv(found),
    }
    taken = [name for name in files if (folder / name).exists()]
    if taken and "class-report.html" not in taken:  # an earlier report may be replaced, nothing else
        raise Refused(
            f"{folder / taken[0]} is there already and no report is beside it. Name another folder with --out."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}. Name another folder with --out.") from None
    return [folder / name for name in files]


def _at_hand(folder: Path | None) -> tuple[Course, Progress]:
    """The course and the record of a folder; by default the working folder's, else those of ./wso-course."""
    from wso_lessons.lessons.lesson import course_at_hand
    from wso_lessons.progress import find_file, open_progress

    here = folder or (DEFAULT_FOLDER if not find_file() and (DEFAULT_FOLDER / STATE).is_dir() else Path.cwd())
    file = find_file(here)
    if file is None or not file.exists():
        remedy = "Answer a question first, or name the folder of the course that you started."
        raise Refused(f"{here} holds no answers yet. {remedy}")
    return course_at_hand(folder=here.resolve()), open_progress(file)


VERBS = (lessons, progress, hand_in, notes, report)
