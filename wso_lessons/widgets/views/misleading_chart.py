"""The most misleading honest chart: a learner chooses measure, months and axis, then asks what each hides."""

from __future__ import annotations

from typing import Any

from wso_lessons.content import Course
from wso_lessons.pages.html import Markup, join, listing, tag
from wso_lessons.simulators.lines.misleading import ChartChoice, ChartRules, HonestChart, draw_chart, wso_measures
from wso_lessons.simulators.lines.misleading_scene import chart_picture
from wso_lessons.simulators.rulebook import read_rules, table_rows
from wso_lessons.widgets.panel.footnotes import cite_claims, sources
from wso_lessons.widgets.panel.screen import Control, Group, Screen, button, join_blocks, part, task_list
from wso_lessons.widgets.panel.simulation import Facts, Simulation

CHART_FACTS: dict[str, object] = {"measure": "count", "months": "all", "axis": "zero", "found": (), "shown": "no"}
CHART_CHOICES = ("measure", "months", "axis")


class MisleadingChartView(Simulation):
    """Draws the charts of data/simulators/misleading-chart.yaml.

    `measure`, `months` and `axis` are what is chosen, `found` the tasks that were solved, `shown` that it was asked
    what the choices hide.
    """

    name = "misleading-chart"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._rules = course, read_rules(course, ChartRules, "misleading-chart")
        self._measures = wso_measures(table_rows(course, "monthly_agreements"))
        rules = self._rules
        known = dict(zip(CHART_CHOICES, (rules.measures, rules.ranges, rules.axes), strict=True))
        options = {name: tuple(one.id for one in choices) for name, choices in known.items()}
        options |= {"found": tuple(task.id for task in rules.tasks), "shown": ("yes", "no")}
        super().__init__(CHART_FACTS, chosen, options)

    def build(self, facts: Facts) -> Screen:
        chart, shown = self._chart(facts), facts["shown"] == "yes"
        whole = self._measures["count"]
        tasks = task_list(self._rules.tasks, facts["found"], "Without one false number")
        body = join((tasks, self._what_choices_hide((chart.measure, chart.months, chart.axis)) if shown else ""))
        rules = self._rules
        everything = (*rules.measures, *rules.ranges, *rules.axes)
        return Screen(
            rules.title,
            self._groups(facts),
            body,
            self._text(),
            self._words(chart, facts),
            how=rules.words,
            picture=chart_picture(chart, whole, shown=shown),
            ending=None if shown else chart_picture(chart, whole, shown=True),
            afterword=join((self._what_choices_hide(everything), tag("p", rules.ending))),
            asks=not shown,
        )

    def _chart(self, facts: Facts) -> HonestChart:
        return draw_chart(self._rules, self._measures, *(facts[name] for name in CHART_CHOICES))

    def _words(self, chart: HonestChart, facts: Facts) -> str:
        first, *_, last = chart.values.values()
        said = f"The picture says: {chart.headline}. Its numbers: {first:,.0f} at first, {last:,.0f} at the end."
        left = len(self._rules.tasks) - len(facts["found"])
        if facts["shown"] == "yes" and not left:
            return f"{said} {self._rules.ending}"
        return f"{said} {len(facts['found'])} of {len(self._rules.tasks)} tasks solved."

    def _what_choices_hide(self, choices: tuple[ChartChoice, ...]) -> Markup:
        lines = listing(cite_claims(f"{one.name}: {one.text}", one.claims) for one in choices)
        return join((part("What each choice hides"), lines, sources(self._course, choices)))

    def _groups(self, facts: Facts) -> tuple[Group, ...]:
        rules = self._rules
        labels = ("What is counted", "Which months", "The axis runs")
        controls = [
            Control(name, "radio", label, facts[name], tuple((one.id, one.name) for one in choices))
            for name, label, choices in zip(
                CHART_CHOICES, labels, (rules.measures, rules.ranges, rules.axes), strict=True
            )
        ]
        ask = button("hides", "What does this picture hide?", facts["shown"] != "yes")
        return (Group("Your chart", tuple(controls)), Group("Then", (ask,)))

    def press(self, name: str) -> dict[str, object]:  # noqa: ARG002 - there is one button
        return {"shown": "yes"}

    def follow_up(self, moved: dict[str, Any]) -> dict[str, object]:
        """Another picture hides something else: what was shown of the last one goes."""
        if not any(name in moved for name in CHART_CHOICES):
            return moved
        shape = self._chart({**self.facts, **moved}).shape
        new = [task.id for task in self._rules.tasks if task.id in self.facts["found"] or task.id == shape]
        return moved | {"found": tuple(new), "shown": "no"}

    def _text(self) -> str:
        rules = self._rules
        blocks = [[f"{one.name}" for one in choices] for choices in (rules.measures, rules.ranges, rules.axes)]
        return join_blocks(*blocks, [f"To find: {task.text}" for task in rules.tasks])
