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
