"""QTI 1.2 as Canvas reads it: a zip with one quiz for each question set."""

from __future__ import annotations

from wso_lessons.exports.lms.plain import Choice, Plain, plain_sets
from wso_lessons.exports.lms.xmlfile import (
    PICTURES,
    XmlNode,
    archive,
    document,
    identifier,
    manifest,
    node,
    paragraphs,
    resource,
)
from wso_lessons.exports.material import Export, ItemSet, Material, notes_on_unlisted_sets

COMMON_CARTRIDGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_RESPONSE = "response1"
CANVAS_PICTURES = f"$IMS-CC-FILEBASE$/{PICTURES}/"  # where Canvas looks for a picture of the package
_TYPES = {
    "single": "multiple_choice_question",
    "several": "multiple_answers_question",
    "number": "numerical_question",
    "text": "short_answer_question",
    "pairs": "matching_question",
}


def export(material: Material) -> Export:
    """A zip file that Canvas takes under "QTI .zip file"."""
    files: dict[str, bytes] = {}
    resources: list[XmlNode] = []
    notes = notes_on_unlisted_sets(material)
    for item_set, questions in plain_sets(material, notes):
        if questions:
            resources += _quiz(files, material, item_set, [plain.as_pairs for plain in questions])
        for picture in filter(None, (plain.picture for plain in questions)):
            path = f"{PICTURES}/{picture.name}"
            files[path] = picture.data
            resources.append(resource(identifier(path), "webcontent", path))
    name = identifier("manifest", material.course.manifest.id)
    files["imsmanifest.xml"] = document(
        manifest("IMS Content", "1.1.3", resources, identifier=name, xmlns=COMMON_CARTRIDGE)
    )
    return Export({"questions.zip": archive(files)}, tuple(notes))


def _quiz(files: dict[str, bytes], material: Material, item_set: ItemSet, questions: list[Plain]) -> list[XmlNode]:
    """Writes a set's quiz and its settings; gives their entries for the manifest."""
    quiz = identifier(material.course.manifest.id, item_set.id)
    about, path = identifier(quiz, "about"), f"{quiz}/{quiz}.xml"
    section = node("section", *map(_item, questions), ident="root_section")
    counts = material.graded and item_set.is_check
    attempts = _field("cc_maxattempts", "1" if counts else "unlimited")
    assessment = node("assessment", node("qtimetadata", attempts), section, ident=quiz, title=item_set.title)
    files[path] = document(node("questestinterop", assessment, xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"))
    files[f"{quiz}/assessment_meta.xml"] = document(_settings(quiz, item_set.title, len(questions), counts=counts))
    entry = resource(quiz, "imsqti_xmlv1p2", path, about)
    del entry.attrib["href"]  # Canvas writes none for a quiz
    meta_type = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    return [entry, resource(about, meta_type, f"{quiz}/assessment_meta.xml")]


def _settings(quiz: str, title: str, points: int, *, counts: bool) -> XmlNode:
    # -1 is what Canvas writes for tries without a limit.
    words = {
        "title": title, "description": "", "shuffle_answers": "true", "scoring_policy": "keep_highest",
        "quiz_type": "assignment" if counts else "practice_quiz",
        "points_possible": f"{points}.0", "show_correct_answers": "true",
        "allowed_attempts": "1" if counts else "-1",
    }  # fmt: skip
    children = [node(name, text) for name, text in words.items()]
    return node("quiz", *children, identifier=quiz, xmlns="http://canvas.instructure.com/xsd/cccv1p0")


def _item(plain: Plain) -> XmlNode:
    name = identifier(plain.id)
    fields = [("question_type", _TYPES[plain.shape]), ("points_possible", "1.0")]
    fields += [("assessment_question_identifierref", identifier(plain.id, "question"))]
    presentation, conditions, feedback = _PARTS[plain.shape](plain)
    outcome = node("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    told = [*feedback, *_after(plain)]
    shown = [_shows(_always(), "general_fb")] if _after(plain) else []
    return node(
        "item",
        node("itemmetadata", node("qtimetadata", *(_field(*pair) for pair in fields))),
        node("presentation", _html_material(plain.stem_html(CANVAS_PICTURES)), *presentation),
        node("resprocessing", node("outcomes", outcome), *shown, *conditions),
        *told,
        ident=name,
        title=plain.id,
    )


def _field(label: str, entry: str) -> XmlNode:
    return node("qtimetadatafield", node("fieldlabel", label), node("fieldentry", entry))


def _material(text: str) -> XmlNode:
    return _html_material(paragraphs(text))


def _html_material(text: str) -> XmlNode:
    return node("material", node("mattext", text, texttype="text/html"))


def _after(plain: Plain) -> list[XmlNode]:
    """What is said of any answer: reasons that have no place of their own, and what the question rests on."""
    typed = plain.shape in ("number", "text")
    reasons = [_typed_reason(plain, choice) for choice in plain.choices] if typed else []
    text = "\n".join(part for part in (*reasons, plain.after) if part)
    return [_feedback("general_fb", text)] if text else []


def _typed_reason(plain: Plain, choice: Choice) -> str:
    return choice.reason if plain.guess else f"{choice.text}: {choice.reason}"


def _feedback(name: str, text: str) -> XmlNode:
    return node("itemfeedback", node("flow_mat", _material(text)), ident=name)


def _always() -> XmlNode:
    return node("conditionvar", node("other"))


def _shows(condition: XmlNode, name: str) -> XmlNode:
    show = node("displayfeedback", feedbacktype="Response", linkrefid=name)
    return node("respcondition", condition, show, continue_="Yes")


def _scores(condition: XmlNode, points: str = "100", action: str = "Set", goes_on: str = "No") -> XmlNode:
    score = node("setvar", points, action=action, varname="SCORE")
    return node("respcondition", condition, score, continue_=goes_on)


def _equals(value: str, response: str = _RESPONSE) -> XmlNode:
    return node("varequal", value, respident=response)


def _labels(names: list[str], texts: list[str]) -> XmlNode:
    labels = [node("response_label", _material(text), ident=name) for name, text in zip(names, texts, strict=True)]
    return node("render_choice", *labels)


def _choices(plain: Plain) -> tuple[list[XmlNode], list[XmlNode], list[XmlNode]]:
    several = plain.shape == "several"
    names = [identifier(plain.id, choice.text) for choice in plain.choices]
    asked = node(
        "response_lid",
        _labels(names, [choice.text for choice in plain.choices]),
        ident=_RESPONSE,
        rcardinality="Multiple" if several else "Single",
    )
    told = [(name, choice) for name, choice in zip(names, plain.choices, strict=True) if choice.reason]
    shown = [_shows(node("conditionvar", _equals(name)), f"{name}_fb") for name, _ in told]
    feedback = [_feedback(f"{name}_fb", choice.reason) for name, choice in told]
    # Each choice that earns has a condition of its own: readers look for one name in each.
    earning = [_equals(name) for name, choice in zip(names, plain.choices, strict=True) if plain.earns(choice)]
    right = [_all_and_no_other(names, plain.choices)] if several else earning
    return [asked], [*shown, *(_scores(node("conditionvar", one)) for one in right)], feedback


def _all_and_no_other(names: list[str], choices: tuple[Choice, ...]) -> XmlNode:
    """Canvas gives partial credit of its own where an answer has some of these."""
    tests = [
        _equals(name) if choice.right else node("not", _equals(name))
        for name, choice in zip(names, choices, strict=True)
    ]
    return node("and", *tests)


def _blank(plain: Plain, condition: XmlNode, **attributes: str) -> tuple[list[XmlNode], list[XmlNode], list[XmlNode]]:
    blank = node("render_fib", node("response_label", ident="answer1", rshuffle="No"), **attributes)
    asked = node("response_str", blank, ident=_RESPONSE, rcardinality="Single")
    missed = [_feedback("general_incorrect_fb", plain.otherwise)] if plain.otherwise else []
    told = [_shows(_always(), "general_incorrect_fb")] if missed else []
    return [asked], [_scores(node("conditionvar", condition)), *told], missed


def _number(plain: Plain) -> tuple[list[XmlNode], list[XmlNode], list[XmlNode]]:
    right = next(choice for choice in plain.choices if choice.right)
    value = float(right.text)
    low, high = (f"{value + step:.12g}" for step in (-right.tolerance, right.tolerance))
    within = node("and", node("vargte", low, respident=_RESPONSE), node("varlte", high, respident=_RESPONSE))
    return _blank(plain, node("or", _equals(right.text), within), fibtype="Decimal")


def _text(plain: Plain) -> tuple[list[XmlNode], list[XmlNode], list[XmlNode]]:
    return _blank(plain, node("or", *(_equals(choice.text) for choice in plain.choices if choice.right)))


def _pairs(plain: Plain) -> tuple[list[XmlNode], list[XmlNode], list[XmlNode]]:
    names = {target: identifier(plain.id, "target", target) for target in plain.targets}
    asked, conditions = [], []
    for number, pair in enumerate(plain.pairs, start=1):
        response = f"response_{identifier(plain.id, str(number), pair.text)}"
        labels = _labels(list(names.values()), list(names))
        asked.append(node("response_lid", _material(pair.text), labels, ident=response))
        right = node("conditionvar", _equals(names[pair.answer], response))
        conditions.append(_scores(right, f"{100 / len(plain.pairs):.2f}", "Add", "Yes"))
    return asked, conditions, []


_PARTS = {"single": _choices, "several": _choices, "number": _number, "text": _text, "pairs": _pairs}
