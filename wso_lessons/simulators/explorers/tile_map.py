"""A map of states as a grid of tiles: each with its code and a mark, and under the grid what the marks mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from wso_lessons.simulators.cards import GAP, ROW
from wso_lessons.simulators.explorers.places import NAMES
from wso_lessons.simulators.lettering import fold_words, type_lines
from wso_lessons.simulators.scene import (
    FRAMES,
    Box,
    Dot,
    Frame,
    Line,
    Part,
    Picture,
    Scene,
    Shape,
    Slider,
    Words,
    draw_both,
)

TILE = 44.0
EMPTY = "."


@dataclass(frozen=True, slots=True)
class TileKind:
    """What a tile can say: its mark, its look (see stage.css), and the words for both."""

    mark: str
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class TileState:
    """One state's tile: its kind as a key of the map's kinds, and whether it is chosen."""

    kind: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TileRules:
    """Where each state's tile stands, and the ruling that a learner places before the map is colored."""

    noun: ClassVar[str] = "map of tiles"
    rows: tuple[str, ...]
    case: str
    question: str
    ask: str
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        codes = sorted(code for row in self.rows for code in row.split() if code != EMPTY)
        if codes != sorted(NAMES):
            raise ValueError("The rows of the map must hold each state once")
        if len({len(row.split()) for row in self.rows}) != 1:
            raise ValueError("The rows of the map must be of one length")


@dataclass(frozen=True, slots=True)
class TileDays:
    """A slider of days under the map: its id and name, its stops in words, the one it stands at, and the day itself."""

    id: str
    name: str
    labels: tuple[str, ...]
    at: int
    words: str


def tile_picture(
    rows: Sequence[str],
    tiles: Mapping[str, TileState],
    kinds: Mapping[str, TileKind],
    what: str,
    *,
    live: bool,
    days: TileDays | None = None,
) -> Picture:
    """The map wide and narrow; `what` is what it shows, for those who listen."""
    return draw_both(lambda frame: _tile_scene(rows, tiles, kinds, what, live, frame, days), *FRAMES)


def _days(days: TileDays, y: float, width: float) -> list[Shape | Part]:
    """The slider, with the day it stands at above it."""
    slider = Slider(
        value=days.at, low=0, high=len(days.labels) - 1, step=1, leap=5, start=16, end=width - 16, at=y + 36,
        labels=days.labels,
    )  # fmt: skip
    knob = (
        Dot(x=slider.place, y=y + 36, radius=16, look="touch"),
        Dot(x=slider.place, y=y + 36, radius=9, look="knob blue"),
    )
    return [
        Words(x=4, y=y + 16, text=days.words, look="name", says=days.id),
        Line(points=((16, y + 36), (width - 16, y + 36)), look="edge"),
        Part(id=days.id, name=days.name, shapes=knob, slider=slider),
    ]


def _tile_scene(
    rows: Sequence[str],
    tiles: Mapping[str, TileState],
    kinds: Mapping[str, TileKind],
    what: str,
    live: bool,
    frame: Frame,
    days: TileDays | None,
) -> Scene:
    grid, width = [row.split() for row in rows], frame.width
    step = width / len(grid[0])
    parts: list[Shape | Part] = []
    for down, row in enumerate(grid):
        for across, code in enumerate(row):
            if code != EMPTY:
                parts.append(_tile(code, tiles[code], kinds, (across * step, down * TILE, step), live))
    shown = [kind for kind in kinds if any(tile.kind == kind for tile in tiles.values())]
    y = len(grid) * TILE + GAP
    if days:
        parts += _days(days, y, width)
        y += 62
    for kind in shown:
        count = sum(tile.kind == kind for tile in tiles.values())
        lines = fold_words(f"{kinds[kind].words}: {count}", width - 48)
        parts.append(Box(x=2, y=y, width=28, height=22, look=kinds[kind].look, corner=3))
        parts.append(Words(x=16, y=y + 16, text=kinds[kind].mark, look="name", anchor="middle"))
        parts += type_lines(lines, 40, y + 16)
        y += ROW * len(lines) + 12
    # The last kind is the one of which nothing is to be said, so its states are not named one by one.
    held = "".join(f" {kinds[kind].words}: {_names(tiles, kind)}." for kind in shown if kind != list(kinds)[-1])
    return Scene(width=width, height=y, parts=tuple(parts), name=f"{what.rstrip('.')}.{held}")


def _names(tiles: Mapping[str, TileState], kind: str) -> str:
    return ", ".join(NAMES[code] for code, tile in tiles.items() if tile.kind == kind)


def _tile(
    code: str, tile: TileState, kinds: Mapping[str, TileKind], at: tuple[float, float, float], live: bool
) -> Part:
    x, y, step = at
    kind = kinds[tile.kind]
    look = f"{kind.look}{' found' if tile.chosen else ''}"
    middle = x + step / 2
    shapes = (
        Box(x=x + 1.5, y=y + 1.5, width=step - 3, height=TILE - 3, look=look, corner=3),
        Words(x=middle, y=y + 18, text=code.upper(), look="words", anchor="middle"),
        Words(x=middle, y=y + 36, text=kind.mark, look="name", anchor="middle"),
    )
    name = f"{NAMES[code]}: {kind.words}"
    return Part(id=code, name=name, press=code if live else "", pressed=tile.chosen if live else None, shapes=shapes)
