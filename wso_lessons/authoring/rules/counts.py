"""Counts of a lesson: words, those exempt from citation, words by the stance of what they cite, reading grade."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from wso_lessons.authoring.world import LessonPage, World

STANCES = ("supportive", "critical", "official", "neutral")
INNER_STOP = re.compile(r"[.!?]")
ENDS, QUOTES = (".", "!", "?", ":"), '"”’)'


@dataclass(frozen=True, slots=True)
class Words:
    """A lesson's words: how many in all, how many exempt from citation, and how many each stance speaks."""

    total: int
    exempt: int
    stances: dict[str, int]

    @property
    def share(self) -> float:
        return self.exempt / self.total if self.total else 0.0


def count_words(world: World, lesson: LessonPage) -> Words:
    """Counts a lesson's words; a sentence that cites several stances is shared among them."""
    total = exempt = 0
    stances: Counter[str] = Counter()
    for cell in lesson.page.text_cells:
        if "instructor" in cell.tags:
            continue
        for block in cell.prose.blocks:
            for sentence in block.sentences:
                total += sentence.words
                if cell.is_framing or block.kind == "heading" or sentence.is_question:
                    exempt += sentence.words
                spoken = [world.claims[one].stance for one in sentence.claims if one in world.claims]
                for stance in spoken:
                    stances[stance] += round(sentence.words / len(spoken))
    return Words(total, exempt, {stance: stances[stance] for stance in STANCES})


def reading_grade(lesson: LessonPage) -> float | None:
    """The school grade of a lesson's sentences by textstat's Automated Readability Index; None without textstat.

    Of textstat's measures this one counts letters, words and sentences alone; those that count syllables fetch a
    word list from the network when they are first used. Table rows and run-in titles are no sentences; a full
    stop within a sentence, as in "U.S.", would count as its end and is taken off.
    """
    try:
        import textstat
    except ImportError:
        return None
    prose = (one.text.rstrip(QUOTES) for _, block, one in lesson.statements() if block.kind != "row")
    text = " ".join(f"{INNER_STOP.sub('', sentence[:-1])}." for sentence in prose if sentence.endswith(ENDS))
    return float(textstat.automated_readability_index(text)) if text.strip() else 0.0
