"""What a command says: the text may be somebody else's, and nothing of it may act on the terminal."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap

import click

# Control characters but the ends of lines and tabs, the marks that turn the direction of writing, and halves of
# characters, which Python puts in the place of a name's bytes that are no UTF-8 and no terminal can show.
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST_LINE = 2_000  # characters of a line that tells a mistake; what it quotes may be a whole file


def say(text: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Prints a text, on standard error where `err` is set."""
    click.echo(escape_for_terminal(str(text)), err=err, nl=nl)


def say_mistake(text: object, *, err: bool = True) -> None:
    """Prints what is wrong; lines beyond 2,000 characters are cut."""
    lines = (line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…" for line in str(text).split("\n"))
    say("\n".join(lines), err=err)


def terminal_width() -> int:
    """The characters that a line of the terminal has room for; 0 where the output goes to a file."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def fold_prose(text: str, width: int) -> str:
    """A text in lines of at most `width` characters, where a word allows it; 0 leaves each paragraph one line."""
    if not width:
        return text
    lines = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(folded) for folded in lines)


def escape_for_terminal(text: str) -> str:
    """The text with a sign in the place of each character that a terminal would obey."""
    return _ACTING.sub("\ufffd", text)
