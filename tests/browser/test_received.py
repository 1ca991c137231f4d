"""A notebook that somebody sent: what it holds is shown, and nothing in it acts."""

from __future__ import annotations

import anywidget
import nbformat

from benchmarks.hostile import STRINGS
from tests.support import lab


def test_a_notebook_from_somebody_else_runs_no_script_when_it_is_opened(room, room_page):
    page = room_page
    new = nbformat.v4
    view = {"version_major": 2, "version_minor": 0, "model_id": "abc"}
    script = "<script>window.ran = 'html'</script><img src='x' onerror='window.ran = 1'>"
    bundle = {"application/vnd.jupyter.widget-view+json": view, "text/html": script, "text/plain": "A stored result"}
    every = "\n\n".join(STRINGS)
    results = [
        new.new_output("display_data", {kind: every}) for kind in ("text/html", "text/markdown", "image/svg+xml")
    ]
    cells = [
        new.new_markdown_cell(f"# Received {script}\n\n{every}"),
        new.new_code_cell("1", outputs=[new.new_output("display_data", bundle)]),
        new.new_code_cell("1", outputs=results),
    ]
    state = {
        "_model_module": "anywidget", "_model_name": "AnyModel", "_view_module": "anywidget", "_view_name": "AnyView",
        "_model_module_version": anywidget.__version__, "_view_module_version": anywidget.__version__,
        "_anywidget_id": "a.B", "_esm": "window.ran = 'esm'; export default { initialize() {}, render() {} }",
    }  # fmt: skip
    models = {"abc": {"model_module": "anywidget", "model_module_version": f"~{anywidget.__version__}",
                      "model_name": "AnyModel", "state": state}}  # fmt: skip
    kept = {"application/vnd.jupyter.widget-state+json": {"version_major": 2, "version_minor": 0, "state": models}}
    nbformat.write(new.new_notebook(cells=cells, metadata={"widgets": kept}), room.folder / "received.ipynb")
    page.add_init_script("window.owned = () => { window.ran = 'owned'; }")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 1280, "height": 900})
    lab.open_lesson(page, f"{room.at('received.ipynb')}&reset")
    lab.panel(page).locator("h1", has_text="Received").wait_for()
    page.wait_for_timeout(3000)
    assert page.evaluate("window.ran") is None
    assert [url for url in asked if "x.invalid" in url] == []
