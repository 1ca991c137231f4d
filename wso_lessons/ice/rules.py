"""The reviewed rules for reading ICE's workbooks, kept as data in data/tables/workbook_rules.yaml."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from typing import ClassVar

from wso_lessons.content import Course, Where, build, open_course
from wso_lessons.content.layout import read_tree
from wso_lessons.content.records import NOWHERE

RULES_FILE = "workbook_rules.yaml"
FIELDS = ("state", "agency", "agency_type", "county", "model", "signed", "moa", "addendum")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRule:
    """A model's code, its name in full, and the first words by which other spellings are known."""

    noun: ClassVar[str] = "model rule"
    code: str
    name: str
    begins: tuple[str, ...]


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
        return {name.casefold(): column for name, column in self.headers.items()}

    @functools.cached_property
    def state_of(self) -> dict[str, str]:
        return {name.casefold(): name for name in self.states}

    @functools.cached_property
    def misspelt_state_of(self) -> dict[str, str]:
        return {spelling.casefold(): name for spelling, name in self.state_spellings.items()}

    @functools.cached_property
    def type_of(self) -> dict[str, str]:
        return {word.casefold(): rule.name for rule in self.agency_types for word in (rule.name, *rule.also)}

    @functools.cached_property
    def county_of(self) -> dict[tuple[str, str], str]:
        return {(fix.state, fix.was): fix.now for fix in self.counties}

    @functools.cached_property
    def agency_of(self) -> dict[tuple[str, str], str]:
        return {(fix.state, fix.was): fix.now for fix in self.agencies}

    @functools.cached_property
    def signed_of(self) -> dict[tuple[str, str, str, str], DateCorrection]:
        return {(fix.state, fix.agency, fix.model, fix.was): fix for fix in self.signed}

    @functools.cached_property
    def nothings(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.nothing)

    def model_of(self, words: str) -> ModelRule | None:
        """The model whose name these words are or begin like, or None."""
        low = words.casefold()
        for rule in self.models:
            if any(low == start or low.startswith(f"{start} ") for start in rule.begins):
                return rule
        return None


@functools.lru_cache(maxsize=8)
def rules_of(course: Course | None = None) -> Rules:
    """The rules of a course, or of the course it extends. Raises ContentError where they cannot be read."""
    course = course or open_course()
    file = course.find(f"tables/{RULES_FILE}")
    return build(Rules, read_tree(file), Where(file, 1))
