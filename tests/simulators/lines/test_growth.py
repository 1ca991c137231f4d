"""What the growth explorer counts, against the roster and by hand."""

import csv
import itertools

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.simulators.lines.growth import EVERYWHERE, GrowthView, MonthlyCounts, months_between
from wso_lessons.simulators.lines.growth_scene import growth_picture
from wso_lessons.simulators.scene import Line, Part, Words

COLUMNS = ("agency_id", "state", "model", "first_seen", "last_seen", "removed_by")


@pytest.fixture(scope="module")
def counts():
    with builtin_course().table_path("agreement_history").open(encoding="utf-8-sig", newline="") as stream:
        return MonthlyCounts(csv.DictReader(stream))


def view(counts, **facts):
    return GrowthView(**{"first": counts.months[0], "last": counts.months[-1]} | facts)


def test_each_agency_is_counted_once(counts):
    last = {name: line[-1] for name, line in counts.series(view(counts, measure="agencies")).lines.items()}
    assert last == {"WSO": 499, "JEM": 182, "TFM": 1162, "together": 1549}
    assert counts.series(view(counts)).lines["together"][-1] == 1843


def test_the_last_month_agrees_with_the_roster_in_every_state(counts):
    with builtin_course().table_path("roster").open(encoding="utf-8-sig", newline="") as stream:
        roster = list(csv.DictReader(stream))
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
    with builtin_course().table_path("monthly_agreements").open(encoding="utf-8-sig", newline="") as stream:
        lists = {(row["month"], row["model"]): int(row["agreements"]) for row in csv.DictReader(stream)}
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


@pytest.mark.parametrize("log", [False, True])
def test_every_number_at_a_lines_end_is_the_lines_own_in_every_setting(counts, log):
    models = [some for size in (1, 2, 3) for some in itertools.combinations(("WSO", "JEM", "TFM"), size)]
    ranges = [(counts.months[0], counts.months[-1]), (counts.months[12], counts.months[-6])]
    # The axis moves no number; a few places show that it does not.
    places = (EVERYWHERE, "Florida", "Wyoming") if log else (EVERYWHERE, *counts.states)
    for state, some, measure, (first, last) in itertools.product(places, models, ("agreements", "agencies"), ranges):
        facts = {"state": state, "models": some, "measure": measure, "first": first, "last": last}
        series = counts.series(view(counts, **facts))
        ends = sorted(line[-1] for line in series.lines.values())
        picture = growth_picture(series, log=log)
        for scene in (picture.wide, picture.narrow):
            named = [one.text for one in scene.parts if isinstance(one, Words) and one.look.startswith("name")]
            assert sorted(int(text.rpartition(" ")[2].replace(",", "")) for text in named) == ends, facts
