"""The picture of a monthly series: one line a model, its name and last count at its end."""

from __future__ import annotations

from dataclasses import dataclass

from wso_lessons.content.words import SHORT_MODEL_NAMES
from wso_lessons.simulators.lines.growth import TOGETHER, MonthlySeries
from wso_lessons.simulators.scene import Line, Part, Picture, Scale, Scene, Shape, Words, draw_both, spread

FLOOR = 0.8  # where a line that stands at 0 meets a logarithmic scale, which has no 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The frame of a line chart: its size, and the room left around the plot."""

    width: float
    height: float
    left: float
    right: float
    top: float = 34
    bottom: float = 30

    @property
    def floor(self) -> float:
        """Where the axis of time lies."""
        return self.height - self.bottom


GROWTH_WIDE = Layout(760, 400, 56, 136)
GROWTH_NARROW = Layout(350, 330, 44, 94)


def growth_picture(series: MonthlySeries, *, log: bool = False) -> Picture:
    """The series drawn wide and narrow. A logarithmic scale is used where there is something to draw on it."""
    logarithmic = log and max(max(line) for line in series.lines.values()) > 0
    return draw_both(lambda layout: _scene(series, layout, logarithmic), GROWTH_WIDE, GROWTH_NARROW)


def _scene(series: MonthlySeries, layout: Layout, log: bool) -> Scene:
    top = max(1, *(max(line) for line in series.lines.values()))
    ends = layout.floor, layout.top
    up = Scale(FLOOR, top * 1.3, *ends, log=True) if log else Scale(0, top * 1.05, *ends)
    across = Scale(0, max(1, len(series.months) - 1), layout.left, layout.width - layout.right)
    grid = grid_shapes(up, layout)
    years = month_shapes(series.months, across, layout)
    lines = [_line(name, line, across, up, log) for name, line in series.lines.items()]
    unit = Words(
        x=4,
        y=16,
        text=f"{series.view.measure.capitalize()} on each month's last list, {series.view.state}",
        look="soft",
    )
    name = f"Line chart. {series.in_words()}"
    parts: tuple[Shape | Part, ...] = (unit, *grid, *years, *lines, *_ends(series, up, layout))
    return Scene(width=layout.width, height=layout.height, parts=parts, name=name)


def grid_shapes(up: Scale, layout: Layout, most: int = 5) -> list[Shape]:
    """Lines across the plot at whole values, each with its number; a half between two would be labelled like one."""
    right = layout.width - layout.right
    made: list[Shape] = []
    for tick in (tick for tick in up.ticks(most) if tick == int(tick)):
        y = up.place(tick)
        made.append(Line(points=((layout.left, y), (right, y)), look="grid"))
        made.append(Words(x=layout.left - 6, y=y + 4, text=f"{tick:,.0f}", look="soft", anchor="end"))
    return made


def month_shapes(months: tuple[str, ...], across: Scale, layout: Layout) -> list[Shape]:
    """The years where there are several, else the months; no label stands within 40 units of the next."""
    floor = layout.floor
    named = [(place, month[:4]) for place, month in enumerate(months) if month.endswith("-01")]
    if len(months) <= 24:
        named = list(enumerate(months))
    made: list[Shape] = [Line(points=((layout.left, floor), (layout.width - layout.right, floor)), look="edge")]
    last = -1000.0
    for place, words in named:
        x = across.place(place)
        made.append(Line(points=((x, floor), (x, floor + 5)), look="edge"))
        if x - last >= (64 if "-" in words else 40):
            made.append(Words(x=x, y=floor + 20, text=words, look="soft", anchor="middle"))
            last = x
    return made


def _line(name: str, line: tuple[int, ...], across: Scale, up: Scale, log: bool) -> Part:
    points = [(across.place(place), up.place(count)) for place, count in enumerate(line) if count or not log]
    if len(points) == 1:
        points.append((points[0][0] + 1, points[0][1]))
    return Part(id=f"line-{name}", shapes=(Line(points=tuple(points), look=f"line {name.lower()}"),) if points else ())


def _ends(series: MonthlySeries, up: Scale, layout: Layout) -> list[Shape]:
    """Each line's name and last count beside its end, none over another."""
    wanted = [up.place(max(line[-1], up.low)) for line in series.lines.values()]
    x = layout.width - layout.right + 8
    made: list[Shape] = []
    wide = layout is GROWTH_WIDE
    for (name, line), y in zip(series.lines.items(), spread(wanted, 36 if wide else 19), strict=True):
        words = name if wide or name != TOGETHER else "all"
        made.append(Words(x=x, y=y + 4, text=f"{words} {line[-1]:,}", look=f"name {name.lower()}"))
        if wide and name in SHORT_MODEL_NAMES:
            made.append(Words(x=x, y=y + 20, text=SHORT_MODEL_NAMES[name], look="soft"))
    return made
