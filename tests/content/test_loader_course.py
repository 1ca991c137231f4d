import pytest

from wso_lessons.content import ContentError, UnknownId, builtin_course, open_course, value_in_words
from wso_lessons.content.findings import nearest_word
from wso_lessons.notebook.citations import cited_claims, linked_terms, read_notebook, texts_of, without_code


def test_a_computed_value_stands_in_the_claims_text(toy_course):
    claim = toy_course.claims["pears-in-bowl"]
    assert (claim.text, claim.value, claim.measure.table) == ("The bowl holds 2 pears.", "2", "fruit")


def test_a_claim_with_a_value_and_a_measure_is_one_finding(toy):
    file = toy / "claims" / "toy.yaml"
    file.write_text(file.read_text().replace("measure:", "value: 2\n  measure:", 1))
    [found] = open_course(toy).claims.audit()
    assert (found.code, found.where.file, "keep one" in found.problem) == ("value-invalid", file, True)


def test_a_changed_table_changes_the_claim(toy):
    (toy / "tables" / "fruit.csv").write_text("id,fruit,colour\n1,pear,green\n")
    assert open_course(toy).claims["pears-in-bowl"].text == "The bowl holds 1 pears."


def test_unknown_ids_name_the_nearest(toy_course):
    with pytest.raises(UnknownId) as caught:
        toy_course.claims["pear-in-bowl"]
    assert (caught.value.wanted, caught.value.nearest) == ("pear-in-bowl", "pears-in-bowl")
    with pytest.raises(UnknownId, match='Did you mean "01-toy"'):
        toy_course.lesson("1-toy")
    lessons = ["before", "03-fourth-amendment", "04-agency-growth"]
    assert [nearest_word(wanted, lessons) for wanted in ("03", "fourth", "0")] == [lessons[1], lessons[1], ""]


def test_one_broken_claim_leaves_the_others(toy):
    file = toy / "claims" / "toy.yaml"
    file.write_text(file.read_text().replace("kind: argument", "kind: rumour"))
    course = open_course(toy)
    assert [claim.id for claim in course.claims.sound_records()] == ["pears-in-bowl", "bowl-too-full", "bowl-is-old"]
    assert [one.code for one in course.claims.audit()] == ["value-unknown"]
    assert course.claims.find("bowl-pleases") is None


def test_one_broken_file_leaves_the_others(toy):
    (toy / "claims" / "more.yaml").write_text("- [")
    course = open_course(toy)
    assert len(list(course.claims.sound_records())) == 4
    assert [one.code for one in course.claims.audit()] == ["yaml-syntax"]


def extending(folder, claim, overrides=""):
    """A course that extends the built-in one and has one claim of its own."""
    (folder / "claims").mkdir(exist_ok=True)
    (folder / "course.yaml").write_text(
        f"id: own\ntitle: T\nextends: wso_lessons\n{overrides}lessons:\n"
        "  - {id: l, file: l.ipynb, title: T, question: Q, minutes: 5, objectives: [O], facts_as_of: 2026}\n"
    )
    text = f"- {{id: {claim}, text: Mine., kind: fact, cites: [{{source: fair, locator: l}}]}}"
    (folder / "claims" / "own.yaml").write_text(text)
    return open_course(folder)


def test_a_course_that_extends_another_has_its_claims_and_its_own(tmp_path):
    course = extending(tmp_path, "mine")
    assert "mine" in course.claims
    assert "growth-wso-2026-05-18" in course.claims
    assert course.sources["fair"].id == "fair"


def test_a_file_of_a_course_and_of_those_it_extends_is_found_in_each_and_no_link_out_is_followed(tmp_path):
    (tmp_path / "course").mkdir()
    course = extending(tmp_path / "course", "mine")
    own, place = course.places.data / "claims" / "own.yaml", "tables/workbook_rules.yaml"
    assert course.find_all("claims/own.yaml") == (own,)
    assert course.find_all(place) == builtin_course().find_all(place)
    (course.places.data / "tables").mkdir()
    (course.places.data / place).write_text("states: {}\n")
    assert course.find_all(place) == (*builtin_course().find_all(place), course.places.data / place)
    assert course.find_all("none.yaml") == (course.places.data / "none.yaml",)
    (tmp_path / "outside.yaml").write_text("states: {}\n")
    (course.places.data / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(ContentError, match="leads out"):
        course.find_all("link.yaml")


def test_an_id_of_the_extended_course_may_be_replaced_only_where_the_manifest_says_so(tmp_path):
    assert [one.code for one in extending(tmp_path, "leitf-launch-date").claims.problems] == ["id-duplicate"]
    replaced = extending(tmp_path, "leitf-launch-date", "overrides: [leitf-launch-date]\n")
    assert replaced.claims["leitf-launch-date"].text == "Mine."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("extends: .\nid: x", "course-cycle"),
        ("extends: ../none\nid: x", "course-unknown"),
        (f"extends: {'n' * 300}\nid: x", "course-unknown"),
        ("extends: [a]\nid: x", "course-unknown"),
        ("extends: {a: b}\nid: x", "course-unknown"),
        ("id: [", "yaml-syntax"),
    ],
)
def test_a_manifest_that_leads_nowhere_is_one_finding(tmp_path, text, code):
    (tmp_path / "course.yaml").write_text(text)
    with pytest.raises(ContentError) as caught:
        open_course(tmp_path)
    assert caught.value.finding.code == code


def test_a_folder_without_a_manifest_is_no_course(tmp_path):
    with pytest.raises(ContentError, match="no course here"):
        open_course(tmp_path)


def test_the_built_in_course_is_opened_once():
    assert open_course() is builtin_course() is open_course(builtin_course().root)


@pytest.mark.parametrize(
    ("value", "words"), [("1843", "1,843"), ("75", "75"), ("57.2", "57.2"), ("2019-05-06", "2019-05-06")]
)
def test_values_are_spoken_as_prose_writes_them(value, words):
    assert value_in_words(value) == words


def test_citations_are_numbered_by_first_use_and_code_is_no_citation():
    text = '[1](# "claim:b") [2](# "claim:a") [1](# "claim:b") `[3](# "claim:c")`\n```\n[4](# "claim:d")\n```\n'
    assert cited_claims([text]) == ("b", "a")
    assert "claim:c" not in without_code(text)


def test_a_lessons_citations_and_words_are_read_from_its_text(toy_course):
    texts = texts_of(read_notebook(toy_course.notebook("01-toy")))
    assert cited_claims(texts) == (
        "pears-in-bowl",
        "bowl-too-full",
        "bowl-pleases",
        "bowl-is-old",
    )
    assert linked_terms(texts) == ("pear",)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"cells": 3}', '{"cells": [1]}', "[" * 100_000])
def test_what_is_no_notebook_is_one_finding(tmp_path, text):
    file = tmp_path / "x.ipynb"
    file.write_text(text)
    with pytest.raises(ContentError) as caught:
        read_notebook(file)
    assert caught.value.finding.code == "notebook-unreadable"


def test_a_notebook_in_another_encoding_is_one_finding(tmp_path):
    file = tmp_path / "x.ipynb"
    file.write_bytes(b'{"cells": ["\xff"]}')
    with pytest.raises(ContentError, match="not JSON"):
        read_notebook(file)
