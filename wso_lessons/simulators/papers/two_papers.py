"""Two papers side by side: the places on each, what a learner is asked to find, and the verdict on each try."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from wso_lessons.simulators.rulebook import Note, find_row

NO_PLACE = "none"
NO_PLACE_WORDS = "No such place on this paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPlace(Note):
    """A field of a paper in our own words, how it is drawn, and what is said to one who points at it in error.

    `boxes` is the number of boxes to tick.
    """

    noun: ClassVar[str] = "place on a paper"
    id: str
    says: str
    draws: Literal["words", "line", "signature"] = "words"
    boxes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper with its places from top to bottom; its `name` is said when the learner has found everything."""

    noun: ClassVar[str] = "paper"
    id: str
    name: str
    places: tuple[PaperPlace, ...]

    def __post_init__(self) -> None:
        ids = [place.id for place in self.places]
        if NO_PLACE in ids or len(ids) != len(set(ids)):
            raise ValueError(f'The places of the paper "{self.id}" need ids of their own, and none is "{NO_PLACE}"')


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAnswer:
    """Where a question is answered on one paper: at any of `places`, or at "none" of them, and why."""

    noun: ClassVar[str] = "answer on a paper"
    paper: str
    places: tuple[str, ...]
    reason: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperQuestion:
    """What is to be found on both papers; `label` marks a place that was found."""

    noun: ClassVar[str] = "question about two papers"
    id: str
    label: str
    ask: str
    answers: tuple[PaperAnswer, ...]

    def on(self, paper: str) -> PaperAnswer:
        """The answer on one paper."""
        return next(answer for answer in self.answers if answer.paper == paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPair:
    """Two papers and the questions asked of both, in order."""

    noun: ClassVar[str] = "pair of papers"
    id: str
    title: str
    papers: tuple[Paper, Paper]
    questions: tuple[PaperQuestion, ...]

    def __post_init__(self) -> None:
        known = {paper.id: {NO_PLACE, *(place.id for place in paper.places)} for paper in self.papers}
        for question in self.questions:
            if {answer.paper for answer in question.answers} != set(known):
                raise ValueError(f'The question "{question.id}" must be answered on both papers')
            for answer in question.answers:
                if not set(answer.places) <= known[answer.paper]:
                    raise ValueError(f'An answer to "{question.id}" names a place that "{answer.paper}" lacks')

    def steps(self) -> Iterator[tuple[PaperQuestion, Paper]]:
        """Everything that is to be found: each question on each paper."""
        yield from ((question, paper) for question in self.questions for paper in self.papers)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRules:
    """The pairs that a course has."""

    noun: ClassVar[str] = "set of papers"
    pairs: tuple[PaperPair, ...]


def found_key(question: PaperQuestion, paper: Paper) -> str:
    """The name under which a find is remembered."""
    return f"{question.id}/{paper.id}"


def question_now(pair: PaperPair, found: Collection[str]) -> PaperQuestion | None:
    """The first question that is not yet answered on both papers; None where all are."""
    open_ones = (question for question, paper in pair.steps() if found_key(question, paper) not in found)
    return next(open_ones, None)


def judge_point(question: PaperQuestion, paper: Paper, place_id: str) -> tuple[bool, Note]:
    """Whether a place answers the question on its paper, and what is said to that with its claims."""
    answer = question.on(paper.id)
    if place_id in answer.places:
        return True, Note(text=answer.reason, claims=answer.claims)
    if place_id == NO_PLACE:
        return False, Note(text="There is such a place on this paper. Read it once more.", claims=answer.claims)
    place = find_row(paper.places, place_id)
    return False, Note(text=f"{place.says} That is not what was asked.", claims=place.claims)
