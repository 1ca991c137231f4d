"""A user's mistake that the command line itself finds."""

from __future__ import annotations

from typing import IO, Any

import click


class Refusal(click.ClickException):
    """A user's mistake, told in one sentence."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True, file=file)
