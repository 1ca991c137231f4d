"""Adds entries to YAML files by hand's way: lines are put in, nothing else moves, comments and line ends stay.

Each function gives the new text and proves it: read again, the file holds what it held, and the new entries.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from wso_lessons.content import ContentError, Row, Rows, Where, parse_yaml

# An entry of a list, and how far from the margin.
_ENTRY = re.compile(r"(\s*)-(\s|$)")


def append(text: str, entries: str, path: Path) -> str:
    """A file that is a list, with entries (written from the margin) after its last one; `path` is named in findings.

    Raises ContentError where the file is no list of lines that begin with "- ".
    """
    before = _parse(text, path)
    if before is not None and not isinstance(before, Rows):
        raise _refusal(path, "This file is no list.")
    ending = _ending(text)
    lines = text.splitlines()
    indent = next((found[1] for line in lines if (found := _ENTRY.match(line))), "")
    while lines and not lines[-1].strip():
        lines.pop()
    gap = [""] if lines and entries.startswith("- ") and before is None else []
    after = ending.join([*lines, *gap, *_indent(entries, indent), ""])
    _prove(_parse(after, path), [*(before or []), *_parse(entries, path)], path)
    return after


def insert_lesson(text: str, after: str, entry: str, path: Path) -> str:
    """A manifest with a lesson's entry after the one whose id is `after`, or last where that is "".

    Raises ContentError where the manifest's lessons are not written one below the other.
    """
    before = _parse(text, path)
    lessons = before.get("lessons") if isinstance(before, Row) else None
    if not isinstance(lessons, Rows) or not isinstance(before, Row):
        raise _refusal(path, "This manifest has no list of lessons.")
    ids = [_id_of(one) for one in lessons]
    place = ids.index(after) if after else len(ids) - 1
    ending, lines = _ending(text), text.splitlines()
    starts, indent = _starts(lines, before.lines["lessons"])
    if len(starts) != len(ids) + 1:
        raise _refusal(path, "The lessons are not written one below the other.")
    stop = starts[place + 1]
    while not lines[stop - 1].strip() or lines[stop - 1].lstrip().startswith("#"):
        stop -= 1
    changed = ending.join([*lines[:stop], *_indent(entry, indent), *lines[stop:], ""])
    now = _parse(changed, path)
    _prove(now.get("lessons"), [*lessons[: place + 1], *_parse(entry, path), *lessons[place + 1 :]], path)
    _prove({**now, "lessons": None}, {**before, "lessons": None}, path)
    return changed


def _id_of(entry: object) -> object:
    return entry.get("id") if isinstance(entry, Row) else entry


def _starts(lines: list[str], key_line: int) -> tuple[list[int], str]:
    """The places of the lines at which the entries below a key begin, and of the list's end; and their indentation."""
    starts: list[int] = []
    indent = ""
    for place in range(key_line, len(lines)):
        line = lines[place]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        entry = _ENTRY.match(line)
        if not starts and entry:
            indent = entry[1]
        width = len(line) - len(line.lstrip())
        if entry and entry[1] == indent:
            starts.append(place)
        elif width <= len(indent):
            return [*starts, place], indent
    return [*starts, len(lines)], indent


def _indent(entries: str, indent: str) -> list[str]:
    return [f"{indent}{line}" if line else "" for line in entries.splitlines()]


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _parse(text: str, path: Path) -> Any:
    return parse_yaml(text.removeprefix("\ufeff"), path)


def _prove(now: Any, wanted: Any, path: Path) -> None:
    if now != wanted:
        raise _refusal(path, "An entry cannot be added here without changing others.")


def _refusal(path: Path, problem: str) -> ContentError:
    remedy = "Write its entries one below the other, each beginning with `- `, and try again."
    return ContentError.at(Where(path, 1), "value-type", problem, remedy)
