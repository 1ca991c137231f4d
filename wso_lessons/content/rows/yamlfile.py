"""Reads YAML into plain trees that remember where each key was written.

Scalars stay text (`no` is "no", `2019-05-06` is "2019-05-06"): a record's own fields say what they become.
Tags, anchors and aliases are refused, so that nothing in a file can run or grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from wso_lessons.content.files import check_ordinary, failure_reason
from wso_lessons.content.findings import ContentError, Where

# Beyond any course's own: a course may come from anyone, and its YAML is not to fill memory or Python's stack.
MAX_BYTES = 4_000_000
MAX_DEPTH = 40


class Placed:
    """What stands at a line of a file."""

    __slots__ = ()
    file: Path
    line: int

    @property
    def where(self) -> Where:
        """The file and line."""
        return Where(self.file, self.line)


class Row(dict[str, Any], Placed):
    """A YAML mapping with its file, its line, and the line of each key."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: Path, line: int, values: Mapping[str, Any] = {}, lines: Mapping[str, int] = {}) -> None:
        super().__init__(values)
        self.file, self.line, self.lines = file, line, dict(lines)

    def at(self, key: str) -> Where:
        """Where `key` was written, or where the mapping begins."""
        return Where(self.file, self.lines.get(key, self.line))


class Rows(list[Any], Placed):
    """A YAML sequence with its file and line."""

    __slots__ = ("file", "line")

    def __init__(self, file: Path, line: int, entries: Iterable[Any] = ()) -> None:
        super().__init__(entries)
        self.file, self.line = file, line


def read_yaml(path: Path) -> object:
    """The tree in a YAML file: `Row`, `Rows`, text or None.

    Raises ContentError with the file and line where the file cannot be read, is no YAML, repeats a key,
    uses a tag, an anchor or an alias, nests deeper than 40 levels, or is larger than 4 MB.
    """
    return parse_yaml(_text_of(path), path)


def parse_yaml(text: str, path: Path) -> object:
    """The tree in a YAML text; `path` is named in findings. Raises ContentError as `read_yaml` does."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _tree(yaml.parse(text, Loader=loader), path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        line, problem, remedy = _explain(text, line, str(error.problem))
        raise ContentError.at(Where(path, line), "yaml-syntax", problem, remedy) from None
    except yaml.YAMLError as error:
        first = (str(error).splitlines() or ["unreadable"])[0]
        raise ContentError.at(Where(path, 1), "yaml-syntax", f"This is not YAML: {first}.", "Mend the file.") from None


# What breaks YAML for people who write sentences: what the line looks like, what is wrong, how to mend it. The order
# counts: marks of a merge first, since what stands between them fails in any way.
_MERGE = re.compile(r"^(<{7}|={7}|>{7})(?: |$)")
_COLON = re.compile(r"^\s*(?:- )?[\w-]+:\s+[^\"'\s>|{\[].*: ")
_CURLY = re.compile(r"^\s*(?:- )?(?:[\w-]+:\s+)?[“”‘’]")


def _explain(text: str, line: int, problem: str) -> tuple[int, str, str]:
    """The line, fault and remedy of a YAML error in the words of somebody who writes sentences."""
    lines = text.splitlines()
    here = lines[line - 1] if line <= len(lines) else ""
    for number, one in enumerate(lines, start=1):
        if _MERGE.match(one):
            return number, "Two versions of this file were merged and not settled.", (
                "Keep one of the two between <<<<<<< and >>>>>>>, and take the marks out.")  # fmt: skip
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return line, "This line begins with a tab.", "Begin it with spaces, as many as the lines around it."
    if _COLON.match(here):
        curly = " Curly ones do not count." if _CURLY.match(here) else ""
        return line, "A colon with a space after it stands in this text.", (
            f'Put the whole text into straight quotation marks: "...".{curly}')  # fmt: skip
    if "mapping values are not allowed" in problem or "block" in problem or "expected" in problem:
        return line, "This line does not fit the one above it.", (
            "Begin it as far to the right as the lines beside it, and close every quotation mark above.")  # fmt: skip
    return line, f"This is not YAML: {problem}.", "Mend it here or above."


def _text_of(path: Path) -> str:
    try:
        check_ordinary(path)
        if path.stat().st_size > MAX_BYTES:
            raise ContentError.at(
                path, "file-too-large", "The file is larger than 4 MB.", "Split it into several files."
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ContentError.at(path, "file-unreadable", "The file is not UTF-8 text.", "Save it as UTF-8.") from None
    except OSError as error:
        problem = f"The file cannot be read: {failure_reason(error)}."
        raise ContentError.at(path, "file-unreadable", problem, "Check its name and rights.") from None


def _tree(events: Iterator[Any], path: Path) -> Any:
    """Builds the tree without recursion; a stack holds the open collections and, for mappings, the waiting key."""
    root: list[Any] = []
    stack: list[tuple[Any, list[str]]] = []
    for event in events:
        name = type(event).__name__
        if name == "ScalarEvent":
            _refuse_magic(event, path)
            plain_nothing = event.style in (None, "") and event.value in ("", "~", "null")
            _place(stack, root, None if plain_nothing else event.value, event, path)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            _refuse_magic(event, path)
            kind = Row if name == "MappingStartEvent" else Rows
            value = kind(path, event.start_mark.line + 1)
            _place(stack, root, value, event, path)
            if len(stack) >= MAX_DEPTH:
                _refuse(event, path, "yaml-depth", "This nests deeper than 40 levels.", "Flatten it.")
            stack.append((value, []))
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            stack.pop()
        elif name == "AliasEvent":
            _refuse(event, path, "yaml-alias", "Aliases (*name) are not used here.", "Write the value out.")
        elif name == "DocumentStartEvent" and root:
            _refuse(event, path, "yaml-documents", "A second document begins here.", "Keep one per file.")
    return root[0] if root else None


def _refuse(event: Any, path: Path, code: str, problem: str, remedy: str) -> NoReturn:
    raise ContentError.at(Where(path, event.start_mark.line + 1), code, problem, remedy)


def _refuse_magic(event: Any, path: Path) -> None:
    if event.anchor:
        _refuse(event, path, "yaml-alias", f"Anchors (&{event.anchor}) are not used here.", "Remove it.")
    if "\0" in getattr(event, "value", ""):
        _refuse(event, path, "yaml-syntax", "A text holds a NUL, which no name of a file may hold.", "Take \\0 out.")
    if event.tag and event.tag != "!":
        _refuse(event, path, "yaml-tag", f"The tag {event.tag} is not used here.", "Remove it.")


def _place(stack: list[tuple[Any, list[str]]], root: list[Any], value: Any, event: Any, path: Path) -> None:
    if not stack:
        root.append(value)
        return
    holder, waiting = stack[-1]
    if isinstance(holder, Rows):
        holder.append(value)
    elif not waiting:
        _open_key(holder, waiting, value, event, path)
    else:
        holder[waiting.pop()] = value


def _open_key(holder: Row, waiting: list[str], key: Any, event: Any, path: Path) -> None:
    if not isinstance(key, str):
        _refuse(event, path, "yaml-key", "A key must be a word.", "Write `name: value`.")
    if key in holder.lines:
        remedy = f"First at line {holder.lines[key]}; keep one."
        _refuse(event, path, "key-duplicate", f'The key "{key}" stands twice.', remedy)
    holder.lines[key] = event.start_mark.line + 1
    waiting.append(key)
