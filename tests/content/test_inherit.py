"""A manifest that extends another: lessons by id alone, in any order, left out, changed in part, shortened."""

import importlib.metadata
import sys

import pytest

from wso_lessons.content import ContentError, builtin_course, open_course
from wso_lessons.notebook.sections import Cut, headings

HEAD = "id: own\ntitle: Own\nextends: wso_lessons\nlessons:\n"
OWN = "  - {id: l, file: l.ipynb, title: T, question: Q, minutes: 5, objectives: [O], facts_as_of: 2026}\n"


@pytest.fixture
def course(tmp_path):
    def make(lessons, head=HEAD):
        (tmp_path / "course.yaml").write_text(head + lessons, encoding="utf-8")
        return open_course(tmp_path)

    return make


def test_a_lesson_named_by_its_id_is_the_built_in_one(course):
    own = course("  - 02-legal-authority\n  - 01-launch\n").lessons
    built_in = builtin_course()
    assert [entry.id for entry in own] == ["02-legal-authority", "01-launch"]
    for entry in own:
        wanted = built_in.lesson(entry.id)
        assert (entry.title, entry.file, entry.objectives) == (wanted.title, wanted.file, wanted.objectives)
        assert entry.where.file.parent != built_in.places.notebooks


def test_its_notebook_and_questions_are_the_built_in_ones_too(course):
    own = course("  - 01-launch\n")
    assert own.notebook("01-launch") == builtin_course().notebook("01-launch")
    assert "launch/first-day" in own.question_rows


def test_parts_of_a_built_in_lesson_can_be_changed(course):
    entry = course("  - id: 01-launch\n    minutes: 30\n    title: A shorter launch\n").lessons[0]
    assert (entry.minutes, entry.title) == (30, "A shorter launch")
    assert entry.question == builtin_course().lesson("01-launch").question


def test_lessons_to_read_first_are_dropped_where_the_course_leaves_them_out(course):
    assert "01-launch" in builtin_course().lesson("02-legal-authority").needs
    assert course("  - 02-legal-authority\n").lessons[0].needs == ()
    assert course("  - 01-launch\n  - 02-legal-authority\n").lessons[1].needs == ("01-launch",)


def test_own_lessons_stand_among_the_built_in_ones(course):
    assert [entry.id for entry in course("  - 01-launch\n" + OWN).lessons] == ["01-launch", "l"]


@pytest.mark.parametrize(
    ("lessons", "head", "words"),
    [
        ("  - 01-lunch\n", HEAD, 'no lesson "01-lunch". Did you mean "01-launch"'),
        ("  - 01-launch\n", "id: own\ntitle: Own\nlessons:\n", "must be a mapping"),
        ("  - [01-launch]\n", HEAD, "must be a mapping"),
        ("  - id: 01-lunch\n", HEAD, "lacks"),
        ("  - 01-launch\n  - 01-launch\n", HEAD, 'Two lessons of the course "own" have the id "01-launch"'),
        (OWN + OWN.replace("id: l", "id: m"), HEAD, 'have the file "l.ipynb"'),
        ("  - id: 01-launch\n    file: ../../away.ipynb\n", HEAD, "must be a notebook's name"),
    ],
)
def test_a_lesson_that_cannot_be_is_one_finding(course, lessons, head, words):
    with pytest.raises(ContentError, match=words):
        _ = course(lessons, head).lessons


def test_three_courses_in_a_line_have_everything_of_all(tmp_path):
    middle, last = tmp_path / "middle", tmp_path / "last"
    for folder, extends in ((middle, "wso_lessons"), (last, "../middle")):
        (folder / "claims").mkdir(parents=True)
        text = f"id: {folder.name}\ntitle: T\nextends: {extends}\nlessons:\n  - 01-launch\n"
        (folder / "course.yaml").write_text(text, encoding="utf-8")
        claim = f"- {{id: in-{folder.name}, text: T., kind: fact, cites: [{{source: fair, locator: l}}]}}"
        (folder / "claims" / "own.yaml").write_text(claim, encoding="utf-8")
    course = open_course(last)
    assert [one.root for one in course.line] == [builtin_course().root, middle.resolve(), last.resolve()]
    assert {"in-last", "in-middle", "leitf-launch-date"} <= set(course.claims)
    assert course.notebook("01-launch").exists()


def test_an_installed_package_offers_its_course_by_name(tmp_path, monkeypatch):
    package = tmp_path / "harbour_course"
    package.mkdir()
    (package / "course.yaml").write_text("id: harbour\ntitle: T\nextends: wso_lessons\nlessons: [01-launch]\n")
    entries = importlib.metadata.EntryPoints(
        importlib.metadata.EntryPoint(name, value, "wso_lessons.courses")
        for name, value in (("harbour", "harbour_course"), ("lost", "no_such_package"))
    )
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **chosen: entries.select(**chosen))
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert open_course("harbour").root == package.resolve()
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "course.yaml").write_text("id: own\ntitle: T\nextends: harbour\nlessons: [01-launch]\n")
    assert open_course(tmp_path / "own").base.manifest.id == "harbour"
    with pytest.raises(ContentError, match="cannot be found"):
        open_course("lost")
    with pytest.raises(ContentError, match="no course here"):
        open_course("nowhere")


def cells(*texts):
    return [{"cell_type": "markdown", "source": t} if t else {"cell_type": "code", "source": "1"} for t in texts]


def test_a_section_goes_with_everything_below_it_up_to_the_next_of_its_height():
    cut = Cut(cells("# T", "## A", "", "### In A\nx", "## B\n\ny", ""), ["a"])
    assert [cell["source"] for cell in cut.cells] == ["# T", "## B\n\ny", "1"]
    assert cut.gone == ["A", "In A"]


def test_a_section_that_begins_or_ends_within_a_cell_is_cut_there():
    cut = Cut(cells("# T\n\nbefore\n\n## A\n\ninside\n\n## B\n\nafter"), ["A"])
    assert "".join(cut.cells[0]["source"]) == "# T\n\nbefore\n\n## B\n\nafter"
    cut = Cut(cells("```\n## A\n```\nstays"), ["A"])
    assert cut.gone == []


def test_headings_are_listed_in_order_and_code_is_none():
    assert headings(cells("# T\n```\n# no\n```\n## A ##", "", "text")) == ("T", "A")
