"""Loading tables: typed, fresh, nothing silently lost; errors that a person can act on."""

import subprocess
import sys

import pandas as pd
import pytest

from tests.support.world import TOY
from wso_lessons.content import ContentError, UnknownId, open_course
from wso_lessons.tables import about, cards, load

CARD = """
- id: bowl
  title: A bowl
  row: one fruit
  key: [id]
  sources: []
  as_of: 2026-05-18
  made: By hand.
  limits: [None known.]
  columns:
    - {name: id, type: id, meaning: Number.}
    - {name: kind, type: category, allowed: [pear, plum], empty: not looked at, meaning: Kind.}
    - {name: picked, type: date, empty: still on the tree, meaning: Day.}
    - {name: grams, type: count, unit: grams, empty: not weighed, meaning: Mass.}
    - {name: ripe, type: flag, meaning: Ripe.}
    - {name: price, type: number, unit: crowns, meaning: Price.}
    - {name: place, type: text, meaning: Where.}
"""
ROWS = "id,kind,picked,grams,ripe,price,place\n1,plum,2026-05-17,30,1,2.5,N/A\n2,,,,0,3,\n"


@pytest.fixture
def bowl(tmp_path):
    """Makes a course with one table; give its rows."""

    def make(rows=ROWS, card=CARD):
        (tmp_path / "course.yaml").write_text(
            "id: t\ntitle: T\nlessons:\n  - {id: a, file: a.ipynb, title: A, question: Q, minutes: 1,"
            " objectives: [one], facts_as_of: 2026}\n"
        )
        folder = tmp_path / "tables"
        folder.mkdir(exist_ok=True)
        (folder / "bowl.csv").write_text(rows)
        (folder / "datasets.yaml").write_text(card)
        return open_course(tmp_path)

    return make


@pytest.mark.slow
@pytest.mark.parametrize("name", list(cards()))
def test_every_built_in_table_has_the_columns_and_types_of_its_card(name):
    frame, card = load(name), about(name)
    assert list(frame) == [column.name for column in card.columns]
    kinds = {"date": "datetime64[ns]", "month": "period[m]", "flag": "bool", "category": "category", "count": "int64"}
    for column in card.columns:
        wanted = kinds.get(column.type)
        assert wanted is None or str(frame[column.name].dtype).lower() == wanted, column.name


def test_the_roster_has_the_known_totals_of_18_may_2026():
    roster = load("roster")
    assert len(roster) == 1843
    assert roster["agency_id"].nunique() == 1549
    assert roster["model"].value_counts().to_dict() == {"WSO": 499, "JEM": 182, "TFM": 1162}


def test_the_latest_month_has_the_known_number_of_agencies():
    assert load("monthly_agencies").iloc[-1][["agreements", "agencies", "states"]].tolist() == [1843, 1549, 40]


def test_models_sort_in_the_programs_order_not_the_alphabets():
    assert load("roster")["model"].sort_values().unique().tolist() == ["WSO", "JEM", "TFM"]


def test_each_load_is_a_fresh_copy():
    first = load("agency_types_by_model")
    first["agreements"] = 0
    assert load("agency_types_by_model")["agreements"].sum() == 1843


def test_a_cell_that_says_not_applicable_stays_text_and_an_empty_one_stays_empty(bowl):
    frame = load("bowl", bowl())
    assert frame["place"].tolist() == ["N/A", ""]


def test_declared_gaps_become_missing_values_of_the_columns_type(bowl):
    frame = load("bowl", bowl())
    assert frame[["kind", "picked", "grams"]].isna().iloc[1].all()
    assert frame["grams"].dtype == pd.Int64Dtype()
    assert frame["ripe"].tolist() == [True, False]
    assert frame["price"].tolist() == [2.5, 3.0]


@pytest.mark.parametrize(
    ("good", "bad", "column"),
    [
        ("plum", "quince", "kind"),
        ("2026-05-17", "5025-99-01", "picked"),
        (",30,", ",thirty,", "grams"),
        (",30,1,", ",30,yes,", "ripe"),
        (",2.5,", ",,", "price"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_the_column_named(bowl, good, bad, column):
    with pytest.raises(ContentError, match=f'"{column}"'):
        load("bowl", bowl(ROWS.replace(good, bad, 1)))


def test_an_unknown_table_is_refused_and_the_nearest_named():
    with pytest.raises(UnknownId, match='Did you mean "roster"'):
        load("rooster")


def test_a_missing_column_is_refused_by_name(bowl):
    with pytest.raises(ContentError, match='"place" is missing'):
        load("bowl", bowl(ROWS.replace("place", "spot")))


def test_a_card_without_its_file_is_refused_in_one_sentence(bowl):
    course = bowl()
    course.table_path("bowl").unlink()
    with pytest.raises(ContentError, match=r"no file bowl\.csv"):
        load("bowl", course)


def test_a_file_that_is_not_utf8_is_refused_in_one_sentence(bowl):
    course = bowl()
    course.table_path("bowl").write_bytes(b"id\n\xff\n")
    with pytest.raises(ContentError, match="not a CSV file in UTF-8"):
        load("bowl", course)


def test_a_course_folder_of_its_own_has_its_own_tables(toy_course):
    assert load("fruit", toy_course)["fruit"].tolist() == ["pear", "pear", "plum"]
    assert list(cards(toy_course)) == ["fruit"]


def test_a_course_that_extends_ours_has_our_tables_too(tmp_path):
    manifest = (TOY / "course.yaml").read_text()
    (tmp_path / "course.yaml").write_text(f"extends: wso_lessons\n{manifest}")
    (tmp_path / "tables").mkdir()
    for file in (TOY / "tables").iterdir():
        (tmp_path / "tables" / file.name).write_text(file.read_text())
    course = open_course(tmp_path)
    assert {"fruit", "roster"} <= set(cards(course))
    assert len(load("roster", course)) == 1843
    assert len(load("fruit", course)) == 3


@pytest.mark.slow
def test_importing_the_datasets_loads_neither_pandas_nor_matplotlib():
    code = "import sys, wso_lessons.tables as d; d.about('roster'); print({'pandas', 'numpy'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600, check=True)
    assert ran.stdout.strip() == "set()"
