import pytest

from wso_lessons.authoring.rules.wording.speakers import names_speaker, speaker_names
from wso_lessons.content import builtin_course


@pytest.mark.parametrize(
    "text",
    ["Ada Baker answers that it pleases.", "AB says so.", "In the commentary it pleases.", "Baker’s view is another."],
)
def test_a_speaker_may_be_named_in_full_in_short_by_surname_or_by_document(text, toy_course):
    assert names_speaker(text, toy_course.claims["bowl-pleases"], toy_course)


@pytest.mark.parametrize("text", ["A full bowl pleases guests.", "The bakery says so.", "Abstract words.", "ab ovo."])
def test_other_words_name_nobody(text, toy_course):
    assert not names_speaker(text, toy_course.claims["bowl-pleases"], toy_course)


def test_who_reports_a_speaker_may_be_named_instead():
    course = builtin_course()
    claim = next(one for one in course.claims.sound_records() if one.speaker == "critics, as reported by LEITF")
    assert {"critics", "LEITF"} <= set(speaker_names(claim, course))


def test_every_speaker_of_the_course_has_a_name_to_be_called_by():
    course = builtin_course()
    for claim in course.claims.sound_records():
        if claim.speaker:
            assert names_speaker(f"{claim.speaker} says so.", claim, course), claim.id
