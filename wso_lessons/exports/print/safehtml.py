"""HTML from lessons made safe to put on a page: known tags and attributes only, nothing that acts or loads."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection

from wso_lessons.pages import svg
from wso_lessons.pages.html import Markup

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "mark", "ol", "p", "pre",
    "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul",
}) | svg.SVG_TAGS  # fmt: skip
ATTRIBUTES = frozenset({
    "aria-hidden", "aria-label", "class", "colspan", "datetime", "dir", "hidden", "id", "lang", "role", "rowspan",
    "scope", "title",
})  # fmt: skip
# What stands between these is no text. The reader of HTML gives an SVG element its own spelling.
SILENT = frozenset({
    "defs", "desc", "foreignObject", "foreignobject", "iframe", "math", "metadata", "noscript", "object", "script",
    "style", "template", "title",
})  # fmt: skip
PICTURE_STARTS = (
    "data:image/svg+xml;base64,", "data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,",
    "data:image/webp;base64,",
)  # fmt: skip


# An image as the cleaner writes it: these two attributes alone, each in double quotes, which no value holds.
_IMAGE = re.compile(r'<img((?: (?:alt|src)="[^"]*")*)>')
_IMAGE_ATTRIBUTE = re.compile(r'(alt|src)="([^"]*)"')
# The corner of a table that heads nothing; a screen reader would announce a header without words.
_EMPTY_HEADER = re.compile(r"<th(?: [^>]*)?>\s*</th>")


def clean_html(
    text: str,
    picture: Callable[[str], str] | None = None,
    drop: Collection[str] = (),
    address: Callable[[str], str] | None = None,
) -> Markup:
    """The text's known tags, balanced; everything else is left out or written as text.

    `picture` turns the address of a picture into one that holds the picture (`data:...`) or "", which leaves its
    alternative text; without it only addresses that hold the picture are kept. `drop` names tags to leave out with all
    that is in them. `address` turns the address of a link into the one that is written or "", which leaves its words;
    without it only addresses outside and places on the page are kept.
    """
    import nh3

    def keep(tag: str, name: str, value: str) -> str | None:
        if tag == "img":
            return _image_value(name, value, picture)
        if name == "href":
            return (address or outside_address)(value) or None
        return None if svg.loads(value) and name in svg.SVG_ATTRIBUTES else value

    silent = SILENT | frozenset(drop)
    cleaned = nh3.clean(
        text,
        tags=set(TAGS - silent),
        clean_content_tags=set(silent),
        attributes={"*": {*ATTRIBUTES, *svg.SVG_ATTRIBUTES}, "a": {"href"}, "img": {"alt", "src"}},
        attribute_filter=keep,
        url_schemes={"https", "mailto", "data"},
        link_rel=None,
    )
    return Markup(_EMPTY_HEADER.sub("<td></td>", _IMAGE.sub(_image, cleaned)))


def outside_address(address: str) -> str:
    """The address, where it leads outside or to a place on the page; "" for any other."""
    return address if address.strip().startswith(("https://", "#", "mailto:")) else ""


def _image_value(name: str, value: str, picture: Callable[[str], str] | None) -> str | None:
    if name == "alt":
        return value
    address = picture(value) if picture and name == "src" else value
    return address if name == "src" and address.startswith(PICTURE_STARTS) else None


def _image(found: re.Match[str]) -> str:
    """An image that holds its picture; for any other its alternative text."""
    has = {name: html.escape(html.unescape(value), quote=True) for name, value in _IMAGE_ATTRIBUTE.findall(found[1])}
    alt = has.get("alt", "")
    if "src" in has:
        return f'<img alt="{alt}" src="{has["src"]}">'
    return f"<em>[Picture: {alt}]</em>" if alt else ""
