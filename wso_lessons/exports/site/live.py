"""What makes a site's questions live: a Python runtime for browsers, the package's own code, and the course's items."""

from __future__ import annotations

import contextlib
import io
import json
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wso_lessons.content import ContentError, UnknownId, Where
from wso_lessons.exports.material import Material
from wso_lessons.exports.site.frame import SITE_STATIC
from wso_lessons.notebook.cells import Cell
from wso_lessons.pages.html import Markup, tag
from wso_lessons.quiz import Item
from wso_lessons.widgets.modules import bundle

LIVE = "live"
PACKAGE_FOLDER = Path(__file__).parents[2]
# The rooms whose code grades an answer, and single modules of the rest.
ROOMS = ("content", "notebook", "pages", "progress", "quiz")
MODULES = ("__init__", "widgets/__init__", "widgets/quiz", "exports/__init__", "exports/site/__init__",
           "exports/site/grader")  # fmt: skip
RUNTIME = ("pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
ENGINES = ("pyodide.asm.mjs", "pyodide.asm.js")  # one of them, by the runtime's version
OLDEST_IN_ZIP = (1980, 1, 1, 0, 0, 0)


def live_files(material: Material, runtime: Path) -> dict[str, bytes]:
    """The files of the runtime, the page's modules, the package's code and the items, by name.

    Raises ContentError where the folder is not that of the runtime.
    """
    present = [name for name in (*RUNTIME, *ENGINES) if (runtime / name).is_file()]
    lacking = [name for name in RUNTIME if name not in present]
    if lacking or not set(ENGINES) & set(present):
        problem = f"This folder holds no runtime: it has no {(lacking or ENGINES)[0]}."
        raise ContentError.at(runtime, "export-place", problem, "Name the folder of the npm package pyodide.")
    files = {name: (runtime / name).read_bytes() for name in present}
    files |= {name: (SITE_STATIC / name).read_bytes() for name in ("live.js", "worker.js")}
    files |= {"quiz.js": bundle("quiz.js").encode(), "course.zip": _code(), "items.pickle": items_file(material)}
    return {f"{LIVE}/{name}": content for name, content in files.items()}


def items_file(material: Material) -> bytes:
    """The items of all lessons and notes on their claims, as the grader reads them."""
    sets = [one for chapter in material.chapters for one in chapter.sets]
    items = {item.id: item for one in sets for item in one.items}
    claims = dict.fromkeys(claim for item in items.values() for claim in item.all_claims())
    notes = {}
    for claim in claims:
        # A broken claim is for `check` to report; the question can be asked without its source.
        with contextlib.suppress(UnknownId, ContentError):
            notes[claim] = material.note(claim)
    lessons = {entry.id: (entry.title, entry.file) for entry in material.course.lessons}
    out = io.BytesIO()
    _WithoutPlaces(out, protocol=5).dump((items, notes, lessons))
    return out.getvalue()


class _WithoutPlaces(pickle.Pickler):
    """Leaves out where things stand on the disk of whoever exports."""

    def reducer_override(self, thing: Any) -> Any:
        return (Where, ("",)) if isinstance(thing, Where) else NotImplemented


def _code() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in _sources():
            name = f"{PACKAGE_FOLDER.name}/{path.relative_to(PACKAGE_FOLDER).as_posix()}"
            archive.writestr(zipfile.ZipInfo(name, OLDEST_IN_ZIP), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((PACKAGE_FOLDER / room).rglob("*.py"))
    yield from (PACKAGE_FOLDER / f"{name}.py" for name in MODULES)


def live_box(cell: Cell, function: str, items: tuple[Item, ...], printed: Markup) -> Markup:
    """Questions as they are printed, with what a page needs to make them live in their place."""
    asked = {"title": "", "mode": "practice"} if function == "ask" else {"title": "Check yourself", "mode": "check"}
    asked |= {key: value for key, value in cell.named_words().items() if key in asked}
    return tag("div", printed, data_ask=json.dumps({"items": [item.id for item in items], **asked}))
