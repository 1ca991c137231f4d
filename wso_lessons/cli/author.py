"""The verbs of an author or a maintainer: new, check, store, refresh."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from wso_lessons.cli.terminal import say, say_mistake
from wso_lessons.content import ContentError, open_course
from wso_lessons.content.at_hand import own_course_above
from wso_lessons.content.findings import LessonError
from wso_lessons.content.words import count_with_noun


@click.group()
def new() -> None:
    """Make a course of your own, or a lesson in it: complete, checked, yours to change."""


@new.command("course")
@click.argument("folder", metavar="NAME", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The course's title; the folder's name by default.")
@click.option("--empty", is_flag=True, help="A course on another subject, without the built-in lessons and claims.")
def new_course(folder: Path, title: str, empty: bool) -> None:
    """Make a course in a new folder NAME: all built-in lessons, and one of its own to begin with."""
    from wso_lessons.authoring import scaffold
    from wso_lessons.workspace.trust import allow_course

    made = scaffold.new_course(folder, title, empty=empty)
    allow_course(open_course(made.folder))
    lessons = "one lesson to begin with" if empty else "the built-in lessons and one of its own"
    say(f"{folder}: a course with {lessons}, {made.lesson}.")
    say(f"Open it:  wso-lessons start {_as_argument(folder)}")
    say(f"Check it: wso-lessons check {_as_argument(folder)}")


@new.command("lesson")
@click.argument("title")
@click.option("--after", default="", metavar="LESSON", help="The id of the lesson before it; the last by default.")
@click.option("--course", metavar="COURSE", help="The course's folder; the one you are in by default.")
def new_lesson(title: str, after: str, course: str | None) -> None:
    """Add a lesson with the title TITLE to a course of yours."""
    from wso_lessons.authoring import scaffold
    from wso_lessons.workspace.trust import allowance_kept

    at_hand = open_course(course or own_course_above(Path.cwd()))
    alike = [entry.id for entry in at_hand.lessons if entry.title == title]
    with allowance_kept(at_hand):
        made = scaffold.new_lesson(at_hand, title, after)
    say(f"The lesson {made.lesson} is in {made.folder.name}. Change these files:")
    for name in made.new:
        say(f"  {name}")
    say(f"It has entries in: {', '.join(made.changed)}.")
    if alike:
        say(f"It has the same title as {', '.join(alike)}, which is as it was.")


@new.command("questions")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--set", "set_id", default="", metavar="SET", help="The new set's name; the file's name by default.")
@click.option("--course", metavar="COURSE", help="The course's folder; the one you are in by default.")
def new_questions(source: Path, set_id: str, course: str | None) -> None:
    """Draft questions from FILE (.gift, .csv or Moodle's .xml) in a course of yours; what is missing is marked."""
    from wso_lessons.authoring.drafts.reading import write_drafts
    from wso_lessons.workspace.trust import allowance_kept

    at_hand = open_course(course or own_course_above(Path.cwd()))
    with allowance_kept(at_hand):
        made = write_drafts(at_hand, source, set_id)
    say(f"{made.path}: {count_with_noun(len(made.drafts), 'draft')}; {made.summary}.")
    for line in made.notes:
        say(line, err=True)
    say("Write what is missing; `wso-lessons check` goes through it with you, question by question.")


@click.command()
@click.argument("course", required=False)
@click.option("--execute", is_flag=True, help="Run every lesson too and compare with the stored results.")
@click.option("--fix", is_flag=True, help="First mend what is mechanical: citation numbers and link addresses.")
@click.option("--as-of", metavar="DATE", help="The day of the check, as 2026-06-05; today by default.")
@click.option("--report", "counts", is_flag=True, help="Also tell each lesson's words, by the stance of what it cites.")
def check(course: str | None, execute: bool, fix: bool, as_of: str | None, counts: bool) -> None:
    """Check the content of COURSE (a folder; the built-in course by default): what is wrong, where, how to mend it."""
    from wso_lessons.authoring import check as checking
    from wso_lessons.workspace.trust import allowance_kept

    opened = open_course(course)
    if fix:
        with allowance_kept(opened):
            for line in checking.mend(opened):
                say_mistake(line, err=False)
    try:
        found = checking.report(opened, as_of, execute=execute)
    except ValueError as error:
        raise LessonError(f"{error}.") from None
    for line in checking.report_lines(found, Path.cwd(), counts=counts):
        say_mistake(line, err=False)
    raise SystemExit(1 if found.errors else 0)


@click.command()
@click.argument("course", required=False)
@click.option("--lesson", "lessons", multiple=True, help="Only this lesson's id; may be repeated.")
def store(course: str | None, lessons: tuple[str, ...]) -> None:
    """Run the lessons of COURSE (a folder; the built-in course by default) and keep their results in the notebooks."""
    from wso_lessons.authoring.store import store_course
    from wso_lessons.workspace.trust import allowance_kept

    opened = open_course(course)
    try:
        with allowance_kept(opened):
            for path, changed in store_course(opened, lessons):
                say(f"{path.name}: {'results stored' if changed else 'as before'}")
    except ContentError as error:
        if error.finding.code != "cell-fails":
            raise
        say_mistake(error)
        raise SystemExit(1) from None


@click.command()
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
    from wso_lessons.refresh.apply import applied_message, apply_refresh, finish_interrupted
    from wso_lessons.refresh.plan import plan_refresh
    from wso_lessons.refresh.report import render_report

    if writes and finish_interrupted(course):
        say("An earlier refresh was interrupted; it is finished now.")
    with _progress_bar("Reading") as progress:
        date = day.date() if day else None
        found = plan_refresh(workbook, open_course(course), date=date, accept=accept, progress=progress)
    say(render_report(found, shown=sys.maxsize if full else 12), nl=False)
    if found.is_sound and writes:
        say(applied_message(found, apply_refresh(found)))
    elif found.is_sound:
        say("\nNothing was written. Add --apply to take the list in.")
    raise SystemExit(0 if found.is_sound else 1)


@contextmanager
def _progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, where a person watches; the function it gives takes done and total."""
    from wso_lessons.ice.folder import say_nothing

    if not sys.stderr.isatty():
        yield say_nothing
        return
    with click.progressbar(length=100, label=label, file=sys.stderr) as bar:
        yield lambda done, total: bar.update(100 * done // total - bar.pos)


def _as_argument(folder: Path) -> str:
    """A folder as a command line takes it."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


AUTHOR_VERBS = (new, check, store, refresh)
