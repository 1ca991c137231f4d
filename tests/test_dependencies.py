"""Every package that is imported is declared where it is needed, and every declared one is needed."""

import ast
import contextlib
import functools
import json
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions

import pytest

from tests.support.provide import PYSLET
from tests.support.world import ROOT

# Needed without an import of ours.
UNSEEN = {
    "anywidget": "its module draws our widgets in the page",
    "openpyxl": "pandas reads .xlsx files by it",
    "tzdata": "zoneinfo's zones where the system has none, as on Windows",
}
OURS = {"wso_lessons", "tests", "benchmarks"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def declared(*extras):
    """The names of the packages that an installation with these extras asks for."""
    lines = PROJECT["dependencies"] + [line for extra in extras for line in PROJECT["optional-dependencies"][extra]]
    return {normal(re.split(r"[<>=;\[ ]", line)[0]) for line in lines}


def normal(name):
    return name.lower().replace("_", "-")


def imports(text):
    """The top-level modules that a text of Python imports, at its top or in its functions."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (one.name.split(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def code_of(path):
    """A file's Python: a notebook's code cells without its magics."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    lines = [line.rstrip("\n") for cell in cells for line in [*cell["source"], ""]]
    return "\n".join(line for line in lines if not line.startswith("%"))


@functools.cache
def distributions():
    """The packages behind each module; asked once, since each is looked up on the disk."""
    return packages_distributions()


@functools.cache
def packages(*places):
    """The packages that files below these places import, without Python's own and ours."""
    known = distributions()
    found = {}
    for place in places:
        for path in sorted(place.rglob("*.*")) if place.is_dir() else [place]:
            if path.suffix in (".py", ".ipynb") and "templates" not in path.parts:
                for module in set(imports(code_of(path))) - sys.stdlib_module_names - OURS:
                    for package in known.get(module, [module]):
                        found.setdefault(normal(package), set()).add(path.relative_to(ROOT).as_posix())
    return found


@pytest.mark.slow
def test_the_package_and_the_lessons_import_only_what_an_installation_brings():
    found = packages(ROOT / "wso_lessons", ROOT / "notebooks")
    authors = {name for name, files in found.items() if all("/authoring/" in file for file in files)}
    missing = {name: files for name, files in found.items() if name not in declared()}
    assert {name: files for name, files in missing.items() if name not in authors & declared("author")} == {}


@pytest.mark.slow
@pytest.mark.parametrize("place", ["tests", "benchmarks", "conftest.py", "hatch_build.py"])
def test_the_tests_import_only_what_the_test_extra_brings(place):
    got = {PYSLET.split("==")[0]}  # by the suite itself, where it can be had
    found = packages(ROOT / place)
    assert {name: files for name, files in found.items() if name not in declared("test") | got} == {}


@pytest.mark.slow
def test_nothing_is_installed_that_is_not_needed():
    assert declared() - set(packages(ROOT / "wso_lessons", ROOT / "notebooks")) == set(UNSEEN)


def test_every_declared_package_has_its_pinned_version():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert declared("author", "test") - {normal(line.split("==")[0]) for line in lines} == set()


@pytest.mark.slow
def test_the_lowest_python_that_is_allowed_can_have_every_pinned_version():
    found = []
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        pin, _, marker = line.partition(";")
        name, version = pin.strip().split("==")
        with contextlib.suppress(PackageNotFoundError):
            needed = re.search(r">=\s*([\d.]+)", metadata(name)["Requires-Python"] or "")
            older = needed and [int(part) for part in needed[1].split(".")] > [3, 11]
            if (
                older
                and metadata(name)["Version"] == version
                and marker.strip() != f'python_full_version >= "{needed[1]}"'
            ):
                found.append(f"{pin.strip()} needs Python {needed[1]}")
    assert PROJECT["requires-python"] == ">=3.11"
    assert found == []


def test_an_import_in_a_function_is_seen():
    assert list(imports("def f():\n    from left_pad.side import pad\n    import os.path")) == ["left_pad", "os"]
