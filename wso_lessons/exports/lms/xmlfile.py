"""XML and zip files that are the same, byte for byte, whenever they are made of the same content."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

from wso_lessons.pages.html import join, tag

# What XML 1.0 cannot hold, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
XmlNode = ElementTree.Element
PICTURES = "pictures"  # the folder of a package that holds them


def node(name: str, /, *children: XmlNode | str, **attributes: str) -> XmlNode:
    """An element; texts among the children become its text. `class_` is written class, `xml_lang` xml:lang."""
    made = ElementTree.Element(name, {_attribute(key): clean(value) for key, value in attributes.items()})
    for child in children:
        if isinstance(child, str):
            made.text = (made.text or "") + clean(child)
        else:
            made.append(child)
    return made


def _attribute(key: str) -> str:
    key = key.rstrip("_")
    # A prefix of a namespace stands before a colon, which no name in Python holds.
    return re.sub(r"^(xml|xsi|xmlns|adlcp)_", r"\1:", key)


def manifest(
    schema: str, version: str, resources: list[XmlNode], organizations: XmlNode | None = None, /, **attributes: str
) -> XmlNode:
    """A package's list of its files, by a schema of IMS and its version."""
    return node(
        "manifest",
        node("metadata", node("schema", schema), node("schemaversion", version)),
        node("organizations") if organizations is None else organizations,
        node("resources", *resources),
        **attributes,
    )


def resource(name: str, kind: str, path: str, *needs: str, **attributes: str) -> XmlNode:
    """A package's entry for one file, and the names of the entries that it needs."""
    parts = [node("file", href=path), *(node("dependency", identifierref=one) for one in needs)]
    return node("resource", *parts, identifier=name, type=kind, href=path, **attributes)


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def document(root: XmlNode) -> bytes:
    """An XML file of this root, indented, in UTF-8."""
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (head + ElementTree.tostring(root, encoding="unicode") + "\n").encode()


def paragraphs(text: str) -> str:
    """A plain text as HTML: one paragraph a line, everything escaped."""
    return str(join(tag("p", line) for line in text.split("\n") if line.strip()))


def identifier(*parts: str) -> str:
    """A name for these parts that XML and every learning system take: a letter, then letters and digits."""
    return "i" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip file: entries by name, uncompressed, of a day long ago, so that no clock and no zlib is in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, ZIP_MOMENT)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            packed.writestr(entry, files[name])
    return out.getvalue()
