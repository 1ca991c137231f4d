"""Argument maps: positions, reasons and objections, tied to the ledger; what speaks for what, and hangs on what."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from wso_lessons.content import Course
from wso_lessons.pages.dates_and_names import shorten
from wso_lessons.simulators.rulebook import find_row, read_rules

NodeKind = Literal["position", "reason", "objection"]
# What a card can hold and a map can show: words of a text, cards of one's own, characters of a title.
MAX_CARD_WORDS, MAX_OWN, TITLE_LENGTH = 60, 40, 40
SIGNS = {"position": "=", "reason": "+", "objection": "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One point of a map: a position on the question, or a reason for or an objection to the node it stands `under`.

    `title` says it in a few words, `who` names the party that holds a view. A `card` is one of those that a learner
    places first. An objection to a position speaks for its `rival`. A learner's own node is `own` and names no claims.
    """

    noun: ClassVar[str] = "node"
    id: str
    kind: NodeKind
    text: str
    title: str
    who: str = ""
    under: str = ""
    rival: str = ""
    card: bool = False
    own: bool = False
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == "position") == bool(self.under):
            raise ValueError(f'The node "{self.id}" must stand under another unless it is a position')
        if not self.claims and not self.own:
            raise ValueError(f'The node "{self.id}" names no claims')
        if not self.text.strip() or len(self.text.split()) > MAX_CARD_WORDS:
            raise ValueError(f"A node needs some words, and at most {MAX_CARD_WORDS}")

    def in_words(self) -> str:
        """The text, with the party that holds the view first."""
        return f"{self.who}: {self.text}" if self.who else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRules:
    """The question of a map and its nodes; a node stands after the one it stands under."""

    noun: ClassVar[str] = "argument map"
    question: str
    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for node in self.nodes:
            if node.id in seen:
                raise ValueError(f'The node "{node.id}" stands twice')
            if node.under and node.under not in seen:
                raise ValueError(f'The node "{node.id}" stands under "{node.under}", which does not stand before it')
            seen.add(node.id)
        for node in self.nodes:
            if node.rival and node.rival not in seen:
                raise ValueError(f'The position "{node.id}" has the rival "{node.rival}", which does not exist')


@dataclass(frozen=True, slots=True)
class ArgumentMap:
    """The map in data/simulators/argument-map-NAME.yaml (see `open_map`) and the learner's own nodes."""

    rules: MapRules
    own: tuple[Node, ...] = ()

    @property
    def question(self) -> str:
        """The question that the map is about."""
        return self.rules.question

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The map's own nodes and then the learner's."""
        return (*self.rules.nodes, *self.own)

    def below(self, node_id: str) -> tuple[Node, ...]:
        """The nodes directly under a node; "" gives the positions."""
        return tuple(node for node in self.nodes if node.under == node_id)

    def branch(self, node_id: str = "", depth: int = 0) -> Iterator[tuple[int, Node]]:
        """Every node under a node with its depth, branch by branch."""
        for node in self.below(node_id):
            yield depth, node
            yield from self.branch(node.id, depth + 1)

    @property
    def nodes_in_order(self) -> tuple[Node, ...]:
        """All nodes, branch by branch."""
        return tuple(node for _, node in self.branch())

    def node(self, node_id: str) -> Node:
        """The node of an id."""
        return find_row(self.nodes, node_id)

    def speaks_for(self, node: Node) -> str:
        """The id of the position that a node helps, "" for none; an objection turns the side of what is above it."""
        if node.kind == "position":
            return node.id
        above = self.speaks_for(self.node(node.under))
        return above if node.kind == "reason" or not above else self.node(above).rival

    def add(self, kind: str, under: str, text: str) -> ArgumentMap:
        """A map with one more node of the learner's own.

        Raises ValueError for too many nodes or words, an unknown node or kind.
        """
        if kind not in ("reason", "objection"):
            raise ValueError("A card of your own is a reason or an objection")
        if len(self.own) >= MAX_OWN:
            raise ValueError(f"This map holds {MAX_OWN} cards of your own; take one away first")
        used = {node.id for node in self.own}
        name = next(f"own-{n}" for n in range(1, MAX_OWN + 2) if f"own-{n}" not in used)
        return self._with(_own_node(name, kind, under, " ".join(text.split())))

    def _with(self, node: Node) -> ArgumentMap:
        if node.under not in {other.id for other in self.nodes}:
            raise ValueError(f'There is no node "{node.under}" in this map')
        return dataclasses.replace(self, own=(*self.own, node))

    def without(self, node_id: str) -> ArgumentMap:
        """A map without one of the learner's nodes and what stands under it."""
        gone = {node_id} | {node.id for _, node in self.branch(node_id)}
        return dataclasses.replace(self, own=tuple(node for node in self.own if node.id not in gone))

    def gaps(self) -> tuple[tuple[Node, str], ...]:
        """What is unsupported, unanswered or one-sided, in the order of the map: a node, and what it lacks."""
        found = []
        for _, node in self.branch():
            kinds = [under.kind for under in self.below(node.id)]
            if node.kind == "position" and "reason" not in kinds:
                found.append((node, "is unsupported: no reason stands under it"))
            if node.kind == "position" and not any(n.kind == "objection" for _, n in self.branch(node.id)):
                found.append((node, "is one-sided: nothing in its branch speaks against it"))
            if node.kind == "reason" and "objection" not in kinds:
                found.append((node, "is unanswered: no objection stands under it"))
        return tuple(found)

    def count_hanging(self, node: Node) -> int:
        """How many nodes fall with a node: all that stand under it."""
        return sum(1 for _ in self.branch(node.id))

    def hinges(self) -> tuple[Node, ...]:
        """The course's reasons or objections with which the most of its own map falls; several where they are equal."""
        course_map = dataclasses.replace(self, own=())
        inner = [node for node in course_map.nodes if node.kind != "position"]
        most = max(course_map.count_hanging(node) for node in inner)
        return tuple(node for node in inner if course_map.count_hanging(node) == most)

    def as_text(self) -> str:
        """The map as an outline: = position, + reason, - objection; (yours) marks the learner's nodes."""
        lines = [self.question]
        for depth, node in self.branch():
            yours = " (yours)" if node.own else ""
            lines.append(f"{'  ' * (depth + 1)}{SIGNS[node.kind]} {node.in_words()}{yours}")
        return "\n".join(lines)

    def as_argdown(self) -> str:
        """The map in Argdown: a statement for each node, with its title as its name."""
        lines = ["===", f"title: {json.dumps(self.question)}", "==="]
        for depth, node in self.branch():
            if depth == 0:
                lines += ["", _statement(node)]
            else:
                lines.append(f"{'  ' * depth}{SIGNS[node.kind]} {_statement(node)}")
        return "\n".join(lines) + "\n"

    def own_as_json(self) -> str:
        """The learner's nodes, to be kept."""
        return json.dumps([[node.id, node.kind, node.under, node.text] for node in self.own])

    def with_own(self, kept: str) -> ArgumentMap:
        """The map with kept nodes put back; what cannot be read or no longer fits the map is left out."""
        current = self
        for entry in _kept_entries(kept):
            try:
                name, kind, under, text, *_ = entry  # an earlier record has claims after the text
                is_new = name.startswith("own-") and name not in {node.id for node in current.nodes}
                if is_new and kind in ("reason", "objection") and len(current.own) < MAX_OWN:
                    current = current._with(_own_node(name, kind, under, text))
            except (TypeError, ValueError, AttributeError):
                continue
        return current


def open_map(course: Course, name: str) -> ArgumentMap:
    """The map of a name, without nodes of the learner's. Raises ContentError where there is none."""
    return ArgumentMap(read_rules(course, MapRules, f"argument-map-{name}"))


def _kept_entries(kept: str) -> list[Any]:
    try:
        entries = json.loads(kept) if kept else []
    except (ValueError, RecursionError):
        return []
    return entries if isinstance(entries, list) else []


def _own_node(name: str, kind: Any, under: str, text: str) -> Node:
    """A learner's node; its title is the beginning of its words."""
    return Node(id=name, kind=kind, under=under, text=text, title=shorten(text, TITLE_LENGTH) or name, own=True)


def _statement(node: Node) -> str:
    """An Argdown statement. Brackets and angle brackets mean something there, so they become parentheses."""
    plain = str.maketrans("[]<>{}", "()()()")
    name = f"{node.title} (yours)" if node.own else node.title
    return f"[{name.translate(plain)}]: {node.in_words().translate(plain)}"
