"""Rules on a lesson's sentences: what they cite, whether numbers agree, who is said to speak, what is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.rules.wording.numbers import Quantity, figures, list_uncovered
from wso_lessons.authoring.rules.wording.speakers import SPEAKING_VERBS, names_speaker
from wso_lessons.authoring.world import LessonPage, World
from wso_lessons.content import Finding
from wso_lessons.content.findings import with_article
from wso_lessons.content.records import ATTRIBUTED_KINDS, MAX_QUOTE_WORDS
from wso_lessons.notebook.cells import Cell
from wso_lessons.notebook.prose import Block, Sentence
from wso_lessons.pages.dates_and_names import shorten

# Curly marks nest, straight ones cannot be told apart: from one to the next.
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
STATEMENT_WORDS = 12  # a paragraph with fewer is a remark, a label or a way on
TERM_WORDS = 3  # so few in quotation marks are a term that is named, not somebody's words
# How this course says that a statement was not checked.
_UNSURE = re.compile(
    r"\b(?:not (?:been )?verified|unverified|could not (?:be )?(?:verif|confirm|check)|unconfirmed)", re.I
)


def check(world: World) -> Iterator[Finding]:
    """All findings on the statements of the lessons."""
    for lesson in world.lessons:
        for cell, block, sentence in lesson.statements:
            yield from _numbers(world, cell, sentence)
            yield from _attribution(world, cell, block, sentence)
            yield from _quotations(world, cell, sentence)
            yield from _doubt(world, cell, sentence)
        yield from _uncited_paragraphs(lesson)


def _numbers(world: World, cell: Cell, sentence: Sentence) -> Iterator[Finding]:
    found = figures(sentence.text)
    if not found or not world.can_judge(sentence.covered):
        return
    if not sentence.covered:
        problem = f'No claim covers {_figure_list(found)} in "{shorten(sentence.text, 90)}".'
        remedy = "Cite the claim that holds it, or tag the cell framing where it is no fact about the world."
        yield finding("number-uncited", cell.where, problem, remedy)
        return
    if odd := list_uncovered([sentence.text], world.figures_held(sentence.covered)):
        problem = f'"{shorten(sentence.text, 90)}" says {odd}, but {_words_held(world, sentence.covered)}.'
        yield finding("number-differs", cell.where, problem, "Mend the sentence, or cite the claim that holds it.")


def _words_held(world: World, claim_ids: tuple[str, ...]) -> str:
    parts = []
    for claim_id in claim_ids:
        claim = world.claims.get(claim_id)
        held = claim.value if claim and claim.value else _figure_list(world.figures_held((claim_id,))) or "no number"
        computed = f", computed from the table {claim.measure.table}" if claim and claim.measure else ""
        parts.append(f'"{claim_id}" holds {held}{computed}')
    return " and ".join(parts)


def _attribution(world: World, cell: Cell, block: Block, sentence: Sentence) -> Iterator[Finding]:
    for claim_id in sentence.claims:
        claim = world.claims.get(claim_id)
        if claim is None or claim.kind not in ATTRIBUTED_KINDS or names_speaker(sentence.text, claim, world.course):
            continue
        if SPEAKING_VERBS.search(sentence.text) and names_speaker(_before(block, sentence), claim, world.course):
            continue
        whose = f"{with_article(claim.kind)} of {claim.speaker}"
        problem = f'"{shorten(sentence.text, 90)}" rests on {whose} and does not say so.'
        remedy = f'Name the speaker in the sentence, such as "{claim.speaker.split(",")[0]} says ...".'
        yield finding("unattributed", cell.where, problem, remedy)


def _before(block: Block, sentence: Sentence) -> str:
    """What introduces the block and what stands in it before the sentence."""
    earlier = takewhile(lambda one: one is not sentence, block.sentences)
    return " ".join([block.lead, *(one.text for one in earlier)])


def _quotations(world: World, cell: Cell, sentence: Sentence) -> Iterator[Finding]:
    for found in QUOTED.finditer(sentence.text) if world.can_judge(sentence.covered) else ():
        words = found[1] or found[2]
        count = len(words.split())
        if count > MAX_QUOTE_WORDS:
            problem = f'The quotation "{shorten(words, 90)}" has {count} words; {MAX_QUOTE_WORDS} are allowed.'
            yield finding("quote-long", cell.where, problem, "Say it in your own words, or quote less.")
        elif count > TERM_WORDS and not _is_quoted(world, words, sentence.covered):
            problem = f'No cited claim quotes "{shorten(words, 90)}".'
            yield finding("quote-uncited", cell.where, problem, "Cite the claim whose quote holds these words.")


def _is_quoted(world: World, words: str, claim_ids: tuple[str, ...]) -> bool:
    wanted = words_to_compare(words)
    for claim_id in claim_ids:
        claim = world.claims.get(claim_id)
        if claim is None:
            continue
        sources = [world.course.sources.find(cite.source) for cite in claim.cites]
        texts = [claim.text, *(cite.quote for cite in claim.cites), *(source.title for source in sources if source)]
        if any(wanted in words_to_compare(text) for text in texts):
            return True
    return False


def words_to_compare(text: str) -> str:
    """A text's words alone, to compare quotations: no case, no marks, single spaces."""
    # Letters and digits: the underscore is Markdown's.
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _doubt(world: World, cell: Cell, sentence: Sentence) -> Iterator[Finding]:
    for claim_id in sentence.claims:
        claim = world.claims.get(claim_id)
        if claim and claim.confidence == "unverified" and not _UNSURE.search(sentence.text):
            problem = f'"{shorten(sentence.text, 90)}" rests on "{claim_id}", which is not verified.'
            yield finding("unverified-unmarked", cell.where, problem, "Say in the sentence that it is not verified.")


def _uncited_paragraphs(lesson: LessonPage) -> Iterator[Finding]:
    """Paragraphs of some length that cite nothing, once each."""
    for cell, block in lesson.blocks:
        if any(sentence.claims for sentence in block.sentences):
            continue
        stated = sum(sentence.words for sentence in block.sentences if not sentence.is_question)
        if stated >= STATEMENT_WORDS:
            problem = f'The paragraph "{shorten(block.text, 90)}" cites nothing.'
            yield finding("statement-uncited", cell.where, problem, "Cite a claim, or tag the cell framing.")


def _figure_list(found: tuple[Quantity, ...]) -> str:
    return ", ".join(dict.fromkeys(figure.text.strip() for figure in found))
