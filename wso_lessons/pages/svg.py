"""Reads a drawing (an SVG file) for a page: its known parts only, so that nothing in it acts, loads or styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from wso_lessons.pages.html import Markup, join, tag

SVG_TAGS = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"})
SVG_ATTRIBUTES = frozenset({
    "aria-label", "class", "cx", "cy", "d", "data-here", "dx", "dy", "fill", "fill-opacity", "fill-rule", "font-size",
    "font-style", "font-weight", "height", "opacity", "points", "r", "role", "rx", "ry", "stroke", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "stroke-width", "text-anchor", "transform", "viewBox", "width", "x", "x1",
    "x2", "y", "y1", "y2",
})  # fmt: skip
# A page brings its own title, words and style; a drawing's are for whoever opens the file alone.
_LEFT_OUT = frozenset({"title", "desc", "style", "metadata"})
_NAMES_ONLY = frozenset({"id", "version", "lang", "space"})
_SPACE = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing's root attributes, its parts as safe markup, the texts in it, and what was left out as unknown."""

    attributes: dict[str, str]
    parts: Markup
    texts: tuple[str, ...]
    refused: tuple[str, ...]

    def element(self, **attributes: object) -> Markup:
        """The drawing as an `svg` element with these attributes in place of the file's own."""
        return tag("svg", self.parts, **{**self.attributes, **attributes})


def read_drawing(text: str) -> Drawing:
    """The drawing in a file's text. Raises ValueError where it is no SVG document, or declares entities."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("it has a document type, which a drawing does not need")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise ValueError(f"it is no XML ({error})") from None
    if root.tag != f"{_SPACE}svg":
        raise ValueError("its outermost element is not svg")
    refused: list[str] = []
    attributes = _attributes(root, refused)
    try:
        parts = _inside(root, refused)
    except RecursionError:
        raise ValueError("its parts lie in one another too deep") from None
    return Drawing(attributes, parts, tuple(_texts(root)), tuple(dict.fromkeys(refused)))


def _inside(element: ElementTree.Element, refused: list[str]) -> Markup:
    is_text = _name(element) in ("text", "tspan")
    kept = [element.text.strip("\n") if is_text and element.text else ""]
    for child in element:
        name = _name(child)
        if name in SVG_TAGS:
            kept.append(tag(name, _inside(child, refused), **_attributes(child, refused)))
        elif name not in _LEFT_OUT:
            refused.append(f"<{name}>")
        if is_text and child.tail:
            kept.append(child.tail)
    return join(kept)


def _attributes(element: ElementTree.Element, refused: list[str]) -> dict[str, str]:
    kept = {}
    for key, value in element.attrib.items():
        name = key.rsplit("}", 1)[-1]
        if name in SVG_ATTRIBUTES and not loads(value):
            kept[name] = value
        elif name not in _NAMES_ONLY:
            refused.append(name)
    return kept


def loads(value: str) -> bool:
    """Whether an attribute's value may load a file; a drawing that needs a pattern can draw it."""
    return "url(" in value.lower()


def _texts(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter(f"{_SPACE}text"):
        yield " ".join("".join(element.itertext()).split())


def _name(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(_SPACE) if isinstance(element.tag, str) else "?"
