"""The command line's verbs for authors and instructors: new, export, guide."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wso_lessons.content import ContentError, Finding, UnknownId, Where

if TYPE_CHECKING:
    from wso_lessons.exports.material import Export


@click.group()
def new() -> None:
    """Make a course of your own, or a lesson in it: complete, checked, yours to change."""


@new.command("course")
@click.argument("folder", metavar="NAME", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The course's title; the folder's name by default.")
def new_course(folder: Path, title: str) -> None:
    """Make a course in a new folder NAME: all built-in lessons, and one of its own to begin with."""
    from wso_lessons.authoring import scaffold

    made = scaffold.new_course(folder, title)
    click.echo(f"{folder}: a course with the built-in lessons and one of its own, {made.lesson}.")
    click.echo(f"Open it:  wso-lessons start {_shown(folder)}")
    click.echo(f"Check it: wso-lessons check {_shown(folder)}")


@new.command("lesson")
@click.argument("title")
@click.option("--after", default="", metavar="LESSON", help="The id of the lesson before it; the last by default.")
@click.option("--course", metavar="COURSE", help="The course's folder; the one you are in by default.")
def new_lesson(title: str, after: str, course: str | None) -> None:
    """Add a lesson with the title TITLE to a course of yours."""
    from wso_lessons.authoring import scaffold
    from wso_lessons.content import open_course

    at_hand = open_course(course or _course_here())
    alike = [entry.id for entry in at_hand.lessons if entry.title == title]
    made = scaffold.new_lesson(at_hand, title, after)
    click.echo(f"The lesson {made.lesson} is in {made.folder.name}. Change these files:")
    for name in made.new:
        click.echo(f"  {name}")
    click.echo(f"It has entries in: {', '.join(made.changed)}.")
    if alike:
        click.echo(f"It has the same title as {', '.join(alike)}, which is as it was.")


@click.command()
@click.argument("form", metavar="FORMAT")
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("course", required=False)
@click.option("--lesson", "lessons", multiple=True, metavar="LESSON", help="Only this lesson; may be repeated.")
@click.option("--as-of", metavar="DATE", help="The day on which facts must not be due for review; today by default.")
@click.option("--no-pdf", is_flag=True, help="With print: HTML alone, even where a browser could print PDF.")
@click.option("--replace", is_flag=True, help="Overwrite what is at OUT, such as an earlier export.")
def export(
    form: str, out: Path, course: str | None, lessons: tuple[str, ...], as_of: str | None, no_pdf: bool, replace: bool
) -> None:
    """Export COURSE (a folder; the built-in course by default) to OUT, a file or a folder.

    FORMAT is answer-key, csv, gift, moodle-xml, print, qti12, qti21 or slides.
    """
    from wso_lessons.content import open_course
    from wso_lessons.exports import formats
    from wso_lessons.exports.material import gather

    chosen = formats.format_of(form)
    formats.check_place(form, out)
    if chosen.endings and not replace:
        formats.check_free([out])
    at_hand = open_course(course)
    try:
        made = chosen.make(gather(at_hand, lessons, _day(as_of)))
    except UnknownId:
        # What is missing may stand in a file that cannot be read, and then that is what has to be mended.
        if unread := [*at_hand.sources.problems, *at_hand.claims.problems]:
            raise ContentError(unread[0]) from None
        raise
    if form == "print" and not no_pdf:
        made = _printed(made)
    for path in formats.write(made, form, out, replace=replace):
        click.echo(path)
    for line in made.notes:
        click.echo(line, err=True)


def _day(as_of: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(as_of) if as_of else None
    except ValueError:
        raise click.BadParameter(f'"{as_of}" is no date; write it as 2026-06-05.', param_hint="--as-of") from None


def _printed(made: Export) -> Export:
    """The export with a PDF of each page, where this computer has a browser that prints."""
    from wso_lessons.exports.material import Export
    from wso_lessons.exports.print import pdf

    browser = pdf.find_browser()
    if browser is None:
        line = (
            "Left out: PDF files, since no Chromium, Chrome or Edge was found. Print the HTML files from any browser."
        )
        return Export(made.files, (*made.notes, line))
    files, failed = pdf.with_pdfs(made.files, browser)
    return Export(files, (*made.notes, *failed))


@click.command()
@click.argument("lesson", required=False, default="")
@click.option("--course", metavar="COURSE", help="A course; the one you are in, or the built-in one, by default.")
def guide(lesson: str, course: str | None) -> None:
    """Show the instructor's page of LESSON (its id), or of the whole course."""
    from wso_lessons.content import layout, open_course
    from wso_lessons.notebook import guide as guides

    opened = open_course(course or layout.course_root(Path.cwd()))
    text = guides.guide_page(opened, lesson).read_text(encoding="utf-8")
    more = "" if lesson else "".join(f"    wso-lessons guide {name}\n" for name in guides.pages(opened))
    click.echo_via_pager(f"{text.rstrip()}\n\nPages for single lessons:\n\n{more}" if more else text)


def _shown(folder: Path) -> str:
    """A folder as a command line takes it."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _course_here() -> Path:
    """The course in or above the working folder. Raises ContentError where there is none."""
    from wso_lessons.content import layout

    here = Path.cwd()
    for place in (here, *here.parents[:3]):
        root = layout.course_root(place)
        if root is not None:
            return root
    raise ContentError(Finding("course-missing", Where(here), "There is no course here.", "Name one: --course FOLDER"))


VERBS = (new, export, guide)
