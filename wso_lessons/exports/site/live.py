"""What makes a site's lessons live: a Python runtime for browsers, the course to run in it, and the boxes of each page.

A box is what a cell of the lesson's own shows: questions, a model, a note, the review. Its first values stand in a file
beside the page, so that it can be drawn, and used, before Python is there.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wso_lessons.content import LessonEntry
from wso_lessons.content.rows.packed import compact_json
from wso_lessons.exports.material import Material
from wso_lessons.exports.site.frame import LIVE, LIVE_STYLE, SITE_STATIC
from wso_lessons.exports.site.packing import PACKED_ENDING, compress, pack_course
from wso_lessons.exports.site.running import Asked, PageProgress, open_widget, values_of
from wso_lessons.exports.site.runtime import LOCK, WASM, prepare_memory, read_runtime
from wso_lessons.lessons.lesson import Lesson
from wso_lessons.notebook.cells import Cell, ending_call
from wso_lessons.pages.html import Markup, tag
from wso_lessons.progress.logs import MemoryLog
from wso_lessons.widgets.modules import MODULE_FOLDER, bundle, style_sheet

CALLS = ("ask", "quiz", "review", "simulate", "explore", "note")
# What shows a learner's own words or day at once would show another's first.
LATE = ("note", "review")
REVIEW_COMES = "The questions that are due for you today come here, within seconds."
WORKER = "worker.js"
PAGE_SCRIPTS = ("begin.mjs", "live.js", "offline.js", "receipt.js", "record.js", "record_page.js", "talk.js", WORKER)
DOM = "dom.js"  # the widgets' module, which the page's own import too
COURSE_FILE, MEMORY = f"course{PACKED_ENDING}", f"memory{PACKED_ENDING}"
MEMORY_FILE = f"{LIVE}/{MEMORY}"  # of a site whose Python goes on from a start that was prepared


def live_files(material: Material, runtime: Path) -> dict[str, bytes]:
    """The files of the runtime, the page's modules and styles, and the course that runs, by name.

    Raises ContentError where the folder is not that of the runtime.
    """
    files = _lighten_runtime(read_runtime(runtime)) | {COURSE_FILE: pack_course(material.course)}
    if memory := prepare_memory(runtime, files[COURSE_FILE]):
        files[MEMORY] = compress(memory)
    files |= {name: (SITE_STATIC / name).read_bytes() for name in PAGE_SCRIPTS}
    files[DOM] = (MODULE_FOLDER / DOM).read_bytes()
    files[WORKER] = f"const PREPARED = {str(MEMORY in files).lower()};\n".encode() + files[WORKER]
    files |= {name: text.encode() for text, name in _modules().items()}
    sheets = sorted(path.name for path in MODULE_FOLDER.glob("*.css"))
    files[LIVE_STYLE] = style_sheet(*sheets).encode()
    return {f"{LIVE}/{name}": content for name, content in files.items()}


def _lighten_runtime(runtime: Mapping[str, bytes]) -> dict[str, bytes]:
    """The runtime's files as a site holds them: the largest packed, and without the list of packages to be loaded."""
    files = dict(runtime)
    files[f"{WASM}{PACKED_ENDING}"] = compress(files.pop(WASM))
    files[LOCK] = json.dumps({"info": json.loads(files[LOCK])["info"], "packages": {}}).encode()
    return files


@functools.cache
def _modules() -> Mapping[str, str]:
    """The modules that draw a widget, by their text as one module: each is a file of the site."""
    names = [path.name for path in sorted(MODULE_FOLDER.glob("*.js"))]
    return {bundle(name): name for name in names if "export default" in bundle(name)}


@dataclass
class Boxes:
    """The boxes of one lesson's page, numbered as they come."""

    material: Material
    entry: LessonEntry
    boxes: list[dict[str, object]] = field(default_factory=list)

    @functools.cached_property
    def _lesson(self) -> Lesson:
        return Lesson(self.material.course, self.entry, PageProgress(MemoryLog("page")), self.material.bank)

    def box(self, cell: Cell, shown: Markup) -> Markup:
        """What a cell shows, marked as a box where a page can make it live; else as it is."""
        asked = call_of(cell)
        if asked is None:
            return shown
        widget = open_widget(self._lesson, asked)
        late = asked["function"] in LATE
        self.boxes.append({
            "ask": asked, "module": _modules()[widget._esm], "values": None if late else values_of(widget),
        })  # fmt: skip
        if asked["function"] == "review":
            shown = tag("p", REVIEW_COMES)
        return tag("div", shown, data_box=len(self.boxes) - 1)

    def file(self) -> dict[str, bytes]:
        """The file of the boxes, by its name; nothing where the page has none."""
        if not self.boxes:
            return {}
        return {f"{LIVE}/{self.entry.id}.json": compact_json({"lesson": self.entry.id, "boxes": self.boxes})}


def call_of(cell: Cell) -> Asked | None:
    """The call of the lesson's own that a cell ends in; None where it ends otherwise, or is given what is computed."""
    found = ending_call(cell.source, CALLS) if cell.kind == "code" else None
    return Asked(function=found[0], names=found[1], named=found[2]) if found else None
