"""Edits to YAML text that a refresh can make by itself: the days on cards, the entry of the new list, the overrides.

The files stay as a person wrote them; only the words that must change are replaced.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from wso_lessons.pages.dates_and_names import date_in_words

# An entry of this project's own YAML, where the id stands first and at the margin; the text is cut before each.
_ENTRY = re.compile(r"^(?=- id:\s*(?P<id>\S+))", re.MULTILINE)


def entries(text: str) -> list[tuple[str, str]]:
    """A YAML list as (id, text) pairs, in order; the first has the id "" and holds what precedes the list."""
    # The pattern's group makes `split` give the ids too, between the pieces.
    first, *rest = _ENTRY.split(text)
    return [("", first), *zip(rest[::2], rest[1::2], strict=True)]


def redate_text(text: str, old: str, new: str) -> str:
    """The text with the day `old` replaced by `new`: as 2026-05-18, 18 May 2026 and, after "to", May 2026."""
    text = text.replace(old, new).replace(date_in_words(old), date_in_words(new))
    return text.replace(f"to {date_in_words(old[:7])}", f"to {date_in_words(new[:7])}")


def new_cards(text: str, ids: Collection[str], old: str, new: str, lists: tuple[int, int]) -> str:
    """The cards with the day and the number of lists brought up to date in those named by `ids`."""
    # The number alone counts other things too.
    was, now = re.compile(rf"\b{lists[0]:,}(?= (?:archived )?lists\b)"), f"{lists[1]:,}"
    pieces = entries(text)
    return "".join(was.sub(now, redate_text(piece, old, new)) if name in ids else piece for name, piece in pieces)


def entries_named(text: str, ids: Collection[str]) -> str:
    """Only the entries named by `ids`."""
    return "".join(piece for name, piece in entries(text) if name in ids)


def new_source(text: str, old: str, new: str, file: str, sha256: str) -> str:
    """The entry of the new list, made from that of the old one; "" where there is none."""
    piece = entries_named(text, [f"ice-list-{old}"])
    if not piece:
        return ""
    citation = f"  citation: ICE workbook {file.rsplit('.', 1)[0]}, SHA-256 {sha256[:16]}"
    redated = redate_text(piece, old, new).rstrip("\n")
    # The citation may run over several lines, which are indented further.
    return re.sub(r"^  citation:.*(\n    .*)*", citation, redated, flags=re.MULTILINE) + "\n"


def with_source(text: str, entry: str, after: str) -> str:
    """The list of sources with an entry put after the one of the id `after`, or at the end."""
    pieces = entries(text)
    names = [name for name, _ in pieces]
    place = names.index(after) + 1 if after in names else len(pieces)
    before = "".join(piece for _, piece in pieces[:place]).rstrip("\n")
    rest = "".join(piece for _, piece in pieces[place:])
    return f"{before}\n\n{entry}" + (f"\n{rest}" if rest else "") if before else entry


def with_overrides(text: str, ids: Iterable[str]) -> str:
    """A manifest whose `overrides` names the ids too."""
    # On one line, [a, b], or an entry a line.
    match = re.search(r"^overrides:[ ]*(?P<flow>\[[^\]]*\])?[ ]*\n(?P<block>(?:[ ]*- .*\n)*)", text, re.MULTILINE)
    known = re.findall(r"[\w.-]+", (match["flow"] or "")) if match else []
    known += re.findall(r"^\s*-\s*([\w.-]+)", match["block"], re.MULTILINE) if match else []
    wanted = list(dict.fromkeys([*known, *ids]))
    line = f"overrides: [{', '.join(wanted)}]\n"
    if match:
        return text[: match.start()] + line + text[match.end() :]
    # A course may override only what it extends, so that this line is there.
    return re.sub(r"^(extends:.*\n)", rf"\g<1>{line}", text, count=1, flags=re.MULTILINE)
