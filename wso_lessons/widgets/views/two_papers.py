"""Two papers: the learner points to who signs, on what and for what, before the papers' names are said."""

from __future__ import annotations

from typing import Any

from wso_lessons.content import Course
from wso_lessons.content.words import count_with_noun
from wso_lessons.pages.html import Markup, join, table
from wso_lessons.simulators.cards import add_lines
from wso_lessons.simulators.papers.two_papers import PaperPair, PaperRules, found_key, judge_point, question_now
from wso_lessons.simulators.papers.two_papers_scene import PAPER_SIDES, papers_picture
from wso_lessons.simulators.rulebook import Note, find_row, read_rules
from wso_lessons.widgets.panel.footnotes import cite_note, source_lines, sources
from wso_lessons.widgets.panel.screen import NOTHING, Control, Group, Screen, button, join_blocks, part, scroll
from wso_lessons.widgets.panel.simulation import Facts, Simulation

HOW_TO_PRESS = "Press a place on each paper; the last place says that the paper has none. Names come at the end."
START = {"found": (), "last": "", "missed": 0, "shown": "no"}


class TwoPapersView(Simulation):
    """Shows a pair of data/simulators/two-papers.yaml by id.

    `found` are the places found ("question/paper"), `last` is the last try ("question/paper/place") and `missed` the
    number of tries that were not it.
    """

    name = "two-papers"

    def __init__(self, course: Course, **chosen: object) -> None:
        self._course = course
        self._pairs = {pair.id: pair for pair in read_rules(course, PaperRules, "two-papers").pairs}
        options = {"pair": self._pairs, "shown": ("yes", "no")}
        super().__init__({"pair": next(iter(self._pairs)), **START}, chosen, options)

    def build(self, facts: Facts) -> Screen:
        pair = self._pairs[facts["pair"]]
        done = facts["shown"] == "yes" or question_now(pair, facts["found"]) is None
        everything = [found_key(question, paper) for question, paper in pair.steps()]
        return Screen(
            pair.title,
            self._groups(facts, done),
            self._differences(pair) if done else NOTHING,
            self._text(pair, done),
            self._words(pair, facts, done),
            how=f"{'' if done else self._question_words(pair, facts)} {HOW_TO_PRESS}",
            picture=papers_picture(pair, facts["found"], named=done),
            paper=None if done else add_lines(papers_picture(pair, (), named=False), _paper_lines(pair)),
            afterword=self._differences(pair),
            ending=None if done else papers_picture(pair, everything, named=True),
            asks=not done,
        )

    def _question_words(self, pair: PaperPair, facts: Facts) -> str:
        """The question as it stands; only a paper that is still open is named."""
        question = question_now(pair, facts["found"])
        if question is None:
            return ""
        papers = zip(PAPER_SIDES, pair.papers, strict=True)
        left = [side for side, paper in papers if found_key(question, paper) not in facts["found"]]
        return f"{question.ask} Point to it on {' and on '.join(left)}."

    def _words(self, pair: PaperPair, facts: Facts, done: bool) -> str:
        said = [_verdict_words(pair, facts["last"])] if facts["last"] else []
        if not done:
            return " ".join((*said, self._question_words(pair, facts)))
        count, missed = len(facts["found"]), facts["missed"]
        tries = count_with_noun(missed, "try", "tries") if missed else "no tries"
        ending = f"You found {count} of {len(list(pair.steps()))}, with {tries} that missed."
        if not count and not missed:
            ending = "You looked without trying."
        names = " ".join(f"{side}: {paper.name}." for side, paper in zip(PAPER_SIDES, pair.papers, strict=True))
        return " ".join((*said, ending, names))

    def _answers(self, pair: PaperPair) -> list[tuple[str, list[Note]]]:
        """What is said of each question on both papers, in the order of the papers."""
        return [
            (
                question.label,
                [judge_point(question, paper, question.on(paper.id).places[0])[1] for paper in pair.papers],
            )
            for question in pair.questions
        ]

    def _notes(self, pair: PaperPair) -> list[Note]:
        return [note for _, notes in self._answers(pair) for note in notes]

    def _differences(self, pair: PaperPair) -> Markup:
        rows = [(label.capitalize(), *map(cite_note, notes)) for label, notes in self._answers(pair)]
        headers = ("Asked", *(paper.name for paper in pair.papers))
        names = " and ".join(headers[1:])  # a lesson may show two pairs, and regions of one name are not told apart
        side_by_side = scroll(f"What differs: {names}", table("The two papers", headers, rows))
        return join((part("What differs"), side_by_side, sources(self._course, self._notes(pair))))

    def _text(self, pair: PaperPair, done: bool) -> str:
        if not done:
            return ""
        said = [
            f"{label.capitalize()}: {' / '.join(note.text for note in notes)}" for label, notes in self._answers(pair)
        ]
        return join_blocks(said, source_lines(self._course, self._notes(pair)))

    def _groups(self, facts: Facts, done: bool) -> tuple[Group, ...]:
        buttons = (button("show", "Show me", not done), button("again", "Start again", facts["last"] or done))
        pairs = tuple((pair.id, pair.title) for pair in self._pairs.values())
        which = Control("pair", "select", "Papers", facts["pair"], pairs)
        return Group("Your search", buttons), Group("Other papers", (which,), folded=True)

    def press(self, name: str) -> dict[str, object]:
        """What a button or a place changes. Raises ValueError for a place on a paper that is already answered."""
        if name == "again":
            return dict(START)
        if name == "show":
            return {"shown": "yes", "last": ""}
        pair = self._pairs[self.facts["pair"]]
        question = question_now(pair, self.facts["found"])
        paper_id, place_id = name.split("/")
        paper = find_row(pair.papers, paper_id)
        if question is None:
            return {}
        if found_key(question, paper) in self.facts["found"]:
            other = next(side for side, one in zip(PAPER_SIDES, pair.papers, strict=True) if one is not paper)
            raise ValueError(f"You have it on this paper already; look on {other}")
        right, _ = judge_point(question, paper, place_id)
        last = {"last": f"{question.id}/{name}"}
        if right:
            return {**last, "found": (*self.facts["found"], found_key(question, paper))}
        return {**last, "missed": self.facts["missed"] + 1}

    def follow_up(self, moved: dict[str, Any]) -> dict[str, object]:
        """Other papers are another search."""
        return {**moved, **START} if moved.get("pair", self.facts["pair"]) != self.facts["pair"] else moved


def _paper_lines(pair: PaperPair) -> list[str]:
    """What is asked on a page on which nothing can be pressed."""
    asked = [f"{number}. {question.ask}" for number, question in enumerate(pair.questions, 1)]
    return ["Write the number of each question on the place that answers it, on both papers.", *asked]


def _verdict_words(pair: PaperPair, last: str) -> str:
    question_id, paper_id, place_id = last.split("/")
    question = find_row(pair.questions, question_id)
    right, note = judge_point(question, find_row(pair.papers, paper_id), place_id)
    return f"Found. {note.text}" if right else f"Not there. {note.text}"
