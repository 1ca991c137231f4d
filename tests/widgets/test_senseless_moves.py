"""A move that a model does not offer as it opens changes nothing on its screen."""

import pytest

from tests.support.model_moves import open_model
from wso_lessons.widgets.open_view import names_of

ANYWHERE = [None, 3, "x", {}, {"name": []}, {"name": "date"}, {"name": "zzz", "value": "1"}]
HERE = {
    "scope-check": [
        {"move": "press", "part": "color"},
        {"move": "press", "part": ["year"]},
        {"move": "put", "part": "year", "on": "model"},
        {"name": "next", "value": ""},
        {"name": "calls", "value": ["review:year"]},
        {"name": "card", "value": 6},
        "judge",
    ],
    "opponent": [
        {"move": "press", "part": "sued"},
        {"move": "press", "part": None},
        {"name": "answer", "value": ""},
        {"name": "hear", "value": ""},
        {"name": "draft", "value": "early"},
        {"move": "put", "part": "a", "on": "b"},
    ],
    "argument-map/cure": [
        {"move": "put", "part": "dealt", "on": "cause-is-stated"},
        {"move": "put", "part": "yes", "on": "no"},
        {"move": "put", "part": "untested", "on": "no"},
        {"move": "press", "part": "compare"},
        {"name": "into", "value": "nowhere"},
        {"name": "stage", "value": "hinge"},
        {"name": "placed", "value": ["a/b"]},
    ],
    "which-law-which-day": [
        {"move": "slide", "values": {"day": 1000}},
        {"move": "slide", "values": {"day": "3"}},
        {"move": "press", "part": "zz"},
        {"move": "press", "part": "day"},
        {"name": "found", "value": ["signed-only"]},
    ],
    "where-you-live": [
        {"move": "press", "part": "zz"},
        {"move": "press", "part": ""},
        {"move": "put", "part": "or", "on": "wa"},
        {"name": "marked", "value": ["zz"]},
        {"name": "marked", "value": "or"},
        {"name": "state", "value": "or"},
    ],
    "two-papers": [
        {"move": "press", "part": "i205/none"},
        {"move": "press", "part": "i200/nowhere"},
        {"move": "press", "part": 7},
        {"move": "put", "part": "i200/none", "on": "judicial/oath"},
        {"name": "pair", "value": "three"},
        None,
    ],
    "misleading-chart": [
        {"name": "axis", "value": "upside-down"},
        {"name": "measure", "value": ["count"]},
        {"name": "found", "value": ["still"]},
        {"move": "slide", "values": {"axis": 1}},
    ],
    "timeline": [
        {"move": "put", "part": "dealt", "on": "law/2011"},
        {"move": "put", "part": "card-1", "on": "law/2012"},
        {"move": "put", "part": "law/2012", "on": "law/2013"},
        {"move": "press", "part": "2019-05-06-launch"},
        {"name": "into", "value": "law/2020"},
        {"name": "since", "value": "2019"},
        {"name": "stage", "value": "events"},
    ],
    "draw-the-line/agreements": [
        {"move": "slide", "values": {"2025-12": "5"}},
        {"move": "slide", "values": {"2025-12": True}},
        {"move": "slide", "values": {"2025-12": 1e9}},
        {"move": "slide", "values": {"1999-01": 5}},
        {"move": "slide", "values": [1]},
        {"move": "put", "part": "2025-12", "on": "given"},
        {"move": "press", "part": "2025-12"},
        {"move": {}},
        {"name": "at-2023-12", "value": 7},
        {"name": "at-1999-12", "value": "7"},
        {"name": "shown", "value": "yes"},
        "done",
    ],
    "dirty-list": [
        {"name": "kind", "value": "space"},
        {"name": "mend", "value": "strip"},
        {"move": "press", "part": "999-model"},
        {"move": "press", "part": {}},
        {"name": "found", "value": ["space"]},
        {"name": "place", "value": "147-county"},
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", names_of("simulator"))
def test_a_move_that_makes_no_sense_changes_nothing(name):
    view = open_model(name)
    before = view.screen()
    for message in (*ANYWHERE, *HERE.get(name, ())):
        assert view.receive(message) == before, message


def test_every_model_of_the_table_is_one_of_the_course():
    assert HERE.keys() <= {*names_of("simulator")}
