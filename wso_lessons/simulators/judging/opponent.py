"""Opponent: two reasons for a side, the other packet's reply to each, an answer or not, then the other side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import ClassVar, Literal

from wso_lessons.content.words import count_with_noun
from wso_lessons.simulators.rulebook import Note, find_row

ReplyKind = Literal["answer", "concede", "leave"]
DebateStage = Literal["side", "pick", "round", "turn", "mirror"]
REASONS_TO_CHOOSE = 2  # each is answered in writing, for both sides: four answers are what a lesson has time for
LONGEST_ANSWER = 600  # characters: the sentence that is asked for, several times over
# Words of five letters and more: shorter ones stand in any sentence, and say nothing of whose words they are.
_TELLING = re.compile(r"[a-z]{5,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Note):
    """The other packet's reply to a reason: in a line for the picture, and in full with its claims."""

    noun: ClassVar[str] = "reply"
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Note):
    """A reason of one packet with what it rests on, and the reply that it gets."""

    noun: ClassVar[str] = "reason"
    id: str
    name: str
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """One side's packet."""

    noun: ClassVar[str] = "packet"
    id: str
    name: str
    case: str
    reasons: tuple[Reason, ...]

    def __post_init__(self) -> None:
        if len(self.reasons) < REASONS_TO_CHOOSE:
            raise ValueError(f'The packet "{self.id}" needs at least {REASONS_TO_CHOOSE} reasons to choose from')


@dataclass(frozen=True, slots=True, kw_only=True)
class OpponentRules:
    """The two packets, with the words around them."""

    noun: ClassVar[str] = "pair of packets"
    title: str
    words: str
    ending: str
    packets: tuple[Packet, ...]

    def __post_init__(self) -> None:
        if len(self.packets) != 2 or len(self.packets[0].reasons) != len(self.packets[1].reasons):
            raise ValueError("There are two packets, with as many reasons each")

    def packet(self, side: str) -> Packet:
        """The packet of a side."""
        return find_row(self.packets, side)

    def other_packet(self, side: str) -> Packet:
        """The packet of the other side."""
        return next(packet for packet in self.packets if packet.id != side)

    def claims_of(self, side: str) -> frozenset[str]:
        """The claims that a side rests on: those of its reasons, and of its replies to the other."""
        own = [reason.claims for reason in self.packet(side).reasons]
        replies = [reason.reply.claims for reason in self.other_packet(side).reasons]
        return frozenset(name for claims in (*own, *replies) for name in claims)

    def reason(self, name: str) -> Reason:
        """A reason by its id, whichever packet it is in."""
        return find_row((one for packet in self.packets for one in packet.reasons), name)


@dataclass(frozen=True, slots=True)
class Response:
    """What a learner did with a reply: took it up in their own words, granted it, or left it."""

    kind: ReplyKind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Debate:
    """Where a learner is: the side they speak for, the reasons chosen by side, and what they did with each reply.

    `spoken` are the sides whose reasons are fixed; `heard` says whether the reply in hand was heard; `closed` that the
    mirror was asked for.
    """

    side: str = ""
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spoken: tuple[str, ...] = ()
    heard: bool = False
    responses: Mapping[str, Response] = field(default_factory=dict)
    closed: bool = False

    @property
    def picked(self) -> tuple[str, ...]:
        """The reasons chosen for the side that is spoken for."""
        return self.picks.get(self.side, ())

    @property
    def current(self) -> str:
        """The reason whose reply is in hand; "" where there is none."""
        return next((one for one in self.picked if one not in self.responses), "")

    @property
    def stage(self) -> DebateStage:
        """What comes now."""
        if self.closed:
            return "mirror"
        if not self.side:
            return "side"
        if self.side not in self.spoken:
            return "pick"
        if self.current:
            return "round"
        return "turn" if len(self.spoken) < 2 else "mirror"

    def with_side(self, side: str) -> Debate:
        """Begins to speak for a side."""
        return replace(self, side=side)

    def with_reason(self, name: str) -> Debate:
        """Chooses a reason, or takes it back. Raises ValueError for one too many."""
        now = self.picked
        if name not in now and len(now) == REASONS_TO_CHOOSE:
            raise ValueError("Two reasons are chosen: take one back first")
        chosen = tuple(one for one in now if one != name) if name in now else (*now, name)
        return replace(self, picks={**self.picks, self.side: chosen})

    def speak(self) -> Debate:
        """Fixes the two reasons. Raises ValueError where there are fewer."""
        missing = REASONS_TO_CHOOSE - len(self.picked)
        if missing:
            raise ValueError(f"Choose {count_with_noun(missing, 'more reason')} first")
        return replace(self, spoken=(*self.spoken, self.side))

    def hear(self) -> Debate:
        """Hears the reply in hand."""
        return replace(self, heard=True)

    def respond(self, kind: ReplyKind, words: str = "") -> Debate:
        """Takes the reply in hand up, grants or leaves it. Raises ValueError for an answer without words."""
        said = " ".join(words.split())
        if kind == "answer" and not said:
            raise ValueError("Write a sentence first, or grant the point, or leave it")
        response = Response(kind, said[:LONGEST_ANSWER] if kind == "answer" else "")
        return replace(self, heard=False, responses={**self.responses, self.current: response})

    def close(self) -> Debate:
        """Asks for the mirror now."""
        return replace(self, closed=True)

    def as_json(self) -> str:
        """The debate as text to keep."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str, rules: OpponentRules) -> Debate:
        """The debate that was kept; what cannot be read, or does not fit the packets, counts as nothing."""
        try:
            kept = json.loads(text) if text else {}
            made = cls(
                side=str(kept.get("side", "")),
                picks={str(side): tuple(map(str, names)) for side, names in kept.get("picks", {}).items()},
                spoken=tuple(map(str, kept.get("spoken", ()))),
                heard=kept.get("heard") is True,
                responses={
                    str(name): Response(one["kind"], str(one["words"]))
                    for name, one in kept.get("responses", {}).items()
                },
                closed=kept.get("closed") is True,
            )
            return made if _fits(made, rules) else cls()
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            return cls()


def _fits(debate: Debate, rules: OpponentRules) -> bool:
    known = {packet.id: {reason.id for reason in packet.reasons} for packet in rules.packets}
    sides = {*filter(None, (debate.side,)), *debate.picks, *debate.spoken}
    if not sides <= known.keys() or len(set(debate.spoken)) != len(debate.spoken):
        return False
    if any(not set(names) <= known[side] or len(names) > REASONS_TO_CHOOSE for side, names in debate.picks.items()):
        return False
    if any(len(set(debate.picks.get(side, ()))) != REASONS_TO_CHOOSE for side in debate.spoken):
        return False
    asked = {name for side in debate.spoken for name in debate.picks[side]}
    kinds = {one.kind for one in debate.responses.values()}
    return debate.responses.keys() <= asked and kinds <= {"answer", "concede", "leave"}


def shared_words(answer: str, reply: Reply) -> tuple[str, ...]:
    """The telling words of an answer that are the reply's own, in the answer's order."""
    theirs = set(_TELLING.findall(f"{reply.short} {reply.text}".lower()))
    return tuple(dict.fromkeys(word for word in _TELLING.findall(answer.lower()) if word in theirs))


def mirror_summary(debate: Debate, rules: OpponentRules) -> str:
    """How many points of each packet were heard, and how many taken up, granted or left."""
    if not debate.responses:
        return "No reply was heard."
    said = []
    for side in debate.spoken:
        kinds = [debate.responses[name].kind for name in debate.picks[side] if name in debate.responses]
        if not kinds:
            continue
        taken = f"answered {kinds.count('answer')}, granted {kinds.count('concede')}, left {kinds.count('leave')}"
        said.append(f"Of {rules.other_packet(side).name} you heard {count_with_noun(len(kinds), 'point')}: {taken}.")
    return " ".join(said)


def mirror_lines(debate: Debate, rules: OpponentRules) -> Iterator[str]:
    """For each point heard: whether it was taken up, and in whose words."""
    for name in (name for side in debate.spoken for name in debate.picks[side]):
        reply = rules.reason(name).reply
        response = debate.responses.get(name)
        if response and response.kind == "answer":
            shared = shared_words(response.words, reply)
            whose = (
                f"of which the reply has {', '.join(shared)}"
                if shared
                else "and none of the longer ones is the reply's"
            )
            count = count_with_noun(len(response.words.split()), "word")
            yield f"“{reply.short}” You answered: “{response.words}” That is {count}, {whose}."
        elif response:
            yield f"“{reply.short}” {'You granted it.' if response.kind == 'concede' else 'You left it.'}"
