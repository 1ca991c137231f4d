"""What lies in a course's folder and is no file, or leads out of it: one finding, never a wait, never a traceback."""

from __future__ import annotations

import json
import os

import pytest

from wso_lessons.authoring.check import report
from wso_lessons.content import ContentError, open_course

DAY = "2026-06-05"
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="This system has no pipes in folders.")


def errors(course):
    return [(one.code, one.where.file.name) for one in report(open_course(course), DAY).errors]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("claims/more.yaml", "file-unreadable"),
        ("sources.yaml", "file-unreadable"),
        ("simulators/more.yaml", "file-unreadable"),
        ("notebooks/01-toy.ipynb", "notebook-unreadable"),
        ("tables/fruit.csv", "table-unreadable"),
        ("figures/bowl.svg", "figure-unreadable"),
    ],
)
def test_a_pipe_in_a_files_place_is_found_and_not_waited_for(toy, file, code):
    (toy / file).unlink(missing_ok=True)
    os.mkfifo(toy / file)
    found = errors(toy)
    assert (code, file.split("/")[-1]) in found
    # A table that cannot be read also cannot be measured.
    assert {one for one, _ in found} <= {code, "measure-fails"}


@pytest.mark.slow
@pytest.mark.parametrize("file", ["claims/more.yaml", "sources.yaml", "notebooks/01-toy.ipynb", "tables/fruit.csv"])
@pytest.mark.parametrize("target", ["/etc/hostname", "/dev/zero"])
def test_a_link_out_of_the_folder_is_found_and_not_followed(toy, file, target):
    (toy / file).unlink(missing_ok=True)
    (toy / file).symlink_to(target)
    assert ("path-outside", file.split("/")[-1]) in errors(toy)


def test_a_manifest_that_is_a_link_out_is_not_read(toy, tmp_path):
    (tmp_path / "outside.yaml").write_text("secret: yes", encoding="utf-8")
    (toy / "course.yaml").unlink()
    (toy / "course.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(ContentError, match="path-outside") as told:
        open_course(toy)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("name", ["simulators", "notebooks/bowl.svg", "unused"])
def test_a_link_out_is_found_though_no_rule_reads_what_it_leads_to(toy, tmp_path, name):
    (tmp_path / "outside").mkdir()
    if (toy / name).exists():
        (toy / name).rename(tmp_path / "outside" / "it")
    (toy / name).symlink_to(tmp_path / "outside" / "it")
    assert ("path-outside", name.split("/")[-1]) in errors(toy)


def test_a_link_within_the_folder_and_a_link_to_the_folder_are_followed(toy, tmp_path):
    (toy / "sources.yaml").rename(toy / "documents.yaml")
    (toy / "sources.yaml").symlink_to("documents.yaml")
    (tmp_path / "here").symlink_to(toy)
    assert errors(toy) == []
    assert errors(tmp_path / "here") == []


def test_a_link_in_a_circle_is_one_finding(toy):
    (toy / "claims" / "more.yaml").symlink_to("more.yaml")
    assert errors(toy) == [("file-unreadable", "more.yaml")]


@pytest.mark.parametrize("kind", ["{a: b}", "[a, b]"])
def test_a_kind_that_is_no_word_is_one_finding(toy, kind):
    path = toy / "questions" / "toy.yaml"
    path.write_text(path.read_text().replace("kind: number", f"kind: {kind}"))
    assert errors(toy) == [("kind-unknown", "toy.yaml")]


@pytest.mark.parametrize("change", [{"outputs": None}, {"outputs": [3]}, {"outputs": [{"data": [1]}]}])
def test_results_of_any_shape_can_be_checked(toy, change):
    path = toy / "notebooks" / "02-toy.ipynb"
    book = json.loads(path.read_text())
    for cell in book["cells"]:
        cell.update(change if cell["cell_type"] == "code" else {})
    path.write_text(json.dumps(book))
    assert {code for code, _ in errors(toy)} <= {"output-missing"}


def test_cells_that_are_no_cells_are_one_finding(toy):
    path = toy / "notebooks" / "02-toy.ipynb"
    path.write_text(json.dumps({**json.loads(path.read_text()), "cells": [3, "a"]}))
    assert errors(toy) == [("notebook-unreadable", "02-toy.ipynb")]


def test_a_nul_in_a_path_is_one_finding_with_its_line(toy):
    path = toy / "course.yaml"
    path.write_text(path.read_text().replace("file: 01-toy.ipynb", r'file: "01\0toy.ipynb"'))
    with pytest.raises(ContentError, match=r"course.yaml:5: .* NUL"):
        open_course(toy)
