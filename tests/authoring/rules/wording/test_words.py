import pytest

from wso_lessons.authoring.rules.wording.words import check_words, unsupported_words
from wso_lessons.content import Where, builtin_course
from wso_lessons.content.records import Cite, Claim

HERE = Where("01-toy.ipynb", cell=1)


def test_british_spellings_of_one_text_are_one_finding_that_gives_the_american_ones(toy_course):
    (found,) = check_words(toy_course, "Labour organised it. The centre organises it.", HERE)
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
def test_american_words_names_and_quotations_are_left_alone(text, toy_course):
    assert [one for one in check_words(toy_course, text, HERE) if one.code == "spelling"] == []


def test_the_courses_own_list_can_be_read_and_no_american_spelling_is_on_it():
    course = builtin_course()
    assert not course.spellings.problems
    assert len(course.spellings) > 200
    words = {one.word for one in course.spellings.sound_records()}
    assert not words & {one.instead for one in course.spellings.sound_records()}


def claim(text, quote="", kind="fact"):
    return Claim(id="a", text=text, kind=kind, cites=(Cite(source="s", locator="l", quote=quote),))


@pytest.mark.parametrize(
    ("sentence", "held", "words"),
    [
        ("Only Texas has a law.", "Texas has a law.", ["Only"]),
        ("No judge signs it.", "An officer signs it.", ["No"]),
        ("The first agreement was signed in April.", "An agreement was signed in April.", ["first"]),
        ("All sheriffs must join.", "Sheriffs may join.", ["All", "must"]),
        ("In one day five rows vanished.", "The list of 7 May lacks five rows.", ["In one day"]),
        ("The law bans holds on detainers.", "The law bans agreements.", ["bans holds"]),
        ("Since 2019 it has been law.", "It was law in 2019.", ["Since"]),
    ],
)
def test_a_word_that_no_claim_bears_is_found(sentence, held, words):
    assert unsupported_words(sentence, [claim(held)]) == words


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("Only Texas has a law.", "Of the states read, Texas alone has a law."),
        ("No judge signs it.", "It is not signed by a judge."),
        ("They must train.", "The agreement requires training."),
        ("It is no longer law, and all three lists say so.", "It was law until 2020."),
        ("The first question is open.", "A court left it open."),
        ("Since it is cheap, counties sign.", "Counties sign."),
        ("The list holds 75 rows.", "ICE's list has 75 rows."),
        ("Every two years it is read.", "It is read in even years."),
        ("He says “never”.", "He speaks."),
    ],
)
def test_a_word_that_a_claim_bears_or_that_claims_nothing_is_left_alone(sentence, held):
    assert unsupported_words(sentence, [claim(held)]) == []


def test_a_claim_of_absence_and_a_quotation_bear_the_word_too():
    assert unsupported_words("No court has ruled.", [claim("Rulings were looked for.", kind="absence")]) == []
    assert unsupported_words("Only these two.", [claim("Two.", quote="are only delegated two")]) == []
