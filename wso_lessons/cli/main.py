"""The command line: one thin verb per function, each of which calls the library and prints what it returns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from wso_lessons.cli import author as cli_authoring
from wso_lessons.cli import learner as cli_progress
from wso_lessons.content.findings import ContentError, UnknownId
from wso_lessons.workspace.problem import StartError


class Verbs(click.Group):
    """A group whose verbs tell a user's mistake in one sentence and exit with 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ContentError, StartError, UnknownId) as error:
            click.echo(str(error), err=True)
            raise SystemExit(2) from None


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wso_lessons")
def main() -> None:
    """Lessons in Jupyter on ICE's Warrant Service Officer program."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default="wso-course")
@click.option("--no-browser", is_flag=True, help="Do not open a browser; the address is printed.")
@click.option("--port", type=int, metavar="N", help="The port; by default the first free one from 8888 on.")
@click.option("--course", metavar="COURSE", help="Another course: its folder, or the name it is installed under.")
@click.option("--projector", is_flag=True, help="For a class: everything larger, no code shown.")
def start(folder: Path, no_browser: bool, port: int | None, course: str | None, projector: bool) -> None:
    """Put the course into FOLDER (./wso-course by default) and open it in JupyterLab where you stopped.

    Lessons that you changed are never overwritten. A FOLDER that is a course of your own is opened as it is.
    """
    from wso_lessons import __version__
    from wso_lessons.workspace.start import start as open_course_in

    open_course_in(
        folder, port=port, browser=not no_browser, version=__version__, say=click.echo, course=course,
        projector=projector,
    )  # fmt: skip


@main.command()
@click.argument("course", required=False)
@click.option("--lesson", "lessons", multiple=True, help="Only this lesson's id; may be repeated.")
def store(course: str | None, lessons: tuple[str, ...]) -> None:
    """Run the lessons of COURSE (a folder; the built-in course by default) and keep their results in the notebooks."""
    from wso_lessons.authoring.store import store_course
    from wso_lessons.content import open_course

    try:
        for path, changed in store_course(open_course(course), lessons):
            click.echo(f"{path.name}: {'results stored' if changed else 'as before'}")
    except ContentError as error:
        if error.finding.code != "cell-fails":
            raise
        click.echo(str(error), err=True)
        raise SystemExit(1) from None


@main.command()
@click.argument("course", required=False)
@click.option("--execute", is_flag=True, help="Run every lesson too and compare with the stored results.")
@click.option("--fix", is_flag=True, help="First mend what is mechanical: citation numbers and link addresses.")
@click.option("--as-of", metavar="DATE", help="The day of the check, as 2026-06-05; today by default.")
@click.option("--report", "counts", is_flag=True, help="Also tell each lesson's words, by the stance of what it cites.")
def check(course: str | None, execute: bool, fix: bool, as_of: str | None, counts: bool) -> None:
    """Check the content of COURSE (a folder; the built-in course by default): what is wrong, where, how to mend it."""
    from wso_lessons.authoring import check as checking
    from wso_lessons.content import open_course

    try:
        at_hand = open_course(course)
        for line in checking.mend(at_hand) if fix else ():
            click.echo(line)
        found = checking.report(at_hand, as_of, execute=execute)
    except (ContentError, ValueError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
    for line in checking.lines(found, Path.cwd(), counts=counts):
        click.echo(line)
    raise SystemExit(1 if found.errors else 0)


@main.command()
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("--course", metavar="COURSE", help="A course folder; the built-in course by default.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day the list is of, where the file errs.")
@click.option("--accept", multiple=True, metavar="CODE", help="Go on although this check failed; may be repeated.")
@click.option("--full", is_flag=True, help="List every agreement that changes, not the first dozen of each kind.")
@click.option("--apply", "writes", is_flag=True, help="Write it; without this nothing is written.")
def refresh(
    workbook: Path, course: str | None, day: datetime | None, accept: tuple[str, ...], full: bool, writes: bool
) -> None:
    """Read a list that ICE has published (WORKBOOK, or a folder of them) and say what it changes in the course."""
    from wso_lessons.content import open_course
    from wso_lessons.refresh.apply import applied_message, apply_refresh, finish_interrupted
    from wso_lessons.refresh.plan import plan_refresh
    from wso_lessons.refresh.report import render_report

    try:
        if writes and finish_interrupted(course):
            click.echo("An earlier refresh was interrupted; it is finished now.")
        with _bar("Reading") as progress:
            date = day.date() if day else None
            found = plan_refresh(workbook, open_course(course), date=date, accept=accept, progress=progress)
        click.echo(render_report(found, shown=sys.maxsize if full else 12), nl=False)
        if found.sound and writes:
            click.echo(applied_message(found, apply_refresh(found)))
        elif found.sound:
            click.echo("\nNothing was written. Add --apply to take the list in.")
    except ContentError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
    raise SystemExit(0 if found.sound else 1)


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, where a person watches; the function it gives takes done and total."""
    from wso_lessons.ice.folder import silent

    if not sys.stderr.isatty():
        yield silent
        return
    with click.progressbar(length=100, label=label, file=sys.stderr) as bar:
        yield lambda done, total: bar.update(100 * done // total - bar.pos)


for verb in (*cli_authoring.VERBS, *cli_progress.VERBS):
    main.add_command(verb)
