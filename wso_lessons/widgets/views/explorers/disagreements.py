"""The disagreement explorer: two sources side by side on one question, with their places open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from wso_lessons.content import Claim, Course, Disagreement, Side
from wso_lessons.content.records import DisagreementKind
from wso_lessons.pages.html import Markup, details, join, listing, table, tag
from wso_lessons.pages.ledger import cite_line, cite_markup
from wso_lessons.widgets.panel.screen import NOTHING, Control, Group, Screen, join_blocks, part, scroll
from wso_lessons.widgets.panel.simulation import Facts, Simulation

DISAGREEMENTS_TITLE = "Where sources disagree"
HOW_TO_COMPARE = "Choose a question and two sources. Before you open the last line, say what would settle it."
FIRST_FACTS = {"kind": "", "question": "", "left": "0", "right": "1", "task": "", "guess": ""}
SAY_KIND = "What kind of difference is it?"
DISAGREEMENT_KINDS = {
    "conflict": "They say opposite things",
    "changed": "True then, different now",
    "wording": "The same fact in misleading words",
    "framing": "A dispute about values, not facts",
}
NONE = "This course's ledger records no disagreements."


class DisagreementExplorer(Simulation):
    """Keeps the question and the two sides shown, each as its place among the question's sides.

    With `task="kind"` the learner says first what kind of difference it is, and until then it is not told.
    """

    name = "disagreements"
    family = "explorer"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course = course
        self._all = tuple(course.disagreements.sound_records())
        super().__init__(FIRST_FACTS, chosen, {"task": ("", "kind"), "guess": ("", *DISAGREEMENT_KINDS)})

    def build(self, facts: Facts) -> Screen:
        if not self._all:
            return Screen(DISAGREEMENTS_TITLE, (), Markup(""), "", NONE, advice="")
        listed = [one for one in self._all if facts["kind"] in ("", one.kind)]
        if not listed:
            raise ValueError("The ledger records no disagreement of this kind")
        chosen = next((one for one in listed if one.id == facts["question"]), listed[0])
        left, right = _place(chosen, facts["left"], 0), _place(chosen, facts["right"], 1)
        sides = [(str(place), side.who) for place, side in enumerate(chosen.sides)]
        kinds = [(kind, DISAGREEMENT_KINDS[kind]) for kind in get_args(DisagreementKind)]
        controls = (
            Control("kind", "select", "Kind of disagreement", facts["kind"], (("", "any"), *kinds)),
            Control("question", "select", "Question", chosen.id, tuple((one.id, one.question) for one in listed)),
            Control("left", "select", "First source", str(left), tuple(sides)),
            Control("right", "select", "Second source", str(right), tuple(sides)),
        )
        pair = (chosen.sides[left], chosen.sides[right])
        words = f"{chosen.question} {pair[0].who} and {pair[1].who}, side by side. {self._kind_words(chosen, facts)}"
        groups: tuple[Group, ...] = (Group("What to compare", controls),)
        if facts["task"]:
            # A list of one kind would tell the kind of each question in it.
            said = self._kind_words(chosen, facts) if facts["guess"] else ""
            guess = Control("guess", "radio", SAY_KIND, facts["guess"], tuple(kinds), help=said)
            groups = (Group("Say first", (guess,)), Group("What to compare", controls[1:]))
        # What stays open and what would settle it tell the kind: they come after it was said.
        asks = bool(facts["task"]) and not facts["guess"]
        body = self._body(chosen, pair)
        return Screen(
            DISAGREEMENTS_TITLE,
            groups,
            body if asks else join((body, self._ends(chosen))),
            self._text(chosen, pair, ends=not asks),
            words,
            advice=HOW_TO_COMPARE,
            afterword=self._ends(chosen) if asks else NOTHING,
            asks=asks,
        )

    def _kind_words(self, chosen: Disagreement, facts: Facts) -> str:
        kind = DISAGREEMENT_KINDS[chosen.kind]
        if not facts["task"]:
            return f"{kind}."
        if not facts["guess"]:
            return SAY_KIND
        if facts["guess"] == chosen.kind:
            return f"This course reads it so, too: {kind[0].lower()}{kind[1:]}."
        said, read = DISAGREEMENT_KINDS[facts["guess"]].lower(), kind[0].lower() + kind[1:]
        return f"You said: {said}. This course reads: {read}. {chosen.outside}".rstrip()

    def follow_up(self, moved: dict[str, Any]) -> dict[str, object]:
        """Another question asks for another guess."""
        return {"guess": "", **moved} if "question" in moved else moved

    def _body(self, chosen: Disagreement, pair: tuple[Side, Side]) -> Markup:
        rows = [
            ("Says", *(side.says for side in pair)),
            ("Where it says so", *(self._places(side.claims) for side in pair)),
        ]
        compared = table(chosen.question, ("Source", *(side.who for side in pair)), rows)
        return scroll("Two sources side by side", compared)

    def _ends(self, chosen: Disagreement) -> Markup:
        """What other evidence says, what stays open, and what would settle it."""
        outside = part("What other evidence says") if chosen.outside or chosen.outside_claims else ""
        return join(
            (
                outside,
                tag("p", chosen.outside) if chosen.outside else "",
                self._places(chosen.outside_claims),
                part("What stays open"),
                tag("p", chosen.open),
                details("What would settle it?", tag("p", chosen.settle)),
            )
        )

    def _claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        found = [self._course.claims.find(claim_id) for claim_id in claim_ids]
        return [claim for claim in found if claim is not None]

    def _places(self, claim_ids: Iterable[str]) -> Markup:
        """The claims with their sources and locators, open to be read."""
        return listing(
            join((f"{claim.text} ", listing(cite_markup(self._course, cite) for cite in claim.cites)))
            for claim in self._claims(claim_ids)
        )

    def _text(self, chosen: Disagreement, pair: tuple[Side, Side], *, ends: bool) -> str:
        blocks = [(f"{side.who}: {side.says}", *self._lines(side.claims)) for side in pair]
        if not ends:
            return join_blocks((chosen.question,), *blocks)
        outside = (f"Other evidence: {chosen.outside}", *self._lines(chosen.outside_claims)) if chosen.outside else ()
        last = (f"What stays open: {chosen.open}", f"What would settle it? {chosen.settle}")
        return join_blocks((chosen.question,), *blocks, outside, last)

    def _lines(self, claim_ids: Iterable[str]) -> list[str]:
        return [f"- {claim.text} ({cite_line(self._course, claim.cites[0])})" for claim in self._claims(claim_ids)]


def _place(chosen: Disagreement, wanted: str, otherwise: int) -> int:
    """The place of a side: the one wanted where the question has it, else the first or second."""
    place = int(wanted) if wanted.isascii() and wanted.isdigit() else otherwise
    return place if place < len(chosen.sides) else min(otherwise, len(chosen.sides) - 1)
