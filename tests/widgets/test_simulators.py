"""Every simulator's view: its stored form, its moves, and what it refuses."""

import html.parser
import json
import re
import statistics
import subprocess
import sys
import time
from itertools import cycle, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.model_moves import send
from wso_lessons.content import UnknownId, builtin_course
from wso_lessons.widgets.open_view import VIEWS, names_of, open_view

NAMES = names_of("simulator")
ADVICE = "Education, not legal advice."


class Balance(html.parser.HTMLParser):
    """Fails on an element that is closed out of turn or not at all."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("img", "source"):  # they hold nothing and are not closed
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def view(name, **facts):
    return open_view(VIEWS[name].family, name, builtin_course(), **facts)


def controls(screen):
    return [control for group in screen.groups for control in group.controls]


@pytest.fixture(params=NAMES)
def shown(request):
    return view(request.param)


@pytest.mark.slow
def test_the_stored_form_is_the_same_each_time_and_holds_no_ids_styles_or_scripts(shown):
    page = shown.screen().page()
    again = view(shown.name).screen().page()
    assert (page.text, page.html) == (again.text, again.html)
    assert not re.search(r'\sid="|<style|<script|0x[0-9a-f]{6}', page.html)


def test_the_stored_form_is_well_formed_and_its_tables_have_captions_and_headers(shown):
    made = shown.screen().page().html
    reader = Balance()
    reader.feed(made)
    assert reader.open == []
    assert made.count("<table") == made.count("<caption>") == made.count("<thead>")
    assert "<th scope=" in made or "<table" not in made


def test_education_not_legal_advice_is_said_once(shown):
    page = shown.screen().page()
    assert page.html.count(ADVICE) == 1
    assert " ".join(page.text.split()).count(ADVICE) == 1
    public = shown.screen().public()
    assert [public[part].count(ADVICE) for part in ("advice", "stage", "body", "words")] == [1, 0, 0, 0]


@pytest.mark.slow
def test_a_model_asks_until_it_is_answered_and_a_move_that_is_refused_answers_nothing(shown):
    assert shown.screen().public()["asks"]
    part = next((one.id for one in shown.screen().picture.wide.moves), "none")
    refused = [{"name": one.name, "value": ""} for one in controls(shown.screen()) if one.value == "off"]
    for message in ({"move": "press", "part": "nowhere"}, {"move": "slide", "values": {part: -1e9}}, *refused):
        assert shown.receive(message).asks
    for looks in ("show", "tell", "end", "hides"):  # what each model calls its end
        send(shown, looks)
    ends = {"opponent", "scope-check", "which-law-which-day"}  # which nobody ends by one button
    assert shown.screen().asks == (shown.name in ends)


def test_the_state_is_told_in_words_in_both_forms(shown):
    screen = shown.screen()
    assert screen.words
    assert screen.words.split(".")[0] in " ".join(screen.page().text.split())


@pytest.mark.slow
def test_a_notebook_gets_the_view_and_the_stored_form_in_one_bundle(shown):
    bundle = shown._repr_mimebundle_()
    assert bundle["text/plain"] == repr(shown)
    assert bundle["text/html"] == str(shown.still().page().html)
    assert "application/vnd.jupyter.widget-view+json" in bundle


@pytest.mark.slow
def test_every_choice_of_every_control_leads_to_a_screen(shown):
    for control in controls(shown.screen()):
        before = dict(shown.facts)
        for value, _ in control.choices:
            screen = send(shown, control.name, [value] if control.kind == "checks" else value)
            assert json.dumps(screen.public())
            assert screen.words
        shown.facts.update(before)


def test_a_picture_has_words_for_those_who_do_not_see_it(shown):
    for picture in re.findall(r'<div class="wso-axis"[^>]*>', shown.screen().body):
        assert 'role="img"' in picture
        assert re.search(r'aria-label="[^"]{30,}"', picture)


def test_boxes_that_scroll_have_a_name_and_take_the_focus(shown):
    for box in re.findall(r'<div class="wso-scroll[^>]*>', shown.screen().body):
        assert 'tabindex="0"' in box
        assert 'role="region"' in box
        assert "aria-label=" in box


anything = st.one_of(st.none(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=5), max_size=3))


@pytest.mark.slow
@settings(max_examples=15)
@given(st.data())
def test_no_sequence_of_moves_breaks_a_view(data):
    shown = view(data.draw(st.sampled_from(NAMES)))
    for _ in range(6):
        control = data.draw(st.sampled_from(controls(shown.screen())))
        options = [value for value, _ in control.choices] or [""]
        value = data.draw(st.one_of(anything, st.sampled_from(options), st.lists(st.sampled_from(options))))
        assert json.dumps(send(shown, control.name, value).public())


def some_moves(screen):
    """Two moves that change something: of the first control with choices, else of the picture's first part."""
    for control in controls(screen):
        values = [value for value, _ in control.choices][:2]
        if values:
            picks = control.kind == "checks"
            return [{"name": control.name, "value": [value] if picks else value} for value in values]
    part = screen.picture.wide.moves[0]
    if not part.slider:
        return [{"move": "press", "part": part.press}] * 2
    return [{"move": "slide", "values": {part.id: value}} for value in (part.slider.low, part.slider.high)]


@pytest.mark.slow
def test_redrawing_takes_a_moment(shown):
    took = []
    for message in islice(cycle(some_moves(shown.screen())), 6):
        began = time.process_time()
        json.dumps(shown.receive(message).public())
        took.append(time.process_time() - began)
    assert statistics.median(took) < 2  # hundredths, on a machine without other work


def test_an_unknown_simulator_fact_or_value_names_the_nearest():
    with pytest.raises(UnknownId, match=r'no simulator "booking-dsk"\. Did you mean "booking-desk"'):
        open_view("simulator", "booking-dsk", builtin_course())
    with pytest.raises(UnknownId, match=r'no fact of the simulator "where-you-live" "stat"\. Did you mean "state"'):
        view("where-you-live", stat="fl")
    with pytest.raises(UnknownId, match='no value of "state" "zz"'):
        view("where-you-live", state="zz")
    with pytest.raises(UnknownId, match=r'no value of "model" "wsos"\. Did you mean "wso"'):
        view("booking-desk", model="wsos")


@pytest.mark.slow
def test_opening_views_loads_no_heavy_library():
    code = (
        "import sys; from wso_lessons.content import builtin_course; from wso_lessons.widgets.open_view import *\n"
        "[repr(open_view(entry.family, name, builtin_course())) for name, entry in VIEWS.items()]\n"
        "heavy = 'pandas numpy matplotlib ipywidgets anywidget sqlite3'.split()\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_clock_says_what_is_wrong_with_a_time_and_keeps_the_last_one():
    clock = view("detainer-clock")
    assert "Give a date such as" in send(clock, "date", "").words
    assert "The clocks skip 02:30" in (send(clock, "date", "2026-03-08"), send(clock, "time", "02:30"))[1].words
    assert clock.facts["time"] == "17:00"


def test_the_clock_asks_which_hour_is_meant_only_where_it_comes_twice():
    clock = view("detainer-clock", date="2026-11-01", time="01:30")
    assert "pass" in [control.name for control in controls(clock.screen())]
    assert "second is meant" in send(clock, "pass", "second").words
    assert "pass" not in [control.name for control in controls(send(clock, "time", "12:00"))]


def test_hidden_answers_are_hidden_in_every_form():
    for grid in ("aspects", "powers"):
        page = view("models", grid=grid, answers="hidden").screen().page()
        assert "Not listed" not in page.html + page.text
        assert "Signed agreements:" not in page.html
        assert "Predict" in page.html


def test_the_cases_of_a_state_with_none_known_say_so():
    screen = view("where-you-live", stage="map", state="wy").screen()
    assert "none known" in screen.body
    assert "no state rule is known" in screen.words


def test_a_swapped_pair_of_years_or_forms_is_put_in_order():
    assert "from 2019 to 2026" in send(view("timeline", stage="events", until="2019"), "since", "2026").words
    assert "Between April 2019 and 2025" in send(view("agreement", later="v1"), "earlier", "v3").words


def test_the_panel_answers_each_move_even_one_that_changes_nothing():
    from wso_lessons.widgets.panel.panel import Panel

    clock = view("detainer-clock")
    panel = Panel(clock)
    seen = []
    panel.observe(lambda change: seen.append(change["new"]["words"]), names="screen")
    panel._heard(panel, {"name": "date", "value": "x"}, [])
    panel._heard(panel, {"name": "date", "value": "x"}, [])
    assert len(seen) == 2
