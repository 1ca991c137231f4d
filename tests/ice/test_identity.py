"""Names of one agency are joined by reviewed aliases, never by likeness."""

import pytest

from wso_lessons.content import ContentError, builtin_course
from wso_lessons.content.rows.csvfile import read_rows
from wso_lessons.ice.identity import Aliases, aliases_of, plain_name, read_aliases

HEAD = "kind,state_code,old_key,old_model,new_state_code,new_key,new_model\n"


def aliases(tmp_path, *lines):
    path = tmp_path / "aliases.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_aliases(path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alder County Sheriff's Office", "ALDER COUNTY SHERIFF’S DEPARTMENT"),
        ("Alder County Sheriffs Office", "Alder County Sheriff Dept."),
        ("Ft. Myers Police Department", "Fort Myers PD"),
        ("Addison Twp Constables Office", "Addison Township Constable"),
        ("Department of Public Safety- Highway", "Department of Public Safety - Highway"),
        ("Florida Fish & Wildlife", "Florida Fish and Wildlife"),
    ],
)
def test_spellings_of_one_name_have_one_plain_form(one, other):
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Coke", "Cooke"), ("Parker", "Parmer"), ("Walker", "Waller"), ("Marion", "Martin"), ("Larch", "Larche")],
)
def test_like_names_stay_apart(one, other):
    names = [("TX", f"{name} County Sheriff's Office") for name in (one, other)]
    assert len({aliases_of().agency(*name) for name in names}) == 2


def test_one_name_in_two_states_is_two_agencies():
    assert len({Aliases().agency(state, "Walker County Sheriff") for state in ("TX", "GA")}) == 2


def test_an_alias_joins_two_names_and_is_followed_to_its_end(tmp_path):
    found = aliases(
        tmp_path,
        "typo,TX,somervill county sheriff,*,TX,somerville county sheriff,*",
        "typo,TX,somerville county sheriff,*,TX,somervell county sheriff,*",
    )
    assert found.agency_id("TX", "Somervill County Sheriff's Office") == "tx-somervell-county-sheriff"


def test_an_alias_holds_in_its_state_only(tmp_path):
    found = aliases(tmp_path, "rename,VA,department of corrections,*,VA,virginia department of corrections,*")
    assert found.agency_id("AK", "Department of Corrections") == "ak-department-of-corrections"


def test_aliases_that_a_spreadsheet_saved_are_read(tmp_path):
    path = tmp_path / "aliases.csv"
    path.write_text(f"{HEAD}typo,TX,parmer county,*,TX,parker county,*\n", encoding="utf-8-sig")
    assert read_aliases(path).agency_id("TX", "Parmer County") == "tx-parker-county"


def test_a_moved_row_is_known_by_its_model(tmp_path):
    found = aliases(tmp_path, "relabelled_row,NY,lake police department,TFM,FL,lake police department,TFM")
    assert found.moved_to("ny-lake-police-department", "TFM") == ("fl-lake-police-department", "TFM")
    assert found.moved_to("ny-lake-police-department", "WSO") is None


@pytest.mark.parametrize(
    "line",
    [
        "guess,TX,a county sheriff,*,TX,b county sheriff,*",
        "typo,TX,a county sheriff,WSO,TX,b county sheriff,*",
        "relabelled_row,TX,a county sheriff,*,TX,b county sheriff,*",
        "typo,TX,A County Sheriff's Office,*,TX,b county sheriff,*",
        "typo,TX,a county sheriff,*,TX,a county sheriff,*",
        "typo,TX,a county sheriff",
    ],
)
def test_a_faulty_alias_is_refused_with_its_file(line, tmp_path):
    with pytest.raises(ContentError, match=r"aliases\.csv"):
        aliases(tmp_path, line)


def test_a_file_without_the_columns_is_refused(tmp_path):
    path = tmp_path / "aliases.csv"
    path.write_text("old,new\n", encoding="utf-8")
    with pytest.raises(ContentError, match="kind, state_code"):
        read_aliases(path)


@pytest.mark.parametrize("table", ["roster", "agreement_history"])
def test_the_tables_have_the_identities_that_the_names_give(table):
    known, rows = aliases_of(), read_rows(builtin_course().table_path(table))
    assert [row for row in rows if known.agency_id(row["state_code"], row["agency"]) != row["agency_id"]] == []


def test_every_spelling_in_the_history_leads_to_its_agency():
    known, history = aliases_of(), read_rows(builtin_course().table_path("agreement_history"))
    rows = [row for row in history if row["name_variants"]]
    assert len(rows) > 50
    for row in rows:
        for name in row["name_variants"].split("|"):
            assert known.agency_id(row["state_code"], name) == row["agency_id"], name
