"""Cards that a learner places under the positions of an argument map, and how they compare with the map itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wso_lessons.simulators.arguments.argument import ArgumentMap, Node


@dataclass(frozen=True, slots=True)
class CardVerdict:
    """A card that was placed: where the learner has it, where the course's map has it, and why there."""

    card: Node
    chosen: Node
    course: Node
    why: str

    @property
    def is_same(self) -> bool:
        """Whether both have it under the same position."""
        return self.chosen == self.course

    def in_words(self) -> str:
        """The comparison in a sentence or two."""
        if self.is_same:
            return f"“{self.card.title}”: both under “{self.course.title}”. {self.why}"
        there = f"you under “{self.chosen.title}”, the course under “{self.course.title}”"
        return f"“{self.card.title}”: {there}. {self.why}"


@dataclass(frozen=True, slots=True)
class CardSort:
    """The cards of a map and the position under which each was placed, the latest last."""

    map: ArgumentMap
    placed: Mapping[str, str]

    @property
    def cards(self) -> tuple[Node, ...]:
        """The cards in the order in which they are dealt: by title, so that no side comes first."""
        return tuple(sorted((node for node in self.map.rules.nodes if node.card), key=lambda node: node.title))

    @property
    def positions(self) -> tuple[Node, ...]:
        """Where a card can be placed."""
        return self.map.below("")

    @property
    def next_card(self) -> Node | None:
        """The card that is dealt now; None where all are placed."""
        return next((card for card in self.cards if card.id not in self.placed), None)

    def under(self, position: Node) -> tuple[Node, ...]:
        """The cards under a position, the latest last."""
        return tuple(self.map.node(card) for card, where in self.placed.items() if where == position.id)

    def put(self, card_id: str, position_id: str) -> CardSort:
        """The cards with one of them placed, or moved to another position."""
        rest = {card: where for card, where in self.placed.items() if card != card_id}
        return CardSort(self.map, {**rest, card_id: position_id})

    def verdict(self, card: Node, chosen: Node) -> CardVerdict:
        """How a card under a position compares with the course's map."""
        return CardVerdict(card, chosen, self.map.node(self.map.speaks_for(card)), _why(self.map, card))

    def verdicts(self) -> Iterator[CardVerdict]:
        """The comparison of every card that was placed, in the order of dealing."""
        for card in self.cards:
            if card.id in self.placed:
                yield self.verdict(card, self.map.node(self.placed[card.id]))


def _why(shown: ArgumentMap, card: Node) -> str:
    above = shown.node(card.under)
    if above.kind == "position":
        return f"It is a reason for “{above.title}”."
    verb = "supports" if card.kind == "reason" else "objects to"
    return f"It {verb} “{above.title}”, which speaks for “{shown.node(shown.speaks_for(above)).title}”."


def hinge_words(shown: ArgumentMap, pointed: str) -> str:
    """What the most in the course's map hangs on, how that is found, and how it compares with a learner's choice."""
    hinges = shown.hinges()
    names = " and ".join(f"“{node.title}”" for node in hinges)
    count = shown.count_hanging(hinges[0])
    found = (
        f"By this course's count the most hangs on {names}: if a point falls, all that stands under it falls, "
        f"and here that is {count} more, the most."
    )
    chosen = "Another reader may weigh the points, and choose another."
    if not pointed:
        return f"{found} {chosen}"
    mine = shown.node(pointed)
    if mine in hinges:
        return f"You pointed to “{mine.title}”, and so does the count. {found} {chosen}"
    return f"You pointed to “{mine.title}”, with which {shown.count_hanging(mine)} more would fall. {found} {chosen}"
