"""The command line: one thin verb per function, each of which calls the library and prints what it returns."""

from __future__ import annotations

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wso_lessons")
def main() -> None:
    """Lessons in Jupyter on ICE's Warrant Service Officer program."""
