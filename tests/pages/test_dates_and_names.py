"""How prose writes counts, dates and ends."""

import pytest

from wso_lessons.content import builtin_course
from wso_lessons.content.words import as_sentence
from wso_lessons.quiz import Bank


@pytest.mark.parametrize(
    ("text", "written"), [("A jail", "A jail."), ("A jail.", "A jail."), ("Who pays?", "Who pays?")]
)
def test_a_sentence_ends_once(text, written):
    assert as_sentence(text) == written


def test_a_list_of_choices_that_ends_in_a_question_has_no_stop_behind_it():
    hows = [item.setting().how for item in Bank(builtin_course()).sound_items() if item.kind == "match"]
    assert any(how.endswith("Who answers for a mistake?") for how in hows)
    assert all(how.endswith((".", "?")) and "?." not in how for how in hows)
