"""Every simulator's view: its stored form, its moves, and what it refuses."""

import html.parser
import json
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.model_moves import as_opened, controls, open_model, press, send, slide, stored_page
from wso_lessons.content import UnknownId
from wso_lessons.widgets.open_view import names_of

NAMES = names_of("simulator")
ADVICE = "Education, not legal advice."
# What each stored form keeps behind its fold, and may say nowhere else.
FOLDED = {
    "agreement-page": ("took the place of", "What was to be found", "struck", "did not change"),
    "argument-map/cure": ("most hangs on this",),
    "argument-map/liability": ("most hangs on this",),
    "booking-desk": ("Step 7. The 48 hours", "Held and transferred", "What follows"),
    "detainer-clock": ("How it ends",),
    "dirty-list": ("county-correction",),
    "draw-the-line/agreements": ("499",),
    "misleading-chart": ("1,843",),
    "opponent": ("acts outside an agreement",),
    "scope-check": ("promises a review",),
    "timeline": ("24 April 2019",),
    "two-papers": ("Form I-200",),
    "where-you-live": ("circuit or courts binds",),
    "which-law-which-day": ("A ban in force: California",),
    "whose-power": ("Why there", "Outside the rings: Serve a removal warrant, Issue or sign a warrant"),
}


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


def look_at_the_end(view):
    for looks in ("show", "tell", "end", "hides"):  # what each model calls its end
        send(view, looks)


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.mark.slow
def test_the_stored_form_is_the_same_each_time_and_holds_no_ids_styles_or_scripts(name):
    page, again = as_opened(name).screen().page(), open_model(name).screen().page()
    assert (page.text, page.html) == (again.text, again.html)
    assert not re.search(r'\sid="|<style|<script|0x[0-9a-f]{6}', page.html)


@pytest.mark.slow
def test_the_stored_form_is_well_formed_and_its_tables_have_captions_and_headers(name):
    made = stored_page(name).html
    reader = Balance()
    reader.feed(made)
    assert reader.open == []
    assert made.count("<table") == made.count("<caption>") == made.count("<thead>")
    assert "<th scope=" in made or "<table" not in made


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDED)
def test_the_stored_form_folds_its_end_away(name):
    page = stored_page(name)
    shown, folded = page.html.split("<details", 1)
    assert not [words for words in FOLDED[name] if words in shown + page.text]
    assert not [words for words in FOLDED[name] if words not in folded]


@pytest.mark.slow
def test_what_was_done_before_is_not_stored(name):
    view = open_model(name)
    look_at_the_end(view)
    assert (repr(view), view.stored_screen().page().html) == (stored_page(name).text, stored_page(name).html)


@pytest.mark.slow
def test_education_not_legal_advice_is_said_once(name):
    page = stored_page(name)
    assert page.html.count(ADVICE) == 1
    assert " ".join(page.text.split()).count(ADVICE) == 1
    public = as_opened(name).screen().as_tree()
    assert [public[part].count(ADVICE) for part in ("advice", "stage", "body", "words")] == [1, 0, 0, 0]


@pytest.mark.slow
def test_a_model_asks_until_it_is_answered_and_a_move_that_is_refused_answers_nothing(name):
    view = open_model(name)
    assert view.screen().as_tree()["asks"]
    part = next((one.id for one in view.screen().picture.wide.moves), "none")
    refused = [one.name for one in controls(view.screen()).values() if one.value == "off"]
    for screen in (press(view, "nowhere"), slide(view, {part: -1e9}), *(send(view, one) for one in refused)):
        assert screen.asks
    look_at_the_end(view)
    ends = {"opponent", "scope-check", "which-law-which-day"}  # which nobody ends by one button
    assert view.screen().asks == (name in ends)


@pytest.mark.slow
def test_the_state_is_told_in_words_in_both_forms_and_a_picture_has_words_for_those_who_do_not_see_it(name):
    screen = as_opened(name).stored_screen()
    assert screen.words
    assert screen.words.split(".")[0] in " ".join(stored_page(name).text.split())
    assert "" not in (screen.picture.wide.name, screen.picture.narrow.name)


@pytest.mark.slow
def test_a_notebook_gets_the_view_and_the_stored_form_in_one_bundle(name):
    bundle = as_opened(name)._repr_mimebundle_()
    assert (bundle["text/plain"], bundle["text/html"]) == (repr(as_opened(name)), str(stored_page(name).html))
    assert "application/vnd.jupyter.widget-view+json" in bundle


@pytest.mark.slow
def test_every_choice_of_every_control_leads_to_a_screen(name):
    view = open_model(name)
    for control in controls(view.screen()).values():
        before = dict(view.facts)
        # Of a list of states, years or papers some: their rules are tried with each in the tests of the rules.
        for value, _ in control.choices[:: max(1, len(control.choices) // 6)]:
            screen = send(view, control.name, [value] if control.kind == "checks" else value)
            assert json.dumps(screen.as_tree())
            assert screen.words
        view.facts.update(before)


def test_boxes_that_scroll_have_a_name_and_take_the_focus(name):
    for box in re.findall(r'<div class="wso-scroll[^>]*>', stored_page(name).html):
        assert 'tabindex="0"' in box
        assert 'role="region"' in box
        assert "aria-label=" in box


anything = st.one_of(st.none(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=5), max_size=3))


@pytest.mark.slow
@settings(max_examples=15)
@given(st.data())
def test_no_sequence_of_moves_breaks_a_view(data):
    view = open_model(data.draw(st.sampled_from(NAMES)))
    for _ in range(6):
        control = data.draw(st.sampled_from(list(controls(view.screen()).values())))
        options = [value for value, _ in control.choices] or [""]
        value = data.draw(st.one_of(anything, st.sampled_from(options), st.lists(st.sampled_from(options))))
        assert json.dumps(send(view, control.name, value).as_tree())


def test_an_unknown_fact_or_value_names_the_nearest():
    with pytest.raises(UnknownId, match=r'no fact of the simulator "where-you-live" "stat"\. Did you mean "state"'):
        open_model("where-you-live", stat="fl")
    with pytest.raises(UnknownId, match='no fact of the explorer "growth" "color"'):
        open_model("growth", color="red")
    with pytest.raises(UnknownId, match='no value of "state" "zz"'):
        open_model("where-you-live", state="zz")
    with pytest.raises(UnknownId, match=r'no value of "model" "wsos"\. Did you mean "wso"'):
        open_model("booking-desk", model="wsos")


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
    clock = open_model("detainer-clock")
    assert "Give a date such as" in send(clock, "date", "").words
    assert "The clocks skip 02:30" in (send(clock, "date", "2026-03-08"), send(clock, "time", "02:30"))[1].words
    assert clock.facts["time"] == "17:00"


def test_the_clock_asks_which_hour_is_meant_only_where_it_comes_twice():
    clock = open_model("detainer-clock", date="2026-11-01", time="01:30")
    assert "pass" in controls(clock.screen())
    assert "second is meant" in send(clock, "pass", "second").words
    assert "pass" not in controls(send(clock, "time", "12:00"))


def test_hidden_answers_are_hidden_in_every_form():
    for grid in ("aspects", "powers"):
        page = open_model("models", grid=grid, answers="hidden").screen().page()
        assert "Not listed" not in page.html + page.text
        assert "Signed agreements:" not in page.html
        assert "Predict" in page.html


def test_the_cases_of_a_state_with_none_known_say_so():
    screen = open_model("where-you-live", stage="map", state="wy").screen()
    assert "none known" in screen.body
    assert "no state rule is known" in screen.words


def test_a_swapped_pair_of_years_or_forms_is_put_in_order():
    assert "from 2019 to 2026" in send(open_model("timeline", stage="events", until="2019"), "since", "2026").words
    assert "Between April 2019 and 2025" in send(open_model("agreement", later="v1"), "earlier", "v3").words


def test_the_panel_answers_each_move_even_one_that_changes_nothing():
    panel, seen = open_model("detainer-clock").widget, []
    panel.observe(lambda change: seen.append(change["new"]["words"]), names="screen")
    panel._receive_message(panel, {"name": "date", "value": "x"}, [])
    panel._receive_message(panel, {"name": "date", "value": "x"}, [])
    assert len(seen) == 2
