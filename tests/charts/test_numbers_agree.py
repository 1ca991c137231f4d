"""Every number that a chart prints, anywhere, is a number of its data, and stands where the data put it."""

import functools
import itertools
import re

import matplotlib.dates
import matplotlib.text
import pytest

from tests.support.charts import CHARTS
from wso_lessons import charts, load
from wso_lessons.charts import style
from wso_lessons.pages.dates_and_names import MONTHS

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# "18 May 2026", "May 2026", a month in the table's writing, and 287(g); a year alone stays a number.
DATES = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}|\d{{4}}-\d\d(?:-\d\d)?|287\(g\)")
WITH_LISTS = ("agreements_by_model", "share_of_state")


@functools.cache
def drawn(name):
    tables = map(load, CHARTS[name])
    return getattr(charts, name)(*tables, **({"lists": load("lists")} if name in WITH_LISTS else {}))


def numbers_in(text):
    """The numbers of a text, once its dates and the law's section are taken out."""
    return {float(word.replace(",", "")) for word in NUMBER.findall(DATES.sub("", text))}


def tick_labels(axes):
    return {id(label) for axis in (axes.xaxis, axes.yaxis) for label in axis.findobj(matplotlib.text.Text)}


def words_in(chart):
    """Every text of the picture but the ticks', and every text around it."""
    ticks = set().union(*(tick_labels(axes) for axes in chart.figure.axes))
    inside = [text for text in chart.figure.findobj(matplotlib.text.Text) if id(text) not in ticks]
    return [chart.title, chart.alt, chart.note, chart.as_of, *(text.get_text() for text in inside)]


def other_numbers(name):
    """What may be said beside the numbers that are plotted: worked out here from the tables, in another way."""
    states, roster, lists = load("states_by_model"), load("roster"), load("lists")
    found = set(range(2016, 2027)) | {float(style.GAP_DAYS)}
    if name == "states_without":
        fifty = states[states.place == "State"].pivot(index="state", columns="model", values="agreements")
        none, no_wso = (fifty.sum(axis=1) == 0).sum(), (fifty.WSO == 0).sum()
        found |= {50, float(none), float(no_wso)} | set(states[states.place != "State"].agreements.astype(float))
    if name == "models_per_agency":
        held = roster.groupby("agency_id")["model"].nunique()
        found |= {float(len(roster)), float((held > 1).sum()), 0.0}
    if name == "wso_by_state":
        top = states[states.model == "WSO"].agreements.nlargest(10)
        found |= {float(len(top)), float(round(100 * top.sum() / (roster.model == "WSO").sum()))}
    if name == "launch_years":
        by_then = load("reconstruction_2019_2020").set_index("month_end").wso_signed_by_then
        found |= {float(by_then["2019-10"] - by_then["2019-09"])}
    assert len(lists) > 700
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", CHARTS)
def test_every_number_in_a_charts_words_is_in_its_data(name):
    chart = drawn(name)
    known = set().union(*(numbers_in(cell) for row in chart.numbers.rows for cell in row)) | other_numbers(name)
    for words in words_in(chart):
        assert numbers_in(words) <= known, words


@pytest.mark.slow
@pytest.mark.parametrize("name", CHARTS)
def test_each_tick_names_its_own_place(name):
    drawn(name).svg()  # ticks have their words once the picture was drawn
    for axes in drawn(name).figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for place, label in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True):
                words = label.get_text()
                if axis.get_visible() and low <= place <= high and re.fullmatch(r"[\d,]+( %)?", words):
                    shown = float(words.removesuffix(" %").replace(",", ""))
                    day = matplotlib.dates.num2date(place) if 2000 < shown < 2100 and place > 2100 else None
                    month_of = name == "survivors" and axis is axes.xaxis  # its places count months from the first
                    assert month_of or shown == (day.year if day else round(place))


def test_a_line_ends_at_the_newest_list_and_with_the_number_beside_it():
    chart = drawn("agreements_by_model")
    monthly = load("monthly_agreements")
    axes = chart.figure.axes[0]
    newest = matplotlib.dates.date2num(monthly.snapshot_date.max())
    labels = " ".join(text.get_text() for text in axes.texts)
    for line in axes.lines:
        x, y = line.get_xdata(orig=False), line.get_ydata(orig=False)
        assert x[-1] == newest
        assert f"{y[-1]:,.0f}" in labels
    days = set(matplotlib.dates.date2num(monthly.snapshot_date))
    assert all(set(line.get_xdata(orig=False)) <= days for line in axes.lines)


def test_days_without_a_list_are_marked_where_there_was_none():
    chart = drawn("agreements_by_model")
    days = sorted(load("lists").snapshot_date)
    gaps = [(a, b) for a, b in itertools.pairwise(days) if (b - a).days > style.GAP_DAYS]
    spans = [patch.get_x() for patch in chart.figure.axes[0].patches]
    assert sorted(spans) == [matplotlib.dates.date2num(before) for before, _ in gaps]
    assert len(gaps) == 4
    assert all(style.day_words(before) in chart.note for before, _ in gaps)
    assert list(charts.agreements_by_model(load("monthly_agreements")).figure.axes[0].patches) == []


def test_a_line_that_ends_at_0_says_0():
    monthly = load("monthly_agreements")
    monthly.loc[monthly.month == monthly.month.max(), "agreements"] = 0
    words = [text.get_text() for text in charts.agreements_by_model(monthly).figure.axes[0].texts]
    assert [text for text in words if text.startswith("WSO")] == ["WSO  0\nwarrant service"]


def test_bars_are_as_long_as_their_words_say():
    for name in ("wso_by_state", "models_per_agency"):
        axes = drawn(name).figure.axes[0]
        bars = [bar.get_width() for bar in axes.patches]
        said = [float(NUMBER.match(text.get_text())[0].replace(",", "")) for text in axes.texts]
        assert said == bars


def test_charts_of_one_thing_give_one_number():
    monthly = load("monthly_agreements")
    wso = monthly[monthly.model == "WSO"].set_index(monthly[monthly.model == "WSO"].month.astype(str)).agreements
    share = {row[0]: int(row[2].replace(",", "")) for row in drawn("share_of_state").numbers.rows}
    assert share == wso.to_dict()
    growth = {row[0]: int(row[2].replace(",", "")) for row in drawn("agreements_by_model").numbers.rows}
    assert growth == share


def test_survivors_are_some_of_those_that_the_first_list_held():
    rows = drawn("survivors").numbers.rows
    counts = [tuple(int(cell.replace(",", "")) for cell in row[2:5]) for row in rows]
    assert all(first >= kept >= same for first, kept, same in counts)
    assert counts[-1] == tuple(sum(column) for column in zip(*counts[:-1], strict=True))
    history = load("agreement_history")
    on_first = history[history.left_censored]
    assert counts[-1][:2] == (len(on_first), on_first.still_listed.sum())


def test_a_wrong_number_is_found():
    chart = drawn("wso_by_state")
    known = set().union(*(numbers_in(cell) for row in chart.numbers.rows for cell in row)) | other_numbers(
        "wso_by_state"
    )
    assert not numbers_in("Texas holds 142 agreements") <= known
