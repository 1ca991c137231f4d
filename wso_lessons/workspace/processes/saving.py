"""What the learner's server leaves out when it saves a lesson: views of widgets that no kernel will know any more."""

from __future__ import annotations

from typing import Any

from wso_lessons.notebook.cells import VIEW


def without_views(model: dict[str, Any], **_: Any) -> None:
    """Takes widget views out of a notebook that is being saved, wherever the same result has an HTML form.

    A reopened lesson then shows the questions and charts as pages; with the views in it, JupyterLab would say that a
    model was not found. Called by the server before each save; what is open in the browser stays as it is.
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    content.get("metadata", {}).pop("widgets", None)
    for cell in content.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data.pop(VIEW, None)
