"""Rules on text that cites nothing: what frames a lesson states no facts, and fiction says that it is fiction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wso_lessons.authoring.catalogue import finding
from wso_lessons.authoring.rules.wording.numbers import Quantity, covered, figures
from wso_lessons.authoring.world import LessonPage, World
from wso_lessons.content import Finding
from wso_lessons.content.records import Source
from wso_lessons.notebook.cells import Cell
from wso_lessons.notebook.prose import Sentence
from wso_lessons.notebook.sections import sections
from wso_lessons.pages.wording import short_name, shortened

# How a text tells its reader that its facts are invented.
_SAYS_SO = re.compile(
    r"\b(?:made[ -]up|invented|fiction(?:al)?|imagin(?:ed|ary)|not real|does not exist)\b", re.IGNORECASE
)
# An instruction states no fact: it begins with a verb in the imperative, perhaps after a run-in title.
_INSTRUCTS = re.compile(
    r"(?:(?:Worked|Half done|Yours|Your turn|Now|First|Then|Next|Again|Alone|Together)[.,:]? )*"
    r"(?:add|ask|change|check|choose|compare|count|decide|draw|fill|find|go|guess|keep|leave|let|look|make|mark|move|name|"
    r"now the|open|pick|place|prepare|present|press|put|read|repeat|say|set|show|skip|sort|suppose|take|tell|think|"
    r"turn|walk|watch|work|write)\b",
    re.IGNORECASE,
)
# A number that counts what the lesson itself shows or asks: "ten questions", "twelve claims", "12 minutes".
_OWN_THINGS = re.compile(
    r"^\W*(?:\w+\W+){0,2}?(?:answers?|cards?|cells?|claims?|columns?|examples?|lines?|minutes?|more|options?|pairs?|"
    r"pieces?|points?|questions?|real ones|reasons?|rows?|screens?|sentences?|statements?|steps?|them|tries|words?)\b",
    re.IGNORECASE,
)
# A real place or institution: capitalized words that end in one of these.
_PLACE = re.compile(r"\b(?:[A-Z][\w'’.-]+ ){1,3}(?:County|Parish|Township|Court|Department|University|Legislature)\b")


def check(world: World) -> Iterator[Finding]:
    """All findings on cells tagged framing or fiction."""
    for lesson in world.lessons:
        yield from _fiction(lesson)
        for cell in lesson.page.text_cells:
            if cell.is_framing and not {"fiction", "instructor"} & set(cell.tags):
                yield from _facts(world, cell)


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


def _facts(world: World, cell: Cell) -> Iterator[Finding]:
    for block in cell.prose.blocks:
        for sentence in block.sentences if block.kind != "heading" else ():
            stated = _unclaimed_facts(world, sentence)
            if stated:
                said = f'"{shortened(sentence.text, 90)}" frames the lesson'
                remedy = "Cite the claim that holds it, leave it out, or tag the cell fiction where it is invented."
                yield finding("framing-fact", cell.where, f"{said}, and no claim holds {', '.join(stated)}.", remedy)


def _unclaimed_facts(world: World, sentence: Sentence) -> list[str]:
    """The numbers, dates and names of places in a sentence that states something, where no claim holds them."""
    if sentence.is_question or _INSTRUCTS.match(sentence.text):
        return []
    text = sentence.text
    found = [figure for figure in figures(text) if not _counts_own_things(figure, text)]
    known = (*world.figures_held(sentence.covered), *_document_dates(world, text)) if found else ()
    places = [] if sentence.covered else [place[0] for place in _PLACE.finditer(text)]
    return [*(figure.text.strip() for figure in found if not covered(figure, known)), *places]


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
