import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.support.quiz_samples import documented, keys, made
from wso_lessons.content.answer import Answer
from wso_lessons.quiz import grade
from wso_lessons.quiz.item import Mistake
from wso_lessons.reports.statistics import MIN_LEARNERS, AnswerSheet, Correlation, Replies, statistics

ITEMS = {item.id: item for item in documented().values() if not item.survey}
ONE = ITEMS["example/one-answer"]
NUMBER = ITEMS["example/number"]
RIGHT, WRONG = (next(o.key for o in ONE.options if o.correct == which) for which in (True, False))


def reply(response, state="wrong", score=0.0, confidence=""):
    return Answer(item_id="example/any", response=response, state=state, score=score, confidence=confidence)


def paper(learner, **answers):
    """One learner's answers: item slug to a response, or to a pair of first and last."""
    pairs = {}
    for slug, given_ in answers.items():
        item = ITEMS[f"example/{slug.replace('_', '-')}"]
        both = given_ if isinstance(given_, tuple) else (given_, given_)
        marks = [grade(item, response) for response in both]
        pairs[item.id] = tuple(reply(r, m.state, m.score) for r, m in zip(both, marks, strict=True))
    return learner, pairs


def found(*papers):
    replies = Replies(ITEMS.get)
    packed = [(learner, replies.pack((item, *pair) for item, pair in answers.items())) for learner, answers in papers]
    return statistics([AnswerSheet(*one) for one in packed], replies, ITEMS)


def test_an_item_is_judged_by_first_answers_and_the_last_are_counted_too():
    [row] = found(paper("a", one_answer=(WRONG, RIGHT)), paper("b", one_answer=RIGHT)).items
    assert (row.answered, row.difficulty, row.right_first, row.right_last) == (2, 0.5, 1, 2)


def test_the_most_frequent_mistake_comes_with_its_misconception():
    [row] = found(paper("a", number="1843"), paper("b", number="1,843"), paper("c", number="7")).items
    assert row.top == (Mistake("1,843 agencies", "m42"), 2)
    assert row.mistakes[1] == (Mistake("7 agencies"), 1)


def test_discrimination_is_high_where_those_who_know_the_rest_know_the_item():
    good = {"one_answer": RIGHT, "number": "1549", "short_text": "detainer"}
    bad = {"one_answer": WRONG, "number": "7", "short_text": "zebra"}
    papers = [paper(f"g{n}", **good) for n in range(4)] + [paper(f"b{n}", **bad) for n in range(4)]
    assert all(row.discrimination == pytest.approx(1) for row in found(*papers).items)
    turned = [paper(f"x{n}", **(bad | {"one_answer": RIGHT})) for n in range(4)]
    turned += [paper(f"y{n}", **(good | {"one_answer": WRONG})) for n in range(4)]
    rows = {row.item_id: row.discrimination for row in found(*turned).items}
    assert rows[ONE.id] == pytest.approx(-1)


def test_discrimination_is_left_open_for_few_learners_and_equal_scores():
    few = [paper(f"l{n}", one_answer=RIGHT, number="7") for n in range(MIN_LEARNERS - 1)]
    assert {row.discrimination for row in found(*few).items} == {None}
    same = [paper(f"l{n}", one_answer=RIGHT, number="1549") for n in range(9)]
    assert {row.discrimination for row in found(*same).items} == {None}


def test_an_item_is_not_correlated_with_itself():
    both = [(one, other) for one in (RIGHT, WRONG) for other in ("1549", "7")] * 2
    papers = [paper(f"l{n}", one_answer=one, number=other) for n, (one, other) in enumerate(both)]
    assert {row.discrimination for row in found(*papers).items} == {0}


def test_an_answer_is_graded_anew_and_a_difference_is_counted():
    handed_in = reply(RIGHT, "wrong", 0.0)
    [row] = found(("a", {ONE.id: (handed_in, handed_in)})).learners
    assert (row.right_first, row.mean, row.differs) == (1, 1.0, 2)


def test_an_item_that_is_gone_or_cannot_read_the_answer_keeps_what_was_handed_in():
    partly = reply("an option that is gone", "partly", 0.5)
    results = found(("a", {"gone/item": (partly, partly), ONE.id: (partly, partly)}))
    assert [(row.item_id, row.known, row.difficulty) for row in results.items] == [
        (ONE.id, True, 0.5),
        ("gone/item", False, 0.5),
    ]
    assert results.learners[0].differs == 0


def test_confidence_is_counted_for_the_class_and_the_learner():
    sure = reply(WRONG, "wrong", 0.0, "sure")
    results = found(("a", {ONE.id: (sure, sure)}))
    assert [band.words for band in results.bands] == ["sure: 0 of 1 right"]
    assert results.learners[0].bands == results.bands


def test_a_class_of_nobody_has_no_rows():
    empty = found()
    assert (empty.learners, empty.items, empty.bands) == ((), (), ())
    assert found(("a", {})).learners[0].mean == 0


CHANGE = "“upon 90-day written notice to the other party” (Section VIII, pages 6 and 7)"
SERVE, DECIDE = (row.text for row in documented()["match"].rows)
MISTAKES = {
    "many-answers": (["How many people were held."], [("How many people were held.", "")]),
    "short-text": ("ICE warrant", [("warrant", "m09")]),
    "clause": ([CHANGE], [(CHANGE, "")]),
    "match": (
        {SERVE: "jail model", DECIDE: "Warrant Service Officer"},
        [(f"{SERVE}: jail model", ""), (f"{DECIDE}: Warrant Service Officer", "m04")],
    ),
}


@pytest.mark.parametrize("slug", MISTAKES)
def test_the_mistakes_of_each_kind_are_told_in_words(slug):
    item, (response, mistakes) = documented()[slug], MISTAKES[slug]
    named = keys(item)
    if isinstance(response, dict):
        response = {named[text]: choice for text, choice in response.items()}
    elif isinstance(response, list):
        response = [named[text] for text in response]
    assert item.mistakes(item.read(response)) == tuple(mistakes)


def test_an_entry_out_of_order_and_a_statement_sorted_wrongly_are_mistakes():
    order, sort = documented()["order"], documented()["sort"]
    first, second, third = (entry.key for entry in order.entries)
    assert order.mistakes((second, third, first)) == (
        Mistake("out of place: Congress adds section 287(g) to the law.", "m24"),
    )
    sorts = dict.fromkeys((one.key for one in sort.statements), "fact")
    assert [mistake.text for mistake in sort.mistakes(sorts)] == [
        "taken for a fact: The hold is a new seizure under the Fourth Amendment.",
        "taken for a fact: A county ought to help where it can.",
    ]


@pytest.mark.slow
@given(some.sampled_from(list(ITEMS.values())), some.randoms(use_true_random=False))
@settings(max_examples=80)
def test_a_right_answer_has_no_mistakes_and_a_wrong_one_has_some(item, chance):
    response = _some_response(item, chance)
    answer = item.read(response)
    mark = grade(item, response)
    if mark.state == "right":
        assert item.mistakes(answer) == ()
    if mark.state == "wrong" and item.kind not in ("many", "clause"):
        assert item.mistakes(answer)


def _some_response(item, chance: random.Random):
    names = [key for key, _ in item.choices()]
    targets = [target["key"] for target in item.extras().get("targets", [])]
    if targets:
        return {name: chance.choice(targets) for name in names}
    if item.kind == "order":
        return chance.sample(names, len(names))
    if names:
        return [name for name in names if chance.random() < 0.5] or names[:1]
    return chance.choice(["1549", "1843", "7", "detainer", "warrant", "zebra"])


def test_a_survey_has_no_mistakes():
    vote = documented()["vote"]
    assert vote.mistakes(vote.read(keys(vote)["Yes"])) == ()
    asked = made("kind: text\nsurvey: true\n")
    assert asked.mistakes(asked.read("what I think")) == ()


@pytest.mark.slow
@given(some.lists(some.tuples(some.floats(0, 1), some.floats(0, 1)), min_size=2, max_size=30))
@settings(max_examples=40)
def test_a_correlation_lies_between_minus_one_and_one(pairs):
    found_so_far = Correlation()
    for pair in pairs:
        found_so_far.add(*pair)
    value = found_so_far.value()
    assert value is None or -1.000001 <= value <= 1.000001
