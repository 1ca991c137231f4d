"""Rules on text that cites nothing: what frames a lesson states no facts, and fiction says that it is fiction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.rules.wording.numbers import Quantity, figures, is_covered
from wso_lessons.authoring.world import LessonPage, World
from wso_lessons.content import Finding
from wso_lessons.content.records import Source
from wso_lessons.notebook.cells import Cell
from wso_lessons.notebook.prose import Sentence
from wso_lessons.notebook.sections import sections
from wso_lessons.pages.dates_and_names import MONTHS, short_name, shorten
from wso_lessons.simulators.explorers.places import NAMES

# How a text tells its reader that its facts are invented.
_SAYS_SO = re.compile(
    r"\b(?:made[ -]up|invented|fiction(?:al)?|imagin(?:ed|ary)|not real|does not exist)\b", re.IGNORECASE
)
# An instruction states no fact: it begins with a verb in the imperative, perhaps after a run-in title.
_INSTRUCTS = re.compile(
    r"(?:(?:Worked|Half done|Yours|Your turn|Now|First|Then|Next|Again|Alone|Together)[.,:]? )*"
    r"(?:add|ask|change|check|choose|compare|count|decide|draw|fill|find|go|guess|keep|leave|let|look|make|mark|move|name|"
    r"now the|open|pick|place|prepare|present|press|put|read|repeat|say|set|show|skip|sort|stand|suppose|take|tell|"
    r"think|turn|walk|watch|work|write)\b",
    re.IGNORECASE,
)
# A number that counts what the lesson itself shows or asks: "ten questions", "twelve claims", "12 minutes".
_OWN_THINGS = re.compile(
    r"^\W*(?:\w+\W+){0,2}?(?:answers?|cards?|cells?|claims?|columns?|examples?|lines?|minutes?|more|options?|pairs?|"
    r"pieces?|points?|questions?|real ones|reasons?|rows?|screens?|sentences?|statements?|steps?|them|tries|words?)\b",
    re.IGNORECASE,
)
# A real place or institution that the ledger may not know: capitalized words that end in one of these.
_PLACE = re.compile(
    r"\b(?:[A-Z][\w'’.-]+ ){1,3}(?:Circuit|County|Court|Department|Legislature|Parish|Township|University)\b"
)
# A list item that names a document, and after a colon what to read it for, is a way to it and no statement.
_POINTS = re.compile(
    r"[^:]*\b(?:agreement|article|commentary|explainer|fact sheet|page|paper|release|report|v\.)(?:[^\w:][^:]*)?: "
)
# A capital inside a sentence, which marks a name unless the ledger writes the word small elsewhere.
_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]*[^\W\d_]")
_SMALL = re.compile(r"\b[a-z]{2,}\b")
_NAME_WORD = re.compile(r"[A-Z][\w.-]*[^\W_]")
# Capitalized words in claims that name no place, body or person by themselves: parts of the names of laws, papers and
# offices, ranks, languages, days.
_NO_NAME = re.compile(
    r"American|Appendix|Basic|Chapter|Desk|Eastern|English|Governor|HB|Hispanic|Intake|LD|Latinos|Lieutenant|Major|"
    r"Operations|Ordering|SB|Secretary|Services|Southern|Spanish|Studies|TRUST|Title|Understanding|VI|Village|Western|"
    r"U\.S|Third|Fourth|Fifth|Seventh|Ninth|Eleventh|North|South|West|United|El|Los|Road|Justice|Security|"
    r"Saturdays|Sundays|" + "|".join(MONTHS)
)


def check(world: World) -> Iterator[Finding]:
    """All findings on cells tagged framing or fiction."""
    names = ledger_names(world)
    for lesson in world.lessons:
        yield from _fiction(lesson)
        for cell in lesson.page.text_cells:
            if cell.is_framing and not {"fiction", "instructor"} & set(cell.tags):
                yield from _facts(world, cell, names)


def ledger_names(world: World) -> frozenset[str]:
    """The real places, bodies and people of the ledger: states, makers of documents, parties, names in claims."""
    course = world.course
    cases = [case.name for case in course.reference("cases").sound_records()]
    claims = world.claims.values()
    small = {word for claim in claims for word in _SMALL.findall(claim.text)}
    inside = {word for claim in claims for word in _INSIDE.findall(claim.text)}
    inside |= {word for text in (*cases, *(claim.speaker for claim in claims)) for word in _NAME_WORD.findall(text)}
    common = {word for word in inside if word.lower() in small | world.terms or _NO_NAME.fullmatch(word)}
    makers = {short_name(source.author) for source in course.sources.sound_records()}
    return frozenset({*NAMES.values(), *makers, *cases, *(inside - common)})


def _fiction(lesson: LessonPage) -> Iterator[Finding]:
    for section in sections(lesson.page.cells):
        told = " ".join(block.text for cell in section.cells for block in cell.prose.blocks)
        for cell in section.cells:
            if "fiction" not in cell.tags:
                continue
            if "framing" not in cell.tags:
                problem = "The cell is tagged fiction and not framing."
                yield finding("fiction-unsaid", cell.where, problem, "Tag it framing too: it cites nothing.")
            elif not _SAYS_SO.search(told):
                problem = "The cell is tagged fiction, and its section does not tell the reader so."
                remedy = "Say it in the section, such as: this county is made up."
                yield finding("fiction-unsaid", cell.where, problem, remedy)


def _facts(world: World, cell: Cell, names: frozenset[str]) -> Iterator[Finding]:
    for block in cell.prose.blocks:
        if block.kind == "heading":
            continue
        points = block.kind == "item" and _POINTS.match(block.text)
        for sentence in block.sentences:
            named = () if points or sentence.covered else _real_names(sentence.text, names)
            stated = _unclaimed_facts(world, sentence, named)
            if stated:
                said = f'"{shorten(sentence.text, 90)}" frames the lesson'
                remedy = "Cite the claim that holds it, leave it out, or tag the cell fiction where it is invented."
                yield finding("framing-fact", cell.where, f"{said}, and no claim holds {', '.join(stated)}.", remedy)


def _unclaimed_facts(world: World, sentence: Sentence, named: Iterable[str]) -> list[str]:
    """The numbers, dates and real names in a sentence that states something, where no claim holds them."""
    if sentence.is_question or _INSTRUCTS.match(sentence.text):
        return []
    text = sentence.text
    found = [figure for figure in figures(text) if not _counts_own_things(figure, text)]
    known = (*world.figures_held(sentence.covered), *_document_dates(world, text)) if found else ()
    return [*(figure.text.strip() for figure in found if not is_covered(figure, known)), *dict.fromkeys(named)]


def _real_names(text: str, names: frozenset[str]) -> Iterator[str]:
    """The real names that a text writes: by their form, or the ledger's, of one word or of several together."""
    yield from (place[0] for place in _PLACE.finditer(text))
    words = _NAME_WORD.findall(text.replace("’s", "").replace("'s", ""))
    yield from (word for word in words if word in names)
    yield from (name for name in names if " " in name and name in text)


def _counts_own_things(figure: Quantity, text: str) -> bool:
    return figure.kind == "number" and bool(_OWN_THINGS.match(text.partition(figure.text)[2]))


def _document_dates(world: World, text: str) -> Iterator[Quantity]:
    """The dates of the ledger's documents whose author or title the text names."""
    for source in world.course.sources.sound_records():
        if source.date and _is_named(source, text):
            yield from figures(source.date)
    for case in world.course.reference("cases").sound_records():
        if case.name in text:
            yield from figures(case.date)


def _is_named(source: Source, text: str) -> bool:
    author = source.author.removeprefix("U.S. ").partition(" (")[0]
    names = (short_name(source.author), author, source.title.split(",")[0])
    return any(name and name in text for name in names)
