"""Whose power: the learner puts powers into three nested rings, then sees where the agreements put them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wso_lessons.content import Course
from wso_lessons.pages.html import Markup, join, listing, table, tag
from wso_lessons.simulators.explorers.models import LISTED
from wso_lessons.simulators.explorers.power_rings import PLACES, RINGS, PowerRings, reason_of, ring_of
from wso_lessons.simulators.explorers.power_rings_scene import rings_picture
from wso_lessons.widgets.panel.footnotes import cite_claims, cite_note, source_lines, sources
from wso_lessons.widgets.panel.screen import NOTHING, Control, Group, Screen, button, join_blocks, part, scroll
from wso_lessons.widgets.panel.simulation import Facts, Simulation

HOW_TO_PLACE = (
    "Drag a power, or press it and then a ring; by keyboard Enter, arrow keys, Enter; or choose from the lists."
)
CHOICES = (("", "not placed"), *PLACES.items())


class WhosePowerView(Simulation):
    """Places the powers of data/simulators/whose-power.yaml; `shown` ("yes") shows where the agreements put them."""

    name = "whose-power"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course, self._rings = course, PowerRings(course)
        super().__init__({"placed": {}, "shown": "no"}, chosen, {"shown": ("yes", "no")})

    def build(self, facts: Facts) -> Screen:
        shown, placed = facts["shown"] == "yes", facts["placed"]
        return Screen(
            self._rings.rules.title,
            tuple(self._groups(placed, shown)),
            self._reasons() if shown else NOTHING,
            self._text() if shown else "",
            self._words(placed, shown),
            how=f"{self._rings.rules.question} {HOW_TO_PLACE}",
            picture=rings_picture(self._rings, placed, shown=shown),
            ending=None if shown else rings_picture(self._rings, {}, shown=True),
            afterword=NOTHING if shown else self._reasons(),
            asks=not shown,
        )

    def _words(self, placed: Mapping[str, str], shown: bool) -> str:
        whole = len(self._rings.words)
        if not shown:
            last = list(placed)[-1:]
            said = "".join(f" {self._rings.words[name]}: {PLACES[placed[name]]}." for name in last)
            return f"{len(placed)} of {whole} placed.{said}"
        if not placed:
            return "You looked without placing any."
        right = self._rings.matches(placed)
        others = [self._rings.words[name] for name in placed if name not in right]
        said = f"{len(right)} of {whole} stand where the agreements put them."
        return f"{said} Elsewhere: {', '.join(others)}." if others else said

    def _reasons(self) -> Markup:
        rings, rules = self._rings, self._rings.rules
        lines = [
            join((tag("strong", f"{rings.words[name]}: {PLACES[ring_of(power)]}."), " ", _reason(name, rings)))
            for name, power in rings.powers.items()
        ]
        rows = [(power.power, *(LISTED[getattr(power, ring)] for ring in RINGS)) for power in rings.powers.values()]
        grid = scroll("The powers by agreement", table("Is it listed?", ("Power", *RINGS.values()), rows))
        notes = listing(map(cite_note, rules.notes))
        listed = sources(self._course, (*rings.powers.values(), *rules.notes))
        return join((part("Why there"), listing(lines), grid, notes, part(rules.ask), listed))

    def _text(self) -> str:
        rings = self._rings
        lines = [
            f"{rings.words[name]}: {PLACES[ring_of(power)]}. {reason_of(power)}" for name, power in rings.powers.items()
        ]
        listed = source_lines(self._course, (*rings.powers.values(), *rings.rules.notes))
        return join_blocks(lines, [note.text for note in rings.rules.notes], listed)

    def _groups(self, placed: Mapping[str, str], shown: bool) -> Iterator[Group]:
        if shown:
            yield Group("Your rings", (button("again", "Place again"),))
            return
        check = button("check", "Check", len(placed) == len(self._rings.words))
        yield Group("Your rings", (check, button("show", "Show me"), button("again", "Clear", placed)))
        lists = [
            Control(name, "select", words, placed.get(name, ""), CHOICES) for name, words in self._rings.words.items()
        ]
        yield Group("Or choose from lists", tuple(lists), folded=True)

    def press(self, name: str) -> dict[str, object]:
        """What a button changes. Raises ValueError where "check" comes before all are placed."""
        if name == "again":
            return {"placed": {}, "shown": "no"}
        left = [words for token, words in self._rings.words.items() if token not in self.facts["placed"]]
        if name == "check" and left:
            raise ValueError(f"Place these first, or press Show me: {', '.join(left)}")
        return {"shown": "yes"}

    def put(self, part: str, on: str) -> dict[str, object]:
        others = {name: ring for name, ring in self.facts["placed"].items() if name != part}
        return {"placed": {**others, part: on}}

    def enter(self, name: str, value: str) -> dict[str, object]:
        """A ring that was chosen for a token from its list."""
        others = {token: ring for token, ring in self.facts["placed"].items() if token != name}
        return {"placed": {**others, name: value} if value else others}


def _reason(name: str, rings: PowerRings) -> Markup:
    power = rings.powers[name]
    return cite_claims(f"{reason_of(power)} ({power.clause})", power.claims)
