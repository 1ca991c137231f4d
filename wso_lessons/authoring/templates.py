"""The files that a new course or lesson begins with, filled in from the folder `templates`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from wso_lessons.notebook.cells import FOLDED

FOLDER = Path(__file__).with_name("templates")
# "%% code predict": the kind of a cell, and its tags.
_CELL = re.compile(r"^%% (markdown|code)((?: [a-z-]+)*)\n", re.MULTILINE)
# The signs that mean something in Markdown, HTML or a formula.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>$|#])")


def fill_template(name: str, words: Mapping[str, str]) -> str:
    """A template's text with its words put in."""
    return Template((FOLDER / name).read_text(encoding="utf-8")).substitute(words)


def yaml_text(text: str) -> str:
    """A text as YAML writes it on one line, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


def as_markdown(text: str) -> str:
    """A text whose signs mean nothing to Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def notebook(text: str) -> dict[str, Any]:
    """A notebook from a template's text: each cell begins with a line `%% markdown` or `%% code`, then its tags.

    "hidden" is no tag: it collapses a code cell.
    """
    parts = _CELL.split(text)[1:]
    cells = [_cell(parts[at], parts[at + 1].split(), parts[at + 2].strip("\n")) for at in range(0, len(parts), 3)]
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def _cell(kind: str, words: list[str], source: str) -> dict[str, object]:
    tags = [word for word in words if word != "hidden"]
    metadata: dict[str, object] = {"jupyter": {"source_hidden": True}} if "hidden" in words else {}
    metadata |= {"tags": tags} if tags else {}
    metadata |= {FOLDED: True} if "deeper" in tags else {}
    cell = {"cell_type": kind, "metadata": metadata, "source": source.splitlines(keepends=True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
