"""The picture of a page: blocks with a quotation each, opened by pressing; at the end two forms with what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from wso_lessons.simulators.lettering import fold_words, set_lines, type_lines
from wso_lessons.simulators.papers.agreement_page import NOT_HERE, NOT_HERE_WORDS, AgreementPage, PageBlock
from wso_lessons.simulators.scene import Box, Line, Part, Picture, Scene, Shape, Words, draw_both

DRAWN = "a drawing, not a copy"
FORMS = ("2019", "2025")
_PAD, _GAP, _LINE, GRAY = 10, 6, 18, 7


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The frame of a page: the picture's width, a page's left edge and width, and whether two fit abreast."""

    width: float
    left: float
    page: float
    abreast: bool


PAGE_WIDE = PageFrame(760, left=110, page=540, abreast=True)
PAGE_NARROW = PageFrame(350, left=4, page=342, abreast=False)


def page_picture(
    page: AgreementPage, opened: Collection[str], found: Collection[str], marks: Collection[str]
) -> Picture:
    """The page to read: `opened` blocks show what they say, `found` ones carry a mark, `marks` are the learner's."""
    return draw_both(lambda frame: _reading(page, opened, found, marks, frame), PAGE_WIDE, PAGE_NARROW)


def forms_picture(page: AgreementPage, marks: Collection[str]) -> Picture:
    """The form of 2019 beside that of 2025; what went is struck, what came is marked."""
    return draw_both(lambda frame: _forms(page, marks, frame), PAGE_WIDE, PAGE_NARROW)


def _reading(
    page: AgreementPage, opened: Collection[str], found: Collection[str], marks: Collection[str], frame: PageFrame
) -> Scene:
    parts: list[Shape | Part] = []
    y, inner = 40.0, frame.page - 2 * _PAD
    for block in page.blocks:
        face = _block(block, (frame.left + _PAD, y, inner), block.id in opened, block.id in found, block.id in marks)
        parts.append(face)
        y += _height(face) + _GAP
    none = Box(x=frame.left + _PAD, y=y, width=inner, height=34, look="place dashed", corner=3)
    words = Words(x=none.x + 8, y=y + 22, text=NOT_HERE_WORDS)
    parts.append(Part(id=NOT_HERE, name=NOT_HERE_WORDS, press=NOT_HERE, shapes=(none, words)))
    height = y + 34 + 30
    sheet = Box(x=frame.left, y=4, width=frame.page, height=height - 8, look="paper", corner=2)
    heading = Words(x=frame.left + _PAD, y=27, text=f"{page.name}, 2019", look="name")
    foot = Words(x=frame.left + frame.page - _PAD, y=height - 12, text=DRAWN, look="soft", anchor="end")
    held = "; ".join(f"{block.heading}{f': “{block.quote}”' if block.quote else ''}" for block in page.blocks)
    name = f"{page.name}, form of 2019, {DRAWN}. Blocks in order: {held}."
    return Scene(width=frame.width, height=height, parts=(sheet, heading, foot, *parts), name=name)


def _height(part: Part) -> float:
    face = part.shapes[0]
    return face.height if isinstance(face, Box) else 0


def _block(block: PageBlock, at: tuple[float, float, float], opened: bool, found: bool, marked: bool) -> Part:
    x, y, width = at
    inside = list(_inside(block, x + 8, y + 19, width - 16, opened))
    last = inside[-1]
    floor = last.points[0][1] if isinstance(last, Line) else last.y
    look = "place found" if found else "place marked" if marked else "place"
    shapes: list[Shape] = [Box(x=x, y=y, width=width, height=floor - y + 10, look=look, corner=3), *inside]
    sign = "\u2713 found" if found else "\u25c6 marked" if marked else ""
    if sign:
        shapes.append(Words(x=x + width - 8, y=y + 19, text=sign, look="mark", anchor="end"))
    name = f"{block.heading}{f': “{block.quote}”' if block.quote else ''}{f' ({sign[2:]})' if sign else ''}"
    return Part(id=block.id, name=name, press=block.id, shapes=tuple(shapes))


def _inside(block: PageBlock, x: float, y: float, width: float, opened: bool) -> Iterator[Shape]:
    yield Words(x=x, y=y, text=block.heading, look="soft")
    quoted = fold_words(f"“{block.quote}”", width) if block.quote else ()
    yield from type_lines(quoted, x, y + _LINE, "strong")
    y += _LINE * len(quoted)
    if opened:
        yield from type_lines(fold_words(block.says, width), x, y + _LINE)
        return
    for row in range(block.lines):
        end = x + width * (0.6 if row == block.lines - 1 else 1)
        yield Line(points=((x, y + 12 + GRAY * row), (end, y + 12 + GRAY * row)), look="track")


def _forms(page: AgreementPage, marks: Collection[str], frame: PageFrame) -> Scene:
    width = (frame.width - 12) / 2 if frame.abreast else frame.width - 8
    parts: list[Shape | Part] = []
    columns = (4.0, 4.0 + width + 4) if frame.abreast else (4.0, 4.0)
    if frame.abreast:
        parts += [Words(x=x + _PAD, y=24, text=form, look="name") for x, form in zip(columns, FORMS, strict=True)]
    y = 34.0 if frame.abreast else 6.0
    for block in page.blocks:
        old = _form_block(block, FORMS[0], (columns[0], y, width - 4), block.id in marks, frame)
        if frame.abreast:
            new = _form_block(block, FORMS[1], (columns[1], y, width - 4), False, frame)
            tall = max(_height(old), _height(new))
            parts += [_stretch(old, tall), _stretch(new, tall)]
            y += tall + _GAP
            continue
        parts.append(old)
        y += _height(old) + _GAP
        if block.was:
            new = _form_block(block, FORMS[1], (columns[1], y, width - 4), False, frame)
            parts.append(new)
            y += _height(new) + _GAP
    changed = "; ".join(f"{block.heading}: struck {block.was}, added {block.now}" for block in page.changes)
    name = f"{page.name}, 2019 beside 2025, {DRAWN}. {changed}. The other blocks stayed."
    return Scene(width=frame.width, height=y + 4, parts=tuple(parts), name=name)


def _stretch(part: Part, height: float) -> Part:
    face, *rest = part.shapes
    return replace(part, shapes=(replace(face, height=height), *rest)) if isinstance(face, Box) else part


def _form_block(block: PageBlock, form: str, at: tuple[float, float, float], marked: bool, frame: PageFrame) -> Part:
    x, y, width = at
    new = form == FORMS[1]
    heading = block.heading if frame.abreast else f"{block.heading}{f', {form}' if block.was else ''}"
    lines: list[Shape] = [*set_lines(heading, x + 8, y + 19, width - 16, look="soft", gap=_LINE)]
    y_next = y + 19 + _LINE * len(lines)
    if block.was:
        text, look = (block.now, "added") if new else (block.was, "struck")
        said = set_lines(text, x + 24, y_next, width - 32, look=look, gap=_LINE)
        lines += [Words(x=x + 8, y=y_next, text="+" if new else "\u2212", look="strong"), *said]
        y_next += _LINE * len(said)
    else:
        lines.append(Words(x=x + 8, y=y_next, text="stayed", look="soft"))
        y_next += _LINE
    if marked:
        lines.append(Words(x=x + 8, y=y_next, text="\u25c6 you marked it", look="mark"))
        y_next += _LINE
    look = "place found" if block.was else "place"
    box = Box(x=x, y=y, width=width, height=y_next - y - 8, look=look, corner=3)
    return Part(id=f"{form}/{block.id}", shapes=(box, *lines))
