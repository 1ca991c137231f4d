"""QTI packages: whole, sound, read and marked by a library that others wrote, valid by schema where there is one."""

import dataclasses
import functools
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

from tests.support.export_samples import DAY, HOSTILE, built_in_with_tests, plains
from tests.support.world import TESTS
from wso_lessons.exports.lms import qti12, qti21
from wso_lessons.exports.material import gather

READER = TESTS / "support" / "read_qti.py"
SCHEMAS = os.environ.get("QTI_XSD_DIR", "")
CONVERTER = Path(os.environ.get("NODE_READERS", "")) / ".bin" / "qti-convert-pkg"
FORMATS = {"1.2": qti12, "2.1": qti21}


def packed(version, material):
    return FORMATS[version].export(material).files["questions.zip"]


def opened(package):
    """A package's XML files, as elements without namespaces, by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as package:
        files = {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}
    for root in files.values():
        for element in root.iter():
            element.tag = element.tag.split("}")[-1]
    return files


@functools.cache
def built_in(version):
    """The package of the built-in course, which has questions of every kind."""
    return packed(version, built_in_with_tests())


@functools.cache
def forms():
    """The built-in course with one question of each form: shape, numbers of choices and pairs, what is shown."""
    whole = built_in_with_tests()
    found = {
        (one.shape, sum(choice.right for choice in one.choices), *map(len, (one.choices, one.pairs, one.targets)),
         bool(one.shown), bool(one.picture)): one.id
        for one in plains(whole)
    }  # fmt: skip

    def fewer(item_set):
        return dataclasses.replace(item_set, items=tuple(item for item in item_set.items if item.id in found.values()))

    chapters = (dataclasses.replace(one, sets=tuple(map(fewer, one.sets))) for one in whole.chapters)
    return dataclasses.replace(whole, chapters=tuple(chapters))


def titles(material):
    return sorted(plain.id for plain in plains(material))


@pytest.mark.slow
@pytest.mark.parametrize("version", FORMATS)
def test_the_manifest_names_every_file_and_every_file_is_named(version):
    files = opened(built_in(version))
    manifest = files.pop("imsmanifest.xml")
    named = [file.get("href") for file in manifest.iter("file")]
    assert sorted(named) == sorted(files)
    names = [resource.get("identifier") for resource in manifest.iter("resource")]
    assert len(set(names)) == len(names)
    assert {one.get("identifierref") for one in manifest.iter("dependency")} <= set(names)


@pytest.mark.slow
def test_a_canvas_quiz_has_its_questions_their_types_and_feedback_that_is_there():
    items = [item for root in opened(built_in("1.2")).values() for item in root.iter("item")]
    guesses = {plain.id for plain in plains(built_in_with_tests()) if plain.guess}
    assert sorted(item.get("title") for item in items) == titles(built_in_with_tests())
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
        guess = item.get("title") in guesses
        assert points == [100] * len(points) if guess else sum(points) == pytest.approx(100, abs=0.1)


@pytest.mark.slow
def test_a_qti21_items_names_agree():
    items = {name: root for name, root in opened(built_in("2.1")).items() if name.startswith("items/")}
    assert sorted(root.get("title") for root in items.values()) == titles(built_in_with_tests())
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
    files = opened(packed(version, gather(hostile, (), DAY)))
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
def test_another_engine_gives_the_right_answer_a_full_score_and_no_answer_none(tmp_path):
    found = read("2.1", forms(), tmp_path)
    assert len(found) > 30
    assert sorted(title for title, *_ in found) == titles(forms())
    assert {title: scores for title, *scores in found if scores != [1.0, 0.0]} == {}


@pytest.mark.slow
def test_another_reader_finds_the_quizzes_of_the_canvas_package(material, tmp_path):
    found = read("1.2", material, tmp_path)
    assert sorted(title for quiz in found for title in quiz) == titles(material)
    assert len(found) == len(material.chapters[0].sets)


@pytest.mark.slow
def test_a_converter_to_qti_3_keeps_every_question_and_its_kind(material, tmp_path):
    if not CONVERTER.is_file():
        pytest.skip("NODE_READERS names no node_modules folder with @citolab/qti-convert in it, or there is no node.")
    ours = packed("2.1", material)  # a question of every kind: each costs the converter a tenth of a second
    (tmp_path / "ours.zip").write_bytes(ours)
    subprocess.run([CONVERTER, "ours.zip"], cwd=tmp_path, timeout=600, check=True, capture_output=True)
    before, after = (
        Counter(element.tag for root in opened(package).values() for element in root.iter())
        for package in (ours, (tmp_path / "ours-qti3.zip").read_bytes())
    )
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
        assert after[new] == before[old] > 0, old


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
