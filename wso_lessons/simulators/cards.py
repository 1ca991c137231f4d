"""A card that is dealt in a picture: the learner carries it to its place, and then the next one lies there."""

from __future__ import annotations

from collections.abc import Sequence

from wso_lessons.simulators.lettering import fold_words, type_lines
from wso_lessons.simulators.scene import Box, Part, Picture, Scene, Shape, Words

# The card that is dealt keeps this id, so that the keyboard stays on it from one card to the next.
DEALT = "dealt"
COMPARE = "compare"
COMPARE_WORDS = "All placed: compare"
ROW, PAD, GAP = 18, 10, 8


def dealt_card(count: str, text: str, source: str, width: float) -> tuple[Part, float]:
    """The card that is dealt, at the top of a picture of that width, and where what stands below it begins."""
    inner = width - 2 * GAP
    lines, below = (fold_words(words, inner - 2 * PAD) for words in (text, source))
    height = ROW * (1 + len(lines) + len(below)) + 20
    shapes: tuple[Shape, ...] = (
        Box(x=GAP, y=GAP, width=inner, height=height, look="place", corner=4),
        Words(x=GAP + PAD, y=GAP + 22, text=count, look="name"),
        *type_lines(lines, GAP + PAD, GAP + 22 + ROW),
        *type_lines(below, GAP + PAD, GAP + 22 + ROW * (1 + len(lines)), "soft"),
    )
    name = f"{count}. {text} {source}".rstrip()
    return Part(id=DEALT, name=name, carries=True, shapes=shapes), height + 3 * GAP


def all_placed(width: float) -> tuple[Part, float]:
    """A button where the cards lay, once none is left, and where what stands below it begins."""
    box = Box(x=GAP, y=GAP, width=width - 2 * GAP, height=44, look="place found", corner=4)
    words = Words(x=GAP + PAD, y=GAP + 27, text=COMPARE_WORDS, look="name")
    return Part(id=DEALT, name=COMPARE_WORDS, press=COMPARE, shapes=(box, words)), 44 + 3 * GAP


def add_lines(picture: Picture, lines: Sequence[str]) -> Picture:
    """A picture with lines of words below it, for paper: what is asked, and what there is to place."""
    return Picture(wide=_add_lines(picture.wide, lines), narrow=_add_lines(picture.narrow, lines))


def _add_lines(scene: Scene, lines: Sequence[str]) -> Scene:
    made: list[Shape] = []
    y = scene.height + ROW
    for line in lines:
        folded = fold_words(line, scene.width - 2 * GAP)
        made += type_lines(folded, GAP, y)
        y += ROW * len(folded) + 6
    name = f"{scene.name} {' '.join(lines)}"
    return Scene(width=scene.width, height=y, parts=(*scene.parts, *made), name=name)
