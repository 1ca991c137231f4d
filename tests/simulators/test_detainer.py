"""Four rules that mention 48 hours, read from one release."""

from datetime import date

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.simulators.clock import local_time
from wso_lessons.simulators.detainer import DetainerClock, hours_in_words, moment_in_words


@pytest.fixture(scope="module")
def friday():
    """The reading for a release on Friday 15 May 2026 at five."""
    return DetainerClock(builtin_course()).read(local_time(date(2026, 5, 15), 17, 0, "America/New_York"))


def test_the_agreement_and_the_form_leave_nothing_out_and_the_regulation_leaves_out_the_weekend(friday):
    hours = {lane.rule.id: lane.run.elapsed_hours for lane in friday.lanes}
    assert hours == {"agreement": 48, "form": 48, "regulation": 96, "riverside": 48}


def test_the_words_name_each_rule_with_its_end_and_leave_the_look_alike_out(friday):
    words = friday.in_words()
    assert "The WSO agreement has the person released by Sunday 17 May 2026 at 17:00 EDT." in words
    assert "8 C.F.R. 287.7(d) runs until Tuesday 19 May 2026 at 17:00 EDT." in words
    assert "Riverside" not in words


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
    assert "this hour comes twice, and the first is meant" in clock.read(first).in_words()
    assert "and the second is meant" in clock.read(second).in_words()


def test_every_rule_and_note_cites_known_claims(friday):
    claims = builtin_course().claims
    cited = [*(lane.rule.claims for lane in friday.lanes), *(note.claims for note in friday.notes)]
    assert all(group and set(group) <= set(claims) for group in cited)


@pytest.mark.parametrize(
    ("hours", "words"),
    [(48, "48 hours"), (1, "1 hour"), (0.5, "30 minutes"), (71.25, "71 hours 15 minutes"), (0, "0 hours")],
)
def test_hours_are_told_in_words(hours, words):
    assert hours_in_words(hours) == words


def test_a_moment_is_told_with_weekday_date_hour_and_zone():
    moment = local_time(date(2026, 1, 2), 9, 5, "Pacific/Honolulu")
    assert moment_in_words(moment) == "Friday 2 January 2026 at 09:05 HST"
