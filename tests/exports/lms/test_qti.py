"""QTI packages: whole, sound, read and marked by a library that others wrote, valid by schema where there is one."""

import dataclasses
import importlib.util
import io
import json
import os
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.export_samples import DAY, HOSTILE
from tests.support.world import TESTS
from wso_lessons.content import builtin_course
from wso_lessons.exports.lms import qti12, qti21
from wso_lessons.exports.lms.plain import plain_set
from wso_lessons.exports.material import gather

READER = TESTS / "support" / "read_qti.py"
SCHEMAS = os.environ.get("QTI_XSD_DIR", "")
CONVERTER = Path(os.environ.get("NODE_READERS", "")) / ".bin" / "qti-convert-pkg"
FORMATS = {"1.2": qti12, "2.1": qti21}


def packed(version, material):
    return FORMATS[version].export(material).files["questions.zip"]


def opened(version, material):
    """The package's XML files, as elements without namespaces, by name."""
    with zipfile.ZipFile(io.BytesIO(packed(version, material))) as package:
        files = {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}
    for root in files.values():
        for element in root.iter():
            element.tag = element.tag.split("}")[-1]
    return files


def plains(material):
    return [p for c in material.chapters for s in c.sets for p in plain_set(material, s, c.entry.id)[0]]


@pytest.fixture(scope="module", params=["sample", "built-in"])
def chosen(request, material):
    return material if request.param == "sample" else dataclasses.replace(gather(builtin_course(), (), DAY), tests=True)


@pytest.mark.slow
@pytest.mark.parametrize("version", FORMATS)
def test_the_manifest_names_every_file_and_every_file_is_named(version, chosen):
    files = opened(version, chosen)
    manifest = files.pop("imsmanifest.xml")
    named = [file.get("href") for file in manifest.iter("file")]
    assert sorted(named) == sorted(files)
    names = [resource.get("identifier") for resource in manifest.iter("resource")]
    assert len(set(names)) == len(names)
    assert {one.get("identifierref") for one in manifest.iter("dependency")} <= set(names)


@pytest.mark.slow
def test_a_canvas_quiz_has_its_questions_their_types_and_feedback_that_is_there(chosen):
    files = opened("1.2", chosen)
    items = [item for root in files.values() for item in root.iter("item")]
    assert sorted(item.get("title") for item in items) == sorted(plain.id for plain in plains(chosen))
    for item in items:
        fields = dict(
            zip([e.text for e in item.iter("fieldlabel")], [e.text for e in item.iter("fieldentry")], strict=True)
        )
        assert fields["question_type"] in qti12._TYPES.values()
        shown = {one.get("linkrefid") for one in item.iter("displayfeedback")}
        assert shown == {one.get("ident") for one in item.iter("itemfeedback")}
        responses = {one.get("ident") for one in item.iter() if one.tag in ("response_lid", "response_str")}
        assert {one.get("respident") for one in item.iter() if one.get("respident")} <= responses
        labels = {one.get("ident") for one in item.iter("response_label")}
        choices = [one.text for one in item.iter("varequal")]
        if fields["question_type"] not in ("numerical_question", "short_answer_question"):
            assert set(choices) <= labels
        points = [float(one.text) for one in item.iter("setvar")]
        assert sum(points) == pytest.approx(100, abs=0.1)


@pytest.mark.slow
def test_a_qti21_items_names_agree(chosen):
    files = opened("2.1", chosen)
    items = {name: root for name, root in files.items() if name.startswith("items/")}
    assert sorted(root.get("title") for root in items.values()) == sorted(plain.id for plain in plains(chosen))
    for name, root in items.items():
        choices = {e.get("identifier") for e in root.iter() if e.tag in ("simpleChoice", "simpleAssociableChoice")}
        declared = root.find("responseDeclaration")
        if declared.get("baseType") in ("identifier", "directedPair"):
            wanted = {part for value in declared.iter("value") for part in value.text.split()}
            assert wanted <= choices, name
        outcomes = {one.get("identifier") for one in root.iter("outcomeDeclaration")}
        assert {one.get("identifier") for one in root.iter("setOutcomeValue")} <= outcomes, name
        assert {one.get("outcomeIdentifier") for one in root.iter("modalFeedback")} <= outcomes, name
        assert {one.get("responseIdentifier") for one in root.iter() if one.get("responseIdentifier")} == {"RESPONSE"}


@pytest.mark.parametrize("version", FORMATS)
def test_hostile_texts_are_texts(version, hostile):
    files = opened(version, gather(hostile, (), DAY))
    text = "\n".join("".join(root.itertext()) for root in files.values())
    if version == "1.2":
        assert "<p>S &lt;script&gt;" in text
        assert "<script" not in text
    else:
        assert f"S {HOSTILE}" in text
        assert not [e for root in files.values() for e in root.iter("script")]


def read(version, material, tmp_path):
    """What pyslet makes of a package."""
    if importlib.util.find_spec("pyslet") is None:
        pytest.skip("pyslet, an independent reader of QTI, is not installed.")
    (tmp_path / "questions.zip").write_bytes(packed(version, material))
    command = [sys.executable, "-W", "ignore", str(READER), version, str(tmp_path / "questions.zip")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode and "pyslet" in done.stderr and ("SyntaxError" in done.stderr or "ImportError" in done.stderr):
        pytest.skip("pyslet does not run on this Python.")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_another_engine_gives_the_right_answer_a_full_score_and_no_answer_none(chosen, tmp_path):
    found = read("2.1", chosen, tmp_path)
    assert sorted(title for title, *_ in found) == sorted(plain.id for plain in plains(chosen))
    assert {title: scores for title, *scores in found if scores != [1.0, 0.0]} == {}


@pytest.mark.slow
def test_another_reader_finds_the_quizzes_of_the_canvas_package(chosen, tmp_path):
    found = read("1.2", chosen, tmp_path)
    assert sorted(title for quiz in found for title in quiz) == sorted(plain.id for plain in plains(chosen))
    assert len(found) == sum(bool(plain_set(chosen, s, c.entry.id)[0]) for c in chosen.chapters for s in c.sets)


@pytest.mark.slow
def test_a_converter_to_qti_3_keeps_every_question_and_its_kind(chosen, tmp_path):
    if not CONVERTER.is_file():
        pytest.skip("NODE_READERS names no node_modules folder with @citolab/qti-convert in it, or there is no node.")
    (tmp_path / "ours.zip").write_bytes(packed("2.1", chosen))
    subprocess.run([CONVERTER, "ours.zip"], cwd=tmp_path, timeout=600, check=True, capture_output=True)
    kept: Counter[str] = Counter()
    with zipfile.ZipFile(tmp_path / "ours-qti3.zip") as package:
        for name in package.namelist():
            for element in ElementTree.fromstring(package.read(name)).iter():
                kept[element.tag.split("}")[-1]] += 1
    ours = Counter(element.tag for root in opened("2.1", chosen).values() for element in root.iter())
    for old, new in (
        ("assessmentItem", "qti-assessment-item"),
        ("choiceInteraction", "qti-choice-interaction"),
        ("matchInteraction", "qti-match-interaction"),
        ("orderInteraction", "qti-order-interaction"),
        ("textEntryInteraction", "qti-text-entry-interaction"),
        ("correctResponse", "qti-correct-response"),
        ("modalFeedback", "qti-modal-feedback"),
        ("resource", "resource"),
    ):
        assert kept[new] == ours[old] > 0, old


@pytest.mark.parametrize(
    ("version", "schema", "folder"),
    [("2.1", "imsqti_v2p1.xsd", "items/"), ("2.1", "imsqti_v2p1.xsd", "tests/"), ("1.2", "ims_qtiasiv1p2.xsd", "i")],
)
def test_the_files_are_valid_by_the_official_schema(version, schema, folder, material):
    if not SCHEMAS:
        pytest.skip("QTI_XSD_DIR names no folder with the official schemas.")
    xmlschema = pytest.importorskip("xmlschema")
    path = next(Path(SCHEMAS).rglob(schema), None)
    if path is None:
        pytest.skip(f"QTI_XSD_DIR has no {schema}.")
    rules = xmlschema.XMLSchema(str(path))
    with zipfile.ZipFile(io.BytesIO(packed(version, material))) as package:
        for name in package.namelist():
            if name.startswith(folder) and not name.endswith(("assessment_meta.xml", "imsmanifest.xml")):
                rules.validate(io.BytesIO(package.read(name)))
