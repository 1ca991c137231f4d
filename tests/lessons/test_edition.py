"""A built-in lesson in another course: the same cells, or fewer, with results as this course shows them."""

import pytest

from wso_lessons.authoring.check import report
from wso_lessons.authoring.store import store_course
from wso_lessons.content import open_course
from wso_lessons.lessons.edition import edition, is_borrowed, notebook_text
from wso_lessons.notebook.citations import cited_claims, parse_notebook, texts_of

OWN = "  - {id: l, file: l.ipynb, title: T, question: Q, minutes: 5, objectives: [O], facts_as_of: 2026}\n"


@pytest.fixture
def course(toy, tmp_path):
    """Makes a course that extends the toy course with these lines of lessons."""

    def make(lessons):
        folder = tmp_path / "own"
        (folder / "notebooks").mkdir(parents=True, exist_ok=True)
        manifest = f"id: own\ntitle: Own\nextends: ../{toy.name}\nlessons:\n{lessons}"
        (folder / "course.yaml").write_text(manifest, encoding="utf-8")
        return open_course(folder)

    return make


def shown(notebook, call):
    return next(
        "".join(cell["outputs"][0]["data"]["text/plain"])
        for cell in notebook["cells"]
        if "".join(cell["source"]).endswith(f"lesson.{call}()")
    )


def test_in_the_same_course_an_edition_is_the_lesson_itself(course):
    own = course("  - 01-toy\n  - 02-toy\n")
    own_edition, file = edition(own, "01-toy"), own.notebook("01-toy")
    assert notebook_text(own_edition).count("text/html") == file.read_text(encoding="utf-8").count("text/html")
    assert [cell["source"] for cell in own_edition["cells"]] == [
        cell["source"] for cell in parse_notebook(file.read_bytes(), file)["cells"]
    ]


def test_results_follow_the_order_and_the_changes_of_this_course(course):
    own = course("  - 02-toy\n  - id: 01-toy\n    minutes: 3\n")
    assert "Next: Counting pears" in shown(edition(own, "02-toy"), "finish")
    assert "About 3 minutes" in shown(edition(own, "01-toy"), "start")
    assert "last lesson" in shown(edition(own, "01-toy"), "finish")
    assert "Read first" in shown(edition(own, "02-toy"), "start")
    alone = course("  - 02-toy\n")
    assert "Read first" not in shown(edition(alone, "02-toy"), "start")


def test_a_shortened_lesson_numbers_its_citations_and_cells_anew(course):
    own = course("  - id: 01-toy\n    leave_out: [What two people say]\n")
    short = edition(own, "01-toy")
    texts = texts_of(short)
    assert not any("two people" in text for text in texts)
    assert cited_claims(texts) == ("pears-in-bowl",)
    assert [line for line in shown(short, "sources").splitlines() if line[0].isdigit()] == [
        "1. The bowl holds 2 pears. (statistic; as of 18 May 2026)"
    ]
    counts = [cell["execution_count"] for cell in short["cells"] if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_a_borrowed_lesson_is_left_to_the_course_it_comes_from(course):
    own = course("  - 01-toy\n")
    assert is_borrowed(own, "01-toy")
    copy = own.places.notebooks / "01-toy.ipynb"
    copy.write_text(notebook_text(edition(own, "01-toy")), encoding="utf-8")
    assert is_borrowed(own, "01-toy")
    assert report(own, "2026-06-05").lessons == ()
    assert list(store_course(own)) == []


def test_a_borrowed_lesson_that_was_changed_is_ones_own_and_checked(course):
    own = course("  - 01-toy\n")
    text = notebook_text(edition(own, "01-toy")).replace("The bowl holds 2 pears", "The bowl holds 3 pears")
    (own.places.notebooks / "01-toy.ipynb").write_text(text, encoding="utf-8")
    assert not is_borrowed(own, "01-toy")
    assert {one.code for one in report(own, "2026-06-05").findings} == {"number-differs"}


def test_a_section_that_no_lesson_has_is_a_finding_and_so_is_one_of_an_own_lesson(course):
    own = course("  - id: 01-toy\n    leave_out: [What two peoples say, Words]\n")
    found = report(own, "2026-06-05").findings
    assert [one.code for one in found] == ["section-unknown"]
    assert 'Did you mean "What two people say"' in found[0].problem


def test_nobody_is_asked_about_what_was_left_out(course):
    from wso_lessons.lessons.lesson import open_lesson

    whole, short = "  - 01-toy\n", "  - id: 01-toy\n    leave_out: [Counting pears]\n"
    assert len(open_lesson("01-toy", course(whole)).quiz("toy").public_items()) == 2
    # All of the toy's questions are about that section, so all are kept: an empty quiz would help nobody.
    assert len(open_lesson("01-toy", course(short)).quiz("toy").public_items()) == 2
    text = (course(whole).root.parent / "toy" / "questions" / "toy.yaml").read_text(encoding="utf-8")
    other = text.replace("section: Counting pears", "section: What two people say", 1)
    (course(whole).root.parent / "toy" / "questions" / "toy.yaml").write_text(other, encoding="utf-8")
    short = "  - id: 01-toy\n    leave_out: [What two people say]\n"
    assert [one["id"] for one in open_lesson("01-toy", course(short)).quiz("toy").public_items()] == ["toy/which"]
