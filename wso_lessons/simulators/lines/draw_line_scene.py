"""The picture of a line that is drawn: knobs by half-year, and afterward the real line with the space between."""

from __future__ import annotations

from wso_lessons.pages.dates_and_names import MONTHS
from wso_lessons.simulators.lines.draw_line import DrawnLine, LineDrawing, RealLine, verdict
from wso_lessons.simulators.lines.growth_scene import Layout, grid_shapes
from wso_lessons.simulators.scene import (
    Box,
    Dot,
    Line,
    Part,
    Picture,
    Point,
    Scale,
    Scene,
    Shape,
    Slider,
    Words,
    draw_both,
    spread,
)

LINE_WIDE = Layout(760, 420, 60, 92, top=30, bottom=34)
LINE_NARROW = Layout(350, 380, 46, 60, top=30, bottom=34)


def line_picture(drawing: LineDrawing, drawn: DrawnLine, real: RealLine, *, shown: bool) -> Picture:
    """The drawing wide and narrow; where `shown`, with the real line and without knobs."""
    return draw_both(lambda layout: _scene(drawing, drawn, real, shown, layout), LINE_WIDE, LINE_NARROW)


def _scene(drawing: LineDrawing, drawn: DrawnLine, real: RealLine, shown: bool, layout: Layout) -> Scene:
    months = real.months
    across = Scale(0, len(months) - 1, layout.left, layout.width - layout.right)
    up = Scale(drawing.low, drawing.high, layout.floor, layout.top)
    at = {month: across.place(place) for place, month in enumerate(months)}
    parts: list[Shape | Part] = [*_axes(drawing, up, at, layout, by_month=drawn.by_month)]
    points = tuple((at[month], up.place(value)) for month, value in drawn.values.items())
    if shown:
        parts += _between(points, real, at, up) if drawn.marks else []
        parts += _real_line(real, at, up)
        parts += [Line(points=points, look="line mine")] if drawn.marks else []
        parts += _labels(drawing, drawn, real, up, layout.width - layout.right + 8)
        name = f"Line chart, {drawing.name}, {drawn.moment_words(months[0])} to {drawn.moment_words(months[-1])}. "
        name += verdict(drawing, drawn, real) if drawn.marks else _ends(real, drawing)
    else:
        keys = tuple(drawn.months[1:])
        through = (f"{points[0][0]:g},{points[0][1]:g}", *keys)
        look = "line mine" if drawn.marks else "line mine unset"
        parts.append(Part(id="line", shapes=(Line(points=points, look=look, through=through),)))
        parts += [_knob(drawing, drawn, month, at[month], layout) for month in keys]
        each = "month" if drawn.by_month else "half-year"
        name = f"An empty chart to draw in, {drawing.low} to {drawing.high} {drawing.unit}, with one knob each {each}."
    parts.append(_given_point(points[0], drawn.given))
    return Scene(width=layout.width, height=layout.height, parts=tuple(parts), name=name, sweep=not shown)


def _ends(real: RealLine, drawing: LineDrawing) -> str:
    first, last = real.months[0], real.months[-1]
    return f"From {real.values[first]:,.0f} to {real.values[last]:,.0f} {drawing.unit}."


def _axes(drawing: LineDrawing, up: Scale, at: dict[str, float], layout: Layout, *, by_month: bool) -> list[Shape]:
    left, top, right, floor = layout.left, layout.top, layout.width - layout.right, layout.floor
    made: list[Shape] = [Words(x=4, y=16, text=drawing.unit.capitalize(), look="soft")]
    # The whole plot can be drawn in, so it has a face of its own that a finger meets.
    made.append(Box(x=left, y=top, width=right - left, height=floor - top, look="field"))
    made += grid_shapes(up, layout, most=6)
    made.append(Line(points=((left, floor), (right, floor)), look="edge"))
    for month, x in at.items():
        if by_month or month.endswith("-01"):
            made.append(Line(points=((x, floor), (x, floor + 5)), look="edge"))
            words = month[:4] if layout is LINE_WIDE else f"’{month[2:4]}"
            words = MONTHS[int(month[5:]) - 1][:3] if by_month else words
            made.append(Words(x=x, y=floor + 20, text=words, look="soft", anchor="middle"))
    return made


def _given_point(point: Point, value: float) -> Part:
    x, y = point
    words = Words(x=x - 4, y=y - 14, text=f"{value:,.0f}", look="strong")
    return Part(id="given", shapes=(Dot(x=x, y=y, radius=6, look="solid"), words))


def _knob(drawing: LineDrawing, drawn: DrawnLine, month: str, x: float, layout: Layout) -> Part:
    slider = Slider(
        value=round(drawn.values[month] / drawing.step) * drawing.step,
        low=drawing.low,
        high=drawing.high,
        step=drawing.step,
        leap=drawing.leap,
        start=layout.floor,
        end=layout.top,
        at=x,
        unit=drawing.unit,
        upright=True,
    )
    # The knob is drawn small, and a larger empty circle around it is what a finger meets.
    target = Dot(x=x, y=slider.place, radius=12, look="touch")
    radius, look = 6 if layout is LINE_WIDE else 7, "knob" if month in drawn.marks else "knob unset"
    face = Dot(x=x, y=slider.place, radius=radius, look=look)
    name = drawn.moment_words(month)
    return Part(id=month, name=f"{name[0].upper()}{name[1:]}", shapes=(target, face), slider=slider)


def _between(points: tuple[Point, ...], real: RealLine, at: dict[str, float], up: Scale) -> list[Shape]:
    back = [(at[month], up.place(value)) for month, value in real.values.items()]
    return [Line(points=(*points, *reversed(back)), look="gap", closed=True)]


def _real_line(real: RealLine, at: dict[str, float], up: Scale) -> list[Part]:
    points = {month: (at[month], up.place(value)) for month, value in real.values.items()}
    early = [point for month, point in points.items() if month <= real.solid_from]
    later = [point for month, point in points.items() if month >= real.solid_from]
    made = [Part(id="real", shapes=(Line(points=tuple(later), look="line theirs reveal"),))]
    if len(early) > 1:
        made.insert(0, Part(id="early", shapes=(Line(points=tuple(early), look="line theirs dashed reveal"),)))
    return made


def _labels(drawing: LineDrawing, drawn: DrawnLine, real: RealLine, up: Scale, x: float) -> list[Shape]:
    """Whose line ends where, beside the ends, none over another."""
    ends = [(drawing.said_by, "theirs", real.values[real.months[-1]])]
    ends += [("you", "mine", drawn.values[drawn.months[-1]])] if drawn.marks else []
    made: list[Shape] = []
    for (who, look, value), y in zip(ends, spread([up.place(value) for _, _, value in ends], 40), strict=True):
        made.append(Words(x=x, y=y + 2, text=f"{value:,.0f}", look=f"name {look}"))
        made.append(Words(x=x, y=y + 18, text=who, look="soft"))
    return made
