"""What is left out when a lesson is saved."""

from wso_lessons.workspace.processes.saving import VIEW, without_views


def notebook(*bundles):
    cells = [{"cell_type": "code", "outputs": [{"output_type": "execute_result", "data": dict(b)}]} for b in bundles]
    cells.append({"cell_type": "markdown", "source": "words"})
    return {"type": "notebook", "content": {"cells": cells, "metadata": {"widgets": {"state": 1}}}}


def data_of(model):
    return [output["data"] for cell in model["content"]["cells"] for output in cell.get("outputs", [])]


def test_a_view_goes_where_the_same_result_has_an_html_form():
    model = notebook({VIEW: {}, "text/html": "<p>", "text/plain": "p"}, {VIEW: {}, "text/plain": "a widget alone"})
    without_views(model, path="x.ipynb", contents_manager=None)
    assert data_of(model) == [{"text/html": "<p>", "text/plain": "p"}, {VIEW: {}, "text/plain": "a widget alone"}]
    assert "widgets" not in model["content"]["metadata"]


def test_other_files_are_left_alone():
    model = {"type": "file", "content": "text"}
    without_views(model)
    assert model == {"type": "file", "content": "text"}
