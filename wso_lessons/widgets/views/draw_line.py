"""Draw the line: the learner draws first, and then sees the real line beside theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wso_lessons.content import Course, UnknownId
from wso_lessons.pages.html import Markup, join, listing, tag
from wso_lessons.simulators.lines.draw_line import (
    DrawingRules,
    DrawnLine,
    LineDrawing,
    RealLine,
    agreements_line,
    share_line,
    table_line,
    verdict,
)
from wso_lessons.simulators.lines.draw_line_scene import line_picture
from wso_lessons.simulators.lines.growth import MonthlyCounts
from wso_lessons.simulators.rulebook import read_rules, table_rows
from wso_lessons.widgets.panel.footnotes import cite_note, source_lines, sources
from wso_lessons.widgets.panel.screen import Control, Group, Screen, button, join_blocks, part
from wso_lessons.widgets.panel.simulation import Facts, NoteKeeper, Simulation

HOW_TO_DRAW = (
    "Draw with a finger or the mouse across the chart; by keyboard each knob moves with the arrow keys and, further, "
    "with Page Up and Page Down; or type the numbers. Then press Done."
)
LINE_KEPT_HERE = "Your line is kept on this computer only and is no part of what you hand in."
LINE_NOT_KEPT = "Your line is not kept."
NOTHING_DRAWN = "Draw first: move at least one knob, or press Show me"


class DrawLineView(Simulation):
    """Shows a drawing of data/simulators/draw-the-line.yaml by id, or that of draw-the-line-DRAWING.yaml.

    `notes` keeps the learner's line.
    """

    def __init__(self, course: Course, drawing: str, notes: NoteKeeper | None = None, **chosen: object) -> None:
        self.name, self._course, self._notes = f"draw-the-line/{drawing}", course, notes
        self._drawing = _drawing(course, drawing)
        self._real = _real_line(course, self._drawing)
        self._line, done = DrawnLine.beginning(self._real).from_json(
            notes.read(self.name) if notes else "", self._drawing.low, self._drawing.high
        )
        self._kept_words = LINE_KEPT_HERE if notes else LINE_NOT_KEPT
        super().__init__({"shown": "yes" if done else "no"}, chosen, {"shown": ("yes", "no")})

    def stored_screen(self) -> Screen:
        """The drawing with nothing drawn, so that no learner's line is stored in a notebook."""
        return DrawLineView(self._course, self._drawing.id).screen()

    def build(self, facts: Facts) -> Screen:
        shown = facts["shown"] == "yes"
        drawing = self._drawing
        picture = line_picture(drawing, self._line, self._real, shown=shown)
        ending = None if shown else line_picture(drawing, DrawnLine.beginning(self._real), self._real, shown=True)
        body = self._afterword() if shown else Markup("")
        said = join_blocks([note.text for note in drawing.notes], source_lines(self._course, drawing.notes))
        return Screen(
            drawing.title,
            tuple(self._groups(shown)),
            body,
            said if shown else "",
            self._words(shown),
            how=f"{drawing.question} {HOW_TO_DRAW}",
            picture=picture,
            ending=ending,
            asks=not shown,
        )

    def _afterword(self) -> Markup:
        notes = self._drawing.notes
        dashed = tag("p", self._drawing.dashed, class_="wso-small") if self._drawing.dashed else ""
        return join((dashed, part(self._drawing.ask), listing(map(cite_note, notes)), sources(self._course, notes)))

    def _words(self, shown: bool) -> str:
        set_ones = [month for month in self._line.months if month in self._line.marks]
        if shown:
            said = verdict(self._drawing, self._line, self._real) if set_ones else "You looked without drawing."
            return f"{said} {self._kept_words}"
        if not set_ones:
            return "Nothing is drawn yet."
        last = set_ones[-1]
        at_last = f"{self._line.when_words(last)}: {self._line.values[last]:,.0f}"
        return f"{len(set_ones)} of {len(self._line.months) - 1} points set; {at_last}."

    def _groups(self, shown: bool) -> Iterator[Group]:
        if shown:
            yield Group("Your line", (button("again", "Draw again"),))
            return
        drawn = self._line.marks
        finish = (button("done", "Done", drawn), button("show", "Show me"), button("clear", "Clear", drawn))
        yield Group("Your line", finish)
        typed = [
            Control(f"at-{month}", "text", self._typed_label(month), self._typed_value(month), most=6)
            for month in self._typed_months()
        ]
        yield Group(f"Or type the numbers ({self._drawing.unit})", tuple(typed), folded=True)

    def _typed_months(self) -> tuple[str, ...]:
        months = self._line.months[1:]
        return tuple(month for month in months if self._line.by_month or month.endswith("-12") or month == months[-1])

    def _typed_label(self, month: str) -> str:
        words = self._line.moment_words(month)
        return f"{words[0].upper()}{words[1:]}"

    def _typed_value(self, month: str) -> str:
        return f"{self._line.values[month]:.0f}" if month in self._line.marks else ""

    def press(self, name: str) -> dict[str, object]:
        """What a button changes. Raises ValueError where "done" is pressed before anything was drawn."""
        if name == "done" and not self._line.marks:
            raise ValueError(NOTHING_DRAWN)
        if name in ("again", "clear"):
            self._line = DrawnLine.beginning(self._real)
        shown = "yes" if name in ("done", "show") else "no"
        self._keep(shown == "yes")
        return {"shown": shown}

    def slide(self, values: Mapping[str, float]) -> dict[str, object]:
        self._line = self._line.with_marks(values)
        self._keep(False)
        return {}

    def enter(self, name: str, value: str) -> dict[str, object]:
        """Sets a typed month. Raises ValueError where it is no number on the axis; empty takes the month back."""
        month = name.removeprefix("at-")
        low, high = self._drawing.low, self._drawing.high
        digits = value.replace(",", "").strip()
        if not digits:
            self._line = self._line.without_mark(month)
        elif digits.isascii() and digits.isdigit() and low <= float(digits) <= high:
            self._line = self._line.with_marks({month: int(digits)})
        else:
            raise ValueError(f"Write a whole number from {low} to {high} for {self._typed_label(month)}, in digits")
        self._keep(False)
        return {}

    def _keep(self, done: bool) -> None:
        if self._notes and not self._notes.save(self.name, self._line.as_json(done)):
            self._kept_words = LINE_NOT_KEPT


def _drawing(course: Course, name: str) -> LineDrawing:
    if course.find(f"simulators/draw-the-line-{name}.yaml").is_file():
        return read_rules(course, LineDrawing, f"draw-the-line-{name}")
    known = {one.id: one for one in read_rules(course, DrawingRules, "draw-the-line").drawings}
    if name not in known:
        raise UnknownId("drawing", name, known)
    return known[name]


def _real_line(course: Course, drawing: LineDrawing) -> RealLine:
    if drawing.table:
        return table_line(table_rows(course, drawing.table), drawing)
    if drawing.series == "florida":
        return share_line(MonthlyCounts(table_rows(course, "agreement_history")), "Florida", drawing.given)
    return agreements_line(
        table_rows(course, "monthly_agreements"), table_rows(course, "reconstruction_2019_2020"), drawing.given
    )
