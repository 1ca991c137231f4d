from types import SimpleNamespace

import pytest

from tests.support.quiz_samples import documented, keys, made
from wso_lessons.content.answer import CONFIDENCES, Answer
from wso_lessons.quiz import Sitting

QUIZ = (
    "kind: one\nhints: [h1, h2]\noptions:\n- {text: a, correct: true, reason: ra, claims: [d]}\n"
    "- {text: b, reason: rb}\n- {text: c, reason: rc}\n"
)


def past(response, **more):
    return Answer(item_id="s/a", response=response, state="", **more)


def sitting(text=QUIZ, answers=None, **options):
    item = made(text)
    return Sitting([item], answers=answers, **options), item, keys(item)


def test_a_wrong_answer_tells_its_own_reason_and_holds_the_others_back():
    sit, item, key = sitting()
    sit.check(item.id, key["b"])
    seen = sit.item_view(item.id)
    assert [reason["text"] for reason in seen["reasons"]] == ["rb"]
    assert not seen["done"]
    sit.check(item.id, key["a"])
    assert [reason["text"] for reason in sit.item_view(item.id)["reasons"]] == ["ra", "rb", "rc"]


def test_hints_come_one_by_one_and_the_answer_only_after_them_and_a_try():
    sit, item, key = sitting()
    sit.show(item.id)
    assert not sit.item_view(item.id)["done"]
    sit.hint(item.id)
    assert (sit.item_view(item.id)["hints"], sit.item_view(item.id)["more_hints"]) == (["h1"], 1)
    sit.check(item.id, key["b"])
    assert not sit.item_view(item.id)["may_show"]
    sit.hint(item.id)
    sit.hint(item.id)
    assert sit.item_view(item.id)["hints"] == ["h1", "h2"]
    assert sit.item_view(item.id)["may_show"]
    sit.show(item.id)
    assert sit.item_view(item.id)["done"]


def test_tries_are_counted_and_end():
    sit, item, key = sitting(QUIZ + "tries: 2\n")
    assert sit.check(item.id, key["b"]).tries == 1
    assert sit.item_view(item.id)["summary"].endswith("1 try left.")
    assert sit.check(item.id, key["c"]).tries == 2
    assert sit.item_view(item.id)["done"]
    assert sit.check(item.id, key["a"]) is None


def test_an_empty_answer_uses_no_try_and_is_not_kept():
    sit, item, key = sitting(QUIZ + "tries: 1\n")
    assert sit.check(item.id, None) is None
    seen = sit.item_view(item.id)
    assert (seen["state"], seen["summary"], seen["tries_left"]) == (
        "not attempted",
        "Choose one option, then check.",
        1,
    )
    assert sit.check(item.id, key["a"]).state == "right"


def test_check_allows_one_try_no_hints_and_no_second_start():
    sit, item, key = sitting(mode="check")
    sit.hint(item.id)
    assert sit.item_view(item.id)["hints"] == []
    sit.check(item.id, key["b"])
    sit.reset(item.id)
    assert sit.item_view(item.id)["done"]
    assert sit.score() | {"calibration": None} == {
        "items": 1,
        "answered": 1,
        "right": 0,
        "points": 0,
        "calibration": None,
    }


def test_practice_can_be_started_over():
    sit, item, key = sitting()
    sit.check(item.id, key["a"])
    sit.reset(item.id)
    assert (sit.item_view(item.id)["state"], sit.item_view(item.id)["response"]) == ("not attempted", None)


def test_an_earlier_answer_is_graded_anew_and_an_answer_to_another_item_is_left_out():
    item = made(QUIZ)
    sit = Sitting([item], answers={item.id: past(keys(item)["a"], tries=3), "other/x": past("y")})
    assert (sit.item_view(item.id)["state"], sit.standings[item.id].tries) == ("right", 3)
    gone = Sitting([item], answers={item.id: past("an option that is gone")})
    assert gone.item_view(item.id)["state"] == "not attempted"


@pytest.mark.parametrize("said", [*CONFIDENCES, ""])
def test_how_sure_a_learner_was_is_kept(said):
    sit, item, key = sitting()
    assert sit.check(item.id, key["a"], said).confidence == said


def test_an_unknown_confidence_is_left_out():
    sit, item, key = sitting()
    assert sit.check(item.id, key["a"], "very").confidence == ""


def test_every_move_turns_so_that_equal_feedback_is_said_again():
    sit, item, key = sitting()
    turns = []
    for _ in range(3):
        sit.check(item.id, key["b"])
        turns.append(sit.item_view(item.id)["turn"])
    assert turns == [1, 2, 3]


def test_an_opinion_can_be_changed_and_counts_in_no_score():
    vote = documented()["vote"]
    sit = Sitting([vote])
    for text in ("Yes", "No"):
        assert sit.check(vote.id, keys(vote)[text]).state == "noted"
    assert sit.score()["items"] == 0
    assert sit.item_view(vote.id)["reasons"] == []


def test_a_set_in_mode_survey_marks_nothing_on_the_page_and_hands_the_mark_on():
    sit, item, key = sitting(mode="survey")
    attempted = sit.check(item.id, key["a"])
    seen = sit.item_view(item.id)
    assert attempted.state == "right"
    assert (seen["state"], seen["summary"], seen["score"], seen["reasons"], seen["done"]) == (
        "noted",
        "Noted.",
        0,
        [],
        False,
    )
    assert sit.check(item.id, key["b"]).state == "wrong"
    assert sit.item_view(item.id)["summary"] == "Noted."
    assert sit.score() == {"items": 1, "answered": 1}


def test_a_score_says_how_sure_the_learner_was():
    first, second = made(QUIZ), made(QUIZ, id="set/y")
    sit = Sitting([first, second], mode="check")
    sit.check(first.id, keys(first)["a"], "sure")
    sit.check(second.id, keys(second)["b"], "sure")
    assert sit.score()["calibration"] == [{"said": "sure", "answers": 2, "right": 1}]


def test_reasons_open_their_claims_and_a_broken_claim_keeps_nobody_from_feedback():
    from wso_lessons.content import UnknownId

    def note(claim_id):
        if claim_id == "d":
            raise UnknownId("claim", claim_id, [])
        return SimpleNamespace(text="T", source="S", locator="L", address="https://example.org")

    sit, item, key = sitting(note=note)
    sit.check(item.id, key["a"])
    seen = sit.item_view(item.id)
    assert seen["claims"] == [{"text": "T", "source": "S", "locator": "L", "address": "https://example.org"}]
    assert seen["reasons"][0]["claims"] == []


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="none of"):
        Sitting([], mode="exam")


def test_only_the_keyed_part_of_a_sorting_is_handed_on():
    item = documented()["sort"]
    sit = Sitting([item])
    sorts = dict(zip((key for key, _ in item.choices()), ("fact", "value", "value"), strict=True))
    attempted = sit.check(item.id, sorts)
    assert set(attempted.response.values()) == {"fact", "other"}
    assert sit.item_view(item.id)["response"] == sorts
