"""An applied refresh writes everything or nothing, keeps what it replaces, and leaves a sound course."""

import dataclasses
import datetime as dt
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.make_workbook import BAD, Row, bad_file, make_list
from tests.support.refresh_course import FIRST, NEW, NEXT, contents, make_course, rows
from wso_lessons.cli.main import main
from wso_lessons.content import ContentError, layout, open_course
from wso_lessons.content.rows.csvfile import read_rows
from wso_lessons.refresh import journal
from wso_lessons.refresh.apply import apply_refresh, finish_interrupted
from wso_lessons.refresh.plan import plan_refresh
from wso_lessons.refresh.report import render_report
from wso_lessons.refresh.tables import REFRESHED
from wso_lessons.tables import check_tables, load


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path)


def new_list(course, listed=None, day=NEXT, **options):
    return make_list(course.parent / "lists", rows(NEW) if listed is None else listed, day, **options)


def applied(course, *accept, **options):
    apply_refresh(plan_refresh(new_list(course, **options), open_course(course), accept=accept))


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """A plan for the small course, of which `for_course` makes one for a copy of it."""
    course = make_course(tmp_path_factory.mktemp("planned"))
    return plan_refresh(new_list(course), open_course(course))


def for_course(planned, course):
    return dataclasses.replace(planned, course=open_course(course))


@pytest.mark.slow
def test_the_tables_the_cards_and_the_record_are_brought_up_to_date(course, planned):
    apply_refresh(for_course(planned, course))
    now = open_course(course)
    assert check_tables(now) == []
    assert len(load("roster", now)) == 14
    assert [str(day.date()) for day in load("lists", now).snapshot_date] == ["2026-05-18", "2026-06-01"]
    assert load("monthly_agencies", now).agencies.tolist() == [8, 9]
    cards = (course / "data" / "tables" / "datasets.yaml").read_text("utf-8")
    assert "title: ICE's list of participating agencies, 1 June 2026" in cards
    assert "one of 2 archived lists" in cards
    assert now.sources["ice-list-2026-06-01"].title == "Participating agencies, list of 1 June 2026"
    assert "ice-list-2026-05-18" in now.sources


def test_tables_that_a_spreadsheet_saved_are_taken_for_what_they_say(course, planned):
    for path in (course / "data" / "tables").glob("*.csv"):
        path.write_text(path.read_text("utf-8"), encoding="utf-8-sig")
    assert plan_refresh(new_list(course), open_course(course)).files == planned.files


def test_claims_and_their_words_follow_the_new_tables_and_prose_is_left_alone(course):
    before = {name: data for name, data in contents(course).items() if "tables" not in name and "sources" not in name}
    applied(course, listed=rows(Row(agency="Larch County Sheriff")))
    assert open_course(course).claims["growth-wso"].value == "9"
    after = contents(course)
    assert {name: after[name] for name in before} == before


def test_the_old_tables_are_kept_whole_and_the_new_roster_is_dated(course, planned):
    old = {name: (course / "data" / "tables" / f"{name}.csv").read_bytes() for name in REFRESHED}
    apply_refresh(for_course(planned, course))
    kept = course / "data" / "tables" / "snapshots"
    assert {name: (kept / "2026-05-18" / f"{name}.csv").read_bytes() for name in REFRESHED} == old
    assert (kept / "2026-06-01" / "roster.csv").read_bytes() == (course / "data" / "tables" / "roster.csv").read_bytes()
    assert "- [ ]" in (kept / "2026-06-01" / "to-do.md").read_text("utf-8")
    assert "All agreements" in (kept / "2026-06-01" / "report.txt").read_text("utf-8")


@pytest.mark.slow
def test_the_same_list_is_known_again_by_its_checksum_and_by_its_rows(course):
    applied(course)
    again = new_list(course, day=dt.date(2026, 6, 9))
    assert [check.code for check in plan_refresh(again, open_course(course)).failed] == ["identical"]
    same_bytes = again.with_name("participatingAgencies06012026pm.xlsx")
    same_bytes.write_bytes((course.parent / "lists" / "participatingAgencies06012026am.xlsx").read_bytes())
    assert "identical" in [check.code for check in plan_refresh(same_bytes, open_course(course)).failed]


@pytest.mark.slow
def test_a_later_list_of_the_same_day_replaces_the_first_once_accepted(course):
    applied(course)
    late = new_list(course, rows(NEW, Row(agency="Larch County Sheriff")), name="participatingAgencies06012026pm.xlsx")
    assert [check.code for check in plan_refresh(late, open_course(course)).failed] == ["older-date"]
    apply_refresh(plan_refresh(late, open_course(course), accept=["older-date"]))
    now = open_course(course)
    assert check_tables(now) == []
    assert load("lists", now).source_file.tolist()[-1] == "participatingAgencies06012026pm.xlsx"
    assert len(load("lists", now)) == 2
    assert len(load("roster", now)) == 15


@pytest.mark.slow
def test_each_later_list_adds_its_own_days_to_the_history(course):
    applied(course)
    applied(course, "identical", "drop", listed=rows(), day=dt.date(2026, 6, 8))
    applied(course, "identical", day=dt.date(2026, 6, 15))
    history = load("agreement_history", open_course(course)).set_index("agency_id")
    quince = history.loc["fl-quince-police-department"]
    assert (quince.n_snapshots, quince.missing_between, str(quince.first_seen.date())) == (2, 1, "2026-06-01")
    assert quince.still_listed


@pytest.mark.slow
@pytest.mark.parametrize("step", [0, 1, 5, 15])
def test_a_refresh_interrupted_while_files_move_is_finished_by_the_next(course, planned, step, monkeypatch):
    refresh = for_course(planned, course)
    moves = []
    replace = Path.replace

    def failing(self, target):
        if self.parent.name == journal.READY:
            moves.append(target)
            if len(moves) > step:
                raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(KeyboardInterrupt):
        apply_refresh(refresh)
    monkeypatch.undo()
    with pytest.raises(ContentError, match="refresh-interrupted"):
        plan_refresh(new_list(course), open_course(course))
    assert finish_interrupted(course)
    assert not finish_interrupted(course)
    assert check_tables(open_course(course)) == []
    assert len(load("roster", open_course(course))) == 14
    assert not list((course / "data").glob(".refresh*"))


@pytest.mark.parametrize("plan", ['["../outside.txt"]', "[", "[1]", "{}", "[" * 5000])
def test_a_plan_that_leads_out_of_the_course_or_cannot_be_read_moves_nothing(course, plan):
    outside, ready = course.parent / "outside.txt", course / "data" / journal.READY
    outside.write_text("mine", encoding="utf-8")
    ready.mkdir()
    (ready / "plan.json").write_text(plan, encoding="utf-8")
    (ready / "0").write_text("theirs", encoding="utf-8")
    with pytest.raises(ContentError, match="course-unwritable"):
        finish_interrupted(course)
    assert (outside.read_text(encoding="utf-8"), (ready / "0").is_file()) == ("mine", True)


@pytest.mark.parametrize("fault", ["fsync", "rename"])
def test_a_refresh_that_fails_before_it_is_decided_changes_nothing(course, planned, fault, monkeypatch):
    before = contents(course)
    refresh = for_course(planned, course)

    def failing(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync", failing) if fault == "fsync" else (Path, "rename", failing)))
    with pytest.raises(ContentError, match="no space left"):
        apply_refresh(refresh)
    assert contents(course) == before


def test_a_course_inside_an_installed_package_is_not_written(course, planned, monkeypatch, tmp_path):
    inside = course.rename(tmp_path / "_course")
    monkeypatch.setattr(journal, "builtin_root", lambda: inside)
    before = contents(inside)
    with pytest.raises(ContentError, match="wso-lessons new course NAME"):
        apply_refresh(for_course(planned, inside))
    assert contents(inside) == before


@pytest.mark.slow
def test_a_course_that_extends_another_gets_its_own_tables_cards_and_overrides(course, tmp_path):
    child = tmp_path / "child"
    (child / "notebooks").mkdir(parents=True)
    manifest = (
        (course / "notebooks" / "course.yaml").read_text("utf-8").replace("id: small", "id: child\nextends: ../course")
    )
    (child / "notebooks" / "course.yaml").write_text(manifest, encoding="utf-8")
    (child / "data").mkdir()
    base = contents(course)
    refresh = plan_refresh(new_list(course, rows(Row(agency="Larch County Sheriff"))), open_course(child))
    apply_refresh(refresh)
    now = open_course(child)
    assert contents(course) == base
    assert now.claims["growth-wso"].value == "9"
    assert check_tables(now) == []
    assert "roster" in now.manifest.overrides
    assert now.sources["ice-list-2026-06-01"]
    again = plan_refresh(
        new_list(course, rows(), dt.date(2026, 6, 8)), open_course(child), accept=["identical", "drop"]
    )
    apply_refresh(again)
    assert open_course(child).claims["growth-wso"].value == "8"
    assert check_tables(open_course(child)) == []


def test_a_folder_of_lists_is_taken_in_in_the_order_of_their_days(course):
    folder = course.parent / "lists"
    new_list(course, rows(NEW), dt.date(2026, 6, 8), name="a-20260608000000.xlsx")
    new_list(course, rows(), dt.date(2026, 6, 1), name="b-20260601000000.xlsx")
    make_list(folder, rows(), dt.date(2026, 6, 9), name="participatingAgencies06092026am.xlsx", layout="pending")
    refresh = plan_refresh(folder, open_course(course))
    assert refresh.read == ("b-20260601000000.xlsx", "a-20260608000000.xlsx")
    assert [finding.code for finding in refresh.skipped] == ["list-pending"]
    apply_refresh(refresh)
    assert load("lists", open_course(course)).wso.tolist() == [8, 8, 8]
    assert "2 lists, the last a-20260608000000.xlsx" in render_report(refresh)


def test_a_folder_without_a_newer_list_is_told(course):
    with pytest.raises(ContentError, match="2026-05-18"):
        plan_refresh(course.parent / "lists", open_course(course))


def run(*words):
    return CliRunner().invoke(main, ["refresh", *map(str, words)])


def test_the_verb_reports_and_writes_only_with_apply(course):
    path, before = new_list(course), contents(course)
    shown = run(path, "--course", course)
    assert (shown.exit_code, contents(course)) == (0, before)
    assert "Nothing was written. Add --apply" in shown.output
    written = run(path, "--course", course, "--apply")
    assert written.exit_code == 0
    assert "to-do.md" in written.output
    assert contents(course) != before


@pytest.mark.slow
def test_the_verb_stops_at_a_failed_check_until_it_is_accepted(course):
    path, before = new_list(course, rows()), contents(course)
    shown = run(path, "--course", course, "--apply")
    assert (shown.exit_code, contents(course)) == (1, before)
    assert "add --accept identical" in shown.output
    assert run(path, "--course", course, "--apply", "--accept", "identical").exit_code == 0


@pytest.mark.slow
def test_the_verb_takes_the_day_from_a_person(course):
    path = new_list(course, name="participatingAgencies06012025am.xlsx")
    assert run(path, "--course", course).exit_code == 1
    assert run(path, "--course", course, "--date", "2026-06-02", "--apply").exit_code == 0
    assert str(load("lists", open_course(course)).snapshot_date.max().date()) == "2026-06-02"
    assert run(path, "--course", course, "--date", "June").exit_code == 2


@pytest.mark.slow
def test_the_verb_lists_every_change_on_request(course):
    many = [Row(agency=f"Town {number} Police Department") for number in range(20)]
    path = new_list(course, rows(*many))
    assert "and 8 more" in run(path, "--course", course).output
    assert "Town 19 Police Department" in run(path, "--course", course, "--full").output


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in BAD if kind != "million-rows"])  # slow to read; see the reader
def test_the_verb_refuses_a_bad_file_in_one_line_and_writes_nothing(kind, course):
    before = contents(course)
    result = run(bad_file(kind, course.parent), "--course", course, "--apply")
    assert result.exit_code == 2
    assert len(result.output.strip().splitlines()) == 1
    assert "Traceback" not in result.output
    assert contents(course) == before


def test_the_built_in_course_is_read_by_default():
    lists = read_rows(layout.builtin_root() / "data" / "tables" / "lists.csv")
    assert max(row["snapshot_date"] for row in lists) >= str(FIRST)
