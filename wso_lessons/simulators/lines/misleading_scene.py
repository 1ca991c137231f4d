"""The picture of a chart with its headline, and below it, once that is asked for, the whole line."""

from __future__ import annotations

from collections.abc import Mapping

from wso_lessons.simulators.lettering import set_lines
from wso_lessons.simulators.lines.growth_scene import Layout, grid_shapes, month_shapes
from wso_lessons.simulators.lines.misleading import HonestChart
from wso_lessons.simulators.scene import Box, Dot, Line, Part, Picture, Scale, Scene, Shape, Words, draw_both

CHART_WIDE = Layout(760, 340, 56, 70, top=62)
CHART_NARROW = Layout(350, 330, 46, 56, top=82)
WHOLE_HEIGHT = 92.0  # the height of the strip below with the whole line


def chart_picture(chart: HonestChart, whole: Mapping[str, float], *, shown: bool) -> Picture:
    """The chart wide and narrow; where `shown`, with the count of all months below it."""
    return draw_both(lambda layout: _scene(chart, whole, shown, layout), CHART_WIDE, CHART_NARROW)


def _scene(chart: HonestChart, whole: Mapping[str, float], shown: bool, layout: Layout) -> Scene:
    up = chart.scale(layout.floor, layout.top)
    months = tuple(chart.values)
    across = Scale(0, len(months) - 1, layout.left, layout.width - layout.right)
    headline = set_lines(chart.headline, 8, 22, layout.width - 24, look="strong")
    unit = Words(x=8, y=headline[-1].y + 20, text=chart.measure.unit.capitalize(), look="soft")
    points = tuple((across.place(place), up.place(value)) for place, value in enumerate(chart.values.values()))
    first, *_, last = chart.values.values()
    end = Words(x=points[-1][0] + 10, y=points[-1][1] + 5, text=f"{last:,.0f}", look="name wso")
    marks = [Dot(x=x, y=y, radius=5, look="blue") for x, y in (points[0], points[-1])]
    parts: list[Shape | Part] = [*headline, unit, *grid_shapes(up, layout), *month_shapes(months, across, layout)]
    parts += [Line(points=points, look="line wso"), *marks, end]
    parts += _whole_line(chart, whole, layout) if shown else []
    name = f"Line chart, {chart.months.name}, axis {chart.axis.name}. {chart.headline}: {first:,.0f} to {last:,.0f}."
    height = layout.height + (WHOLE_HEIGHT if shown else 0)
    return Scene(width=layout.width, height=height, parts=tuple(parts), name=name)


def _whole_line(chart: HonestChart, whole: Mapping[str, float], layout: Layout) -> list[Shape]:
    """The count of all months from zero, small, with the months of the chart shaded."""
    top, floor = layout.height + 20, layout.height + WHOLE_HEIGHT - 10
    months = list(whole)
    across = Scale(0, len(months) - 1, layout.left, layout.width - layout.right)
    up = Scale(0, max(whole.values()), floor, top)
    begin, end = (across.place(months.index(month)) for month in (chart.months.first, chart.months.last))
    window = Box(x=begin, y=top - 4, width=max(4, end - begin), height=floor - top + 8, look="chosen")
    line = Line(points=tuple((across.place(n), up.place(value)) for n, value in enumerate(whole.values())), look="edge")
    words = Words(x=layout.left, y=top - 10, text="All months, from zero", look="soft")
    return [words, window, line]
