"""What is wrong, where, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wso_lessons.content.words import is_invisible


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: the file, and a line (YAML, Markdown) or a cell (notebook), counted from 1."""

    file: Path
    line: int = 0
    cell: int = 0

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}: cell {self.cell}"
        return f"{self.file}:{self.line}" if self.line else str(self.file)


NOWHERE = Where(Path("?"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person has to mend.

    `level` is "error" (the check fails) or "warning" (worth a look).
    """

    code: str
    where: Where
    problem: str
    remedy: str
    level: str = "error"

    def __str__(self) -> str:
        return f"{self.where}: {self.code}: {self.problem} {self.remedy}"


class LessonError(Exception):
    """A mistake that its reader can mend: the message is one or two plain sentences, shown without a traceback.

    Everything that this package raises for a learner, teacher or author derives from it.
    """


class ContentError(LessonError):
    """Content that cannot be used; `finding` says what is wrong, where, and how to mend it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding

    @classmethod
    def at(cls, where: Where | Path, code: str, problem: str, remedy: str) -> ContentError:
        """The error for a place in a file, or for a whole file or folder."""
        return cls(Finding(code, where if isinstance(where, Where) else Where(where), problem, remedy))


class UnknownId(LessonError, KeyError):  # noqa: N818 - the name says what is unknown
    """An id that nothing has; `wanted` is the id and `nearest` the most similar one that exists, or ""."""

    def __init__(self, noun: str, wanted: str, known: Iterable[str]) -> None:
        self.noun, self.wanted, self.nearest = noun, wanted, nearest_word(wanted, known)
        self.message = f'There is no {noun} "{wanted}". {_question(self.nearest)}'.rstrip()
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


def one_line(text: object, longest: int = 80) -> str:
    """Somebody else's text as one line that a terminal, a table or a page can show: nothing in it acts, and it ends.

    Control characters, marks that turn the direction of writing and halves of characters become U+FFFD.
    """
    words = str(text)[: 4 * longest]  # cut first, so that a text of megabytes costs nothing
    shown = "".join(" " if c.isspace() else "\ufffd" if is_invisible(c) else c for c in words)
    line = " ".join(shown.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def with_article(noun: str) -> str:
    """A noun with its article: "a claim", "an item"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def did_you_mean(wanted: str, known: Iterable[str], otherwise: str) -> str:
    """The question whether the known word most like `wanted` was meant; `otherwise` where none is close."""
    return _question(nearest_word(wanted, known)) or otherwise


def _question(nearest: str) -> str:
    return f'Did you mean "{nearest}"?' if nearest else ""


def nearest_word(wanted: str, known: Iterable[str]) -> str:
    """The known word most like `wanted`, or "" where none is close."""
    words = list(known)
    begun = [word for word in words if wanted and word.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]  # "03" is too short to be like "03-fourth-amendment", and can mean nothing else
    within = [word for word in words if len(wanted) > 3 and wanted in word]
    if len(within) == 1:
        return within[0]  # "fourth" is more like "before" than like "03-fourth-amendment"
    close = difflib.get_close_matches(wanted, words, n=1, cutoff=0.5)
    return close[0] if close else ""
