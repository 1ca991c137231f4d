"""The page's own modules: ES modules that import one another, joined into one where a page can load only one.

anywidget hands a page one text, which the page loads from an address without neighbors, so that `import "./dom.js"`
leads nowhere. `bundle` therefore puts each module after those it imports and takes the import lines and the word
`export` away. There is no build step: in the folder the modules are as a browser and node load them.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

MODULE_FOLDER = Path(__file__).parent / "static"
# An import as the formatter writes it: one name list, on one line or several, from a neighbor; nothing else is used.
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+\.js)";\n', re.MULTILINE)
# Only what stands at a line's begin; `export default` is kept, once, by the module that is asked for.
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
# The modules of a script stand in one text, where nothing is imported or exported.
_IMPORTS = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORTS = re.compile(r"^export (?:default \{ render \};\n)?", re.MULTILINE)


@functools.cache
def bundle(name: str) -> str:
    """A module of `static/` and all that it imports as one ES module, each module once.

    Names at the top of the modules must differ from one another, since they come to stand side by side. Raises
    ValueError where modules import each other in a circle, and where something but a neighbor is imported.
    """
    texts: dict[str, str] = {}
    _collect(name, texts, ())
    joined = "\n".join(texts.values())
    # At a line's start: "import" in a comment or a text is none.
    if re.search(r"^import\b", joined, re.MULTILINE):
        raise ValueError(f"{name} imports something that is not a list of names from a neighbor")
    return joined


def _collect(name: str, texts: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"These modules import each other: {' -> '.join((*above, name))}")
    if name in texts:
        return
    source = (MODULE_FOLDER / name).read_text(encoding="utf-8")
    for neighbor in _IMPORT.findall(source):
        _collect(neighbor, texts, (*above, name))
    texts[name] = _EXPORT.sub("", _IMPORT.sub("", source))


def page_script(*texts: str) -> str:
    """Modules, each after those it imports, as one script within a page, which can load nothing from beside itself."""
    return "(() => {\n" + "".join(_EXPORTS.sub("", _IMPORTS.sub("", text)) for text in texts) + "})();\n"


@functools.cache
def style_sheet(*names: str) -> str:
    """Style sheets of `static/` as one, in this order."""
    return "\n".join((MODULE_FOLDER / name).read_text(encoding="utf-8") for name in names)
