"""Diagrams on paper: a Mermaid flowchart, which JupyterLab draws, as a list of its arrows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from wso_lessons.pages.html import Markup, join, tag

# Mermaid's own grammar, as far as lessons use it: a block of code that is a diagram; a box with its words, A["Words"],
# A{"Words"} or A("Words"); an arrow with or without words; lines that draw nothing; the title for screen readers.
_BLOCK = re.compile(r'<pre><code class="language-mermaid">(.*?)</code></pre>', re.DOTALL)
_NODE = re.compile(r'(\w+)\s*(?:\[\s*"([^"]*)"\s*\]|\{\s*"([^"]*)"\s*\}|\(\s*"([^"]*)"\s*\))')
_ARROW = re.compile(r"\s*(?:-->\|([^|]*)\||--\s+(.+?)\s+-->|-\.\s*(.+?)\s*\.->|-->|-\.->|---)\s*")
_FRAME = re.compile(r"(?:flowchart|graph|direction|end|subgraph|accDescr)\b|%%")
_TITLE = re.compile(r"accTitle:\s*(.+)")


def list_arrows(page: Markup) -> Markup:
    """A page with each flowchart as a list of arrows; a diagram of another kind stays as its text."""
    return Markup(_BLOCK.sub(_list_of_arrows, page))


def _list_of_arrows(found: re.Match[str]) -> str:
    source = html.unescape(found[1])
    names: dict[str, str] = {}
    title, rows = "", []
    for line in source.splitlines():
        plain = _NODE.sub(lambda node: _note_name(node, names), line).strip()
        if told := _TITLE.match(plain):
            title = told[1]
        elif _ARROW.search(plain):
            rows += list(_arrows(plain))
        elif plain and not _FRAME.match(plain) and plain not in names:
            return found[0]
    if not rows:
        return found[0]
    shown = tag("ul", *(_row(names, *row) for row in rows))
    return tag("div", tag("p", title or "The diagram, arrow by arrow:", class_="small"), shown, class_="diagram")


def _note_name(node: re.Match[str], names: dict[str, str]) -> str:
    # Mermaid breaks a label's line as HTML does.
    names[node[1]] = " ".join(re.sub(r"<br\s*/?>", " ", node[2] or node[3] or node[4] or "").split())
    return node[1]


def _arrows(line: str) -> Iterator[tuple[str, str, str]]:
    """From, label and to of each arrow in a line such as `A -->|yes| B --> C`."""
    ends = _ARROW.split(line)
    for place in range(0, len(ends) - 4, 4):
        start, *labels, end = ends[place : place + 5]
        yield start, next((label for label in labels if label), ""), end


def _row(names: dict[str, str], start: str, label: str, end: str) -> Markup:
    box = [tag("span", names.get(name, name), class_="node") for name in (start, end)]
    return tag("li", join((box[0], f" {label} → " if label else " → ", box[1])))
