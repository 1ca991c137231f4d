"""The picture of powers in rings: a tray of tokens, three boxes one inside the other, and the room outside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wso_lessons.simulators.explorers.power_rings import OUTSIDE, PLACES, RINGS, PowerRings
from wso_lessons.simulators.lettering import LETTER, fold_words
from wso_lessons.simulators.scene import Box, Part, Picture, Scene, Shape, Words, draw_both

TRAY = "tray"
# The rings in few letters, for the mark on a token that stood elsewhere.
MARKS = {"wso": "WSO", "jem": "jail model", "tfm": "task force", OUTSIDE: "outside"}
_HEAD, _PAD, _GAP, _LINE, TOKEN = 26, 10, 8, 17, 44


@dataclass(frozen=True, slots=True)
class RingFrame:
    """The frame of the rings: its width, where the rings begin, a token's width, and how many stand in a row."""

    width: float
    left: float
    top: float
    token: float
    in_tray: int
    in_ring: int


RINGS_WIDE = RingFrame(760, left=186, top=4, token=156, in_tray=1, in_ring=3)
RINGS_NARROW = RingFrame(350, left=4, top=0, token=138, in_tray=2, in_ring=2)


def rings_picture(rings: PowerRings, placed: Mapping[str, str], *, shown: bool) -> Picture:
    """The rings wide and narrow: with the learner's tokens to carry; where `shown`, each where it belongs."""
    return draw_both(lambda frame: _scene(rings, placed, shown, frame), RINGS_WIDE, RINGS_NARROW)


def _scene(rings: PowerRings, placed: Mapping[str, str], shown: bool, frame: RingFrame) -> Scene:
    where = rings.answers() if shown else {name: placed.get(name, TRAY) for name in rings.words}
    held = {place: [name for name, at in where.items() if at == place] for place in (*PLACES, TRAY)}
    parts: list[Shape | Part] = []
    top = frame.top
    tray = _rows(held[TRAY], frame.in_tray) * (TOKEN + _GAP) + _HEAD
    if not shown:
        parts += _tray(rings, held[TRAY], frame)
    if frame.in_tray > 1 and not shown:
        top = tray + _GAP
    boxes, bottom = _boxes(held, top, frame)
    for place, box in boxes.items():
        label = Words(x=box.x + _PAD, y=box.y + 18, text=PLACES[place], look="strong")
        name = PLACES[place] if shown else f"{PLACES[place]}: {len(held[place])} placed"
        parts.append(Part(id=place, name=name, takes=not shown, shapes=(box, label)))
    for place, box in boxes.items():
        for at, token in enumerate(held[place]):
            x = box.x + _PAD + at % frame.in_ring * (frame.token + _GAP)
            y = box.y + _HEAD + at // frame.in_ring * (TOKEN + _GAP)
            parts.append(_token(rings, token, placed.get(token, "") if shown else "", (x, y), shown, frame))
    height = max(bottom, tray if not shown and frame.in_tray == 1 else 0) + 4
    return Scene(width=frame.width, height=height, parts=tuple(parts), name=_name(rings, held, shown))


def _rows(tokens: list[str], columns: int) -> int:
    return max(1, math.ceil(len(tokens) / columns))


def _boxes(held: Mapping[str, list[str]], top: float, frame: RingFrame) -> tuple[dict[str, Box], float]:
    """The boxes from the widest to the narrowest and the one outside, and where they end."""
    depth = list(reversed(RINGS))
    rows = {place: _rows(held[place], frame.in_ring) * (TOKEN + _GAP) for place in PLACES}
    made = {}
    y, width = top, frame.width - frame.left - 4
    heights = [sum(_HEAD + rows[ring] + _GAP for ring in depth[at:]) for at in range(len(depth))]
    for at, (ring, height) in enumerate(zip(depth, heights, strict=True)):
        inset = at * _GAP
        look = "paper" if at % 2 else "shade edged"
        box = Box(x=frame.left + inset, y=y, width=width - 2 * inset, height=height, look=look, corner=14)
        made[ring] = box
        y += _HEAD + rows[ring]
    y = top + heights[0] + _GAP
    outside = Box(x=frame.left, y=y, width=width, height=_HEAD + rows[OUTSIDE], look="left-out", corner=3)
    return {**made, OUTSIDE: outside}, y + outside.height


def _tray(rings: PowerRings, tokens: list[str], frame: RingFrame) -> Iterator[Part | Shape]:
    words = f"{len(tokens)} to place" if tokens else "All are placed"
    yield Words(x=4, y=18, text=words, look="strong")
    for at, token in enumerate(tokens):
        x = 4 + at % frame.in_tray * (frame.token + _GAP)
        yield _token(rings, token, "", (x, _HEAD + at // frame.in_tray * (TOKEN + _GAP)), False, frame)


def _token(rings: PowerRings, token: str, mine: str, at: tuple[float, float], shown: bool, frame: RingFrame) -> Part:
    x, y = at
    words = rings.words[token]
    shapes: list[Shape] = [Box(x=x, y=y, width=frame.token, height=TOKEN, look="token", corner=6)]
    said = words
    lines = [(line, "soft") for line in fold_words(words, frame.token - 12)]
    if shown and mine and mine != rings.answers()[token]:
        said = f"{words}, which you put: {PLACES[mine]}"
        first = lines[0][0] if len(lines) == 1 else f"{fold_words(words, frame.token - 12 - 4 * LETTER)[0]} ..."
        lines = [(first, "soft"), (f"you: {MARKS[mine]}", "name mine")]
    y += (TOKEN - _LINE * len(lines)) / 2 + 13
    for row, (line, look) in enumerate(lines):
        shapes.append(Words(x=x + frame.token / 2, y=y + row * _LINE, text=line, look=look, anchor="middle"))
    return Part(id=token, name=said, carries=not shown, shapes=tuple(shapes))


def _name(rings: PowerRings, held: Mapping[str, list[str]], shown: bool) -> str:
    said = [
        f"{name}: {', '.join(rings.words[token] for token in held[place]) or 'nothing'}"
        for place, name in PLACES.items()
    ]
    left = [] if shown else [f"To place: {', '.join(rings.words[token] for token in held[TRAY]) or 'nothing'}"]
    return f"Three nested rings and the room outside. {'. '.join([*said, *left])}."
