"""The package works from a wheel, and what an installed lesson needs stays light."""

import contextlib
import io
import json
import os
import subprocess
import sys
import zipfile

import pytest

from tests.support.world import ROOT

LOOK = """
import json, sys
from wso_lessons.content import open_course
course = open_course()
told = {
    "claims": {key: claim.text for key, claim in course.claims.items()},
    "lines": {key: claim.where.line for key, claim in course.claims.items()},
    "sources": sorted(course.sources), "terms": sorted(course.terms), "questions": sorted(course.question_rows),
    "cases": sorted(course.reference("cases")), "lessons": [entry.title for entry in course.lessons],
    "notebooks": [course.notebook(entry.id).is_file() for entry in course.lessons],
}
heavy = [name for name in ("yaml", "pandas", "matplotlib", "numpy") if name in sys.modules]
print(json.dumps({"told": told, "heavy": heavy, "root": course.root.name}))
"""
ASK = """
import json, sys
import ipywidgets
def compiled():
    files = {name: getattr(one, "__file__", "") or "" for name, one in sys.modules.items()}
    return {name for name, file in files.items() if "site-packages" in file and file.endswith((".so", ".pyd"))}
before = compiled()
from wso_lessons import open_lesson
lesson = open_lesson("04-agency-growth")
lesson.start(), lesson.ask("growth/what-is-504")._repr_mimebundle_()
heavy = [name for name in ("anywidget", "importlib.metadata", "wso_lessons.content.records") if name in sys.modules]
lesson.claim("growth-wso-2026-05-18"), lesson.sources()
heavy += compiled() - before
heavy += [name for name in ("pandas", "matplotlib", "numpy", "openpyxl") if name in sys.modules]
print(json.dumps([*heavy, *(name for name in sys.modules if ".quiz.kinds." in name or ".widgets.views." in name)]))
"""
WITHOUT = """
import sys
for name in ("pandas", "matplotlib", "numpy", "sqlite3", "_sqlite3", "yaml"):
    sys.modules[name] = None
from wso_lessons import open_lesson
lesson = open_lesson("04-agency-growth")
print(lesson.start(), lesson.ask("growth/what-is-504"), lesson.sources(), lesson.finish())
print(lesson.progress.notice)
"""


def run(code, path, cwd):
    environment = {**os.environ, "PYTHONPATH": str(path), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, env=environment, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel, built without a network and unpacked where nothing of the checkout is near."""
    from hatchling.builders.wheel import WheelBuilder

    folder = tmp_path_factory.mktemp("wheel")
    built = next(iter(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))
    with zipfile.ZipFile(built) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


@pytest.mark.slow
def test_the_wheel_holds_the_same_course_as_the_checkout_and_needs_no_yaml(unpacked, tmp_path):
    installed = json.loads(run(LOOK, unpacked, tmp_path))
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(LOOK, {})
    checkout = json.loads(said.getvalue())
    assert installed["told"] == checkout["told"]
    assert installed["root"] == "_course"
    assert installed["heavy"] == []
    assert all(installed["told"]["notebooks"])
    assert len(installed["told"]["claims"]) >= 250


@pytest.mark.slow
def test_the_wheel_holds_no_path_of_the_machine_that_built_it(unpacked):
    compiled = list((unpacked / "wso_lessons" / "_course" / "compiled").rglob("*.json"))
    assert len(compiled) > 50
    assert [file for file in compiled if str(ROOT) in file.read_text(encoding="utf-8")] == []
    record = next(unpacked.glob("*.dist-info/RECORD")).read_text(encoding="utf-8")
    for wanted in (
        "static/quiz.js",
        "workspace/jupyter/jupyter_server_config.json",
        "workspace/labextensions/wso-lessons/static/remoteEntry.",
        "_course/data/tables/roster.csv",
    ):
        assert wanted in record


@pytest.mark.slow
def test_a_cell_that_only_asks_imports_no_heavy_library_no_other_kind_of_question_and_no_model(unpacked, tmp_path):
    kinds = {f"wso_lessons.quiz.kinds.{name}" for name in ("registry", "one")}
    assert set(json.loads(run(ASK, unpacked, tmp_path).splitlines()[-1])) == kinds


@pytest.mark.slow
def test_a_lesson_without_charts_runs_where_compiled_libraries_and_sqlite_are_absent(unpacked, tmp_path):
    said = run(WITHOUT, unpacked, tmp_path)
    assert "504" in said
    assert "this Python has no SQLite" in said
