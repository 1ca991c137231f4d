"""The shape of the house: imports go one way, no modules lean on each other in a circle, no room is a shed."""

import ast
import graphlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.world import ROOT

PACKAGE = "wso_lessons"
MOST_MODULES = 12  # more than these in one folder and nobody finds the right one by its name


def modules_of(root: Path) -> dict[str, Path]:
    """The package's modules by dotted name; a package's own name stands for its __init__."""
    files = sorted((root / PACKAGE).rglob("*.py"))
    return {".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def imports_of(name: str, modules: dict[str, Path]) -> set[str]:
    """Every module of the package that a module imports: at its top, for types alone, or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(modules[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            # `from package import module` leans on the module, `from module import name` on the module that is named.
            found |= (inside & modules.keys()) or {node.module}
    return (found & modules.keys()) - {name}


def circle_in(root: Path) -> list[str]:
    """The modules of one circle, or an empty list."""
    modules = modules_of(root)
    try:
        graphlib.TopologicalSorter({name: imports_of(name, modules) for name in modules}).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


@pytest.fixture
def copy(tmp_path):
    """A copy of the package and its law, to plant a fault in."""
    shutil.copytree(ROOT / PACKAGE, tmp_path / PACKAGE, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_no_modules_lean_on_each_other_in_a_circle_not_even_inside_functions():
    assert len(modules_of(ROOT)) > 100
    assert circle_in(ROOT) == []


def test_a_circle_hidden_by_an_import_in_a_function_is_found(copy):
    with (copy / PACKAGE / "ice" / "page.py").open("a", encoding="utf-8") as module:
        module.write("\n\ndef hidden():\n    from wso_lessons.ice.workbook import read_workbook\n")
    assert {"wso_lessons.ice.page", "wso_lessons.ice.workbook"} <= set(circle_in(copy))


def test_an_import_against_the_law_breaks_the_contract(copy):
    law = "import sys; from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    run = [sys.executable, "-c", law]
    kept = subprocess.run(run, cwd=copy, env={"PYTHONPATH": str(copy)}, capture_output=True, text=True, timeout=60)
    assert kept.returncode == 0, kept.stdout
    with (copy / PACKAGE / "content" / "findings.py").open("a", encoding="utf-8") as module:
        module.write("\n\ndef climb():\n    from wso_lessons.ice.package import Package\n")
    broken = subprocess.run(run, cwd=copy, env={"PYTHONPATH": str(copy)}, capture_output=True, text=True, timeout=60)
    assert broken.returncode == 1
    assert "wso_lessons.content.findings -> wso_lessons.ice.package" in broken.stdout


def test_no_folder_holds_more_modules_than_one_can_find_ones_way_in():
    folders = {file.parent for file in modules_of(ROOT).values()}
    crowded = {
        folder.relative_to(ROOT).as_posix(): count
        for folder in folders
        if (count := sum(file.name != "__init__.py" for file in folder.glob("*.py"))) > MOST_MODULES
    }
    assert crowded == {}
