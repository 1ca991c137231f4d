"""Each rule passes on the toy course and fails on its planted fault."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import wso_lessons
from tests.support.faults import FAULTS, REFUSALS, plant
from wso_lessons.authoring.catalogue import RULES
from wso_lessons.authoring.check import report
from wso_lessons.content import open_course

DAY = "2026-06-05"


def test_the_toy_course_is_sound_by_every_rule(toy_course):
    assert report(toy_course, DAY).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("fault", [one for one in FAULTS if "execute" not in one], ids=lambda one: one["code"])
def test_a_planted_fault_is_found_by_its_rule_and_by_no_other(fault, toy):
    plant(fault, toy)
    found = report(open_course(toy), str(fault.get("as_of", DAY))).findings
    codes = {finding.code for finding in found}
    assert fault["code"] in codes
    assert codes <= {fault["code"], *fault.get("beside", ())}
    for finding in found:
        assert finding.where.file.is_relative_to(toy)
        assert finding.problem.endswith((".", "?"))
        assert finding.remedy.endswith((".", "?"))
        assert not re.search(
            r"\b[Aa] [aeio](?!ne)|(?<!of )\b1 (claims|items|lessons|cells)\b", f"{finding.problem} {finding.remedy}"
        )


def test_an_opinion_that_closes_what_follows_can_be_skipped(toy):
    opinion = "{id: more/one, kind: one, survey: true, stem: How?, section: S, options: [{text: A}, {text: B}]}"
    (toy / "questions" / "more.yaml").write_text(f"- {opinion}", encoding="utf-8")
    file = toy / "notebooks" / "01-toy.ipynb"
    text = file.read_text(encoding="utf-8").replace("toy/pears", "more/one")
    marker = '"id": "cell-9",\n   "metadata": {'
    file.write_text(text.replace(marker, f'{marker}\n    "tags": ["predict"],'), encoding="utf-8")
    found = [one.problem for one in report(open_course(toy), DAY).findings if one.code == "prediction-marked"]
    assert found == ['The cell is tagged predict, and "more/one" cannot be skipped.']


@pytest.mark.notebook
def test_running_the_lessons_finds_what_reading_them_cannot(toy):
    for fault in FAULTS:
        if "execute" in fault:
            plant(fault, toy)
    assert [one.code for one in report(open_course(toy), DAY).findings] == []
    found = report(open_course(toy), DAY, execute=True).findings
    assert [(one.code, one.where.file.name, one.where.cell) for one in found] == [
        ("output-differs", "01-toy.ipynb", 3), ("cell-fails", "02-toy.ipynb", 2),
    ]  # fmt: skip


def test_every_rule_has_a_planted_fault():
    assert {one["code"] for one in FAULTS} == set(RULES)


@pytest.mark.slow
def test_every_code_in_the_content_and_authoring_code_is_in_the_catalogue():
    package = Path(wso_lessons.__file__).parent
    folders = [package / part for part in ("content", "authoring", "quiz", "simulators")]
    files = [file for folder in folders for file in folder.rglob("*.py")] + [package / "tables" / "checks.py"]
    known = set(RULES) | set(REFUSALS)
    assert {code for file in files for code in _codes(file)} <= known


def _codes(file: Path) -> set[str]:
    """The codes that a module gives to findings."""
    makers = {"Finding", "finding", "_finding", "_refusal", "_wrong", "_note", "check_known"}
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if name in makers:
            words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            found.update(word for word in words if re.fullmatch(r"[a-z]+(-[a-z]+)+", word))
    return found
