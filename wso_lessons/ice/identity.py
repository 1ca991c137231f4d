"""Which agency a name stands for: a plain form of the name, joined by reviewed aliases only, never by likeness.

Coke and Cooke, Parker and Parmer, Walker and Waller are different counties of Texas; no measure of likeness parts them
from a typing error. A new spelling therefore counts as a new agency until a person adds it to agency_aliases.csv.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wso_lessons.content import ContentError, Course, Where, open_course
from wso_lessons.content.rows.csvfile import read_table

ALIASES = "agency_aliases"
ANY_MODEL = "*"
_COLUMNS = ("kind", "state_code", "old_key", "old_model", "new_state_code", "new_key", "new_model")
_KINDS = ("typo", "rename", "relabelled_row")
_WORDS = {
    "dept": "department",
    "deparment": "department",
    "departent": "department",
    "pd": "police department",
    "twp": "township",
    "ft": "fort",
    "offic": "office",
}
# Marks and spaces differ from list to list: "St. Johns", "St Johns".
_NOT_WORD = re.compile(r"[^\w]+")
# An office, a department or neither: one sheriff.
_SHERIFF = re.compile(r"\bsheriffs? (office|department)\b")
# At the end alone: "Constable Precinct 4" is one of several.
_CONSTABLE = re.compile(r"\bconstables?( office)?$")

AgencyKey = tuple[str, str]
AgreementKey = tuple[str, str]


@functools.lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """A name in small letters without punctuation, with common short forms written out.

    A sheriff's office and a sheriff's department of one county are the same agency; so are a constable and the
    constable's office.
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("’", "'").replace("'", "").replace("&", " and ")
    words = [_WORDS.get(word, word) for word in _NOT_WORD.sub(" ", text).split()]
    plain = " ".join(words)
    return _CONSTABLE.sub("constable", _SHERIFF.sub("sheriff", plain))


@dataclass(frozen=True)
class Aliases:
    """Reviewed identities: `agencies` joins two names of one agency.

    `moved` joins two rows, each an agency's id and a model, that ICE relabelled.
    """

    agencies: Mapping[AgencyKey, AgencyKey] = field(default_factory=dict)
    moved: Mapping[AgreementKey, AgreementKey] = field(default_factory=dict)

    def agency(self, state_code: str, name: str) -> AgencyKey:
        """The (state code, plain name) under which an agency is known."""
        key = (state_code, plain_name(name))
        return self.agencies.get(key, key)

    def agency_id(self, state_code: str, name: str) -> str:
        """The agency's id in the tables, such as "tx-walker-county-sheriff"."""
        return id_of_key(self.agency(state_code, name))

    def moved_to(self, agency_id: str, model: str) -> AgreementKey | None:
        """The (agency id, model) to which ICE moved this agreement's row, or None."""
        return self.moved.get((agency_id, model))


def id_of_key(key: AgencyKey) -> str:
    """An agency's key as an id: the state's code in small letters and the words of its name, joined by hyphens."""
    return "-".join((key[0].lower(), *key[1].split()))


@functools.lru_cache(maxsize=8)
def aliases_of(course: Course | None = None) -> Aliases:
    """The aliases of a course, added to those of the course it extends. Raises ContentError as `read_aliases` does."""
    return read_aliases(*(course or open_course()).find_all(f"tables/{ALIASES}.csv"))


def read_aliases(*paths: Path) -> Aliases:
    """The aliases in CSV files, those of a later one first. Raises ContentError with the line that cannot be used."""
    agencies: dict[AgencyKey, AgencyKey] = {}
    moved: dict[tuple[AgencyKey, str], tuple[AgencyKey, str]] = {}
    for path in paths:
        for row in _rows(path):
            old, new = (row["state_code"], row["old_key"]), (row["new_state_code"], row["new_key"])
            if row["kind"] == "relabelled_row":
                moved[old, row["old_model"]] = new, row["new_model"]
            else:
                agencies[old] = new
    agencies = _settle_aliases(paths[-1], agencies)
    known = {(id_of_key(a), one): (id_of_key(agencies.get(b, b)), other) for (a, one), (b, other) in moved.items()}
    return Aliases(agencies, known)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    table = read_table(path)
    if table.header != _COLUMNS:
        raise _refusal(path, 1, f"The columns must be {', '.join(_COLUMNS)}.")
    for line, row in zip(table.lines, table.rows, strict=True):
        _check(path, line, row)
        yield row


def _check(path: Path, line: int, row: Mapping[str, str]) -> None:
    if None in row or None in row.values():
        raise _refusal(path, line, "This row has too many or too few cells.")
    if row["kind"] not in _KINDS:
        raise _refusal(path, line, f'The kind "{row["kind"]}" is none of {", ".join(_KINDS)}.')
    if (row["old_model"] == ANY_MODEL) != (row["kind"] != "relabelled_row"):
        raise _refusal(path, line, "A relabelled row names its model; typos and renames have * there.")
    for column in ("old_key", "new_key"):
        if plain_name(row[column]) != row[column]:
            raise _refusal(path, line, f'"{row[column]}" is not in plain form; write "{plain_name(row[column])}".')


def _settle_aliases(path: Path, agencies: dict[AgencyKey, AgencyKey]) -> dict[AgencyKey, AgencyKey]:
    """Aliases of aliases followed to their end, so that one look-up is enough."""
    settled = {}
    for old in agencies:
        new, steps = old, 0
        while new in agencies:
            new, steps = agencies[new], steps + 1
            if steps > len(agencies):
                raise _refusal(path, 0, f'The alias "{old[1]}" leads back to itself.')
        settled[old] = new
    return settled


def _refusal(path: Path, line: int, problem: str) -> ContentError:
    return ContentError.at(Where(path, line), "aliases-unusable", problem, "Mend the file.")
