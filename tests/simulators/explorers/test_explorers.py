"""Timeline, model comparer, agreement reader and case finder over the built-in reference tables."""

import dataclasses
import itertools
import re

import pytest

from wso_lessons.content import UnknownId, builtin_course
from wso_lessons.pages.dates_and_names import date_in_words
from wso_lessons.simulators.explorers.agreement import VERSIONS, AgreementReader
from wso_lessons.simulators.explorers.cases import (
    CASE_QUESTIONS,
    HELPS,
    MARKING_KINDS,
    RANK,
    RULING_KINDS,
    STANDINGS,
    CaseFinder,
    binds_in_words,
)
from wso_lessons.simulators.explorers.models import MODELS, ModelComparer
from wso_lessons.simulators.explorers.places import NAMES
from wso_lessons.simulators.explorers.tile_map import TileRules, TileState, tile_picture
from wso_lessons.simulators.explorers.timeline import DOCUMENTS, Timeline, verdict_words, year
from wso_lessons.simulators.explorers.timeline_scene import events_picture
from wso_lessons.simulators.rulebook import read_rules
from wso_lessons.simulators.scene import Words


@pytest.fixture(scope="module")
def timeline(built_in):
    return Timeline(built_in)


@pytest.fixture(scope="module")
def finder(built_in):
    return CaseFinder(built_in)


def test_events_stand_in_order_of_date(timeline):
    dates = [event.date for event in timeline.events]
    assert dates == sorted(dates)
    assert (timeline.years[0], timeline.years[-1]) == (1996, 2026)


def test_years_filter_the_events_and_each_stands_on_one_track(timeline):
    shown = timeline.select(2019, 2019)
    assert {event.date[:4] for event in shown} == {"2019"}
    assert timeline.select(1996, 2026) == timeline.events
    for event in timeline.events:
        assert [track.id for track in timeline.rules.tracks if event.track in track.of] == [timeline.track_of(event).id]


def test_every_card_on_every_track_in_every_year_has_a_verdict_and_a_reason(timeline):
    for number, card in enumerate(timeline.cards, 1):
        event = timeline.by_id[card.event]
        fits = []
        for track, in_year in itertools.product(timeline.rules.tracks, timeline.hung_years):
            hung = timeline.hang(number, track.id, in_year)
            assert hung.in_words().endswith(card.why)
            assert f": {date_in_words(event.date)}." in hung.in_words()
            fits += [(track, in_year)] if hung.is_on_track and not hung.years_off else []
            assert hung.is_near == (abs(in_year - year(event)) <= 1)
        assert fits == [(timeline.track_of(event), year(event))]


def test_no_card_tells_its_year(timeline):
    for card in timeline.cards:
        assert not re.search(r"(19|20)\d\d", timeline.by_id[card.event].text)


def test_pairs_in_order_are_counted(timeline):
    years = range(1, 6)
    right = {n: timeline.hang(n, "law", year(timeline.by_id[timeline.cards[n - 1].event])) for n in years}
    assert "10 of 10 pairs are in order" in verdict_words(right)
    backward = {n: timeline.hang(n, "law", 4031 - card.year) for n, card in right.items()}
    shared = len(right) - len({card.year for card in right.values()})  # Two of one year are in order either way.
    assert f"; {shared} of 10 pairs are in order" in verdict_words(backward)


@pytest.mark.parametrize(("since", "until"), [(1996, 2026), (2012, 2019), (2019, 2019), (2016, 2016)])
def test_every_tick_that_is_shown_has_its_words_and_none_lies_over_another(timeline, since, until):
    picture = events_picture(timeline, since, until, "", live=True)
    for scene in (picture.wide, picture.narrow):
        assert {part.id for part in scene.moves} == {event.id for event in timeline.select(since, until)}
        boxes = [part.shapes[0] for part in scene.moves]
        for one, other in itertools.combinations(boxes, 2):
            assert one.x != other.x or abs(one.y - other.y) >= min(one.height, other.height)
        assert all(box.y + box.height <= scene.height and box.y >= 0 for box in boxes)
        words = [shape for part in scene.moves for shape in part.shapes if isinstance(shape, Words)]
        assert len(words) >= 2 * len(boxes)


def test_all_five_documents_tell_the_launch_and_an_untold_event_says_so(timeline):
    launch = timeline.compare(timeline.by_id["2019-05-06-launch"])
    assert list(launch) == list(DOCUMENTS.values())
    assert all(launch.values())
    assert not any(timeline.compare(timeline.by_id["2019-04-22-sheriff-signs"]).values())


def test_the_comparer_shows_both_sides_where_documents_and_agreements_part():
    comparer = ModelComparer(builtin_course())
    parting = comparer.select(only_differing=True)
    assert {"arrest-without-warrant", "inspections"} <= {aspect.id for aspect in parting}
    jail = comparer.cells(next(a for a in parting if a.id == "arrest-without-warrant"), "JEM")
    assert [cell.per for cell in jail] == ["documents", "agreements"]


def test_every_aspect_has_a_cell_for_every_model():
    comparer = ModelComparer(builtin_course())
    assert [(a.id, m) for a in comparer.aspects for m in MODELS if not comparer.cells(a, m)] == []


def test_cells_can_be_kept_to_one_kind_of_source():
    comparer = ModelComparer(builtin_course())
    kinds = {cell.per for a in comparer.aspects for m in MODELS for cell in comparer.cells(a, m, "agreements")}
    assert kinds == {"agreements", "both"}


def test_the_reader_tells_what_went_and_what_stayed_between_two_forms():
    reader = AgreementReader(builtin_course())
    changed = {row.section.id for row in reader.compare("v1", "v3", only_changed=True)}
    assert {"steering-committee", "complaints"} <= changed
    assert "forty-eight-hours" not in changed
    assert len(reader.compare("v1", "v3")) == len(reader.sections)


def test_two_forms_are_put_in_order():
    reader = AgreementReader(builtin_course())
    assert reader.in_order("v3", "v1b") == ("v1b", "v3")
    assert reader.compare("v2", "v2", only_changed=True) == ()


def test_a_topics_history_marks_each_form_that_differs_from_the_one_before():
    reader = AgreementReader(builtin_course())
    history = reader.history(reader.by_id["steering-committee"])
    assert [name for name, _, _ in history] == list(VERSIONS.values())
    assert [new for _, _, new in history] == [False, False, True, True]


def test_each_case_has_one_standing_in_each_state(finder):
    for code in NAMES:
        view = finder.in_state(code)
        assert len(view.standings) == len(finder.cases)
        assert all(standing.how in STANDINGS for standing in view.standings)
        ranks = [RANK[standing.how] for standing in view.standings]
        assert ranks == sorted(ranks)


def test_every_state_lies_in_one_circuit(finder):
    circuits = list(builtin_course().reference("circuits").sound_records())
    named = [code for circuit in circuits for code in circuit.states]
    assert sorted(named) == sorted(NAMES)
    assert all(finder.circuit(code) for code in NAMES)


@pytest.mark.parametrize(
    ("case", "state", "how"),
    [
        ("gonzalez-v-ice", "or", "binds here"),
        ("gonzalez-v-ice", "fl", "binds elsewhere"),
        ("lunn-v-commonwealth", "ma", "binds here"),
        ("lunn-v-commonwealth", "nh", "binds elsewhere"),
        ("arizona-v-us", "wy", "binds here"),
        ("miranda-olivares", "or", "persuasive"),
        ("tenorio-serrano-v-driscoll", "az", "preliminary"),
        ("voces-v-gerber", "wi", "pending"),
    ],
)
def test_a_rulings_weight_depends_on_where_one_lives(finder, case, state, how):
    found = next(other for other in finder.cases if other.id == case)
    assert finder.weigh(found, state) == how


def test_a_state_without_rulings_or_rules_is_plainly_told(finder):
    words = finder.in_state("wy").in_words()
    assert "none known" in words
    assert "does not mean that nothing exists" in words


def test_rulings_of_a_states_own_trial_courts_are_named_but_do_not_bind(finder):
    view = finder.in_state("or")
    assert "Miranda-Olivares" in " ".join(standing.case.name for standing in view.local_rulings())
    assert all(standing.how != "binds here" for standing in view.local_rulings())


def test_a_state_is_not_taken_for_the_one_whose_name_holds_its_own(finder):
    case = dataclasses.replace(
        finder.cases[0], court="U.S. District Court, West Virginia", binds=(), binding="persuasive"
    )
    assert finder.in_state("va", (case,)).local_rulings() == ()
    assert len(finder.in_state("wv", (case,)).local_rulings()) == 1


def test_cases_are_found_by_question(finder):
    assert all("power" in case.questions for case in finder.select("power"))
    assert finder.select() == finder.cases
    assert {q for case in finder.cases for q in case.questions} <= set(CASE_QUESTIONS)
    assert {case.helps for case in finder.cases} == set(HELPS)


def test_an_unknown_state_is_refused(finder):
    with pytest.raises(UnknownId, match='no state "zz"'):
        finder.in_state("zz")


def test_where_a_case_binds_is_told_in_words(finder):
    by_id = {case.id: case for case in finder.cases}
    assert binds_in_words(by_id["gonzalez-v-ice"], {"9th": "Ninth Circuit"}) == "Binds in: Ninth Circuit"
    assert binds_in_words(by_id["miranda-olivares"], {}) == STANDINGS["persuasive"]


def test_every_state_has_one_kind_for_every_question_and_one_that_its_rulings_give(finder):
    for question, code in itertools.product(("", *CASE_QUESTIONS), NAMES):
        view = finder.in_state(code, finder.select(question))
        own = {standing.how for standing in view.standings if "us" not in standing.case.binds}
        assert view.reach in RULING_KINDS
        assert (view.reach == "binds") == ("binds here" in own)
        assert (view.reach == "silent") == (not view.binding() and not view.local_rulings())


def test_every_mark_has_a_verdict_and_a_reason(finder):
    for case, code, marked in itertools.product(finder.cases, NAMES, (True, False)):
        right, why = finder.judge_mark(case, code, marked)
        assert right == (marked == (finder.weigh(case, code) == "binds here"))
        assert why.startswith(NAMES[code])


def test_every_state_has_one_tile_and_its_mark_is_more_than_a_color(built_in):
    rules = read_rules(built_in, TileRules, "where-you-live")
    kinds = (RULING_KINDS, MARKING_KINDS)
    assert all(len({kind.mark for kind in known.values()}) == len(known) for known in kinds)
    tiles = {code: TileState("silent") for code in NAMES}
    picture = tile_picture(rules.rows, tiles, RULING_KINDS, "A map", live=True)
    for scene in (picture.wide, picture.narrow):
        assert sorted(part.id for part in scene.moves) == sorted(NAMES)
        places = {(part.shapes[0].x, part.shapes[0].y) for part in scene.moves}
        assert len(places) == len(NAMES)


@pytest.mark.parametrize(
    ("row", "words"),
    [(0, "must hold each state once"), (None, "must be of one length")],
)
def test_a_map_that_lacks_a_state_or_is_ragged_is_refused(built_in, row, words):
    rules = read_rules(built_in, TileRules, "where-you-live")
    rows = list(rules.rows)
    rows = rows[1:] if row == 0 else [f"{rows[0]} .", *rows[1:]]
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(rules, rows=tuple(rows))
