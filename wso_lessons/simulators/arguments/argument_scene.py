"""The pictures of an argument map: cards that are dealt and placed, and the map as a tree whose points can be read."""

from __future__ import annotations

from collections.abc import Mapping

from wso_lessons.content.words import count_with_noun
from wso_lessons.simulators.arguments.argument import ArgumentMap, Node
from wso_lessons.simulators.arguments.card_sort import CardSort
from wso_lessons.simulators.cards import GAP, PAD, ROW, add_lines, all_placed, dealt_card
from wso_lessons.simulators.lettering import fold_words, type_lines
from wso_lessons.simulators.scene import FRAMES, Box, Frame, Line, Part, Picture, Scene, Shape, draw_both

PLACE_ON_PAPER = "Write the number of each card into the box of the position that it speaks for."
TREE_SIGNS = {"position": "", "reason": "+ ", "objection": "\u2212 "}
TREE_INDENT = 16


def cards_picture(sort: CardSort, sources: Mapping[str, str]) -> Picture:
    """The card that is dealt, with its source by id, and the positions with the cards that stand under them."""
    return draw_both(lambda frame: _cards_scene(sort, sources, frame), *FRAMES)


def paper_picture(sort: CardSort, sources: Mapping[str, str]) -> Picture:
    """The positions, empty, and below them all cards, numbered, for a page on which nothing can be moved."""
    empty = draw_both(lambda frame: _cards_scene(CardSort(sort.map, {}), {}, frame), *FRAMES)
    cards = [f"{n}. {card.in_words()} Source: {sources[card.id]}" for n, card in enumerate(sort.cards, 1)]
    return add_lines(empty, [PLACE_ON_PAPER, *cards])


def map_picture(shown: ArgumentMap, marks: Mapping[str, tuple[str, ...]], read: str, *, live: bool) -> Picture:
    """The map as a tree; `marks` are words at nodes by id, `read` is the node that is open."""
    return draw_both(lambda frame: _tree_scene(shown, marks, read, live, frame), *FRAMES)


def _columns(frame: Frame, count: int) -> tuple[float, float]:
    """The width of a position's column, and the step from one to the next."""
    step = frame.width if frame.narrow else frame.width / count
    return step - 2 * GAP, step


# ---- Cards ----


def _cards_scene(sort: CardSort, sources: Mapping[str, str], frame: Frame) -> Scene:
    dealt, top = _next_card(sort, sources, frame) if sources else (None, GAP)
    width, step = _columns(frame, len(sort.positions))
    x, ends = float(GAP), []
    bins: list[Part] = []
    pieces: list[Part] = []
    for position in sort.positions:
        new, cards, bottom = _bin(sort, position, x, top, width)
        bins.append(new)
        pieces += cards
        ends.append(bottom)
        x, top = (x, bottom + GAP) if frame.narrow else (x + step, top)
    # All columns lie below the cards in them, so that a card may be put down on another one's place.
    parts = (*([dealt] if dealt else []), *bins, *pieces)
    name = f"{len(sort.placed)} of {len(sort.cards)} cards are placed under {len(sort.positions)} positions."
    return Scene(width=frame.width, height=max(ends) + GAP, parts=parts, name=f"{sort.map.question} {name}")


def _next_card(sort: CardSort, sources: Mapping[str, str], frame: Frame) -> tuple[Part, float]:
    """The card that is dealt, or where none is left a button, and where the positions begin."""
    card = sort.next_card
    if card is None:
        return all_placed(frame.width)
    count = f"Card {len(sort.placed) + 1} of {len(sort.cards)}"
    return dealt_card(count, card.in_words(), f"Source: {sources[card.id]}", frame.width)


def _bin(sort: CardSort, position: Node, x: float, top: float, width: float) -> tuple[Part, list[Part], float]:
    """A position as a place for cards, the cards in it, and where it ends."""
    title = fold_words(position.title, width - 2 * PAD)
    who = fold_words(position.who, width - 2 * PAD)
    y = top + ROW * (len(title) + len(who)) + 16
    cards: list[Part] = []
    for card in sort.under(position):
        lines = fold_words(card.title, width - 4 * PAD)
        height = ROW * len(lines) + 12
        box = Box(x=x + PAD, y=y, width=width - 2 * PAD, height=height, look="paper", corner=4)
        face: tuple[Shape, ...] = (box, *type_lines(lines, x + 2 * PAD, y + 20))
        cards.append(Part(id=card.id, name=f"{card.title}, under {position.title}", carries=True, shapes=face))
        y += height + GAP
    bottom = max(y + GAP, top + 96)
    shapes: tuple[Shape, ...] = (
        Box(x=x, y=top, width=width, height=bottom - top, look="place dashed", corner=4),
        *type_lines(title, x + PAD, top + 22, "name"),
        *type_lines(who, x + PAD, top + 22 + ROW * len(title), "soft"),
    )
    name = f"{position.title} ({position.who}), {count_with_noun(len(cards), 'card')}"
    return Part(id=position.id, name=name, takes=True, shapes=shapes), cards, bottom


# ---- The tree ----


def _tree_scene(shown: ArgumentMap, marks: Mapping[str, tuple[str, ...]], read: str, live: bool, frame: Frame) -> Scene:
    parts: list[Shape | Part] = []
    top, positions = float(GAP), shown.below("")
    width, step = _columns(frame, len(positions))
    x, ends = float(GAP), []
    for position in positions:
        y = top
        corners: dict[str, tuple[float, float]] = {}
        for depth, node in ((0, position), *((depth + 1, node) for depth, node in shown.branch(position.id))):
            left = x + TREE_INDENT * depth
            part, height = _point(node, marks.get(node.id, ()), read, live, (left, y, width - TREE_INDENT * depth))
            if depth:
                start, foot = corners[node.under]
                elbow = ((start + TREE_INDENT / 2, foot), (start + TREE_INDENT / 2, y + 18), (left, y + 18))
                parts.append(Line(points=elbow, look="edge"))
            corners[node.id] = (left, y + height)
            parts.append(part)
            y += height + GAP
        ends.append(y)
        x, top = (x, y + GAP) if frame.narrow else (x + step, top)
    said = [f"{node.title} ({', '.join(marks[node.id])})" for _, node in shown.branch() if node.id in marks]
    name = f"The map as a tree of {len(shown.nodes)} points under {len(positions)} positions: {shown.question}"
    name += f" Marked: {'; '.join(said)}." if said else ""
    return Scene(width=frame.width, height=max(ends) + GAP, parts=tuple(parts), name=name)


def _point(
    node: Node, marks: tuple[str, ...], read: str, live: bool, box: tuple[float, float, float]
) -> tuple[Part, float]:
    """A node of the tree with its marks, and its height."""
    x, y, width = box
    title = fold_words(f"{TREE_SIGNS[node.kind]}{node.title}", width - 2 * PAD)
    who = fold_words(node.who, width - 2 * PAD)
    said = tuple(line for words in marks for line in fold_words(words, width - 2 * PAD))
    height = ROW * (len(title) + len(who) + len(said)) + 14
    look = "place found" if marks or node.id == read else "paper" if node.kind == "position" else "place"
    shapes: list[Shape] = [Box(x=x, y=y, width=width, height=height, look=look, corner=4)]
    shapes += type_lines(title, x + PAD, y + 21, "name" if node.kind == "position" else "words")
    shapes += type_lines(who, x + PAD, y + 21 + ROW * len(title), "soft")
    shapes += type_lines(said, x + PAD, y + 21 + ROW * (len(title) + len(who)), "mark")
    name = f"{node.kind.capitalize()}{' of yours' if node.own else ''}: {', '.join((node.title, *marks))}"
    if not live:
        return Part(id=node.id, name=name, shapes=tuple(shapes)), height
    return Part(id=node.id, name=name, press=node.id, pressed=node.id == read, shapes=tuple(shapes)), height
