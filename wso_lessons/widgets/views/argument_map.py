"""An argument map's view: positions, reasons and objections as a nested list, with room for the learner's own."""

from __future__ import annotations

from wso_lessons.content import Course
from wso_lessons.pages.html import Markup, join, listing, tag
from wso_lessons.pages.wording import shortened
from wso_lessons.simulators.argument import Node, open_map
from wso_lessons.widgets.panel.footnotes import cite_claims
from wso_lessons.widgets.panel.screen import Control, Group, Screen, join_blocks, part, source_lines, sources
from wso_lessons.widgets.panel.simulation import Facts, NoteKeeper, Simulation

NODE_KINDS = {"position": "Position", "reason": "Reason", "objection": "Objection"}
DRAWN_SIGNS = {"position": "=", "reason": "+", "objection": "−"}
OWN_KINDS = (("objection", "Objection"), ("reason", "Reason"))
INDENT = "\u2003"  # an em space: a list box drops ordinary spaces
CLAIMS_HELP = "Ids such as moa-49; may stay empty."
MINE = "yours"
NODES_KEPT_HERE = "Your own nodes are kept on this computer only and are no part of what you hand in."
NODES_NOT_KEPT = "Your own nodes are not kept: save the map before you close it."


class ArgumentView(Simulation):
    """Shows the map of a subject ("cure", "liability"); `notes` keeps the learner's own nodes where it is given."""

    def __init__(self, course: Course, subject: str, notes: NoteKeeper | None = None, **chosen: object) -> None:
        self.name, self._course, self._notes = f"argument-map/{subject}", course, notes
        self._map = open_map(course, subject)
        self._kept_words = NODES_KEPT_HERE if notes else NODES_NOT_KEPT
        if notes:
            self._map = self._map.with_own(notes.read(self.name))
        own = {"under": self._map.nodes[0].id, "kind": "objection", "words": "", "claims": "", "mine": ""}
        super().__init__(own, chosen, {"kind": dict(OWN_KINDS)})

    def press(self, name: str) -> dict[str, object]:
        """Adds the node that is written, or takes the chosen one away."""
        facts = self.facts
        if name == "add":
            claims = tuple(facts["claims"].replace(",", " ").split())
            self._map = self._map.add(facts["kind"], facts["under"], facts["words"], claims)
        elif self._map.own:
            self._map = self._map.without(self._chosen_own(facts))
        if self._notes and not self._notes.save(self.name, self._map.own_as_json()):
            self._kept_words = NODES_NOT_KEPT
        known = {node.id for node in self._map.nodes}
        under = facts["under"] if facts["under"] in known else self._map.nodes[0].id
        return {"under": under, "words": "", "claims": "", "mine": ""}

    def build(self, facts: Facts) -> Screen:
        shown = self._map
        gaps = [f'{NODE_KINDS[gap.node.kind]} "{shortened(gap.node.text, 70)}" {gap.words}.' for gap in shown.gaps()]
        claims = [claim for _, node in shown.branch() for claim in node.claims]
        hinge = f"Most of the map hangs on: {shown.hinge().in_words()}"
        body = join(
            (
                self._branches(""),
                part("Look again"),
                tag("p", hinge),
                listing(gaps) if gaps else tag("p", "Nothing is unsupported, unanswered or one-sided."),
                sources(self._course, claims),
            )
        )
        text = join_blocks(
            shown.as_text().splitlines(), ["Look again", hinge, *gaps], source_lines(self._course, claims)
        )
        counted = ", ".join(f"{len(shown.of(kind))} {name.lower()}s" for kind, name in NODE_KINDS.items())
        words = f"{counted}; {len(shown.own)} of them yours. Points to look at again: {len(gaps)}. {self._kept_words}"
        return Screen(f"Argument map: {shown.question}", self._groups(facts), body, text, words)

    def _branches(self, node_id: str) -> Markup:
        return listing(join((self._node(node), self._branches(node.id))) for node in self._map.below(node_id))

    def _node(self, node: Node) -> Markup:
        kind = f"{DRAWN_SIGNS[node.kind]} {NODE_KINDS[node.kind]}{f' ({MINE})' if node.own else ''}: "
        words = cite_claims(node.in_words(), node.claims) if node.claims else node.in_words()
        return join((tag("strong", kind), words))

    def _groups(self, facts: Facts) -> tuple[Group, ...]:
        places = tuple(
            (node.id, INDENT * depth + DRAWN_SIGNS[node.kind] + " " + shortened(node.in_words(), 70))
            for depth, node in self._map.branch()
        )
        add = [
            Control("kind", "radio", "Add", facts["kind"], OWN_KINDS),
            Control("under", "select", "Under", facts["under"], places),
            Control("words", "area", "In your words", facts["words"], help="At most 60 words.", most=600),
            Control("claims", "text", "Claims it rests on", facts["claims"], help=CLAIMS_HELP),
            Control("add", "button", "Add to the map", "on"),
        ]
        groups = [Group("Your own node", tuple(add))]
        if self._map.own:
            mine = tuple((node.id, shortened(node.text, 70)) for node in self._map.own)
            which = Control("mine", "select", "Yours", self._chosen_own(facts), mine)
            away = (which, Control("away", "button", "Take it away", "on"))
            groups.append(Group("Take one away", away))
        return (*groups, self._keep_group())

    def _chosen_own(self, facts: Facts) -> str:
        names = [node.id for node in self._map.own]
        return str(facts["mine"]) if facts["mine"] in names else names[-1]

    def _keep_group(self) -> Group:
        slug = self.name.replace("/", "-")
        outline = Control("text", "save", "Save as text", self._map.as_text(), file=f"{slug}.txt")
        argdown = Control("argdown", "save", "Save as Argdown", self._map.as_argdown(), file=f"{slug}.argdown")
        return Group("Your copy", (outline, argdown))
