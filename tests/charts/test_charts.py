"""Each chart states its finding, carries its numbers as text, and is drawn the same way twice.

Every number that it prints, anywhere, is a number of its data, and stands where the data put it.
"""

import datetime
import functools
import html
import itertools
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import matplotlib.dates
import matplotlib.text
import pandas as pd
import pytest
from matplotlib.figure import Figure

from wso_lessons import charts, load
from wso_lessons.charts import style
from wso_lessons.charts.tiles import SPOTS
from wso_lessons.content import builtin_course
from wso_lessons.pages.dates_and_names import MONTHS
from wso_lessons.simulators.explorers.tile_map import TileRules
from wso_lessons.simulators.rulebook import read_rules

pytestmark = pytest.mark.slow  # it draws every chart

CHARTS = {
    "agreements_by_model": ("monthly_agreements",),
    "launch_years": ("reconstruction_2019_2020", "monthly_agreements"),
    "wso_by_state": ("states_by_model",),
    "share_of_state": ("agreement_history",),
    "agency_types": ("agency_types_by_model",),
    "models_per_agency": ("roster",),
    "survivors": ("signed_by_month",),
    "states_without": ("states_by_model",),
}
WITH_LISTS = ("agreements_by_model", "share_of_state")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# "18 May 2026", "May 2026", a month in the table's writing, and 287(g); a year alone stays a number.
DATES = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}|\d{{4}}-\d\d(?:-\d\d)?|287\(g\)")


def draw(name):
    """A chart of the course's tables, drawn anew."""
    lists = {"lists": load("lists")} if name in WITH_LISTS else {}
    return getattr(charts, name)(*map(load, CHARTS[name]), **lists)


@functools.cache
def changed():
    """The chart of other numbers on the last list, 612 WSO agreements and none of a task force, without the lists."""
    monthly = load("monthly_agreements")
    last = monthly.month == monthly.month.max()
    monthly.loc[last & (monthly.model == "WSO"), "agreements"] = 612
    monthly.loc[last & (monthly.model == "TFM"), "agreements"] = 0
    return charts.agreements_by_model(monthly)


@functools.cache
def shown(name):
    """A chart as it was drawn the first time, and what a notebook got of it."""
    chart = draw(name)
    return chart, chart._repr_mimebundle_()


def drawn(name):
    return shown(name)[0]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_shows_its_finding_source_numbers_and_alternative_text(name):
    chart, bundle = shown(name)
    for form in bundle.values():
        words = " ".join(html.unescape(form).split())
        assert chart.title in words
        assert re.search(r"As of \d{1,2} \w+ \d{4}\.", words)
    assert f'alt="{chart.alt}"' in html.unescape(bundle["text/html"])
    assert bundle["text/html"].count("<img") == 1
    last = [cell for cell in chart.numbers.rows[-1] if cell]
    assert all(cell in bundle["text/plain"] for cell in last)
    assert '<th scope="col">' in bundle["text/html"]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_drawn_again_is_byte_for_byte_the_same_and_leaves_the_readers_settings_alone(name, monkeypatch):
    first, drawings, figure_draw = shown(name)[1], [], Figure.draw
    monkeypatch.setattr(Figure, "draw", lambda figure, to: drawings.append(figure) or figure_draw(figure, to))
    monkeypatch.setitem(matplotlib.rcParams, "font.size", 21)
    settings = dict(matplotlib.rcParams)
    assert draw(name)._repr_mimebundle_() == first
    assert dict(matplotlib.rcParams) == settings
    assert len(drawings) == 1  # what is shown is drawn once
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()


def test_the_finding_is_worked_out_from_the_data():
    chart = drawn("agreements_by_model")
    assert chart.title.endswith("then rose to 499")
    # A reader finds out later in lesson 04 in which month one model passed another, and that agreements are no
    # agencies; the chart tells neither.
    assert not any(
        "April 2025" in said for said in (chart.title, *(text.get_text() for text in chart.figure.axes[0].texts))
    )
    assert "agenc" not in chart.note
    assert "rose to 612" in changed().title


def test_florida_fell_in_share_while_it_rose_in_number():
    title = drawn("share_of_state").title
    assert "57 % of WSO agreements in January 2021 and 13 % in May 2026" in title
    assert "from 43 to 65" in title


def test_agreements_are_not_agencies():
    title = drawn("models_per_agency").title
    assert title == "1,843 agreements, 1,549 agencies: 244 of them hold more than one model"


def test_no_module_hides_a_chart_of_its_name():
    """Importing a module sets its name on the package, and a chart of that name could then not be called again."""
    assert not {path.stem for path in Path(charts.__file__).parent.glob("*.py")} & set(charts.__all__)


def test_an_empty_table_is_one_sentence():
    with pytest.raises(ValueError, match="nothing to draw"):
        charts.agreements_by_model(load("monthly_agreements").head(0))
    with pytest.raises(ValueError, match='needs the column "month"'):
        charts.agreements_by_model(load("roster"))


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_lines_and_bars_stand_out_from_their_card_and_letters_more():
    """WCAG 1.4.11 asks 3:1 of what has to be seen, 1.4.3 4.5:1 of letters."""

    def contrast(color):
        return (luminance(style.CARD) + 0.05) / (luminance(color) + 0.05)

    assert min(map(contrast, [*style.COLORS.values(), style.ACCENT])) >= 3
    assert min(map(contrast, [*style.INKS.values(), style.INK, style.NEUTRAL])) >= 4.5


SIGNS = ("^", "_", "\\", "{", "}", "#", "%", "&", "<b>", "--", "\\frac", "~", "`", '"', "'", "=1+1", "]]>")
AMONG = ("{0}", "{0}5 to {0}9", "Town {0}", "{0} Town", "a{0}b{0}c", "{0}{0}", "x^2{0}y_1{0}", "St. {0}{0}John",
         "({0})", "{0}\\alpha{0}", "{0}\\frac{{1}}{{2}}{0}", "100{0}")  # fmt: skip
# Only a pair of dollar signs begins a formula, so that these stand in every frame, and another sign between a pair.
NAMES = [frame.format(sign) for sign in ("$", "$$") for frame in AMONG]
AMONG_SIGNS = [f"x${sign}y_1{sign}$" for sign in SIGNS]
ACTING = {
    "\x00": "\ufffd",
    "\x1b[31mred": "\ufffd[31mred",
    "a\tb\rc\nd": "a b c d",
    "\u202egnp": "\ufffdgnp",
    "\ud800": "\ufffd",
}


def labels(svg):
    """How many letters each bar's name was drawn with, from the first bar to the last."""
    picture = ElementTree.fromstring(svg.encode())  # a picture that is no sound XML would not be shown at all
    ticks = [one for one in picture.iter() if one.get("id", "").startswith("ytick_")]
    return [
        sum(part.tag.endswith("}use") and "#m" not in "".join(part.attrib.values()) for part in tick.iter())
        for tick in ticks
    ]


def named(names):
    frame = pd.DataFrame({"name": names, "count": range(len(names))})
    frame.attrs.update(source="A list", as_of="2026-05-18")
    return charts.bars(frame, "name", "count", "Names", unit="$1 or $2_")


def test_names_of_signs_are_drawn_letter_by_letter():
    chart = named(NAMES)
    assert labels(chart.svg()) == [len(name) for name in NAMES]
    assert [row[0] for row in chart.numbers.rows] == NAMES


def test_a_name_that_acts_or_has_no_end_is_drawn_harmless_and_short():
    fee = "Fee of $5^^ to $9"  # as a formula this could not even be read
    chart = named([*ACTING, *AMONG_SIGNS, fee, "W" * 3_000])
    svg, names = chart.svg(), [*ACTING.values(), *AMONG_SIGNS, fee]
    assert labels(svg) == [*map(len, names), 40]
    assert [row[0] for row in chart.numbers.rows][:-1] == names
    assert f"<!-- {fee} -->" in svg


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


table = functools.cache(load)


@functools.cache
def other_numbers(name):
    """What may be said beside the numbers that are plotted: worked out here from the tables, in another way."""
    states, roster = table("states_by_model"), table("roster")
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
    return found


@pytest.mark.parametrize("name", CHARTS)
def test_every_number_in_a_charts_words_is_in_its_data(name):
    chart = drawn(name)
    known = set().union(*(numbers_in(cell) for row in chart.numbers.rows for cell in row)) | other_numbers(name)
    for words in words_in(chart):
        assert numbers_in(words) <= known, words


@pytest.mark.parametrize("name", CHARTS)
def test_each_tick_names_its_own_place(name):
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
    assert len(days) > 700
    gaps = [(a, b) for a, b in itertools.pairwise(days) if (b - a).days > style.GAP_DAYS]
    spans = [patch.get_x() for patch in chart.figure.axes[0].patches]
    assert sorted(spans) == [matplotlib.dates.date2num(before) for before, _ in gaps]
    assert len(gaps) == 4
    assert all(style.day_words(before) in chart.note for before, _ in gaps)
    assert list(changed().figure.axes[0].patches) == []


def test_a_line_that_ends_at_0_says_0():
    words = [text.get_text() for text in changed().figure.axes[0].texts]
    assert [text for text in words if text.startswith("TFM ")] == ["TFM  0\ntask force"]


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


class GermanDay(datetime.date):
    """A day on a computer whose language is German."""

    def strftime(self, form):
        return super().strftime(form.replace("%B", "März"))


def test_months_have_english_names_on_any_computer():
    assert style.day_words(GermanDay(2026, 3, 5)) == "5 March 2026"
    assert style.month_words(GermanDay(2026, 3, 1)) == "March 2026"


def test_a_state_stands_where_it_stands_on_the_maps_of_the_models():
    rows = read_rules(builtin_course(), TileRules, "where-you-live").rows
    places = {code.upper(): (x, y) for y, row in enumerate(rows) for x, code in enumerate(row.split()) if code != "."}
    assert {code: places[code] for code in SPOTS} == SPOTS
    assert len(SPOTS) == 50
