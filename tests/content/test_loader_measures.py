import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wso_lessons.content import Measure
from wso_lessons.content.measures import compute

ROWS = [("a", "WSO", "1"), ("a", "JEM", "2"), ("b", "WSO", "30"), ("c", "TFM", "4")]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    lines = ["agency,model,n", *(",".join(row) for row in ROWS)]
    (tmp_path / "t.csv").write_text("\n".join(lines) + "\n")
    return tmp_path


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ({}, "4"),
        ({"where": {"model": "WSO"}}, "2"),
        ({"where": {"model": "WSO | JEM"}}, "3"),
        ({"where": {"model": "none"}}, "0"),
        ({"take": "distinct", "columns": ("agency",)}, "3"),
        ({"take": "value", "columns": ("n",), "where": {"model": "TFM"}}, "4"),
        ({"take": "sum", "columns": ("n",)}, "37"),
        ({"take": "max", "columns": ("n",)}, "30"),
        ({"take": "min", "columns": ("agency",)}, "a"),
        ({"take": "share", "where": {"model": "WSO"}, "of": {"agency": "a"}, "decimals": 1}, "50.0"),
        ({"where": {"model": "WSO"}, "minus": {"model": "TFM"}}, "1"),
        (
            {"take": "sum", "columns": ("n",), "where": {"model": "WSO"}, "over": {"model": "TFM"}, "decimals": 2},
            "7.75",
        ),
    ],
)
def test_each_measure_gives_the_number_one_would_count_by_hand(tables, measure, value):
    assert compute(Measure(table="t", **measure), tables) == value


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ({"table": "none"}, "There is no table"),
        ({"where": {"colour": "x"}}, 'no column "colour"'),
        ({"take": "sum", "columns": ("colour",)}, 'no column "colour"'),
        ({"take": "value", "columns": ("n",), "where": {"model": "WSO"}}, "2 rows"),
        ({"take": "max", "columns": ("n",), "where": {"model": "none"}}, "No row"),
        ({"take": "share", "of": {"model": "none"}}, "No row"),
        ({"take": "sum", "columns": ("agency",)}, "number"),
        ({"where": {"model": "WSO"}, "over": {"model": "none"}}, "zero"),
    ],
)
def test_a_measure_that_cannot_be_computed_says_why(tables, measure, words):
    with pytest.raises(ValueError, match=words):
        compute(Measure(**{"table": "t", **measure}), tables)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["WSO", "JEM", "TFM"]), min_size=1, max_size=30))
def test_rows_by_model_add_up_to_all_rows(models):
    # A folder of its own for each example: a table is remembered by its name and time.
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "t.csv").write_text("model\n" + "".join(f"{model}\n" for model in models))
        counts = [int(compute(Measure(table="t", where={"model": model}), folder)) for model in ("WSO", "JEM", "TFM")]
    assert sum(counts) == len(models)
