"""Questions as QTI 2.1 items: declarations, body, how a response is scored, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from wso_lessons.exports.lms.plain import Choice, Plain
from wso_lessons.exports.lms.shown import Shown
from wso_lessons.exports.lms.xmlfile import PICTURES, XmlNode, identifier, node

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = {
    "xmlns": SPACE,
    "xmlns_xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi_schemaLocation": f"{SPACE} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
}
RESPONSE, TOLD, AFTER = "RESPONSE", "FEEDBACK", "AFTER"


@dataclass(frozen=True, slots=True)
class Parts:
    """What differs from shape to shape: how a response is declared, asked for and scored, and feedback by name."""

    cardinality: str
    base: str
    right: list[str]
    interaction: XmlNode
    scoring: list[XmlNode]
    mapped: list[tuple[str, float]] = field(default_factory=list)
    feedback: list[tuple[str, str]] = field(default_factory=list)
    loose: bool = False  # letter case makes no difference


def assessment_item(plain: Plain, name: str) -> XmlNode:
    """A question's item file."""
    parts = _PARTS[plain.shape](plain)
    many = "multiple" if parts.cardinality == "multiple" else "single"
    after = [(AFTER, "after", plain.after)] if plain.after else []
    feedback = [(TOLD, *pair) for pair in parts.feedback] + after
    outcomes = [
        node("outcomeDeclaration", node("defaultValue", node("value", "0")), identifier="SCORE", cardinality="single",
             baseType="float"),
        *([node("outcomeDeclaration", identifier=TOLD, cardinality=many, baseType="identifier")]
          if parts.feedback else []),
        *([node("outcomeDeclaration", identifier=AFTER, cardinality="single", baseType="identifier")] if after else []),
    ]  # fmt: skip
    done = [_set(AFTER, node("baseValue", "after", baseType="identifier"))] if after else []
    return node(
        "assessmentItem",
        _declaration(parts),
        *outcomes,
        _body(plain, parts.interaction),
        node("responseProcessing", *parts.scoring, *done),
        *(_feedback(*one) for one in feedback),
        identifier=name,
        title=plain.id,
        adaptive="false",
        timeDependent="false",
        **SCHEMA,
    )


def _declaration(parts: Parts) -> XmlNode:
    entries = [
        node("mapEntry", mapKey=key, mappedValue=f"{value:.6g}", **({"caseSensitive": "false"} if parts.loose else {}))
        for key, value in parts.mapped
    ]
    mapping = [node("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0")] if entries else []
    return node(
        "responseDeclaration",
        node("correctResponse", *(node("value", value) for value in parts.right)),
        *mapping,
        identifier=RESPONSE,
        cardinality=parts.cardinality,
        baseType=parts.base,
    )


def _body(plain: Plain, interaction: XmlNode) -> XmlNode:
    lines = [line for line in plain.stem.split("\n") if line.strip()]
    shown = [_draw_shown(plain.shown)] if plain.shown else []
    if interaction.tag == "textEntryInteraction":
        return node("itemBody", *(node("p", line) for line in lines), *shown, node("p", interaction))
    first, *more = lines
    interaction.insert(0, node("prompt", first))
    return node("itemBody", *(node("p", line) for line in more), *shown, interaction)


def _draw_shown(shown: Shown) -> XmlNode:
    """A picture, seen from the folder of items, or a table."""
    if shown.data:
        return node("p", node("img", src=f"../{PICTURES}/{shown.name}", alt=shown.alt))
    rows = [
        node("tr", *(node("td" if number else "th", cell) for cell in row)) for number, row in enumerate(shown.rows)
    ]
    return node("table", node("tbody", *rows))


def _feedback(outcome: str, name: str, text: str) -> XmlNode:
    paragraphs = [node("p", line) for line in text.split("\n") if line.strip()]
    return node("modalFeedback", *paragraphs, outcomeIdentifier=outcome, identifier=name, showHide="show")


def _set(outcome: str, value: XmlNode) -> XmlNode:
    return node("setOutcomeValue", value, identifier=outcome)


def _response() -> XmlNode:
    return node("variable", identifier=RESPONSE)


def _score_mapped() -> XmlNode:
    """The score is what the mapping gives; no answer at all scores nothing."""
    score = _set("SCORE", node("mapResponse", identifier=RESPONSE))
    return node("responseCondition", node("responseIf", node("not", node("isNull", _response())), score))


def _score(value: float) -> XmlNode:
    return _set("SCORE", node("baseValue", f"{value:g}", baseType="float"))


def _choices(plain: Plain) -> Parts:
    several = plain.shape == "several"
    names = [identifier(plain.id, choice.text) for choice in plain.choices]
    named = list(zip(names, plain.choices, strict=True))
    right = [name for name, choice in named if choice.right]
    share = 1 / len(right)
    told = [(name, choice.reason) for name, choice in named if choice.reason]
    interaction = node(
        "choiceInteraction",
        *(node("simpleChoice", choice.text, identifier=name) for name, choice in named),
        responseIdentifier=RESPONSE,
        shuffle="true" if plain.shuffle else "false",
        maxChoices="0" if several else "1",
    )
    # A wrong choice costs what a right one earns, as in the lesson; where one may choose but one, it earns nothing.
    mapped = [
        (name, share if plain.earns(choice) else -share) for name, choice in named if plain.earns(choice) or several
    ]
    return Parts(
        cardinality="multiple" if several else "single", base="identifier", right=right, interaction=interaction,
        mapped=mapped, feedback=told, scoring=[_score_mapped(), *([_set(TOLD, _response())] if told else [])],
    )  # fmt: skip


def _pairs(plain: Plain) -> Parts:
    rows = [identifier(plain.id, "row", pair.text) for pair in plain.pairs]
    targets = {target: identifier(plain.id, "target", target) for target in plain.targets}
    right = [f"{row} {targets[pair.answer]}" for row, pair in zip(rows, plain.pairs, strict=True)]
    left = [
        node("simpleAssociableChoice", pair.text, identifier=row, matchMax="1")
        for row, pair in zip(rows, plain.pairs, strict=True)
    ]
    others = [
        node("simpleAssociableChoice", target, identifier=name, matchMax=str(len(rows)))
        for target, name in targets.items()
    ]
    interaction = node(
        "matchInteraction", node("simpleMatchSet", *left), node("simpleMatchSet", *others),
        responseIdentifier=RESPONSE, shuffle="false", maxAssociations=str(len(rows)),
    )  # fmt: skip
    return Parts(
        cardinality="multiple", base="directedPair", right=right, interaction=interaction, scoring=[_score_mapped()],
        mapped=[(pair, 1 / len(right)) for pair in right],
    )  # fmt: skip


def _order(plain: Plain) -> Parts:
    names = [identifier(plain.id, pair.text) for pair in plain.pairs]
    # Written in an order that tells nothing, for readers that do not shuffle.
    shown = sorted(zip(names, plain.pairs, strict=True), key=lambda pair: pair[0])
    interaction = node(
        "orderInteraction",
        *(node("simpleChoice", pair.text, identifier=name) for name, pair in shown),
        responseIdentifier=RESPONSE,
        shuffle="true",
    )
    in_order = node("match", _response(), node("correct", identifier=RESPONSE))
    scoring = node("responseCondition", node("responseIf", in_order, _score(1)))
    return Parts(cardinality="ordered", base="identifier", right=names, interaction=interaction, scoring=[scoring])


def _number(plain: Plain) -> Parts:
    def within(choice: Choice) -> XmlNode:
        low, high = (float(choice.text) + step for step in (-choice.tolerance, choice.tolerance))
        least, most = (node("baseValue", f"{bound:.12g}", baseType="float") for bound in (low, high))
        return node("and", node("gte", _response(), least), node("lte", _response(), most))

    return _blank(plain, "float", within)


def _text(plain: Plain) -> Parts:
    def same(choice: Choice) -> XmlNode:
        value = node("baseValue", choice.text, baseType="string")
        return node("stringMatch", _response(), value, caseSensitive="false")

    return _blank(plain, "string", same)


def _blank(plain: Plain, base: str, fits: Callable[[Choice], XmlNode]) -> Parts:
    """A blank to write in: the first choice that fits decides; anything else gets what is said otherwise."""
    feedback: list[tuple[str, str]] = []
    branches = [node("responseIf", node("isNull", _response()), _score(0))]
    for number, choice in enumerate(plain.choices, start=1):
        acts = [_score(1.0 if choice.right else 0.0)]
        if choice.reason:
            feedback.append((f"a{number}", choice.reason))
            acts.append(_set(TOLD, node("baseValue", f"a{number}", baseType="identifier")))
        branches.append(node("responseElseIf", fits(choice), *acts))
    if plain.otherwise:
        feedback.append(("other", plain.otherwise))
        branches.append(node("responseElse", _set(TOLD, node("baseValue", "other", baseType="identifier"))))
    length = str(min(60, max(len(choice.text) for choice in plain.choices) + 4))
    return Parts(
        cardinality="single", base=base, right=[next(choice.text for choice in plain.choices if choice.right)],
        interaction=node("textEntryInteraction", responseIdentifier=RESPONSE, expectedLength=length),
        scoring=[node("responseCondition", *branches)], feedback=feedback,
    )  # fmt: skip


_PARTS = {
    "single": _choices, "several": _choices, "number": _number, "text": _text, "pairs": _pairs, "order": _order,
}  # fmt: skip
