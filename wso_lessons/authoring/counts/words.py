"""Counts of a lesson's words: how many, exempt from citation, by the stance of what they cite, and how they read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from wso_lessons.authoring.world import LessonPage, World
from wso_lessons.content.records import STANCES

ENDS, QUOTES = (".", "!", "?", ":"), '"”’)'


@dataclass(frozen=True, slots=True)
class WordCount:
    """A lesson's words: how many in all, how many exempt from citation, and how many each stance speaks."""

    total: int
    exempt: int
    stances: dict[str, int]

    @property
    def share(self) -> float:
        """The part of all words that needs no citation, from 0 to 1."""
        return self.exempt / self.total if self.total else 0.0


def count_words(world: World, lesson: LessonPage) -> WordCount:
    """Counts a lesson's words without fiction and what is for a screen alone; several stances share a sentence."""
    total = exempt = 0
    stances: Counter[str] = Counter()
    for cell in lesson.page.text_cells:
        if {"instructor", "fiction", "screen-only"} & set(cell.tags):
            continue
        for block in cell.prose.blocks:
            for sentence in block.sentences:
                total += sentence.words
                if cell.is_framing or block.kind == "heading" or sentence.is_question:
                    exempt += sentence.words
                spoken = [world.claims[one].stance for one in sentence.claims if one in world.claims]
                for stance in spoken:
                    stances[stance] += round(sentence.words / len(spoken))
    return WordCount(total, exempt, {stance: stances[stance] for stance in STANCES})


@dataclass(frozen=True, slots=True)
class ReadingTime:
    """How a lesson reads: its words, citation markers per 100 of them, words per sentence, grade of its sentences."""

    words: int
    markers_per_100: float
    words_per_sentence: float
    grade: float


def count_reading(lesson: LessonPage) -> ReadingTime:
    """Counts what makes a lesson heavy to read. Table rows and run-in titles are no sentences here."""
    shown = [cell for cell in lesson.page.text_cells if "instructor" not in cell.tags]
    words = sum(sentence.words for cell in shown for block in cell.prose.blocks for sentence in block.sentences)
    markers = sum(len(cell.prose.citations) for cell in shown)
    sentences = whole_sentences(lesson)
    spoken = sum(len(sentence.split()) for sentence in sentences)
    return ReadingTime(
        words,
        100 * markers / words if words else 0.0,
        spoken / len(sentences) if sentences else 0.0,
        reading_grade(sentences),
    )


def whole_sentences(lesson: LessonPage) -> list[str]:
    """A lesson's statements that end as sentences do, without what closes a quotation."""
    prose = (one.text.rstrip(QUOTES) for _, block, one in lesson.statements if block.kind != "row")
    return [sentence for sentence in prose if sentence.endswith(ENDS)]


def reading_grade(sentences: list[str]) -> float:
    """The school grade of sentences by the Automated Readability Index: letters per word and words per sentence.

    4.71 c/w + 0.5 w/s - 21.43, where c are letters and digits, w words, s sentences (Smith and Senter, 1967).
    """
    words = [word for sentence in sentences for word in sentence.split()]
    letters = sum(map(str.isalnum, "".join(words)))
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43 if words else 0.0
