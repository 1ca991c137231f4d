"""The case explorer's view: rulings by question, by the way they point, and by their weight where the learner lives."""

from __future__ import annotations

from typing import Any

from wso_lessons.content import Course
from wso_lessons.content.reference import Case
from wso_lessons.pages.html import Markup, details, join, pairs, table, tag
from wso_lessons.pages.wording import date_in_words
from wso_lessons.simulators.explorers.cases import (
    CASE_QUESTIONS,
    HELPS,
    STANDINGS,
    CaseFinder,
    StateView,
    binds_in_words,
)
from wso_lessons.simulators.explorers.places import NAMES
from wso_lessons.widgets.panel.footnotes import cite_claims
from wso_lessons.widgets.panel.screen import Control, Group, Screen, join_blocks, part, scroll, source_lines, sources
from wso_lessons.widgets.panel.simulation import Facts, Simulation

CASES_TITLE = "Cases: which question, which way, and what weight where you live"
ASKED = (("", "All four"), *CASE_QUESTIONS.items())
NO_TEST = "None of these rulings tested a WSO agreement."
NO_TEST_CLAIM = "law-no-wso-ruling"


class CasesView(Simulation):
    """Finds cases: question ("" for all), ways (a tuple), state (a two-letter code or "") and case."""

    name = "cases"

    def __init__(self, course: Course, **chosen: Any) -> None:
        self._course, self._finder = course, CaseFinder(course)
        self._circuits = {circuit.id: circuit.name for circuit in course.reference("circuits").sound_records()}
        own = {"question": "", "ways": tuple(HELPS), "state": "", "case": self._finder.cases[0].id}
        options = {"question": dict(ASKED), "ways": HELPS, "state": ("", *NAMES)}
        super().__init__(own, chosen, {**options, "case": [case.id for case in self._finder.cases]})

    def build(self, facts: Facts) -> Screen:
        found = self._finder.select(facts["question"], facts["ways"]) if facts["ways"] else ()
        view = self._finder.in_state(facts["state"], found) if facts["state"] else None
        ordered = [(s.case, STANDINGS[s.how]) for s in view.standings] if view else [(c, self._binds(c)) for c in found]
        headers = ("Case", "Points", "Decided", "Not decided", f"Weight in {view.name}" if view else "Weight")
        rows = [
            (cite_claims(_title(c), c.claims), HELPS[c.helps], c.holding, c.not_decided, weight)
            for c, weight in ordered
        ]
        claims = [claim for case, _ in ordered for claim in case.claims]
        grid = scroll("Cases", table(f"{len(rows)} cases", headers, rows), tall=True)
        one = self._one(facts["case"])
        here = self._state(view) if view else Markup("")
        tested = tag("p", cite_claims(NO_TEST, (NO_TEST_CLAIM,)))
        body = join((here, grid, tested, sources(self._course, [*claims, NO_TEST_CLAIM], brief=True), one))
        lines = [self._line(case, weight) for case, weight in ordered]
        text = join_blocks([view.in_words()] if view else [], [*lines, NO_TEST], source_lines(self._course, claims))
        return Screen(CASES_TITLE, self._groups(facts), body, text, self._words(facts, found, view))

    def _binds(self, case: Case) -> str:
        return binds_in_words(case, self._circuits)

    def _line(self, case: Case, weight: str) -> str:
        marks = ", ".join(case.claims)
        return (
            f"- {_title(case)}. {HELPS[case.helps]}. {case.holding} Not decided: {case.not_decided} {weight}. [{marks}]"
        )

    def _state(self, view: StateView) -> Markup:
        rule = view.rule
        claims = [claim for s in view.binding() for claim in s.case.claims] + list(rule.claims if rule else ())
        claims += list(view.circuit.claims if view.circuit else ())
        noted = tag("p", f"Note: {rule.note}") if rule and rule.note else ""
        return tag(
            "div",
            part(f"Which cases matter in {view.name}?"),
            tag("p", view.in_words()),
            noted,
            sources(self._course, claims, view.name) if claims else "",
            class_="wso-step",
        )

    def _one(self, case_id: str) -> Markup:
        case = next(case for case in self._finder.cases if case.id == case_id)
        asked = "; ".join(CASE_QUESTIONS[question] for question in case.questions) or "None of the four directly"
        facts = {
            "Citation": f"{case.citation}; {case.court}, {date_in_words(case.date)}",
            "Question": asked,
            "Facts": case.facts,
            "Decided": case.holding,
            "On the ground": " ".join(f"({ground.rank}) {ground.says}" for ground in case.grounds) or "None yet.",
            "Not decided": case.not_decided,
            "Points": HELPS[case.helps],
            "Weight": f"{case.weight} {self._binds(case)}.",
            "Stage": case.stage,
            "Status": case.status,
            "Later": case.later or "Nothing later is recorded.",
        }
        inside = join((pairs(facts), sources(self._course, case.claims, case.name)))
        return details(f"One case in full: {case.name}", inside, open_=True)

    def _groups(self, facts: Facts) -> tuple[Group, ...]:
        states = (("", "No state chosen"), *sorted(NAMES.items(), key=lambda item: item[1]))
        cases = tuple((case.id, _title(case)) for case in self._finder.cases)
        return (
            Group(
                "Which cases",
                (
                    Control("question", "select", "Question", facts["question"], ASKED),
                    Control("state", "select", "Where do you live?", facts["state"], states),
                    Control("ways", "checks", "Which way they point", facts["ways"], tuple(HELPS.items())),
                ),
            ),
            Group("One case", (Control("case", "select", "Case", facts["case"], cases),)),
        )

    def _words(self, facts: Facts, found: tuple[Case, ...], view: StateView | None) -> str:
        asked = CASE_QUESTIONS.get(facts["question"], "All four questions.")
        counted = ", ".join(f"{name.lower()} {sum(case.helps == key for case in found)}" for key, name in HELPS.items())
        where = view.in_short() if view else "No state is chosen."
        return f"{asked} {len(found)} cases by the way they point: {counted}. {where}"


def _title(case: Case) -> str:
    return f"{case.name} ({case.date[:4]})"
