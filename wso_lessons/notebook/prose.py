"""Reads a lesson's Markdown once: blocks, sentences, and the claims that cover each sentence.

A citation covers the sentence it stands in, or the one it follows directly. A sentence without a citation of its
own is covered by those of the next cited sentence in the same paragraph, list item or table row.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wso_lessons.notebook.citations import CITATION, claims_in, without_code

BlockKind = Literal["heading", "paragraph", "item", "row"]
LOWEST_HEADING = 6  # of Markdown
COLUMN_HEADING = LOWEST_HEADING + 1  # the first row of a table is kept as a heading of this level


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in plain words. `claims` are its own citations, `covered` those that cover it."""

    text: str
    claims: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()

    @property
    def is_question(self) -> bool:
        """Whether the sentence asks."""
        return self.text.rstrip("\"”’')* ").endswith("?")

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item or a table row; `lead` is the text that introduces a list or a table."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]
    level: int = 0
    lead: str = ""

    @property
    def text(self) -> str:
        """The block's words without its Markdown."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Citation:
    """A link to the sources: the label that is read, the address, and the claims that its title names."""

    label: str
    address: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """What a Markdown text holds: blocks, citations, images as (alt text, address)."""

    blocks: tuple[Block, ...] = ()
    citations: tuple[Citation, ...] = ()
    images: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Lines:
    """Lines of one block while it is being read."""

    kind: BlockKind
    parts: list[str]
    level: int = 0
    lead: str = ""


# Lines that begin something in Markdown: a heading, an item of a list, and the line below a table's header.
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*$")
# Lengths are bounded, so that no text takes time that grows with its square.
_IMAGE = re.compile(r"!\[([^\[\]]{0,2000})\]\(([^)\s]{0,2000})[^)\n]{0,400}\)")
_IMAGE_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
# A tag begins with a letter: "3 < 5" is none.
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# The words of a link; brackets in them would be another's.
_LINK = re.compile(r"\[([^\]\[]*)\]\([^)\n]{0,400}\)")
# Emphasis stands at a word's edge: in snake_case and 2*3 the sign is the text's own. And a sign's escape.
_MARKS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|\\(?=[^\w\s])")
# Marks of this module for a citation, from letters that no text has.
_CITED = re.compile("\ue000(\\d+)\ue001")
# What may end a sentence, with the quotation marks and brackets that close after it; what follows, and what begins
# the next. Whether it ends there depends on the word before: "U.S. Court", "v. Miami-Dade".
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|\ue000|$)")
_AFTER_END = re.compile("(?:[\\s,;]*\ue000\\d+\ue001)*\\s*")
_STARTS = re.compile(r"[\"“‘'(\[*_]*[A-Z0-9À-Þ]")
# The letter of a possessive is no initial.
_WORD_BEFORE = re.compile(r"(?<!['’A-Za-z])([A-Za-z.]+)\.$")
# Abbreviations that a name may follow, and those that only a number follows.
_BEFORE_NAMES = re.compile(
    r"vs?|dr|mrs?|ms|jr|sr|inc|ltd|co|corp|dept|gen|rep|sen|gov|e\.g|i\.e|cf|al|supp|cir|u\.s(\.c)?|c\.f\.r|[dns]\.c|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-hj-z]"
)
# "no. 7" goes on, "no. The" does not.
_BEFORE_NUMBERS = re.compile(r"nos?|secs?|arts?|cl|reg|stat|paras?|pp?|vol|ed|ch")


@functools.lru_cache(maxsize=1 << 11)  # a lesson is read again for each of its editions
def read_prose(text: str) -> Prose:
    """Reads a Markdown text. Code is left out; any text at all can be read."""
    citations: list[Citation] = []

    def mark(found: re.Match[str]) -> str:
        citations.append(Citation(found["number"], found["address"], claims_in(found)))
        return f"\ue000{len(citations) - 1}\ue001"

    clean = _without_comments(without_code(text.replace("\ue000", " ").replace("\ue001", " ")))
    images = [(alt, address) for alt, address in _IMAGE.findall(clean)]
    images += [(_alt_of(tag), tag) for tag in _IMAGE_TAG.findall(clean)]
    marked = CITATION.sub(mark, _IMAGE.sub(" ", clean))
    claims = [citation.claims for citation in citations]
    blocks = tuple(_block(lines, claims) for lines in _blocks(marked))
    return Prose(tuple(block for block in blocks if block.sentences), tuple(citations), tuple(images))


def _without_comments(text: str) -> str:
    kept, start = [], 0
    while (begin := text.find("<!--", start)) >= 0 and (end := text.find("-->", begin)) >= 0:
        kept.append(text[start:begin])
        start = end + 3
    return " ".join([*kept, text[start:]])


def _alt_of(tag: str) -> str:
    alt = _ALT.search(tag)
    return (alt[1] or alt[2] or "").strip() if alt else ""


def _blocks(text: str) -> Iterator[_Lines]:
    """The blocks of a text; a list item or row knows the paragraph (and header row) that introduces it."""
    at_hand: _Lines | None = None
    lead = header = ""
    for line in [*text.split("\n"), ""]:
        line = line.removeprefix("> ").removeprefix(">")
        heading, item = _HEADING.match(line), _ITEM.match(line)
        row = line.lstrip().startswith("|")
        if row and _RULE.match(line):
            continue
        goes_on = line.strip() and not heading and not item and not row and at_hand and at_hand.kind != "row"
        if goes_on and at_hand:
            at_hand.parts.append(line.strip())
            continue
        if at_hand:
            yield at_hand
            lead = " ".join(at_hand.parts) if at_hand.kind == "paragraph" else lead
            at_hand = None
        header = header if row else ""
        if heading:
            lead = ""
            yield _Lines("heading", [heading[2]], level=len(heading[1]))
        elif item:
            at_hand = _Lines("item", [item[2]], lead=lead)
        elif row:
            cells = line.strip().strip("|").replace("|", " ; ")
            # The first row of a table names its columns: it introduces the rows below, as a heading does.
            at_hand = (
                _Lines("row", [cells], lead=f"{lead} {header}")
                if header
                else _Lines("heading", [cells], level=COLUMN_HEADING)
            )
            header = header or cells
        elif line.strip():
            at_hand = _Lines("paragraph", [line.strip()])


def _block(lines: _Lines, claims: list[tuple[str, ...]]) -> Block:
    text = " ".join(lines.parts)
    pieces = [text] if lines.kind in ("row", "heading") else list(split_sentences(text))
    sentences = []
    covered: tuple[str, ...] = ()
    for piece in reversed(pieces):
        own = tuple(dict.fromkeys(claim for number in _CITED.findall(piece) for claim in claims[int(number)]))
        covered = own or covered
        words = plain_words(_CITED.sub(" ", piece))
        if words or own:
            sentences.append(Sentence(words, own, covered))
    return Block(lines.kind, tuple(reversed(sentences)), lines.level, plain_words(_CITED.sub(" ", lines.lead)))


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a text, in order; an abbreviation or an initial ends none."""
    start = 0
    for end in _END.finditer(text):
        stop = _AFTER_END.match(text, end.end())
        after = stop.end() if stop else end.end()
        if after <= start or (after < len(text) and not _is_end(text, end, after)):
            continue
        yield text[start:after].strip()
        start = after
    if text[start:].strip():
        yield text[start:].strip()


def _is_end(text: str, end: re.Match[str], after: int) -> bool:
    """Whether the full stop ends a sentence, and not an abbreviation or an initial."""
    if not _STARTS.match(text, after):
        return False
    before = _WORD_BEFORE.search(text[max(0, end.start() - 20) : end.start() + 1])
    if before is None:
        return True
    word = before[1].lower().strip(".")
    if _BEFORE_NUMBERS.fullmatch(word):
        return not text[after].isdigit()
    return not _BEFORE_NAMES.fullmatch(word)


def plain_words(text: str) -> str:
    """Words without Markdown: links, emphasis and tags are taken off, spaces made single."""
    text = _LINK.sub(r"\1", text)
    text = _MARKS.sub("", _TAG.sub(" ", text))
    # Spaces that do not break are spaces; what a citation leaves before a mark goes.
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text)
    return re.sub(r"(?:[\s,;]+)(?=[.,;:!?])", "", text).strip(" ,")
