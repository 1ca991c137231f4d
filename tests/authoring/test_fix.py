import json

from wso_lessons.authoring.check import report
from wso_lessons.authoring.fix import fix_course
from wso_lessons.content import open_course
from wso_lessons.notebook.citations import renumber_citations


def test_numbers_and_addresses_are_filled_in():
    text = 'One [?](# "claim:b"), two [9](https://x.y "claim:a"), a [word](#here "term:pear").'
    assert renumber_citations(text, {"a": 1, "b": 2}) == (
        'One [2](#Sources "claim:b"), two [1](#Sources "claim:a"), a [word](#Words "term:pear").'
    )


def test_a_link_that_names_several_claims_gets_the_number_of_each():
    text = '[?](# "claim:b a"), [1](#Sources "claim:a gone")'
    expected = '[1, 2](#Sources "claim:b a"), [1, ?](#Sources "claim:a gone")'
    assert renumber_citations(text, {"a": 1, "b": 2}) == expected


def test_code_and_other_links_stay_as_they_are():
    text = '`[?](# "claim:a")` [a](https://x.y)\n```\n[?](# "claim:a")\n```\n'
    assert renumber_citations(text, {"a": 1}) == text


def test_a_fixed_lesson_passes_and_a_second_fix_changes_nothing(toy):
    file = toy / "notebooks" / "01-toy.ipynb"
    file.write_text(file.read_text().replace("[2](#Sources", "[8](#here").replace("[3](#Sources", "[?](#"))
    assert {one.code for one in report(open_course(toy)).findings} == {"citation-number", "citation-address"}
    assert fix_course(open_course(toy)) == [(file, 1)]
    assert report(open_course(toy)).findings == ()
    before = file.read_bytes()
    assert fix_course(open_course(toy)) == []
    assert file.read_bytes() == before


def test_only_the_text_changes(toy):
    file = toy / "notebooks" / "01-toy.ipynb"
    whole = json.loads(file.read_text())
    file.write_text(file.read_text().replace("[2](#Sources", "[8](#Sources"))
    fix_course(open_course(toy))
    assert json.loads(file.read_text()) == whole


def test_the_toy_course_needs_no_fix(toy):
    assert fix_course(open_course(toy)) == []
