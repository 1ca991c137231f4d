"""Where you live: a learner marks where one ruling binds, and then sees what binds, persuades or is silent by state."""

from __future__ import annotations

import functools

from wso_lessons.content import Course
from wso_lessons.content.reference import Case
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.pages.html import Markup, details, join, listing, pairs, table, tag
from wso_lessons.simulators.cards import add_lines
from wso_lessons.simulators.explorers.cases import (
    CASE_QUESTIONS,
    HELPS,
    MARKING_KINDS,
    RULING_KINDS,
    STANDINGS,
    CaseFinder,
    StateView,
    binds_in_words,
)
from wso_lessons.simulators.explorers.places import NAMES
from wso_lessons.simulators.explorers.tile_map import TileRules, TileState, tile_picture
from wso_lessons.simulators.rulebook import find_row, read_rules
from wso_lessons.simulators.scene import Picture
from wso_lessons.widgets.panel.footnotes import cite_claims, source_lines, sources
from wso_lessons.widgets.panel.screen import NOTHING, Control, Group, Screen, button, join_blocks, part, scroll
from wso_lessons.widgets.panel.simulation import Facts, Simulation

WHERE_TITLE = "Where you live: which rulings bind, which persuade, where the record is silent"
QUESTION_CHOICES = (("", "All four"), *CASE_QUESTIONS.items())
NO_TEST = "None of these rulings tested a WSO agreement."
NO_TEST_CLAIM = "law-no-wso-ruling"
READ_HOW = "Choose a question, and press a state to read it. The Supreme Court's rulings bind everywhere."
STATE_CHOICES = tuple(sorted(NAMES.items(), key=lambda item: item[1]))


class WhereView(Simulation):
    """Marks states, then shows rulings: question ("" for all), state (a two-letter code or "") and case.

    `marked` are the states that the learner says one ruling binds in; `stage` is how far they are: mark, map.
    """

    name = "where-you-live"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._finder = course, CaseFinder(course)
        self._rules = read_rules(course, TileRules, "where-you-live")
        self._asked_case = find_row(self._finder.cases, self._rules.case)
        self._circuits = {circuit.id: circuit.name for circuit in course.reference("circuits").sound_records()}
        facts = {"stage": "mark", "marked": (), "question": self._rules.question, "state": "", "case": ""}
        options = {"stage": ("mark", "map"), "question": dict(QUESTION_CHOICES), "state": ("", *NAMES), "marked": NAMES}
        super().__init__(facts, chosen, {**options, "case": ("", *(case.id for case in self._finder.cases))})

    def build(self, facts: Facts) -> Screen:
        found = self._finder.select(facts["question"])
        if facts["stage"] == "mark":
            tiles = {code: TileState("marked" if code in facts["marked"] else "open") for code in NAMES}
            picture = tile_picture(self._rules.rows, tiles, MARKING_KINDS, "A map of states as tiles", live=True)
            return Screen(
                WHERE_TITLE,
                self._mark_groups(facts),
                NOTHING,
                join_blocks([*CASE_QUESTIONS.values()]),
                self._mark_words(facts),
                how=self._rules.ask,
                afterword=self._still_parts[0],
                picture=picture,
                paper=add_lines(picture, [self._rules.ask]),
                ending=self._still_parts[1],
                asks=True,
            )
        view = self._finder.in_state(facts["state"], found) if facts["state"] else None
        return Screen(
            WHERE_TITLE,
            self._map_groups(facts),
            self._body(facts, found, view),
            self._text(found, view),
            self._map_words(facts, found, view),
            how=READ_HOW,
            picture=self._map(facts, live=True),
        )

    @functools.cached_property
    def _still_parts(self) -> tuple[Markup, Picture]:
        """What a page shows on which nothing can be moved: the rulings in a table, and the map at the end."""
        found = self._finder.select(self._rules.question)
        listed = sources(self._course, found, brief=True)
        return join((tag("p", self._rules.ask), self._grid(found, None), listed)), self._map(
            {"question": self._rules.question, "state": ""}, live=False
        )

    def _map(self, facts: Facts, *, live: bool) -> Picture:
        found = self._finder.select(facts["question"])
        tiles = {code: TileState(self._finder.in_state(code, found).reach, code == facts["state"]) for code in NAMES}
        asked = CASE_QUESTIONS.get(facts["question"], "All four questions.")
        return tile_picture(self._rules.rows, tiles, RULING_KINDS, f"A map of states as tiles. {asked}", live=live)

    # ---- Words ----

    def _mark_words(self, facts: Facts) -> str:
        last = f"{NAMES[facts['marked'][-1]]} is marked. " if facts["marked"] else ""
        return f"{last}{count_with_noun(len(facts['marked']), 'state')} marked."

    def _words_on_mistakes(self, facts: Facts) -> tuple[list[str], list[str]]:
        """What is said of the states that were marked in error, and of those that were missed."""
        verdicts = {code: self._finder.judge_mark(self._asked_case, code, code in facts["marked"]) for code in NAMES}
        wrong = [(code, why) for code, (right, why) in verdicts.items() if not right]
        return [why for code, why in wrong if code in facts["marked"]], [
            why for code, why in wrong if code not in facts["marked"]
        ]

    def _map_words(self, facts: Facts, found: tuple[Case, ...], view: StateView | None) -> str:
        asked = CASE_QUESTIONS.get(facts["question"], "All four questions.")
        if view:
            return f"{asked} {view.in_short()}"
        said = ""
        if facts["marked"]:
            over, missed = self._words_on_mistakes(facts)
            right = len(facts["marked"]) - len(over)
            said = f"{right} of your {len(facts['marked'])} marks are right; {len(missed)} places are missed. "
        counted = ", ".join(f"{name.lower()} {sum(case.helps == key for case in found)}" for key, name in HELPS.items())
        return f"{said}{asked} {len(found)} cases by the way they point: {counted}. No state is chosen."

    # ---- Body ----

    def _body(self, facts: Facts, found: tuple[Case, ...], view: StateView | None) -> Markup:
        parts: list[Markup] = [self._state(view)] if view else []
        if facts["marked"]:
            over, missed = self._words_on_mistakes(facts)
            said = [*over, *missed] or ["Each mark is right, and none is missing."]
            checked = listing(cite_claims(why, self._rules.claims) for why in said)
            parts.append(details(f"Your marks: {self._asked_case.name}", checked, open_=not view))
        ordered = [standing.case for standing in view.standings] if view else found
        tested = tag("p", cite_claims(NO_TEST, (NO_TEST_CLAIM,)))
        listed = sources(self._course, (self._rules, *ordered, NO_TEST_CLAIM), brief=True)
        parts += [self._grid(found, view), tested, listed]
        return join((*parts, self._one(facts["case"]) if facts["case"] else NOTHING))

    def _grid(self, found: tuple[Case, ...], view: StateView | None) -> Markup:
        ordered = [(s.case, STANDINGS[s.how]) for s in view.standings] if view else [(c, self._binds(c)) for c in found]
        headers = ("Case", "Points", "Decided", "Not decided", f"Weight in {view.name}" if view else "Weight")
        rows = [
            (cite_claims(_title(c), c.claims), HELPS[c.helps], c.holding, c.not_decided, weight)
            for c, weight in ordered
        ]
        return scroll("Cases", table(f"{len(rows)} cases", headers, rows), tall=True)

    def _binds(self, case: Case) -> str:
        return binds_in_words(case, self._circuits)

    def _text(self, found: tuple[Case, ...], view: StateView | None) -> str:
        ordered = [(s.case, STANDINGS[s.how]) for s in view.standings] if view else [(c, self._binds(c)) for c in found]
        lines = [
            f"- {_title(case)}. {HELPS[case.helps]}. {case.holding} Not decided: {case.not_decided} {weight}. "
            f"[{', '.join(case.claims)}]"
            for case, weight in ordered
        ]
        listed = source_lines(self._course, (case for case, _ in ordered))
        return join_blocks([view.in_words()] if view else [], [*lines, NO_TEST], listed)

    def _state(self, view: StateView) -> Markup:
        rule = view.rule
        cited = [one for one in (*(s.case for s in view.binding()), rule, view.circuit) if one]
        noted = tag("p", f"Note: {rule.note}") if rule and rule.note else ""
        return tag(
            "div",
            part(f"Which cases matter in {view.name}?"),
            tag("p", view.in_words()),
            noted,
            sources(self._course, cited, view.name) if cited else "",
            class_="wso-step",
        )

    def _one(self, case_id: str) -> Markup:
        case = find_row(self._finder.cases, case_id)
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
            "Later": case.later,
        }
        inside = join((pairs(facts), sources(self._course, (case,), case.name)))
        return details(f"One case in full: {case.name}", inside, open_=True)

    # ---- Controls and moves ----

    def _mark_groups(self, facts: Facts) -> tuple[Group, ...]:
        buttons = (
            button("check", "Check", facts["marked"]),
            button("show", "Show me the map"),
            button("clear", "Clear", facts["marked"]),
        )
        marked = Control("marked", "checks", "It binds in", facts["marked"], STATE_CHOICES)
        return Group("Your marks", buttons), Group("Or choose from a list", (marked,), folded=True)

    def _map_groups(self, facts: Facts) -> tuple[Group, ...]:
        cases = tuple((case.id, _title(case)) for case in self._finder.cases)
        shown = (
            Control("question", "select", "Question", facts["question"], QUESTION_CHOICES),
            Control("state", "select", "State", facts["state"], (("", "No state chosen"), *STATE_CHOICES)),
            button("clear", "Mark again"),
        )
        case = Control("case", "select", "Case", facts["case"], (("", "No case chosen"), *cases))
        return Group("The map", shown), Group("One case in full", (case,), folded=True)

    def press(self, name: str) -> dict[str, object]:
        """What a button or a tile changes. Raises ValueError for a check before anything is marked."""
        if name == "check" and not self.facts["marked"]:
            raise ValueError("Mark at least one state, or press Show me the map")
        if name in ("check", "show"):
            return {"stage": "map"}
        if name == "clear":
            return {"stage": "mark", "marked": (), "state": ""}
        if self.facts["stage"] == "map":
            return {"state": "" if self.facts["state"] == name else name}
        marked = self.facts["marked"]
        return {"marked": tuple(code for code in marked if code != name) if name in marked else (*marked, name)}


def _title(case: Case) -> str:
    return f"{case.name} ({case.date[:4]})"
