"""Scenes as SVG: in the page, where parts can be moved, and as a picture of its own for a page without a kernel."""

from __future__ import annotations

import base64
import functools
import json

from wso_lessons.pages.html import Markup, join, tag
from wso_lessons.simulators.scene import Box, Dot, Line, Part, Picture, Scene, Shape, Slider, Words
from wso_lessons.widgets.modules import style_sheet

_SVG = "http://www.w3.org/2000/svg"


def draw_stage(picture: Picture) -> Markup:
    """Both forms of a picture; the style sheet shows the one that fits its column."""
    wide = _draw(picture.wide, class_="wso-wide")
    narrow = _draw(picture.narrow, class_="wso-narrow")
    return tag("div", wide, narrow, class_="wso-stage")


def still_image(picture: Picture) -> Markup:
    """A picture that cannot be moved, as images with their own style: a saved notebook and paper show it as it is."""
    small = tag("source", media="(max-width: 600px)", srcset=_address(picture.narrow))
    image = tag("img", src=_address(picture.wide), alt=picture.wide.name, class_="wso-still")
    return tag("picture", small, image)


def _address(scene: Scene) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(draw_document(scene).encode()).decode()}"


def draw_document(scene: Scene) -> Markup:
    """A scene as an SVG file of its own, with the style that it needs."""
    return _draw(scene, xmlns=_SVG, style=Markup(f"<style>{_style()}</style>"))


@functools.cache
def _style() -> str:
    return " ".join(style_sheet("stage.css").split())


def _draw(scene: Scene, style: Markup = Markup(""), **attributes: object) -> Markup:  # noqa: B008 - Markup is immutable
    parts = [_part(part) if isinstance(part, Part) else _shape(part) for part in scene.parts]
    role = "group" if scene.live else "img"
    box = f"0 0 {scene.width:g} {scene.height:g}"
    return tag(
        "svg", style, *parts, viewBox=box, role=role, aria_label=scene.name, data_sweep=_mark(scene.sweep), **attributes
    )


def _mark(holds: bool) -> str | None:
    """The value of an attribute that marks something: XML, unlike HTML, has none without a value."""
    return "" if holds else None


# Most parts and shapes stay from move to move, and all stand in the stored picture too; to escape them took most of a
# move.
@functools.lru_cache(maxsize=2048)
def _part(part: Part) -> Markup:
    looks = ["wso-part", *([_look(part.look)] if part.look else []), *(["wso-passed"] if part.passed else [])]
    shared: dict[str, object] = {"class_": " ".join(looks), "data_key": part.id}
    if part.by:
        shared |= {
            "data_by": part.by,
            "data_since": f"{part.since:g}",
            "data_until": f"{max(part.since, part.until):g}",
        }
        shared |= {"data_width": f"{part.full:g}"} if part.full else {}
    shapes = join(_shape(shape) for shape in part.shapes)
    if part.slider:
        shared |= _slider(part.slider)
    elif part.press:
        pressed = None if part.pressed is None else str(part.pressed).lower()
        shared |= {"role": "button", "data_press": part.press, "aria_pressed": pressed, "tabindex": "0"}
    elif part.carries:
        shared |= {"role": "button", "data_carry": part.id, "tabindex": "0"}
    if part.takes:
        shared |= {"data_take": part.id, "role": shared.get("role", "group")}
    return tag("g", shapes, **shared, aria_label=part.name or None)


def _slider(slider: Slider) -> dict[str, object]:
    return {
        "role": "slider",
        "tabindex": "0",
        "aria_valuemin": f"{slider.low:g}",
        "aria_valuemax": f"{slider.high:g}",
        "aria_valuenow": f"{slider.value:g}",
        "aria_valuetext": slider.says,
        "aria_orientation": "vertical" if slider.upright else "horizontal",
        "data_value": f"{slider.value:g}",
        "data_step": f"{slider.step:g}",
        "data_leap": f"{slider.leap:g}",
        "data_start": f"{slider.start:g}",
        "data_end": f"{slider.end:g}",
        "data_at": f"{slider.at:g}",
        "data_unit": slider.unit or None,
        "data_day": f"{slider.day:g}" if slider.day else None,
        "data_labels": json.dumps(slider.labels, ensure_ascii=False) if slider.labels else None,
    }


def _look(looks: str) -> str:
    return " ".join(f"wso-look-{look}" for look in looks.split())


@functools.lru_cache(maxsize=4096)
def _shape(shape: Shape) -> Markup:
    look = _look(shape.look)
    if isinstance(shape, Box):
        corner = f"{shape.corner:g}" if shape.corner else None
        size = {"x": f"{shape.x:g}", "y": f"{shape.y:g}", "width": f"{shape.width:g}", "height": f"{shape.height:g}"}
        return tag("rect", class_=look, rx=corner, data_fill=_mark(shape.fills), **size)
    if isinstance(shape, Line):
        points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
        through = " ".join(shape.through) or None
        return tag("polygon" if shape.closed else "polyline", class_=look, points=points, data_through=through)
    if isinstance(shape, Dot):
        return tag("circle", class_=look, cx=f"{shape.x:g}", cy=f"{shape.y:g}", r=f"{shape.radius:g}")
    return _words(shape, look)


def _words(words: Words, look: str) -> Markup:
    anchor = None if words.anchor == "start" else words.anchor
    place = {"x": f"{words.x:g}", "y": f"{words.y:g}", "text_anchor": anchor, "data_says": words.says or None}
    return tag("text", words.text, class_=look, **place)
