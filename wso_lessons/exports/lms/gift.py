"""GIFT, the plain-text question format that Moodle and other systems import."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wso_lessons.exports.lms.plain import Choice, Plain, plain_sets
from wso_lessons.exports.material import Export, ItemSet, Material, notes_on_unlisted_sets, text_file

# The signs that mean something in GIFT: a backslash before one makes it a letter like any other.
_SPECIAL = re.compile(r"([~=#{}:\\])")


def export(material: Material) -> Export:
    """One file with a category for each question set."""
    lines, notes = [], notes_on_unlisted_sets(material)
    for item_set, questions in plain_sets(material, notes):
        lines += [f"$CATEGORY: {category(material, item_set)}", ""]
        for question in questions:
            written, left_out = _question(question)
            lines += written
            notes += left_out
    return Export({"questions.gift": text_file(lines)}, tuple(notes))


def category(material: Material, item_set: ItemSet) -> str:
    """A path of course and set; a slash in a name is doubled, as Moodle has it."""
    names = (material.course.manifest.title, item_set.title)
    return "$course$/top/" + "/".join(" ".join(name.split()).replace("/", "//") for name in names)


def _question(plain: Plain) -> tuple[list[str], list[str]]:
    if plain.picture:
        return [], [f"Left out: {plain.id}, which speaks of a picture; GIFT holds none, Moodle XML and QTI do."]
    answers = list(_ANSWERS[plain.as_pairs.shape](plain.as_pairs))
    if not answers:
        return [], [f"Left out: {plain.id}, which has more right answers than GIFT has shares for."]
    body = [f"\t{line}" for line in [*answers, *([f"####{_escape(plain.after)}"] if plain.after else [])]]
    begin = "{#" if plain.shape == "number" else "{"
    stem = "\n".join([plain.stem, *(plain.shown.lines if plain.shown else [])])
    return [f"// {plain.id}", f"::{_escape(plain.id)}::[plain]{_escape(stem)} {begin}", *body, "}", ""], []


def _escape(text: str) -> str:
    """A text whose signs mean nothing to GIFT; line breaks are written as such.

    An arrow of two signs cannot be escaped and would make a matching question of any other: it becomes one sign.
    """
    return _SPECIAL.sub(r"\\\1", text.replace("->", "→")).replace("\r", "").replace("\n", "\\n")


def _one_choice(plain: Plain) -> Iterator[str]:
    # One = makes it a question with one choice; two of them would make it a short answer.
    other = "~%100%" if plain.guess else "~"
    for choice in plain.choices:
        yield f"{'=' if choice.right else other}{_choice_line(choice)}"


def _several_choices(plain: Plain) -> Iterator[str]:
    """Each right choice earns its share and each wrong one costs as much, as in the lesson."""
    right = sum(choice.right for choice in plain.choices)
    share = share_of(right)
    if share:
        for choice in plain.choices:
            yield f"~%{'' if choice.right else '-'}{share}%{_choice_line(choice)}"


def share_of(right: int) -> str:
    """One of `right` equal shares of a hundred as Moodle's list of grades has it; "" where it has none."""
    return f"{100 / right:.5f}".rstrip("0").rstrip(".") if 0 < right <= 10 else ""


def _number(plain: Plain) -> Iterator[str]:
    for choice in plain.choices:
        share = "" if choice.right else "%0%"
        yield f"={share}{_escape(choice.text)}:{choice.tolerance:.12g}#{_escape(choice.reason)}"
    if plain.otherwise:
        yield f"~#{_escape(plain.otherwise)}"


def _text(plain: Plain) -> Iterator[str]:
    for choice in plain.choices:
        yield f"={'' if choice.right else '%0%'}{_choice_line(choice)}"
    if plain.otherwise:
        yield f"=%0%*#{_escape(plain.otherwise)}"  # a star fits any answer


def _pairs(plain: Plain) -> Iterator[str]:
    for pair in plain.pairs:
        yield f"={_escape(pair.text)} -> {_escape(pair.answer)}"
    used = {pair.answer for pair in plain.pairs}
    for target in plain.targets:
        if target not in used:
            yield f"= -> {_escape(target)}"


def _choice_line(choice: Choice) -> str:
    return f"{_escape(choice.text)}#{_escape(choice.reason)}"


_ANSWERS = {"single": _one_choice, "several": _several_choices, "number": _number, "text": _text, "pairs": _pairs}
