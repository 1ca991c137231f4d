"""Each chart states its finding from the data, carries its numbers as text, and is drawn the same way twice."""

import functools
import html
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure

from tests.support.charts import CHARTS
from wso_lessons import charts, load
from wso_lessons.charts import style


def drawn(name):
    return getattr(charts, name)(*(load(table) for table in CHARTS[name]))


@functools.cache
def first(name):
    """A chart as it was drawn the first time, and what a notebook got of it."""
    chart = drawn(name)
    return chart, chart._repr_mimebundle_()


@pytest.mark.slow
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_shows_its_finding_source_numbers_and_alternative_text(name):
    chart, bundle = first(name)
    for form in bundle.values():
        words = " ".join(html.unescape(form).split())
        assert chart.title in words
        assert re.search(r"As of \d{1,2} \w+ \d{4}\.", words)
    assert f'alt="{chart.alt}"' in html.unescape(bundle["text/html"])
    assert bundle["text/html"].count("<img") == 1
    last = [cell for cell in chart.numbers.rows[-1] if cell]
    assert all(cell in bundle["text/plain"] for cell in last)
    assert '<th scope="col">' in bundle["text/html"]


@pytest.mark.slow
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_byte_for_byte_the_same_when_drawn_again(name):
    assert first(name)[1] == drawn(name)._repr_mimebundle_()


def test_the_finding_is_worked_out_from_the_data():
    monthly = load("monthly_agreements")
    assert "rose to 499; task force agreements passed them in April 2025" in charts.agreements_by_model(monthly).title
    # A reader finds out later in lesson 04 that agreements are no agencies; the chart does not tell it.
    assert "agenc" not in charts.agreements_by_model(monthly).note
    changed = monthly.copy()
    last = (changed["month"] == changed["month"].max()) & (changed["model"] == "WSO")
    changed.loc[last, "agreements"] = 612
    assert "rose to 612" in charts.agreements_by_model(changed).title


def test_florida_fell_in_share_while_it_rose_in_number():
    title = drawn("share_of_state").title
    assert "57 % of WSO agreements in January 2021 and 13 % in May 2026" in title
    assert "from 43 to 65" in title


def test_agreements_are_not_agencies():
    assert drawn("models_per_agency").title == "1,843 agreements, 1,549 agencies: 244 of them hold more than one model"


def test_no_module_hides_a_chart_of_its_name():
    """Importing a module sets its name on the package, and a chart of that name could then not be called again."""
    assert not {path.stem for path in Path(charts.__file__).parent.glob("*.py")} & set(charts.__all__)


def test_an_empty_table_is_one_sentence():
    with pytest.raises(ValueError, match="nothing to draw"):
        charts.agreements_by_model(load("monthly_agreements").head(0))
    with pytest.raises(ValueError, match='needs the column "month"'):
        charts.agreements_by_model(load("roster"))


def test_drawing_leaves_the_readers_settings_alone_and_pyplot_knows_of_no_figure():
    before = dict(matplotlib.rcParams)
    drawn("wso_by_state").svg()
    assert dict(matplotlib.rcParams) == before
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()


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


SIGNS = ("$", "$$", "^", "_", "\\", "{", "}", "#", "%", "&", "<b>", "--", "\\frac", "~", "`", '"', "'", "=1+1", "]]>")
AMONG = ("{0}", "{0}5 to {0}9", "Town {0}", "{0} Town", "a{0}b{0}c", "{0}{0}", "x^2{0}y_1{0}", "St. {0}{0}John",
         "({0})", "{0}\\alpha{0}", "{0}\\frac{{1}}{{2}}{0}", "100{0}")  # fmt: skip
NAMES = [frame.format(sign) for sign in SIGNS for frame in AMONG] + ["Fee of $5^^ to $9"]
ACTING = {
    "\x00": "\ufffd",
    "\x1b[31mred": "\ufffd[31mred",
    "a\tb\rc\nd": "a b c d",
    "\u202egnp": "\ufffdgnp",
    "\ud800": "\ufffd",
}


def labels(chart):
    """How many letters each bar's name was drawn with, from the first bar to the last."""
    picture = ElementTree.fromstring(chart.svg().encode())  # a picture that is no sound XML would not be shown at all
    ticks = [one for one in picture.iter() if one.get("id", "").startswith("ytick_")]
    return [
        sum(part.tag.endswith("}use") and "#m" not in "".join(part.attrib.values()) for part in tick.iter())
        for tick in ticks
    ]


def named(names):
    frame = pd.DataFrame({"name": names, "count": range(len(names))})
    frame.attrs.update(source="A list", as_of="2026-05-18")
    return charts.bars(frame, "name", "count", "Names", unit="rows")


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(NAMES), 40))
def test_229_names_of_signs_are_drawn_letter_by_letter(first):
    assert len(NAMES) == 229
    names = NAMES[first : first + 40]
    chart = named(names)
    assert labels(chart) == [len(name) for name in names]
    assert [row[0] for row in chart.numbers.rows] == names


def test_a_name_that_acts_or_has_no_end_is_drawn_harmless_and_short():
    chart = named([*ACTING, "W" * 3_000])
    assert labels(chart) == [*(len(shown) for shown in ACTING.values()), 40]
    assert [row[0] for row in chart.numbers.rows][:-1] == list(ACTING.values())


def test_a_name_with_two_dollar_signs_is_drawn_as_it_is():
    names = ["Fee of $5^^ to $9", "Town of Two"]  # as a formula this could not even be read
    frame = pd.DataFrame({"name": names, "count": [1, 2]})
    frame.attrs.update(source="A list", as_of="2026-05-18")
    assert "<!-- Fee of $5^^ to $9 -->" in charts.bars(frame, "name", "count", "Two names", unit="$1 or $2_").svg()


def test_a_chart_is_drawn_once_to_be_shown(monkeypatch):
    drawn, draw = [], Figure.draw
    monkeypatch.setattr(Figure, "draw", lambda figure, renderer: drawn.append(figure) or draw(figure, renderer))
    charts.agreements_by_model(load("monthly_agreements"), load("lists"))._repr_mimebundle_()
    assert len(drawn) == 1
