"""The command line: one group, one rule for errors; the verbs stand by who types them."""

from __future__ import annotations

import gc

import click

from wso_lessons.cli import author, learner, teacher
from wso_lessons.cli.terminal import say_mistake
from wso_lessons.content.files import failure_reason
from wso_lessons.content.findings import LessonError


class Verbs(click.Group):
    """A group whose verbs tell a user's mistake in one sentence and exit with 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Runs a verb; a mistake that its reader can mend becomes its sentence and exit code 2."""
        # What is read of a course stays: to look through it for waste again and again takes a tenth of the time.
        gc.set_threshold(20_000, 20, 50)
        try:
            return super().invoke(ctx)
        except LessonError as error:
            say_mistake(error)
            raise SystemExit(2) from None
        except OSError as error:
            if error.filename is None:  # of no file that somebody named, such as a pipe that nobody reads any more
                raise
            say_mistake(f"{error.filename} cannot be used: {failure_reason(error)}.")
            raise SystemExit(2) from None


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wso_lessons")
def main() -> None:
    """Lessons in Jupyter on ICE's Warrant Service Officer program."""


for verb in (*learner.LEARNER_VERBS, *teacher.TEACHER_VERBS, *author.AUTHOR_VERBS):
    main.add_command(verb)
