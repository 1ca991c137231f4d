"""The verbs of a teacher: report, export, guide, and hub-server for whoever runs a hub for classes."""

from __future__ import annotations

import dataclasses
import datetime
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wso_lessons.cli.terminal import escape_for_terminal, say, say_mistake, terminal_width
from wso_lessons.content import ContentError, UnknownId, layout, open_course
from wso_lessons.content.files import failure_reason, write_whole
from wso_lessons.content.findings import LessonError

WIDEST_PAGE = 100  # characters of a line of prose: longer ones are hard to read

if TYPE_CHECKING:
    from wso_lessons.exports.material import Export
    from wso_lessons.reports.class_report import ClassReport


@click.command()
@click.argument("receipts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--course", metavar="COURSE", help="A course folder; the built-in course by default.")
@click.option("--lesson", default="", metavar="LESSON", help="Only answers to this lesson's questions.")
@click.option("--since", metavar="DATE", help="Only receipts made on this day or later.")
@click.option(
    "--roster", type=click.Path(path_type=Path), metavar="FILE", help="The names of the class: says who is missing."
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="A folder for the page and three CSV files."
)
def report(
    receipts: tuple[Path, ...],
    course: str | None,
    lesson: str,
    since: str | None,
    roster: Path | None,
    out: Path | None,
) -> None:
    """Report on a class from RECEIPTS: files, folders of folders, and zips as learning systems make them.

    Tells who needs which idea, which questions were hard, what was guessed, and each file that was not taken.
    """
    from wso_lessons.reports import class_report as reporting
    from wso_lessons.reports.gathering import gather
    from wso_lessons.reports.roster import read_roster

    opened = open_course(course)
    names = read_roster(roster) if roster else ()
    gathered = gather(receipts, opened, lesson, _date_from(since, "--since"))
    if not gathered.receipts:
        skipped = reporting.skipped_text(gathered.skipped)
        raise LessonError("\n".join(filter(None, ("There is no receipt of this course among these files.", skipped))))
    class_report = reporting.class_report(gathered, opened, names)
    say(reporting.as_text(class_report, terminal_width()))
    if out:
        from wso_lessons.exports.formats import written_text

        say(f"\n{written_text(_write_report(class_report, out), out, 'Open class-report.html in a browser.')}")
    raise SystemExit(1 if gathered.skipped else 0)


def _write_report(class_report: ClassReport, folder: Path) -> list[Path]:
    from wso_lessons.reports import class_tables
    from wso_lessons.reports.class_page import as_html

    files = {
        "class-report.html": as_html(class_report),
        "items.csv": class_tables.items_csv(class_report),
        "learners.csv": class_tables.learners_csv(class_report),
        "not-taken.csv": class_tables.skipped_csv(class_report),
    }
    taken = [name for name in files if (folder / name).exists()]
    if taken and "class-report.html" not in taken:  # an earlier report may be replaced, nothing else
        raise LessonError(
            f"{folder / taken[0]} is there already and no report is beside it. Name another folder with --out."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            write_whole(folder / name, text)
    except OSError as error:
        raise LessonError(
            f"{folder} cannot be written: {failure_reason(error)}. Name another folder with --out."
        ) from None
    return [folder / name for name in files]


@click.command()
@click.argument("form", metavar="FORMAT")
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("course", required=False)
@click.option("--lesson", "lessons", multiple=True, metavar="LESSON", help="Only this lesson; may be repeated.")
@click.option("--set", "set_ids", multiple=True, metavar="SET", help="Only this question set; may be repeated.")
@click.option("--tests", is_flag=True, help="For learning systems: the tests before and after the course too.")
@click.option("--graded", is_flag=True, help="For learning systems: checks at the end of a lesson count, with one try.")
@click.option("--as-of", metavar="DATE", help="The day on which facts must not be due for review; today by default.")
@click.option(
    "--part",
    "parts",
    multiple=True,
    metavar="PART",
    help="With print: worksheet, keep, reading, packet-a, packet-b, organizer, cards or key; may be repeated.",
)
@click.option("--full", is_flag=True, help="With slides: everything in a lesson, not only the run of show.")
@click.option("--core", is_flag=True, help="With site: without the parts that go deeper.")
@click.option("--no-pdf", is_flag=True, help="With print: HTML alone, even where a browser could print PDF.")
@click.option(
    "--runtime",
    metavar="FOLDER",
    help="With site: the npm package pyodide, with which lessons run on the pages; or npm, to have npm get it once.",
)
@click.option("--replace", is_flag=True, help="Overwrite what is at OUT, such as an earlier export.")
def export(
    form: str,
    out: Path,
    course: str | None,
    lessons: tuple[str, ...],
    set_ids: tuple[str, ...],
    tests: bool,
    graded: bool,
    as_of: str | None,
    parts: tuple[str, ...],
    full: bool,
    core: bool,
    no_pdf: bool,
    runtime: str | None,
    replace: bool,
) -> None:
    """Export COURSE (a folder; the built-in course by default) to OUT, a file or a folder.

    FORMAT is answer-key, csv, gift, moodle-xml, page, print, qti12, qti21, scorm, site or slides.
    """
    from wso_lessons.exports import formats
    from wso_lessons.exports.material import gather

    chosen = formats.format_of(form)
    formats.check_place(form, out)
    if chosen.endings and not replace:
        formats.check_free([out])
    opened = open_course(course)
    try:
        asked = gather(opened, lessons, _date_from(as_of, "--as-of"), set_ids)
        asked = dataclasses.replace(asked, tests=tests, graded=graded, parts=parts, full=full, core_only=core)
        material = chosen.make(dataclasses.replace(asked, runtime=_runtime_from(runtime)))
    except UnknownId:
        # What is missing may stand in a file that cannot be read, and then that is what has to be mended.
        if unread := [*opened.sources.problems, *opened.claims.problems, *opened.question_rows.problems]:
            raise ContentError(unread[0]) from None
        raise
    if form == "print" and not no_pdf:
        material = _with_pdfs(material)
    paths = formats.write(material, form, out, replace=replace)
    for line in material.notes:
        say(line, err=True)
    # Last, nearest to the eye: the lines above may fill a screen.
    say(formats.written_text(paths, out, chosen.next_step))


def _date_from(text: str | None, option: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        problem = f'"{escape_for_terminal(text or "")}" is no date; write it as 2026-06-05.'
        raise click.BadParameter(problem, param_hint=option) from None


def _runtime_from(given: str | None) -> Path | None:
    """The folder of the runtime; None, with a line that says why, where npm cannot get it: the site is then printed."""
    from wso_lessons.exports.site.runtime import FROM_NPM, find_runtime

    if given is None:
        return None
    try:
        return find_runtime(given)
    except ContentError as error:
        if given != FROM_NPM:
            raise
        say_mistake(error)
        return None


def _with_pdfs(material: Export) -> Export:
    """The export with a PDF of each page, where this computer has a browser that prints."""
    from wso_lessons.exports.material import Export
    from wso_lessons.exports.print import pdf

    browser = pdf.find_browser()
    if browser is None:
        line = (
            "Left out: PDF files, since no Chromium, Chrome or Edge was found. Print the HTML files from any browser."
        )
        return Export(material.files, (*material.notes, line))
    files, failed = pdf.with_pdfs(material.files, browser)
    return Export(files, (*material.notes, *failed))


@click.command()
@click.argument("lesson", required=False, default="")
@click.option("--course", metavar="COURSE", help="A course; the one you are in, or the built-in one, by default.")
@click.option(
    "--run", type=click.Choice(["50", "75", "90"]), help="One run of a class, as a page to hold: minutes, slides."
)
def guide(lesson: str, course: str | None, run: str | None) -> None:
    """Show the instructor's page of LESSON (its id), or of the whole course."""
    from wso_lessons.exports.print.run_of_show import numbered_page, readable_page, run_sheet
    from wso_lessons.notebook import guide as guides

    opened = open_course(course or layout.course_root(Path.cwd()))
    if run:
        if not lesson:
            raise click.UsageError("Name the lesson: wso-lessons guide 01-launch --run 50.")
        say(run_sheet(opened, lesson, int(run)))
        return
    text = numbered_page(opened, lesson) if lesson else guides.guide_page(opened).read_text(encoding="utf-8")
    more = "" if lesson else "".join(f"    wso-lessons guide {name}\n" for name in guides.pages(opened))
    shown = readable_page(text, min(shutil.get_terminal_size().columns, WIDEST_PAGE))
    click.echo_via_pager(escape_for_terminal(f"{shown}\n" + (f"\nPages for single lessons:\n\n{more}" if more else "")))
    # Beside the page and not in it: this is said after the pager, and stands in no file that is printed.
    hold = "\nOne run of a class, as a page to hold: add --run 50, 75 or 90." if guides.run_rows(text) else ""
    say(
        f"To print this: wso-lessons guide {lesson}{' ' * bool(lesson)}> guide.txt, then print guide.txt.{hold}",
        err=True,
    )


@click.command("hub-server", context_settings={"ignore_unknown_options": True})
@click.option("--folder", type=click.Path(path_type=Path), default="~/wso-course", show_default=True, metavar="FOLDER")
@click.option("--course", metavar="COURSE", help="Another course: its folder, or the name it is installed under.")
@click.option(
    "--receipts",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where a copy of each saved receipt goes, for the class's teacher.",
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def hub_server(folder: Path, course: str | None, receipts: Path | None, options: tuple[str, ...]) -> None:
    """Serve the course to one user of a JupyterHub, as `start` does; the hub gives the OPTIONS.

    Name it in jupyterhub_config.py: c.Spawner.cmd = ["wso-lessons", "hub-server"].
    """
    from wso_lessons import __version__
    from wso_lessons.workspace.hub import serve_user

    serve_user(folder, course, __version__, options, receipts)


TEACHER_VERBS = (report, export, guide, hub_server)
