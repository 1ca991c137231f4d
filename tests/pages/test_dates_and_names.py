"""How prose writes counts, dates and ends."""

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.content.words import as_sentence, list_sentence
from wso_lessons.quiz import Bank


@pytest.mark.parametrize(
    ("text", "written"), [("A jail", "A jail."), ("A jail.", "A jail."), ("Who pays?", "Who pays?")]
)
def test_a_sentence_ends_once(text, written):
    assert as_sentence(text) == written


def test_a_list_drops_the_stops_of_its_sentences_and_keeps_those_of_abbreviations():
    assert list_sentence(["It ends Sunday 5 p.m.", "It does not apply.", "So"]) == (
        "It ends Sunday 5 p.m.; It does not apply; So."
    )
    assert list_sentence(["Who may?", "Who answers?"]) == "Who may?; Who answers?"
    assert list_sentence(["Sunday 5 p.m."]) == "Sunday 5 p.m."


def test_a_list_of_choices_that_ends_in_a_question_has_no_stop_behind_it():
    hows = [item.setting().how for item in Bank(builtin_course()).sound_items() if item.kind == "match"]
    assert any(how.endswith("Who answers for a mistake?") for how in hows)
    assert all(how.endswith((".", "?")) and "?." not in how for how in hows)
