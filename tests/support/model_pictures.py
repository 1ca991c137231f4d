"""Draws every model's picture for the documentation: `python -m tests.support.model_pictures`."""

from __future__ import annotations

import dataclasses
import re

from tests.support.world import ROOT
from wso_lessons.content import builtin_course
from wso_lessons.simulators.scene import Box, Scene
from wso_lessons.widgets.open_view import VIEWS, open_view
from wso_lessons.widgets.panel.drawing import draw_document

PAGE = ROOT / "docs" / "simulators.md"
FOLDER = ROOT / "docs" / "images" / "models"
BETWEEN = re.compile(r"(<!-- pictures -->\n).*?(<!-- end of pictures -->)", re.DOTALL)


def opening_scenes() -> dict[str, Scene]:
    """The picture with which each model opens, by name; those that are tables to search have none."""
    found = {}
    for name, entry in VIEWS.items():
        picture = open_view(entry.family, name, builtin_course()).stored_screen().picture
        if picture:
            found[name] = picture.wide
    return found


def file_name(name: str) -> str:
    """The file of a model's picture."""
    return f"{name.replace('/', '-')}.svg"


def draw_file(scene: Scene) -> str:
    """A scene as a file on a light sheet, so that it is read on a dark page too."""
    sheet = Box(x=0, y=0, width=scene.width, height=scene.height, look="paper")
    return f"{draw_document(dataclasses.replace(scene, parts=(sheet, *scene.parts)))}\n"


def page_with(names: list[str]) -> str:
    """The page on models with these pictures."""
    lines = "\n".join(f"`{name}`\n\n![{name} as it opens](images/models/{file_name(name)})\n" for name in names)
    return BETWEEN.sub(lambda found: f"{found[1]}\n{lines}\n{found[2]}", PAGE.read_text(encoding="utf-8"))


def main() -> None:
    """Draws all pictures anew, and takes away those of models that are gone."""
    scenes = opening_scenes()
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.svg"):
        path.unlink()
    for name, scene in scenes.items():
        (FOLDER / file_name(name)).write_text(draw_file(scene), encoding="utf-8")
    PAGE.write_text(page_with(list(scenes)), encoding="utf-8")


if __name__ == "__main__":
    main()
