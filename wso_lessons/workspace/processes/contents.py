"""How the learner's server reads and saves lessons: without the state of widgets, and without views of dead ones."""

from __future__ import annotations

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from wso_lessons.notebook.cells import VIEW

WIDGET_STATE = "widgets"


class LessonFiles(AsyncLargeFileManager):
    """Jupyter's own file manager, which gives out notebooks without the state of widgets.

    JupyterLab brings stored widgets back to life before it asks whether a notebook is trusted, and the state of one
    may hold a script; a lesson's widgets come from its kernel alone.
    """

    async def get(self, path: str, *args: object, **options: object) -> dict[str, object]:
        """A file's or folder's model; arguments are Jupyter's own."""
        model: dict[str, object] = await super().get(path, *args, **options)  # type: ignore[no-untyped-call] # typed in part
        drop_widget_state(model)
        return model


def drop_widget_state(model: dict[str, object]) -> None:
    """Takes the state of widgets out of a notebook's model; other models are left alone."""
    content = model.get("content")
    if model.get("type") == "notebook" and isinstance(content, dict):
        content.get("metadata", {}).pop(WIDGET_STATE, None)


def drop_views(model: dict[str, object], **_: object) -> None:
    """Takes widget views out of a notebook that is being saved, wherever the same result has an HTML form.

    A reopened lesson then shows the questions and charts as pages; with the views in it, JupyterLab would say that a
    model was not found. Called by the server before each save; what is open in the browser stays as it is.
    """
    drop_widget_state(model)
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    for cell in content.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data.pop(VIEW, None)
