"""Finds the numbers and dates in a text and puts them into one form, so that prose can be compared with claims.

6 May 2019, May 6, 2019 and 2019-05-06 are the same date; 1,843 and 1843, 57.2 % and 57.2 percent, $1.7 million and
1,700,000 are the same numbers. Numbers that name something (287(g), Form I-200, section 12, 8 U.S.C. 1357, the
4th Circuit, lesson 2) are no figures. Words from ten to ninety-nine are figures; in claims, from one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from wso_lessons.content.words import UNITS
from wso_lessons.pages.dates_and_names import MONTHS

NumberKind = Literal["number", "percent", "date"]
Bound = Literal["", "about", "over", "under"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or date: `text` as written; `value` in one form (digits, or 2019-05-06, 2019-05, 2019, --05-06).

    `bound` is "about", "over" or "under" where a word before the number says that it is not exact.
    """

    kind: NumberKind
    value: str
    text: str
    bound: Bound = ""


_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate((*UNITS, *_TEENS), start=1)} | {
    word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(("about", "around", "roughly", "some", "approximately", "close to"), "about"),
    **dict.fromkeys(("over", "more than", "at least", "above", "upwards of"), "over"),
    **dict.fromkeys(("under", "fewer than", "less than", "nearly", "almost", "at most", "up to", "below"), "under"),
}
_MONTH = "|".join(MONTHS)
_REPORTER = r"U\.S\.C\.|C\.F\.R\.|U\.S\.|S\. ?Ct\.|F\. ?Supp\.(?: ?\d[dh])?|F\.(?: ?\d(?:d|th))?|Fed\. Reg\.|Stat\."
_NAMING = (
    r"sections?|secs?\.|§+|paragraphs?|paras?\.|articles?|title|parts?|appendix|clauses?|rules?|u\.s\.c\.|c\.f\.r\.|"
    r"[sh]b|[al]b|s\.b\.|h\.b\.|bill|act|public law|pub\. l\.|orders?|eo|e\.o\.|policy|directive|proclamation|"
    r"forms?|versions?|nos?\.|pages?|pp?\.|lines?|cells?|chapters?|figures?|tables?|lessons?|questions?|steps?|options?"
)
_MORE = r"(?:(?:,|\s?[-–]|\sand|\sor|\sto)\s?\(?\d{1,4}(?:\.\d+)?[a-z()]*\)?(?!\w|,\d))*"
# In order, since the first form that fits is taken: a date holds numbers, and a law's name holds a date's. All begin
# where a word does, or at a bracket, which is looked at first: it halves the time of reading a course.
_PATTERN = re.compile(
    r"(?:(?<!\w)(?=[\w§])|(?=\())(?:"
    + "|".join(
        (
            rf"(?P<law>\b\d+\s(?:{_REPORTER})\s?(?:§+\s?)?\d[\w.()-]*)",
            rf"(?P<named>(?<!\w)(?i:{_NAMING})\s\(?\d[\w.()/-]*{_MORE})",
            r"(?P<token>\b[A-Za-z]\w*-\d[\w-]*|\b\d+(?:\.\d+)?\(\w+\)[\w()]*|\b\d+[A-Za-z]\w*|\b\d+/\d+\b|\(\d{1,2}\))",
            rf"(?P<dmy>\b(?P<d1>\d{{1,2}})\s(?P<m1>{_MONTH})(?:,?\s(?P<y1>\d{{4}}))?\b)",
            rf"(?P<mdy>\b(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:,\s(?P<y2>\d{{4}}))?\b(?!\d))",
            rf"(?P<my>\b(?P<m3>{_MONTH})\s(?:of\s)?(?P<y3>\d{{4}})\b)",
            r"(?P<iso>\b\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?\b)",
            r"(?P<years>\b(?:19|20)\d{2}\s?[-–]\s?(?:(?:19|20)\d{2}|\d{2})\b)",
            r"(?P<time>\b\d{1,2}:\d{2}\b)",
            r"(?P<number>(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
            r"(?P<scale>\s(?:thousand|million|billion)\b)?(?P<percent>\s?%|[\s-]per\s?cent\b|\spercentage\spoints?\b)?",
            rf"(?P<word>\b(?i:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(UNITS)}))?|{'|'.join((*_TEENS, *UNITS))})\b)"
            r"(?P<wscale>\s(?:thousand|million|billion)\b)?(?P<wpercent>[\s-]per\s?cent\b)?",
        )
    )
    + ")"
)
# Most texts hold neither a digit nor a number in words: a short look spares the long one.
_SOME = re.compile(rf"\d|\b(?:{'|'.join((*_TENS, *_TEENS, *UNITS))})", re.IGNORECASE)
# The same where one to nine count only as so many thousands or percent.
_SOME_LARGE = re.compile(rf"\d|\b(?:{'|'.join((*_TENS, *_TEENS))}|thousand|million|billion|per\s?cent)", re.IGNORECASE)
# A word such as "about" or "more than" right before a number, perhaps with an article or a dollar sign between.
_BOUND = re.compile(rf"\b({'|'.join(_BOUNDS)})\s(?:the\s|an?\s)?\$?$", re.IGNORECASE)


@functools.lru_cache(maxsize=1 << 14)  # claims and lessons are read by several rules
def figures(text: str, *, small_words: bool = False) -> tuple[Quantity, ...]:
    """The figures in a text, in order; `small_words` counts the words one to nine too."""
    some = _SOME if small_words else _SOME_LARGE
    return tuple(_figures(text, small_words)) if some.search(text) else ()


def _figures(text: str, small_words: bool) -> Iterator[Quantity]:
    for found in _PATTERN.finditer(text):
        if found["law"] or found["named"] or found["token"]:
            continue
        if found["dmy"] or found["mdy"] or found["my"]:
            yield _date(found)
        elif found["iso"]:
            yield Quantity("date", found[0], found[0])
        elif found["years"]:
            yield from _years(found[0])
        elif found["time"]:
            yield Quantity("number", found[0], found[0])
        elif found["number"] or small_words or _is_large(found):
            yield _number(found, text)


def _is_large(found: re.Match[str]) -> bool:
    """Whether a number in words is ten or more, or so many thousands or percent."""
    return bool(found["word"].lower() not in UNITS or found["wscale"] or found["wpercent"])


def _date(found: re.Match[str]) -> Quantity:
    year, month = (found[f"{part}1"] or found[f"{part}2"] or found[f"{part}3"] for part in "ym")
    day = found["d1"] or found["d2"]
    parts = [year or "-", f"{MONTHS.index(month) + 1:02}", *([f"{int(day):02}"] if day else [])]
    return Quantity("date", "-".join(parts), found[0])


def _years(text: str) -> Iterator[Quantity]:
    # A hyphen or a dash between two years.
    first, last = (part.strip() for part in re.split("[-–]", text))
    yield Quantity("date", first, first)
    yield Quantity("date", last if len(last) == 4 else first[:2] + last, text)


def _number(found: re.Match[str], text: str) -> Quantity:
    """A number in digits or in words, with its percent, its scale and what bounds it; a year is a date."""
    digits = found["number"] or str(sum(_WORDS[part] for part in found["word"].lower().split("-")))
    number, scale = Decimal(digits.replace(",", "")), found["scale"] or found["wscale"]
    bound = _bound_before(text[max(0, found.start() - 24) : found.start()])
    if found["percent"] or found["wpercent"]:
        return Quantity("percent", _digits(number), found[0], bound)
    if scale:
        return Quantity("number", _digits(number * _SCALES[scale.strip()]), found[0], bound)
    # A bare number of four digits that begins so is a year; "more than 1999" counts something.
    if re.fullmatch(r"(?:19|20)\d\d", digits) and not bound:
        return Quantity("date", digits, found[0])
    return Quantity("number", _digits(number), found[0], bound)


def _bound_before(before: str) -> Bound:
    word = _BOUND.search(before)
    return _BOUNDS[word[1].lower()] if word else ""


def _digits(number: Decimal) -> str:
    """Digits without a trailing zero: 57.20 and 57.2 are the same, and 1,000 does not become 1E+3."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_covered(figure: Quantity, known: Iterable[Quantity]) -> bool:
    """Whether a figure of the prose is one of the claim's figures, or follows from one.

    A date follows from a fuller one (May 2019 from 2019-05-06), a bounded number from one that rounds to it.
    """
    return any(_follows(figure, other) for other in known)


def list_uncovered(texts: Iterable[str], known: Collection[Quantity]) -> str:
    """The figures in these texts that are not covered by the known ones, each once, with commas; "" for none."""
    odd = (figure.text.strip() for text in texts for figure in figures(text) if not is_covered(figure, known))
    return ", ".join(dict.fromkeys(odd))


def _follows(figure: Quantity, other: Quantity) -> bool:
    if figure.value == other.value:
        # "70" may stand for 70 percent; "70 percent" may not stand for a plain 70.
        return figure.kind != "percent" or other.kind == "percent"
    if "date" in (figure.kind, other.kind):
        return figure.kind == other.kind and _within(figure.value, other.value)
    if not figure.bound or ":" in figure.value + other.value or (figure.kind == "percent") != (other.kind == "percent"):
        return False
    return _rounds(Decimal(figure.value), Decimal(other.value), figure.bound)


def _within(short: str, full: str) -> bool:
    return full.startswith(f"{short}-") or (short.startswith("--") and len(full) == 10 and full[4:] == short[1:])


def _rounds(said: Decimal, exact: Decimal, bound: Bound) -> bool:
    digits = _digits(said)
    step = Decimal(1).scaleb(len(digits) - len(digits.rstrip("0"))) if "." not in digits else Decimal(1)
    if bound == "over":
        return said <= exact < said + step
    if bound == "under":
        return said - step < exact <= said
    return abs(exact - said) <= step / 2
