"""A question that came from another system, and its entry in a course's YAML with what is missing marked."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import yaml

from wso_lessons.authoring.naming import slug

DraftKind = Literal["one", "many", "number", "text", "match", "order"]
# What every item needs and no other system has. `check` asks for each by its place; the comment says what it is.
MISSING = {
    "objective": "an objective of the lesson, word for word from course.yaml",
    "section": "the heading in the lesson that teaches it",
    "claims": "[the ids of the claims that the key rests on]",
}


@dataclass(frozen=True, slots=True)
class DraftChoice:
    """A choice, an accepted form or a wrong number: its text, whether it is right, the reason, the tolerance."""

    text: str
    right: bool = False
    reason: str = ""
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as far as a file told it; `pairs` are rows with their answers, or the entries of an order."""

    name: str
    kind: DraftKind
    stem: str
    choices: tuple[DraftChoice, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    targets: tuple[str, ...] = ()
    otherwise: str = ""
    hints: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()  # keys of an item that the file tells too, such as its objective

    @property
    def lacks(self) -> tuple[str, ...]:
        """The keys that an author still has to write."""
        wanting = [key for key in MISSING if key not in dict(self.told)]
        bare = [one for one in self.choices if not one.reason]
        return (*wanting, *(["reason"] if bare or self.pairs else []))


def drafts_text(drafts: Iterable[Draft], set_id: str) -> str:
    """The drafts as the text of a file of questions, with names that are all different."""
    names: set[str] = set()
    parts = []
    for number, draft in enumerate(drafts, start=1):
        last = draft.name.split("/")[-1]
        # What can be a name here already is kept, so that a round trip changes no id.
        wanted = last if re.fullmatch(r"[a-z0-9-]{1,80}", last) else slug(last, f"question-{number}")
        name = wanted if wanted not in names else f"{wanted}-{number}"
        names.add(name)
        parts.append(_entry(draft, f"{set_id}/{name}"))
    return "\n".join(parts)


def _entry(draft: Draft, item_id: str) -> str:
    told = dict(draft.told)
    known: dict[str, object] = {"id": item_id, "kind": draft.kind, "stem": draft.stem}
    known |= {key: value.split() if key == "claims" else value for key, value in told.items()}
    known |= {"hints": list(draft.hints)} if draft.hints else {}
    known |= _FIELDS[draft.kind](draft)
    written = yaml.safe_dump([known], allow_unicode=True, sort_keys=False, width=110)
    missing = [f"  # missing: {key}: {MISSING[key]}" for key in MISSING if key not in told]
    if "reason" in draft.lacks:
        missing.append("  # missing: a reason for each choice, entry or row that has none")
    return written + "".join(f"{line}\n" for line in missing)


def _options(draft: Draft) -> dict[str, object]:
    return {"options": [_with_reason({"text": one.text, **({"correct": True} if one.right else {})}, one.reason)
                        for one in draft.choices]}  # fmt: skip


def _number(draft: Draft) -> dict[str, object]:
    key = next((one for one in draft.choices if one.right), None)
    made: dict[str, object] = {"answer": _value(key.text), "tolerance": key.tolerance} if key else {}
    made = _with_reason(made, key.reason if key else "")
    traps = [_with_reason({"value": _value(one.text), "tolerance": one.tolerance}, one.reason)
             for one in draft.choices if not one.right]  # fmt: skip
    return made | ({"traps": traps} if traps else {}) | ({"otherwise": draft.otherwise} if draft.otherwise else {})


def _value(text: str) -> float | int:
    number = finite_number(text) or 0
    return int(number) if number == int(number) else number


def finite_number(text: str) -> float | None:
    """The number that a text is, perhaps with commas between thousands; None where it is none."""
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _text(draft: Draft) -> dict[str, object]:
    right = [one for one in draft.choices if one.right]
    made = _with_reason({"accept": [one.text for one in right]}, next((one.reason for one in right if one.reason), ""))
    reasons: dict[str, list[str]] = {}
    for one in draft.choices:
        if not one.right:
            reasons.setdefault(one.reason, []).append(one.text)
    traps = [_with_reason({"forms": forms}, reason) for reason, forms in reasons.items()]
    return made | ({"traps": traps} if traps else {}) | ({"otherwise": draft.otherwise} if draft.otherwise else {})


def _match(draft: Draft) -> dict[str, object]:
    return {"targets": list(draft.targets), "rows": [{"text": text, "answer": answer} for text, answer in draft.pairs]}


def _order(draft: Draft) -> dict[str, object]:
    """The words in the places of the ends, "1 (earliest)", say what the ends mean."""
    # "1 (earliest)" and "4 (latest)": what stands in brackets.
    ends = [re.search(r"\((.*)\)", draft.pairs[place][1]) for place in (0, -1)]
    named = {key: found[1] for key, found in zip(("top", "bottom"), ends, strict=True) if found}
    return {**named, "entries": [{"text": text} for text, _ in draft.pairs]}


def _with_reason(made: dict[str, object], reason: str) -> dict[str, object]:
    return made | ({"reason": reason} if reason else {})


_FIELDS = {"one": _options, "many": _options, "number": _number, "text": _text, "match": _match, "order": _order}


def draft_of_pairs(
    name: str, stem: str, pairs: Sequence[tuple[str, str]], spare: Iterable[str] = (), hints: tuple[str, ...] = ()
) -> Draft:
    """A draft of rows and answers: an order where the answers are the places 1, 2, 3, else a match."""
    # "3", or "3 (latest)" at an end.
    places = [re.match(r"(\d+)(?: \(|$)", answer) for _, answer in pairs]
    numbers = [int(found[1]) for found in places if found]
    if len(pairs) > 2 and sorted(numbers) == list(range(1, len(pairs) + 1)):
        ordered = sorted(zip(numbers, pairs, strict=True))
        return Draft(name, "order", stem, pairs=tuple(pair for _, pair in ordered), hints=hints)
    targets = tuple(dict.fromkeys((*(answer for _, answer in pairs), *spare)))
    return Draft(name, "match", stem, pairs=tuple(pairs), targets=targets, hints=hints)
