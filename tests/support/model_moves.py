"""Models without a page: opened, moved in one line, and what is shown after each move."""

import functools
import json

from wso_lessons.content import builtin_course
from wso_lessons.widgets.open_view import VIEWS, open_view


def open_model(name, notes=None, **facts):
    """A model or an explorer of the course, opened anew."""
    return open_view(VIEWS[name].family, name, builtin_course(), notes, **facts)


@functools.cache
def as_opened(name):
    """A model as it opens, once for all tests: to be read, not moved."""
    return open_model(name)


@functools.cache
def stored_page(name):
    """What a notebook stores of a model."""
    return as_opened(name).stored_screen().page()


def send(view, name, value=""):
    """A control is used."""
    return view.receive({"name": name, "value": value})


def press(view, *parts):
    """Parts of the picture are pressed in turn."""
    for part in parts:
        screen = view.receive({"move": "press", "part": part})
    return screen


def slide(view, values):
    """Parts of the picture are pushed to these values."""
    return view.receive({"move": "slide", "values": values})


def put(view, part, on):
    """One part of the picture is put on another."""
    return view.receive({"move": "put", "part": part, "on": on})


def deal(view, *places):
    """The card that is dealt is put on each of these places in turn."""
    for place in places:
        screen = put(view, "dealt", place)
    return screen


def controls(screen):
    """The controls of a screen by name."""
    return {control.name: control for group in screen.groups for control in group.controls}


def all_of(screen):
    """All that a screen shows, as one text."""
    return json.dumps(screen.as_tree(), ensure_ascii=False) + screen.text
