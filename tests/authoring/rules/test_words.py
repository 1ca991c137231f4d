import pytest

from tests.support.world import TOY
from wso_lessons.authoring.rules.words import check_words
from wso_lessons.content import Where, builtin_course, open_course

HERE = Where(TOY / "notebooks" / "01-toy.ipynb", cell=1)


def spelled(text):
    return [one.problem for one in check_words(open_course(TOY), text, HERE) if one.code == "spelling"]


def test_british_spellings_of_one_text_are_one_finding_that_gives_the_american_ones():
    (found,) = check_words(open_course(TOY), "Labour organised it. The centre organises it.", HERE)
    assert found.problem == "Not spelled the American way: Labour, organised, centre, organises."
    assert found.remedy.startswith("Write: labor, organized, center, organizes.")


@pytest.mark.parametrize(
    "text",
    [
        "The center organizes its own labor.",
        "The paper of the Labour Party says so.",
        "Labour Party papers say so.",
        'The sign reads “centre”, and another "colour".',
        "An organist plays.",
    ],
)
def test_american_words_names_and_quotations_are_left_alone(text):
    assert spelled(text) == []


def test_the_courses_own_list_can_be_read_and_no_american_spelling_is_on_it():
    course = builtin_course()
    assert not course.spellings.problems
    assert len(course.spellings) > 200
    words = {one.word for one in course.spellings.sound()}
    assert not words & {one.instead for one in course.spellings.sound()}
