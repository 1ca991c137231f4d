"""A new course or lesson works as it is written, overwrites nothing, and leaves nothing behind when it fails."""

import datetime
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from wso_lessons.authoring import scaffold
from wso_lessons.authoring.check import report, report_lines
from wso_lessons.authoring.naming import names_for, slug
from wso_lessons.authoring.scaffold import new_course, new_lesson
from wso_lessons.cli.main import main
from wso_lessons.content import ContentError, UnknownId, builtin_course, open_course
from wso_lessons.exports.print.run_of_show import run_sheet
from wso_lessons.notebook.cells import calls, read_page
from wso_lessons.notebook.citations import read_notebook
from wso_lessons.quiz import KINDS, Bank
from wso_lessons.widgets.open_view import MODELS_OF_A_COURSE, open_view

DAY = datetime.date(2026, 6, 5)


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def faultless(course):
    """Whether they give their stored results again is asked by the test that follows docs/extending.md."""
    found = report(open_course(course), DAY.isoformat())
    assert found.findings == (), "\n".join(report_lines(found, Path(course)))


@pytest.fixture(scope="module")
def riverside(tmp_path_factory):
    folder = tmp_path_factory.mktemp("courses") / "riverside"
    made = new_course(folder, today=DAY)
    return folder, made


@pytest.fixture
def unrun(monkeypatch):
    """Leaves out the one run of the notebook, for tests of everything else."""
    monkeypatch.setattr(scaffold, "store_notebook", lambda _: True)


@pytest.mark.notebook
def test_a_new_course_lists_the_built_in_lessons_and_one_of_its_own(riverside):
    folder, made = riverside
    course = open_course(folder)
    assert [entry.id for entry in course.lessons] == [*(one.id for one in builtin_course().lessons), made.lesson]
    assert course.manifest.title == "Riverside"
    assert [path.name for path in course.places.notebooks.iterdir()] == [f"{made.lesson}.ipynb"]


@pytest.mark.notebook
def test_a_new_lesson_has_every_part_and_a_question_of_each_kind(riverside):
    folder, made = riverside
    course = open_course(folder)
    entry = course.lesson(made.lesson)
    bank = Bank(course)
    assert {item.kind for name in entry.questions for item in bank.set(name)} == set(KINDS)
    source = "\n".join("".join(cell["source"]) for cell in read_notebook(course.notebook(made.lesson))["cells"])
    for part in ("start", "note", "ask", "quiz", "words", "sources", "finish"):
        assert f"lesson.{part}(" in source
    assert "charts.bars(" in source


@pytest.mark.notebook
def test_a_new_lesson_has_a_run_of_show_that_slides_and_the_page_to_hold_follow(riverside):
    course = open_course(riverside[0])
    held = run_sheet(course, riverside[1].lesson, 50)
    assert "The chart; what one row stands for (What the table counts; slide" in held
    assert "worksheet 1, 2" in held


@pytest.mark.notebook
def test_a_new_lesson_has_a_model_of_each_kind_that_a_course_may_have_of_its_own(riverside):
    slug = "a-first-lesson"
    course = open_course(riverside[0])
    asked = [call.argument for cell in read_page(course.notebook(course.lessons[-1].id)).code_cells
             for call in calls(cell) if call.function == "simulate"]  # fmt: skip
    assert sorted(asked) == sorted(f"{kind}/{slug}" for kind in MODELS_OF_A_COURSE)
    ends = {"draw-the-line": {"shown": "yes"}, "scope-check": {"card": 3}, "argument-map": {"stage": "hinge"}}
    for kind in MODELS_OF_A_COURSE:
        opened, ended = (open_view("simulator", f"{kind}/{slug}", course, **facts) for facts in ({}, ends[kind]))
        assert opened.screen().picture.wide.parts
        assert opened.screen().words != ended.screen().words
    with pytest.raises(UnknownId, match=f'Did you mean "scope-check/{slug}"'):
        open_view("simulator", "scope-check/a-first-leson", course)
    with pytest.raises(UnknownId):
        open_view("simulator", "scope-check/../../secret", course)


@pytest.mark.notebook
def test_a_new_course_and_a_lesson_put_after_a_built_in_one_pass_every_rule(riverside, tmp_path):
    faultless(riverside[0])
    folder = shutil.copytree(riverside[0], tmp_path / "riverside")
    before = tree(folder)
    made = new_lesson(open_course(folder), "Our county's agreement", "01-launch", today=DAY)
    listed = [entry.id for entry in open_course(folder).lessons]
    assert listed[listed.index("01-launch") + 1] == made.lesson
    faultless(folder)
    after = tree(folder)
    assert set(after) - set(before) == set(made.new)
    assert {name for name in before if before[name] != after[name]} == set(made.changed)
    first = f"notebooks/{riverside[1].lesson}.ipynb"
    assert after[first] == before[first], "The course's first lesson was run as it was written"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["riverside"]


@pytest.mark.notebook
def test_the_lesson_before_a_new_one_says_what_comes_next(riverside, tmp_path):
    folder, first = Path(shutil.copytree(riverside[0], tmp_path / "riverside")), riverside[1].lesson
    new_lesson(open_course(folder), "A second lesson", first, today=DAY)
    shown = read_notebook(open_course(folder).notebook(first))["cells"][-1]["outputs"][0]["data"]["text/plain"]
    assert "Next: A second lesson" in "".join(shown)
    faultless(folder)


@pytest.mark.notebook
def test_a_course_that_extends_nothing_can_have_a_new_lesson_too(toy):
    new_lesson(open_course(toy), "Plums again", "01-toy", today=DAY)
    faultless(toy)


@pytest.mark.slow
def test_any_title_makes_a_lesson_that_passes(toy, unrun):
    for title in ("Água & [vida](x) `1` $5 <b> #", 'She said "no": {value} \\', "تجربة جديدة", "- !!python/name:os 12"):
        made = new_lesson(open_course(toy), title, today=DAY)
        course = open_course(toy)
        assert course.lesson(made.lesson).title == " ".join(title.split())
        found = {one.code for one in report(course, DAY.isoformat()).findings}
        # Lessons of one template let the same side speak first each time, and repeat the look of their options.
        assert found <= {"output-missing", "sides-uneven", "key-pattern"}, title


def test_names_are_plain_and_never_taken_twice(toy, unrun):
    assert slug("Our county’s agreement: a closer look, and another") == "our-countys-agreement-a-closer"
    assert slug("Água é vida") == "agua-e-vida"
    assert slug("تجربة") == "lesson"
    made = [new_lesson(open_course(toy), "Twice", today=DAY).lesson for _ in range(2)]
    assert made == ["03-twice", "04-twice-2"]
    assert names_for(open_course(toy), "Toy", "02-toy").slug == "toy-2"
    assert names_for(open_course(toy), "287(g)", "02-toy").table == "t_287_g"


@pytest.mark.slow
def test_a_lesson_that_cannot_be_run_leaves_nothing_behind(toy, tmp_path, monkeypatch):
    def failing(path):
        raise ContentError.at(path, "cell-fails", "The kernel stopped.", "Start it.")

    monkeypatch.setattr(scaffold, "store_notebook", failing)
    with pytest.raises(ContentError, match="nothing was written"):
        new_course(tmp_path / "riverside")
    assert list(tmp_path.iterdir()) == [toy]
    before = tree(toy)
    with pytest.raises(ContentError, match="nothing was written"):
        new_lesson(open_course(toy), "Plums again")
    assert tree(toy) == before


def test_a_file_that_cannot_be_put_into_place_undoes_the_others(toy, unrun, monkeypatch):
    before = tree(toy)
    replace = Path.replace

    def full_at_the_manifest(path, target):
        if target.name == "course.yaml":
            raise OSError(28, "No space left")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full_at_the_manifest)
    with pytest.raises(ContentError, match="Nothing was changed"):
        new_lesson(open_course(toy), "Plums again")
    assert tree(toy) == before


def test_a_folder_with_something_in_it_is_refused(tmp_path, unrun):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("dear", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("taken", "taken/letter.txt", "link"):
        result = CliRunner().invoke(main, ["new", "course", str(tmp_path / name)])
        assert result.exit_code == 2
        assert "something here already" in result.stderr
    assert tree(tmp_path) == {"taken/letter.txt": b"dear"}


@pytest.mark.parametrize(
    ("name", "words"),
    [("x" * 300, "file name too long"), ("", "no name"), ("a\nb", "no name, or one that cannot be typed")],
)
def test_a_name_that_no_folder_can_have_is_refused_in_a_sentence(name, words, tmp_path, unrun, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["new", "course", name])
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["A very long title " * 40, "a bell \a rings"])
def test_a_title_that_no_heading_can_hold_is_refused(title, toy, unrun):
    before = tree(toy)
    with pytest.raises(ContentError, match="longer than 120 characters, or holds some"):
        new_lesson(open_course(toy), title)
    assert tree(toy) == before


def test_a_fault_is_told_where_the_author_can_find_it(toy, unrun):
    (toy / "sources.yaml").write_bytes("é".encode("utf-16"))
    with pytest.raises(ContentError, match="not UTF-8") as caught:
        new_lesson(open_course(toy), "Plums again")
    assert caught.value.finding.where.file == toy / "sources.yaml"


def test_a_title_that_a_lesson_has_already_is_said(toy, unrun):
    command = ["new", "lesson", "Twice", "--course", str(toy)]
    assert "same title" not in CliRunner().invoke(main, command).output
    assert "It has the same title as 03-twice, which is as it was." in CliRunner().invoke(main, command).output


def test_a_folder_of_links_that_lead_out_is_refused(toy, tmp_path, unrun):
    shutil.move(toy / "claims", tmp_path / "elsewhere")
    (toy / "claims").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContentError, match="leads out of the course's folder"):
        new_lesson(open_course(toy), "Plums again")
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["toy.yaml"]


def test_an_unknown_lesson_the_built_in_course_and_an_empty_title_are_refused(toy):
    with pytest.raises(UnknownId, match="01-toy"):
        new_lesson(open_course(toy), "Plums again", "1-toy")
    with pytest.raises(ContentError, match="built-in course"):
        new_lesson(builtin_course(), "Plums again")
    with pytest.raises(ContentError, match="no title"):
        new_lesson(open_course(toy), "  ")


def test_the_commands_say_what_was_made_and_where_to_go_on(tmp_path, unrun, monkeypatch):
    result = CliRunner().invoke(main, ["new", "course", str(tmp_path / "river side"), "--title", "Río"])
    assert result.exit_code == 0, result.output
    assert f'wso-lessons start "{tmp_path / "river side"}"' in result.output
    monkeypatch.chdir(tmp_path / "river side" / "claims")
    result = CliRunner().invoke(main, ["new", "lesson", "A second lesson", "--after", "01-launch"])
    assert result.exit_code == 0, result.output
    assert "notebooks/" in result.output
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["new", "lesson", "A third lesson"])
    assert result.exit_code == 2
    assert "--course FOLDER" in result.stderr
