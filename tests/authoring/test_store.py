import json

import nbformat
import pytest
from click.testing import CliRunner

from wso_lessons.authoring.store import VIEW, normalise, store_course, store_notebook
from wso_lessons.cli.main import main
from wso_lessons.content import ContentError, UnknownId


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title"), *cells])


def run_like(book):
    """The notebook as an editor leaves it after a run: views, times, kernel details, counts that began late."""
    book.metadata.update(
        kernelspec={"name": "other", "display_name": "O"}, widgets={"state": {}}, title="kept", signature="x"
    )
    for number, cell in enumerate(book.cells[1:], start=8):
        cell.execution_count = number
        cell.metadata.update(execution={"iopub.status.busy": "2026-01-01T00:00:00Z"}, tags=["predict"], collapsed=True)
        view = {VIEW: {"model_id": "abc"}, "text/plain": "shown", "text/html": "<p>shown</p>"}
        cell.outputs = [nbformat.v4.new_output("execute_result", view, execution_count=number)]
    return book


def test_what_differs_from_run_to_run_is_left_out():
    book = run_like(notebook("1", "2"))
    normalise(book)
    assert "widgets" not in book.metadata
    assert (book.metadata["title"], book.metadata["kernelspec"]["name"]) == ("kept", "python3")
    assert [cell.execution_count for cell in book.cells[1:]] == [1, 2]
    assert [cell.outputs[0]["execution_count"] for cell in book.cells[1:]] == [1, 2]
    assert book.cells[1].outputs[0]["data"] == {"text/plain": "shown", "text/html": "<p>shown</p>"}
    assert book.cells[1].metadata == {"tags": ["predict"]}


def test_a_result_that_was_only_a_view_is_dropped_and_an_empty_cell_has_no_number():
    book = notebook("1", "", "2")
    book.cells[1].outputs = [nbformat.v4.new_output("display_data", {VIEW: {"model_id": "abc"}})]
    normalise(book)
    assert book.cells[1].outputs == []
    assert [cell.execution_count for cell in book.cells[1:]] == [1, None, 2]


def test_an_error_on_purpose_keeps_its_name_and_not_the_paths_of_one_machine():
    book = notebook("1/0")
    book.cells[1].outputs = [nbformat.v4.new_output("error", ename="E", evalue="v", traceback=["/home/x/y.py"])]
    normalise(book)
    assert book.cells[1].outputs[0]["traceback"] == []
    assert book.cells[1].outputs[0]["ename"] == "E"


def test_normalising_twice_changes_nothing_more():
    book = run_like(notebook("1", "2"))
    normalise(book)
    once = nbformat.writes(book)
    normalise(book)
    assert nbformat.writes(book) == once


@pytest.mark.notebook
def test_storing_gives_results_and_storing_again_changes_nothing(tmp_path):
    file = tmp_path / "lesson.ipynb"
    nbformat.write(notebook("import os\nprint(bool(os.environ['WSO_LESSONS_PROGRESS']))", "6 * 7"), file)
    assert store_notebook(file)
    stored = json.loads(file.read_text())
    assert stored["cells"][1]["outputs"][0]["text"] == ["True\n"]
    assert stored["cells"][2]["outputs"][0]["data"]["text/plain"] == ["42"]
    before = file.read_bytes()
    assert not store_notebook(file)
    assert file.read_bytes() == before
    assert before.endswith(b"}\n")


@pytest.mark.notebook
@pytest.mark.parametrize(
    ("code", "words"),
    [("1 / 0", "ZeroDivisionError"), ("import os; os._exit(1)", "stopped"), ("while True: pass", "longer than")],
)
def test_a_cell_that_fails_is_named_and_the_file_left_as_it_was(tmp_path, code, words):
    file = tmp_path / "lesson.ipynb"
    nbformat.write(notebook("1", code), file)
    before = file.read_bytes()
    with pytest.raises(ContentError, match=words) as caught:
        store_notebook(file, timeout=3 if "while" in code else 600)
    assert (caught.value.finding.code, caught.value.finding.where.cell) == ("cell-fails", 3)
    assert file.read_bytes() == before


def test_what_is_no_notebook_is_one_finding(tmp_path):
    file = tmp_path / "lesson.ipynb"
    for text in (
        "{",
        "[]",
        '{"cells": 1}',
        '{"cells": []}',
        '{"cells": [], "nbformat": 3}',
        '{"cells": [{"cell_type": "code", "source": [[]]}], "nbformat": 4}',
        '{"cells": ' + "[" * 5000,
    ):
        file.write_text(text)
        with pytest.raises(ContentError) as caught:
            store_notebook(file)
        assert caught.value.finding.code == "notebook-unreadable"


def test_a_lesson_that_is_not_there_is_named(toy_course):
    with pytest.raises(UnknownId, match="01-toy"):
        list(store_course(toy_course, ("1-toy",)))


@pytest.mark.parametrize("arguments", [["nowhere"], ["--lesson", "no-such-lesson"]])
def test_the_command_ends_with_2_and_one_sentence_where_it_is_used_wrongly(arguments):
    done = CliRunner().invoke(main, ["store", *arguments])
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
