"""Rules are read from a course or the one it extends, and their claims are checked."""

import re

from wso_lessons.content import open_course
from wso_lessons.content.layout import read_tree, yaml_files
from wso_lessons.simulators.arguments.argument import MapRules
from wso_lessons.simulators.rulebook import _claims_named, audit, read_rules

MANIFEST = """
id: mine
title: Mine
extends: wso_lessons
lessons:
  - {id: one, file: 01-one.ipynb, title: One, question: What?, minutes: 5, objectives: [Know], facts_as_of: 2026-06}
"""
MAP = "question: Mine?\nnodes:\n  - {id: a, kind: position, title: T, text: A, claims: [CLAIM]}\n"


def course_with(tmp_path, text):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "course.yaml").write_text(MANIFEST)
    if text:
        (tmp_path / "data" / "simulators").mkdir(parents=True)
        (tmp_path / "data" / "simulators" / "argument-map-cure.yaml").write_text(text)
    return open_course(tmp_path)


def test_every_claim_that_the_built_in_rules_name_is_in_the_ledger_and_none_is_unverified(built_in):
    assert audit(built_in) == []
    files = yaml_files(built_in.places.data / "simulators")
    named = {name for file in files for name, _ in _claims_named(read_tree(file))}
    assert len(named) > 100
    assert [name for name in named if built_in.claims[name].confidence == "unverified"] == []


def test_what_the_built_in_rules_say_rests_on_some_claim(built_in):
    for file in yaml_files(built_in.places.data / "simulators"):
        assert not re.search(r"claims: *(\[ *\]|\n(?! +- ))", file.read_text(encoding="utf-8")), file.name


def test_a_course_of_ones_own_falls_back_on_the_built_in_rules(tmp_path):
    assert read_rules(course_with(tmp_path, ""), MapRules, "argument-map-cure").question.startswith("Does the")


def test_a_courses_own_rules_come_first(tmp_path):
    made = course_with(tmp_path, MAP.replace("CLAIM", "moa-49"))
    assert read_rules(made, MapRules, "argument-map-cure").question == "Mine?"
    assert audit(made) == []


def test_an_unknown_claim_is_found_with_its_line_and_the_nearest_id(tmp_path):
    (finding,) = audit(course_with(tmp_path, MAP.replace("CLAIM", "moa-4999")))
    assert finding.code == "claim-unknown"
    assert str(finding.where).endswith("argument-map-cure.yaml:3")
    assert 'Did you mean "moa-49"?' in finding.problem


def test_rules_that_are_no_yaml_are_found(tmp_path):
    (finding,) = audit(course_with(tmp_path, "nodes: [\n"))
    assert finding.where.file.name == "argument-map-cure.yaml"
