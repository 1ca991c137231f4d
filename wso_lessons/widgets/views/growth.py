"""The growth explorer: choose what is counted, where and when; the chart and a sentence about it follow."""

from __future__ import annotations

import functools
from typing import Any

from wso_lessons.content import Course
from wso_lessons.pages.html import Page, beside, escape, tag

MODELS = {"WSO": "Warrant Service Officer (WSO)", "JEM": "Jail enforcement (JEM)", "TFM": "Task force (TFM)"}
HOW_TO = "Choose what is counted, which models, a state, the scale and the months."


def growth_explorer(course: Course | None = None) -> GrowthExplorer:
    """The explorer over a course's table agreement_history."""
    return GrowthExplorer(course)


class GrowthExplorer:
    """Shows itself as controls and a chart where there is a kernel, and as the chart of the first view elsewhere."""

    def __init__(self, course: Course | None = None) -> None:
        self._course = course

    @functools.cached_property
    def counts(self) -> Any:
        """The counts that every view is drawn from, worked out when the explorer is first shown."""
        from wso_lessons.charts import MonthlyCounts
        from wso_lessons.tables import load

        return MonthlyCounts(load("agreement_history", self._course))

    def chart(self, **facts: Any) -> Any:
        """The chart of a view (see `charts.View`). Raises ValueError where no model is chosen."""
        from wso_lessons.charts import View, explored

        return explored(self.counts, View(**facts))

    @functools.cached_property
    def first(self) -> Any:
        """The chart of the first view: all models in all states."""
        return self.chart()

    @functools.cached_property
    def page(self) -> Page:
        """The explorer without a kernel: the chart of the first view."""
        still = self.first.page()
        return Page(f"Growth explorer. {HOW_TO}\n\n{still.text}", tag("p", HOW_TO) + still.html)

    @functools.cached_property
    def controls(self) -> dict[str, Any]:
        """The controls by name: measure, state, scale, months, and one check box a model."""
        import ipywidgets as w

        wide = {"style": {"description_width": "8em"}, "layout": w.Layout(width="26rem", max_width="100%")}
        months = [str(month) for month in self.counts.months]
        boxes = {model: w.Checkbox(value=True, description=words, indent=False) for model, words in MODELS.items()}
        return boxes | {
            "measure": w.Dropdown(options=["agreements", "agencies"], description="Count", **wide),
            "state": w.Dropdown(options=["All states", *self.counts.states], description="State", **wide),
            "scale": w.Dropdown(options=["linear", "log"], description="Scale", **wide),
            "months": w.SelectionRangeSlider(
                options=months, index=(0, len(months) - 1), description="Months", continuous_update=False, **wide
            ),
        }

    def facts(self) -> dict[str, Any]:
        """The view that the controls describe."""
        first, last = self.controls["months"].value
        models = tuple(model for model in MODELS if self.controls[model].value)
        chosen = {name: self.controls[name].value for name in ("measure", "state", "scale")}
        return chosen | {"models": models, "first": first, "last": last}

    @functools.cached_property
    def widget(self) -> Any:
        """Controls, chart and sentence as one widget."""
        import ipywidgets as w

        from wso_lessons.widgets.keys import Keys

        picture, words = w.HTML(), w.HTML()

        def show(chart: Any) -> None:
            picture.value = str(chart.page().html)
            words.value = str(tag("p", chart.alt.removeprefix("Line chart. "), role="status", class_="wso-small"))

        def redraw(_change: Any = None) -> None:
            try:
                show(self.chart(**self.facts()))
            except ValueError as error:
                words.value = str(tag("p", escape(error), role="status"))

        for control in self.controls.values():
            control.observe(redraw, names="value")
        show(self.first)
        models = w.HBox([self.controls[model] for model in MODELS], layout=w.Layout(flex_flow="row wrap"))
        rest = [self.controls[name] for name in ("measure", "state", "scale", "months")]
        choices = w.HBox(rest, layout=w.Layout(flex_flow="row wrap"))
        return w.VBox([w.HTML(str(tag("p", HOW_TO))), models, choices, picture, words, Keys()])

    def __repr__(self) -> str:
        return self.page.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None, **kw: Any) -> dict[str, Any]:  # noqa: ARG002 - IPython's signature
        return beside(self.page, self.widget._repr_mimebundle_())
