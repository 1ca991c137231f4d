"""The clock against a calculation that shares nothing with it: own holidays, own clock changes, own counting."""

import bisect
import functools
import itertools
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from wso_lessons.simulators.detainer import clock

YEARS = range(2019, 2028)
# Standard offset from UTC in hours, and whether the zone keeps daylight saving time.
OFFSETS = {
    "America/New_York": (-5, True),
    "America/Chicago": (-6, True),
    "America/Denver": (-7, True),
    "America/Phoenix": (-7, False),
    "America/Los_Angeles": (-8, True),
    "America/Anchorage": (-9, True),
    "Pacific/Honolulu": (-10, False),
}


def nth(year, month, weekday, n):
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def own_holidays(year):
    """Federal holidays by the statute's rules, with the weekday on which those of fixed date are observed."""
    fixed = [(1, 1), (7, 4), (11, 11), (12, 25)] + ([(6, 19)] if year >= 2021 else [])
    days = {nth(year, 1, 0, 3), nth(year, 2, 0, 3), nth(year, 9, 0, 1), nth(year, 10, 0, 2), nth(year, 11, 3, 4)}
    last_monday = max(date(year, 5, day) for day in range(25, 32) if date(year, 5, day).weekday() == 0)
    days.add(last_monday)
    for month, day in fixed:
        exact = date(year, month, day)
        days |= {exact, exact + timedelta(days={5: -1, 6: 1}.get(exact.weekday(), 0))}
    return days


HOLIDAYS = set().union(*(own_holidays(year) for year in range(YEARS[0] - 1, YEARS[-1] + 2)))


@functools.cache
def daylight_time(year, standard):
    """When daylight time begins and ends in UTC: 2 a.m. on the second Sunday of March, the first of November."""
    begins = datetime.combine(nth(year, 3, 6, 2), datetime.min.time()) + timedelta(hours=2 - standard)
    return begins, datetime.combine(nth(year, 11, 6, 1), datetime.min.time()) + timedelta(hours=1 - standard)


def offset_hours(moment, zone):
    """Hours from UTC at a UTC moment (naive)."""
    standard, saves = OFFSETS[zone]
    begins, ends = daylight_time(moment.year, standard)
    return standard + (1 if saves and begins <= moment < ends else 0)


class Ruler:
    """Counted minutes at every midnight of a zone's years; the deadline is found by searching, not by walking days."""

    def __init__(self, zone):
        days = [date(YEARS[0] - 1, 12, 1) + timedelta(days=n) for n in range(365 * (len(YEARS) + 1))]
        midnights = (datetime.combine(day, datetime.min.time()) for day in days)
        # No clock changes at midnight, so the offset of an hour about then is that of midnight.
        self.begins = [
            one - timedelta(hours=offset_hours(one - timedelta(hours=OFFSETS[zone][0]), zone)) for one in midnights
        ]
        self.counts = [day.weekday() < 5 and day not in HOLIDAYS for day in days]
        spans = ((b - a) / timedelta(minutes=1) for a, b in itertools.pairwise(self.begins))
        self.marks = [
            *itertools.accumulate((span * counts for span, counts in zip(spans, self.counts, strict=False)), initial=0)
        ]

    def deadline(self, release):
        day = bisect.bisect_right(self.begins, release) - 1
        wanted = self.marks[day] + self.counts[day] * ((release - self.begins[day]) / timedelta(minutes=1)) + 48 * 60
        mark = bisect.bisect_left(self.marks, wanted)
        return self.begins[mark] - timedelta(minutes=self.marks[mark] - wanted)


def random_releases(zone, count, seed):
    """Release times in UTC (naive), a third of them within four days of a year's end or a clock change."""
    rng = random.Random(seed)
    for _ in range(count):
        year = rng.choice(YEARS[:-1])
        edges = [date(year, 12, 31), nth(year, 3, 6, 2), nth(year, 11, 6, 1)]
        day = rng.choice(edges) if rng.random() < 1 / 3 else date(year, 1, 1) + timedelta(days=rng.randrange(365))
        yield datetime.combine(day, datetime.min.time()) + timedelta(minutes=rng.randrange(-4 * 1440, 4 * 1440))


def aware(moment, zone):
    return moment.replace(tzinfo=UTC).astimezone(clock.ZoneInfo(zone))


@pytest.mark.slow
@pytest.mark.parametrize("zone", OFFSETS)
def test_both_clocks_agree_with_an_independent_calculation_for_two_thousand_releases(zone):
    ruler, each = Ruler(zone), 2_000 // len(OFFSETS) + 1
    for release in random_releases(zone, each, seed=zone):
        local = aware(release, zone)
        plain, excluding = clock.plain_clock(local), clock.excluding_clock(local)
        assert plain.deadline.astimezone(UTC).replace(tzinfo=None) == release + timedelta(hours=48), local
        assert excluding.deadline.astimezone(UTC).replace(tzinfo=None) == ruler.deadline(release), local
        assert excluding.hours_used(excluding.deadline) == pytest.approx(48)


def new_york(year, month, day, hour=17, minute=0, **which):
    return clock.local_time(date(year, month, day), hour, minute, "America/New_York", **which)


@pytest.mark.slow
def test_friday_at_five_ends_on_sunday_under_the_agreement_and_on_tuesday_under_the_regulation():
    release = new_york(2026, 5, 15)
    assert clock.plain_clock(release).deadline == new_york(2026, 5, 17)
    assert clock.excluding_clock(release).deadline == new_york(2026, 5, 19)


@pytest.mark.slow
def test_a_holiday_monday_moves_the_regulations_deadline_by_a_day():
    assert clock.excluding_clock(new_york(2026, 5, 22)).deadline == new_york(2026, 5, 27)


def test_the_two_rules_agree_from_monday_morning():
    release = new_york(2026, 6, 1, 9)
    assert clock.plain_clock(release).deadline == clock.excluding_clock(release).deadline


def test_a_hold_over_the_spring_change_ends_an_hour_later_on_the_wall():
    assert clock.plain_clock(new_york(2026, 3, 6)).deadline == new_york(2026, 3, 8, 18)


def test_a_hold_over_the_autumn_change_ends_an_hour_earlier_on_the_wall():
    assert clock.plain_clock(new_york(2026, 10, 30)).deadline == new_york(2026, 11, 1, 16)


def test_a_release_on_a_saturday_starts_the_regulations_count_at_mondays_midnight():
    run = clock.excluding_clock(new_york(2026, 5, 16, 10))
    assert run.deadline == new_york(2026, 5, 20, 0)
    assert [span.why for span in run.spans] == ["Saturday", "Sunday", ""]


def test_new_years_day_on_a_saturday_is_also_left_out_on_the_friday_before():
    assert clock.left_out(date(2021, 12, 31)) == "New Year's Day (observed)"
    assert clock.excluding_clock(new_york(2021, 12, 30, 12)).deadline == new_york(2022, 1, 4, 12)


def test_the_spans_of_a_clock_follow_one_another_without_a_gap():
    run = clock.excluding_clock(new_york(2025, 11, 26))
    assert all(one.ends == two.begins for one, two in zip(run.spans, run.spans[1:], strict=False))
    assert run.elapsed_hours == 120


def test_an_hour_that_the_clocks_skip_is_refused_with_a_remedy():
    with pytest.raises(ValueError, match="skip 02:30 on 2026-03-08 in Eastern time; choose an hour earlier"):
        new_york(2026, 3, 8, 2, 30)


def test_an_hour_that_comes_twice_is_told_and_both_passes_can_be_chosen():
    first, second = new_york(2026, 11, 1, 1, 30), new_york(2026, 11, 1, 1, 30, second_pass=True)
    assert clock.happens_twice(first)
    assert clock.time_between(first, second) == timedelta(hours=1)


def test_a_zone_or_year_the_clock_does_not_know_is_refused():
    with pytest.raises(ValueError, match='zone "Mars" is not one of'):
        clock.local_time(date(2026, 1, 1), 0, 0, "Mars")
    with pytest.raises(ValueError, match="outside 1997 to 2100"):
        clock.local_time(date(1776, 7, 4), 0, 0, "America/New_York")
