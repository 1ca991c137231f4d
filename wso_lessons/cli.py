"""The command line: one thin verb per function, each of which calls the library and prints what it returns."""

from __future__ import annotations

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wso_lessons")
def main() -> None:
    """Lessons in Jupyter on ICE's Warrant Service Officer program."""


@main.command()
@click.argument("course", required=False)
@click.option("--lesson", "lessons", multiple=True, help="Only this lesson's id; may be repeated.")
def store(course: str | None, lessons: tuple[str, ...]) -> None:
    """Run the lessons of COURSE (a folder; the built-in course by default) and keep their results in the notebooks."""
    from wso_lessons.authoring.store import store_course
    from wso_lessons.content import ContentError, UnknownId, open_course

    try:
        for path, changed in store_course(open_course(course), lessons):
            click.echo(f"{path.name}: {'results stored' if changed else 'as before'}")
    except (ContentError, UnknownId) as error:
        click.echo(str(error), err=True)
        raise SystemExit(1 if isinstance(error, ContentError) and error.finding.code == "cell-fails" else 2) from None


@main.command()
@click.argument("course", required=False)
@click.option("--execute", is_flag=True, help="Run every lesson too and compare with the stored results.")
@click.option("--fix", is_flag=True, help="First mend what is mechanical: citation numbers and link addresses.")
@click.option("--as-of", metavar="DATE", help="The day of the check, as 2026-06-05; today by default.")
@click.option("--report", "counts", is_flag=True, help="Also tell each lesson's words, by the stance of what it cites.")
def check(course: str | None, execute: bool, fix: bool, as_of: str | None, counts: bool) -> None:
    """Check the content of COURSE (a folder; the built-in course by default): what is wrong, where, how to mend it."""
    from pathlib import Path

    from wso_lessons.authoring import check as checking
    from wso_lessons.content import ContentError, open_course

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
