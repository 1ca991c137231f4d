"""Reads GIFT, the plain-text format of questions: choices, numbers, short texts, pairs, true or false."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wso_lessons.authoring.drafts.draft import Draft, DraftChoice, draft_of_pairs
from wso_lessons.pages.dates_and_names import shorten

# A sign after a backslash is itself. Escaped signs are set aside first, as single characters that no text has.
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_ASIDE = {sign: chr(0xE000 + place) for place, sign in enumerate("~=#{}:\\n")}
_BACK = {aside: "\n" if sign == "n" else sign for sign, aside in _ASIDE.items()}
# "::Title::" and "[html]" before a question; each may be missing.
_TITLE = re.compile(r"\s*(?:::(.*?)::)?\s*(?:\[(?:html|moodle|plain|markdown)\])?", re.DOTALL)
# One point at most, so that the two of 4..6 are left.
_NUMBER = r"-?(?:\d+(?:\.\d+)?|\.\d+)"
# An answer begins with = or ~; a share of the points may follow, and after # comes what is said of it.
_ANSWER = re.compile(rf"([=~])(?:%({_NUMBER})%)?([^=~]*)")
# A number as GIFT keys it: 5, with a tolerance 5:1, or from one to another 4..6.
_RANGE = re.compile(rf"({_NUMBER})\s*(?:(:|\.\.)\s*({_NUMBER}))?")


def gift_drafts(text: str) -> Iterator[Draft | str]:
    """The questions of a GIFT file, in place of each that cannot be taken a line that says so."""
    for block in _blocks(text):
        title = _TITLE.match(block)
        name, rest = (title[1] or "", block[title.end() :]) if title else ("", block)
        before, brace, inside = rest.partition("{")
        body, _, after = inside.rpartition("}")
        stem = _unescape(f"{before} {'____ ' + after if after.strip() else ''}")
        left_out = (
            f"Left out: “{_unescape(name) or shorten(stem, 60)}”, which is no kind of question that the course has."
        )
        yield (_draft(_unescape(name), stem, body) if brace else None) or left_out


def _blocks(text: str) -> Iterator[str]:
    """The questions, each without comments; an empty line between braces ends none."""
    lines = [line for line in text.replace("\r", "").lstrip("\ufeff").split("\n") if not line.lstrip().startswith("//")]
    held: list[str] = []
    depth = 0
    for line in [*lines, ""]:
        if not depth and (not line.strip() or line.startswith("$CATEGORY")):
            if held:
                yield "\n".join(held)
            held = []
            continue
        aside = _ESCAPED.sub(lambda found: _ASIDE[found[1]], line)
        depth = max(0, depth + aside.count("{") - aside.count("}"))
        held.append(aside)
    if held:
        yield "\n".join(held)


def _unescape(text: str) -> str:
    shown = "".join(_BACK.get(sign, sign) for sign in " ".join(text.split()))
    return "\n".join(line.strip() for line in shown.split("\n")).strip()


def _draft(name: str, stem: str, body: str) -> Draft | None:
    body = body.split("####")[0]
    if body.lstrip().startswith("#"):
        return _number(name, stem, body.lstrip()[1:])
    if found := re.match(r"\s*(TRUE|T|FALSE|F)\b([^=~]*)\Z", body, re.IGNORECASE):
        return _true_or_false(name, stem, found[1].upper().startswith("T"), found[2])
    answers = [(sign, share, *_with_reason(said)) for sign, share, said in _ANSWER.findall(body)]
    if not answers:
        return None
    if all(sign == "=" and "->" in said for sign, _, said, _ in answers):
        pairs = [tuple(_unescape(part) for part in said.split("->", 1)) for _, _, said, _ in answers]
        return draft_of_pairs(name, stem, [(row, answer) for row, answer in pairs if row],
                      [answer for row, answer in pairs if not row])  # fmt: skip
    choices = tuple(
        DraftChoice(_unescape(said), _is_right(sign, share), reason) for sign, share, said, reason in answers
    )
    if all(sign == "=" for sign, *_ in answers):
        otherwise = next((one.reason for one in choices if one.text == "*"), "")  # a star fits any answer
        return Draft(name, "text", stem, tuple(one for one in choices if one.text != "*"), otherwise=otherwise)
    several = sum(choice.right for choice in choices) > 1 or any(share for _, share, *_ in answers)
    return Draft(name, "many" if several else "one", stem, choices)


def _is_right(sign: str, share: str) -> bool:
    return float(share) > 0 if share else sign == "="


def _with_reason(said: str) -> tuple[str, str]:
    text, _, reason = said.partition("#")
    return text, _unescape(reason)


def _number(name: str, stem: str, body: str) -> Draft | None:
    choices, otherwise = [], ""
    # A number alone, {42}, is a right answer without its sign.
    for sign, share, said in _ANSWER.findall(body if re.search("[=~]", body) else f"={body}"):
        text, reason = _with_reason(said)
        if not (found := _RANGE.match("".join(_BACK.get(one, one) for one in text).strip())):
            otherwise = reason
            continue
        value, far = float(found[1]), float(found[3] or 0)
        if found[2] == "..":  # from .. to
            value, far = (value + far) / 2, abs(far - value) / 2
        # Twelve digits: all that anybody keys, and none of what halving a range leaves behind them.
        choices.append(DraftChoice(f"{value:.12g}", _is_right(sign, share), reason, far))
    return Draft(name, "number", stem, tuple(choices), otherwise=otherwise) if choices else None


def _true_or_false(name: str, stem: str, holds: bool, reasons: str) -> Draft:
    wrong, right = ([_unescape(part) for part in reasons.split("#")[1:]] + ["", ""])[:2]
    said = {holds: right, not holds: wrong}
    return Draft(name, "one", stem, tuple(DraftChoice("True" if one else "False", one is holds, said[one])
                                          for one in (True, False)))  # fmt: skip
