"""Draw the line: real values from the tables, straight lines between what was set, an honest verdict, nothing lost."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wso_lessons.content import UnknownId, builtin_course
from wso_lessons.simulators.lines.draw_line import (
    DrawingRules,
    DrawnLine,
    LineDrawing,
    RealLine,
    table_line,
    verdict,
)
from wso_lessons.simulators.lines.draw_line_scene import line_picture
from wso_lessons.simulators.rulebook import read_rules
from wso_lessons.simulators.scene import Line, Part
from wso_lessons.widgets.views.draw_line import DrawLineView

RULES = {one.id: one for one in read_rules(builtin_course(), DrawingRules, "draw-the-line").drawings}
MONTHS = tuple(f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13))[:17]
REAL = RealLine({month: 10.0 * place for place, month in enumerate(MONTHS)})


@pytest.fixture(scope="module", params=RULES)
def real(request):
    return RULES[request.param], DrawLineView(builtin_course(), request.param)._real


def test_the_real_line_begins_and_ends_with_what_the_claims_say():
    lines = {name: DrawLineView(builtin_course(), name)._real for name in RULES}
    agreements, florida = lines["agreements"].values, lines["florida"].values
    assert [agreements[m] for m in ("2019-06", "2021-01", "2025-01", "2025-02", "2026-05")] == [10, 76, 75, 110, 499]
    assert (florida["2021-01"], florida["2026-05"]) == (57, 13)
    assert lines["agreements"].solid_from == "2021-01"


def test_every_value_lies_on_its_axis_and_no_month_is_left_out(real):
    drawing, line = real
    assert all(drawing.low <= value <= drawing.high for value in line.values.values())
    years = [(int(month[:4]), int(month[5:])) for month in line.months]
    assert all(12 * (b[0] - a[0]) + b[1] - a[1] == 1 for a, b in itertools.pairwise(years))


def test_what_is_not_set_lies_straight_between_and_level_after_the_last():
    line = DrawnLine.beginning(REAL)
    assert line.months == ("2021-01", "2021-06", "2021-12", "2022-05")
    assert list(line.values.values()) == [0, 0, 0, 0]
    assert list(line.with_marks({"2021-12": 100}).values.values()) == [0, 50, 100, 100]
    assert list(line.with_marks({"2022-05": 90}).values.values()) == [0, 30, 60, 90]
    assert list(line.with_marks({"2022-05": 90}).without_mark("2022-05").values.values()) == [0, 0, 0, 0]


def test_a_month_that_cannot_be_set_is_left_out():
    assert DrawnLine.beginning(REAL).with_marks({"2021-01": 5, "2021-02": 5, "x": 5}).marks == {}


def test_the_verdict_names_the_nearest_and_the_furthest():
    line = DrawnLine.beginning(REAL).with_marks({"2021-06": 50, "2021-12": 300, "2022-05": 161})
    assert verdict(RULES["agreements"], line, REAL) == (
        "You were closest in mid-2021 and furthest at the end of 2021: you drew 300, the list says 110."
    )
    exact = DrawnLine.beginning(REAL).with_marks({m: REAL.values[m] for m in ("2021-06", "2021-12", "2022-05")})
    assert "nowhere 10 agreements apart" in verdict(RULES["agreements"], exact, REAL)


def test_months_are_said_as_people_say_them():
    months = ("2021-06", "2021-12", "2026-05")
    half_years, monthly = DrawnLine(months, 0, {}), DrawnLine(months, 0, {}, by_month=True)
    assert [half_years.when_words(m) for m in months] == ["in mid-2021", "at the end of 2021", "in May 2026"]
    assert [monthly.when_words(m) for m in months] == ["in June 2021", "in December 2021", "in May 2026"]


def drawing(**differing):
    own = {"id": "own", "title": "T", "question": "Q", "unit": "holds", "name": "holds", "low": 0, "high": 9, "step": 1}
    return LineDrawing(**{**own, "leap": 2, "ask": "?", "notes": (), "table": "counts", "column": "holds", **differing})


def test_a_column_of_a_table_is_a_line_with_a_knob_for_each_month():
    rows = [{"month": month, "holds": value} for month, value in (("2026-02", "4"), ("2026-01", "3"), ("2026-03", ""))]
    real = table_line(rows, drawing())
    assert real == RealLine({"2026-01": 3, "2026-02": 4})
    line = DrawnLine.beginning(real).with_marks({"2026-02": 9})
    said = verdict(drawing(said_by="the table"), line, real)
    assert said == ("You were closest in February 2026 and furthest in February 2026: you drew 9, the table says 4.")
    with pytest.raises(UnknownId, match='no column "hold"'):
        table_line(rows, drawing(column="hold"))
    with pytest.raises(ValueError, match="needs two months"):
        table_line(rows[:1], drawing())


@pytest.mark.parametrize("wrong", [{"series": "florida"}, {"column": ""}, {"table": ""}])
def test_a_drawing_has_a_series_or_a_column_of_a_table(wrong):
    with pytest.raises(ValueError, match="needs a series, or a table and a column of it"):
        drawing(**wrong)


@pytest.mark.slow
@given(some.dictionaries(some.sampled_from(MONTHS), some.floats(0, 600), max_size=4), some.booleans())
def test_a_line_is_kept_and_read_again(marks, done):
    line = DrawnLine.beginning(REAL).with_marks(marks)
    assert DrawnLine.beginning(REAL).from_json(line.as_json(done), 0, 600) == (line, done)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"marks": 5}', '{"marks": {"2021-06": "x"}}', '{"marks": {"2021-06": NaN}}',
             '{"marks": {"2021-06": 1e9}, "done": "yes"}', '{"marks": {"2021-06": 1' + "0" * 400 + "}}", "[" * 5000]
)  # fmt: skip
def test_what_cannot_be_read_counts_as_nothing(text):
    line, done = DrawnLine.beginning(REAL).from_json(text, 0, 600)
    assert (line.marks, done) == ({}, False)


def test_the_picture_holds_no_real_value_before_it_is_shown(real):
    drawing, line = real
    drawn = DrawnLine.beginning(line)
    before, after = (line_picture(drawing, drawn, line, shown=shown) for shown in (False, True))
    for scene in (before.wide, before.narrow):
        ids = [part.id for part in scene.parts if isinstance(part, Part)]
        assert "real" not in ids
        assert f"{line.values[line.months[-1]]:,.0f}" not in scene.name
    assert "real" in [part.id for part in after.wide.parts if isinstance(part, Part)]
    assert not after.wide.live


def test_every_point_lies_in_its_picture(real):
    drawing, line = real
    drawn = DrawnLine.beginning(line).with_marks({line.months[-1]: drawing.high})
    for shown in (False, True):
        picture = line_picture(drawing, drawn, line, shown=shown)
        for scene in (picture.wide, picture.narrow):
            shapes = [s for part in scene.parts for s in (part.shapes if isinstance(part, Part) else (part,))]
            points = [point for shape in shapes if isinstance(shape, Line) for point in shape.points]
            assert all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in points)
