"""Reads a table of questions: that of `export csv`, or one with a question, its choices and its key in columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from wso_lessons.authoring.drafts.draft import MISSING, Draft, DraftChoice, draft_of_pairs
from wso_lessons.content import ContentError

STEM, KEY = ("stem", "question"), ("key", "answer", "right", "correct")


def table_drafts(text: str, path: Path) -> Iterator[Draft | str]:
    """The questions of a CSV file, or for each row that cannot be taken a line. Raises ContentError."""
    try:
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    except csv.Error as error:
        raise ContentError.at(path, "questions-file", f"This is no table that can be read: {error}.",
                              "Save it anew, as CSV.") from None  # fmt: skip
    heads = [name for name in (rows[0] if rows else ()) if name]
    stem, key = (next((name for name in heads if name.strip().casefold() in wanted), "") for wanted in (STEM, KEY))
    if not stem or not key:
        raise ContentError.at(path, "questions-file", "The table has no columns for questions and answers.",
                              "Call them stem and key; choices go into a column choices, one a line.")  # fmt: skip
    for number, row in enumerate(rows, start=2):
        cells = {name: _without_guard(value or "") for name, value in row.items() if name}
        left_out = f"Left out: row {number}, which has no key, is an opinion, or is of a kind that a row cannot hold."
        yield _draft(cells, cells[stem], cells[key]) or left_out


def _without_guard(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    # The signs with which a spreadsheet begins a formula; an apostrophe before another belongs to the text.
    return cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell


def _draft(cells: dict[str, str], stem: str, key: str) -> Draft | None:
    kind, name = cells.get("kind", ""), cells.get("id", "")
    if not stem or not key or cells.get("survey") or kind in ("clause", "sort"):
        return None
    choices, keys = _lines(cells.get("choices", "")), _lines(key)
    reasons = _reasons(cells.get("reasons", ""), [*choices, *keys])
    hints = tuple(_lines(cells.get("hints", "")))
    told = tuple((one, cells[one]) for one in MISSING if cells.get(one))
    if kind == "match":
        pairs = [(row, answer.removeprefix(f"{row}: ")) for row, answer in zip(choices, keys, strict=False)]
        made = draft_of_pairs(name, stem, pairs, hints=hints)
        return Draft(name, "match", stem, pairs=made.pairs, targets=made.targets, hints=hints, told=told)
    if kind == "order":
        # The places in front, "(1) ", are given anew.
        entries = tuple((re.sub(r"^\(\d+\) ", "", line), "") for line in keys)
        return Draft(name, "order", stem, pairs=entries, hints=hints, told=told)
    # A number with commas between thousands; a unit may follow, which a row cannot name.
    number = re.match(r"-?[\d,]*\.?\d+", key) if not choices and kind in ("number", "") else None
    if number:
        right = (DraftChoice(number[0].replace(",", ""), True, reasons.get("", "")),)
        return Draft(name, "number", stem, right, hints=hints, told=told)
    if not choices:
        forms = tuple(DraftChoice(form, True, reasons.get("", "")) for form in keys)
        return Draft(name, "text", stem, forms, hints=hints, told=told)
    options = tuple(DraftChoice(text, text in keys, reasons.get(text, "")) for text in choices)
    several = kind == "many" or len(keys) > 1
    return Draft(name, "many" if several else "one", stem, options, hints=hints, told=told)


def _reasons(text: str, known: list[str]) -> dict[str, str]:
    """The reason of each choice, from lines "choice: reason"; "" has that of the key alone."""
    found: dict[str, str] = {}
    for line in _lines(text):
        choice = next((one for one in sorted(known, key=len, reverse=True) if line.startswith(f"{one}: ")), "")
        found.setdefault(choice, line.removeprefix(f"{choice}: ") if choice else line)
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
