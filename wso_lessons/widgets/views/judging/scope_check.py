"""Scope check: a quotation, a sentence made of it, four sides to press; the reason comes after the call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from wso_lessons.content import Claim, Course
from wso_lessons.pages.html import Markup, join, listing, tag
from wso_lessons.simulators.judging.scope_check import (
    VERDICT_WORDS,
    ScopeCall,
    ScopeCard,
    ScopeRules,
    SideName,
    call_in_words,
    sides_in_words,
    tally_in_words,
)
from wso_lessons.simulators.judging.scope_scene import scope_picture, sheet_picture, tally_picture
from wso_lessons.simulators.rulebook import find_row, read_rules
from wso_lessons.widgets.panel.footnotes import cite_claims, sources
from wso_lessons.widgets.panel.screen import NOTHING, Group, Screen, button, part
from wso_lessons.widgets.panel.simulation import Facts, Simulation

CALLS_NOT_KEPT = "What you call is not kept."
SCOPE_FACTS: dict[str, object] = {"card": 1, "over": (), "looked": "no", "shown": "no", "calls": ()}


class ScopeCheckView(Simulation):
    """Shows the quotations of data/simulators/scope-check.yaml, or of scope-check-CARDS.yaml, one by one.

    `card` is the number of the quotation, one more than there are for the tally; `over` are the sides called, `looked`
    and `shown` say that the source's own scope, or the reading, was asked for; `calls` are those made, "id:side,side".
    """

    def __init__(self, course: Course, cards: str = "", **chosen: object) -> None:
        self.name = f"scope-check/{cards}" if cards else "scope-check"
        self._course, self._rules = course, read_rules(course, ScopeRules, self.name.replace("/", "-"))
        super().__init__(SCOPE_FACTS, chosen, {"looked": ("yes", "no"), "shown": ("yes", "no")})

    def build(self, facts: Facts) -> Screen:
        number = min(max(1, facts["card"]), len(self._rules.cards) + 1)
        calls = [self._read_call(call) for call in facts["calls"]]
        if number > len(self._rules.cards):
            return self._tally(calls)
        card, shown = self._rules.cards[number - 1], facts["shown"] == "yes"
        groups = tuple(self._groups(number, facts))
        words = self._words(card, number, facts)
        body = self._reasons(card) if shown else self._scope(card) if facts["looked"] == "yes" else NOTHING
        return Screen(
            self._rules.title,
            groups,
            body,
            "",
            words,
            stored=part("On which sides does the speaker go past the source?"),
            how=f"{self._rules.words} {CALLS_NOT_KEPT}",
            picture=scope_picture(self._rules, card, self._quote(card), facts["over"], shown=shown),
            ending=tally_picture(self._rules, ()),
            paper=sheet_picture(self._rules, {one.id: self._quote(one) for one in self._rules.cards}),
            afterword=self._everything(),
            asks=True,
        )

    def _read_call(self, call: str) -> ScopeCall:
        name, _, over = call.partition(":")
        card = find_row(self._rules.cards, name)
        return ScopeCall(card, cast(tuple[SideName, ...], tuple(filter(None, over.split(",")))))

    def _quote(self, card: ScopeCard) -> str:
        return next(cite.quote for cite in self._quoted_claim(card).cites if cite.quote)

    def _quoted_claim(self, card: ScopeCard) -> Claim:
        return self._course.claims[card.quoted]

    def _words(self, card: ScopeCard, number: int, facts: Facts) -> str:
        if facts["shown"] == "yes":
            called = next((call for call in facts["calls"] if call.startswith(f"{card.id}:")), None)
            if called is None:
                said = sides_in_words(card.past, self._rules.names)
                return f"As this course reads it, {said}. The reason for each side stands below."
            return f"{call_in_words(self._read_call(called), self._rules.names)} The reasons stand below."
        marked = sides_in_words(facts["over"], self._rules.names) if facts["over"] else "nothing yet"
        return f"Quotation {number} of {len(self._rules.cards)}. Marked: {marked}."

    def _scope(self, card: ScopeCard) -> Markup:
        names = self._rules.names
        found = listing(cite_claims(f"{names[side.id]}: {side.found}.", side.claims) for side in card.sides)
        return join((part("What the source covers"), found))

    def _reasons(self, card: ScopeCard) -> Markup:
        return join((part("Side by side"), self._reason_list(card), sources(self._course, card.sides)))

    def _reason_list(self, card: ScopeCard) -> Markup:
        names = self._rules.names
        return listing(
            cite_claims(f"{names[side.id]}: {VERDICT_WORDS[side.verdict]}. {side.text}", side.claims)
            for side in card.sides
        )

    def _reasons_of_card(self, card: ScopeCard) -> Markup:
        return join((part(f"{card.source}: “{self._quote(card)}”"), self._reason_list(card)))

    def _everything(self) -> Markup:
        """All reasons of all quotations, with their sources."""
        cited = [side for card in self._rules.cards for side in card.sides]
        reasons = map(self._reasons_of_card, self._rules.cards)
        return join((*reasons, tag("p", self._rules.ending), sources(self._course, cited)))

    def _tally(self, calls: list[ScopeCall]) -> Screen:
        rows = join((part("One line to take along"), tag("p", self._rules.ending)))
        return Screen(
            self._rules.title,
            (Group("The end", (button("again", "Play again"),)),),
            rows,
            "",
            tally_in_words(calls, self._rules.names),
            how=CALLS_NOT_KEPT,
            picture=tally_picture(self._rules, calls),
        )

    def _groups(self, number: int, facts: Facts) -> Iterator[Group]:
        legend = f"Quotation {number} of {len(self._rules.cards)}"
        if facts["shown"] == "yes":
            last = number == len(self._rules.cards)
            yield Group(legend, (button("next", "See how it went" if last else "Next quotation"),))
            return
        called = sides_in_words(facts["over"], self._rules.names)
        judge = button("judge", f"Say: {called}")
        look = button("look", "Look up the source", facts["looked"] != "yes")
        yield Group(legend, (judge, look, button("show", "Show me")))

    def press(self, name: str) -> dict[str, object]:
        """What a button or a side of the picture changes."""
        facts = self.facts
        fresh: dict[str, object] = {"over": (), "looked": "no", "shown": "no"}
        if name == "again":
            return {**fresh, "card": 1, "calls": ()}
        if name == "next":
            return {**fresh, "card": facts["card"] + 1}
        if name == "look":
            return {"looked": "yes"}
        if name == "show":
            return {"shown": "yes", "over": ()}
        if name == "judge":
            card = self._rules.cards[facts["card"] - 1]
            return {"shown": "yes", "calls": (*facts["calls"], f"{card.id}:{','.join(facts['over'])}")}
        kept = {*facts["over"]} ^ {name}
        return {"over": tuple(side for side in self._rules.names if side in kept)}
