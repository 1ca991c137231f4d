"""Rules on pictures: each has its file, which only draws; its numbers stand in its claims; some lesson shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from wso_lessons.authoring.catalogue import check_known, finding
from wso_lessons.authoring.rules.wording.numbers import figures, list_uncovered
from wso_lessons.authoring.world import World
from wso_lessons.content import ContentError, Figure, Finding, Where
from wso_lessons.notebook.cells import Cell
from wso_lessons.pages.figure import figure_drawing
from wso_lessons.pages.svg import Drawing

# The address of a picture in an HTML tag; not `data-src`, of which a browser shows nothing.
_SRC = re.compile(r"\bsrc\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)


def check(world: World) -> Iterator[Finding]:
    """All findings on the course's figures and on the pictures that its lessons show."""
    shown = set()
    for lesson in world.lessons:
        for cell in lesson.page.cells:
            yield from _pictures(world, cell)
        for cell, call in lesson.calls:
            if call.function != "figure" or not call.argument:  # without a name: another function, matplotlib's say
                continue
            shown.add(call.argument)
            remedy = "Name a figure of figures.yaml."
            yield from check_known("figure-missing", cell.where, "figure", call.argument, world.course.figures, remedy)
    own = [figure for figure in world.course.figures.sound_records() if world.owns(figure.where.file)]
    for figure in own:
        yield from _drawings(world, figure)
    # A lesson that cannot be read may be the one that shows it.
    if not world.problems:
        yield from _unused_figures([figure for figure in own if figure.id not in shown])


def _pictures(world: World, cell: Cell) -> Iterator[Finding]:
    """Pictures in a text whose file does not lie beside the notebooks of this course or of one it extends."""
    folders = [course.places.notebooks for course in world.course.line]
    for _, address in cell.prose.images:
        if address.startswith("<"):  # an <img> tag stands here whole
            source = _SRC.search(address)
            address = source[1] if source else ""
        # An address with a scheme or from the root is no file of the course.
        if not address or address.startswith(("/", "#")) or ":" in address:
            continue
        if not any((folder / unquote(address)).is_file() for folder in folders):
            problem = f'The picture "{address}" is not there.'
            yield finding("figure-missing", cell.where, problem, "Put the file beside the notebook, or name it right.")


def _drawings(world: World, figure: Figure) -> Iterator[Finding]:
    """What is wrong with a figure's files and words."""
    texts = [figure.title, figure.alt, figure.note, *figure.places]
    for file in filter(None, (figure.file, figure.tall)):
        try:
            drawn = figure_drawing(world.course, figure, file)
        except ContentError as error:
            yield error.finding
            continue
        yield from _refusals(world, file, drawn)
        texts += drawn.texts
    yield from _numbers(world, figure, texts)


def _refusals(world: World, file: str, drawn: Drawing) -> Iterator[Finding]:
    if drawn.refused:
        problem = f"The drawing holds {', '.join(drawn.refused)}, which a page leaves out."
        remedy = "Draw it with shapes and texts alone (docs/figures.md lists the parts)."
        yield finding("figure-unreadable", Where(world.course.figure_path(file), 1), problem, remedy)


def _numbers(world: World, figure: Figure, texts: list[str]) -> Iterator[Finding]:
    if not world.can_judge(figure.claims):
        return
    known = (*world.figures_held(figure.claims), *figures(" ; ".join(figure.structural)))
    if odd := list_uncovered(texts, known):
        problem = f'The figure "{figure.id}" says {odd}, which none of its claims holds.'
        remedy = "Name the claim that holds it, mend the drawing, or list it under structural."
        yield finding("figure-number", figure.where, problem, remedy)


def _unused_figures(spare: list[Figure]) -> Iterator[Finding]:
    if spare:
        names = ", ".join(figure.id for figure in spare[:8]) + (" ..." if len(spare) > 8 else "")
        problem = f"No lesson shows {len(spare)} of the figures: {names}."
        yield finding("figure-unused", spare[0].where, problem, 'Show it: lesson.figure("id"), or take it out.')
