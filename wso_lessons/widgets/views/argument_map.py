"""An argument map: cards to place first, then the course's map as a tree, then what the most hangs on."""

from __future__ import annotations

import functools

from wso_lessons.content import Course
from wso_lessons.pages.dates_and_names import label, shorten
from wso_lessons.pages.html import Markup, details, escape, join, listing, tag
from wso_lessons.simulators.arguments.argument import ArgumentMap, Node, open_map
from wso_lessons.simulators.arguments.argument_scene import cards_picture, map_picture, paper_picture
from wso_lessons.simulators.arguments.card_sort import CardSort, CardVerdict, hinge_words
from wso_lessons.simulators.cards import COMPARE, DEALT
from wso_lessons.simulators.scene import Picture
from wso_lessons.widgets.panel.footnotes import cite_claims, source_lines, sources
from wso_lessons.widgets.panel.screen import NOTHING, Control, Group, Screen, button, deal_groups, join_blocks, part
from wso_lessons.widgets.panel.simulation import Facts, NoteKeeper, Simulation

NODE_KINDS = {"position": "Position", "reason": "Reason", "objection": "Objection"}
DRAWN_SIGNS = {"position": "=", "reason": "+", "objection": "−"}
OWN_KINDS = (("objection", "Objection"), ("reason", "Reason"))
STAGES = ("cards", "map", "hinge")
INDENT = "\u2003"  # an em space: a list box drops ordinary spaces
MINE = "yours"
HINGE_MARK, POINTED_MARK = "most hangs on this", "you pointed here"
NODES_KEPT_HERE = "Your own cards are kept on this computer only and are no part of what you hand in."
NODES_NOT_KEPT = "Your own cards are not kept: save the map before you close it."
HOW_TO_ARGUE = {
    "cards": "Carry each card to the position that it speaks for. By keyboard: Enter, arrow keys, Enter.",
    "map": "Read points by pressing them. What does the most hang on? Point to it before you are told.",
    "hinge": "Press a point to read it, and add cards of your own.",
}
HINGE_QUESTION = "What does the most hang on?"


class ArgumentView(Simulation):
    """Shows the map of a subject ("cure", "liability"); `notes` keeps the learner's own nodes where it is given.

    `placed` are the cards placed ("card/position"), `read` is the node that is open, `pointed` the learner's answer to
    what most hangs on, and `stage` how far they are: cards, map, hinge.
    """

    def __init__(self, course: Course, subject: str, notes: NoteKeeper | None = None, **chosen: object) -> None:
        self.name, self._course, self._notes, self._subject = f"argument-map/{subject}", course, notes, subject
        self._map = open_map(course, subject)
        self._kept_words = NODES_KEPT_HERE if notes else NODES_NOT_KEPT
        if notes:
            self._map = self._map.with_own(notes.read(self.name))
        self._sources = {node.id: self._source(node) for node in self._map.rules.nodes}
        own = {"under": self._map.nodes[0].id, "kind": "objection", "words": "", "mine": ""}
        facts = {"stage": "cards", "placed": (), "read": "", "pointed": "", **own}
        super().__init__(facts, chosen, {"stage": STAGES, "kind": dict(OWN_KINDS)})

    def stored_screen(self) -> Screen:
        """The cards before any is placed, so that nothing of a learner's is stored in a notebook."""
        return ArgumentView(self._course, self._subject).screen()

    def _source(self, node: Node) -> str:
        cites = [cite for claim in node.claims for cite in self._course.claims[claim].cites]
        return "; ".join(dict.fromkeys(label(self._course.sources[cite.source]) for cite in cites))

    def _sort(self, facts: Facts) -> CardSort:
        return CardSort(self._map, dict(pair.split("/") for pair in facts["placed"]))

    def build(self, facts: Facts) -> Screen:
        sort, stage = self._sort(facts), facts["stage"]
        picture = map_picture(self._map, self._marks(sort, facts), facts["read"], live=True)
        return Screen(
            f"Argument map: {self._map.question}",
            self._groups(sort, facts),
            NOTHING if stage == "cards" else self._body(sort, facts),
            self._text(sort, stage),
            self._words(sort, facts),
            how=HOW_TO_ARGUE[stage],
            picture=cards_picture(sort, self._sources) if stage == "cards" else picture,
            paper=self._still_parts[0] if stage == "cards" else None,
            ending=None if stage == "hinge" else self._still_parts[1],
            afterword=self._still_parts[2],
            asks=stage != "hinge",
        )

    @functools.cached_property
    def _still_parts(self) -> tuple[Picture, Picture, Markup]:
        """What a page shows on which nothing can be moved: all cards, and folded away the course's map, twice."""
        course_map = open_map(self._course, self._subject)
        hinges = {node.id: (HINGE_MARK,) for node in course_map.hinges()}
        ending = map_picture(course_map, hinges, "", live=False)
        listed = sources(self._course, course_map.nodes_in_order)
        told = join((tag("p", hinge_words(course_map, "")), self._in_words(course_map), listed))
        return paper_picture(CardSort(course_map, {}), self._sources), ending, told

    def _marks(self, sort: CardSort, facts: Facts) -> dict[str, tuple[str, ...]]:
        marks: dict[str, tuple[str, ...]] = {}
        for verdict in sort.verdicts():
            words = "\u2713 as you have it" if verdict.is_same else f"\u2194 you: {verdict.chosen.title}"
            marks[verdict.card.id] = (words,)
        if facts["stage"] == "hinge":
            if facts["pointed"]:
                marks[facts["pointed"]] = (*marks.get(facts["pointed"], ()), POINTED_MARK)
            for node in self._map.hinges():
                marks[node.id] = (*marks.get(node.id, ()), HINGE_MARK)
        return marks

    # ---- Words ----

    def _words(self, sort: CardSort, facts: Facts) -> str:
        if facts["stage"] == "cards":
            return self._cards_words(sort)
        read = [self._read_words(facts["read"])] if facts["read"] and facts["read"] != facts["pointed"] else []
        if facts["stage"] == "hinge":
            return " ".join((*read, hinge_words(self._map, facts["pointed"]), self._kept_words))
        verdicts = list(sort.verdicts())
        same = sum(verdict.is_same for verdict in verdicts)
        compared = f"{same} of your {len(verdicts)} cards stand where the course has them." if verdicts else ""
        return " ".join((*read, compared, f"{HINGE_QUESTION} Press the point, then the button below.")).lstrip()

    def _cards_words(self, sort: CardSort) -> str:
        last = next(reversed(tuple(sort.placed.items())), None)
        said = ""
        if last:
            card, position = (self._map.node(name) for name in last)
            said = f"“{card.title}” is under “{position.title}”. "
        if sort.next_card is None:
            return f"{said}All {len(sort.cards)} cards are placed. Compare, or move a card again."
        return f"{said}Card {len(sort.placed) + 1} of {len(sort.cards)}: which position does it speak for?"

    def _read_words(self, node_id: str) -> str:
        node = self._map.node(node_id)
        return f"{NODE_KINDS[node.kind]}: {node.in_words()}"

    # ---- Body ----

    def _body(self, sort: CardSort, facts: Facts) -> Markup:
        verdicts = [self._verdict_words(verdict) for verdict in sort.verdicts()]
        parts: list[Markup] = []
        if facts["read"]:
            node = self._map.node(facts["read"])
            parts += [part(node.title), tag("p", _cite_node(node))]
        if verdicts:
            parts += [part("Your cards and the course's map"), listing(verdicts)]
        if facts["stage"] == "hinge":
            parts += [part("What is still missing"), listing(self._gaps())]
        whole = details("The whole map in words", self._in_words(self._map))
        return join((*parts, whole, sources(self._course, self._map.nodes_in_order)))

    def _verdict_words(self, verdict: CardVerdict) -> Markup:
        return join((tag("strong", "Same. " if verdict.is_same else "Moved. "), verdict.in_words()))

    def _gaps(self) -> list[str]:
        return [f"“{node.title}” {lacks}." for node, lacks in self._map.gaps()] or ["Every point has its answer."]

    def _in_words(self, shown: ArgumentMap, node_id: str = "") -> Markup:
        """A branch of a map, or the whole of it, as a list in a list."""
        return listing(join((self._node(node), self._in_words(shown, node.id))) for node in shown.below(node_id))

    def _node(self, node: Node) -> Markup:
        kind = f"{DRAWN_SIGNS[node.kind]} {NODE_KINDS[node.kind]}{f' ({MINE})' if node.own else ''}: "
        return join((tag("strong", kind), _cite_node(node)))

    def _text(self, sort: CardSort, stage: str) -> str:
        if stage == "cards":
            return HINGE_QUESTION
        compared = [verdict.in_words() for verdict in sort.verdicts()]
        listed = source_lines(self._course, self._map.nodes_in_order)
        return join_blocks(self._map.as_text().splitlines(), compared, listed)

    # ---- Controls ----

    def _groups(self, sort: CardSort, facts: Facts) -> tuple[Group, ...]:
        if facts["stage"] == "cards":
            return self._card_groups(sort)
        again = button("again", "Start again")
        nodes = tuple(
            (node.id, INDENT * depth + DRAWN_SIGNS[node.kind] + " " + node.title) for depth, node in self._map.branch()
        )
        read = Control("read", "select", "Point", facts["read"], (("", "Choose a point"), *nodes))
        pick = Group("Or choose from a list", (read,), folded=True)
        if facts["stage"] == "map":
            point = button("point", "Most hangs on this point", facts["read"])
            return Group(HINGE_QUESTION, (point, button("tell", "Tell me"), again)), pick
        return Group("Your map", (again,)), pick, *self._own_groups(facts, nodes)

    def _card_groups(self, sort: CardSort) -> tuple[Group, ...]:
        places = tuple((position.id, position.title) for position in sort.positions)
        card = sort.next_card
        into = Control("into", "radio", f"“{card.title}” speaks for", "", places) if card else None
        return deal_groups(into, sort.placed, "Show me the map")

    def _own_groups(self, facts: Facts, nodes: tuple[tuple[str, str], ...]) -> tuple[Group, ...]:
        add = (
            Control("kind", "radio", "Add", facts["kind"], OWN_KINDS),
            Control("under", "select", "Under", facts["under"], nodes),
            Control("words", "area", "In your words", facts["words"], help="At most 60 words.", most=600),
            button("add", "Add to the map"),
        )
        groups = [Group("A card of your own", add)]
        if self._map.own:
            mine = tuple((node.id, shorten(node.text, 70)) for node in self._map.own)
            which = Control("mine", "select", "Yours", self._chosen_own(facts), mine)
            groups.append(Group("Take one away", (which, button("away", "Take it away"))))
        slug = self.name.replace("/", "-")
        outline = Control("text", "save", "Save as text", self._map.as_text(), file=f"{slug}.txt")
        argdown = Control("argdown", "save", "Save as Argdown", self._map.as_argdown(), file=f"{slug}.argdown")
        return (*groups, Group("Your copy", (outline, argdown)))

    def _chosen_own(self, facts: Facts) -> str:
        names = [node.id for node in self._map.own]
        return str(facts["mine"]) if facts["mine"] in names else names[-1]

    # ---- Moves ----

    def put(self, part: str, on: str) -> dict[str, object]:
        sort = self._sort(self.facts)
        card = sort.next_card.id if part == DEALT and sort.next_card else part
        return {"placed": tuple(f"{name}/{where}" for name, where in sort.put(card, on).placed.items())}

    def enter(self, name: str, value: str) -> dict[str, object]:  # noqa: ARG002 - there is one list
        """Places the card that is dealt from the list."""
        return self.put(DEALT, value)

    def press(self, name: str) -> dict[str, object]:
        """What a button or a point of the map changes.

        Raises ValueError for comparing too early, for a hinge that is a position, and for a card that does not fit.
        """
        facts = self.facts
        if name == COMPARE and self._sort(facts).next_card:
            raise ValueError("Place every card first, or press Show me the map")
        if name in (COMPARE, "show"):
            return {"stage": "map"}
        if name == "again":
            return {"stage": "cards", "placed": (), "read": "", "pointed": ""}
        if name == "tell":
            return {"stage": "hinge"}
        if name == "point":
            return self._point(facts["read"])
        if name in ("add", "away"):
            return self._change_own(name, facts)
        return {"read": name}

    def _point(self, read: str) -> dict[str, object]:
        if not read:
            raise ValueError("Press a point of the map first")
        if self._map.node(read).kind == "position":
            raise ValueError("A position is what is argued for; point to a reason or an objection")
        return {"stage": "hinge", "pointed": read}

    def _change_own(self, name: str, facts: Facts) -> dict[str, object]:
        """Adds the card that is written, or takes the chosen one away."""
        if name == "add":
            self._map = self._map.add(facts["kind"], facts["under"], facts["words"])
        elif self._map.own:
            self._map = self._map.without(self._chosen_own(facts))
        if self._notes and not self._notes.save(self.name, self._map.own_as_json()):
            self._kept_words = NODES_NOT_KEPT
        known = {node.id for node in self._map.nodes}
        kept = {fact: facts[fact] for fact in ("read", "pointed") if facts[fact] in known}
        under = facts["under"] if facts["under"] in known else self._map.nodes[0].id
        return {"read": "", "pointed": "", **kept, "under": under, "words": "", "mine": ""}


def _cite_node(node: Node) -> Markup:
    """A node in words; only the learner's own rest on no claims."""
    return cite_claims(node.in_words(), node.claims) if node.claims else escape(node.in_words())
