"""The growth explorer: choose what is counted, where and when; the picture and a sentence about it follow."""

from __future__ import annotations

from typing import get_args

from wso_lessons.content import Course
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.pages.html import details, join, table, tag, text_table
from wso_lessons.simulators.explorers.models import MODELS
from wso_lessons.simulators.lines.growth import EVERYWHERE, GrowthMeasure, GrowthView, MonthlyCounts, MonthlySeries
from wso_lessons.simulators.lines.growth_scene import growth_picture
from wso_lessons.simulators.rulebook import table_rows
from wso_lessons.tables import about
from wso_lessons.widgets.panel.screen import Control, Group, Screen, join_blocks
from wso_lessons.widgets.panel.simulation import Facts, Simulation

HISTORY = "agreement_history"
GROWTH_TITLE = "Growth explorer"
SCALES = (("linear", "linear"), ("log", "logarithmic"))
HOW_TO_CHOOSE = "Choose what is counted, which models, a state, the scale and the months."
HOW_COUNTED = (
    "Counted on the last list of each month. A row that a list repeats counts once, so the task force model has one "
    "fewer in May 2025 and two fewer in June 2025 than the list has rows."
)


class GrowthExplorer(Simulation):
    """Draws the table agreement_history: measure, models, state, scale, first and last month (2025-01)."""

    name = "growth"
    family = "explorer"

    def __init__(self, course: Course, **chosen: object) -> None:
        card = about(HISTORY, course)
        self._source = f"Source: {'; '.join(card.credits)}. As of {date_in_words(card.as_of)}."
        self._counts = MonthlyCounts(table_rows(course, HISTORY))
        months = self._counts.months
        facts = {
            "measure": "agreements",
            "models": tuple(MODELS),
            "state": EVERYWHERE,
            "scale": "linear",
            "first": months[0],
            "last": months[-1],
        }
        options = {
            "measure": get_args(GrowthMeasure),
            "models": facts["models"],
            "state": (EVERYWHERE, *self._counts.states),
            "scale": dict(SCALES),
            "first": months,
            "last": months,
        }
        super().__init__(facts, chosen, options)

    def build(self, facts: Facts) -> Screen:
        series = self._counts.series(GrowthView(**{name: facts[name] for name in facts if name != "scale"}))
        picture = growth_picture(series, log=facts["scale"] == "log")
        heads = ("Month", *series.lines)
        rows = [
            (month, *(f"{line[place]:,}" for line in series.lines.values()))
            for place, month in enumerate(series.months)
        ]
        finding = tag("p", tag("strong", series.finding()), class_="wso-finding")
        small = (tag("p", words, class_="wso-small") for words in (HOW_COUNTED, self._source))
        body = join((finding, *small, details("The numbers", table("What the picture plots", heads, rows))))
        text = join_blocks([series.finding()], text_table(heads, rows), [HOW_COUNTED, self._source])
        groups = (self._measure_group(facts), self._months(series))
        words = f"{series.in_words()} The scale is {dict(SCALES)[facts['scale']]}."
        return Screen(GROWTH_TITLE, groups, body, text, words, advice=HOW_TO_CHOOSE, picture=picture)

    def _measure_group(self, facts: Facts) -> Group:
        measures = tuple((one, one) for one in get_args(GrowthMeasure))
        states = tuple((one, one) for one in (EVERYWHERE, *self._counts.states))
        controls = (
            Control("models", "checks", "Models", facts["models"], tuple(MODELS.items())),
            Control("measure", "select", "Count", facts["measure"], measures),
            Control("state", "select", "State", facts["state"], states),
            Control("scale", "select", "Scale", facts["scale"], SCALES),
        )
        return Group("What is counted", controls)

    def _months(self, series: MonthlySeries) -> Group:
        months = tuple((month, date_in_words(month)) for month in self._counts.months)
        first = Control("first", "select", "From", series.view.first, months)
        last = Control("last", "select", "To", series.view.last, months)
        return Group("Which months", (first, last))
