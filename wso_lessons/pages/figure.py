"""A picture of the course as a page shows it: the drawing itself, its title, the same in words, and its claims."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from wso_lessons.content import Claim, ContentError, Course, Figure, UnknownId, Where
from wso_lessons.content.files import check_ordinary
from wso_lessons.content.words import as_sentence
from wso_lessons.pages.dates_and_names import source_labels
from wso_lessons.pages.html import Markup, Page, details, join, listing, tag, wrap
from wso_lessons.pages.ledger import cite_line, cite_markup
from wso_lessons.pages.svg import Drawing, read_drawing

_STATIC = Path(__file__).with_name("static")


def show_figure(course: Course, figure_id: str, here: str = "") -> Page:
    """A figure with its words and claims; `here` marks one of its places ("Warrant served").

    Raises UnknownId for a figure or place that there is not, and ContentError where its file cannot be used.
    """
    figure = course.figures[figure_id]
    if here and here not in figure.places:
        raise UnknownId("place", here, figure.places)
    alt = f"{figure.alt} {as_sentence(f'You are here: {here}')}" if here else figure.alt
    claims = [claim for name in figure.claims if (claim := course.claims.find(name))]
    source = f"Source: {'; '.join(source_labels(course.cited_sources(figure.claims)))}."
    lines = [f"{number}. {claim.text} ({_where_found(course, claim)})" for number, claim in enumerate(claims, start=1)]
    html = tag(
        "figure",
        tag("figcaption", tag("strong", figure.title), class_="wso-finding"),
        _drawings(course, figure, here),
        tag("p", figure.note, class_="wso-small") if figure.note else "",
        details("In words", tag("p", alt)),
        details("What it rests on", tag("p", source), listing(_references(course, claims), ordered=True)),
        class_="wso-figure",
    )
    parts = [figure.title, f"Picture: {alt}", figure.note, source]
    rules = tag("style", Markup(f"\n{style()}"))
    text = "\n\n".join(wrap(part) for part in parts if part)
    return Page(
        "\n".join([text, "", *(wrap(line, "   ") for line in lines)]),
        join((rules, "\n", html)),
    )


def figure_drawing(course: Course, figure: Figure, file: str) -> Drawing:
    """One of a figure's files. Raises ContentError where it is missing or cannot be read as a drawing."""
    path = course.figure_path(file)
    try:
        check_ordinary(path)
        return read_drawing(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problem, remedy = f'The figure "{figure.id}" names a file that is not there.', f"Put {file} into data/figures."
        raise ContentError.at(figure.where, "figure-missing", problem, remedy) from None
    except (OSError, ValueError) as error:
        problem, remedy = f"This file cannot be read as a drawing: {error}.", "Save it as a plain SVG file."
        raise ContentError.at(Where(path, 1), "figure-unreadable", problem, remedy) from None


@functools.cache
def style() -> str:
    """The rules of style for figures and the drawings in them."""
    return "".join((_STATIC / name).read_text(encoding="utf-8") for name in ("figure_drawing.css", "figure.css"))


def _drawings(course: Course, figure: Figure, here: str) -> Markup:
    """The wide drawing and the tall one, or the one that there is, each in a part of the page that the style opens.

    JupyterLab takes style and shapes out of a result that it does not trust and keeps the letters between them; so
    the parts are hidden until there is a style, and the figure's words stand alone where there is none.
    """
    name = f"{figure.title}. You are here: {here}" if here else figure.title
    place = figure.places.index(here) + 1 if here else None
    shapes = {"wide": figure.file, "tall": figure.tall} if figure.tall else {"only": figure.file}
    parts = []
    for shape, file in shapes.items():
        svg = figure_drawing(course, figure, file).element(**{"role": "img", "aria-label": name, "data-here": place})
        parts.append(tag("div", svg, class_=f"wso-figure-{shape}", hidden=True))
    return join(parts)


def _where_found(course: Course, claim: Claim) -> str:
    return "; ".join(cite_line(course, cite) for cite in claim.cites)


def _references(course: Course, claims: Sequence[Claim]) -> list[Markup]:
    return [join((claim.text, listing(cite_markup(course, cite) for cite in claim.cites))) for claim in claims]
