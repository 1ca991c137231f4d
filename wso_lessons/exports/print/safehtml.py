"""HTML from lessons made safe to put on a page: known tags and attributes only, nothing that acts or loads."""

from __future__ import annotations

import html
from collections.abc import Callable, Collection
from html.parser import HTMLParser

from wso_lessons.pages import svg
from wso_lessons.pages.html import VOID, Markup

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
# The reader below gives every name in small letters; a drawing's attributes are written as SVG spells them.
_DRAWN = {name.lower(): name for name in svg.SVG_ATTRIBUTES}
# What stands between these is no text.
SILENT = frozenset({
    "defs", "desc", "foreignobject", "iframe", "math", "metadata", "noscript", "object", "script", "style", "template",
    "title",
})  # fmt: skip
PICTURES = ("data:image/svg+xml;base64,", "data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,",
            "data:image/webp;base64,")  # fmt: skip


def safe(
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
    cleaner = _Cleaner(picture or (lambda given: given), frozenset(drop) | SILENT, address or outside)
    cleaner.feed(text)
    cleaner.close()
    return cleaner.result()


class _Cleaner(HTMLParser):
    def __init__(self, picture: Callable[[str], str], silent: frozenset[str], address: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._picture, self._silent, self._address = picture, silent, address
        self._parts: list[str] = []
        self._open: list[str] = []
        self._mute: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._silent:
            self._mute.append(tag)
        if self._mute or tag not in TAGS:
            return
        if tag == "img":
            self._parts.append(self._image(dict(attrs)))
            return
        written = "".join(
            f' {_DRAWN.get(key, key)}="{html.escape(value, quote=True)}"'
            for key, value in ((key, self._value(key, given or "")) for key, given in attrs)
            if value is not None
        )
        self._parts.append(f"<{tag}{written}>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._silent:
            self.handle_starttag(tag, attrs)
            if tag not in VOID:
                self.handle_endtag(tag)

    def _value(self, key: str, value: str) -> str | None:
        """An attribute's value as it is written; None where the attribute is left out."""
        if key == "href":
            return self._address(value) or None
        return value if key in ATTRIBUTES or (key in _DRAWN and not svg.loads(value)) else None

    def _image(self, attrs: dict[str, str | None]) -> str:
        address, alt = self._picture(attrs.get("src") or ""), html.escape(attrs.get("alt") or "", quote=True)
        if address.startswith(PICTURES):
            return f'<img alt="{alt}" src="{html.escape(address, quote=True)}">'
        return f"<em>[Picture: {alt}]</em>" if alt else ""

    def handle_endtag(self, tag: str) -> None:
        if self._mute:
            if tag == self._mute[-1]:
                self._mute.pop()
            return
        if tag in self._open:
            while True:
                last = self._open.pop()
                self._parts.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._mute:
            self._parts.append(html.escape(data, quote=False))

    def result(self) -> Markup:
        return Markup("".join([*self._parts, *(f"</{tag}>" for tag in reversed(self._open))]))


def outside(address: str) -> str:
    """The address, where it leads outside or to a place on the page; "" for any other."""
    return address if address.strip().startswith(("https://", "#", "mailto:")) else ""
