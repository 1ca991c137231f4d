"""Every public name says in a sentence what it is, and a function that raises says what."""

import ast
import functools
import inspect
import re
import tomllib
from dataclasses import dataclass

from tests.support.world import ROOT

RAISED = ("ContentError", "UnknownId", "ValueError")


@dataclass(frozen=True)
class Name:
    """A public function, class or method: where it stands, its node, and its words, with those it inherits."""

    where: str
    node: ast.AST
    words: str


def is_protocol(node):
    """Whether a class only names what others have: its own docstring says what for."""
    return any("Protocol" in ast.unparse(base) for base in node.bases)


def public_names(trees):
    """Public names of modules; a method's words are its own and those of methods that it may override, by name."""
    classes = [node for tree in trees.values() for node in tree.body if isinstance(node, ast.ClassDef)]
    inherited = {}
    for method in (one for owner in classes for one in owner.body if isinstance(one, ast.FunctionDef)):
        inherited.setdefault(method.name, []).append(ast.get_docstring(method) or "")
    for module, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield Name(f"{module}: {node.name}", node, ast.get_docstring(node) or "")
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not is_protocol(node):
                for one in node.body:
                    if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
                        words = "\n".join([ast.get_docstring(one) or "", *inherited[one.name]])
                        yield Name(f"{module}: {node.name}.{one.name}", one, words.strip())


@functools.cache  # read for each test, changed by none
def package():
    files = (path for path in sorted((ROOT / "wso_lessons").rglob("*.py")) if "templates" not in path.parts)
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in files}


def raised(node):
    """The errors that a function raises by name."""
    for one in ast.walk(node):
        if isinstance(one, ast.Raise) and one.exc is not None:
            name = ast.unparse(one.exc.func if isinstance(one.exc, ast.Call) else one.exc).split(".")[0]
            if name in RAISED:
                yield name


def is_command(node):
    """Whether a function is a verb of the command line, whose docstring is its help."""
    return any("command(" in ast.unparse(one) for one in getattr(node, "decorator_list", ()))


def without_words(trees):
    return [one.where for one in public_names(trees) if not one.words]


def silent_on_errors(trees):
    functions = (one for one in public_names(trees) if isinstance(one.node, ast.FunctionDef))
    return sorted(
        {f"{one.where} raises {name}" for one in functions if not is_command(one.node) for name in raised(one.node)
         if name not in one.words}
    )  # fmt: skip


def test_every_public_name_has_a_docstring():
    assert without_words(package()) == []


def test_every_module_begins_with_a_sentence():
    assert [name for name, tree in package().items() if tree.body and not ast.get_docstring(tree)] == []


def test_every_public_function_that_raises_says_what():
    assert silent_on_errors(package()) == []


def test_a_missing_sentence_and_an_unsaid_error_are_seen():
    text = '''
        def load(name):
            raise UnknownId("table", name, ())
        class Table:
            """Rows."""
            def rows(self):
                """Each row. Raises ValueError where there is none."""
                raise ValueError
        class Short(Table):
            """Few rows."""
            def rows(self):
                raise ValueError
            def ends(self):
                """The last."""
                raise ContentError(1)
    '''
    tree = {"tables.py": ast.parse(inspect.cleandoc(text))}
    assert without_words(tree) == ["tables.py: load"]
    assert silent_on_errors(tree) == ["tables.py: Short.ends raises ContentError", "tables.py: load raises UnknownId"]


def test_every_rule_of_ruff_that_is_left_out_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^ignore = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)[1]
    assert [line.strip() for line in block.splitlines() if "#" not in line] == []
    assert set(re.findall(r'"([A-Z]+\d+)"', block)) == set(tomllib.loads(text)["tool"]["ruff"]["lint"]["ignore"])
