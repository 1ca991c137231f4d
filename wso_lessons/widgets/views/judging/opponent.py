"""Opponent: the learner speaks for a packet, hears the other's replies, answers or grants them, and changes sides."""

from __future__ import annotations

from collections.abc import Iterator

from wso_lessons.content import Course
from wso_lessons.pages.html import Markup, join, listing, tag
from wso_lessons.simulators.judging.opponent import (
    LONGEST_ANSWER,
    REASONS_TO_CHOOSE,
    Debate,
    OpponentRules,
    Packet,
    mirror_lines,
    mirror_summary,
)
from wso_lessons.simulators.judging.opponent_scene import debate_picture, table_picture
from wso_lessons.simulators.rulebook import read_rules
from wso_lessons.widgets.panel.footnotes import cite_claims, cite_note, sources
from wso_lessons.widgets.panel.screen import NOTHING, Control, Group, Screen, button, join_blocks, part
from wso_lessons.widgets.panel.simulation import Facts, NoteKeeper, Simulation

DEBATE_KEPT_HERE = "What you write is kept on this computer only and is no part of what you hand in."
DEBATE_NOT_KEPT = "What you write is not kept."
WHO_CAN_SAY = "This page counts what you pressed and wrote. Whether its speaker would sign it, only a reader can say."
DEBATE_NOTE = "opponent/debate"
HOW_TO_GO_ON = {
    "speak": "Speak for these two",
    "hear": "Hear the reply",
    "turn": "Change sides",
    "again": "Begin again",
}


class OpponentView(Simulation):
    """Plays the packets of data/simulators/opponent.yaml; `notes` keeps what the learner chose and wrote."""

    name = "opponent"

    def __init__(self, course: Course, notes: NoteKeeper | None = None, **chosen: object) -> None:
        self._course, self._notes = course, notes
        self._rules = read_rules(course, OpponentRules, "opponent")
        self._debate = Debate.from_json(notes.read(DEBATE_NOTE) if notes else "", self._rules)
        self._kept_words = DEBATE_KEPT_HERE if notes else DEBATE_NOT_KEPT
        self._draft = ""
        super().__init__({}, chosen)

    def stored_screen(self) -> Screen:
        """The two packets with nothing chosen, so that nothing of a learner's is stored in a notebook."""
        fresh = OpponentView(self._course)
        fresh._kept_words = self._kept_words  # what is so in the lesson that stores it
        return fresh.screen()

    def build(self, facts: Facts) -> Screen:  # noqa: ARG002 - all that changes is the debate
        debate = self._debate
        return Screen(
            self._rules.title,
            (Group(self._legend(), tuple(self._controls())),),
            self._body(),
            self._text(),
            self._words(),
            stored=join(map(self._reasons, self._rules.packets)),
            how=f"{self._rules.words} {self._kept_words}",
            picture=debate_picture(self._rules, debate),
            paper=table_picture(self._rules),
            ending=debate_picture(self._rules, self._all_heard()) if debate.stage == "side" else None,
            afterword=self._everything(),
            asks=debate.stage != "mirror",
        )

    def _all_heard(self) -> Debate:
        """Both packets spoken for, with every reply heard and left."""
        made = Debate()
        for packet in self._rules.packets:
            made = made.with_side(packet.id)
            for reason in packet.reasons[:REASONS_TO_CHOOSE]:
                made = made.with_reason(reason.id)
            made = made.speak()
            for _ in range(REASONS_TO_CHOOSE):
                made = made.hear().respond("leave")
        return made

    def _legend(self) -> str:
        if self._debate.stage == "side":
            return "Which packet do you speak for?"
        if self._debate.stage == "mirror":
            return "The mirror"
        packet = self._rules.packet(self._debate.side)
        return f"You speak for {packet.name}, {packet.case}"

    def _controls(self) -> Iterator[Control]:
        debate = self._debate
        if debate.stage == "side":
            yield from (button(one.id, f"{one.name}: {one.case}") for one in self._rules.packets)
        elif debate.stage == "pick":
            yield _button("speak")
        elif debate.stage == "round" and not debate.heard:
            yield _button("hear")
        elif debate.stage == "round":
            yield Control("draft", "area", "My answer, in a sentence", self._draft, most=LONGEST_ANSWER)
            yield button("answer", "Answer with this")
            yield button("concede", "Grant the point")
            yield button("leave", "Leave it")
        elif debate.stage == "turn":
            yield _button("turn")
            yield button("mirror", "Look in the mirror")
        else:
            yield _button("again")

    def _words(self) -> str:
        debate = self._debate
        if debate.stage == "side":
            return "Nothing is chosen yet."
        if debate.stage == "pick":
            return f"{len(debate.picked)} of {REASONS_TO_CHOOSE} reasons chosen. None of them counts as right."
        if debate.stage == "round":
            reason = self._rules.reason(debate.current)
            other = self._rules.other_packet(debate.side).name
            if not debate.heard:
                return f"You say: {reason.name} What will {other} reply? Think of it first."
            return f"{other} replies: “{reason.reply.short}” In full below."
        if debate.stage == "turn":
            return f"{mirror_summary(debate, self._rules)} Now speak for the other packet."
        return mirror_summary(debate, self._rules)

    def _body(self) -> Markup:
        debate = self._debate
        if debate.stage == "pick":
            packet = self._rules.packet(debate.side)
            return join((self._reasons(packet), sources(self._course, packet.reasons)))
        if debate.stage == "round":
            reason = self._rules.reason(debate.current)
            yours = join((part("Your reason rests on"), listing([cite_note(reason)])))
            if not debate.heard:
                return join((yours, sources(self._course, (reason,))))
            reply = join((part("The reply"), listing([cite_note(reason.reply)])))
            return join((yours, reply, sources(self._course, (reason, reason.reply))))
        if debate.stage == "mirror":
            lines = listing(mirror_lines(debate, self._rules))
            taken = join((part("One line to take along"), tag("p", self._rules.ending)))
            return join((part("Whose points you took up, and in whose words"), lines, tag("p", WHO_CAN_SAY), taken))
        return NOTHING

    def _reasons(self, packet: Packet) -> Markup:
        rows = listing(cite_claims(f"{one.name} {one.text}", one.claims) for one in packet.reasons)
        return join((part(f"{packet.name}, {packet.case}"), rows))

    def _replies(self, packet: Packet) -> Markup:
        other = self._rules.other_packet(packet.id).name
        rows = listing(cite_claims(f"{one.name} {other}: {one.reply.text}", one.reply.claims) for one in packet.reasons)
        return join((part(f"{other} replies to {packet.name}"), rows))

    def _everything(self) -> Markup:
        """The replies to both packets, with the sources of reasons and replies."""
        claims = sorted({name for packet in self._rules.packets for name in self._rules.claims_of(packet.id)})
        replies = map(self._replies, self._rules.packets)
        return join((*replies, tag("p", self._rules.ending), sources(self._course, claims)))

    def _text(self) -> str:
        blocks = [
            [f"{one.name}, {one.case}", *(f"- {why.name} {why.text}" for why in one.reasons)]
            for one in self._rules.packets
        ]
        return join_blocks(*blocks)

    def enter(self, name: str, value: str) -> dict[str, object]:
        """Keeps the sentence that is being written."""
        if name == "draft":
            self._draft = value[:LONGEST_ANSWER]
        return {}

    def press(self, name: str) -> dict[str, object]:
        """What a button or a card changes. Raises ValueError for a reason too many or too few, or an empty answer."""
        debate = self._debate
        if name == "again":
            debate = Debate()
        elif name == "speak":
            debate = debate.speak()
        elif name == "hear":
            debate = debate.hear()
        elif name == "answer":
            debate = debate.respond("answer", self._draft)
        elif name in ("concede", "leave"):
            debate = debate.respond("concede" if name == "concede" else "leave")
        elif name == "turn":
            debate = debate.with_side(self._rules.other_packet(debate.side).id)
        elif name == "mirror":
            debate = debate.close()
        elif debate.stage == "side":
            debate = debate.with_side(name)
        else:
            debate = debate.with_reason(name)
        self._draft = "" if debate.responses != self._debate.responses else self._draft
        self._debate = debate
        if self._notes and not self._notes.save(DEBATE_NOTE, debate.as_json()):
            self._kept_words = DEBATE_NOT_KEPT
        return {}


def _button(name: str) -> Control:
    return button(name, HOW_TO_GO_ON[name])
