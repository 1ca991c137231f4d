"""Reads Moodle XML: choices, numbers, short texts, pairs, true or false, with feedback and hints."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from wso_lessons.authoring.drafts.draft import Draft, DraftChoice, draft_of_pairs, finite_number
from wso_lessons.content import ContentError
from wso_lessons.pages.html import words_of

# Where Moodle's HTML begins a new line.
_BREAK = re.compile(r"</p>|</li>|</div>|</tr>|<br\s*/?>", re.IGNORECASE)
_NEXT_CELL = re.compile(r"</t[dh]>\s*(?=<t[dh]\b)", re.IGNORECASE)  # between two cells of a table's row
_DESCRIBED = re.compile(r"<img\b[^>]*?\balt=([\"'])(.+?)\1", re.IGNORECASE)  # what a picture shows, in words


def moodle_drafts(data: bytes, path: Path) -> Iterator[Draft | str]:
    """The questions of a Moodle XML file, or for each that cannot be taken a line. Raises ContentError."""
    try:
        if b"<!ENTITY" in data:  # one name could stand for a text of gigabytes
            raise ElementTree.ParseError("it defines entities")
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # the last two: a code of letters unknown here
        raise ContentError.at(path, "questions-file", f"This is no XML that can be read: {error}.",
                              "Export the questions again, as Moodle XML.") from None  # fmt: skip
    for question in root.iter("question"):
        kind = question.get("type", "")
        if kind == "category":
            continue
        name = (question.findtext("idnumber") or question.findtext("name/text") or "").strip()
        left_out = f"Left out: “{name}”, since the course has no kind of question for Moodle's {kind}."
        yield _draft(question, kind, name) or left_out


def _draft(question: ElementTree.Element, kind: str, name: str) -> Draft | None:
    stem = _text(question.find("questiontext"))
    hints = tuple(_text(hint) for hint in question.findall("hint"))
    answers = question.findall("answer")
    if kind == "matching":
        rows = [(_text(row), _text(row.find("answer"))) for row in question.findall("subquestion")]
        spare = [answer for row, answer in rows if not row]
        return draft_of_pairs(name, stem, [row for row in rows if row[0]], spare, hints)
    if kind not in ("multichoice", "truefalse", "numerical", "shortanswer"):
        return None
    choices = tuple(_choice(answer) for answer in answers if _text(answer) != "*")
    otherwise = next((_text(answer.find("feedback")) for answer in answers if _text(answer) == "*"), "")
    several = kind == "multichoice" and (question.findtext("single") or "true").strip() in ("false", "0")
    made = {"multichoice": "many" if several else "one", "truefalse": "one", "numerical": "number"}.get(kind, "text")
    drawn = _DESCRIBED.search(question.findtext("questiontext/text") or "")
    told = (("chart", html.unescape(drawn[2])),) if drawn else ()
    return Draft(name, made, stem, choices, otherwise=otherwise, hints=hints, told=told)  # type: ignore[arg-type] # a str to mypy


def _choice(answer: ElementTree.Element) -> DraftChoice:
    far, share = (finite_number(text) or 0 for text in (answer.findtext("tolerance", ""), answer.get("fraction", "")))
    return DraftChoice(_text(answer), share > 0, _text(answer.find("feedback")), far)


def _text(part: ElementTree.Element | None) -> str:
    """The words of a part's text, one line a paragraph, without tags."""
    found = (part.findtext("text") or "") if part is not None else ""
    lines = _BREAK.sub("\n", _NEXT_CELL.sub(" | ", found)).split("\n")
    words = (" ".join(words_of(line).split()) for line in lines)
    return "\n".join(line for line in words if line)
