"""The picture of a debate: packets to choose, reasons to choose, and each reason with the reply across from it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from wso_lessons.simulators.judging.opponent import REASONS_TO_CHOOSE, Debate, OpponentRules, Reason
from wso_lessons.simulators.lettering import fold_words, set_lines, type_lines
from wso_lessons.simulators.scene import Box, Line, Part, Picture, Scene, Shape, Words, draw_both

DONE = {"answer": "answered", "concede": "granted", "leave": "left"}


@dataclass(frozen=True, slots=True)
class TableFrame:
    """The width of the table, how cards stand on it, and the size of one."""

    width: float
    columns: int
    card: float
    across: float


TABLE_WIDE = TableFrame(760, 2, 366, 410)
TABLE_NARROW = TableFrame(350, 1, 334, 50)
LINE_STEP = 19.0


def debate_picture(rules: OpponentRules, debate: Debate) -> Picture:
    """The table as it stands, wide and narrow."""
    return draw_both(lambda frame: _scene(rules, debate, frame), TABLE_WIDE, TABLE_NARROW)


def _scene(rules: OpponentRules, debate: Debate, frame: TableFrame) -> Scene:
    if debate.stage == "side":
        return _cards([(one.id, f"{one.name}: {one.case}", False) for one in rules.packets], frame, "Two packets.")
    if debate.stage == "pick":
        packet = rules.packet(debate.side)
        cards = [(one.id, one.name, one.id in debate.picked) for one in packet.reasons]
        return _cards(
            cards, frame, f"The reasons of {packet.name}, {len(debate.picked)} of {REASONS_TO_CHOOSE} chosen."
        )
    sides = debate.spoken if debate.stage == "mirror" else (debate.side,)
    reasons = [rules.reason(name) for side in sides for name in debate.picks[side]]
    return _rows(debate, reasons, frame)


def _cards(cards: list[tuple[str, str, bool]], frame: TableFrame, name: str) -> Scene:
    """Cards to press, in columns."""
    parts: list[Shape | Part] = []
    high = 24 + LINE_STEP * max(len(fold_words(text, frame.card - 44)) for _, text, _ in cards) + 10
    for place, (key, text, chosen) in enumerate(cards):
        x = 8 + (place % frame.columns) * (frame.width / frame.columns)
        y = 8 + (place // frame.columns) * (high + 12)
        faces = [Box(x=x, y=y, width=frame.card, height=high, corner=6, look=look) for look in ("paper", "chosen")]
        words = set_lines(text, x + 16, y + 30, frame.card - 44, look="strong" if chosen else "words")
        parts.append(Part(id=key, shapes=(*faces[: 1 + chosen], *words), name=text, press=key, pressed=chosen))
    rows = math.ceil(len(cards) / frame.columns)
    return Scene(width=frame.width, height=8 + rows * (high + 12), parts=tuple(parts), name=name)


def _rows(debate: Debate, reasons: list[Reason], frame: TableFrame) -> Scene:
    """Each reason with its reply across from it; a reply that was not heard yet is an empty card."""
    parts: list[Shape | Part] = []
    told, y = [], 8.0
    for reason in reasons:
        heard = reason.id in debate.responses or (reason.id == debate.current and debate.heard)
        done = DONE[debate.responses[reason.id].kind] if reason.id in debate.responses else ""
        height = _row(parts, reason, heard, done, y, frame)
        told.append(
            f"{reason.name} {reason.reply.short if heard else 'Reply not heard yet.'} {done.capitalize()}".strip()
        )
        y += height
    return Scene(width=frame.width, height=y + 4, parts=tuple(parts), name=" ".join(told))


def _row(parts: list[Shape | Part], reason: Reason, heard: bool, done: str, y: float, frame: TableFrame) -> float:
    wide = frame.columns == 2
    width = frame.card if not wide else frame.width - frame.across - 8
    mine = set_lines(reason.name, 20, y + 26, width - 30, look="strong")
    reply_x = frame.across
    reply_width = frame.width - reply_x - 8
    said = fold_words(reason.reply.short, reply_width - 28) if heard else ("",)
    mine_high, reply_high = 20 + LINE_STEP * len(mine), 20 + LINE_STEP * (len(said) + bool(done))
    reply_y = y if wide else y + mine_high + 14
    parts.append(Box(x=8, y=y, width=width, height=mine_high, corner=6, look="chosen"))
    parts += mine
    ends = (
        ((8 + width, y + 20), (reply_x, y + 20))
        if wide
        else ((28, y + mine_high), (28, reply_y + 18), (reply_x, reply_y + 18))
    )
    parts.append(Line(points=ends, look="edge" if heard else "edge dashed"))
    look = "source" if heard else "left-out"
    parts.append(Box(x=reply_x, y=reply_y, width=reply_width, height=reply_high, corner=6, look=look))
    parts += type_lines(said if heard else (), reply_x + 14, reply_y + 26, gap=LINE_STEP)
    if done:
        below = reply_y + 26 + LINE_STEP * len(said)
        parts.append(Words(x=reply_x + 14, y=below, text=f"You: {done}.", look="name mine"))
    return (max(mine_high, reply_high) if wide else mine_high + 14 + reply_high) + 18


def table_picture(rules: OpponentRules) -> Picture:
    """All reasons of both packets, each with an empty card for the reply, for paper."""
    return draw_both(lambda frame: _table(rules, frame), TABLE_WIDE, TABLE_NARROW)


def _table(rules: OpponentRules, frame: TableFrame) -> Scene:
    parts: list[Shape | Part] = []
    told, y = [], 20.0
    for packet in rules.packets:
        other = rules.other_packet(packet.id).name
        parts.append(Words(x=8, y=y, text=f"{packet.name}, {packet.case}", look="soft"))
        if frame.columns == 2:
            parts.append(Words(x=frame.across, y=y, text=f"What {other} may reply", look="soft"))
        told.append(f"{packet.name}: {' '.join(reason.name for reason in packet.reasons)}")
        y += 10
        for reason in packet.reasons:
            y += _row(parts, reason, False, "", y, frame)
        y += 18
    return Scene(width=frame.width, height=y - 12, parts=tuple(parts), name=" ".join(told))
