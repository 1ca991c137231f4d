"""The picture of a scope check: a box for the source, a line for the sentence, and four sides to press."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from wso_lessons.simulators.judging.scope_check import (
    VERDICT_WORDS,
    ScopeCall,
    ScopeCard,
    ScopeRules,
    SideName,
    sides_in_words,
)
from wso_lessons.simulators.lettering import set_lines
from wso_lessons.simulators.rulebook import find_row
from wso_lessons.simulators.scene import FRAMES, Box, Dot, Frame, Line, Part, Picture, Scene, Shape, Words, draw_both


@dataclass(frozen=True, slots=True)
class ScopeFrame:
    """Where the box of the source stands, how far its sides reach out, and the widths of the lines of type."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    tab: float
    line: float
    inside: float


SCOPE_WIDE = ScopeFrame(760, 322, 170, 590, 122, 254, 120, 740, 400)
SCOPE_NARROW = ScopeFrame(350, 392, 78, 272, 132, 322, 66, 334, 162)
REACH = 22  # how far the sentence's line stands out past the box, and 7 inside it where it stays


def scope_picture(
    rules: ScopeRules, card: ScopeCard, quote: str, over: Collection[SideName], *, shown: bool
) -> Picture:
    """A card wide and narrow, with the sides that are called; where `shown`, with this course's reading."""
    return draw_both(lambda frame: _scene(rules, card, quote, over, shown, frame), SCOPE_WIDE, SCOPE_NARROW)


def _scene(
    rules: ScopeRules, card: ScopeCard, quote: str, over: Collection[SideName], shown: bool, frame: ScopeFrame
) -> Scene:
    spoken = f"A speaker {card.lean} it: “{card.speaker}”"
    middle = (frame.left + frame.right) / 2
    box = Box(x=frame.left, y=frame.top, width=frame.right - frame.left, height=frame.bottom - frame.top, look="source")
    heading = set_lines(card.source, middle, frame.top + 30, frame.inside, look="soft", anchor="middle")
    quoted = set_lines(f"“{quote}”", middle, heading[-1].y + 26, frame.inside, look="name theirs", anchor="middle")
    parts: list[Shape | Part] = [*set_lines(spoken, 8, 20, frame.line, look="name mine"), box, *heading, *quoted]
    # The sides lie over the lines, so that no line runs through their words.
    parts.append(_sentence(over, frame, "line mine dashed" if shown else "line mine"))
    parts += [_sentence(card.past, frame, "line wso")] if shown else []
    parts += [_tab(rules, card, side, side in over, shown, frame) for side in rules.names]
    name = f"{card.source}: “{quote}” {spoken}"
    if shown:
        name += f" As this course reads it, {sides_in_words(card.past, rules.names)}."
    return Scene(width=frame.width, height=frame.height, parts=tuple(parts), name=name)


def _tab(rules: ScopeRules, card: ScopeCard, side: SideName, called: bool, shown: bool, frame: ScopeFrame) -> Part:
    """One side as a button beside the box: year on the left, place on the right, model above, measure below."""
    middle, level = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    wide, high = frame.tab, 48.0
    x = {"year": frame.left - 8 - wide, "place": frame.right + 8}.get(side, middle - 80)
    y = {"model": frame.top - 8 - high, "measure": frame.bottom + 8}.get(side, level - high / 2)
    wide = wide if side in ("year", "place") else 160
    faces = [Box(x=x, y=y, width=wide, height=high, corner=6, look=look) for look in ("paper", "chosen")]
    name = rules.names[side]
    second = "goes past" if called else ""
    if shown:
        second = VERDICT_WORDS[find_row(card.sides, side).verdict]
    first_y = y + (20 if second else 29)
    words = [Words(x=x + wide / 2, y=first_y, text=name, look="strong", anchor="middle")]
    if second:
        words.append(Words(x=x + wide / 2, y=y + 38, text=second, look="small", anchor="middle"))
    if shown:
        return Part(id=f"side-{side}", shapes=(*faces[: 1 + called], *words))
    label = f"{name}: the sentence goes past its source here"
    return Part(id=side, shapes=(*faces[: 1 + called], *words), name=label, press=side, pressed=called)


def _sentence(over: Collection[SideName], frame: ScopeFrame, look: str) -> Line:
    """The sentence's outline: past the box on the sides that are called, inside it on the others."""

    def edge(side: SideName) -> float:
        return REACH if side in over else -7

    left, right = frame.left - edge("year"), frame.right + edge("place")
    top, bottom = frame.top - edge("model"), frame.bottom + edge("measure")
    return Line(points=((left, top), (right, top), (right, bottom), (left, bottom), (left, top)), look=look)


def tally_picture(rules: ScopeRules, calls: Iterable[ScopeCall]) -> Picture:
    """All cards by their sides: a filled box where the sentence goes past, a dot where the learner called it."""
    made = {call.card.id: call for call in calls}
    return draw_both(lambda frame: _tally(rules, made, frame), *FRAMES)


def _tally(rules: ScopeRules, made: Mapping[str, ScopeCall], frame: Frame) -> Scene:
    width, left = frame.width, 110 if frame.narrow else 330
    step = (width - left - 10) / 4
    parts: list[Shape | Part] = []
    for column, name in enumerate(rules.names.values()):
        parts.append(Words(x=left + step * (column + 0.5), y=22, text=name, look="soft", anchor="middle"))
    for row, card in enumerate(rules.cards):
        y = 36 + row * 44
        label = f"{row + 1}. {card.source}" if not frame.narrow else f"{row + 1}. {card.lean}"
        parts.append(Words(x=8, y=y + 21, text=label, look="words"))
        for column, side in enumerate(card.sides):
            x = left + step * column + 4
            look = {"past": "hours", "stays": "paper", "open": "left-out"}[side.verdict]
            parts.append(Box(x=x, y=y, width=step - 8, height=32, corner=4, look=look))
            if card.id in made and side.id in made[card.id].over:
                parts.append(Dot(x=x + step / 2 - 4, y=y + 16, radius=7, look="knob"))
    foot = 36 + len(rules.cards) * 44
    keys = ("Filled: the sentence goes past. Dashed: open.", "A dot: where you said that it goes past.")
    for place, key in enumerate(keys if made else keys[:1]):
        parts.append(Words(x=8, y=foot + 18 + place * 20, text=key, look="soft"))
    lines = [
        f"{card.source}: {', '.join(f'{side.id} {VERDICT_WORDS[side.verdict]}' for side in card.sides)}."
        for card in rules.cards
    ]
    return Scene(width=width, height=foot + 46, parts=tuple(parts), name=" ".join(lines))


def sheet_picture(rules: ScopeRules, quotes: Mapping[str, str]) -> Picture:
    """All cards with four boxes each to mark, for paper; `quotes` are the quotations by card."""
    return draw_both(lambda frame: _sheet(rules, quotes, frame.width), *FRAMES)


def _sheet(rules: ScopeRules, quotes: Mapping[str, str], width: float) -> Scene:
    parts: list[Shape | Part] = []
    y = 22.0
    told = []
    for number, card in enumerate(rules.cards, 1):
        said = f"{number}. {card.source}: “{quotes[card.id]}”"
        spoken = f"A speaker {card.lean} it: “{card.speaker}”"
        told.append(f"{said} {spoken}")
        first = set_lines(said, 8, y, width - 24, look="name theirs")
        second = set_lines(spoken, 8, first[-1].y + 20, width - 24, look="name mine")
        parts += [*first, *second]
        y = second[-1].y + 10
        for place, name in enumerate(rules.names.values()):
            x = 26 + place * (width - 60) / 4
            parts += [Box(x=x, y=y, width=14, height=14), Words(x=x + 20, y=y + 12, text=name, look="soft")]
        y += 44
    return Scene(width=width, height=y - 12, parts=tuple(parts), name=" ".join(told))
