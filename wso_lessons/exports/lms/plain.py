"""Questions in the six shapes that learning systems know. Each kind of item becomes the nearest one, or is left out.

| Kind | Becomes |
|---|---|
| one | one choice |
| many, clause | several choices (a clause's choices are its excerpts, each with its place) |
| number | a number with its tolerance |
| text | a short text |
| match, sort | pairs (a sort's are "a fact" and "not a fact", the part that is marked) |
| order | an order, or pairs of entry and place where a format has no order |

A guess is never right or wrong, and every answer to one gets full marks. Only one choice and a number can be asked so
in all of these systems: any other guess is made in the head, and one choice then shows what is so.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from wso_lessons.content.words import and_list, list_sentence
from wso_lessons.exports.lms.shown import Shown, shown_above
from wso_lessons.exports.lms.xmlfile import paragraphs
from wso_lessons.exports.material import ItemSet, Material
from wso_lessons.quiz import TESTS, Item, grade
from wso_lessons.quiz.kinds.clause import Clause
from wso_lessons.quiz.kinds.many import ManyAnswers
from wso_lessons.quiz.kinds.match import Match
from wso_lessons.quiz.kinds.number import Number, number_in_words
from wso_lessons.quiz.kinds.one import OneAnswer
from wso_lessons.quiz.kinds.order import Order
from wso_lessons.quiz.kinds.sort import Sort
from wso_lessons.quiz.kinds.text import ShortText

AnswerShape = Literal["single", "several", "number", "text", "pairs", "order"]
FACT_SORTS = ("a fact", "not a fact")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice (or accepted form, or wrong number): whether it is right, and the reason."""

    text: str
    right: bool = False
    reason: str = ""
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and what belongs to it, with the reason."""

    text: str
    answer: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """A question in one of the six shapes.

    `choices` serve single, several, number and text; `pairs` and `targets` serve pairs; for an order, `pairs` hold the
    entries in the right order, each with its place. `otherwise` is said of any other wrong number or text, `rests_on`
    are the claims with their sources; `shown` is a picture or a table of the lesson that the stem speaks of. Every
    answer to a `guess` gets full marks; what is right there tells what is so.
    """

    id: str
    shape: AnswerShape
    stem: str
    choices: tuple[Choice, ...] = ()
    pairs: tuple[Pair, ...] = ()
    targets: tuple[str, ...] = ()
    otherwise: str = ""
    hints: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    shuffle: bool = True
    shown: Shown | None = None
    guess: bool = False

    def earns(self, choice: Choice) -> bool:
        """Whether who takes this choice gets marks for it."""
        return choice.right or self.guess

    @property
    def picture(self) -> Shown | None:
        """What is shown, where it is a picture."""
        return self.shown if self.shown and self.shown.data else None

    def stem_html(self, folder: str) -> str:
        """The stem as HTML; a picture lies in a folder, which each system names in its own way."""
        shown = self.shown.html(f"{folder}{self.shown.name}") if self.shown else ""
        return f"{paragraphs(self.stem)}{shown}"

    @property
    def after(self) -> str:
        """What is said once the question is answered, however it was."""
        reasons = [f"{pair.text} → {pair.answer}. {pair.reason}".strip() for pair in self.pairs]
        rests = ["What this rests on:", *(f"- {line}" for line in self.rests_on)] if self.rests_on else []
        return "\n".join([*reasons, *rests])

    @property
    def as_pairs(self) -> Plain:
        """An order as pairs of entry and place; any other shape as it is."""
        if self.shape != "order":
            return self
        return dataclasses.replace(self, shape="pairs", targets=tuple(pair.answer for pair in self.pairs))


def plain_sets(material: Material, notes: list[str]) -> Iterator[tuple[ItemSet, list[Plain]]]:
    """Each question set with what of it can be exported; `notes` grows by what `plain_set` says of it."""
    for chapter in material.chapters:
        for item_set in chapter.sets:
            if item_set.id in TESTS and not material.tests and item_set.id not in material.set_ids:
                notes.append(f"Left out: the set {item_set.id}, which is the learner's own; --tests takes it along.")
                continue
            questions, said = plain_set(material, item_set, chapter.entry.id)
            notes += said
            yield item_set, questions


def plain_set(material: Material, item_set: ItemSet, lesson_id: str) -> tuple[list[Plain], list[str]]:
    """The questions of a set that can be exported, and a line for each that is left out or has changed its shape."""
    made, notes = [], []
    for item in item_set.items:
        shown = shown_above(material.course, lesson_id, item.id) if item.chart else None
        why = _left_out(item, shown)
        if why:
            notes.append(f"Left out: {item.id}, {why}.")
            continue
        # What is taken along stands in the stem itself, and needs no line that says where it is.
        asked = dataclasses.replace(item, chart="") if shown else item
        made.append(dataclasses.replace(_plain_item(material, asked), shown=shown))
        if isinstance(item, Clause | Sort) and not item.predict:
            notes.append(f"Changed: {item.id}, {_CHANGED[item.kind]}.")
    guesses = [plain for plain in made if plain.guess]
    thought = [plain.id for plain in guesses if plain.choices[0].text == _THOUGHT]
    answered = [plain.id for plain in guesses if plain.id not in thought]
    for ids, what in ((answered, "where every guess gets full marks"), (thought, "where a guess is made in the head")):
        if ids:
            notes.append(f"Changed: {and_list(ids)}, {what}.")
    return made, notes


_GUESS_LINE = "This is a guess: every answer gets full marks."
_THOUGHT_LINE = "This is a guess: make it in your head, then choose. Either choice gets full marks."
_THOUGHT, _SKIPPED = "I have made my guess. Show me what is so.", "I would rather not guess. Show me what is so."
# On each side of a guessed number: more than anything that the course counts, written out by every system.
_ANY_NUMBER = 1e9
_CHANGED = {
    "clause": "a document to mark, asks for several choices",
    "sort": "statements to sort, asks only for what is marked: a fact or not",
}


def _left_out(item: Item, shown: Shown | None) -> str:
    if item.withdrawn:
        return item.withdrawn[0].lower() + item.withdrawn[1:].rstrip(".")
    if item.survey:
        return "an opinion, which no system that knows the learner's name may keep"
    if item.chart and not shown:
        return f"which needs what only the lesson shows: {item.chart.rstrip('.')}"
    if not any(isinstance(item, kind) for kind in _MAKERS):
        return f"since there is no shape for the kind {item.kind}"
    return ""


def _plain_item(material: Material, item: Item) -> Plain:
    make = next(maker for kind, maker in _MAKERS.items() if isinstance(item, kind))
    common = {
        "id": item.id, "stem": "\n".join(_stem(item)), "hints": item.hints,
        "rests_on": tuple(material.rests_on(item)), "shuffle": item.shuffle,
    }  # fmt: skip
    plain = Plain(**{**common, **make(item)})
    return _guess(plain, item) if item.predict else plain


def _guess(plain: Plain, item: Item) -> Plain:
    """A guess: whatever is said, the course's own comparison and reason follow."""
    if not isinstance(item, OneAnswer | Number):
        return _thought_guess(plain, item)
    if isinstance(item, Number):
        told = f"{item.said_by} says {number_in_words(item.answer or 0.0)}. {item.why()}".rstrip()
        choices = [Choice(plain.choices[0].text, True, told, _ANY_NUMBER)]
    else:
        keys = (key for key, _ in item.choices())
        said = (" ".join(message.text for message in grade(item, key).messages) for key in keys)
        choices = [dataclasses.replace(one, reason=text) for one, text in zip(plain.choices, said, strict=True)]
    stem = f"{plain.stem}\n{_GUESS_LINE}"
    return dataclasses.replace(plain, stem=stem, choices=tuple(choices), otherwise="", hints=(), guess=True)


def _thought_guess(plain: Plain, item: Item) -> Plain:
    """A guess made in the head: what there is to choose from stands in the stem. Pairs say what is so by themselves."""
    setting = item.setting()
    lines = [item.stem, *setting.before, *(f"- {line}" for line in item.lines("")), setting.how, _THOUGHT_LINE]
    reasons = [f"{choice.text} → {choice.reason}" for choice in plain.choices if choice.reason]
    told = [] if plain.pairs else [f"{item.said_by} says: {list_sentence(item.key_text())}", *reasons]
    choices = (Choice(_THOUGHT, True, "\n".join(told)), Choice(_SKIPPED, False, "\n".join(told)))
    return dataclasses.replace(
        plain, shape="single", stem="\n".join(filter(None, lines)), choices=choices, otherwise="", hints=(),
        shuffle=False, guess=True,
    )  # fmt: skip


def _stem(item: Item) -> Iterable[str]:
    """The stem with what belongs to it: the figure it speaks of, a quotation, the document to read, the unit."""
    setting = item.setting()
    yield item.stem
    yield from setting.before
    if isinstance(item, Clause):
        yield "Mark every passage that answers."
    if setting.how and not isinstance(item, Match | Sort):  # their choices stand in the shape itself
        yield setting.how


def _options(item: OneAnswer | ManyAnswers) -> dict[str, Any]:
    shape = "single" if isinstance(item, OneAnswer) else "several"
    return {"shape": shape, "choices": tuple(Choice(o.text, o.correct, o.reason) for o in item.options)}


def _clause(item: Clause) -> dict[str, Any]:
    lines = zip(item.lines(""), item.excerpts, strict=True)
    choices = tuple(Choice(text, one.correct, one.reason) for text, one in lines)
    return {"shape": "several", "choices": choices, "shuffle": False}


def _number(item: Number) -> dict[str, Any]:
    right = Choice(_digits(item.answer or 0.0), True, item.reason, item.tolerance)
    wrong = [
        Choice(_digits(trap.value), False, trap.reason, trap.tolerance) for trap in item.traps if trap.value is not None
    ]
    return {"shape": "number", "choices": (right, *wrong), "otherwise": item.otherwise}


def _digits(number: float) -> str:
    """A number without groups of three: 1549, 57.25."""
    return number_in_words(number).replace(",", "")


def _text(item: ShortText) -> dict[str, Any]:
    right = [Choice(form, True, item.reason) for form in item.accept]
    wrong = [Choice(form, False, trap.reason) for trap in item.traps for form in trap.forms]
    return {"shape": "text", "choices": (*right, *wrong), "otherwise": item.otherwise}


def _match(item: Match) -> dict[str, Any]:
    pairs = tuple(Pair(row.text, row.answer, row.reason) for row in item.rows)
    return {"shape": "pairs", "pairs": pairs, "targets": item.targets}


def _sort(item: Sort) -> dict[str, Any]:
    pairs = tuple(Pair(one.text, FACT_SORTS[one.sort != "fact"], one.reason) for one in item.statements)
    return {"shape": "pairs", "pairs": pairs, "targets": FACT_SORTS}


def _order(item: Order) -> dict[str, Any]:
    last = len(item.entries)
    ends = {1: f" ({item.top})", last: f" ({item.bottom})"}
    pairs = tuple(
        Pair(entry.text, f"{place}{ends.get(place, '')}", entry.reason)
        for place, entry in enumerate(item.entries, start=1)
    )
    return {"shape": "order", "pairs": pairs}


# The first that fits counts: a Clause is a ManyAnswers too.
_MAKERS: dict[type[Item], Callable[[Any], dict[str, Any]]] = {
    OneAnswer: _options,
    Clause: _clause,
    ManyAnswers: _options,
    Number: _number,
    ShortText: _text,
    Match: _match,
    Sort: _sort,
    Order: _order,
}
