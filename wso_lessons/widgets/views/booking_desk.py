"""The booking desk's view: open the papers, ring whom you like, call; then see what follows, and change one fact."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from wso_lessons.content import Course
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.html import Markup, details, join, listing, table, tag
from wso_lessons.simulators.desk.booking import Desk, Route
from wso_lessons.simulators.desk.booking_rules import Consequence
from wso_lessons.simulators.desk.desk_play import DESK_CALLS, DeskPlay
from wso_lessons.simulators.desk.desk_scene import DeskView, desk_picture
from wso_lessons.simulators.scene import Picture
from wso_lessons.widgets.panel.footnotes import CitedText, cite_claims, cite_note, sources
from wso_lessons.widgets.panel.screen import (
    NOTHING,
    Control,
    Group,
    Screen,
    button,
    join_blocks,
    part,
    scroll,
    task_list,
)
from wso_lessons.widgets.panel.simulation import Facts, Simulation

HOW_TO_CALL = (
    "This desk is invented; its rules are not. Open the papers as they come, ring whom you like, and then press where "
    "the person goes. The rules answer after you."
)
STOP_KINDS = {
    "state law": "The state's law",
    "may": "You may",
    "may not": "You may not",
    "next": "What comes next",
    "unknown": "Unknown or disputed",
}
FREE, ASKED = "free", "asked"
FLIP_HEADERS = ("Change this one fact", "to", "and the end is")
NO_CALL_WITHOUT_A_PAPER = "Open a paper first, or press Show me"
IN_ONE_LINE = "Say it to a neighbor in one line: what must be true besides the paper?"
CALL_MADE = "The call is made. Change one fact, go on, or begin again"


class BookingView(Simulation):
    """Plays the desk; `scene` is a scene's id or "free", where every fact can be given, such as `date="2019"`."""

    name = "booking-desk"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._desk = course, Desk(course)
        self._play = DeskPlay(self._desk)
        self._scenes = {scene.id: scene for scene in self._desk.rules.scenes}
        laid_out = any(name in self._desk.facts for name in chosen)
        scene = str(chosen.get("scene", FREE if laid_out or not self._scenes else next(iter(self._scenes))))
        given = {name: str(value) for name, value in chosen.items() if name in self._desk.facts}
        own: dict[str, object] = {"scene": scene, "rung": (), "call": "", "seen": {}, "before": {}}
        own |= {"found": (), "calls": {}}
        own |= {"opened": self._all_papers() if scene == FREE else ()}
        options = {fact.id: tuple(value.id for value in fact.values) for fact in self._desk.rules.facts}
        options |= {"scene": (*self._scenes, FREE), "call": ("", ASKED, *DESK_CALLS)}
        options |= {"opened": self._all_papers(), "rung": tuple(one.id for one in self._desk.rules.people)}
        facts = self._scenes[scene].facts if scene in self._scenes else given
        super().__init__({**self._desk.complete({}), **facts, **own}, chosen, options)
        self._first_facts = dict(self.facts)

    def _all_papers(self) -> tuple[str, ...]:
        return tuple(paper.id for paper in self._desk.rules.papers)

    def _desk_facts(self, facts: Facts) -> dict[str, str]:
        return {name: facts[name] for name in self._desk.facts}

    # ---- The screen ----

    def build(self, facts: Facts) -> Screen:
        route = self._desk.walk(self._desk_facts(facts))
        told = bool(facts["call"]) or route.outcome is None
        known = self._card(facts, route) if told else self._knowledge(facts)
        return Screen(
            self._title(facts["scene"]),
            tuple(self._groups(facts, route)),
            join((known, self._calls(facts), self._tasks(facts))),
            join_blocks([row.because for row in route.impossible]),
            self._words(facts, route),
            how=HOW_TO_CALL,
            picture=self._picture(facts, route),
            asks=not told and not facts["calls"],
        )

    def stored_screen(self) -> Screen:
        """The desk as it begins, its papers open; what follows stands folded away at the end."""
        own = {"opened": self._all_papers(), "rung": (), "call": "", "seen": {}, "before": {}, "found": (), "calls": {}}
        facts = {**self._first_facts, **own}
        shown, route = self.build(facts), self._desk.walk(self._desk_facts(facts))
        if route.outcome is None:
            return dataclasses.replace(shown, groups=())
        picture = self._picture({**facts, "call": ASKED}, route)
        afterword = self._card({**facts, "call": ASKED}, route)
        return dataclasses.replace(shown, groups=(), ending=picture, afterword=afterword)

    def _title(self, scene: str) -> str:
        if scene not in self._scenes:
            return "Booking desk of your own"
        return f"Booking desk, scene {list(self._scenes).index(scene) + 1}: {self._scenes[scene].title.lower()}"

    def _picture(self, facts: Facts, route: Route) -> Picture:
        outcome = route.outcome if facts["call"] else None
        desk = self._desk_facts(facts)
        view = DeskView(
            day=self._play.label("date", facts["date"]),
            papers=self._play.papers_so_far(desk, facts["opened"]),
            opened=facts["opened"],
            most=len(self._play.papers(desk)),
            people=self._desk.rules.people,
            rung=facts["rung"],
            can_call=route.outcome is not None,
            call=facts["call"],
            end=outcome.call if outcome else "",
            end_title=outcome.title if outcome else "",
        )
        return desk_picture(view)

    def _words(self, facts: Facts, route: Route) -> str:
        if route.outcome is None:
            return f"These facts cannot stand together: {route.impossible[0].because}"
        desk, call = self._desk_facts(facts), facts["call"]
        if not call:
            papers = self._play.papers(desk)
            opened = sum(laid.paper.id in facts["opened"] for laid in papers)
            changed = self._play.changes(facts["seen"], desk) if facts["seen"] else ""
            asked = f"Changed: {changed} Call again." if changed else "Make your call when you are ready."
            return f"Open: {opened} of {count_with_noun(len(papers), 'paper')}. {asked}"
        said = "You asked to be shown." if call == ASKED else f"You called: {DESK_CALLS[call]}."
        end = f"The rules say: {route.outcome.title}."
        return " ".join(
            one for one in (said, end, self._missed_words(facts, desk), self._change_words(facts, desk)) if one
        )

    def _missed_words(self, facts: Facts, desk: Mapping[str, str]) -> str:
        """What was not opened or asked before the call."""
        closed = sum(laid.paper.id not in facts["opened"] for laid in self._play.papers(desk))
        people = [person for person in self._desk.rules.people if person.id not in facts["rung"]]
        silent = [person.name.replace("The ", "the ", 1) for person in people]
        missed = [count_with_noun(closed, "closed paper")] if closed else []
        if facts["call"] == ASKED or not missed + silent:
            return ""
        return f"Not looked at before the call: {', '.join([*missed, *silent])}."

    def _change_words(self, facts: Facts, desk: Mapping[str, str]) -> str:
        before = facts["before"]
        old = self._desk.walk(before).outcome if before else None
        if old is None or before == desk:
            return ""
        return f"Changed: {self._play.changes(before, desk)} Before the change: {old.title}."

    # ---- What stands below ----

    def _knowledge(self, facts: Facts) -> Markup:
        """What the open papers and those who were rung have said, and nothing of what follows from it."""
        desk = self._desk_facts(facts)
        opened = [laid.side for laid in self._play.papers(desk) if laid.paper.id in facts["opened"]]
        rung = [person for person in self._desk.rules.people if person.id in facts["rung"]]
        rows: list[CitedText] = [*opened, *(row for person in rung for row in self._play.answer(person, desk))]
        if not rows:
            return NOTHING
        return join((part("What you know so far"), listing(map(cite_note, rows)), sources(self._course, rows)))

    def _card(self, facts: Facts, route: Route) -> Markup:
        if route.outcome is None:
            reasons = listing(cite_claims(row.because, row.claims) for row in route.impossible)
            return join((part("These facts cannot stand together"), reasons, sources(self._course, route.claims)))
        found = sources(self._course, route.claims, "the steps", brief=True)
        steps = details("The rules behind it, step by step", *self._steps(route), found)
        tried = facts["before"] or facts["scene"] == FREE or facts["call"] == ASKED
        return join((self._consequences(route), steps, self._flips(route) if tried else ""))

    def _consequences(self, route: Route) -> Markup:
        if route.outcome is None:
            return NOTHING
        rows = self._play.card(route)
        entries = [join((tag("strong", row.who), ": ", cite_claims(_with_clause(row), row.claims))) for row in rows]
        card = (part(f"What follows: {route.outcome.title}"), tag("p", cite_note(route.outcome)), listing(entries))
        return tag("div", *card, sources(self._course, (route.outcome, *rows), "what follows"), class_="wso-step")

    def _flips(self, route: Route) -> Markup:
        rows = [(flip.fact.question, flip.label, flip.outcome.title) for flip in self._desk.flips(route)]
        if not rows:
            return tag("p", "No single change of a fact leads elsewhere.")
        grid = table("Single facts that would change the end", FLIP_HEADERS, rows)
        return details(f"All single changes that lead elsewhere ({len(rows)})", scroll("Single changes", grid))

    def _steps(self, route: Route) -> Iterator[Markup]:
        for number, stop in enumerate(route.stops, start=1):
            groups = (
                join((tag("p", f"{words}:", class_="wso-kind"), listing(map(cite_note, found))))
                for kind, words in STOP_KINDS.items()
                if (found := stop.of(kind))
            )
            yield tag("div", part(f"Step {number}. {stop.step.title}"), *groups, class_="wso-step")

    def _calls(self, facts: Facts) -> Markup:
        """The calls made in the scenes as they were laid out, beside the rules."""
        calls = {scene: call for scene, call in facts["calls"].items() if scene in self._scenes}
        if not calls:
            return NOTHING
        lines = []
        for name, call in calls.items():
            outcome = self._desk.walk(self._scenes[name].facts).outcome
            said = f"You called: {DESK_CALLS[call]}. The rules say: {outcome.title if outcome else ''}"
            lines.append(f"{self._scenes[name].title}. {said}.")
        whole = tag("p", IN_ONE_LINE) if len(calls) == len(self._scenes) else ""
        return join((part("Your calls so far"), listing(lines), whole))

    def _tasks(self, facts: Facts) -> Markup:
        tasks = self._desk.rules.tasks if facts["scene"] == FREE else ()
        return task_list(tasks, facts["found"]) if tasks else NOTHING

    # ---- Controls and moves ----

    def _groups(self, facts: Facts, route: Route) -> Iterator[Group]:
        names = [(scene.id, f"{number}. {scene.title}") for number, scene in enumerate(self._scenes.values(), start=1)]
        scenes = (*names, (FREE, "Your own desk"))
        yield Group("The desk", (Control("scene", "radio", "Scene", facts["scene"], scenes),))
        called, scene = bool(facts["call"]), self._scenes.get(facts["scene"])
        show = button("show", "Show me", route.outcome and not called)
        yield Group("The call", (show, button("again", "Begin again")))
        if scene and (called or facts["seen"]):
            labels = [self._play.change_words(change) for change in scene.changes]
            changes = tuple(button(f"change-{n}", words, called) for n, words in enumerate(labels))
            yield Group("Change one fact, then call again before the desk answers", changes)
        if scene is None:
            yield Group("Lay out the desk: change one fact, then call again", tuple(self._fact_controls(facts)))
        if called:
            record = self._desk.record(route)
            save = Control("save", "save", "Save the record as text", record, file="booking-desk-record.txt")
            paper = Control("print", "print", "Print the record", record, file="Booking desk: record of a path")
            yield Group("Your record", (save, paper), folded=True)

    def _fact_controls(self, facts: Facts) -> Iterator[Control]:
        for fact in self._desk.rules.facts:
            choices = tuple((value.id, value.label) for value in fact.values)
            yield Control(fact.id, "select", fact.question, facts[fact.id], choices)

    def press(self, name: str) -> dict[str, object]:
        """What a press in the picture or on a button changes. Raises ValueError where it makes no sense now."""
        kind, _, rest = name.partition("-")
        if kind == "paper":
            if rest in self.facts["opened"]:
                raise ValueError("This paper is open already")
            return {"opened": (*self.facts["opened"], rest)}
        if kind == "ring":
            if rest in self.facts["rung"]:
                raise ValueError("You have asked already; the answer stands below the picture")
            return {"rung": (*self.facts["rung"], rest)}
        if kind == "change":
            return self._change_fact(int(rest))
        if kind == "again":
            return self._facts_at_start(self.facts["scene"])
        return self._make_call(ASKED if name == "show" else rest)

    def _make_call(self, call: str) -> dict[str, object]:
        if self.facts["call"]:
            raise ValueError(CALL_MADE)
        if call != ASKED and not self.facts["opened"]:
            raise ValueError(NO_CALL_WITHOUT_A_PAPER)
        desk, before = self._desk_facts(self.facts), self.facts["seen"]
        found = self._tasks_so_far(before, desk) if call != ASKED else self.facts["found"]
        scene = self._scenes.get(self.facts["scene"])
        first = scene and call != ASKED and desk == self._desk.complete(scene.facts)
        # A scene's first call counts; one that is made again after its answer is no longer a guess.
        calls = {scene.id: call, **self.facts["calls"]} if scene and first else self.facts["calls"]
        return {"call": call, "before": before, "seen": desk, "found": found, "calls": calls}

    def _change_fact(self, number: int) -> dict[str, object]:
        """One fact of the scene changed, as the scene stands and not as the last change left it."""
        scene = self._scenes[self.facts["scene"]]
        begun = self._desk.complete(scene.facts)
        return {**begun, **scene.changes[number], "opened": self._all_papers(), "call": "", "seen": begun}

    def _facts_at_start(self, scene: str) -> dict[str, object]:
        free = scene == FREE
        desk = self._desk.complete({} if free else self._scenes[scene].facts)
        opened = self._all_papers() if free else ()
        return {**desk, "scene": scene, "opened": opened, "rung": (), "call": "", "seen": {}, "before": {}}

    def follow_up(self, moved: dict[str, Any]) -> dict[str, object]:
        """Another scene begins anew, and another fact takes the call back."""
        if set(moved) == {"scene"}:
            return self._facts_at_start(moved["scene"]) if moved["scene"] != self.facts["scene"] else {}
        if len(moved) == 1 and next(iter(moved)) in self._desk.facts:
            now = {**self._desk_facts(self.facts), **moved}
            impossible = self._desk.walk(now).outcome is None
            moved |= {
                "call": "",
                "found": self._tasks_so_far(self.facts["seen"], now) if impossible else self.facts["found"],
            }
        return moved

    def _tasks_so_far(self, before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
        new = {task.id for task in self._play.tasks_found(before, now)} if before else set()
        return tuple(task.id for task in self._desk.rules.tasks if task.id in {*self.facts["found"], *new})


def _with_clause(row: Consequence) -> str:
    return f"{row.text} ({row.clause})" if row.clause else row.text
