"""The house keeps its law, its sizes and its names, and says in words what each public name is and may raise."""

import ast
import importlib.util
import inspect
import io
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
from dataclasses import dataclass

import pytest

from tests.support.world import ROOT

pytestmark = pytest.mark.slow  # it reads all of the package

_spec = importlib.util.spec_from_file_location("house", ROOT / "benchmarks" / "house.py")
house = importlib.util.module_from_spec(_spec)
sys.modules["house"] = house  # where a dataclass looks for its module
_spec.loader.exec_module(house)

MODULES, FUNCTION, FILE = 12, 40, 400
# How the names of numbers begin or end beyond which something is refused, cut off or said.
LIMIT = re.compile(r"^(?:MOST|MAX|MIN|LEAST|FEW|LONGEST|LARGEST|SHORTEST)(?:_|$)|_LIMIT$")

# Why a room's annotations may say Any; elsewhere the type is known, or `object` will do.
_ROWS = "a course's YAML, and records of every kind, are typed by their readers alone"
_JSON = "the values of stored JSON differ by kind; readers check what they use"
_ANSWER = "each kind of question has its own form of answer, and reads it itself"
_VIEW = "each view has facts of its own, of several types"
_LIBRARY = "the library tells no type"
ANY_BECAUSE = {
    "authoring": _ROWS,
    "charts": _LIBRARY,
    "content": _ROWS,
    "exports": _ANSWER,
    "ice": _LIBRARY,
    "pages": _ROWS,
    "progress": _JSON,
    "quiz": _ANSWER,
    "refresh": _ROWS,
    "reports": _ANSWER,
    "simulators": _ROWS,
    "widgets": _VIEW,
    "workspace": _LIBRARY,
}
ANY_IN_A_HUNDRED = 2
RAISED = ("ContentError", "LessonError", "OSError", "ReceiptError", "StartError", "UnknownId", "ValueError")


@pytest.fixture(scope="module")
def code():
    return house.modules(ROOT / "wso_lessons")


@pytest.fixture
def trees(code):
    """The parsed modules, by their place in the repository."""
    return {str(one.path.relative_to(ROOT)): one.tree for one in code}


@pytest.fixture
def copy(tmp_path):
    """A copy of the package and its law, to plant a fault in."""
    shutil.copytree(
        ROOT / "wso_lessons", tmp_path / "wso_lessons", ignore=shutil.ignore_patterns("__pycache__", "static")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def planted(folder, **files):
    """Modules with the given texts."""
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return house.modules(folder)


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


def makers_of_errors(trees):
    """The error that each function gives whose annotation is an error's name, by the function's name."""
    functions = (one for tree in trees.values() for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))
    return {one.name: name for one in functions if one.returns and (name := ast.unparse(one.returns)) in RAISED}


def outside_tries(node):
    """The parts of a function that stand in no try: what is raised in one may be caught there."""
    yield node
    for part in ast.iter_child_nodes(node):
        if not isinstance(part, ast.Try):
            yield from outside_tries(part)


def private_functions(trees):
    """The private functions of each module, by their names, those of classes too."""
    return {
        module: {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name[0] == "_"}
        for module, tree in trees.items()
    }


def with_helpers(node, private, seen):
    """A function, and the private ones of its module that it calls outside of a try, and those that they call."""
    yield node
    for call in (one for one in outside_tries(node) if isinstance(one, ast.Call)):
        name = ast.unparse(call.func).removeprefix("self.")
        if name in private and name not in seen:
            yield from with_helpers(private[name], private, seen | {name})


def raised(node, makers):
    """The errors that a function raises by name, or by the function that makes them."""
    for one in ast.walk(node):
        if isinstance(one, ast.Raise) and one.exc is not None:
            dotted = ast.unparse(one.exc.func if isinstance(one.exc, ast.Call) else one.exc).split(".")
            name = makers.get(dotted[-1], dotted[0])
            if name in RAISED:
                yield name


def is_command(node):
    """Whether a function is a verb of the command line, whose docstring is its help."""
    return any("command(" in ast.unparse(one) for one in getattr(node, "decorator_list", ()))


def without_words(trees):
    return [one.where for one in public_names(trees) if not one.words]


def silent_on_errors(trees):
    functions = (one for one in public_names(trees) if isinstance(one.node, ast.FunctionDef))
    makers, private = makers_of_errors(trees), private_functions(trees)
    return sorted(
        {f"{one.where} raises {name}" for one in functions if not is_command(one.node)
         for part in with_helpers(one.node, private[one.where.split(": ")[0]], frozenset())
         for name in raised(part, makers) if name not in one.words}
    )  # fmt: skip


def comment_lines(text):
    """The numbers of the lines that are comments, and of those that end in one; orders to tools are none."""
    tokens = [one for one in tokenize.generate_tokens(io.StringIO(text).readline) if one.type == tokenize.COMMENT]
    said = [one for one in tokens if not re.match(r"#\s*(noqa|fmt:|type:|pragma)", one.string)]
    whole = {one.start[0] for one in said if one.line.lstrip().startswith("#")}
    return whole, {one.start[0] for one in said} - whole


def is_pattern(statement):
    return "re.compile(" in ast.unparse(statement)


def is_limit(statement):
    """Whether a statement names numbers as limits, one or several in a line."""
    names = [one.id for target in getattr(statement, "targets", ()) for one in ast.walk(target) if hasattr(one, "id")]
    numbers = [one.value for one in ast.walk(statement) if isinstance(one, ast.Constant)]
    return any(LIMIT.search(name) for name in names) and all(type(one) in (int, float) for one in numbers)


def without_reason(module, is_wanted):
    """The lines of such statements at a module's top that have no comment in them or right above.

    One comment may stand over several, if they follow one another without another line between them.
    """
    kinds = ast.Assign | ast.AnnAssign
    wanted = [one for one in module.tree.body if isinstance(one, kinds) and is_wanted(one)]
    whole, beside = comment_lines(module.text) if wanted else (set(), set())
    found, covered = [], set()  # lines that a comment above speaks of
    for statement in wanted:
        lines = set(range(statement.lineno, statement.end_lineno + 1))
        if statement.lineno - 1 in whole | covered:
            covered |= lines
        elif not (whole | beside) & lines:
            found.append(statement.lineno)
    return found


def test_an_import_against_the_law_breaks_the_contract(copy):
    law = "import sys; from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    run = [sys.executable, "-c", law]
    with (copy / "wso_lessons" / "content" / "findings.py").open("a", encoding="utf-8") as module:
        module.write("\n\ndef climb():\n    from wso_lessons.ice.xlsx_file import Package\n")
    broken = subprocess.run(run, cwd=copy, env={"PYTHONPATH": str(copy)}, capture_output=True, text=True, timeout=600)
    assert broken.returncode == 1
    chains = re.findall(r"- +(\S+ -> \S+)", broken.stdout)
    assert chains == ["wso_lessons.content.findings -> wso_lessons.ice.xlsx_file"], "The one that was planted"


def test_every_pattern_and_every_limit_says_what_it_is_for_or_why_it_is_so(code):
    bare = {(one.path.name, line) for one in code for kind in (is_pattern, is_limit)
            for line in without_reason(one, kind)}  # fmt: skip
    assert bare == set()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("# Why.\n_A = re.compile('a')\n_B = re.compile('b')\n", []),
        ("_A = re.compile('a')  # Why.\n_B = re.compile('#')\n", [2]),
        ("# Why.\nX = 1\n_A = re.compile('a')\n", [3]),
        ("# Why.\nX = 1\n\n_A = re.compile('a')\n", [4]),
        ("MOST = 9\nLEAST, LOW = 1, 2  # bytes\nPAGE_LIMIT = 0.3\nNAME = 1\n", [1, 3]),
        ("# Why.\nMAX_A = 1\nMAX_B = 2\n\nMOST_TEXT = 'so'\n", []),
    ],
)
def test_a_reason_that_belongs_to_another_line_is_none(text, bare):
    module = house.Module(ROOT, text)
    assert without_reason(module, is_pattern) + without_reason(module, is_limit) == bare


def test_no_folder_holds_more_than_twelve_modules(code):
    counts = {folder[len(str(ROOT)) + 1 :]: number for folder, number in house.modules_per_folder(code).items()}
    assert {one: number for one, number in counts.items() if number > MODULES} == {}


def test_no_function_is_longer_than_forty_lines_and_no_file_longer_than_four_hundred(code):
    long = [(one.path.name, f.name) for one in code for f in one.functions if house.length(f) > FUNCTION]
    assert long == []
    assert [one.path.name for one in code if one.lines > FILE] == []


def test_modules_do_not_import_each_other_in_a_circle(code):
    assert house.circles(code) == 0


def test_no_more_functions_are_named_by_a_bare_participle(code):
    found = house.bare_names(code)
    assert found == {}, "Name what is done or what is returned: number_in_words, not written."


def test_no_class_type_or_constant_shares_its_name_with_another_thing(code):
    assert house.names_of_two_things(code) == {}


def test_any_stands_where_a_type_is_not_known_and_nowhere_else(code):
    found = house.with_any(code)
    rooms = {path[len(f"{ROOT}/wso_lessons/") :].split("/")[0] for path in found}
    assert rooms == set(ANY_BECAUSE)
    assert 100 * sum(found.values()) <= ANY_IN_A_HUNDRED * sum(len(one.annotations) for one in code)


def test_the_measures_see_what_they_are_there_for(tmp_path):
    found = planted(
        tmp_path,
        one="class Page:\n    @property\n    def told(self) -> bool:\n        return 1\n"
        "    def _told(self):\n        return 1\nLIMIT, LEFT = 3, 4\nShape = int | str\n",
        two="class Page:\n    pass\nLIMIT: int = 4\nLEFT = 1\nclass Shape:\n    pass\n"
        'def told() -> Any:\n    """Of two\n    """\n    return 2  # so\n',
    )
    assert house.bare_names(found) == {"told": 2}
    assert sorted(house.names_of_two_things(found)) == ["LEFT", "LIMIT", "Page", "Shape"]
    assert [house.length(f) for one in found for f in one.functions] == [2, 2, 2]
    assert [house.comments(one) for one in found] == [(0, 0), (0, 1)]
    assert house.with_any(found) == {(tmp_path / "two.py").as_posix(): 1}


def test_a_circle_hidden_in_a_function_is_seen(tmp_path):
    package = tmp_path / "wso_lessons"
    package.mkdir()
    found = planted(
        package,
        one="def show():\n    from wso_lessons.two import page\n    return page\n",
        two="from wso_lessons.one import show\npage = 1\n",
    )
    assert house.circles(found) == 1


def test_every_public_name_has_a_docstring(trees):
    assert without_words(trees) == []


def test_every_module_begins_with_a_sentence(trees):
    assert [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def test_every_public_function_that_raises_says_what(trees):
    assert silent_on_errors(trees) == []


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
            def clear(self):
                """Without rows."""
                raise self._refusal()
            def _refusal(self) -> ContentError:
                return ContentError(2)
            def sort(self):
                """In order."""
                return self._order()
            def _order(self):
                raise ValueError
            def mix(self):
                """In no order."""
                try:
                    self._order()
                except ValueError:
                    return
    '''
    tree = {"tables.py": ast.parse(inspect.cleandoc(text))}
    assert without_words(tree) == ["tables.py: load"]
    said = ["Short.clear raises ContentError", "Short.ends raises ContentError", "Short.sort raises ValueError"]
    said.append("load raises UnknownId")
    assert silent_on_errors(tree) == [f"tables.py: {one}" for one in said]


def test_every_rule_of_ruff_that_is_left_out_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^ignore = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)[1]
    folders = re.search(r"^\[tool.ruff.lint.per-file-ignores\]\n(.*?)^$", text, re.MULTILINE | re.DOTALL)[1]
    assert [line.strip() for line in (block + folders).splitlines() if "#" not in line] == []
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    assert set(re.findall(r'"([A-Z]+\d+)"', block)) == set(lint["ignore"])
    assert re.findall(r'^"(\S+)" =', folders, re.MULTILINE) == list(lint["per-file-ignores"])


def orders_without_reason(text):
    """The numbers of the lines that tell a linter or mypy to look away, and do not say why."""
    order = re.compile(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z-]+\])\s*(?:#.*fmt:.*)?$")
    return [number for number, line in enumerate(text.splitlines(), 1) if order.search(line)]


def test_every_order_to_a_linter_says_why(code):
    assert {one.path.name: found for one in code if (found := orders_without_reason(one.text))} == {}
    assert orders_without_reason("a = 1  # noqa: E501\nb = 2  # noqa: E501 - so\nc()  # type: ignore[misc]\n") == [1, 3]
