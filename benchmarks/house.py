"""How the house is built: sizes, names, types and words of the code, as one table.

    python benchmarks/house.py [FOLDER ...]

Each FOLDER is a checkout (this one by default; `git worktree add` gives an older one to compare). A function's length
leaves out its docstring; a module is a `.py` file of the package other than an empty `__init__.py`.
"""

from __future__ import annotations

import ast
import io
import re
import statistics
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGE = "wso_lessons"
HERE = Path(__file__).resolve().parents[1]
# A bare participle or adjective says neither what a function does nor what it returns.
_BARE = """
added asked bound broken built called changed checked chosen cited counted dated done drawn even found given joined
kept known linked listed made marked measured missing moved named noted numbered offered opened ordered packed padded
placed plain printed recorded rendered said seen sent shown signed sound spelled spoken standing stated stored taken
told turned used wanted withdrawn written
allowed compiled credited derived doubted graded indented locked mapped meant parsed redated redrawn refused renamed
rescued resumed searched settled skipped staged swapped typed uncited undated unlocated unmarked unused went worded
wrapped damaged fenced filled inherited interrupted opposed quoted related renumbered silent vouched watched
arrived begun compared covered dealt elapsed explained folded guarded heard hidden hung judged keyed missed paired
pointed remembered shortened solved stretched taught unlisted unmoved unrun
absolute active american bare countable doubtful fresh harmless hard invisible later light local loose near
nearest nearly passing public real safe short single still storable steady unsure whole wide
"""
BARE = frozenset(_BARE.split())

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A file of Python code, parsed."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @cached_property
    def functions(self) -> list[Function]:
        return [node for node in self.nodes if isinstance(node, Function)]

    @cached_property
    def annotations(self) -> list[str]:
        """Every annotation of a parameter, a return or a variable, as written."""
        written = (getattr(node, field, None) for node in self.nodes for field in ("annotation", "returns"))
        return [ast.unparse(one) for one in written if one is not None]

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @property
    def code_lines(self) -> int:
        return sum(bool(line.strip()) for line in self.text.splitlines())


def modules(folder: Path) -> list[Module]:
    """The modules below a folder, in order."""
    files = (path for path in sorted(folder.rglob("*.py")) if "templates" not in path.parts)
    found = (Module(path, path.read_text(encoding="utf-8")) for path in files)
    return [one for one in found if one.text.strip()]


def length(function: Function) -> int:
    """Lines of a function without its docstring and decorators."""
    first = function.body[0]
    words = ast.get_docstring(function, clean=False) is not None
    return (function.end_lineno or 0) - function.lineno + 1 - (first.end_lineno - first.lineno + 1 if words else 0)


def modules_per_folder(found: list[Module]) -> Counter[str]:
    """How many modules each folder holds, `__init__.py` left out."""
    return Counter(str(one.path.parent) for one in found if one.path.name != "__init__.py")


def with_any(found: list[Module]) -> dict[str, int]:
    """How many annotations of each module speak of `Any`, by its path."""
    counts = {one.path.as_posix(): sum("Any" in re.findall(r"\w+", a) for a in one.annotations) for one in found}
    return {path: count for path, count in counts.items() if count}


def public(module: Module) -> Iterator[Function | ast.ClassDef]:
    """The functions, classes and methods at the top of a module or class, without those that begin with `_`."""
    for node in module.tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (m for m in node.body if isinstance(m, Function) and not m.name.startswith("_"))


def comments(module: Module) -> tuple[int, int]:
    """Comments on a line of their own, and at a line's end; orders to tools are none."""
    own = end = 0
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.COMMENT and not re.match(r"#\s*(noqa|fmt:|type:|pragma)", token.string):
            if token.line.strip().startswith("#"):
                own += 1
            else:
                end += 1
    return own, end


def bare_names(found: list[Module]) -> Counter[str]:
    """Functions named by a bare participle or adjective, by name without underscores.

    A property that is true or false is left out: `answer.keyed` reads as what it is.
    """
    functions = (function.name for one in found for function in one.functions if not _is_true_or_false(function))
    names = (name.strip("_") for name in functions if not name.startswith("__"))  # __missing__ is named by Python
    return Counter(name for name in names if name in BARE)


def _is_true_or_false(function: Function) -> bool:
    decorators = {ast.unparse(one) for one in function.decorator_list}
    return "property" in decorators and function.returns is not None and ast.unparse(function.returns) == "bool"


def names_of_two_things(found: list[Module]) -> dict[str, list[str]]:
    """Classes, names of types and constants that two modules define under one name, each with its modules."""
    where: dict[str, list[str]] = {}
    for one in found:
        for node in one.tree.body:
            for name in _names_set(node):
                if name[0].isupper() and len(name) > 1:
                    where.setdefault(name, []).append(one.path.as_posix())
    return {name: files for name, files in sorted(where.items()) if len(set(files)) > 1}


def _names_set(node: ast.stmt) -> Iterator[str]:
    """The names that a statement gives to classes and values: `LEFT, RIGHT = 1, 2` gives two."""
    if isinstance(node, ast.ClassDef):
        yield node.name
    for target in node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]:
        for one in target.elts if isinstance(target, ast.Tuple) else [target]:
            if isinstance(one, ast.Name):
                yield one.id


def circles(code: list[Module]) -> int:
    """Groups of modules that import each other round in a circle, imports in functions and for types counted."""
    return sum(len(group) > 1 for group in _strong_groups(dict(_imports(code))))


def _imports(code: list[Module]) -> Iterator[tuple[str, set[str]]]:
    names = {_dotted(one.path): one for one in code}
    for name, one in names.items():
        found = set()
        for node in one.nodes:
            if isinstance(node, ast.ImportFrom) and node.module:
                parts = {f"{node.module}.{one.name}" for one in node.names}
                found |= {part if part in names else node.module for part in parts} & names.keys()
        yield name, found - {name}


def _dotted(path: Path) -> str:
    below = path.with_suffix("").as_posix().rpartition(f"/{PACKAGE}/")[2]
    return f"{PACKAGE}.{below}".replace("/", ".").removesuffix(".__init__")


def _strong_groups(graph: dict[str, set[str]]) -> Iterator[set[str]]:
    """Sets of nodes that reach each other (a node reaches few others here, so plain walks are fast enough)."""
    reached = {node: _reach(graph, node) for node in graph}
    left = set(graph)
    while left:
        node = left.pop()
        group = {node} | {other for other in reached[node] & left if node in reached[other]}
        left -= group
        yield group


def _reach(graph: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += graph.get(node, ())
    return seen


def measures(root: Path) -> dict[str, str]:
    """The table of one checkout."""
    code, tests = modules(root / PACKAGE), modules(root / "tests")
    lengths = [length(function) for one in code for function in one.functions]
    folders = modules_per_folder(code).most_common(1)[0]
    written = sum(len(module.annotations) for module in code)
    named = [one for module in code for one in public(module)]
    own, end = (sum(counts) for counts in zip(*map(comments, code), strict=True))
    lines, sizes = sum(one.lines for one in code), [one.lines for one in code]
    ratio = sum(one.code_lines for one in tests) / sum(one.code_lines for one in code)
    return {
        "modules": str(len(code)),
        "modules in the fullest folder": f"{folders[1]} ({Path(folders[0]).relative_to(root).as_posix()})",
        "lines of Python in the package": f"{lines:,}",
        "file: median, longest": f"{statistics.median(sizes):.0f}, {max(sizes)}",
        "functions; median, longest": f"{len(lengths):,}; {statistics.median(lengths):.0f}, {max(lengths)}",
        "circles of modules": str(circles(code)),
        "Any in annotations": _share(sum(with_any(code).values()), written),
        "public docstrings": _share(sum(ast.get_docstring(one) is not None for one in named), len(named)),
        "comments per 100 lines, own line and line end": f"{100 * own / lines:.1f} and {100 * end / lines:.1f}",
        "test : code, lines that are not blank": f"{ratio:.2f}",
        "functions named by a bare participle": str(bare_names(code).total()),
        "names of two classes, types or constants": str(len(names_of_two_things(code))),
    }


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % of {whole:,}"


def main(folders: list[str]) -> None:
    """Prints the table, a column for each checkout."""
    tables = [measures(Path(folder).resolve()) for folder in folders or [str(HERE)]]
    for name in tables[0]:
        print(f"| {name} | {' | '.join(table[name] for table in tables)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
