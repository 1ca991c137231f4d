import datetime

import pytest

from tests.support.quiz_samples import documented
from wso_lessons.content import ContentError, UnknownId, open_course
from wso_lessons.quiz import Bank, grade

ITEM = """
- id: toy/extra
  kind: one
  stem: Stem.
  objective: Count the pears.
  section: Counting pears
  claims: [pears-in-bowl]
  options:
    - {text: "There are {pears-in-bowl} pears.", correct: true, reason: r}
    - {text: b, reason: r, misconception: plums-are-pears}
"""


@pytest.fixture
def course_with(toy):
    """A copy of the toy course whose question file ends in further YAML."""

    def build(extra="", file="toy.yaml", **swaps):
        questions = toy / "questions" / file
        text = (questions.read_text() if questions.exists() else "") + extra
        for old, new in swaps.items():
            text = text.replace(old, new)
        questions.write_text(text)
        return open_course(toy)

    return build


def codes(course, day="2026-06-05"):
    return {found.code for found in Bank(course, datetime.date.fromisoformat(day)).audit()}


def test_a_set_gives_its_items_in_the_files_order(toy_course):
    assert [item.id for item in Bank(toy_course).set("toy")] == ["toy/pears", "toy/which"]


def test_an_unknown_item_or_set_names_the_nearest(toy_course):
    bank = Bank(toy_course)
    with pytest.raises(UnknownId, match="toy/pears"):
        bank.item("toy/pear")
    with pytest.raises(UnknownId, match="toy"):
        bank.set("toi")


def test_numbers_and_keys_come_from_claims(course_with):
    bank = Bank(course_with(ITEM))
    assert bank.item("toy/extra").options[0].text == "There are 2 pears."
    assert grade(bank.item("toy/pears"), "2 pears").state == "right"


def test_a_claim_named_in_a_text_must_be_listed(course_with):
    text = ITEM.replace("claims: [pears-in-bowl]", "claims: [bowl-too-full]")
    assert "claim-unlisted" in codes(course_with(text))


def test_an_item_is_withdrawn_when_a_claim_is_past_its_review_and_not_a_day_before(toy_course):
    late = Bank(toy_course, datetime.date(2040, 2, 1)).item("toy/pears")
    assert "due for review by 2040-01" in late.withdrawn
    assert grade(late, 2).state == "not attempted"
    assert not Bank(toy_course, datetime.date(2040, 1, 31)).item("toy/pears").withdrawn


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("pears-in-bowl]", "no-such-claim]", "claim-unknown"),
        ("pears-in-bowl]", "pears-in-bowl, bowl-is-old]", "claim-unverified"),
        ("plums-are-pears", "plums-are-people", "misconception-unknown"),
        ("Count the pears.", "Count the figs.", "objective-unknown"),
        ("toy/extra", "other/extra", "set-mismatch"),
        ("kind: one", "kind: won", "kind-unknown"),
        ("correct: true", "corect: true", "key-unknown"),
        ("toy/extra", "toy/pears", "id-duplicate"),
    ],
)
def test_the_audit_finds_what_is_wrong(course_with, old, new, code):
    found = ITEM.replace(old, new).replace("{pears-in-bowl}", "2")
    assert code in codes(course_with(found))


def test_the_toy_course_and_the_course_itself_have_no_faulty_item(toy_course):
    assert codes(toy_course) == set()
    assert {found.code for found in Bank(open_course()).audit() if found.level == "error"} == set()


def test_a_faulty_item_keeps_no_sound_one_from_being_asked(course_with):
    bank = Bank(course_with(ITEM.replace("correct: true, ", "")))
    assert [item.id for item in bank.sound_items()] == ["toy/pears", "toy/which"]
    with pytest.raises(ContentError, match="exactly one correct"):
        bank.item("toy/extra")


def test_a_claims_note_says_what_it_rests_on(toy_course):
    note = Bank(toy_course).note("pears-in-bowl")
    assert (note.text, note.locator) == ("The bowl holds 2 pears.", "rows whose fruit is pear")


def test_the_documentations_items_name_claims_and_misconceptions_that_exist():
    course = open_course()
    for item in documented().values():
        assert [claim for claim in item.all_claims() if claim not in course.claims] == []
        named = [part.misconception for part in item.parts() if part.misconception]
        assert [one for one in named if one not in course.reference("misconceptions")] == []


def test_a_set_is_read_from_its_own_file_alone(course_with):
    course = course_with("- id: other/x\n  kind: [", file="other.yaml")
    bank = Bank(course)
    assert [item.id for item in bank.set("toy")] == ["toy/pears", "toy/which"]
    assert "question_rows" not in course.__dict__


def test_an_item_that_stands_in_another_sets_file_is_found_all_the_same(course_with):
    course = course_with(ITEM, file="elsewhere.yaml")
    assert Bank(course).item("toy/extra").id == "toy/extra"
