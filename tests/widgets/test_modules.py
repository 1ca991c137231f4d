"""The page's modules: joined into one text that a page can load alone, and their own tests, run by node."""

import re
import shutil
import subprocess

import pytest

from tests.support.world import ROOT
from wso_lessons.widgets import modules
from wso_lessons.widgets.modules import MODULE_FOLDER, bundle, style_sheet

NODE = shutil.which("node")
TOP_NAME = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("name", ["quiz.js", "simulator.js", "note.js"])
def test_a_bundle_imports_nothing_exports_one_thing_and_names_nothing_twice(name):
    text = bundle(name)
    assert "import " not in text.replace("import { ", "import {")
    assert re.findall(r"^export .*", text, re.MULTILINE) == ["export default { render };"]
    names = TOP_NAME.findall(text)
    assert len(names) == len(set(names)), sorted(one for one in names if names.count(one) > 1)


@pytest.mark.slow
@pytest.mark.skipif(NODE is None, reason="node cannot be had here")
@pytest.mark.parametrize("name", ["quiz.js", "simulator.js", "note.js"])
def test_a_bundle_is_a_module(name, tmp_path):
    file = tmp_path / "module.mjs"
    file.write_text(bundle(name), encoding="utf-8")
    run = subprocess.run([NODE, "--check", file], capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stderr


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Writes modules into a folder that stands for `static/`."""
    monkeypatch.setattr(modules, "MODULE_FOLDER", tmp_path)
    bundle.cache_clear()
    yield lambda **texts: [(tmp_path / f"{name}.js").write_text(text) for name, text in texts.items()]
    bundle.cache_clear()


def test_a_module_stands_after_those_it_imports_and_each_stands_once(folder):
    folder(
        one='import { two } from "./two.js";\nimport {\n  three,\n} from "./three.js";\nexport default two;\n',
        two='import { three } from "./three.js";\nexport const two = three;\n',
        three="export const three = 3;\n",
    )
    assert bundle("one.js").split() == [
        "const",
        "three",
        "=",
        "3;",
        "const",
        "two",
        "=",
        "three;",
        "export",
        "default",
        "two;",
    ]


def test_modules_that_import_each_other_are_refused(folder):
    folder(one='import { two } from "./two.js";\n', two='import { one } from "./one.js";\n')
    with pytest.raises(ValueError, match=r"one\.js -> two\.js -> one\.js"):
        bundle("one.js")


def test_an_import_from_elsewhere_is_refused(folder):
    folder(one='import { x } from "https://example.org/x.js";\n')
    with pytest.raises(ValueError, match="not a list of names from a neighbor"):
        bundle("one.js")


def test_no_line_of_a_module_or_style_sheet_is_longer_than_120():
    """All that stand in the checkout; what JupyterLab's builder wrote is not for readers."""
    folders = [ROOT / name for name in ("wso_lessons", "labextension", "tests", "benchmarks")]
    found = [file for folder in folders for file in folder.rglob("*") if file.suffix in (".js", ".mjs", ".css")]
    files = [file for file in found if not {"labextensions", "node_modules"} & set(file.parts)]
    assert len(files) > 50
    assert [
        f"{f.relative_to(ROOT)}:{n}"
        for f in files for n, line in enumerate(f.read_text("utf-8").splitlines(), 1) if len(line) > 120
    ] == []  # fmt: skip


def test_style_sheets_are_joined_in_order():
    assert style_sheet("quiz.css", "stage.css").startswith((MODULE_FOLDER / "quiz.css").read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.skipif(NODE is None, reason="node cannot be had here")
def test_the_modules_own_tests_pass():
    files = sorted((ROOT / "tests" / "js").glob("*.test.mjs"))
    run = subprocess.run([NODE, "--test", *files], capture_output=True, text=True, timeout=600, cwd=ROOT)
    assert run.returncode == 0, run.stdout[-3000:]
    assert re.search(r"^# tests [1-9]", run.stdout, re.MULTILINE), "node ran no tests"
