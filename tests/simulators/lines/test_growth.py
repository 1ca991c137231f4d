"""What the growth explorer counts, against the roster and by hand."""

import dataclasses
import itertools
import math
import re

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.pages.dates_and_names import MONTHS, date_in_words
from wso_lessons.simulators.lines.growth import (
    EVERYWHERE,
    GrowthView,
    MonthlyCounts,
    MonthlySeries,
    months_between,
)
from wso_lessons.simulators.lines.growth_scene import growth_picture
from wso_lessons.simulators.rulebook import table_rows
from wso_lessons.simulators.scene import Line, Part, Words

MONTH_WORDS = re.compile(rf"(?:{'|'.join(MONTHS)}) \d{{4}}")
COLUMNS = ("agency_id", "state", "model", "first_seen", "last_seen", "removed_by")


@pytest.fixture(scope="module")
def counts():
    return MonthlyCounts(table_rows(builtin_course(), "agreement_history"))


def view(counts, **facts):
    return GrowthView(**{"first": counts.months[0], "last": counts.months[-1]} | facts)


def test_each_agency_is_counted_once(counts):
    last = {name: line[-1] for name, line in counts.series(view(counts, measure="agencies")).lines.items()}
    assert last == {"WSO": 499, "JEM": 182, "TFM": 1162, "together": 1549}
    assert counts.series(view(counts)).lines["together"][-1] == 1843


def test_the_last_month_agrees_with_the_roster_in_every_state(counts):
    roster = table_rows(builtin_course(), "roster")
    for state in counts.states:
        expected = sum(row["state"] == state and row["model"] == "WSO" for row in roster)
        assert counts.series(view(counts, state=state, models=("WSO",))).lines["WSO"][-1] == expected, state


def test_an_agreement_counts_from_the_month_it_was_seen_until_the_month_before_it_was_gone():
    rows = [
        ("a", "Ohio", "WSO", "2025-02-27", "2025-03-30", "2025-04-02"),
        ("b", "Ohio", "WSO", "2025-01-01", "2025-05-01", ""),
    ]
    counts = MonthlyCounts(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    assert counts.series(view(counts)).lines == {
        "WSO": (1, 2, 2, 1, 1),
        "JEM": (0,) * 5,
        "TFM": (0,) * 5,
        "together": (1, 2, 2, 1, 1),
    }
    later = counts.series(view(counts, first="2025-03", models=("WSO",)))
    assert later.lines == {"WSO": (2, 1, 1)}


def test_every_month_agrees_with_ices_lists_but_for_rows_that_a_list_repeats(counts):
    rows = table_rows(builtin_course(), "monthly_agreements")
    lists = {(row["month"], row["model"]): int(row["agreements"]) for row in rows}
    series = counts.series(view(counts))
    differ = {
        (month, model): lists[month, model] - count
        for model in ("WSO", "JEM", "TFM")
        for month, count in zip(series.months, series.lines[model], strict=True)
        if count != lists[month, model]
    }
    assert differ == {("2025-05", "TFM"): 1, ("2025-06", "TFM"): 2}  # the explorer says so under its picture
    assert len(lists) == 3 * len(series.months)


def test_an_agreement_does_not_count_while_it_is_off_the_list():
    row = ("a", "Ohio", "JEM", "2025-01-13", "2025-06-18", "", "2025-02-10/2025-04-02|2025-05-30/2025-05-31")
    counts = MonthlyCounts([dict(zip((*COLUMNS, "absences"), row, strict=True))])
    assert counts.series(view(counts)).lines["JEM"] == (1, 0, 0, 1, 1, 1)


def test_what_cannot_be_counted_is_refused_in_one_sentence(counts):
    with pytest.raises(ValueError, match="Choose at least one model"):
        counts.series(view(counts, models=()))
    with pytest.raises(ValueError, match="first month comes after the last"):
        counts.series(view(counts, first="2026-01", last="2025-01"))


def test_months_run_over_the_end_of_a_year():
    assert months_between("2024-11", "2025-02") == ["2024-11", "2024-12", "2025-01", "2025-02"]


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("facts", [{}, {"state": "Guam", "models": ("JEM",)}, {"first": "2026-05"}])
def test_every_line_lies_in_its_picture_and_no_two_names_touch(counts, facts, log):
    picture = growth_picture(counts.series(view(counts, **facts)), log=log)
    for scene in (picture.wide, picture.narrow):
        lines = [shape for part in scene.parts if isinstance(part, Part) for shape in part.shapes]
        points = [point for line in lines if isinstance(line, Line) for point in line.points]
        assert all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in points)
        names = sorted(p.y for p in scene.parts if isinstance(p, Words) and p.look.startswith("name"))
        assert all(low + 18.9 <= high for low, high in itertools.pairwise(names))


def part_of(series, first, last):
    """A series from one place to another, as the view of those months counts it."""
    facts = dataclasses.replace(series.view, first=series.months[first], last=series.months[last])
    lines = {name: line[first : last + 1] for name, line in series.lines.items()}
    return MonthlySeries(facts, series.months[first : last + 1], lines)


@pytest.fixture(scope="module")
def every_series(counts):
    """Every choice of a place, of models and of a measure, over all months."""
    models = [some for size in (1, 2, 3) for some in itertools.combinations(("WSO", "JEM", "TFM"), size)]
    choices = itertools.product((EVERYWHERE, *counts.states), models, ("agreements", "agencies"))
    return [counts.series(view(counts, state=a, models=b, measure=c)) for a, b, c in choices]


# Where a range of months may begin and end: at every month of one year, and at both ends.
RANGES = [(first, last) for first in (0, *range(30, 42), 64) for last in (30, 41, 50, 64) if first <= last]


@pytest.mark.slow
def test_a_range_of_months_counts_what_the_whole_counts_in_those_months(counts):
    for state, measure in (("Florida", "agreements"), ("Ohio", "agencies"), (EVERYWHERE, "agencies")):
        whole = counts.series(view(counts, state=state, measure=measure))
        for first, last in RANGES:
            part = part_of(whole, first, last)
            assert counts.series(part.view) == part


def numbers_in(words):
    """The counts in a text, once its months are taken out."""
    return [int(word.replace(",", "")) for word in re.findall(r"[\d,]*\d", MONTH_WORDS.sub("", words))]


@pytest.mark.slow
def test_every_number_in_the_title_and_the_words_is_the_lines_own_in_every_setting(every_series):
    for whole, (first, last) in itertools.product(every_series, RANGES[::4]):
        series = part_of(whole, first, last)
        ends = [(line[0], line[-1]) for line in series.lines.values()]
        months = [date_in_words(series.months[0]), date_in_words(series.months[-1])]
        title, words = series.finding(), series.in_words()
        assert (numbers_in(title), MONTH_WORDS.findall(title)) == (list(ends[-1]), months)
        said = [(*pair, max(line)) for pair, line in zip(ends, series.lines.values(), strict=True)]
        assert (numbers_in(words), MONTH_WORDS.findall(words)) == ([count for one in said for count in one], months)


def scene_faults(series, scene, log):
    """The texts of a picture that do not say what its lines say, or stand where they say another thing."""
    looks = {
        look: [one for one in scene.parts if isinstance(one, Words) and one.look.startswith(look)]
        for look in ("name", "soft")
    }
    ends = sorted(line[-1] for line in series.lines.values())
    faults = [] if sorted(int(one.text.split()[-1].replace(",", "")) for one in looks["name"]) == ends else ["ends"]
    drawn = {part.id.removeprefix("line-"): part.shapes for part in scene.parts if isinstance(part, Part)}
    known, months = {}, {}
    for name, line in series.lines.items():
        plotted = [(place, count) for place, count in enumerate(line) if count or not log]
        points = drawn[name][0].points if drawn[name] else ()
        for (place, count), (x, y) in zip(plotted, points, strict=len(plotted) != 1):
            faults += (
                [f"{name} {place}"] if known.setdefault(count, y) != y or months.setdefault(x, place) != place else []
            )
    scaled = {math.log(count) if log else count: y for count, y in known.items() if count or not log}
    for one in looks["soft"]:
        if one.anchor == "end":  # a count beside the axis stands as high as a line that reaches it
            faults += _misplaced(one, scaled, log)
        elif one.anchor == "middle":  # a month under the axis stands under its points, a year under its January
            place = months.get(one.x)
            faults += [] if place is None or series.months[place] in (one.text, f"{one.text}-01") else [one.text]
        elif re.search(r"\d", one.text):
            faults.append(one.text)
    return faults


def _misplaced(tick, scaled, log):
    value = int(tick.text.replace(",", ""))
    if len(scaled) < 2:
        return []
    (low, y_low), (high, y_high) = min(scaled.items()), max(scaled.items())
    there = y_low + ((math.log(value) if log else value) - low) / (high - low) * (y_high - y_low)
    # The places of points are rounded to hundredths, so a line drawn through two of them is off by a little more.
    return [] if abs(tick.y - 4 - there) < 0.01 * (2 + abs(there - y_low) / abs(y_high - y_low)) * 2 else [tick.text]


@pytest.mark.slow
@pytest.mark.parametrize("log", [False, True])
def test_every_number_and_month_in_the_picture_is_the_lines_own_in_every_setting(every_series, log):
    shown = [one for one in every_series if one.view.state in (EVERYWHERE, "Florida", "Wyoming")]
    settings = [(one, (0, 64)) for one in every_series if len(one.view.models) == 3]
    settings += [(one, some) for one in shown for some in ((0, 30), (35, 41), (12, 64), (64, 64))]
    for whole, some in settings:
        series = part_of(whole, *some)
        picture = growth_picture(series, log=log)
        drawn_log = log and any(map(any, series.lines.values()))  # nothing but noughts is drawn on a plain scale
        for scene in (picture.wide, picture.narrow):
            assert scene_faults(series, scene, drawn_log) == [], (series.view, log)


@pytest.mark.slow
def test_a_wrong_count_and_a_wrong_place_in_the_picture_are_found(every_series):
    series = every_series[-1]
    scene = growth_picture(series).wide
    for old, new in (
        (lambda one: one.look.startswith("name"), {"text": "WSO 1"}),
        (lambda one: one.anchor == "end", {"y": 3}),
    ):
        place = next(i for i, one in enumerate(scene.parts) if isinstance(one, Words) and old(one))
        parts = list(scene.parts)
        parts[place] = dataclasses.replace(parts[place], **new)
        assert scene_faults(series, dataclasses.replace(scene, parts=tuple(parts)), log=False)
