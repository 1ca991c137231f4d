"""The command line's verbs for authors and instructors: new, export, guide."""

from __future__ import annotations

from pathlib import Path

import click

from wso_lessons.content import ContentError, Finding, Where


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

    made = scaffold.new_lesson(open_course(course or _course_here()), title, after)
    click.echo(f"The lesson {made.lesson} is in {made.folder.name}. Change these files:")
    for name in made.new:
        click.echo(f"  {name}")
    click.echo(f"It has entries in: {', '.join(made.changed)}.")


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


VERBS = (new,)
