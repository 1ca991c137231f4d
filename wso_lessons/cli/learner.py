"""The verbs of a learner: start, lessons, progress, hand-in, notes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wso_lessons.cli.terminal import escape_for_terminal, fold_prose, say, terminal_width
from wso_lessons.content import clock, open_course
from wso_lessons.content.files import failure_reason, write_whole
from wso_lessons.content.findings import LessonError
from wso_lessons.content.layout import STATE, course_root

if TYPE_CHECKING:
    from wso_lessons.content import Course
    from wso_lessons.progress import Progress

DEFAULT_FOLDER = Path("wso-course")
FOLDER_ARGUMENT = click.argument(
    "folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False)
)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default="wso-course")
@click.option("--no-browser", is_flag=True, help="Do not open a browser; the address is printed.")
@click.option("--port", type=int, metavar="N", help="The port; by default the last one, or a free one from 8888 on.")
@click.option("--course", metavar="COURSE", help="Another course: its folder, or the name it is installed under.")
@click.option("--projector", is_flag=True, help="For a class: everything larger, no code shown.")
@click.option("--allow", is_flag=True, help="Open a course that somebody else made without being asked.")
@click.option("--full", is_flag=True, help="JupyterLab as it comes: all its tools, and nothing runs by itself.")
def start(
    folder: Path, no_browser: bool, port: int | None, course: str | None, projector: bool, allow: bool, full: bool
) -> None:
    """Put the course into FOLDER (./wso-course by default) and open it in JupyterLab where you stopped.

    Lessons that you changed are never overwritten. A FOLDER that is a course of your own is opened as it is.
    """
    from wso_lessons import __version__
    from wso_lessons.workspace import start as opening

    allowance = (lambda _: True) if allow else _confirm
    manner = opening.Manner(
        __version__, say, allowance, port=port, browser=not no_browser, projector=projector, full=full
    )
    opening.start(folder, manner, course)


def _confirm(question: str) -> bool:
    """Asks a person; where none is there to answer, refuses and says how to allow it."""
    if not sys.stdin.isatty():
        raise LessonError(f"{question.removesuffix(' Open it?')} To open it all the same, add --allow.")
    return click.confirm(escape_for_terminal(question))


@click.command()
@FOLDER_ARGUMENT
def lessons(folder: Path | None) -> None:
    """List the lessons in order: minutes, state, score. FOLDER is where you take the course."""
    from wso_lessons.quiz import Bank
    from wso_lessons.reports import own_record

    course, record = _course_and_record(folder, needs_answers=False)
    say(own_record.lessons_table(own_record.own_record(Bank(course), record), terminal_width()))


@click.command()
@FOLDER_ARGUMENT
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def progress(folder: Path | None, form: str) -> None:
    """Show your own record: lessons, answers, how sure you were, what is due for review."""
    from wso_lessons.quiz import Bank
    from wso_lessons.reports import own_record

    course, kept = _course_and_record(folder)
    record = own_record.own_record(Bank(course), kept)
    today = clock.today()
    forms = {
        "table": lambda: own_record.progress_text(record, today, terminal_width()),
        "json": lambda: own_record.progress_json(record, today),
        "csv": lambda: own_record.progress_csv(record).rstrip("\n"),
    }
    say(forms[form]())


@click.command("hand-in")
@FOLDER_ARGUMENT
@click.option("--out", type=click.Path(path_type=Path), help="A folder to put it into, or a file that ends in .json.")
@click.option("--name", default="", help="What to call you in it; by default a word that says nothing of you.")
def hand_in(folder: Path | None, out: Path | None, name: str) -> None:
    """Write one receipt file that you can send. It holds no answers about opinions and not the pre-test."""
    from wso_lessons import __version__
    from wso_lessons.progress.receipt import NOTE
    from wso_lessons.quiz import Bank
    from wso_lessons.reports import own_record

    # Python puts halves of characters in the place of bytes that are no UTF-8.
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise LessonError(
            "The name came from this terminal in an unknown code. Write it without accents, or leave it out."
        )
    course, record = _course_and_record(folder)
    receipt = own_record.receipt_of(Bank(course), record, __version__, name)
    if not (held := own_record.held_in(receipt)):
        raise LessonError("There is no answer to hand in yet. Answer some questions in the lessons, then try again.")
    own_name = own_record.receipt_name(receipt)
    is_file = out and (out.is_file() or (out.suffix.lower() == ".json" and not out.is_dir()))
    path = out if out and is_file else (out or Path()) / own_name
    own_record.write_receipt(receipt, path)
    say(f"Wrote {path}: {receipt['learner']}, {held}.")
    say(fold_prose(NOTE, terminal_width()))


@click.command()
@FOLDER_ARGUMENT
@click.option("--lesson", default="", metavar="LESSON", help="Only this lesson's notes.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write, in place of the screen."
)
def notes(folder: Path | None, lesson: str, out: Path | None) -> None:
    """Show what you have written, as plain text to read, print or give away. It is part of no receipt."""
    from wso_lessons.progress.notes import Notes
    from wso_lessons.reports.own_notes import notes_text

    course, record = _course_and_record(folder)
    text = notes_text(course, Notes(record.path.parent / "notes" if record.path else None), lesson)
    if not text:
        raise LessonError("Nothing is written yet. Write in the boxes of the lessons, then try again.")
    if out is None:
        say(fold_prose(text, terminal_width()))
        return
    try:
        write_whole(out, f"{text}\n", new=True)
    except FileExistsError:
        raise LessonError(f"{out} is there already; name one that does not exist with --out.") from None
    except OSError as error:
        raise LessonError(f"{out} cannot be written: {failure_reason(error)}.") from None
    say(f"Wrote {out}.")


def _course_and_record(folder: Path | None, *, needs_answers: bool = True) -> tuple[Course, Progress]:
    """The course and the record of a folder; by default the working folder's, else those of ./wso-course.

    An author's course has no record; where no answers are needed, it is taken with an empty one.
    """
    from wso_lessons.content.at_hand import course_at_hand
    from wso_lessons.progress import find_file, open_progress

    here = folder or (DEFAULT_FOLDER if not find_file() and (DEFAULT_FOLDER / STATE).is_dir() else Path.cwd())
    file = find_file(here)
    if file is None or not file.exists():
        if not needs_answers and (root := course_root(here)):
            from wso_lessons.progress.logs import MemoryLog
            from wso_lessons.progress.store import Progress

            return open_course(root), Progress(MemoryLog())
        remedy = "Answer a question first, or name the folder of the course that you started."
        raise LessonError(f"{here} holds no answers yet. {remedy}")
    record = open_progress(file)
    if record.notice:
        say(record.notice, err=True)
    return course_at_hand(folder=here.resolve()), record


LEARNER_VERBS = (start, lessons, progress, hand_in, notes)
