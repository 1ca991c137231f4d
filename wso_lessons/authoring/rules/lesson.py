"""Rules on a lesson as a whole: the form of its citations, what it exempts, its words, which sides speak."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wso_lessons.authoring.catalogue import check_known, finding
from wso_lessons.authoring.counts.sides import ORDER, SideTally, count_sides, course_sides
from wso_lessons.authoring.counts.words import WordCount, count_words
from wso_lessons.authoring.rules.ledger import unknown_claims
from wso_lessons.authoring.rules.wording.words import check_words
from wso_lessons.authoring.world import LessonPage, World
from wso_lessons.content import ContentError, Course, Finding, LessonEntry, UnknownId, Where
from wso_lessons.lessons.edition import lends
from wso_lessons.notebook.cells import Cell, data_of
from wso_lessons.notebook.citations import (
    ADDRESS,
    CITATION,
    TERM,
    TERM_ADDRESS,
    citation_label,
    read_notebook,
    texts_of,
    without_code,
)
from wso_lessons.notebook.sections import headings

# "lesson 03" and "lessons 03", and the file of a link; other numbers name no lesson.
_LESSON_NUMBER = re.compile(r"\blessons? (\d\d)\b", re.IGNORECASE)
_LESSON_FILE = re.compile(r"\]\((?!https?:)([\w.-]+\.ipynb)")
FRAMING_LIMIT = 0.3  # a lesson that asks before it tells is full of prompts
FRAMING_FROM = 100  # words; a shorter page has no share worth the name
# A link that was meant to name a claim, closed or not, and a number in brackets that belongs to no link.
_LOOSE = re.compile(r"\[[^\]\[]*\]\([^)\n]{0,400}claim:[^)\n]{0,400}\)?|(?<![\w\]\[])\[\d{1,3}\](?![(\[:])")
# A stored picture is tens of thousands of letters, none of which anybody reads.
_PICTURE_DATA = re.compile(r"data:image/[^\"'\s>]+")
# What stands for a picture in words: in an attribute, or as a caption.
_ALT_TEXT = re.compile(r"\b(?:alt|aria-label)\s*=\s*\"([^\"]*)\"|<(?:figcaption|caption)\b[^>]*>([^<]*)", re.IGNORECASE)


def check(world: World) -> Iterator[Finding]:
    """All findings on the lessons as wholes and on the manifest."""
    for lesson in world.lessons:
        yield from _citations(world, lesson)
        yield from _terms(world, lesson)
        words = count_words(world, lesson)
        yield from _share(lesson, words)
        if world.can_judge(lesson.claims):
            yield from _balance(lesson, words)
        yield from _words(world.course, lesson)
    yield from _sides(world)
    yield from _named_lessons(world)
    for entry in world.entries:
        for text in (entry.title, entry.question, *entry.objectives):
            yield from check_words(world.course, text, entry.where)
        lessons = [other.id for other in world.entries]
        for name in entry.needs:
            yield from check_known("lesson-unknown", entry.where, "lesson", name, lessons, "Name a lesson.")
        for name in entry.questions:
            remedy = "Name a file of data/questions."
            yield from check_known("item-unknown", entry.where, "question set", name, world.sets, remedy)
        yield from _cuts(world, entry)


def _named_lessons(world: World) -> Iterator[Finding]:
    """Lessons that others speak of, borrowed ones too, and that the course does not have (any more)."""
    numbers = {entry.id.split("-")[0] for entry in world.entries}
    files = {entry.file for entry in world.entries}
    for entry in world.entries:
        try:
            texts = texts_of(read_notebook(world.course.notebook(entry.id)))
        except ContentError:
            continue  # a notebook that cannot be read is a finding of its own
        words = "\n".join(without_code(text) for text in texts)
        named = [f"lesson {number}" for number in _LESSON_NUMBER.findall(words) if number not in numbers]
        named += [file for file in _LESSON_FILE.findall(words) if file not in files]
        if named:
            problem = f'"{entry.title}" speaks of {named[0]}, which this course does not have.'
            yield finding("lesson-left-out", entry.where, problem, "List it, or leave out the part that speaks of it.")


def _cuts(world: World, entry: LessonEntry) -> Iterator[Finding]:
    """Sections to be left out that no lesson of the extended course has."""
    base = world.course.base
    known: tuple[str, ...] = ()
    if base is not None and lends(world.course, entry.id):
        known = headings(read_notebook(base.notebook(entry.id))["cells"])
    for name in entry.leave_out:
        if not any(name.casefold() == heading.casefold() for heading in known):
            problem = str(UnknownId("section", name, known))
            remedy = "Name a heading of a lesson of the extended course; shorten a lesson of your own in its notebook."
            yield finding("section-unknown", entry.where, problem, remedy)


def _citations(world: World, lesson: LessonPage) -> Iterator[Finding]:
    numbers: dict[str, int] = {}
    for cell in lesson.page.text_cells:
        for citation in cell.prose.citations:
            for claim_id in citation.claims:
                numbers.setdefault(claim_id, len(numbers) + 1)
            yield from unknown_claims(world, citation.claims, cell.where)
            named, label = " ".join(citation.claims), citation_label(citation.claims, numbers)
            if citation.label != label:
                problem = f'The citation of "{named}" is labelled [{citation.label}]; in this lesson it is [{label}].'
                yield finding("citation-number", cell.where, problem, "Run `wso-lessons check --fix`.")
            if citation.address != ADDRESS:
                problem = f'The citation of "{named}" leads to "{citation.address}".'
                yield finding("citation-address", cell.where, problem, f"Write {ADDRESS}, or run `check --fix`.")
        for loose in _loose_citations(cell):
            problem = f'"{loose}" is no citation.'
            remedy = f'Write [1]({ADDRESS} "claim:its-id"), with the quotation marks.'
            yield finding("citation-malformed", cell.where, problem, remedy)


def _loose_citations(cell: Cell) -> list[str]:
    """What looks like a citation and is none."""
    return [found[0] for found in _LOOSE.finditer(CITATION.sub(" ", without_code(cell.source)))]


def _terms(world: World, lesson: LessonPage) -> Iterator[Finding]:
    for cell in lesson.page.text_cells:
        for found in TERM.finditer(without_code(cell.source)):
            if found["term"].lower() not in world.terms:
                problem = str(UnknownId("term", found["term"], world.terms))
                yield finding("item-unknown", cell.where, problem, "Name a word of the glossary.")
            if found["address"] != TERM_ADDRESS:
                problem = f'The link of the term "{found["term"]}" leads to "{found["address"]}".'
                yield finding("citation-address", cell.where, problem, f"Write {TERM_ADDRESS}, or run `check --fix`.")


def _share(lesson: LessonPage, words: WordCount) -> Iterator[Finding]:
    if words.total >= FRAMING_FROM and words.share > FRAMING_LIMIT:
        problem = f"{words.share:.0%} of the lesson's {words.total} words are exempt from citation ({words.exempt})."
        remedy = "Take the tag framing off cells that state something, and cite them; three tenths are allowed."
        yield finding("framing-share", Where(lesson.page.path), problem, remedy)


def _balance(lesson: LessonPage, words: WordCount) -> Iterator[Finding]:
    stances = words.stances
    for one, other in (("supportive", "critical"), ("critical", "supportive")):
        if stances[one] and not stances[other]:
            problem = f"{stances[one]} words rest on {one} claims and none on {other} ones."
            remedy = f"Let a {other} source speak to the same question, from its own document."
            yield finding("balance-one-sided", Where(lesson.page.path), problem, remedy)


def _sides(world: World) -> Iterator[Finding]:
    tallies = [count_sides(world, lesson) for lesson in world.lessons]
    for lesson, found in zip(world.lessons, tallies, strict=True):
        odd = [tally for tally in found if tally.is_tilted and tally.what not in ORDER]
        if odd:
            yield _tilt(odd, Where(lesson.page.path))
    odd = [tally for tally in course_sides(tallies) if tally.is_tilted and tally.what in ORDER]
    if odd:
        yield _tilt(odd, Where(world.course.places.manifest, 1))


def _tilt(tallies: list[SideTally], where: Where) -> Finding:
    counts = ", ".join(f"{one.what} {one.supportive} : {one.critical}" for one in tallies)
    problem = f"For and against the program are counted unevenly here: {counts}."
    remedy = "See docs/check-rules.md for what is counted, and look whether the lesson leans."
    return finding("sides-uneven", where, problem, remedy)


def _words(course: Course, lesson: LessonPage) -> Iterator[Finding]:
    for cell in lesson.page.cells:
        for block in cell.prose.blocks:
            yield from check_words(course, block.text, cell.where)
        for alt, _ in cell.prose.images:
            yield from check_words(course, alt, cell.where)
        for output in cell.outputs:
            for found in _ALT_TEXT.finditer(_PICTURE_DATA.sub("", data_of(output, "text/html"))):
                yield from check_words(course, found[1] or found[2] or "", cell.where)
