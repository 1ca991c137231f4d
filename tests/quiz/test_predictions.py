"""A prediction is compared and never marked, may be skipped, and counts in no score."""

import pytest

from tests.support.quiz_samples import keys, made
from wso_lessons.content.answer import Answer
from wso_lessons.quiz import Sitting, grade
from wso_lessons.quiz.marks import Mark

NUMBER = "kind: number\npredict: true\nsaid_by: The list\nanswer: 75\nreason: R.\notherwise: O.\n"
ONE = (
    "kind: one\npredict: true\noptions:\n- {text: Most, correct: true, reason: Because.}\n"
    "- {text: Few, reason: Not so.}\n"
)
ORDER = "kind: order\npredict: true\nentries:\n- {text: a, reason: r}\n- {text: b, reason: r}\n- {text: c, reason: r}\n"
MATCH = (
    "kind: match\npredict: true\ntargets: [x, y]\nrows:\n- {text: One., answer: x, reason: r}\n"
    "- {text: Two., answer: y, reason: r}\n"
)
MANY = (
    "kind: many\npredict: true\noptions:\n- {text: a, correct: true, reason: r}\n"
    "- {text: b, correct: true, reason: r}\n"
    "- {text: c, reason: r}\n"
)


def test_a_number_is_answered_with_its_distance():
    item = made(NUMBER)
    assert grade(item, "300").summary == "You said 300. The list says 75. 225 apart."
    assert grade(item, 75).summary == "You said 75. The list says 75. The same number."
    assert grade(item, "1,075.5").summary == "You said 1,075.5. The list says 75. 1,000.5 apart."


def test_a_choice_is_answered_with_what_is_so_and_why():
    item = made(ONE)
    mark = grade(item, keys(item)["Few"])
    assert mark.summary == "You said “Few”. The source says “Most”."
    assert [message.text for message in mark.messages[1:]] == ["Because."]
    assert grade(item, keys(item)["Most"]).summary == "You said “Most”. The source says the same."


def test_every_kind_says_how_far_the_guess_and_the_source_agree():
    order, match, many = made(ORDER), made(MATCH), made(MANY)
    entries = [keys(order)[name] for name in "acb"]
    assert grade(order, entries).summary == "The source has 1 of 3 where you put them. In full: (1) a; (2) b; (3) c."
    rows = {row.key: "x" for row in match.rows}
    assert grade(match, rows).summary == "The source agrees with you on 1 of 2. In full: One: x; Two: y."
    chosen = [keys(many)[name] for name in "ac"]
    assert grade(many, chosen).summary == "The source names 2: a; b. You chose 1 of them and 1 other."
    assert grade(many, [keys(many)["c"]]).summary == "The source names 2: a; b. You chose none of them and 1 other."


@pytest.mark.parametrize("text", [NUMBER, ONE, ORDER, MATCH, MANY])
def test_no_guess_is_right_or_wrong(text):
    item = made(text)
    choices = [key for key, _ in item.choices()]
    response = "3" if item.kind == "number" else dict.fromkeys(choices, "y") if item.kind == "match" else choices[:1]
    mark = grade(item, choices[::-1] if item.kind == "order" else response)
    assert (mark.state, mark.score) == ("guessed", 0.0)
    assert {message.tone for message in mark.messages} <= {"fact"}


def test_a_guess_is_final_and_offers_no_second_look():
    item = made(NUMBER)
    sitting = Sitting([item])
    answer = sitting.check(item.id, "300")
    seen = sitting.item_view(item.id)
    assert (answer.state, answer.score) == ("guessed", 0.0)
    assert (seen["done"], seen["may_reset"], seen["may_show"], seen["tries_left"]) == (True, False, False, 0)
    assert sitting.check(item.id, "75") is None
    assert sitting.score()["items"] == 0


def test_a_skip_is_kept_and_the_page_is_open_after_a_restart():
    item = made(NUMBER)
    sitting = Sitting([item])
    answer = sitting.skip(item.id)
    assert (answer.state, answer.response) == ("skipped", None)
    assert sitting.skip(item.id) is None
    again = Sitting([item], answers={item.id: answer})
    assert again.item_view(item.id)["state"] == "skipped"
    assert again.item_view(item.id)["done"]


def test_only_a_prediction_or_an_opinion_can_be_skipped():
    item = made(NUMBER.replace("predict: true\n", "").replace("said_by: The list\n", ""))
    sitting = Sitting([item])
    assert sitting.skip(item.id) is None
    assert sitting.item_view(item.id)["state"] == "not attempted"


def test_a_skipped_opinion_can_still_be_given():
    item = made("kind: one\nsurvey: true\npredict: true\noptions:\n- {text: a}\n- {text: b}\n")
    sitting = Sitting([item])
    assert sitting.skip(item.id).state == "skipped"
    assert sitting.check(item.id, keys(item)["a"]).state == "noted"


def test_an_answer_from_before_the_question_became_a_prediction_is_read_as_a_guess():
    item = made(NUMBER)
    sitting = Sitting([item], answers={item.id: Answer(item_id=item.id, response="3", state="wrong")})
    assert sitting.item_view(item.id)["state"] == "guessed"


def test_a_guess_cannot_have_a_score():
    with pytest.raises(ValueError, match="cannot score"):
        Mark("guessed", 1.0)
