"""What is left out when a lesson is read or saved."""

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest

from wso_lessons.workspace.processes.contents import VIEW, LessonFiles, drop_views


def notebook(*bundles):
    cells = [{"cell_type": "code", "outputs": [{"output_type": "execute_result", "data": dict(b)}]} for b in bundles]
    cells.append({"cell_type": "markdown", "source": "words"})
    return {"type": "notebook", "content": {"cells": cells, "metadata": {"widgets": {"state": 1}}}}


def data_of(model):
    return [output["data"] for cell in model["content"]["cells"] for output in cell.get("outputs", [])]


def answered(question):
    """What a coroutine gives, worked out in a thread: a browser test may have left this one's event loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, question).result()


def test_a_view_goes_where_the_same_result_has_an_html_form():
    model = notebook({VIEW: {}, "text/html": "<p>", "text/plain": "p"}, {VIEW: {}, "text/plain": "a widget alone"})
    drop_views(model, path="x.ipynb", contents_manager=None)
    assert data_of(model) == [{"text/html": "<p>", "text/plain": "p"}, {VIEW: {}, "text/plain": "a widget alone"}]
    assert "widgets" not in model["content"]["metadata"]


def test_other_files_are_left_alone():
    model = {"type": "file", "content": "text"}
    drop_views(model)
    assert model == {"type": "file", "content": "text"}


def test_the_state_of_widgets_is_not_given_out(tmp_path):
    lesson = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Words")])
    lesson.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"x": {}}}}
    nbformat.write(lesson, tmp_path / "received.ipynb")
    files = LessonFiles(root_dir=str(tmp_path))
    model = answered(files.get("received.ipynb"))
    assert "widgets" not in model["content"]["metadata"]
    assert model["content"]["cells"][0]["source"] == "# Words"
    assert answered(files.get(""))["type"] == "directory"


STARTS = """
import sys, types
from pathlib import Path
from wso_lessons.workspace.processes import serving
from wso_lessons.workspace.state import UserState
from wso_lessons.workspace.trust import Trust

Trust(UserState(Path(sys.argv[1]))).sign([])
print("nbformat" in sys.modules, "rfc3987_syntax.syntax_helpers" in sys.modules)
del sys.modules["rfc3987_syntax"]
sys.modules["jupyterlab.labapp"] = types.SimpleNamespace(main=lambda: print(sys.modules.get("rfc3987_syntax", "there")))
serving.main()
"""


@pytest.mark.slow
def test_neither_the_starter_nor_its_server_compiles_grammars_that_no_notebook_asks_for(tmp_path):
    command = [sys.executable, "-c", STARTS, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout.read() == "True False\nNone\n"
