"""Three models side by side, by what documents and what signed agreements say."""

from __future__ import annotations

from wso_lessons.content import Course
from wso_lessons.content.reference import ModelAspect, ModelCell, Power
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.html import Markup, join, listing, table, tag
from wso_lessons.simulators.explorers.models import BASES, LISTED, MODELS, PER, ModelComparer
from wso_lessons.widgets.panel.footnotes import cite_claims, source_lines, sources
from wso_lessons.widgets.panel.screen import Control, Group, Screen, join_blocks, part, scroll
from wso_lessons.widgets.panel.simulation import Facts, Simulation

MODELS_TITLE = "Three models side by side"
GRIDS = (("aspects", "Aspects"), ("powers", "Powers"))
ANSWERS = (("shown", "Shown"), ("hidden", "Hidden, to predict first"))
HIDDEN = "Predict"
POWERS = f"Which agreement lists which power: {', '.join(MODELS.values())}"
PREDICT = "Answers are hidden: predict each cell, then show them."
NO_YES = (("no", "No"), ("yes", "Yes"))


class ModelsExplorer(Simulation):
    """Compares the models; facts: grid, aspect ("" for all), basis, differing ("yes" or "no") and answers."""

    name = "models"
    family = "explorer"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._comparer = course, ModelComparer(course)
        own = {"grid": "aspects", "aspect": "", "basis": "any", "differing": "no", "answers": "shown"}
        options = {"grid": dict(GRIDS), "basis": BASES, "differing": dict(NO_YES), "answers": dict(ANSWERS)}
        aspects = ["", *(aspect.id for aspect in self._comparer.aspects)]
        super().__init__(own, chosen, {**options, "aspect": aspects})

    def build(self, facts: Facts) -> Screen:
        hidden = facts["answers"] == "hidden"
        if facts["grid"] == "powers":
            return self._powers(facts, hidden)
        aspects = self._comparer.select(facts["aspect"], facts["differing"] == "yes")
        rows = [(aspect.aspect, *(self._cell(aspect, model, facts, hidden) for model in MODELS)) for aspect in aspects]
        counted = count_with_noun(len(rows), "aspect")
        grid = table(f"{counted} of the three models", ("Aspect", *MODELS.values()), rows)
        partings = [_parting(aspect) for aspect in aspects if aspect.difference and not hidden]
        cited = [cell for aspect in aspects for cell in aspect.cells]
        parted = join((part("Where documents and agreements part"), listing(partings)))
        shown = parted if partings else ""
        body = join((scroll("The three models", grid, tall=True), shown, sources(self._course, cited, brief=True)))
        lines = (self._aspect_lines(aspect, facts, hidden) for aspect in aspects)
        said = f"{counted}, {BASES[facts['basis']].lower()}."
        differing = "it" if len(rows) == len(partings) == 1 else f"{len(partings)} of them"
        words = f"{said} Documents and agreements part on {differing}."
        text = join_blocks(*lines, source_lines(self._course, cited))
        shown_of = ": ".join([MODELS_TITLE, *(aspect.aspect for aspect in aspects if facts["aspect"])])
        return Screen(shown_of, self._groups(facts), body, text, f"{said} {PREDICT}" if hidden else words)

    def _cell(self, aspect: ModelAspect, model: str, facts: Facts, hidden: bool) -> Markup | str:
        if hidden:
            return HIDDEN
        cells = self._comparer.cells(aspect, model, facts["basis"])
        said = [tag("p", tag("em", f"{PER[cell.per]}: "), cite_claims(cell.says, cell.claims)) for cell in cells]
        return join(said) or "Nothing recorded"

    def _aspect_lines(self, aspect: ModelAspect, facts: Facts, hidden: bool) -> list[str]:
        def line(model: str, cell: ModelCell) -> str:
            return f"- {model}, {PER[cell.per].lower()}: {cell.says} [{', '.join(cell.claims)}]"

        if hidden:
            return [f"{aspect.aspect}: predict for {', '.join(MODELS)}"]
        lines = [line(m, cell) for m in MODELS for cell in self._comparer.cells(aspect, m, facts["basis"])]
        return [aspect.aspect, *lines, *([f"They part: {aspect.difference}"] if aspect.difference else [])]

    def _powers(self, facts: Facts, hidden: bool) -> Screen:
        powers = self._comparer.powers
        rows = [(power.power, *self._power_cells(power, hidden), _note(power, hidden)) for power in powers]
        headers = ("Power", *MODELS, "Clause and note")
        grid = scroll("Who may do what", table(POWERS, headers, rows))
        answers = [", ".join(f"{m} {said}" for m, said in zip(MODELS, row[1:4], strict=True)) for row in rows]
        lines = [f"- {p.power}: {said}. {_words(p, hidden)}" for p, said in zip(powers, answers, strict=True)]
        counts = ", ".join(f"{model} {sum(getattr(p, model.lower()) == 'yes' for p in powers)}" for model in MODELS)
        words = PREDICT if hidden else f"Of {len(powers)} powers the agreements list: {counts}."
        text = join_blocks([POWERS, *lines], source_lines(self._course, powers))
        body = join((grid, sources(self._course, powers, brief=True)))
        return Screen(f"{MODELS_TITLE}: who may do what", self._groups(facts), body, text, words)

    def _power_cells(self, power: Power, hidden: bool) -> tuple[str, ...]:
        return tuple(HIDDEN if hidden else LISTED[getattr(power, model.lower())] for model in MODELS)

    def _groups(self, facts: Facts) -> tuple[Group, ...]:
        controls = [
            Control("grid", "radio", "Compare", facts["grid"], GRIDS),
            Control("answers", "radio", "Answers", facts["answers"], ANSWERS),
        ]
        if facts["grid"] == "aspects":
            aspects = (("", "All aspects"), *((a.id, a.aspect) for a in self._comparer.aspects))
            controls += [
                Control("aspect", "select", "Aspect", facts["aspect"], aspects),
                Control("basis", "select", "Said by", facts["basis"], tuple(BASES.items())),
                Control("differing", "radio", "Only where they part", facts["differing"], NO_YES),
            ]
        return (Group("What to compare", tuple(controls)),)


def _parting(aspect: ModelAspect) -> Markup:
    return join((tag("strong", aspect.aspect), f": {aspect.difference}"))


def _words(power: Power, hidden: bool) -> str:
    return power.clause if hidden or not power.note else f"{power.clause}. {power.note}"


def _note(power: Power, hidden: bool) -> Markup:
    return cite_claims(_words(power, hidden), power.claims)
