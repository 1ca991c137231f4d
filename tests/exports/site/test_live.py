"""What makes a site live: boxes with their first values, the course packed to run by itself, a policy of its own."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.export_samples import DAY
from wso_lessons.content import Where
from wso_lessons.exports.material import gather
from wso_lessons.exports.site import live, site
from wso_lessons.exports.site import runtime as site_runtime
from wso_lessons.exports.site.frame import SITE_STATIC
from wso_lessons.exports.site.offline import offline_files
from wso_lessons.exports.site.runtime import CHECKSUMS, LOCK
from wso_lessons.notebook.cells import Cell, read_page
from wso_lessons.pages.html import Markup
from wso_lessons.widgets.modules import style_sheet

# Opens each model of the table, each by its name alone, and every box of the pages whose files are named.
OPEN_ALL = """
import json, sys
sys.path.insert(0, sys.argv[1])
from wso_lessons.exports.site.running import RunningCourse
running = RunningCourse.begin(sys.argv[2])
from wso_lessons.widgets.open_view import FAMILY_VERBS, VIEWS
def open(lesson, function, names, named):
    asked = {"box": 1, "lesson": lesson, "ask": {"function": function, "names": names, "named": named}}
    return json.loads(running.open(json.dumps(asked)))["values"]
for name, entry in VIEWS.items():
    assert open(sys.argv[3], FAMILY_VERBS[entry.family], [name], {})["screen"]["title"], name
for path in sys.argv[4:]:
    page = json.load(__builtins__.open(path))
    for box in page["boxes"]:
        values = open(page["lesson"], **box["ask"])
        assert box["values"] in (None, values), box["ask"]
print(sorted({name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names))
"""


TAKE_ALL = """
const { takeNext } = await import(process.argv[1]);
const asked = JSON.parse(process.argv[2]);
const taken = [];
while (asked.length) taken.push(takeNext(asked));
console.log(JSON.stringify(taken.map(({ act, box }) => (box === null ? act : `${act} ${box}`))));
"""


@pytest.fixture(scope="module")
def made(material, tmp_path_factory):
    """The sample course's own lesson as a live site, with a runtime that has the names of the real one alone."""
    folder = tmp_path_factory.mktemp("pyodide")
    for name in CHECKSUMS:
        (folder / name).write_text('{"info": {"python": "3"}, "packages": {"numpy": {}}}' if name == LOCK else "x")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in CHECKSUMS}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(site_runtime, "CHECKSUMS", sums)
        patched.setattr(site_runtime.shutil, "which", lambda _: None)  # node would start it
        return site.export(dataclasses.replace(material, runtime=folder))


def files_in(packed):
    """The files of a packed course by name, as a page puts them down."""
    index, _, rest = gzip.decompress(packed).partition(b"\n")
    files = {}
    for name, length in json.loads(index):
        files[name], rest = rest[:length], rest[length:]
    assert not rest
    return files


@pytest.mark.slow
def test_every_box_and_model_opens_from_the_packed_course_without_this_environments_libraries(made, course, tmp_path):
    for name, content in files_in(made.files["live/course.bin"]).items():
        (tmp_path / "code" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "code" / name).write_bytes(content)
    material, pages = gather(course, (), DAY), []
    for entry in course.lessons:
        boxes = live.Boxes(material, entry)
        for cell in read_page(course.notebook(entry.id)).cells:
            # A question alone is opened as those of a set are; those of one lesson are enough.
            if entry is course.lessons[0] or "lesson.ask(" not in cell.source:
                boxes.box(cell, Markup(""))
        for name, content in boxes.file().items():
            pages.append(tmp_path / Path(name).name)
            pages[-1].write_bytes(content)
    assert len(pages) > 8
    # -S: without the libraries of this environment, as in a browser.
    command = [sys.executable, "-I", "-S", "-c", OPEN_ALL, str(tmp_path / "code"), str(tmp_path / "record")]
    done = subprocess.run(
        [*command, course.lessons[0].id, *map(str, pages)], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.stderr == ""
    assert "'holidays', 'ipywidgets', 'traitlets'" in done.stdout
    assert "pandas" not in done.stdout


@pytest.mark.slow
def test_a_box_holds_no_key_and_each_widget_has_its_module(made, own_lesson):
    page = json.loads(made.files[f"live/{own_lesson}.json"])
    asked = [box["ask"]["function"] for box in page["boxes"]]
    assert {"quiz", "simulate", "note"} & set(asked)
    items = [item for box in page["boxes"] for item in (box["values"] or {}).get("items", [])]
    assert len({item["kind"] for item in items}) == 8
    assert "Holds are counted, not timed." not in json.dumps(page)
    for box in page["boxes"]:
        assert f"live/{box['module']}" in made.files
        assert (box["values"] is None) == (box["ask"]["function"] in live.LATE)
    text = made.files[f"{own_lesson}.html"].decode()
    assert text.count("data-box=") == len(page["boxes"])


@pytest.mark.slow
def test_a_live_page_has_its_questions_printed_too_and_a_policy_of_its_own(made, own_lesson):
    text = made.files[f"{own_lesson}.html"].decode()
    assert "script-src 'self'; worker-src 'self'; connect-src 'self'; manifest-src 'self';" in text
    assert text.count('<article class="box">') == 8
    assert text.rindex('data-box="') < text.index('id="hand-in"') < text.index('class="wso-references"')
    assert "Holds are counted, not timed." not in text
    assert "find the key" in made.files["about.html"].decode()
    assert "Your record" in made.files["index.html"].decode()


@pytest.mark.slow
def test_the_service_worker_names_every_other_file_and_another_text_is_another_digest(made):
    def digests(files):
        return json.loads(files["service_worker.js"].decode().partition("const FILES = ")[2].partition(";\n")[0])

    first = digests(made.files)
    assert set(first) == set(made.files) - {"service_worker.js"}
    others = {name: content for name, content in made.files.items() if name in first}
    second = digests(offline_files("", others | {"live/pyodide.mjs": b"y"}))
    changed = [name for name in first if first[name] != second[name]]
    assert changed == ["live/pyodide.mjs", "manifest.webmanifest"], "the manifest has the title"


@pytest.mark.slow
def test_no_place_on_the_exporters_disk_is_in_the_packed_course(made, material):
    for content in files_in(made.files["live/course.bin"]).values():
        assert str(material.course.root).encode() not in content


@pytest.mark.slow
def test_without_node_python_starts_by_itself_and_the_export_says_so(made):
    assert made.files["live/worker.js"].startswith(b"const PREPARED = false;\n")
    assert "live/memory.bin" not in made.files
    assert site.UNPREPARED in made.notes
    assert json.loads(made.files["live/pyodide-lock.json"]) == {"info": {"python": "3"}, "packages": {}}
    assert gzip.decompress(made.files["live/pyodide.asm.wasm.bin"]) == b"x"


@pytest.mark.slow
def test_what_a_reader_pressed_goes_before_boxes_that_only_came_near():
    asked = ["note_visit", "open 0", "open 1", "receive 0", "open 2", "save", "receive 1"]
    node = shutil.which("node")
    if node is None:
        pytest.skip("There is no node.")
    given = [dict(zip(("act", "box"), [*one.split(), None], strict=False)) for one in asked]
    done = subprocess.run(
        [node, "--input-type=module", "-e", TAKE_ALL, (SITE_STATIC / "begin.mjs").as_uri(), json.dumps(given)],
        capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    first = ["open 0", "receive 0", "open 1", "receive 1"]
    assert json.loads(done.stdout) == [*first, *(one for one in asked if one not in first)]


def cell_of(source):
    return Cell(Where(""), "code", source, (), (), None)


def test_a_call_with_something_computed_stays_as_it_is_printed():
    assert live.call_of(cell_of('lesson.explore("models", grid="powers")')) == {
        "function": "explore", "names": ["models"], "named": {"grid": "powers"},
    }  # fmt: skip
    assert live.call_of(cell_of('lesson.simulate(name, grid="powers")')) is None
    assert live.call_of(cell_of('lesson.ask("a/b")\nx = 1')) is None


def test_models_have_the_same_dark_colors_on_a_site_as_in_jupyterlab():
    def colors(style):
        return dict(re.findall(r"(--wso-[a-z-]+): (#[0-9a-f]{6});", style))

    assert len(colors(style_sheet("stage.css"))) == 6
    assert colors(style_sheet("simulator.css")) == colors(style_sheet("stage.css"))
