"""A picture as data: shapes with looks, and parts that a learner can move. No HTML, no screen, no law.

A model's logic gives a `Scene`; `widgets/panel/drawing.py` draws it as SVG, on the page and for paper. Lengths are in
units of the scene, one of which is about one pixel; y grows downward, as in SVG.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

F = TypeVar("F")
Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; `look` names one or more looks of `stage.css`, apart by spaces.

    One that `fills` grows to the width that its part says as the part's slider passes.
    """

    x: float
    y: float
    width: float
    height: float
    look: str = "edge"
    corner: float = 0
    fills: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points; with `closed` an area. `through` names the sliders that its points follow, in order."""

    points: tuple[Point, ...]
    look: str = "edge"
    closed: bool = False
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A circle."""

    x: float
    y: float
    radius: float
    look: str = "edge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of type; `y` is the line that the letters stand on.

    With `says` it is the value of the slider of that id, also while that is moved.
    """

    x: float
    y: float
    text: str
    look: str = "words"
    anchor: Anchor = "start"
    says: str = ""


Shape = Box | Line | Dot | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider:
    """How a part is pushed along one axis: its value, its ends and steps, and where its ends lie in the picture.

    `start` and `end` are the places (x, or y where `upright`) of `low` and `high`; `at` is its place on the other
    axis. An arrow key moves by `step`, a page key by `leap`. The value is said as one of `labels`, one for each step,
    else as a number with its `unit`. A slider that can run by itself says how many units are a `day`.
    """

    value: float
    low: float
    high: float
    step: float
    leap: float
    start: float
    end: float
    at: float = 0
    unit: str = ""
    labels: tuple[str, ...] = ()
    upright: bool = False
    day: float = 0

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"A slider from {self.low:g} to {self.high:g} cannot stand at {self.value:g}")
        if self.labels and len(self.labels) != round((self.high - self.low) / self.step) + 1:
            raise ValueError("A slider with labels needs one for each of its steps")

    @property
    def says(self) -> str:
        """The value in words."""
        if self.labels:
            return self.labels[round((self.value - self.low) / self.step)]
        return f"{self.value:,g} {self.unit}".rstrip()

    @property
    def place(self) -> float:
        """Where the slider stands along its axis."""
        return Scale(self.low, self.high, self.start, self.end).place(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Shapes that belong together under an id, with what a learner may do with them.

    A part with a `press` is a button, one with a `slider` is pushed, one that `carries` is picked up and put down on a
    part that `takes`. `name` is what a screen reader calls it; a part with none of these is only a group of shapes.
    A part may follow the slider that `by` names: from `since` on until `until` its box that fills grows to `full`, and
    then it has `passed` (looks `shut` and `open` show before and after).
    """

    id: str
    shapes: tuple[Shape, ...]
    name: str = ""
    press: str = ""
    pressed: bool | None = None
    carries: bool = False
    takes: bool = False
    slider: Slider | None = None
    look: str = ""
    by: str = ""
    since: float = 0
    until: float = 0
    full: float = 0
    passed: bool = False

    def __post_init__(self) -> None:
        ways = (bool(self.press), self.slider is not None, self.carries)
        if sum(ways) > 1:
            raise ValueError(f'The part "{self.id}" can be moved in more than one way')
        if self.is_live and not self.name:
            raise ValueError(f'The part "{self.id}" can be moved and has no name')

    @property
    def is_live(self) -> bool:
        """Whether a learner can do something with it."""
        return bool(self.press or self.slider or self.carries or self.takes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One picture: its size, what it holds from back to front, and what it shows in words.

    In a scene with `sweep` a finger drawn across moves, one after another, the slider that is nearest.
    """

    width: float
    height: float
    parts: tuple[Shape | Part, ...]
    name: str
    sweep: bool = False

    def __post_init__(self) -> None:
        ids = [part.id for part in self.parts if isinstance(part, Part)]
        for one in ids:
            if ids.count(one) > 1:
                raise ValueError(f'Two parts of a scene have the id "{one}"')

    @property
    def moves(self) -> tuple[Part, ...]:
        """The parts that can be moved now."""
        return tuple(part for part in self.parts if isinstance(part, Part) and part.is_live)

    @property
    def live(self) -> bool:
        """Whether anything in it can be moved."""
        return bool(self.moves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The same scene twice: for a page, and for a telephone or a narrow column."""

    wide: Scene
    narrow: Scene


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a picture: its width, and whether it is narrow, so that what stood side by side is stacked."""

    width: float
    narrow: bool = False


FRAMES = (Frame(760), Frame(350, narrow=True))


def draw_both(draw: Callable[[F], Scene], wide: F, narrow: F) -> Picture:
    """A picture drawn in two frames, whose type is the drawer's own."""
    return Picture(wide=draw(wide), narrow=draw(narrow))


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps a number between `low` and `high` to a place between `start` and `end`; `log` by its logarithm."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def place(self, value: float) -> float:
        """The place of a value; a value outside the scale lies outside its ends."""
        low, high = (math.log(self.low), math.log(self.high)) if self.log else (self.low, self.high)
        share = ((math.log(value) if self.log else value) - low) / (high - low)
        return round(self.start + share * (self.end - self.start), 2)

    def ticks(self, most: int = 6) -> list[float]:
        """Round values between the ends, at most about `most` of them: 1, 2 or 5 times a power of ten."""
        if self.log:
            powers = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
            return [float(10**power) for power in powers]
        rough = (self.high - self.low) / most
        base = 10 ** math.floor(math.log10(rough))
        step = next(base * times for times in (1, 2, 5, 10) if base * times >= rough)
        first = math.ceil(self.low / step)
        return [round(step * n, 6) for n in range(first, math.floor(self.high / step) + 1)]


def spread(wanted: Sequence[float], gap: float) -> list[float]:
    """The places nearest to those wanted (by least squares), in the same order, that keep `gap` between neighbors."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # With each place moved back by its gaps only the order counts: neighbors out of order share their mean.
    blocks: list[tuple[float, int]] = []
    for rank, i in enumerate(order):
        mean, size = wanted[i] - rank * gap, 1
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean, size = (other * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    means = [mean for mean, size in blocks for _ in range(size)]
    result = [0.0] * len(wanted)
    for rank, i in enumerate(order):
        result[i] = means[rank] + rank * gap
    return result
