"""A table's card: what a row is, what each column means, where the table comes from and what it cannot bear."""

from __future__ import annotations

import copy
import dataclasses
import functools
from dataclasses import dataclass
from typing import ClassVar, Literal

from wso_lessons.content import Course, Where, open_course
from wso_lessons.content.findings import NOWHERE
from wso_lessons.content.rows.registry import Registry
from wso_lessons.content.rows.schema import check_name
from wso_lessons.pages import html as p

ColumnType = Literal["id", "text", "code", "category", "date", "month", "count", "number", "flag"]
CARDS_FILE = "datasets.yaml"
_WRITTEN = {
    "id": "id",
    "text": "text",
    "code": "code",
    "category": "one of",
    "date": "date",
    "month": "month",
    "count": "whole number",
    "number": "number",
    "flag": "yes or no (1 or 0)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its type, meaning and unit; `allowed` values in their natural order; what an empty cell means.

    A column without `empty` has a value in every row.
    """

    noun: ClassVar[str] = "column"
    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    allowed: tuple[str, ...] = ()
    empty: str = ""

    def __post_init__(self) -> None:
        check_name(self.name, "column")
        if (self.type == "category") != bool(self.allowed):
            raise ValueError(f'The column "{self.name}" must have `allowed` values if, and only if, it is a category')

    def kind(self) -> str:
        """The type in words, with the allowed values or the unit."""
        words = _WRITTEN[self.type]
        if self.allowed:
            return f"{words}: {', '.join(self.allowed)}"
        return f"{words} ({self.unit})" if self.unit else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A number for each group of a table's rows: how many, how many different, or the sum of a column.

    Groups are the values of `by`; `where` keeps some rows; `last` keeps those with the greatest value of a column.
    Without `table` the card's own is meant.
    """

    noun: ClassVar[str] = "tally"
    table: str = ""
    take: Literal["rows", "distinct", "sum"] = "rows"
    column: str = ""
    by: tuple[str, ...] = ()
    where: dict[str, str] | None = None
    last: str = ""

    def __post_init__(self) -> None:
        if (self.take == "rows") == bool(self.column):
            raise ValueError('A tally needs `column` if, and only if, it takes "distinct" or "sum"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Two tallies that must agree, group by group, and a sentence that says so."""

    noun: ClassVar[str] = "balance"
    says: str
    this: Tally
    that: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What must be known before a table is used; it shows itself in a notebook.

    `titles` are those of its sources, which `about` has from the course and no YAML key may give.
    """

    noun: ClassVar[str] = "table"
    id: str
    title: str
    row: str
    key: tuple[str, ...]
    sources: tuple[str, ...]
    as_of: str
    made: str
    limits: tuple[str, ...]
    columns: tuple[Column, ...]
    balances: tuple[Balance, ...] = ()
    where: Where = NOWHERE
    titles: tuple[str, ...] = dataclasses.field(default=(), init=False)

    @property
    def credits(self) -> tuple[str, ...]:
        """The sources as a reader is told them: by id, until the course gives their titles."""
        return self.titles or self.sources

    def __post_init__(self) -> None:
        check_name(self.id, "table")
        names = [column.name for column in self.columns]
        twice = next((name for name in names if names.count(name) > 1), "")
        if twice:
            raise ValueError(f'The table "{self.id}" has the column "{twice}" twice')
        stray = next((name for name in self.key if name not in names), "")
        if stray or not self.key:
            raise ValueError(f'The key of "{self.id}" must name its columns; "{stray}" is none')

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def _facts(self) -> dict[str, str]:
        return {
            "One row is": self.row,
            "Key": ", ".join(self.key),
            "As of": self.as_of,
            "Source": "; ".join(self.credits),
            "How it was made": self.made,
        }

    def _page(self) -> p.Page:
        heads = ("Column", "Meaning", "Type", "Empty means")
        rows = [(c.name, c.meaning, c.kind(), c.empty or "never") for c in self.columns]
        html = p.tag(
            "section",
            p.tag("p", p.tag("strong", self.title), " ", p.tag("code", self.id), class_="wso-card-title"),
            p.pairs(self._facts()),
            p.tag("p", p.tag("strong", "What it cannot bear")),
            p.listing(self.limits, class_="wso-limits"),
            p.table(f"Columns of {self.id}", heads, rows),
            class_="wso-card",
        )
        lines = [f"{self.title} ({self.id})", ""]
        lines += [p.wrap(f"{name}: {value}", "  ") for name, value in self._facts().items()]
        lines += ["", "What it cannot bear:"]
        lines += [p.wrap(f"- {limit}", "  ") for limit in self.limits]
        lines += ["", "Columns:"]
        for column in self.columns:
            rest = f" Empty: {column.empty}." if column.empty else ""
            lines.append(p.wrap(f"- {column.name} [{column.kind()}]: {column.meaning}{rest}", "  "))
        return p.Page("\n".join(lines), html)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None, **kw: object) -> dict[str, object]:
        return self._page()._repr_mimebundle_(include, exclude, **kw)


@functools.lru_cache(maxsize=8)
def cards(course: Course | None = None) -> Registry[Card]:
    """The cards of a course's tables (the built-in course where none is given), by table name.

    A course's own tables/datasets.yaml comes after that of the course it extends.
    Raises nothing for faults in the files: they are in the registry's `problems` and `audit()`.
    """
    course = course or open_course()
    return course.registry(Card, f"tables/{CARDS_FILE}", finish=functools.partial(_credit_sources, course))


def _credit_sources(course: Course, card: Card) -> Card:
    # A source that is unknown or faulty goes by its id: `check` reports it, and the card still shows.
    found = [(source, course.sources.find(source)) for source in card.sources]
    credited = copy.copy(card)
    object.__setattr__(credited, "titles", tuple(record.title if record else source for source, record in found))
    return credited
