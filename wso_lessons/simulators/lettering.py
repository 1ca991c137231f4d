"""Lines of type in a picture: a text folded to a width, and set line by line."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Sequence

from wso_lessons.simulators.scene import Anchor, Words

# Units that a letter of 14 takes on an average line, in the widest font that the style sheet may fall back on.
LETTER = 7.9


@functools.lru_cache(maxsize=1024)  # a picture asks for the same lines at each move, and for their number before
def fold_words(text: str, width: float) -> tuple[str, ...]:
    """A text in lines of type that fit a width; a word that is longer keeps a line of its own."""
    letters = max(1, int(width / LETTER))
    return tuple(textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=False))


def type_lines(
    lines: Sequence[str], x: float, y: float, look: str = "words", *, anchor: Anchor = "start", gap: float = 18
) -> tuple[Words, ...]:
    """Lines of type, the first of which stands on `y`."""
    return tuple(Words(x=x, y=y + place * gap, text=line, look=look, anchor=anchor) for place, line in enumerate(lines))


def set_lines(
    text: str, x: float, y: float, width: float, *, look: str = "words", anchor: Anchor = "start", gap: float = 19
) -> tuple[Words, ...]:
    """A text set over lines that fit a width, the first of which stands on `y`."""
    return type_lines(fold_words(text, width), x, y, look, anchor=anchor, gap=gap)
