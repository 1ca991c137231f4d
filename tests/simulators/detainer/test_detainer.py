"""Four rules that mention 48 hours, read from one release."""

from datetime import date

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.simulators.detainer.clock import local_time
from wso_lessons.simulators.detainer.detainer import (
    CHECKS,
    DetainerClock,
    horizon_hours,
    hours_in_words,
    moment_in_words,
)
from wso_lessons.simulators.detainer.detainer_scene import clock_picture
from wso_lessons.simulators.scene import Part


@pytest.fixture(scope="module")
def friday():
    """The reading for a release on Friday 15 May 2026 at five."""
    return DetainerClock(builtin_course()).read(local_time(date(2026, 5, 15), 17, 0, "America/New_York"))


def test_the_agreement_and_the_form_leave_nothing_out_and_the_regulation_leaves_out_the_weekend(friday):
    hours = {lane.rule.id: lane.run.elapsed_hours for lane in friday.lanes}
    assert hours == {"agreement": 48, "form": 48, "regulation": 96, "riverside": 48}


def test_an_hour_more_than_the_agreement_allows_is_only_the_seventh_hour_of_the_regulation(friday):
    sunday, tuesday = friday.hours_more()
    assert sunday.startswith("Sunday 17 May 2026 at 18:00 EDT")
    assert "the person must have been released" in sunday
    assert "8 C.F.R. 287.7(d), 7 hours of 48 used" in sunday
    assert tuesday.count("used up") == 3


def test_rules_that_end_together_are_told_once():
    monday = DetainerClock(builtin_course()).read(local_time(date(2026, 6, 1), 9, 0, "America/Chicago"))
    assert len(monday.hours_more()) == 1


def test_an_hour_that_comes_twice_is_said_to_and_which_one_is_meant():
    clock = DetainerClock(builtin_course())
    first = local_time(date(2026, 11, 1), 1, 30, "America/New_York")
    second = local_time(date(2026, 11, 1), 1, 30, "America/New_York", second_pass=True)
    assert "this hour comes twice, and the first is meant" in clock.read(first).release_words()
    assert "and the second is meant" in clock.read(second).release_words()


@pytest.mark.parametrize(
    ("hours", "words"),
    [(48, "48 hours"), (1, "1 hour"), (0.5, "30 minutes"), (71.25, "71 hours 15 minutes"), (0, "0 hours")],
)
def test_hours_are_told_in_words(hours, words):
    assert hours_in_words(hours) == words


def test_a_moment_is_told_with_weekday_date_hour_and_zone():
    moment = local_time(date(2026, 1, 2), 9, 5, "Pacific/Honolulu")
    assert moment_in_words(moment) == "Friday 2 January 2026 at 09:05 HST"


DAYS = [date(2026, *day) for day in ((1, 1), (3, 6), (5, 15), (5, 22), (7, 3), (10, 30), (11, 25), (12, 24))]


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("hour", [0, 9, 17, 23])
def test_at_every_hour_a_lane_is_filled_to_what_its_rule_has_counted(day, hour):
    # Zones tell apart how hours are counted, which the clock's own tests hold; here each is drawn in turn.
    zone = ("America/New_York", "America/Phoenix", "Pacific/Honolulu")[(day.toordinal() + hour) % 3]
    reading = DetainerClock(builtin_course()).read(local_time(day, hour, 0, zone))
    hours = horizon_hours(reading)
    for hand in range(0, hours + 1, 7):
        scene = clock_picture(reading, hand, 24).wide
        parts = {part.id: part for part in scene.parts if isinstance(part, Part)}
        pixels = (scene.width - 48) / hours
        for lane in reading.lanes:
            spans = [parts[f"{lane.rule.id}-{n}"] for n, span in enumerate(lane.run.spans) if span.counts]
            filled = sum(part.shapes[0].width for part in spans) / pixels
            assert filled == pytest.approx(lane.run.hours_used(reading.moment(hand)), abs=0.1)
            assert parts[f"door-{lane.rule.id}"].passed == (hand >= lane.run.elapsed_hours)


def test_nothing_of_the_answer_is_drawn_before_the_hand_has_passed_it(friday):
    scene = clock_picture(friday, 0, 24).wide
    ends = [part for part in scene.parts if isinstance(part, Part) and part.by]
    assert ends
    assert not any(part.passed for part in ends)
    assert all("open" in shape.look for part in ends for shape in part.shapes if not getattr(shape, "fills", False))
    assert all(shape.width == 0 for part in ends for shape in part.shapes if getattr(shape, "fills", False))
    assert "Tuesday" not in scene.name


def test_an_arrival_is_set_beside_each_rule(friday):
    late = friday.arrival_words(50)
    assert late.startswith("ICE arrives 50 hours after the release. WSO agreement: its time was up 2 hours earlier.")
    assert late.endswith("Within the time of 8 C.F.R. 287.7(d).")
    assert "within the time of every rule" in friday.arrival_words(48)
    assert "Riverside" not in late + friday.arrival_words(200)


def test_every_task_can_be_solved_and_is_not_solved_at_the_start(friday):
    solved = {
        "end-together": (local_time(date(2026, 6, 1), 9, 0, "America/Chicago"), 24),
        "regulation-120": (local_time(date(2026, 5, 22), 17, 0, "America/New_York"), 24),
        "other-hour": (local_time(date(2026, 10, 31), 17, 0, "America/New_York"), 24),
        "latest-friday": (local_time(date(2026, 5, 15), 17, 0, "America/New_York"), 48),
    }
    clock = DetainerClock(builtin_course())
    for task in clock.rules.tasks:
        release, arrives = solved[task.check]
        assert CHECKS[task.check](clock.read(release), arrives), task.id
        assert not CHECKS[task.check](friday, 24), task.id
    assert not CHECKS["other-hour"](clock.read(local_time(date(2026, 10, 31), 17, 0, "America/Phoenix")), 24)
    assert not CHECKS["latest-friday"](friday, 49)
