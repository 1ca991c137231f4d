"""Moodle XML: every shape with its feedback, partial credit and hints."""

from __future__ import annotations

import base64

from wso_lessons.exports.lms.gift import category, share_of
from wso_lessons.exports.lms.plain import Choice, Plain, plain_sets
from wso_lessons.exports.lms.xmlfile import XmlNode, document, node, paragraphs
from wso_lessons.exports.material import Export, Material, notes_on_unlisted_sets

_TYPES = {"single": "multichoice", "several": "multichoice", "number": "numerical", "text": "shortanswer"}


def export(material: Material) -> Export:
    """One file with a category for each question set."""
    root, notes = node("quiz"), notes_on_unlisted_sets(material)
    for item_set, questions in plain_sets(material, notes):
        root.append(node("question", node("category", _text(category(material, item_set))), type="category"))
        for plain in questions:
            if plain.shape == "several" and not share_of(sum(choice.right for choice in plain.choices)):
                notes.append(f"Left out: {plain.id}, which has more right answers than Moodle has shares for.")
            else:
                root.append(_question(plain.as_pairs))
    return Export({"questions.xml": document(root)}, tuple(notes))


def _question(plain: Plain) -> XmlNode:
    made = node("question", type=_TYPES.get(plain.shape, "matching"))
    made.append(node("name", _text(plain.id)))
    made.append(_stem(plain))
    made.append(_html("generalfeedback", plain.after))
    made.append(node("defaultgrade", "1"))
    made.append(node("penalty", "0.3333333"))
    made.append(node("idnumber", plain.id))
    for part in _PARTS[plain.shape](plain):
        made.append(part)
    for hint in plain.hints:
        made.append(_html("hint", hint))
    return made


def _stem(plain: Plain) -> XmlNode:
    """The question's text; a picture lies in the file itself, where Moodle looks for it under this address."""
    made = node("questiontext", _text(plain.stem_html("@@PLUGINFILE@@/")), format="html")
    if picture := plain.picture:
        data = base64.b64encode(picture.data).decode()
        made.append(node("file", data, name=picture.name, path="/", encoding="base64"))
    return made


def _options(plain: Plain) -> list[XmlNode]:
    several = plain.shape == "several"
    share = share_of(sum(choice.right for choice in plain.choices)) if several else "100"
    settings = [
        node("single", "false" if several else "true"),
        node("shuffleanswers", "true" if plain.shuffle else "false"),
        node("answernumbering", "none"),
    ]
    wrong = f"-{share}" if several else "0"
    answers = (
        _answer(choice, paragraphs(choice.text), share if plain.earns(choice) else wrong, "html")
        for choice in plain.choices
    )
    return [*settings, *answers]


def _number(plain: Plain) -> list[XmlNode]:
    answers = [_typed_answer(choice, node("tolerance", f"{choice.tolerance:.12g}")) for choice in plain.choices]
    return [*answers, *_otherwise(plain)]


def _short_answer(plain: Plain) -> list[XmlNode]:
    return [node("usecase", "0"), *map(_typed_answer, plain.choices), *_otherwise(plain)]


def _otherwise(plain: Plain) -> list[XmlNode]:
    return [_typed_answer(Choice("*", False, plain.otherwise))] if plain.otherwise else []


def _pairs(plain: Plain) -> list[XmlNode]:
    made = [node("shuffleanswers", "true" if plain.shuffle else "false")]
    for pair in plain.pairs:
        question = _html("subquestion", pair.text)
        question.append(node("answer", _text(pair.answer)))
        made.append(question)
    used = {pair.answer for pair in plain.pairs}
    for target in plain.targets:
        if target not in used:
            spare = node("subquestion", _text(""), node("answer", _text(target)), format="html")
            made.append(spare)
    return made


def _typed_answer(choice: Choice, *more: XmlNode) -> XmlNode:
    return _answer(choice, choice.text, "100" if choice.right else "0", "moodle_auto_format", *more)


def _answer(choice: Choice, text: str, fraction: str, form: str, *more: XmlNode) -> XmlNode:
    return node("answer", _text(text), _html("feedback", choice.reason), *more, fraction=fraction, format=form)


def _text(text: str) -> XmlNode:
    return node("text", text)


def _html(name: str, text: str) -> XmlNode:
    return node(name, _text(paragraphs(text)), format="html")


_PARTS = {"single": _options, "several": _options, "number": _number, "text": _short_answer, "pairs": _pairs}
