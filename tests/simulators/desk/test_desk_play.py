"""The booking desk as play: every desk has papers and answers, every end a card, every scene and task leads on."""

import pytest

from tests.support.desk_ways import WatchedDesk, WatchedPlay, every_way
from wso_lessons.content import builtin_course
from wso_lessons.simulators.desk.booking import Desk
from wso_lessons.simulators.desk.desk_play import DESK_CALLS, DeskPlay
from wso_lessons.simulators.desk.desk_scene import DeskView, desk_picture
from wso_lessons.simulators.scene import Part, Words


@pytest.fixture(scope="module")
def play():
    return DeskPlay(Desk(builtin_course()))


def seen_by_all(built_in, see):
    """What `see` gives of a play and of the facts of every way through it, on a day of each kind of state law."""
    play = WatchedPlay(WatchedDesk(built_in))
    states = ["none-known", "co", "fl", "ny", "tx", "mn", "me"]
    ways = every_way(play.desk, lambda facts: see(play, facts), date=["2019", "2026"], state=states)
    return [seen for seen, _ in ways]


def facts(play, **changed):
    return play.desk.complete(changed)


@pytest.mark.slow
def test_every_end_has_a_card_and_every_row_of_it_rests_on_known_claims(play, built_in):
    shown = {}
    for route, card in seen_by_all(built_in, lambda one, facts: ((way := one.desk.walk(facts)), one.card(way))):
        assert bool(card) or route.outcome is None or route.outcome.id in ("criminal-custody", "in-doubt"), route.facts
        shown |= {row.text: row.claims for row in card}
    assert all(claims and set(claims) <= set(built_in.claims) for claims in shown.values())
    assert {row.text for row in play.rules.consequences} <= shown.keys(), "A consequence that no facts lead to"


def test_every_desk_has_a_sheet_and_a_file_and_everybody_knows_something_on_a_desk_that_can_be(play, built_in):
    sides, answers = set(), set()
    for papers in seen_by_all(built_in, lambda one, facts: one.papers(facts)):
        assert {"sheet", "file"} <= {laid.paper.id for laid in papers}
        sides |= {laid.side.text for laid in papers}
    for person in play.rules.people:
        for heard in seen_by_all(
            built_in, lambda one, facts, who=person: one.answer(who, facts) or one.desk.walk(facts).outcome
        ):
            assert heard is None or isinstance(heard, tuple)
            answers |= {row.text for row in heard or ()}
    assert {side.text for paper in play.rules.papers for side in paper.sides} <= sides
    assert {row.text for person in play.rules.people for row in person.says} <= answers


def test_each_scene_ends_and_the_three_calls_differ_in_what_they_teach(play):
    ends = {scene.id: play.desk.walk(scene.facts).outcome.id for scene in play.rules.scenes}
    assert ends == {"both-papers": "handed-over", "one-fax": "released", "another-state": "released"}


def test_each_change_of_a_scene_can_stand_and_in_each_scene_some_move_the_end_and_some_do_not(play):
    for scene in play.rules.scenes:
        begun = play.desk.walk(scene.facts).outcome
        ends = [play.desk.walk({**scene.facts, **change}).outcome for change in scene.changes]
        assert None not in ends
        assert {end is begun for end in ends} == {True, False}


def test_a_law_that_is_only_signed_moves_nobody(play):
    assert play.desk.walk({"state": "co"}).outcome.call == "release"
    assert play.desk.walk({"state": "me"}).outcome.call == "hold"


@pytest.mark.parametrize("changed", [{"state": "tx", "warrant": "none", "signer": "nobody"}, {"pickup": "fee"}])
def test_the_agreement_s_48_hours_are_not_said_of_a_hold_that_is_not_under_that_clause(play, changed):
    assert "at most 48 hours" in " ".join(row.text for row in play.card(play.desk.walk({})))
    route = play.desk.walk(changed)
    assert route.outcome.call == "hold"
    assert "at most 48 hours" not in " ".join(row.text for row in play.card(route))


def test_papers_come_one_after_another(play):
    desk = facts(play)
    assert [one.paper.id for one in play.papers_so_far(desk, ())] == ["sheet"]
    assert [one.paper.id for one in play.papers_so_far(desk, ("sheet",))] == ["sheet", "warrant"]
    assert len(play.papers_so_far(desk, ("sheet", "warrant", "detainer", "file"))) == 4


def test_the_line_for_the_signature_says_who_signed(play):
    signed = {one.paper.id: one.signature for one in play.papers(facts(play, signer="local"))}
    assert signed["warrant"] == "A deputy of this jail"
    assert signed["detainer"] == ""


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ({"state": "nm", "date": "2025"}, {"state": "nm", "date": "2026"}, ["second-date"]),
        ({"state": "nm", "date": "2025"}, {"state": "none-known", "date": "2026"}, []),
        (
            {"warrant": "none", "signer": "nobody"},
            {"warrant": "none", "signer": "nobody", "state": "tx"},
            ["held-without-warrant"],
        ),
        ({"warrant": "none", "signer": "nobody"}, {"warrant": "none", "signer": "nobody", "state": "fl"}, []),
        ({}, {"state": "ny"}, ["not-settled"]),
        ({}, {}, []),
    ],
)
def test_a_task_is_found_by_the_change_of_one_fact(play, before, now, found):
    assert [task.id for task in play.tasks_found(facts(play, **before), facts(play, **now))] == found


def test_every_task_can_be_found_from_some_desk_by_one_change(play):
    starts = [{}, {"state": "nm", "date": "2025"}, {"warrant": "none", "signer": "nobody"}]
    found = set()
    for start in starts:
        for fact in play.rules.facts:
            for value in fact.values:
                now = {**facts(play, **start), fact.id: value.id}
                found |= {task.id for task in play.tasks_found(facts(play, **start), now)}
    assert found == {task.id for task in play.rules.tasks}


def picture(play, call="", end="", **changed):
    desk = facts(play, **changed)
    papers = play.papers(desk)
    opened = [laid.paper.id for laid in papers]
    shown = DeskView(
        day="5 June 2026",
        papers=papers,
        opened=opened,
        most=4,
        people=play.rules.people,
        rung=(),
        can_call=True,
        call=call,
        end=end,
        end_title="Released" if end else "",
    )
    return desk_picture(shown)


def test_a_place_says_after_the_call_who_stands_in_it(play):
    for scene in (picture(play).wide, picture(play).narrow):
        assert {f"call-{call}" for call in DESK_CALLS} <= {part.press for part in scene.moves}
    after = picture(play, call="hold", end="release")
    names = {part.id: part.name for part in after.wide.moves}
    assert names["call-hold"] == "Held for ICE: you"
    assert names["call-release"] == "Released: the rules"
    assert names["call-open"] == "Not settled: nobody"
    assert after.wide.name.endswith("You called: Held for ICE. What follows: Released.")


def test_nothing_written_on_a_paper_or_a_place_runs_over_its_edge(play):
    for changed in ({}, {"warrant": "i-205"}, {"model": "boa"}, {"model": "tfm"}, {"citizen": "yes"}):
        for scene in (picture(play, **changed).wide, picture(play, call="hold", end="hold", **changed).narrow):
            for one in (part for part in scene.parts if isinstance(part, Part) and part.press):
                face, *rest = one.shapes
                lines = [shape for shape in rest if isinstance(shape, Words)]
                assert all(face.y < line.y <= face.y + face.height for line in lines), one.id
                assert all(8.2 * len(line.text) < face.width + 14 for line in lines if line.anchor == "start"), one.id
