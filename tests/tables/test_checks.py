"""The tables' checks: the built-in tables pass, and each planted fault is found where it is."""

import shutil

import pytest

from wso_lessons.content import builtin_course, open_course
from wso_lessons.tables import check_tables, load


@pytest.fixture
def copy(tmp_path):
    """A course that is a copy of the built-in one's manifest, sources and tables, to be broken."""
    built = builtin_course().places
    (tmp_path / "notebooks").mkdir()
    shutil.copy(built.manifest, tmp_path / "notebooks")
    shutil.copytree(built.data / "tables", tmp_path / "data" / "tables")
    shutil.copy(built.data / "sources.yaml", tmp_path / "data")
    return tmp_path


def edit(folder, table, old, new):
    path = folder / "data" / "tables" / table
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def found(folder):
    return [(finding.code, finding.where.file.name, finding.problem) for finding in check_tables(open_course(folder))]


@pytest.mark.slow
def test_the_built_in_tables_are_sound():
    assert check_tables() == []


def test_the_toy_courses_table_is_sound(toy_course):
    assert check_tables(toy_course) == []


@pytest.mark.slow
def test_cells_and_keys_that_do_not_fit_are_found_counted_and_not_hidden_by_a_faulty_card(copy):
    planted = [
        ("roster.csv", ",County,", ",Country,", '"Country"'),
        ("roster.csv", "2025-09-22", "5025-99-22", '"5025-99-22"'),
        ("roster.csv", "County,JEM", "County,JEM ", "a space at an end"),
        ("agreement_history.csv", ",782,", ",many,", '"many"'),
        ("monthly_agencies.csv", "2021-01,", "2021-13,", '"2021-13"'),
        ("roster.csv", ",1,0,4,", ",yes,0,4,", '"yes"'),
        ("states_by_model.csv", ",State,", ",,", '"place" is empty'),
    ]
    for table, old, new, _ in planted:
        edit(copy, table, old, new)
    edit(copy, "datasets.yaml", "key: [agency_type, model]", "key: [agency_type, modell]")
    path = copy / "data" / "tables" / "agreement_history.csv"
    path.write_text(path.read_text().replace(",TFM,", ",TFO,"))
    path = copy / "data" / "tables" / "monthly_agencies.csv"
    path.write_text(path.read_text() + "2026-05,2026-05-18,0,0,0\n")
    findings = check_tables(open_course(copy))
    faults = [(finding.where.file.name, finding.problem) for finding in findings if finding.code == "table-value"]
    for table, _, _, words in planted:
        assert any(file == table and words in problem for file, problem in faults), (table, words)
    wrong = [problem for file, problem in faults if "TFO" in problem]
    assert len(wrong) == 3
    assert "more such rows" in wrong[-1]
    assert "value-invalid" in {finding.code for finding in findings}
    key = next(finding for finding in findings if finding.code == "table-key")
    assert key.where.line == 67
    assert "line 66" in key.problem


def test_a_table_that_a_spreadsheet_saved_is_read(toy, toy_course):
    table = next((toy / "tables").glob("*.csv"))
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n"))
    course = open_course(toy)
    assert check_tables(course) == []
    assert load(table.stem, course).equals(load(table.stem, toy_course))
    assert [claim.value for claim in course.claims.sound_records()] == [
        claim.value for claim in toy_course.claims.sound_records()
    ]


@pytest.mark.slow
def test_totals_that_disagree_between_tables_are_found(copy):
    planted = [
        ("states_by_model.csv", "Texas,TX,State,WSO,141", "Texas,TX,State,WSO,142", "for TX, WSO"),
        ("agency_types_by_model.csv", "County,WSO,482", "County,WSO,481", "for County, WSO"),
        ("monthly_agreements.csv", "2026-05,2026-05-18,WSO,499", "2026-05,2026-05-18,WSO,504", "504"),
        ("monthly_agencies.csv", "2026-05-18,1843,1549", "2026-05-18,1843,1843", "1549"),
        ("agreement_history.csv", "2026-05-18,2020-07-24,1,", "2026-05-18,2020-07-24,0,", "still listed"),
        ("reconstruction_2019_2020.csv", "2020-12,76,74", "2020-12,77,74", "WSO agreements are those"),
        ("signed_by_month.csv", "2020-06,JEM,56,43,42,45", "2020-06,JEM,56,43,42,46", "latest list"),
    ]
    for table, old, new, _ in planted:
        edit(copy, table, old, new)
    faults = [problem for code, _, problem in found(copy) if code == "table-balance"]
    for table, _, _, words in planted:
        assert any(words in problem for problem in faults), (table, words)


@pytest.mark.slow
def test_a_row_lost_from_the_roster_breaks_several_balances_and_one_that_names_no_column_is_found_beside_them(copy):
    named = "{table: roster, by: [agency_type, model]}"
    edit(copy, "datasets.yaml", named, named.replace("type", "kind"))
    path = copy / "data" / "tables" / "roster.csv"
    path.write_text("\n".join(path.read_text().splitlines()[:-1]) + "\n")
    broken = [problem for code, _, problem in found(copy) if code == "table-balance"]
    without = [problem for problem in broken if 'no column of roster "agency_kind"' in problem]
    assert len(without) == 1
    assert len(broken) - len(without) >= 5


@pytest.mark.slow
def test_faults_of_cards_files_and_columns_are_found_beside_each_other(copy):
    tables = copy / "data" / "tables"
    (tables / "extra.csv").write_text("a\n1\n")
    (tables / "signed_by_month.csv").unlink()
    edit(copy, "agency_types_by_model.csv", "agency_type,", "type,")
    edit(copy, "monthly_agencies.csv", "2021-01,", "2021-01,2021-01-31,")
    edit(copy, "datasets.yaml", "sources: [ice-lists]", "sources: [hearsay]")
    faults = found(copy)
    assert ("table-no-card", "extra.csv", "This table has no card.") in faults
    assert {"table-missing", "table-columns", "table-ragged"} <= {code for code, _, _ in faults}
    assert any(code == "source-unknown" and "hearsay" in problem for code, _, problem in faults)
