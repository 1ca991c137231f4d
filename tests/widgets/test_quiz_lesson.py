"""A lesson's questions through the lesson object: modes, kept answers, the review, the gain."""

import datetime

import pytest

from wso_lessons.content.answer import REVIEW, Answer
from wso_lessons.lessons.lesson import open_lesson


@pytest.fixture
def lesson(toy, tmp_path, monkeypatch):
    """The toy course with a pre-test and a post-test, and a record of its own."""
    rows = (toy / "questions" / "toy.yaml").read_text()
    for name in ("pre-test", "post-test"):
        (toy / "questions" / f"{name}.yaml").write_text(rows.replace("toy/", f"{name}/"))
    monkeypatch.setenv("WSO_LESSONS_PROGRESS", str(tmp_path / "progress.sqlite3"))
    opened = open_lesson("01-toy", toy)
    yield opened
    opened.progress.close()


def answer(view, item_id, response):
    view.receive({"do": "check", "item": item_id, "response": response})


def test_one_question_is_practice_and_a_set_is_a_check(lesson):
    assert lesson.ask("toy/pears").sitting.mode == "practice"
    assert lesson.quiz("toy").sitting.mode == "check"
    assert lesson.quiz("toy", mode="survey").sitting.mode == "survey"


def test_an_answer_is_kept_and_shown_when_the_lesson_is_opened_again(lesson):
    answer(lesson.ask("toy/pears"), "toy/pears", "3")
    again = lesson.ask("toy/pears").states()["toy/pears"]
    assert (again["state"], again["response"]) == ("wrong", "3")
    assert lesson.progress.last_answers()["toy/pears"].lesson_id == "01-toy"


def test_the_post_test_is_compared_with_the_pre_test(lesson):
    assert "before" not in lesson.quiz("post-test").score()
    test = lesson.quiz("pre-test", mode="survey")
    answer(test, "pre-test/pears", "2")
    assert test.states()["pre-test/pears"]["summary"] == "Noted."
    assert lesson.quiz("post-test").score()["before"] == {"right": 1, "items": 2}
    assert "before" not in lesson.quiz("toy").score()


def test_a_changed_answer_in_the_pre_test_counts_as_the_answer(lesson):
    test = lesson.quiz("pre-test", mode="survey")
    answer(test, "pre-test/pears", "2")
    answer(test, "pre-test/pears", "3")
    assert lesson.quiz("post-test").score()["before"] == {"right": 0, "items": 2}


def test_an_answer_in_the_review_leaves_the_lessons_score_as_it_was(lesson):
    answer(lesson.quiz("toy"), "toy/pears", "3")
    lesson.progress.record_answer(Answer(item_id="toy/pears", lesson_id=REVIEW, response="2", state="right", score=1.0))
    assert lesson.progress.lesson_state("01-toy").right == 0
    assert lesson.quiz("toy").states()["toy/pears"]["state"] == "wrong"


def test_a_review_keeps_what_is_answered_in_it(lesson):
    answer(lesson.quiz("toy"), "toy/pears", "3")
    view = lesson.review()
    view._today += datetime.timedelta(days=1)
    answer(view.quiz, "toy/pears", "2")
    assert [attempt.lesson_id for attempt in lesson.progress.answers()] == ["01-toy", REVIEW]


def test_neither_of_the_two_tests_comes_up_in_the_review(lesson):
    answer(lesson.quiz("pre-test", mode="survey"), "pre-test/pears", "3")
    answer(lesson.quiz("post-test"), "post-test/pears", "3")
    answer(lesson.quiz("toy"), "toy/pears", "3")
    view = lesson.review()
    view._today += datetime.timedelta(days=1)
    assert [item.id for item in view.items()] == ["toy/pears"]
