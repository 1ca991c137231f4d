"""Dirty list: rows as a file has them, what is wrong with some, and lines of pandas that mend them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar, Literal

from wso_lessons.content.words import count_with_noun
from wso_lessons.simulators.rulebook import Note, find_row

FlawKind = Literal["space", "spelling", "year", "states", "hidden"]
STRIP = "strip"  # the line below the table, which is no cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An id with the name that a learner reads."""

    noun: ClassVar[str] = "entry"
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A row of the list: its number in the sheet and its cells; the columns in `spaces` end in a space."""

    noun: ClassVar[str] = "row"
    number: int
    cells: tuple[str, ...]
    spaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One way to fill the gap of a line, and what comes of it."""

    noun: ClassVar[str] = "mend"
    id: str
    name: str
    says: str
    claims: tuple[str, ...]
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw(Note):
    """A kind of flaw, the places where it stands (row-column, or "strip"), and the line of pandas that mends it."""

    noun: ClassVar[str] = "flaw"
    id: FlawKind
    at: tuple[str, ...]
    line: str
    mends: tuple[Mend, ...]

    def __post_init__(self) -> None:
        if sum(mend.right for mend in self.mends) != 1 or "____" not in self.line:
            raise ValueError(f'The flaw "{self.id}" needs a line with a gap, and one mend that is right')

    @property
    def right(self) -> Mend:
        """The mend that holds."""
        return next(mend for mend in self.mends if mend.right)

    def fill_gap(self, mend: Mend) -> str:
        """The line with its gap filled."""
        return self.line.replace("____", mend.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirtyRules:
    """The rows, the kinds of flaw and the flaws, with the words around them."""

    noun: ClassVar[str] = "dirty list"
    title: str
    words: str
    ending: str
    claims: tuple[str, ...]
    columns: tuple[Labelled, ...]
    rows: tuple[ListRow, ...]
    strip: str
    kinds: tuple[Labelled, ...]
    flaws: tuple[Flaw, ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("A row has a cell for each column")
        unknown = {place for flaw in self.flaws for place in flaw.at} - {*self.places}
        if unknown:
            raise ValueError(f"There is no place {', '.join(sorted(unknown))}")

    @property
    def places(self) -> tuple[str, ...]:
        """Every place that can be pressed: row by row, then the line below."""
        return (*(f"{row.number}-{column.id}" for row in self.rows for column in self.columns), STRIP)

    def flaw_at(self, place: str) -> Flaw | None:
        """The flaw at a place."""
        return next((flaw for flaw in self.flaws if place in flaw.at), None)

    def text_at(self, place: str) -> str:
        """What a screen shows at a place."""
        if place == STRIP:
            return self.strip
        number, _, column = place.partition("-")
        row = next(row for row in self.rows if row.number == int(number))
        return row.cells[[one.id for one in self.columns].index(column)]

    def name_of(self, place: str) -> str:
        """A place in words: "row 656, support type"."""
        number, _, column = place.partition("-")
        names = {one.id: one.name.lower() for one in self.columns}
        return "the line below" if place == STRIP else f"row {number}, {names[column]}"


def judge_place(rules: DirtyRules, place: str, kind: str) -> tuple[bool, str]:
    """Whether a place has this kind of flaw, and why or why not."""
    flaw = rules.flaw_at(place)
    where = rules.name_of(place)
    where = where[0].upper() + where[1:]
    if flaw and flaw.id == kind:
        return True, f"{where}: yes. {flaw.text}"
    if flaw:
        return False, f"{where}: something is off here, but not that. Look again."
    return False, f"{where}: nothing on this list speaks against “{rules.text_at(place)}”."


def tidy_rows(rules: DirtyRules, mended: Collection[str]) -> list[dict[str, str]]:
    """The rows as a computer reads them after these flaws are mended, by column."""
    made = []
    for row in rules.rows:
        cells = {column.id: text for column, text in zip(rules.columns, row.cells, strict=True)}
        for column in row.spaces if "space" not in mended else ():
            cells[column] += " "
        for name, column in (("spelling", "county"), ("year", "signed")):
            flaw = find_row(rules.flaws, name)
            if name in mended and f"{row.number}-{column}" in flaw.at:
                cells[column] = flaw.right.name.strip('"')
        made.append(cells)
    return made


def counts_in_words(rules: DirtyRules, mended: Collection[str]) -> str:
    """What a computer counts in the rows as they stand now: models, and agencies."""
    rows = tidy_rows(rules, mended)
    models = Counter(row["model"] for row in rows)
    agencies = {(row["agency"], row["state"] if "states" in mended else "") for row in rows}
    by = "by name and state" if "states" in mended else "by name"
    listed = ", ".join(f"{name.strip()} {count}" for name, count in models.items())
    return (
        f"A computer counts {count_with_noun(len(models), 'model')} ({listed}) and "
        f"{count_with_noun(len(agencies), 'agency', 'agencies')} {by}."
    )
