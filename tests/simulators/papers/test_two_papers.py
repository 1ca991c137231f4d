"""Two papers: every place has a verdict and a reason for every question, and what fits no pair is refused."""

import itertools

import pytest

from wso_lessons.content import ContentError, build, builtin_course, parse_yaml
from wso_lessons.simulators.papers.two_papers import (
    NO_PLACE,
    PaperPair,
    PaperRules,
    found_key,
    judge_point,
    question_now,
)
from wso_lessons.simulators.papers.two_papers_scene import papers_picture
from wso_lessons.simulators.rulebook import read_rules

PAIRS = read_rules(builtin_course(), PaperRules, "two-papers").pairs


def places(paper):
    return (*(place.id for place in paper.places), NO_PLACE)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_every_place_has_a_verdict_a_reason_and_claims_for_every_question(pair):
    for question, paper in pair.steps():
        verdicts = {place: judge_point(question, paper, place) for place in places(paper)}
        assert {place for place, (right, _) in verdicts.items() if right} == set(question.on(paper.id).places)
        assert all(note.text.endswith(".") and note.claims for _, note in verdicts.values())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_questions_are_asked_in_turn_whatever_was_found_before(pair):
    keys = [found_key(question, paper) for question, paper in pair.steps()]
    for size in range(len(keys) + 1):
        for found in itertools.combinations(keys, size):
            question = question_now(pair, found)
            done = [one for one in pair.questions if all(found_key(one, paper) in found for paper in pair.papers)]
            assert question == next((one for one in pair.questions if one not in done), None)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_no_name_is_in_the_picture_before_the_end(pair):
    keys = [found_key(question, paper) for question, paper in pair.steps()]
    before, after = (papers_picture(pair, keys, named=named) for named in (False, True))
    for scenes in ((before.wide, after.wide), (before.narrow, after.narrow)):
        assert not any(paper.name in repr(scenes[0]) for paper in pair.papers)
        assert all(paper.name in repr(scenes[1]) for paper in pair.papers)
        assert [scene.live for scene in scenes] == [True, False]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_a_place_that_was_found_carries_its_mark_in_words(pair):
    question, paper = next(pair.steps())
    picture = papers_picture(pair, [found_key(question, paper)], named=False)
    marked = [part for part in picture.narrow.moves if "(found: " in part.name]
    assert [part.press for part in marked] == [f"{paper.id}/{place}" for place in question.on(paper.id).places]


PAIR = """id: x
title: T
papers:
  - {id: a, name: A, places: [{id: p, text: P, says: P., claims: [c]}]}
  - {id: b, name: B, places: [{id: q, text: Q, says: Q., claims: [c]}]}
questions:
  - id: one
    label: one
    ask: One?
    answers:
      - {paper: a, places: [p], reason: R., claims: [c]}
      - {paper: b, places: [q], reason: R., claims: [c]}
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{paper: b, places: [q]", "{paper: a, places: [p]", "must be answered on both papers"),
        ("{paper: b, places: [q]", "{paper: b, places: [p]", 'names a place that "b" lacks'),
        ("id: p, text", "id: none, text", "need ids of their own"),
    ],
)
def test_a_pair_that_does_not_fit_together_is_refused(tmp_path, old, new, words):
    assert build(PaperPair, parse_yaml(PAIR, tmp_path / "pair.yaml")).id == "x"
    with pytest.raises(ContentError, match=words):
        build(PaperPair, parse_yaml(PAIR.replace(old, new), tmp_path / "pair.yaml"))
