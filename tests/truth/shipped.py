"""What of the documents is kept beside the tests, so that they prove the same in a clone without the documents."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.world import TESTS
from wso_lessons.content.records import MAX_QUOTE_WORDS

FOLDER = TESTS / "truth"
REMEDY = "Where the documents lie beside the checkout: python -m tests.truth.make"
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "`": "'", "\u00a0": " "})


@dataclass(frozen=True)
class Passage:
    """A part of a document around a quotation; `line` is its number, or 0 where the document has pages."""

    line: int
    text: str


@functools.cache
def read(name: str) -> Any:
    """One of the kept files."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@functools.cache
def passages(source: str) -> tuple[Passage, ...]:
    """The kept passages of a source."""
    parts = (one.partition(": ") for one in read("passages")[source]["passages"])
    return tuple(Passage(int(line), text) for line, _, text in parts)


def straight(text: str) -> str:
    """A text with one kind of quotation mark and single spaces."""
    return " ".join(text.translate(_STRAIGHT).split())


def runs(text: str) -> list[str]:
    """Every run of words in a text that is too long for a quotation, each as the start of its SHA-256.

    Ten hexadecimal digits: by chance, one text of the course's length in about ten thousand would hold a false one.
    """
    words = straight(text).lower().split()
    cut = (" ".join(words[at : at + MAX_QUOTE_WORDS]) for at in range(len(words) - MAX_QUOTE_WORDS + 1))
    return [hashlib.sha256(run.encode()).hexdigest()[:10] for run in cut]


def rows_digest(rows: list[dict[str, str]]) -> str:
    """The SHA-256 of a table's rows, whatever its line ends and quotation marks."""
    return digest([list(row.items()) for row in rows])


def grouping(keys: Iterable[object]) -> list[int]:
    """For each row the place of the first row with the same key: equal for two columns that part the rows alike."""
    first: dict[object, int] = {}
    return [first.setdefault(key, at) for at, key in enumerate(keys)]


def digest(value: object) -> str:
    """The SHA-256 of a value as JSON."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
