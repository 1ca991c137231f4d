"""The booking desk's view: choose the facts, walk the steps, see what single fact would change the end."""

from __future__ import annotations

from wso_lessons.content import Course
from wso_lessons.pages.html import Markup, join, listing, table, tag
from wso_lessons.simulators.desk.booking import Desk, Route, Stop
from wso_lessons.widgets.panel.footnotes import cite_claims
from wso_lessons.widgets.panel.screen import Control, Group, Screen, join_blocks, part, scroll, source_lines, sources
from wso_lessons.widgets.panel.simulation import Facts, Simulation

DESK_TITLE = "Booking desk: what may this jail do, and what would change it?"
STOP_KINDS = {
    "state law": "The state's law",
    "may": "You may",
    "may not": "You may not",
    "next": "What comes next",
    "unknown": "Unknown or disputed",
}
CALLS = (("none", "No call yet"), ("hold", "Hold for ICE"), ("release", "Release"), ("ask", "Ask before acting"))
STEP_CHOICES = (("steps", "One step at a time"), ("all", "The whole path"))
FLIP_HEADERS = ("Change this one fact", "to", "and the end is")


class BookingView(Simulation):
    """Walks the desk; every fact of the desk can be given at the start, such as `date="2019"` or `state="co"`."""

    name = "booking-desk"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._desk = course, Desk(course)
        own = {"at": 0, "call": "none", "shown": "steps"}
        options = {fact.id: [value.id for value in fact.values] for fact in self._desk.rules.facts}
        options |= {"call": list(dict(CALLS)), "shown": list(dict(STEP_CHOICES))}
        super().__init__({**self._desk.complete({}), **own}, chosen, options)

    def build(self, facts: Facts) -> Screen:
        path = self._desk.walk({name: facts[name] for name in self._desk.facts})
        last = len(path.stops)
        at = min(facts["at"], last)
        whole = facts["shown"] == "all" or path.outcome is None
        groups = (self._fact_group(facts), *self._walk_groups(facts, path, at, whole))
        body = self._all(path, facts) if whole else self._one(path, at, facts)
        words = self._words(path, at, whole)
        return Screen(DESK_TITLE, groups, body, self._text(path), words, stored=self._all(path, facts))

    def press(self, name: str) -> dict[str, object]:
        last = len(self._desk.walk({fact: self.facts[fact] for fact in self._desk.facts}).stops)
        at = min(self.facts["at"], last)
        return {"at": min(at + 1, last) if name == "next" else max(at - 1, 0)}

    def _fact_group(self, facts: Facts) -> Group:
        controls = [
            Control(fact.id, "select", fact.question, facts[fact.id], tuple((v.id, v.label) for v in fact.values))
            for fact in self._desk.rules.facts
        ]
        return Group("The facts", tuple(controls))

    def _walk_groups(self, facts: Facts, path: Route, at: int, whole: bool) -> tuple[Group, ...]:
        record = self._desk.record(path)
        forward = "off" if whole or at == len(path.stops) else "on"
        walk = (
            Control("back", "button", "Back", "off" if whole or at == 0 else "on"),
            Control("next", "button", "Next", forward),
            Control("shown", "radio", "Show", facts["shown"], STEP_CHOICES),
            Control("call", "radio", "Your call", facts["call"], CALLS),
        )
        keep = (
            Control("save", "save", "Save the record as text", record, file="booking-desk-record.txt"),
            Control("print", "print", "Print the record", record, file="Booking desk: record of a path"),
        )
        return Group("The path", walk), Group("Your record", keep)

    def _one(self, path: Route, at: int, facts: Facts) -> Markup:
        if at == len(path.stops):
            return self._end(path, facts)
        return self._stop(path.stops[at], at)

    def _all(self, path: Route, facts: Facts) -> Markup:
        if path.outcome is None:
            reasons = [cite_claims(row.because, row.claims) for row in path.impossible]
            return join((part("These facts cannot stand together"), listing(reasons), self._sources(path.claims)))
        return join((*(self._stop(stop, number) for number, stop in enumerate(path.stops)), self._end(path, facts)))

    def _stop(self, stop: Stop, number: int) -> Markup:
        groups = [
            join(
                (
                    tag("p", f"{words}:", class_="wso-kind"),
                    listing(cite_claims(s.text, s.claims) for s in stop.of(kind)),
                )
            )
            for kind, words in STOP_KINDS.items()
            if stop.of(kind)
        ]
        claims = tuple(claim for row in stop.statements for claim in row.claims)
        title = f"Step {number + 1}. {stop.step.title}"
        return tag("div", part(title), *groups, self._sources(claims, f"step {number + 1}"), class_="wso-step")

    def _end(self, path: Route, facts: Facts) -> Markup:
        outcome = path.outcome
        if outcome is None:
            return Markup("")
        call = dict(CALLS).get(facts["call"], "")
        called = tag("p", f"Your call was: {call}.") if facts["call"] != "none" else ""
        rows = [(flip.fact.question, flip.label, flip.outcome.title) for flip in self._desk.flips(path)]
        flips = table("What would change the outcome? Single facts", FLIP_HEADERS, rows)
        return tag(
            "div",
            part(f"Outcome: {outcome.title}"),
            tag("p", cite_claims(outcome.text, outcome.claims)),
            called,
            scroll("Single facts that change the outcome", flips) if rows else tag("p", "No single fact changes it."),
            self._sources(outcome.claims, "the outcome"),
            class_="wso-step",
        )

    def _sources(self, claims: tuple[str, ...], what: str = "") -> Markup:
        return sources(self._course, claims, what)

    def _text(self, path: Route) -> str:
        steps = self._desk.record(path).split("\n\n")[2:]
        return join_blocks(*(block.splitlines() for block in steps), source_lines(self._course, path.claims))

    def _words(self, path: Route, at: int, whole: bool) -> str:
        if path.outcome is None:
            return f"These facts cannot stand together: {path.impossible[0].because}"
        if not whole and at < len(path.stops):
            return f"Step {at + 1} of {len(path.stops)}: {path.stops[at].step.title}"
        flips = self._desk.flips(path)
        return f"Outcome: {path.outcome.title}. Single changes of a fact that would lead elsewhere: {len(flips)}."
