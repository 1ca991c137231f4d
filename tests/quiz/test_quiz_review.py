import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wso_lessons.content.answer import Answer
from wso_lessons.quiz.calibration import Band, calibration
from wso_lessons.quiz.review import INTERVALS, due_cards, schedule

FIRST = datetime.date(2026, 6, 1)


def answer(item_id, day, state="right", confidence=""):
    noon = datetime.datetime.combine(FIRST + datetime.timedelta(day), datetime.time(12)).astimezone()
    return Answer(item_id=item_id, response="x", state=state, at=noon.isoformat(), confidence=confidence)


def card(*answers):
    return schedule(answers)["s/a"]


def days_until_due(*answers):
    return (card(*answers).due - FIRST).days


def test_a_missed_item_comes_back_the_next_day():
    assert days_until_due(answer("s/a", 0, "wrong")) == 1
    assert days_until_due(answer("s/a", 0, "partly")) == 1


def test_a_known_item_comes_back_at_widening_intervals():
    answers, day, gaps = [], 0, []
    for _ in range(6):
        answers.append(answer("s/a", day))
        gaps.append(days_until_due(*answers) - day)
        day = days_until_due(*answers)
    assert gaps == [3, 7, 21, 60, 60, 60]


def test_a_miss_begins_again():
    assert days_until_due(answer("s/a", 0), answer("s/a", 3), answer("s/a", 10, "wrong")) == 11


def test_a_right_answer_on_the_day_of_the_miss_does_not_undo_it():
    assert days_until_due(answer("s/a", 0, "wrong"), answer("s/a", 0)) == 1


def test_knowing_it_too_early_moves_nothing():
    assert days_until_due(answer("s/a", 0), answer("s/a", 1)) == 3


def test_a_right_guess_keeps_the_interval():
    assert days_until_due(answer("s/a", 0, confidence="guess")) == 1
    assert days_until_due(answer("s/a", 0), answer("s/a", 3, confidence="guess")) == 6


def test_opinions_and_empty_answers_are_not_scheduled():
    assert schedule([answer("s/a", 0, "noted"), answer("s/a", 0, "not attempted")]) == {}


def test_what_was_missed_is_asked_first_then_what_has_waited_longest():
    cards = schedule([answer("s/known", 0), answer("s/missed", 4, "wrong"), answer("s/later", 2), answer("s/new", 5)])
    assert [one.item_id for one in due_cards(cards.values(), FIRST + datetime.timedelta(5))] == [
        "s/missed",
        "s/known",
        "s/later",
    ]


@pytest.mark.slow
@given(
    some.lists(some.tuples(some.integers(0, 90), some.sampled_from(["right", "wrong", "partly", "noted"])), max_size=30)
)
@settings(max_examples=50)
def test_any_history_gives_each_item_one_due_day_after_its_last_answer(history):
    cards = schedule([answer("s/a", day, state) for day, state in history])
    keyed = [day for day, state in history if state != "noted"]
    assert set(cards) == ({"s/a"} if keyed else set())
    for one in cards.values():
        assert 1 <= (one.due - FIRST).days - min(keyed) <= max(keyed) - min(keyed) + INTERVALS[-1]


def test_calibration_counts_right_answers_by_confidence_and_leaves_out_the_unrated():
    rated = [("sure", "right"), ("sure", "wrong"), ("guess", "partly"), ("", "right"), ("think so", "noted")]
    assert calibration(rated) == (Band("sure", 2, 1), Band("guess", 1, 0))
    assert calibration(rated)[0].words == "sure: 1 of 2 right"
