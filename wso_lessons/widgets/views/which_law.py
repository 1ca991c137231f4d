"""Which law, which day: state laws on a map of tiles, a day that moves, and tasks that the map checks."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from wso_lessons.content import Course
from wso_lessons.content.reference import NOT_FOUND, StateRule
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.pages.html import Markup, join, pairs, tag
from wso_lessons.simulators.explorers.places import NAMES
from wso_lessons.simulators.explorers.state_laws import LAW_KINDS, StateLaws
from wso_lessons.simulators.explorers.tile_map import TileDays, TileRules, TileState, tile_picture
from wso_lessons.simulators.rulebook import read_rules
from wso_lessons.simulators.scene import Picture
from wso_lessons.widgets.panel.footnotes import source_lines, sources
from wso_lessons.widgets.panel.screen import NOTHING, Control, Group, Screen, button, join_blocks, part, task_list
from wso_lessons.widgets.panel.simulation import Facts, Simulation

LAW_TITLE = "Which law, which day: what state law says about agreements and holds"
HOW_TO_MOVE = "Move the day: the slider stops where a tile changes. Press a state to read its law."
ONE_LAW = "A tile shows one law for each state, as recorded for this course. A blank does not mean that there is none."
# The day of the course's facts, on which the map stands at its end.
LAST_DAY = "2026-06-05"


class WhichLawView(Simulation):
    """Shows the laws on a `day` (2026-05-18); `state` is the one that is read, `found` are the tasks solved."""

    name = "which-law-which-day"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._laws = course, StateLaws(course)
        self._rows = read_rules(course, TileRules, "where-you-live").rows
        tasks = tuple(task.id for task in self._laws.asked.tasks)
        facts = {"day": self._laws.asked.since, "state": "", "found": ()}
        super().__init__(facts, chosen, {"state": ("", *NAMES), "found": tasks})

    def build(self, facts: Facts) -> Screen:
        day = _checked_day(facts["day"], self._laws.stops[0])
        return Screen(
            LAW_TITLE,
            self._groups(facts),
            self._body(facts),
            self._text(facts),
            self._words(facts, day),
            how=HOW_TO_MOVE,
            picture=self._map(day, facts["state"], live=True),
            ending=self._ending if day == self._laws.stops[0] else None,
            asks=not facts["found"],
        )

    @functools.cached_property
    def _ending(self) -> Picture:
        return self._map(LAST_DAY, "", live=False)

    def _map(self, day: str, chosen: str, *, live: bool) -> Picture:
        tiles = {code: TileState(kind, code == chosen) for code, kind in self._laws.kinds(day).items()}
        labels = tuple(date_in_words(stop) for stop in self._laws.stops)
        days = TileDays("day", "The day", labels, self._laws.stop_before(day), date_in_words(day))
        what = f"A map of states as tiles, {date_in_words(day)}"
        return tile_picture(self._rows, tiles, LAW_KINDS, what, live=live, days=days if live else None)

    # ---- Words ----

    def _words(self, facts: Facts, day: str) -> str:
        counts = Counter(self._laws.kinds(day).values())
        held = "; ".join(f"{LAW_KINDS[kind].words.lower()}: {counts[kind]}" for kind in LAW_KINDS if counts[kind])
        said = [f"{NAMES[facts['state']]}: {self._kind_words(facts['state'], day)}."] if facts["state"] else []
        said.append(f"{date_in_words(day)}.")
        if changed := self._laws.changes(day):
            stop = date_in_words(self._laws.stops[self._laws.stop_before(day)])
            named = ", ".join(f"{NAMES[code]} ({self._kind_words(code, day)})" for code in changed)
            said.append(f"Changed on {stop}: {named}.")
        if day > LAST_DAY:
            said.append(f"This lies after {date_in_words(LAST_DAY)}, so it is what was planned then.")
        return " ".join((*said, f"States: {held}."))

    def _kind_words(self, code: str, day: str) -> str:
        return LAW_KINDS[self._laws.kind(code, day)].words.lower()

    def _body(self, facts: Facts) -> Markup:
        state = self._state(facts["state"]) if facts["state"] else NOTHING
        tasks = task_list(self._laws.asked.tasks, facts["found"])
        return join((state, tasks, tag("p", ONE_LAW, class_="wso-small")))

    def _state(self, code: str) -> Markup:
        rule = self._laws.rules.get(code)
        if rule is None:
            return join((part(NAMES[code]), tag("p", "No rule was read, which does not mean that none exists.")))
        facts = {"Law": rule.rule, "Signed or given": _date_words(rule.signed), "In force": _date_words(rule.in_force)}
        facts |= {"Reaches": rule.reaches or "", "Asks": rule.duty or "", "Note": rule.note}
        return join((part(NAMES[code]), pairs(facts), sources(self._course, (rule,), NAMES[code])))

    def _text(self, facts: Facts) -> str:
        tasks = [f"- {task.text}" for task in self._laws.asked.tasks]
        rule: StateRule | None = self._laws.rules.get(facts["state"])
        if rule is None:
            return join_blocks(tasks, [ONE_LAW])
        dates = f"Signed or given: {_date_words(rule.signed)}. In force: {_date_words(rule.in_force)}."
        return join_blocks([f"{rule.name}: {rule.rule} {dates}"], tasks, source_lines(self._course, (rule,)))

    # ---- Controls and moves ----

    def _groups(self, facts: Facts) -> tuple[Group, ...]:
        states = tuple(sorted(NAMES.items(), key=lambda item: item[1]))
        day = Control("day", "date", "Day", facts["day"])
        state = Control("state", "select", "State", facts["state"], (("", "No state chosen"), *states))
        return (
            Group("The day", (day, button("earlier", "Change before"), button("later", "Next change"))),
            Group("Or choose a state from a list", (state,), folded=True),
        )

    def press(self, name: str) -> dict[str, object]:
        """What a button or a tile changes."""
        if name in ("earlier", "later"):
            at = self._laws.stop_before(self.facts["day"])
            # From between two stops "before" is the stop at which the tiles became what they are.
            back = at if self._laws.stops[at] < self.facts["day"] else at - 1
            wanted = back if name == "earlier" else at + 1
            return {"day": self._laws.stops[min(max(0, wanted), len(self._laws.stops) - 1)]}
        return {"state": "" if self.facts["state"] == name else name}

    def slide(self, values: Mapping[str, float]) -> dict[str, object]:
        return {"day": self._laws.stops[int(values["day"])]} if "day" in values else {}

    def follow_up(self, moved: dict[str, Any]) -> dict[str, object]:
        """A task that was solved once stays found."""
        day, tasks, found = moved.get("day", self.facts["day"]), self._laws.asked.tasks, self.facts["found"]
        return {**moved, "found": tuple(t.id for t in tasks if t.id in found or self._laws.is_solved(t, day))}


def _date_words(written: str) -> str:
    return date_in_words(written) if written and written != NOT_FOUND else written


def _checked_day(written: str, first: str) -> str:
    try:
        day = date.fromisoformat(written).isoformat()
    except ValueError:
        raise ValueError("Give a day such as 2026-05-18") from None
    if not first <= day <= "2026-12-31":
        raise ValueError(f"The map holds days from {date_in_words(first)} to 31 December 2026")
    return day
