"""The check as a whole: bad input, refreshed tables, extended courses, the report and the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.faults import FAULTS, plant
from tests.support.world import TOY
from wso_lessons.authoring.check import check_course, level_line, report, report_lines
from wso_lessons.authoring.counts.tables import LESSON_COLUMNS, SET_COLUMNS, SIDE_COLUMNS, lesson_rows
from wso_lessons.cli.main import main
from wso_lessons.content import open_course

DAY = "2026-06-05"


def test_many_faults_at_once_are_all_found_and_nothing_stops_the_rest(toy):
    wanted = {
        "yaml-syntax",
        "table-no-card",
        "heading-order",
        "minutes-missing",
        "key-differs",
        "row-number",
        "alt-missing",
    }
    for fault in FAULTS:
        if fault["code"] in wanted:
            plant(fault, toy)
    assert wanted <= {one.code for one in check_course(open_course(toy), DAY)}


def test_a_manifest_with_a_broken_lesson_is_one_finding_and_the_ledger_is_still_checked(toy):
    manifest = toy / "course.yaml"
    manifest.write_text(manifest.read_text().replace("minutes: 5", "minutes: soon", 1))
    plant(next(one for one in FAULTS if one["code"] == "source-unknown"), toy)
    codes = [one.code for one in check_course(open_course(toy), DAY)]
    assert codes.count("value-type") == 1
    assert "source-unknown" in codes


def test_a_refreshed_table_names_the_sentences_and_keys_that_no_longer_hold(toy):
    table = toy / "tables" / "fruit.csv"
    table.write_text(table.read_text() + "4,pear,red\n")
    found = check_course(open_course(toy), DAY)
    assert {one.code for one in found} == {"number-differs", "key-differs", "row-number", "figure-number"}
    sentence = next(one for one in found if one.code == "number-differs" and one.where.cell == 1)
    assert '"The bowl holds 2 pears." says 2' in sentence.problem
    assert '"pears-in-bowl" holds 3, computed from the table fruit' in sentence.problem
    key = next(one for one in found if one.code == "key-differs")
    assert '"toy/which" says 2' in key.problem


def test_a_course_that_extends_another_is_checked_for_its_own_files_only(toy, tmp_path):
    plant(next(one for one in FAULTS if one["code"] == "loaded-word"), toy)
    own = tmp_path / "own"
    (own / "notebooks").mkdir(parents=True)
    (own / "course.yaml").write_text((toy / "course.yaml").read_text().replace("title:", "extends: ../toy\ntitle:", 1))
    for name in ("01-toy.ipynb", "02-toy.ipynb"):
        (own / "notebooks" / name).write_text((toy / "notebooks" / name).read_text())
    assert check_course(open_course(own), DAY) == []


@pytest.mark.slow
@pytest.mark.parametrize("cells", [None, 3, [], [None], [{}], [{"cell_type": "code", "source": 3, "outputs": [4]}]])
def test_a_notebook_of_any_shape_gives_findings_and_no_error(toy, cells):
    (toy / "notebooks" / "02-toy.ipynb").write_text(json.dumps({"cells": cells, "metadata": 1}))
    assert all(one.where.file.name == "02-toy.ipynb" for one in check_course(open_course(toy), DAY))


@pytest.mark.slow
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["cell_type", "source", "outputs", "data", "text/html", "metadata", "tags"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=10,
    )
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_cell_at_all_can_be_checked(toy, cell):
    kinds = ("markdown", "code")
    cells = [{**cell, "cell_type": kind} if isinstance(cell, dict) else cell for kind in kinds]
    (toy / "notebooks" / "02-toy.ipynb").write_text(json.dumps({"cells": cells}))
    check_course(open_course(toy), DAY)


def test_ten_megabytes_of_claims_are_one_finding(toy):
    claim = "- {{id: c{}, text: A claim., kind: fact, cites: [{{source: fruit-list, locator: top}}]}}\n"
    (toy / "claims" / "more.yaml").write_text(claim.format(1) * 130_000)
    assert (toy / "claims" / "more.yaml").stat().st_size > 10_000_000
    assert [one.code for one in check_course(open_course(toy), DAY)] == ["file-too-large"]


@pytest.mark.slow
def test_a_long_chain_of_disputes_is_no_circle(toy):
    claim = (
        "- {{id: c{}, text: A claim., kind: fact, disputes: [c{}], cites: [{{source: fruit-list, locator: top}}]}}\n"
    )
    end = 2 * sys.getrecursionlimit()
    rows = "".join(claim.format(number, number + 1) for number in range(end)) + claim.format(end, 0)
    (toy / "claims" / "more.yaml").write_text(rows)
    assert sorted(one.code for one in check_course(open_course(toy), DAY)) == ["claim-unused", "dispute-cycle"]


def test_the_report_counts_words_by_stance_and_the_share_exempt_from_citation(toy_course):
    first = report(toy_course, DAY).lessons[0]
    assert (first.id, first.claims, first.words.stances["supportive"], first.words.stances["critical"]) == (
        "01-toy",
        4,
        9,
        8,
    )
    assert 0 < first.words.share < 0.25


def test_a_sound_course_ends_with_0_and_a_count():
    done = CliRunner().invoke(main, ["check", str(TOY), "--as-of", DAY, "--report"])
    assert done.exit_code == 0
    assert done.output.splitlines()[-1] == "0 errors, 0 warnings in 2 notebooks and 4 claims."
    assert "supportive" in done.output


def test_findings_end_with_1_and_name_file_and_remedy(toy):
    plant(next(one for one in FAULTS if one["code"] == "number-differs"), toy)
    done = CliRunner().invoke(main, ["check", str(toy), "--as-of", DAY])
    assert done.exit_code == 1
    assert "01-toy.ipynb: cell 1: number-differs:" in done.output


def test_warnings_alone_end_with_0(toy):
    plant(next(one for one in FAULTS if one["code"] == "claim-unused"), toy)
    done = CliRunner().invoke(main, ["check", str(toy), "--as-of", DAY])
    assert (done.exit_code, "(warning)" in done.output) == (0, True)


@pytest.mark.parametrize("arguments", [["nowhere"], [str(TOY), "--as-of", "June"]])
def test_what_cannot_be_checked_ends_with_2_and_one_sentence(arguments):
    done = CliRunner().invoke(main, ["check", *arguments])
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_fix_mends_and_says_so(toy):
    plant(next(one for one in FAULTS if one["code"] == "citation-number"), toy)
    done = CliRunner().invoke(main, ["check", str(toy), "--fix", "--as-of", DAY])
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "01-toy.ipynb: 1 cell mended")


def test_places_are_shown_as_seen_from_the_working_folder(toy):
    plant(next(one for one in FAULTS if one["code"] == "heading-order"), toy)
    assert report_lines(report(open_course(toy), DAY), toy)[0].startswith(
        "notebooks/02-toy.ipynb: cell 1: heading-order"
    )


def test_the_report_counts_the_kinds_of_thinking_that_questions_ask_for(toy):
    path = toy / "questions" / "toy.yaml"
    text = path.read_text(encoding="utf-8").replace("- id: toy/pears\n", "- id: toy/pears\n  level: apply\n")
    path.write_text(text, encoding="utf-8")
    assert (
        level_line(report(open_course(toy), "2026-06-05").levels)
        == "Marked questions by level: apply 1 (100%), not said 1."
    )


def test_the_report_says_what_its_short_headers_mean(toy):
    found = report(open_course(toy), "2026-06-05")
    headers = set(lesson_rows(found.lessons)[0]) - {"lesson", "words", "claims"}
    assert [one for one in headers if one not in LESSON_COLUMNS] == []
    lines = "\n".join(report_lines(found, Path.cwd(), counts=True))
    for told in (LESSON_COLUMNS, SIDE_COLUMNS, SET_COLUMNS):
        assert told in lines
        assert max(map(len, told.splitlines())) <= 80
