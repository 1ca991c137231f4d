"""The reviewed rules for reading ICE's workbooks, kept as data in data/tables/workbook_rules.yaml."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from wso_lessons.content import Course, Where, build, open_course
from wso_lessons.content.findings import NOWHERE
from wso_lessons.content.layout import read_tree
from wso_lessons.content.rows.yamlfile import Row, Rows

RULES_FILE = "workbook_rules.yaml"
MOST_SLIPS = 2  # letters left out, added, changed or swapped
SHORTEST = 5  # in shorter words two slips make one state of another: GA is two letters from Guam
FIELDS = ("state", "agency", "agency_type", "county", "model", "signed", "moa", "addendum")


def word_within_slips(text: str, known: Iterable[str]) -> str:
    """The one known word within two slips of a text, or "" where there is none, or more than one.

    A slip is a letter left out, put in, or replaced, or two neighbors exchanged; case does not count. In a word of four
    letters one slip is allowed, in a shorter one none.
    """
    slips = MOST_SLIPS if len(text) >= SHORTEST else max(0, len(text) - 3)
    if not slips:
        return ""
    found = [word for word in known if count_slips(text.casefold(), word.casefold()) <= slips]
    return found[0] if len(found) == 1 else ""


@functools.lru_cache(maxsize=4096)
def count_slips(a: str, b: str) -> int:
    """How many slips lead from one word to another; anything over two counts as three."""
    if abs(len(a) - len(b)) > MOST_SLIPS:
        return MOST_SLIPS + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        before, last, row = row, before, [i]
        for j, other in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if last and j > 1 and letter == b[j - 2] and other == a[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(row[-1], MOST_SLIPS + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRule:
    """A model's code, its name in full, and the first words by which other spellings are known.

    `since` is the first day on which an agreement of this model can have been signed, "" where none is known.
    """

    noun: ClassVar[str] = "model rule"
    code: str
    name: str
    begins: tuple[str, ...]
    since: str = ""

    def __post_init__(self) -> None:
        if self.since:
            dt.date.fromisoformat(self.since)  # a ValueError here names the YAML line


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRule:
    """A type of agency, and other spellings of it."""

    noun: ClassVar[str] = "type rule"
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A reviewed correction of a county or an agency's name in one state."""

    noun: ClassVar[str] = "correction"
    state: str
    was: str
    now: str
    why: str = ""


def correct(corrections: Iterable[Correction], state: str, text: str) -> str:
    """The right county or agency for a state and what was printed; the text itself where nothing corrects it."""
    return next((fix.now for fix in corrections if (fix.state, fix.was) == (state, text)), text)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCorrection:
    """A reviewed correction of one agreement's date of signing."""

    noun: ClassVar[str] = "date correction"
    state: str
    agency: str
    model: str
    was: str
    now: str
    why: str

    def __post_init__(self) -> None:
        for day in (self.was, self.now):
            dt.date.fromisoformat(day)  # a ValueError here names the YAML line


@dataclass(frozen=True, kw_only=True)
class Rules:
    """All rules for reading a workbook; words are compared without regard to case."""

    noun: ClassVar[str] = "set of workbook rules"
    headers: dict[str, str]
    models: tuple[ModelRule, ...]
    agency_types: tuple[TypeRule, ...]
    nothing: tuple[str, ...]
    state_spellings: dict[str, str]
    states: dict[str, str]
    counties: tuple[Correction, ...] = ()
    agencies: tuple[Correction, ...] = ()
    signed: tuple[DateCorrection, ...] = ()
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        stray = next((name for name in self.headers.values() if name not in FIELDS), "")
        if stray:
            raise ValueError(f'The header "{stray}" is none of {", ".join(FIELDS)}')
        for spelling, state in self.state_spellings.items():
            if state not in self.states:
                raise ValueError(f'The state "{state}" (for "{spelling}") is not listed')

    @functools.cached_property
    def header_of(self) -> dict[str, str]:
        """Our column for each of ICE's headers, in small letters."""
        return {name.casefold(): column for name, column in self.headers.items()}

    def header_for(self, column: str) -> str:
        """ICE's name of one of our columns."""
        return next(name for name, known in self.headers.items() if known == column)

    @functools.cached_property
    def state_of(self) -> dict[str, str]:
        """A state's name for the same name, a known misspelling and its code, in small letters."""
        codes = {code: name for name, code in self.states.items()}
        words = codes | self.state_spellings | {name: name for name in self.states}
        return {word.casefold(): name for word, name in words.items()}

    @functools.cached_property
    def type_of(self) -> dict[str, str]:
        """The type of agency for each word that ICE used for it, in small letters."""
        return {word.casefold(): rule.name for rule in self.agency_types for word in (rule.name, *rule.also)}

    def date_correction(self, *who_and_date: str) -> DateCorrection | None:
        """The correction of a date, for its state, agency, model and the date as printed, or None."""
        known = ((fix, (fix.state, fix.agency, fix.model, fix.was)) for fix in self.signed)
        return next((fix for fix, wanted in known if wanted == who_and_date), None)

    @functools.cached_property
    def nothings(self) -> frozenset[str]:
        """The words, in small letters, by which ICE says that a cell holds nothing."""
        return frozenset(word.casefold() for word in self.nothing)

    def read_model(self, words: str) -> tuple[ModelRule | None, str]:
        """The model that words stand for and the rule that found it; a near miss counts where only one is near."""
        low = words.casefold()
        for rule in self.models:
            if any(low == start or low.startswith(f"{start} ") for start in rule.begins):
                return rule, "model-spelling"
        near = word_within_slips(words, [rule.name for rule in self.models])
        return next((rule for rule in self.models if rule.name == near), None), "model-near"

    def read_state(self, text: str) -> tuple[str, str]:
        """The state that a text stands for and the rule that found it ("" for its name in capitals); or ("", "")."""
        low = text.casefold()
        if name := self.state_of.get(low):
            if low != name.casefold():
                return name, "state-spelling"
            return name, "" if text == text.upper() else "state-case"
        near = word_within_slips(text, self.states)
        return near, "state-near" if near else ""


@functools.lru_cache(maxsize=8)
def rules_of(course: Course | None = None) -> Rules:
    """The rules of a course, added to those of the course it extends. Raises ContentError where they cannot be read.

    So a course's own file need hold only what it adds, such as one spelling.
    """
    course = course or open_course()
    files = course.find_all(f"tables/{RULES_FILE}")
    tree: Any = None
    for file in files:
        own = read_tree(file)
        tree = _rules_of_both(own, tree) if isinstance(own, Row) and isinstance(tree, Row) else own
    return build(Rules, tree, Where(files[-1], 1))


def _rules_of_both(own: Row, base: Row) -> Row:
    """The rules of both: an own entry comes before the base's, so that it is found first."""
    both = Row(own.file, own.line)
    for key in dict.fromkeys((*base, *own)):
        first, second = own.get(key), base.get(key)
        both.lines[key] = own.lines.get(key, own.line)
        if isinstance(first, Row) and isinstance(second, Row):
            both[key] = _rules_of_both(first, second)
        elif isinstance(first, Rows) and isinstance(second, Rows):
            both[key] = Rows(own.file, first.line)
            both[key].extend([*first, *second])
        else:
            both[key] = second if first is None else first
    return both
