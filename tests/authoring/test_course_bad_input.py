"""Course folders as people really hand them over: clear findings, nothing run, nothing outside the folder touched."""

import itertools
import re
import sys

import pytest
from click.testing import CliRunner

from tests.support import answers
from wso_lessons.authoring.check import report
from wso_lessons.cli.main import main
from wso_lessons.content import open_course
from wso_lessons.progress import open_progress

DAY = "2026-06-05"


def codes(folder):
    return [one.code for one in report(open_course(folder), DAY).findings]


def test_windows_line_ends_change_nothing(toy):
    for path in toy.rglob("*"):
        if path.suffix in (".yaml", ".csv", ".ipynb"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert codes(toy) == []


def test_names_with_spaces_accents_and_right_to_left_letters_change_nothing(toy):
    moved = toy.rename(toy.with_name("مقرر río 1"))
    for name in ("claims/toy.yaml", "reference/timeline.yaml"):
        (moved / name).rename((moved / name).with_name("año تجربة.yaml"))
    assert codes(moved) == []


def test_right_to_left_text_is_text(toy):
    path = toy / "glossary.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "- {word: كمثرى, meaning: فاكهة.}\n", encoding="utf-8")
    assert codes(toy) == []


@pytest.mark.parametrize("command", [["check"], ["store"], ["start"], ["refresh", "x.xlsx", "--course"]])
def test_a_folder_without_a_manifest_is_one_sentence(tmp_path, command):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    result = CliRunner().invoke(main, [*command, str(tmp_path), *(["--no-browser"] if command == ["start"] else [])])
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


# A name that is too long, links in a circle, the home of nobody; last, bytes that are no UTF-8.
PLACES = ("n" * 300, "loop", "~nobody-of-this-name/x")
COMMANDS = ("check", "report r.json --course", "report", "new course", "hand-in --out", "start", "start --course")


@pytest.mark.slow
@pytest.mark.parametrize(("command", "place"), [*itertools.product(COMMANDS, PLACES), ("hand-in --out", "\udcff.json")])
def test_a_place_that_cannot_be_is_told_in_a_sentence(toy, monkeypatch, command, place):
    monkeypatch.delenv("WSO_LESSONS_PROGRESS", raising=False)
    monkeypatch.chdir(toy)
    (toy / "loop").symlink_to("loop")
    progress = open_progress(toy / ".wso-lessons" / "progress.sqlite3")
    answers.keep(progress, "toy/pears")
    progress.close()
    result = CliRunner().invoke(main, [*command.split(), place])
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.output.strip()


@pytest.mark.parametrize("extends", [".", "../toy", "../other"])
def test_courses_that_extend_each_other_in_a_circle_are_one_sentence(toy, extends):
    other = toy.with_name("other")
    other.mkdir()
    (other / "course.yaml").write_text("id: other\ntitle: T\nextends: ../toy\nlessons: [01-toy]\n", encoding="utf-8")
    manifest = toy / "course.yaml"
    manifest.write_text(f"extends: {extends}\n{manifest.read_text(encoding='utf-8')}", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(toy)])
    assert result.exit_code == 2
    assert "course-cycle" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "row",
    [
        '- !!python/object/apply:os.system ["touch PLACE"]',
        '- {id: x, text: !!python/name:os.system "", kind: fact, cites: []}',
        "- &a {id: x}\n- *a",
    ],
)
def test_yaml_runs_nothing(toy, row):
    place = toy.parent / "touched"
    (toy / "claims" / "more.yaml").write_text(row.replace("PLACE", str(place)), encoding="utf-8")
    assert set(codes(toy)) <= {"yaml-tag", "yaml-alias"}
    assert codes(toy)
    assert not place.exists()


def test_a_table_named_by_a_path_is_refused_unread(toy):
    (toy.parent / "secret.csv").write_text("fruit\npear\n", encoding="utf-8")
    path = toy / "claims" / "toy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("table: fruit", "table: ../../secret"), encoding="utf-8")
    found = report(open_course(toy), DAY).findings
    assert "value-invalid" in {one.code for one in found}
    assert any("may hold small letters" in one.problem for one in found)


def test_a_notebook_deep_in_itself_is_a_finding_where_lessons_are_mended(toy):
    (toy / "notebooks" / "02-toy.ipynb").write_text("[" * 5000, encoding="utf-8")
    mended = CliRunner().invoke(main, ["check", str(toy), "--fix"])
    assert (mended.exit_code, "notebook-unreadable" in mended.output) == (1, True), mended.exception


def test_a_notebook_that_is_a_link_out_of_the_folder_is_never_written(toy):
    inside, outside = toy / "notebooks" / "01-toy.ipynb", toy.parent / "outside.ipynb"
    inside.rename(outside)
    inside.symlink_to(outside)
    outside.write_text(outside.read_text(encoding="utf-8").replace("[2](#Sources", "[9](#Sources"), encoding="utf-8")
    before = outside.read_bytes()
    for command, code in ((["check", "--fix"], 1), (["store"], 2)):
        result = CliRunner().invoke(main, [*command, str(toy)])
        assert result.exit_code == code
        assert "leads out of the course's folder" in result.output
    assert outside.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1) alt='a pear'>",
        "<a href='javascript:alert(1)'>pears</a>",
        "[pears](javascript:alert(1))",
        "<iframe src='https://x.y'></iframe>",
    ],
)
def test_html_that_acts_is_a_finding_in_texts_and_in_results(toy, html):
    path = toy / "notebooks" / "02-toy.ipynb"
    text = path.read_text(encoding="utf-8").replace("# Counting plums", f"# Counting plums\\n\\n{html}", 1)
    path.write_text(text.replace("This is the last lesson of the course.", html), encoding="utf-8")
    assert codes(toy).count("html-active") == 2


@pytest.mark.slow
def test_questions_are_checked_without_each_being_read_for_each_other(toy):
    path = toy / "questions" / "toy.yaml"
    text = path.read_text(encoding="utf-8")
    calls = []
    for count in (0, 20, 40):
        more = [re.sub(r"id: toy/\w+", rf"\g<0>-{number}", text) for number in range(count)]
        path.write_text("".join([text, *more]), encoding="utf-8")
        counter = itertools.count()
        sys.setprofile(lambda *_, counter=counter: next(counter))
        try:
            # The same wrong option many times leans to one side.
            assert codes(toy) == (["sides-uneven"] if count else [])
        finally:
            sys.setprofile(None)
        calls.append(next(counter))
    none, some, twice = calls
    assert twice - none < 2.2 * (some - none), "Twice as many questions take twice the work"
